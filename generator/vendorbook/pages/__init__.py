"""Pages: what a reader sees, as plain values that know no site engine.

This is the only door to Jinja. Every value of a record passes through an autoescaping template on
its way out; a page's body is therefore HTML that may be trusted.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from vendorbook import addresses
from vendorbook.pages.prose import prose, safe_url
from vendorbook.status import STATUS_WORDS
from vendorbook.wording import plural, span_in_words, written_day

if TYPE_CHECKING:
    from datetime import date, datetime


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
    html = _environment().get_template(template).render(link=partial(link, path), **values)
    return _BLANK_LINES.sub("\n", html).strip() + "\n"


_BLANK_LINES = re.compile(r"\n\s*\n")


@lru_cache(maxsize=20_000)
def link(from_path: str, to_path: str, anchor: str = "") -> str:
    """The relative address of another page, seen from `from_path`.

    >>> link("vendors/acme/index.html", "vendors/acme/people/index.html", "ms-01")
    'people/#ms-01'
    """
    fragment = f"#{anchor}" if anchor else ""
    if from_path == to_path and anchor:
        return fragment
    target = posixpath.dirname(to_path) if to_path.endswith("index.html") else to_path
    relative = posixpath.relpath(target or ".", posixpath.dirname(from_path) or ".")
    if to_path.endswith("index.html"):
        relative = "./" if relative == "." else f"{relative}/"
    return relative + fragment


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
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("vendorbook.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
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
