"""Pages: what a reader sees, as plain values that know no site engine.

This, with `templating` beside it, is the only door to Jinja. Every value of a record passes through
an autoescaping template on its way out; a page's body is therefore HTML that may be trusted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from jinja2 import PackageLoader, StrictUndefined
from markupsafe import Markup

from vendorbook import addresses
from vendorbook.pages.prose import prose, safe_url
from vendorbook.pages.templating import FastEnvironment
from vendorbook.status import STATUS_WORDS
from vendorbook.wording import plural, span_in_words, written_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from jinja2 import Environment

    AnyEnvironment = TypeVar("AnyEnvironment", bound=Environment)


class Heading(NamedTuple):
    """One entry of a page's table of contents."""

    anchor: str
    title: str
    level: int = 2


class SearchEntry(NamedTuple):
    """One hit that search may offer.

    Attributes:
        anchor: The id of the element within the page, or empty for the page itself.
        title: Plain text shown as the hit's title.
        text: Plain text that is searched and shown as the teaser.
        rank: What to keep when a vendor has more than fits, 0 first.
        boost: How many times as much as others it counts in the order of hits.
    """

    anchor: str
    title: str
    text: str
    rank: int = 0
    boost: int = 1


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


def render(template: str, path: str, **values: Any) -> str:
    """Fill a template for the page at `path`; the result has no blank line."""
    html = _environment().fill(template, {"link": partial(link, path), **values})
    return _BLANK_LINES.sub("\n", html).strip() + "\n"


_BLANK_LINES = re.compile(r"\n\s*\n")


def link(from_path: str, to_path: str, anchor: str = "") -> str:
    """The relative address of another page, seen from `from_path`.

    >>> link("vendors/acme/index.html", "vendors/acme/people/index.html", "ms-01")
    'people/#ms-01'
    """
    fragment = f"#{anchor}" if anchor else ""
    return fragment if from_path == to_path and anchor else _way(from_path, to_path) + fragment


@lru_cache(maxsize=20_000)
def _way(from_path: str, to_path: str) -> str:
    start, target = from_path.split("/")[:-1], to_path.split("/")
    name = target.pop()
    shared = 0
    for one, other in zip(start, target, strict=False):
        if one != other:
            break
        shared += 1
    steps = [".."] * (len(start) - shared) + target[shared:]
    if name != "index.html":
        return "/".join([*steps, name])
    return "/".join([*steps, ""]) if steps else "./"


def headings_in(body: str, headings: Iterable[tuple[str, str]]) -> tuple[Heading, ...]:
    """The table of contents: those headings, as anchor and title, that the page really has."""
    return tuple(Heading(*each) for each in headings if f'id="{each[0]}"' in body)


def anchor_of(record: str) -> str:
    """The anchor of a record: its id in lower case."""
    return record.lower()


@lru_cache(maxsize=20_000)
def _day(day: date | datetime | None) -> Markup:
    """A day as a `time` element; made of digits and month names, so there is nothing to escape."""
    if day is None:
        return Markup("")
    return Markup(f'<time datetime="{day.isoformat()}">{written_day(day)}</time>')  # noqa: S704


@lru_cache(maxsize=20_000)
def _moment(moment: date | datetime | None) -> Markup:
    """A day as a `time` element, with the hour where one was recorded."""
    if moment is None:
        return Markup("")
    hour = f", {moment:%H:%M}" if hasattr(moment, "hour") else ""
    words = f"{written_day(moment)}{hour}"
    return Markup(f'<time datetime="{moment.isoformat()}">{words}</time>')  # noqa: S704


def _words(text: str) -> str:
    """A word of the records as people write it: `service_owner` becomes `service owner`."""
    return text.replace("_", " ")


@cache
def _environment() -> FastEnvironment:
    return furnished(FastEnvironment(**OPTIONS))


OPTIONS: Final[dict[str, Any]] = {
    "loader": PackageLoader("vendorbook.pages"),
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
}
"""How our templates are read."""


def furnished(environment: AnyEnvironment) -> AnyEnvironment:
    """The environment with the filters and functions that our templates use."""
    environment.filters.update(
        day=_day, moment=_moment, words=_words, prose=prose, safe_url=safe_url, anchor=anchor_of
    )
    environment.globals.update(
        plural=plural,
        span_in_words=span_in_words,
        STATUS_WORDS=STATUS_WORDS,
        calendar_path=addresses.calendar_path,
        person_calendar_path=addresses.person_calendar_path,
        changes_path=addresses.changes_path,
        table_path=addresses.table_path,
        api_path=addresses.api_path,
        api_vendor_path=addresses.api_vendor_path,
        api_schema_path=addresses.api_schema_path,
        feeds_page=addresses.FEEDS_PAGE,
    )
    return environment
