"""What the checks of meetings and reports share: routines that were not kept of late."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from vendorbook.actors import by_id
from vendorbook.findings import Finding
from vendorbook.slots import missed_in_a_row
from vendorbook.wording import plural, written_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Severity
    from vendorbook.records.communication import Routine, RoutineKind
    from vendorbook.slots import Slot

_NAMED = {"meeting": "meetings", "report": "reports"}
_VERBS = {"meeting": "was not held", "report": "was not received"}
_DONE = {"meeting": "held", "report": "received"}


def routines_not_kept(
    assessment: Assessment, kind: RoutineKind, code: str, severities: tuple[Severity, Severity]
) -> Iterator[Finding]:
    """A finding for every routine whose latest slot was missed.

    A meeting of the past cannot be held any more, so a slot is spoken of until the next one is
    kept; after that it is a matter of the score alone.

    Args:
        assessment: The vendor on the day.
        kind: Meetings or reports.
        code: The check.
        severities: How bad one missed slot is, and two or more in a row.
    """
    vendor = assessment.vendor
    is_watched = vendor.profile.status != "ended" and "meetings" not in vendor.in_doubt
    if vendor.communication is None or not is_watched:
        return
    yesterday = assessment.as_of - timedelta(days=1)
    for routine in vendor.communication.routines:
        if routine.kind != kind or (routine.ends_on and routine.ends_on < assessment.as_of):
            continue
        missed = missed_in_a_row(vendor, routine, yesterday)
        if missed:
            last = missed[-1].last
            yield Finding(
                code,
                routine.place("cadence"),
                _message(routine, missed),
                _hint(routine),
                severities[len(missed) > 1],
                vendor.slug,
                routine.id,
                last,
                (assessment.as_of - last).days,
                by_id(vendor, routine.chair),
            )


def _message(routine: Routine, missed: Sequence[Slot]) -> str:
    latest = missed[-1]
    words = (
        f"'{routine.title}' ({routine.cadence}) {_VERBS[routine.kind]} between "
        f"{written_day(latest.first)} and {written_day(latest.last)}"
    )
    if len(missed) > 1:
        count = plural(len(missed), routine.kind, _NAMED[routine.kind])
        words += f", and neither was the one before: {count} missed in a row"
    return words


def _hint(routine: Routine) -> str:
    return (
        f"add an entry to meetings.yml with routine: {routine.id} and status: "
        f"{_DONE[routine.kind]}, or cancelled with who cancelled it; then keep the next one"
    )
