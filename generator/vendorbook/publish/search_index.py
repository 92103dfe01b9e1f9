"""Search entries of our own, within a budget.

A browser downloads the whole index before it can search, so every vendor has a share of it, which
the entries that people look for most are given first. When a portfolio is too large even so, each
vendor keeps one entry and the build says so.
"""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from vendorbook.pages import SearchEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vendorbook.pages import Page

MAX_BYTES: Final = 2_000_000
"""What the whole index may weigh."""

LEAST_SHARE: Final = 5_000
LARGEST_SHARE: Final = 24_000
COMFORTABLE_BYTES: Final = 600_000
"""Up to here an index is small enough for vendors to have more than their least share."""


def share_of_a_vendor(vendors: int) -> int:
    """How many bytes one vendor's entries may weigh when there are so many vendors."""
    return max(LEAST_SHARE, min(LARGEST_SHARE, COMFORTABLE_BYTES // max(1, vendors)))


Entry = dict[str, Any]
"""One entry as Material's search reads it; `title` and `text` are HTML."""


_FRAME: Final = len('{"location":"","title":"","text":""},') - len("index.html")


class GroupEntries(NamedTuple):
    """The entries of one vendor, or of the portfolio.

    Attributes:
        full: Those that fit into its share, each with its bytes.
        short: Those that it keeps when the portfolio is too large.
    """

    full: list[tuple[Entry, int]]
    short: list[Entry]

    @property
    def size(self) -> int:
        """How many bytes those that fit weigh together."""
        return sum(size for _, size in self.full)

    def as_texts(self) -> tuple[str, str]:
        """Both lists as JSON."""
        return json.dumps([entry for entry, _ in self.full]), json.dumps(self.short)


class KeptEntries(NamedTuple):
    """The entries of a vendor that did not change, read when it is known which are wanted.

    Attributes:
        size: How many bytes those weigh together that fit into its share.
        read: Reads both lists as JSON.
    """

    size: int
    read: Callable[[], tuple[str, str]]


def entries_of(pages: Iterable[Page], *, limit: int | None = None) -> GroupEntries:
    """The entries of one vendor's pages, those of the best rank first.

    Search shows an entry below that of its page, so the first one of a page brings it along.

    Args:
        pages: The pages of one vendor, or of the portfolio.
        limit: How many bytes they may weigh together; without one, all are taken.
    """
    offered = [(each, page) for page in pages for each in page.search]
    offered.sort(key=lambda pair: pair[0].rank)
    found = GroupEntries([], [])
    used = 0
    taken: set[str] = set()
    for number, (each, page) in enumerate(offered):
        if page.path in taken and not each.anchor:
            continue
        if number and limit is not None and used + _least_size(each, page) > limit:
            continue
        alone = page.path in taken or not each.anchor
        entries = [_as_entry(one, page) for one in ([] if alone else [_of_the_page(page)]) + [each]]
        sizes = [len(json.dumps(entry, separators=(",", ":"))) + 1 for entry in entries]
        if number == 0 or limit is None:
            found.short.extend(entries)
        if limit is not None and used + sum(sizes) > limit:
            continue
        used += sum(sizes)
        taken.add(page.path)
        found.full.extend(zip(entries, sizes, strict=True))
    return found


def _least_size(entry: SearchEntry, page: Page) -> int:
    """The least that an entry can weigh, which is quickly told; escapes make it heavier."""
    return len(page.path) + len(entry.anchor) + len(entry.title) + len(entry.text) + _FRAME


def _of_the_page(page: Page) -> SearchEntry:
    """The entry of the page itself; one with its title alone where it offers none."""
    own = (each for each in page.search if not each.anchor)
    return next(own, SearchEntry("", page.title, ""))


class SearchEntries:
    """Collects the entries of all pages while they pass by, one group after the other."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._groups: list[GroupEntries | KeptEntries] = []
        self._bytes = 0
        self._has_let_go = False

    def add(self, entries: GroupEntries | KeptEntries) -> None:
        """Take the entries of one more group."""
        self._bytes += entries.size
        self._groups.append(entries)
        if self.is_shortened:
            # The full entries of thousands of vendors would fill a hundred megabytes.
            self._groups[-1] = _shortened(entries)
            if not self._has_let_go:
                self._groups = list(map(_shortened, self._groups))
                self._has_let_go = True

    @property
    def is_shortened(self) -> bool:
        """Whether the budget was too small for all vendors' shares."""
        return self._bytes > MAX_BYTES

    def result(self) -> list[Entry]:
        """The entries to publish."""
        found: list[Entry] = []
        for group in self._groups:
            if isinstance(group, KeptEntries):
                found += json.loads(group.read()[1 if self.is_shortened else 0])
            elif self.is_shortened:
                found += group.short
            else:
                found += (entry for entry, _ in group.full)
        return found


def _shortened(entries: GroupEntries | KeptEntries) -> GroupEntries | KeptEntries:
    """The same without what is published only while there is room."""
    return entries._replace(full=[]) if isinstance(entries, GroupEntries) else entries


def _as_entry(entry: SearchEntry, page: Page) -> Entry:
    anchor = f"#{entry.anchor}" if entry.anchor else ""
    boost = {"boost": entry.boost} if entry.boost != 1 else {}
    return {
        "location": f"{page.path.removesuffix('index.html')}{anchor}",
        "title": html.escape(entry.title, quote=False),
        "text": html.escape(entry.text, quote=False),
        **boost,
    }
