"""Open issues and unanswered feedback of all vendors, by the clock; disputes, and the flow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.pages.across_page import across_page, what_is_left_out
from vendorbook.pages.flow_picture import DIRECTIONS, STEPS, flow_picture

if TYPE_CHECKING:
    from datetime import date

    from vendorbook.across import Across
    from vendorbook.pages import Page
    from vendorbook.portfolio import Portfolio

TAB = "issues"


def page(portfolio: Portfolio, across: Across, as_of: date) -> Page:
    """The page of open issues."""
    rows = across.feedback.rows
    return across_page(
        TAB,
        portfolio,
        as_of,
        lead="What waits for an answer, a fix or a decision, in both directions.",
        headings=(("open", "Open"), ("disputes", "Disputes"), ("flow", "How feedback flows")),
        words="open issues, unanswered feedback, past the limit, disputes, raised and fixed",
        rows=rows,
        over=sum(1 for row in rows if any(clock.is_over for clock in row.clocks)),
        left_out=what_is_left_out(across.feedback, "open entry", "open entries"),
        severities=[
            each
            for each in ("critical", "high", "medium", "low")
            if any(row.severity == each for row in rows)
        ],
        disputes=across.disputes.rows,
        disputes_left_out=what_is_left_out(across.disputes, "dispute"),
        flow=flow_picture(across.flow, as_of),
        directions=list(DIRECTIONS.values()),
        steps=STEPS,
    )
