"""The vendor waits for our word: a dispute is undecided, or feedback to us is unanswered.

Finds feedback that is `disputed` and has no `dispute_outcome` twenty working days after the
vendor's answer (`windows.dispute_days`), and what the vendor told us and nobody answered: past the
agreed response time, or after those twenty working days where none was agreed. The client acts.

Why it matters: a relationship in which only one side must answer is not one.

Fails, from 9 October 2026 on:

    feedback:
      - id: FB-001
        kind: concern
        direction: to_vendor
        raised_at: 2026-08-27
        raised_by: ines-ward
        about: delivery
        summary: The second delivery was not complete.
        responded_at: 2026-09-01
        response: It held all that was ordered.
        disputed: true

Passes:

    feedback:
      - id: FB-001
        kind: concern
        direction: to_vendor
        raised_at: 2026-08-27
        raised_by: ines-ward
        about: delivery
        summary: The second delivery was not complete.
        responded_at: 2026-09-01
        response: It held all that was ordered.
        disputed: true
        dispute_outcome: Both read the order again; two items had been moved to the third delivery.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from vendorbook.actors import owner, receiver
from vendorbook.checks._feedback import ago, name_of, written_limit
from vendorbook.checks._gaps import each_judged
from vendorbook.findings import Finding
from vendorbook.records.facts import Duration
from vendorbook.response_times import after, day_of, moment_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Actor, Severity
    from vendorbook.records.facts import Moment
    from vendorbook.response_times import FeedbackState

CODE = "dispute-undecided"
SEVERITY: Severity = "warning"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every dispute and every word of the vendor that waits for us too long."""
    return each_judged(assessment.feedback, partial(_waiting, assessment))


def _waiting(assessment: Assessment, state: FeedbackState) -> Iterator[Finding]:
    vendor, entry = assessment.vendor, state.entry
    if entry.disputed and entry.dispute_outcome is None:
        answered = state.responded_at
        start = moment_of(answered, vendor.timezone) if answered else entry.raised_at
        limit = _usual_limit(assessment, start)
        words = "is disputed and was to be decided by"
        hint = "hear both sides, decide, and record dispute_outcome"
        yield from _finding(assessment, state, limit, words, hint, "disputed", owner(vendor))
    if entry.direction == "to_client" and entry.kind != "praise" and not state.responded_at:
        limit = state.respond_by or _usual_limit(assessment, entry.raised_at)
        words = "comes from the vendor and was to be answered by"
        hint = "answer, and record responded_at and response"
        actor = receiver(vendor, entry)
        yield from _finding(assessment, state, limit, words, hint, "raised_at", actor)


def _usual_limit(assessment: Assessment, start: Moment) -> datetime:
    vendor = assessment.vendor
    assert vendor.days is not None  # noqa: S101 - without a calendar there are no states
    duration = Duration(assessment.policy.windows.dispute_days, "wd")
    return after(start, duration, vendor.timezone, vendor.days)


def _finding(
    assessment: Assessment,
    state: FeedbackState,
    limit: datetime,
    words: str,
    hint: str,
    key: str,
    actor: Actor,
) -> Iterator[Finding]:
    vendor, entry = assessment.vendor, state.entry
    if assessment.moment <= limit:
        return
    days, past = ago(assessment, limit)
    yield Finding(
        CODE,
        entry.place(key),
        f"{name_of(entry)} {words} {written_limit(limit, vendor.timezone)}, {past}",
        hint,
        SEVERITY,
        vendor.slug,
        entry.id,
        day_of(limit, vendor.timezone),
        days,
        actor,
        aspect=key,
    )
