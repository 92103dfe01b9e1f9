"""Two dates of one record cannot both be right.

Finds what ends before it starts, is answered before it was said, accepted before it was delivered,
decided before it was asked for, or reported before its period was over; and an acceptance beside a
rejection that no later delivery followed. That a KPI does not apply may be known from the period's
first day.

Why it matters: lateness and scores are counted from these dates.

Fails:

    milestones:
      - id: MS-01
        title: Claims intake live
        baseline_due: 2026-04-30
        deliverables: [DL-01]
        delivered_on: 2026-04-29
        accepted_on: 2026-04-22
        evidence: https://documents.fenwickvale.example/acceptance/ms-01

Passes:

    milestones:
      - id: MS-01
        title: Claims intake live
        baseline_due: 2026-04-30
        deliverables: [DL-01]
        delivered_on: 2026-04-22
        accepted_on: 2026-04-29
        evidence: https://documents.fenwickvale.example/acceptance/ms-01
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
    from vendorbook.portfolio import Portfolio
    from vendorbook.records.facts import Moment, Record
    from vendorbook.records.milestones import Milestone
    from vendorbook.vendor import Vendor

CODE = "impossible-dates"
SEVERITY: Severity = "error"

_Pair = tuple["Record", str, "Moment | None", str, "Moment | None", str]
"""Record, key and value of the earlier date, key and value of the later one, and the record's id.

The id is empty for records that have one of their own.
"""


def check(vendor: Vendor, portfolio: Portfolio, today: date) -> Iterator[Finding]:
    """Find every pair of dates in the wrong order."""
    del portfolio, today
    for pairs in (_pairs_promised, _pairs_of_feedback, _pairs_measured, _pairs_of_reviews):
        for record, earlier_key, earlier, later_key, later, name in pairs(vendor):
            if earlier is None or later is None:
                continue
            first, second = earlier, later
            if isinstance(first, datetime) != isinstance(second, datetime):
                # A day and an instant compare as days, those of the contract.
                first = local_day(first, vendor.timezone)
                second = local_day(second, vendor.timezone)
            if first <= second:
                continue
            message = (
                f"{later_key} ({_written(second)}) lies before {earlier_key} ({_written(first)})"
            )
            hint = "one of the two dates is wrong"
            yield fault(CODE, SEVERITY, vendor, record, later_key, message, hint, name=name)
    for milestone in vendor.milestones:
        if milestone.rejections and milestone.accepted_on and milestone.delivered_on:
            yield from _accepted_though_rejected(vendor, milestone, milestone.delivered_on)


def _written(moment: Moment) -> str:
    hour = f", {moment:%H:%M}" if isinstance(moment, datetime) else ""
    return f"{written_day(moment)}{hour}"


def _accepted_though_rejected(
    vendor: Vendor, milestone: Milestone, delivered: date
) -> Iterator[Finding]:
    for rejection in milestone.rejections:
        if rejection.date >= delivered:
            message = (
                f"{milestone.id} was accepted on {written_day(milestone.accepted_on)}, but its "
                f"delivery of {written_day(delivered)} was sent back on "
                f"{written_day(rejection.date)}"
            )
            hint = "write the day of the delivery that was accepted as delivered_on"
            yield fault(CODE, SEVERITY, vendor, rejection, "date", message, hint, name=milestone.id)


def _pairs_promised(vendor: Vendor) -> Iterator[_Pair]:
    for contract in vendor.profile.contracts:
        yield contract, "start", contract.start, "end", contract.end, ""
    for routine in vendor.communication.routines if vendor.communication else ():
        yield routine, "starts_on", routine.starts_on, "ends_on", routine.ends_on, ""
    for milestone in vendor.milestones:
        accepted = milestone.accepted_on
        if accepted:
            yield milestone, "delivered_on", milestone.delivered_on, "accepted_on", accepted, ""
    for change in vendor.changes:
        yield change, "raised_on", change.raised_on, "decided_on", change.decided_on, ""
        for effect in change.effects:
            decided, revisit = change.decided_on, effect.revisit_on
            yield effect, "decided_on", decided, "revisit_on", revisit, change.id


def _pairs_of_feedback(vendor: Vendor) -> Iterator[_Pair]:
    for entry in vendor.feedback:
        raised = entry.raised_at
        if entry.responded_at:
            yield entry, "raised_at", raised, "responded_at", entry.responded_at, ""
        if entry.resolved_at:
            yield entry, "raised_at", raised, "resolved_at", entry.resolved_at, ""


def _pairs_measured(vendor: Vendor) -> Iterator[_Pair]:
    for each in vendor.measurements:
        reported, period = each.reported_on, each.period
        if each.not_applicable:
            yield each, "period", period.first_day, "reported_on", reported, each.kpi
        else:
            end = "the last day of its period"
            yield each, end, period.last_day, "reported_on", reported, each.kpi


def _pairs_of_reviews(vendor: Vendor) -> Iterator[_Pair]:
    for review in vendor.reviews:
        commented = review.vendor_commented_on
        yield review, "held_on", review.held_on, "vendor_commented_on", commented, ""
    for plan in vendor.improvement:
        yield plan, "opened_on", plan.opened_on, "target_end", plan.target_end, ""
        yield plan, "opened_on", plan.opened_on, "closed_on", plan.closed_on, ""
        for checkpoint in plan.checkpoints:
            yield checkpoint, "opened_on", plan.opened_on, "due", checkpoint.due, plan.id
            yield checkpoint, "opened_on", plan.opened_on, "held_on", checkpoint.held_on, plan.id
    for activity in vendor.partnership.activities if vendor.partnership else ():
        if activity.type == "idea":
            yield activity, "planned_for", activity.planned_for, "done_on", activity.done_on, ""
