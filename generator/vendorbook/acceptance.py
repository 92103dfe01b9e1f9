"""How long the client has for accepting what was handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vendorbook.records.milestones import Milestone
    from vendorbook.vendor import Vendor


def review_days(milestone: Milestone, vendor: Vendor, default: int) -> int:
    """Working days the client has to accept: the longest of the milestone's deliverables.

    A deliverable for which none were agreed has the policy's, and so has a milestone without one.
    """
    deliverables = vendor.agreement.deliverables if vendor.agreement else ()
    agreed = [
        default if each.review_days is None else each.review_days
        for each in deliverables
        if each.id in milestone.deliverables
    ]
    return max(agreed, default=default)
