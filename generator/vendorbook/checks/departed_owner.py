"""Somebody who has left still holds a task.

Finds people past their `left_on` who are still owner or deputy of the vendor, stand on the
escalation ladder, are assigned an open issue, owe an open action or obligation, or are to accept a
deliverable that is not accepted yet.

Why it matters: at two in the morning the ladder ends at a phone that nobody answers.

Fails, when `ada-lin` left on 4 September 2026:

    escalation:
      - { level: 1, for: delivery, vendor: kit-morrow, client: ada-lin, after: 5wd }

Passes: the same with somebody who works there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.actors import owner
from vendorbook.assessment import is_fulfilled, open_issues
from vendorbook.checks._contacts import has_left
from vendorbook.findings import Finding
from vendorbook.wording import written_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Severity
    from vendorbook.records.facts import Record

CODE = "departed-owner"
SEVERITY: Severity = "error"

_SETTLED = frozenset({"accepted", "accepted_late", "cancelled", "waived"})


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every task that somebody who left still holds."""
    vendor, as_of = assessment.vendor, assessment.as_of
    gone = {person.id: person for person in vendor.people if has_left(person, as_of)}
    if not gone:
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


def _tasks(assessment: Assessment) -> Iterator[tuple[Record, str, str | None, str]]:
    """Every task somebody holds on that day: record, key, person, and the task in words."""
    vendor, as_of = assessment.vendor, assessment.as_of
    profile, contacts, agreement = vendor.profile, vendor.contacts, vendor.agreement
    yield profile, "owner", profile.owner, "owns this vendor"
    yield profile, "deputy", profile.deputy, "stands in for the owner"
    for step in contacts.escalation if contacts else ():
        words = f"stands on level {step.level} of the ladder for {step.for_}"
        yield step, "vendor", step.vendor, words
        yield step, "client", step.client, words
    for issue in open_issues(vendor, as_of):
        yield issue, "assigned_to", issue.assigned_to, f"is assigned {issue.id}"
    for obligation in agreement.client_obligations if agreement else ():
        if not is_fulfilled(obligation, as_of):
            yield obligation, "owner", obligation.owner, f"owes {obligation.id}"
    yield from _acceptances(assessment)
    for holder in (vendor.meetings, vendor.reviews, vendor.improvement):
        for each in holder:
            for action in each.actions:
                if action.dropped is None and (action.done_on is None or action.done_on > as_of):
                    yield action, "owner", action.owner, f"owes {action.id}"


def _acceptances(assessment: Assessment) -> Iterator[tuple[Record, str, str | None, str]]:
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
