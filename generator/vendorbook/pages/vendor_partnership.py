"""What both sides build together beyond the contract: goals, activities and ideas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.pages import SearchEntry, anchor_of
from vendorbook.pages.vendor_page import entry, vendor_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Finding
    from vendorbook.pages import Page

TAB = "partnership"


def page(assessment: Assessment, findings: Sequence[Finding]) -> Page:
    """The page of the partnership."""
    return vendor_page(
        "vendor_partnership.html",
        TAB,
        assessment,
        findings,
        search=_search(assessment),
        partnership=assessment.vendor.partnership,
    )


def _search(assessment: Assessment) -> list[SearchEntry]:
    partnership = assessment.vendor.partnership
    if partnership is None:
        return []
    found = [
        entry(assessment, anchor_of(goal.id), f"{goal.id} Shared goal", goal.text, rank=3)
        for goal in partnership.goals
    ]
    found += [
        entry(assessment, anchor_of(a.id), f"{a.id} {a.title}", a.type.replace("_", " "), rank=3)
        for a in partnership.activities
    ]
    return found
