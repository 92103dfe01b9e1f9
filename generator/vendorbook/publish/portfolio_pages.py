"""The pages that belong to no vendor, on disk until an engine asks for them.

Where pages outlive the build, one whose sources are all the same is not made again.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from vendorbook.contents import digest_of_list
from vendorbook.pages import Heading, Page, SearchEntry
from vendorbook.pages.content_templates import render_content

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from vendorbook.pages.live_lists import LiveData
    from vendorbook.publish.kept_sources import Sources
    from vendorbook.publish.rebuilt_vendors import RebuiltVendors
    from vendorbook.publish.spool import Spool

PORTFOLIO_GROUP: Final = "_portfolio"
"""The group of the pages that belong to no vendor. No vendor's slug can start with a low line."""


class _Kept(NamedTuple):
    digest: str
    head: Page


class PortfolioPages:
    """One page after the other, each made by a function when that is needed."""

    def __init__(self, spool: Spool) -> None:
        """Put the pages into `spool`."""
        self._spool = spool
        self._pages: dict[str, _Kept] = {}
        self._vendors: RebuiltVendors | None = None
        self._base = ""

    def make(self, makers: Mapping[str, Callable[[], Page]]) -> None:
        """Make every page."""
        for path, make in makers.items():
            self._pages[path] = self._made(path, make())

    def make_changed(
        self, makers: Mapping[str, Callable[[], Page]], base: str, vendors: RebuiltVendors
    ) -> None:
        """Make the pages whose sources changed; `base` is the digest of what all are made from."""
        self._vendors, self._base = vendors, base
        for path, make in makers.items():
            self._pages[path] = self._kept(path, base, vendors) or self._renewed(
                path, make, base, vendors
            )

    def _made(self, path: str, page: Page) -> _Kept:
        digest = self._spool.write(_name(path), [page])
        return _Kept(digest, replace(page, body=""))

    def _kept(self, path: str, base: str, vendors: RebuiltVendors) -> _Kept | None:
        query = "select made_from, digest, state, head from pages where path = ?"
        found = vendors.kept.database.execute(query, (path,)).fetchone()
        if found is None:
            return None
        made_from, digest, state, head = found
        is_whole = state == self._spool.state_of(_name(path))
        if not is_whole or not _is_made_from(made_from, base, vendors.sources):
            return None
        title, headings, search = json.loads(head)
        return _Kept(
            digest,
            Page(
                path,
                title,
                "",
                tuple(map(Heading._make, headings)),
                tuple(map(SearchEntry._make, search)),
            ),
        )

    def _renewed(
        self, path: str, make: Callable[[], Page], base: str, vendors: RebuiltVendors
    ) -> _Kept:
        with vendors.sources.noted() as asked:
            made = self._made(path, make())
        head = made.head
        row = (
            path,
            _made_from(asked, base, vendors.sources),
            made.digest,
            self._spool.state_of(_name(path)),
            json.dumps([head.title, head.headings, head.search]),
        )
        vendors.kept.database.execute("insert or replace into pages values (?, ?, ?, ?, ?)", row)
        return made

    def content(self, text: str, path: str, live: LiveData) -> str:
        """The Markdown of a page written by hand with its live data; see `render_content`."""
        vendors = self._vendors
        if vendors is None:
            return render_content(text, path, live)
        execute = vendors.kept.database.execute
        base = digest_of_list([self._base, text])
        query = "select made_from, shown from live where path = ?"
        for made_from, shown in execute(query, (path,)):
            if _is_made_from(made_from, base, vendors.sources):
                return str(shown)
        with vendors.sources.noted() as asked:
            text = render_content(text, path, live)
        row = (path, _made_from(asked, base, vendors.sources), text)
        execute("insert or replace into live values (?, ?, ?)", row)
        return text

    @property
    def paths(self) -> tuple[str, ...]:
        """Every page, in the order in which they were made."""
        return tuple(self._pages)

    def read(self, path: str) -> Page:
        """One page."""
        return self._spool.read(_name(path))[0]

    def head(self, path: str) -> Page:
        """One page without its body."""
        return self._pages[path].head

    def digest(self, path: str) -> str:
        """The digest of one page."""
        return self._pages[path].digest


def _made_from(asked: set[str], base: str, sources: Sources) -> str:
    return json.dumps({"": base, **{name: sources.digest(name) for name in sorted(asked)}})


def _is_made_from(text: str, base: str, sources: Sources) -> bool:
    """Whether everything is the same that `_made_from` told of."""
    before = json.loads(text)
    return before.pop("", None) == base and all(
        sources.digest(name) == was for name, was in before.items()
    )


def _name(path: str) -> str:
    """The name of the group that holds one page alone."""
    return f"{PORTFOLIO_GROUP}+{path.replace('/', '+')}"
