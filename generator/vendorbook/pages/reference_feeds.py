"""Where calendars, feeds, tables and the API are, and what each holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vendorbook.addresses import FEEDS_PAGE
from vendorbook.due_dates import FEED_DAYS, FEED_SLOT_DAYS
from vendorbook.events import DAYS_BACK
from vendorbook.pages import Heading, Page, SearchEntry, render

if TYPE_CHECKING:
    from collections.abc import Sequence

PATH: Final = FEEDS_PAGE

_HEADINGS: Final = (
    ("calendars", "Calendars"),
    ("changes", "What happened"),
    ("tables", "Tables"),
    ("api", "API"),
)


def page(tables: Sequence[str], documents: Sequence[str], most: int) -> Page:
    """The reference of feeds.

    Args:
        tables: The names of the tables.
        documents: The names of the API's documents about all vendors.
        most: How many entries the feed of all vendors has at most.
    """
    body = render(
        "reference_feeds.html",
        PATH,
        tables=tables,
        documents=documents,
        most=most,
        days_ahead=FEED_DAYS,
        slot_days=FEED_SLOT_DAYS,
        days_back=DAYS_BACK,
    )
    title = "Feeds, tables and the API"
    words = "calendar, iCalendar, subscribe, Atom, RSS, CSV, spreadsheet, JSON, export"
    return Page(
        PATH,
        title,
        body,
        tuple(Heading(*each) for each in _HEADINGS),
        (SearchEntry("", title, words),),
    )
