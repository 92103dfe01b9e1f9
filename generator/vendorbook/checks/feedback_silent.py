"""Nobody gives feedback, or nobody says what went well.

Finds vendors without any entry in the feedback log for more than 90 days
(`windows.feedback_silent_days`), and vendors whose milestone was accepted within 180 days
(`windows.praise_silent_days`) while nobody praised anything in that time. Before the first entry
the days count from the start of the first contract. The client's owner acts.

Why it matters: silence is no good sign. Either nobody looks, or nobody writes down what they see.

Fails, on 9 October 2026:

    feedback:
      - id: FB-001
        kind: praise
        direction: to_vendor
        raised_at: 2026-07-10
        raised_by: ines-ward
        about: people
        summary: The evening of the move was calm because every branch had been called.

Passes:

    feedback:
      - id: FB-001
        kind: praise
        direction: to_vendor
        raised_at: 2026-07-11
        raised_by: ines-ward
        about: people
        summary: The evening of the move was calm because every branch had been called.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from vendorbook.actors import owner
from vendorbook.assessment import local_day
from vendorbook.findings import Finding
from vendorbook.schedules import is_accepted
from vendorbook.wording import plural, written_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Severity
    from vendorbook.records.facts import Record
    from vendorbook.records.milestones import Milestone

CODE = "feedback-silent"
SEVERITY: Severity = "info"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find silence, and success without a word."""
    vendor, windows = assessment.vendor, assessment.policy.windows
    if vendor.profile.status == "ended" or "feedback" in vendor.in_doubt:
        return
    latest, place = _latest_entry(assessment)
    days = (assessment.as_of - latest).days
    if days > windows.feedback_silent_days:
        message = f"there has been no feedback for {plural(days, 'day')}, in either direction"
        hint = "ask the people who work with them what helped and what did not, and write it down"
        yield _finding(assessment, place, message, hint, latest, days, "silent")
    since = assessment.as_of - timedelta(days=windows.praise_silent_days)
    accepted = _latest_accepted(assessment, since)
    if accepted is not None and not _is_praised(assessment, since):
        message = (
            f"nothing has been praised for {windows.praise_silent_days} days, though {accepted.id} "
            f"'{accepted.title}' was accepted on {written_day(accepted.accepted_on)}"
        )
        hint = "say what was good about it, to the people who did it, and record it as praise"
        yield _finding(assessment, accepted, message, hint, None, None, "praise")


def _finding(
    assessment: Assessment,
    record: Record,
    message: str,
    hint: str,
    since: date | None,
    days: int | None,
    aspect: str,
) -> Finding:
    vendor = assessment.vendor
    return Finding(
        CODE, record.place(), message, hint, SEVERITY, vendor.slug, "", since, days, owner(vendor),
        aspect=aspect,
    )  # fmt: skip


def _latest_entry(assessment: Assessment) -> tuple[date, Record]:
    """The day of the latest feedback and its entry, or the start of the first contract."""
    vendor = assessment.vendor
    found: tuple[date, Record] = (
        min(contract.start for contract in vendor.profile.contracts),
        vendor.profile,
    )
    for entry in vendor.feedback:
        day = local_day(entry.raised_at, vendor.timezone)
        if found[0] <= day <= assessment.as_of:
            found = (day, entry)
    return found


def _latest_accepted(assessment: Assessment, since: date) -> Milestone | None:
    accepted = [
        each.milestone
        for each in assessment.milestones
        if is_accepted(each.milestone, assessment.as_of)
        and each.milestone.accepted_on is not None
        and each.milestone.accepted_on > since
    ]
    return max(accepted, key=lambda each: str(each.accepted_on), default=None)


def _is_praised(assessment: Assessment, since: date) -> bool:
    return any(
        entry.kind == "praise"
        and entry.direction == "to_vendor"
        and since < local_day(entry.raised_at, assessment.vendor.timezone) <= assessment.as_of
        for entry in assessment.vendor.feedback
    )
