"""When words fall due: actions, answers, fixes, decisions of disputes, and contact details."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from vendorbook.actors import by_id, owner, receiver, vendor_account
from vendorbook.assessment import is_settled, local_day
from vendorbook.due_dates.making import due, working_day_after
from vendorbook.response_times import day_of, instant_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from vendorbook.assessment import Assessment
    from vendorbook.findings import DueDate
    from vendorbook.records.facts import Action
    from vendorbook.response_times import FeedbackState


def actions(assessment: Assessment, _: date) -> Iterator[DueDate]:
    """Every open action, from meetings, reviews and improvement plans."""
    vendor = assessment.vendor
    if vendor.profile.status == "ended":
        return
    sources: list[tuple[tuple[Action, ...], str]] = [
        *((meeting.actions, "people") for meeting in vendor.meetings),
        *((review.actions, "reviews") for review in vendor.reviews),
        *((plan.actions, "reviews") for plan in vendor.improvement),
    ]
    for found, page in sources:
        for each in found:
            if not is_settled(each, assessment.as_of):
                yield due(
                    assessment,
                    each.due,
                    "action",
                    each.text,
                    record=each.id,
                    actor=by_id(vendor, each.owner),
                    page=page,
                    place=each.place("due"),
                )


def answers_and_fixes(assessment: Assessment, _: date) -> Iterator[DueDate]:
    """By when open feedback is to be answered and open issues are to be fixed."""
    for state in assessment.feedback:
        limit = state.respond_by or _our_limit(assessment, state)
        if limit is not None and state.responded_at is None:
            yield _feedback(assessment, state, limit, "answer", "Answer")
        if state.resolve_by is not None and state.resolved_at is None:
            yield _feedback(assessment, state, state.resolve_by, "fix", "Fix")


def _our_limit(assessment: Assessment, state: FeedbackState) -> datetime | None:
    """By when we answer the vendor where no time was agreed: the same as for a dispute."""
    is_for_us = state.entry.direction == "to_client" and state.entry.kind != "praise"
    return dispute_limit(assessment, state) if is_for_us else None


def _feedback(
    assessment: Assessment, state: FeedbackState, limit: datetime, kind: str, verb: str
) -> DueDate:
    entry = state.entry
    return due(
        assessment,
        day_of(limit, assessment.vendor.timezone),
        kind,
        f"{verb}: {entry.summary}",
        record=entry.id,
        actor=receiver(assessment.vendor, entry),
        page="feedback",
        place=entry.place("raised_at"),
    )


def disputes(assessment: Assessment, _: date) -> Iterator[DueDate]:
    """By when disputes are to be decided, counted from the vendor's answer."""
    vendor = assessment.vendor
    for state in assessment.feedback:
        entry = state.entry
        if not entry.disputed or entry.dispute_outcome is not None:
            continue
        limit = dispute_limit(assessment, state)
        if limit is not None:
            yield due(
                assessment,
                day_of(limit, vendor.timezone),
                "dispute",
                f"Decide the dispute: {entry.summary}",
                record=entry.id,
                actor=owner(vendor),
                page="feedback",
                place=entry.place("disputed"),
            )


def dispute_limit(assessment: Assessment, state: FeedbackState) -> datetime | None:
    """By when a dispute is to be decided; None when the calendar does not tell."""
    vendor = assessment.vendor
    answered, raised = state.responded_at, state.entry.raised_at
    start = day_of(answered, vendor.timezone) if answered else local_day(raised, vendor.timezone)
    day = working_day_after(assessment, start, assessment.policy.windows.dispute_days)
    return None if day is None else instant_of(day, vendor.timezone)


def contact_details(assessment: Assessment, _: date) -> Iterator[DueDate]:
    """By when contact details are to be confirmed again, one date for all of a side and day."""
    vendor = assessment.vendor
    if vendor.profile.status == "ended":
        return
    allowed = timedelta(days=assessment.policy.windows.contact_verified_days)
    still_there = [p for p in vendor.people if p.left_on is None or p.left_on >= assessment.as_of]
    ordered = sorted(still_there, key=lambda p: (p.verified_on, p.side != "vendor"))
    for (verified_on, is_ours), group in groupby(
        ordered, key=lambda p: (p.verified_on, p.side != "vendor")
    ):
        people = list(group)
        yield due(
            assessment,
            verified_on + allowed,
            "contact details",
            f"Confirm the details of {', '.join(each.name for each in people)}",
            record=people[0].id,
            actor=owner(vendor) if is_ours else vendor_account(vendor),
            page="people",
            place=people[0].place("verified_on"),
            anchor="people",
        )
