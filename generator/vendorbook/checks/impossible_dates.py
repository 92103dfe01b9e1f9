"""Two dates of one record cannot both be right.

Finds what ends before it starts, is answered before it was said, accepted before it was delivered,
decided before it was asked for, or reported before its period began.

Why it matters: lateness and scores are counted from these dates.

Fails:

    raised_on: 2026-06-22
    decided_on: 2026-06-12

Passes:

    raised_on: 2026-06-12
    decided_on: 2026-06-22
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from vendorbook.assessment import local_day
from vendorbook.checks._faults import fault
from vendorbook.wording import written_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.findings import Finding, Severity
    from vendorbook.portfolio import Portfolio, Vendor
    from vendorbook.records.facts import Moment, Record

CODE = "impossible-dates"
SEVERITY: Severity = "error"

_Pair = tuple["Record", str, "Moment | None", str, "Moment | None"]


def check(vendor: Vendor, portfolio: Portfolio, today: date) -> Iterator[Finding]:
    """Find every pair of dates in the wrong order."""
    del portfolio, today
    for record, earlier_key, earlier, later_key, later in _pairs(vendor):
        if earlier is None or later is None or not _is_before(later, earlier, vendor.timezone):
            continue
        message = f"{later_key} ({_written(later)}) lies before {earlier_key} ({_written(earlier)})"
        hint = "one of the two dates is wrong"
        yield fault(CODE, SEVERITY, vendor, record, later_key, message, hint)


def _is_before(later: Moment, earlier: Moment, timezone: str) -> bool:
    """Whether `later` is in truth the earlier one; days and instants compare as days."""
    if isinstance(later, datetime) and isinstance(earlier, datetime):
        return later < earlier
    return local_day(later, timezone) < local_day(earlier, timezone)


def _written(moment: Moment) -> str:
    hour = f", {moment:%H:%M}" if isinstance(moment, datetime) else ""
    return f"{written_day(moment)}{hour}"


def _pairs(vendor: Vendor) -> Iterator[_Pair]:
    """Every record with the keys and values of two dates, the earlier one first."""
    for contract in vendor.profile.contracts:
        yield contract, "start", contract.start, "end", contract.end
    for routine in vendor.communication.routines if vendor.communication else ():
        yield routine, "starts_on", routine.starts_on, "ends_on", routine.ends_on
    for milestone in vendor.milestones:
        delivered = milestone.delivered_on
        yield milestone, "delivered_on", delivered, "accepted_on", milestone.accepted_on
    for change in vendor.changes:
        yield change, "raised_on", change.raised_on, "decided_on", change.decided_on
        for effect in change.effects:
            yield effect, "decided_on", change.decided_on, "revisit_on", effect.revisit_on
    for entry in vendor.feedback:
        yield entry, "raised_at", entry.raised_at, "responded_at", entry.responded_at
        yield entry, "raised_at", entry.raised_at, "resolved_at", entry.resolved_at
    for measurement in vendor.measurements:
        first = measurement.period.first_day
        yield measurement, "period", first, "reported_on", measurement.reported_on
    for review in vendor.reviews:
        commented = review.vendor_commented_on
        yield review, "held_on", review.held_on, "vendor_commented_on", commented
    for plan in vendor.improvement:
        yield plan, "opened_on", plan.opened_on, "target_end", plan.target_end
        yield plan, "opened_on", plan.opened_on, "closed_on", plan.closed_on
        for checkpoint in plan.checkpoints:
            yield checkpoint, "opened_on", plan.opened_on, "due", checkpoint.due
    for activity in vendor.partnership.activities if vendor.partnership else ():
        if activity.type == "idea":
            yield activity, "planned_for", activity.planned_for, "done_on", activity.done_on
