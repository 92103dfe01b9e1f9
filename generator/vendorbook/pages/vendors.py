"""All vendors in one table that sorts and filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.pages import Page, SearchEntry, render
from vendorbook.pages.vendor_page import VENDORS_PATH, page_path
from vendorbook.scorecard.grades import GRADES
from vendorbook.wording import pin_in_words, signed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from vendorbook.portfolio import Portfolio
    from vendorbook.summary import Summary

TIERS = ("strategic", "tactical", "operational", "commodity")


def page(
    portfolio: Portfolio, summaries: Sequence[Summary], broken: Sequence[str], as_of: date
) -> Page:
    """The vendors table; `broken` are the slugs whose vendor.yml cannot be used."""
    body = render(
        "vendors.html",
        VENDORS_PATH,
        as_of=as_of,
        pin=pin_in_words(portfolio.playbook.as_of == as_of),
        notice=portfolio.playbook.site.internal_notice,
        vendors=sorted(summaries, key=lambda s: (TIERS.index(s.tier), s.name)),
        broken=broken,
        tier_order=TIERS.index,
        tiers=[tier for tier in TIERS if any(s.tier == tier for s in summaries)],
        page_path_of=page_path,
        grades=[*GRADES, "not rated"],
        signed=signed,
    )
    search = (
        SearchEntry(
            "", "All vendors", "grade, score, trend, tier, service, owner, milestones, findings"
        ),
    )
    return Page(VENDORS_PATH, "Vendors", body, (), search)
