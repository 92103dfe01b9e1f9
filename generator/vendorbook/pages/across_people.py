"""Everybody on both sides of every vendor, and whom to call at any hour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vendorbook.pages import SearchEntry
from vendorbook.pages.across_page import across_page, what_is_left_out

if TYPE_CHECKING:
    from datetime import date

    from vendorbook.across import Across
    from vendorbook.pages import Page
    from vendorbook.portfolio import Portfolio

TAB = "people"
CALLS: Final = "on-call"
"""The anchor of the board of whom to call."""

_NIGHT_WORDS: Final = "phone numbers, on call, escalation, 2am, major incident, outage, emergency"
_NIGHT_BOOST: Final = 5_000
"""Titles count a thousand times as much as text; at night any of these words must be enough."""


def page(portfolio: Portfolio, across: Across, as_of: date) -> Page:
    """The page of all people."""
    rows = sorted(across.people.rows, key=lambda row: (row.name.casefold(), row.vendor))
    roles = sorted({role.replace("_", " ") for row in rows for role in row.roles})
    return across_page(
        TAB,
        portfolio,
        as_of,
        lead="Whom to call when something breaks, and who is who on both sides.",
        headings=((CALLS, "Who to call now"), ("people", "Everybody")),
        words="everybody on both sides, roles, phone numbers, who stands in",
        entries=(SearchEntry(CALLS, "Who to call at night", _NIGHT_WORDS, boost=_NIGHT_BOOST),),
        calls=across.calls.rows,
        calls_left_out=what_is_left_out(across.calls, "ladder"),
        rows=rows,
        roles=roles,
        left_out=what_is_left_out(across.people, "person", "people"),
    )
