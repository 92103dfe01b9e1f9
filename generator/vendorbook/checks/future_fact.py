"""Something is recorded as having happened on a day that is still to come.

Finds dates of deliveries, acceptances, decisions, meetings held, answers, reports, reviews and the
like that lie after today. Today is the day of the run, or the day that playbook.yml pins; looking
back with `--as-of` does not make an old fact a future one.

Why it matters: a date that is a plan belongs into `forecast` or `due`; here it would count as done.

Fails, before 20 October 2026:

    delivered_on: 2026-10-20

Passes, before 20 October 2026:

    forecast: 2026-10-20
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.assessment import local_day
from vendorbook.checks._faults import actions, fault
from vendorbook.wording import written_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.findings import Finding, Severity
    from vendorbook.portfolio import Portfolio, Vendor
    from vendorbook.records.facts import Moment, Record

CODE = "future-fact"
SEVERITY: Severity = "error"

_Fact = tuple["Record", str, "Moment | None", str]


def check(vendor: Vendor, portfolio: Portfolio, today: date) -> Iterator[Finding]:
    """Find every fact dated after `today`."""
    del portfolio
    for record, key, moment, name in _facts(vendor):
        if moment is not None and local_day(moment, vendor.timezone) > today:
            day = written_day(local_day(moment, vendor.timezone))
            message = f"{key} is {day}, which is still to come"
            hint = "record it once it has happened; a plan belongs into forecast or due"
            yield fault(CODE, SEVERITY, vendor, record, key, message, hint, name=name)


def _facts(vendor: Vendor) -> Iterator[_Fact]:
    """Every date of something that happened: record, key, moment, and the id to show."""
    for person in vendor.people:
        yield person, "verified_on", person.verified_on, person.id
    for contract in vendor.profile.contracts:
        yield contract, "decided_on", contract.decided_on, contract.id
    for obligation in vendor.agreement.client_obligations if vendor.agreement else ():
        yield obligation, "done_on", obligation.done_on, obligation.id
    for milestone in vendor.milestones:
        yield milestone, "delivered_on", milestone.delivered_on, milestone.id
        yield milestone, "accepted_on", milestone.accepted_on, milestone.id
        for rejection in milestone.rejections:
            yield rejection, "date", rejection.date, milestone.id
    for change in vendor.changes:
        yield change, "raised_on", change.raised_on, change.id
        yield change, "decided_on", change.decided_on, change.id
    yield from _facts_of_logs(vendor)


def _facts_of_logs(vendor: Vendor) -> Iterator[_Fact]:
    for meeting in vendor.meetings:
        if meeting.status != "cancelled":
            yield meeting, "date", meeting.date, meeting.id
    for entry in vendor.feedback:
        yield entry, "raised_at", entry.raised_at, entry.id
        yield entry, "responded_at", entry.responded_at, entry.id
        yield entry, "resolved_at", entry.resolved_at, entry.id
    for measurement in vendor.measurements:
        yield measurement, "reported_on", measurement.reported_on, measurement.kpi
    for review in vendor.reviews:
        yield review, "held_on", review.held_on, review.id
        yield review, "vendor_commented_on", review.vendor_commented_on, review.id
    for plan in vendor.improvement:
        yield plan, "opened_on", plan.opened_on, plan.id
        yield plan, "agreed_on", plan.agreed_on, plan.id
        yield plan, "closed_on", plan.closed_on, plan.id
        for checkpoint in plan.checkpoints:
            yield checkpoint, "held_on", checkpoint.held_on, plan.id
    for action in actions(vendor):
        yield action, "done_on", action.done_on, action.id
    if vendor.partnership:
        for goal in vendor.partnership.goals:
            yield goal, "achieved_on", goal.achieved_on, goal.id
        for activity in vendor.partnership.activities:
            yield activity, "done_on", activity.done_on, activity.id
