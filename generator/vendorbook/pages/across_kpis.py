"""The latest values of all KPIs of all vendors, red ones first, and the credits they earned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vendorbook.pages.across_page import across_page, what_is_left_out
from vendorbook.pages.kpi_table import UNITS

if TYPE_CHECKING:
    from datetime import date

    from vendorbook.across import Across
    from vendorbook.pages import Page
    from vendorbook.portfolio import Portfolio

TAB = "kpis"

TONE_WORDS: Final = {
    "red": "red",
    "amber": "amber",
    "green": "green",
    "overdue": "not reported",
    "missing": "sample too small",
    "excused": "nothing to measure",
}
"""What the tone of a value is called beside its mark."""


def page(portfolio: Portfolio, across: Across, as_of: date) -> Page:
    """The page of KPIs."""
    rows, owed = across.kpis.rows, across.credits.rows
    return across_page(
        TAB,
        portfolio,
        as_of,
        lead="Which service levels are red and for how many periods running, and what is owed.",
        headings=(("latest", "Latest values"), ("credits", "Service credits")),
        words="KPIs, service levels, red, amber, green, periods running, service credits owed",
        rows=rows,
        red=sum(1 for row in rows if row.tone == "red"),
        left_out=what_is_left_out(across.kpis, "KPI"),
        tones=TONE_WORDS,
        shown_tones=[
            word for tone, word in TONE_WORDS.items() if any(r.tone == tone for r in rows)
        ],
        areas=sorted({row.area for row in rows}),
        units=UNITS,
        credits=owed,
        owed=sum(1 for row in owed if not row.state),
        credits_left_out=what_is_left_out(across.credits, "credit"),
    )
