"""Everything that falls due in the coming ninety days, of all vendors and on both sides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from vendorbook.across import CALENDAR_DAYS
from vendorbook.pages.across_page import across_page, what_is_left_out
from vendorbook.pages.calendar_picture import STRIPS, calendar_picture, group_of, week_of

if TYPE_CHECKING:
    from datetime import date

    from vendorbook.across import Across
    from vendorbook.findings import DueDate
    from vendorbook.pages import Page
    from vendorbook.portfolio import Portfolio

TAB = "calendar"
SOON_DAYS: Final = 7
"""How far the days reach that Home counts and that the list can be narrowed to."""


@dataclass(frozen=True)
class CalendarRow:
    """One date of the list.

    Attributes:
        what: The date itself.
        week: Its week in words.
        is_first: Whether it is the first of its week.
        is_soon: Whether it lies within the next days that Home counts.
    """

    what: DueDate
    group: str
    monday: date
    week: str
    is_first: bool
    is_soon: bool


def page(portfolio: Portfolio, across: Across, as_of: date) -> Page:
    """The calendar."""
    rows = _rows(across, as_of)
    return across_page(
        TAB,
        portfolio,
        as_of,
        lead=f"Everything that falls due from today to the {CALENDAR_DAYS}th day from now.",
        headings=(("picture", "Week by week"), ("list", "All dates")),
        words="what falls due, by week: milestones, meetings, reports, reviews, actions, notice",
        rows=rows,
        soon_days=SOON_DAYS,
        weeks=list(dict.fromkeys(row.week for row in rows)),
        groups=[group for group in STRIPS if any(row.group == group for row in rows)],
        left_out=what_is_left_out(across.due, "date"),
        picture=calendar_picture(across.due_counts, as_of, CALENDAR_DAYS),
        last=as_of + timedelta(days=CALENDAR_DAYS),
    )


def _rows(across: Across, as_of: date) -> list[CalendarRow]:
    rows: list[CalendarRow] = []
    soon = as_of + timedelta(days=SOON_DAYS)
    for each in across.due.rows:
        monday = week_of(each.day)
        rows.append(
            CalendarRow(
                each,
                group_of(each.kind),
                monday,
                _week_in_words(monday, as_of),
                is_first=not rows or rows[-1].monday != monday,
                is_soon=each.day <= soon,
            )
        )
    return rows


def _week_in_words(monday: date, as_of: date) -> str:
    if monday <= as_of:
        return "this week"
    sunday = monday + timedelta(days=6)
    month = f" {monday:%b}" if monday.month != sunday.month else ""
    return f"{monday.day}{month} to {sunday.day} {sunday:%b}"
