"""Which improvement plans are open on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.records.improvement import ImprovementPlan


def open_plans(assessment: Assessment) -> Iterator[ImprovementPlan]:
    """Every plan that was open on the day, of a vendor that has not ended."""
    vendor, as_of = assessment.vendor, assessment.as_of
    for plan in vendor.improvement if vendor.profile.status != "ended" else ():
        is_closed = plan.closed_on is not None and plan.closed_on <= as_of
        if plan.opened_on <= as_of and not is_closed:
            yield plan
