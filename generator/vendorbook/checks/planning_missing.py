"""A strategic vendor has had no part in our planning for a year.

Finds strategic vendors that started more than 12 months ago and with whom no activity of type
`strategic_planning` was done in the 12 months up to the as-of day. Vendors that are leaving or have
ended are left out. The executive sponsor on the client's side acts, or else the vendor's owner.

Why it matters: a vendor who learns our plans from the next order can only deliver what was ordered.

Fails, from 18 November 2026 on:

    activities:
      - id: PA-01
        type: strategic_planning
        title: Planning day for 2026
        proposed_by: vendor
        planned_for: 2025-11-18
        done_on: 2025-11-18

Passes:

    activities:
      - id: PA-01
        type: strategic_planning
        title: Planning day for 2026
        proposed_by: vendor
        planned_for: 2025-11-18
        done_on: 2025-11-19
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.actors import in_role, owner
from vendorbook.findings import Finding
from vendorbook.wording import written_day
from vendorbook.workdays import add_months

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Place, Severity
    from vendorbook.vendor import Vendor

CODE = "planning-missing"
SEVERITY: Severity = "warning"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find whether a strategic vendor has been left out of planning for a year."""
    vendor, as_of = assessment.vendor, assessment.as_of
    profile = vendor.profile
    if profile.tier != "strategic" or profile.status in {"exiting", "ended"} or _is_unsure(vendor):
        return
    start = min(contract.start for contract in profile.contracts)
    a_year_ago = add_months(as_of, -12)
    last = _last_planning(vendor, as_of)
    if start >= a_year_ago or (last is not None and last > a_year_ago):
        return
    words = f"the last one was on {written_day(last)}" if last else "none is recorded"
    due = add_months(last or start, 12)
    sponsor = in_role(vendor, "client", "executive_sponsor")
    yield Finding(
        CODE,
        _place(vendor),
        "no strategic planning was done together with this strategic vendor in the 12 months up to "
        f"{written_day(as_of)}; {words}",
        "plan together, and record it as strategic_planning with done_on",
        SEVERITY,
        vendor.slug,
        due=due,
        days=(as_of - due).days,
        actor=sponsor if sponsor.person else owner(vendor),
    )


def _is_unsure(vendor: Vendor) -> bool:
    """Whether a planning may stand in what could not be read."""
    if vendor.partnership is None:
        return "partnership" in vendor.unusable
    return "activities" in vendor.uncertain


def _last_planning(vendor: Vendor, as_of: date) -> date | None:
    done = [
        each.done_on
        for each in (vendor.partnership.activities if vendor.partnership else ())
        if each.type == "strategic_planning" and each.done_on and each.done_on <= as_of
    ]
    return max(done, default=None)


def _place(vendor: Vendor) -> Place:
    if vendor.partnership is None:
        return vendor.profile.place("tier")
    return vendor.partnership.place("activities")
