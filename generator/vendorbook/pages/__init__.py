"""Pages: what a reader sees, as plain values that know no site engine.

This is the only door to Jinja. Every value of a record passes through an autoescaping template on
its way out; a page's body is therefore HTML that may be trusted.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """One entry of a page's table of contents."""

    anchor: str
    title: str
    level: int = 2


@dataclass(frozen=True)
class SearchEntry:
    """One hit that search may offer.

    Attributes:
        anchor: The id of the element within the page, or empty for the page itself.
        title: Plain text shown as the hit's title.
        text: Plain text that is searched and shown as the teaser.
    """

    anchor: str
    title: str
    text: str


@dataclass(frozen=True)
class Page:
    """One file of the site.

    Attributes:
        path: Where it lands below the site's root, such as `vendors/keelhaven/index.html`. A path
            that ends in `.html` is wrapped in the theme by the engine; any other is written as is.
        title: Plain text, not HTML.
        body: For `.html`, the HTML below the theme's article element, starting with its `<h1>`.
        headings: The table of contents, in order.
        search: What search should find on this page.
    """

    path: str
    title: str
    body: str
    headings: tuple[Heading, ...] = ()
    search: tuple[SearchEntry, ...] = ()
