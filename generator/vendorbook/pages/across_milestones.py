"""Milestones of all vendors: one picture, and one table that sorts and filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.pages.across_page import across_page, what_is_left_out
from vendorbook.pages.milestone_chart import milestone_chart
from vendorbook.status import STATUS_WORDS
from vendorbook.wording import cause_in_words

if TYPE_CHECKING:
    from datetime import date

    from vendorbook.across import Across
    from vendorbook.pages import Page
    from vendorbook.portfolio import Portfolio

TAB = "milestones"


def page(portfolio: Portfolio, across: Across, as_of: date) -> Page:
    """The page of all milestones."""
    rows = across.milestones.rows
    present = {row.status for row in rows}
    return across_page(
        TAB,
        portfolio,
        as_of,
        lead="What was promised by when, what moved and by whose cause, and who must act.",
        headings=(("timeline", "Timeline"), ("table", "All milestones")),
        words="missed, at risk, due soon, moved, late, delivered, accepted, by whose cause",
        rows=rows,
        left_out=what_is_left_out(across.milestones, "milestone"),
        chart=milestone_chart(rows, as_of),
        statuses=[word for status, word in STATUS_WORDS.items() if status in present],
        cause=cause_in_words,
    )
