"""What falls due in the coming days, whoever must act on it.

Findings say what is overdue or close to it; this says what comes next, so that nobody has to be
told. A new kind of date is one more function in `_SOURCES`.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from vendorbook.findings import Actor, DueDate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Place
    from vendorbook.records.facts import Action

DAYS_AHEAD = 30


def due_dates(assessment: Assessment, days_ahead: int = DAYS_AHEAD) -> list[DueDate]:
    """Everything that falls due from the as-of day on, earliest first."""
    last = assessment.as_of + timedelta(days=days_ahead)
    found = [
        each
        for source in _SOURCES
        for each in source(assessment)
        if assessment.as_of <= each.day <= last
    ]
    return sorted(found, key=lambda each: (each.day, each.vendor, each.record))


def _due(
    assessment: Assessment,
    day: date,
    kind: str,
    what: str,
    *,
    record: str,
    side: str,
    person: str,
    page: str,
    place: Place,
) -> DueDate:
    vendor = assessment.vendor
    actor = Actor(side, person, vendor.person_name(person))
    return DueDate(day, kind, what, vendor.slug, vendor.profile.name, record, actor, page, place)


def _milestones(assessment: Assessment) -> Iterator[DueDate]:
    manager = next(
        (p.id for p in assessment.vendor.people
         if p.side == "vendor" and "delivery_manager" in p.roles and p.left_on is None),
        "",
    )  # fmt: skip
    for each in assessment.milestones:
        if each.state.status in {"at_risk", "due_soon", "upcoming"}:
            yield _due(
                assessment,
                each.state.schedule.due,
                "milestone",
                each.milestone.title,
                record=each.milestone.id,
                side="vendor",
                person=manager,
                page="milestones",
                place=each.milestone.place("baseline_due"),
            )


def _acceptances(assessment: Assessment) -> Iterator[DueDate]:
    for each in assessment.milestones:
        if each.state.acceptance_due is not None:
            yield _due(
                assessment,
                each.state.acceptance_due,
                "acceptance",
                f"Accept or reject: {each.milestone.title}",
                record=each.milestone.id,
                side="client",
                person=assessment.vendor.profile.owner,
                page="milestones",
                place=each.milestone.place("delivered_on"),
            )


def _deferrals(assessment: Assessment) -> Iterator[DueDate]:
    for each in assessment.milestones:
        revisit = each.state.schedule.revisit_on
        if each.state.status == "deferred" and revisit is not None:
            yield _due(
                assessment,
                revisit,
                "deferral",
                f"Decide again: {each.milestone.title}",
                record=each.milestone.id,
                side="client",
                person=assessment.vendor.profile.owner,
                page="milestones",
                place=each.milestone.place("baseline_due"),
            )


def _obligations(assessment: Assessment) -> Iterator[DueDate]:
    agreement = assessment.vendor.agreement
    for each in agreement.client_obligations if agreement else ():
        if each.done_on is None or each.done_on > assessment.as_of:
            yield _due(
                assessment,
                each.due,
                "our obligation",
                each.text,
                record=each.id,
                side="client",
                person=each.owner,
                page="agreement",
                place=each.place("due"),
            )


def _actions(assessment: Assessment) -> Iterator[DueDate]:
    vendor = assessment.vendor
    sources: list[tuple[tuple[Action, ...], str]] = [
        *((meeting.actions, "people") for meeting in vendor.meetings),
        *((review.actions, "reviews") for review in vendor.reviews),
        *((plan.actions, "reviews") for plan in vendor.improvement),
    ]
    for actions, page in sources:
        for each in actions:
            is_open = each.done_on is None or each.done_on > assessment.as_of
            if is_open and each.dropped is None:
                person = vendor.person(each.owner)
                yield _due(
                    assessment,
                    each.due,
                    "action",
                    each.text,
                    record=each.id,
                    side=person.side if person else "client",
                    person=each.owner,
                    page=page,
                    place=each.place("due"),
                )


def _plans(assessment: Assessment) -> Iterator[DueDate]:
    for plan in assessment.vendor.improvement:
        if plan.closed_on is not None:
            continue
        days = [(c.due, "checkpoint", c.place("due")) for c in plan.checkpoints if not c.held_on]
        days.append((plan.target_end, "end of plan", plan.place("target_end")))
        for day, kind, place in days:
            yield _due(
                assessment,
                day,
                kind,
                plan.title,
                record=plan.id,
                side="client",
                person=plan.owner_client,
                page="reviews",
                place=place,
            )


def _goals(assessment: Assessment) -> Iterator[DueDate]:
    partnership = assessment.vendor.partnership
    for goal in partnership.goals if partnership else ():
        if goal.achieved_on is None and goal.dropped is None:
            yield _due(
                assessment,
                goal.target_date,
                "shared goal",
                goal.text,
                record=goal.id,
                side="client",
                person=goal.owner_client,
                page="reviews",
                place=goal.place("target_date"),
            )


def _documents(assessment: Assessment) -> Iterator[DueDate]:
    for document in assessment.vendor.profile.documents:
        if document.expires_on is not None:
            yield _due(
                assessment,
                document.expires_on,
                "document",
                f"Expires: {document.title}",
                record=document.id,
                side="client",
                person=assessment.vendor.profile.owner,
                page="agreement",
                place=document.place("expires_on"),
            )


_SOURCES: tuple[Callable[[Assessment], Iterator[DueDate]], ...] = (
    _milestones,
    _acceptances,
    _deferrals,
    _obligations,
    _actions,
    _plans,
    _goals,
    _documents,
)
