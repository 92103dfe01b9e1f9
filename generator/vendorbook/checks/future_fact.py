"""Something is recorded as having happened on a day that is still to come.

Finds dates of deliveries, acceptances, decisions, meetings held, answers, reports, reviews and the
like that lie after today. Today is the day of the run, or the day that playbook.yml pins; looking
back with `--as-of` does not make an old fact a future one.

Why it matters: a date that is a plan belongs in `forecast` or `due`; here it would count as done.

Fails, before 29 April 2026:

    milestones:
      - id: MS-01
        title: Claims intake live
        baseline_due: 2026-04-30
        deliverables: [DL-01]
        delivered_on: 2026-04-29

Passes:

    milestones:
      - id: MS-01
        title: Claims intake live
        baseline_due: 2026-04-30
        deliverables: [DL-01]
        forecast: 2026-04-29
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vendorbook.assessment import local_day
from vendorbook.checks._faults import actions, fault
from vendorbook.records.agreement import ClientObligation
from vendorbook.records.facts import Action
from vendorbook.records.improvement import Checkpoint
from vendorbook.records.meetings import Meeting
from vendorbook.records.milestones import Milestone
from vendorbook.records.partnership import Activity, Goal
from vendorbook.wording import written_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.findings import Finding, Severity
    from vendorbook.portfolio import Portfolio
    from vendorbook.records.facts import Record
    from vendorbook.vendor import Vendor

CODE = "future-fact"
SEVERITY: Severity = "error"

_Fact = tuple["Record", str, "date | None", str]
"""Record, key, the day, and the id to show where the record has none of its own."""


def check(vendor: Vendor, portfolio: Portfolio, today: date) -> Iterator[Finding]:
    """Find every fact dated after `today`."""
    del portfolio
    for facts in (_promised, _reported, _done_together):
        for record, key, day, name in facts(vendor):
            if day is not None and day > today:
                yield _finding(vendor, record, key, day, name)
    for entry in vendor.feedback:
        for key, moment in (
            ("raised_at", entry.raised_at),
            ("responded_at", entry.responded_at),
            ("resolved_at", entry.resolved_at),
        ):
            if moment is not None:
                day = local_day(moment, vendor.timezone)
                if day > today:
                    yield _finding(vendor, entry, key, day, "")


def _finding(vendor: Vendor, record: Record, key: str, day: date, name: str) -> Finding:
    message = f"{key} is {written_day(day)}, which is still to come"
    return fault(CODE, SEVERITY, vendor, record, key, message, _hint(record, key), name=name)


_PLANNED_IN: Final[dict[type[Record], str]] = {
    Milestone: "a plan belongs in forecast",
    Action: "a plan belongs in due",
    ClientObligation: "a plan belongs in due",
    Checkpoint: "a plan belongs in due",
    Goal: "a plan belongs in target_date",
    Activity: "a plan belongs in planned_for",
    Meeting: "routines in communication.yml plan meetings",
}
"""Where a day that is still to come would be right, by the kind of record."""


def _hint(record: Record, key: str) -> str:
    plan = _PLANNED_IN.get(type(record)) if key != "planned_for" else None
    return f"record it once it has happened; {plan}" if plan else "record it once it has happened"


def _promised(vendor: Vendor) -> Iterator[_Fact]:
    """What happened to what was promised."""
    for person in vendor.people:
        yield person, "verified_on", person.verified_on, ""
    for contract in vendor.profile.contracts:
        yield contract, "decided_on", contract.decided_on, ""
    for obligation in vendor.agreement.client_obligations if vendor.agreement else ():
        yield obligation, "done_on", obligation.done_on, ""
    for milestone in vendor.milestones:
        if milestone.delivered_on:
            yield milestone, "delivered_on", milestone.delivered_on, ""
            yield milestone, "accepted_on", milestone.accepted_on, ""
        for rejection in milestone.rejections:
            yield rejection, "date", rejection.date, milestone.id
    for change in vendor.changes:
        yield change, "raised_on", change.raised_on, ""
        yield change, "decided_on", change.decided_on, ""


def _reported(vendor: Vendor) -> Iterator[_Fact]:
    """What the logs say."""
    for meeting in vendor.meetings:
        if meeting.status != "cancelled":
            yield meeting, "date", meeting.date, ""
    for measurement in vendor.measurements:
        yield measurement, "reported_on", measurement.reported_on, measurement.kpi
    for review in vendor.reviews:
        yield review, "held_on", review.held_on, ""
        yield review, "vendor_commented_on", review.vendor_commented_on, ""
    for action in actions(vendor):
        yield action, "done_on", action.done_on, ""


def _done_together(vendor: Vendor) -> Iterator[_Fact]:
    """What came of plans, goals and activities."""
    for plan in vendor.improvement:
        yield plan, "opened_on", plan.opened_on, ""
        yield plan, "agreed_on", plan.agreed_on, ""
        yield plan, "closed_on", plan.closed_on, ""
        for checkpoint in plan.checkpoints:
            yield checkpoint, "held_on", checkpoint.held_on, plan.id
    if vendor.partnership:
        for goal in vendor.partnership.goals:
            yield goal, "achieved_on", goal.achieved_on, ""
        for activity in vendor.partnership.activities:
            if activity.type == "idea":  # whose `planned_for` is the day on which it was raised
                yield activity, "planned_for", activity.planned_for, ""
            yield activity, "done_on", activity.done_on, ""
