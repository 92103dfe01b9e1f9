"""Search entries of our own, within a budget.

A browser downloads the whole index before it can search, so every entry is short; when a portfolio
is too large even so, each vendor keeps one entry and the build says so.
"""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vendorbook.pages import Page

MAX_BYTES: Final = 2_000_000

Entry = dict[str, str]
"""One entry as Material's search reads it; `title` and `text` are HTML."""


class SearchEntries:
    """Collects the entries of all pages while they pass by."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._full: list[Entry] = []
        self._short: list[Entry] = []
        self._bytes = 0

    def add(self, page: Page) -> None:
        """Take a page's entries."""
        url = page.path.removesuffix("index.html")
        for number, each in enumerate(page.search):
            anchor = f"#{each.anchor}" if each.anchor else ""
            entry = {
                "location": f"{url}{anchor}",
                "title": html.escape(each.title, quote=False),
                "text": html.escape(each.text, quote=False),
            }
            if number == 0 and not each.anchor:
                self._short.append(entry)
            if self._bytes <= MAX_BYTES:
                self._full.append(entry)
                self._bytes += len(json.dumps(entry, separators=(",", ":"))) + 1

    @property
    def is_shortened(self) -> bool:
        """Whether the budget was too small for all entries."""
        return self._bytes > MAX_BYTES

    def result(self) -> Iterable[Entry]:
        """The entries to publish."""
        return self._short if self.is_shortened else self._full
