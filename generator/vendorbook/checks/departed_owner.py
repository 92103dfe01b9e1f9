"""Somebody who has left still holds a task.

Finds people past their `left_on` who are still owner or deputy of the vendor, stand on the
escalation ladder, lead a meeting or write a report that goes on, look after a channel, are assigned
feedback that is still open, owe an open action or obligation, are to accept a deliverable that is
not accepted yet, or own an open improvement plan or a shared goal that is not reached. Vendors that
have ended are left out.

Why it matters: at two in the morning the ladder ends at a phone that nobody answers.

Fails, when `ada-lin` left on 4 September 2026:

    escalation:
      - { level: 1, for: delivery, vendor: kit-morrow, client: ada-lin, after: 5wd }

Passes: the same with somebody who works there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.actors import owner
from vendorbook.assessment import is_fulfilled, is_settled
from vendorbook.checks._faults import actions
from vendorbook.findings import Finding
from vendorbook.on_call import has_left
from vendorbook.open_plans import open_plans
from vendorbook.wording import written_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Severity
    from vendorbook.records.facts import Record

    _Task = tuple[Record, str, str | None, str]
    """Record, key, person, and the task in words."""

CODE = "departed-owner"
SEVERITY: Severity = "error"

_SETTLED = frozenset({"accepted", "accepted_late", "cancelled", "waived"})


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every task that somebody who left still holds."""
    vendor, as_of = assessment.vendor, assessment.as_of
    gone = {person.id: person for person in vendor.people if has_left(person, as_of)}
    if not gone or vendor.profile.status == "ended":
        return
    for record, key, person_id, task in _tasks(assessment):
        person = gone.get(person_id or "")
        if person is not None:
            yield Finding(
                CODE,
                record.place(key),
                f"{person.name} left on {written_day(person.left_on)} and still {task}",
                "name somebody who works there",
                SEVERITY,
                vendor.slug,
                str(getattr(record, "id", "")),
                person.left_on,
                (as_of - person.left_on).days if person.left_on else None,
                owner(vendor),
                aspect=f"{key} {person.id} {task}",
            )


def _tasks(assessment: Assessment) -> Iterator[_Task]:
    """Every task somebody holds on that day."""
    vendor = assessment.vendor
    profile, contacts = vendor.profile, vendor.contacts
    yield profile, "owner", profile.owner, "owns this vendor"
    yield profile, "deputy", profile.deputy, "stands in for the owner"
    for step in contacts.escalation if contacts else ():
        words = f"stands on level {step.level} of the ladder for {step.for_}"
        yield step, "vendor", step.vendor, words
        yield step, "client", step.client, words
    yield from _rhythm(assessment)
    for state in assessment.feedback:
        entry = state.entry
        if state.status != "resolved" and entry.kind != "praise":
            yield entry, "assigned_to", entry.assigned_to, f"is assigned {entry.id}"
    yield from _debts(assessment)
    yield from _acceptances(assessment)
    yield from _plans_and_goals(assessment)


def _rhythm(assessment: Assessment) -> Iterator[_Task]:
    communication = assessment.vendor.communication
    for channel in communication.channels if communication else ():
        yield channel, "owner", channel.owner, f"looks after the channel '{channel.id}'"
    for routine in communication.routines if communication else ():
        if routine.ends_on is None or routine.ends_on >= assessment.as_of:
            verb = "leads" if routine.kind == "meeting" else "writes"
            yield routine, "chair", routine.chair, f"{verb} '{routine.title}'"


def _debts(assessment: Assessment) -> Iterator[_Task]:
    vendor, as_of = assessment.vendor, assessment.as_of
    for obligation in vendor.agreement.client_obligations if vendor.agreement else ():
        if not is_fulfilled(obligation, as_of):
            yield obligation, "owner", obligation.owner, f"owes {obligation.id}"
    for action in actions(vendor):
        if not is_settled(action, as_of):
            yield action, "owner", action.owner, f"owes {action.id}"


def _plans_and_goals(assessment: Assessment) -> Iterator[_Task]:
    vendor, as_of = assessment.vendor, assessment.as_of
    for plan in open_plans(assessment):
        yield plan, "owner_client", plan.owner_client, f"owns the plan {plan.id}"
        yield plan, "owner_vendor", plan.owner_vendor, f"owns the plan {plan.id}"
    for goal in vendor.partnership.goals if vendor.partnership else ():
        is_reached = goal.achieved_on is not None and goal.achieved_on <= as_of
        if not is_reached and goal.dropped is None:
            yield goal, "owner_client", goal.owner_client, f"owns the goal {goal.id}"
            yield goal, "owner_vendor", goal.owner_vendor, f"owns the goal {goal.id}"


def _acceptances(assessment: Assessment) -> Iterator[_Task]:
    """Who is to accept what is not settled yet."""
    waiting = {
        deliverable
        for each in assessment.milestones
        if each.state.status not in _SETTLED
        for deliverable in each.milestone.deliverables
    }
    agreement = assessment.vendor.agreement
    for each in agreement.deliverables if agreement else ():
        if each.id in waiting:
            yield each, "acceptor", each.acceptor, f"is to accept {each.id}"
