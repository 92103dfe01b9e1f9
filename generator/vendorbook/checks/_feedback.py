"""What the checks of feedback share: who must act, and how lateness is said."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from vendorbook.response_times import day_of
from vendorbook.wording import plural, written_day
from vendorbook.workdays import CalendarGap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from vendorbook.assessment import Assessment
    from vendorbook.records.feedback import FeedbackEntry
    from vendorbook.response_times import FeedbackState

_HOURS_OF_TWO_DAYS = 48


def unresolved(assessment: Assessment) -> Iterator[FeedbackState]:
    """Every entry that still waits for an answer or a fix.

    Raises:
        CalendarGap: After the last entry, when there was one whose limits cannot be told.
    """
    gaps = []
    for state in assessment.feedback:
        if state.status != "resolved":
            yield state
            if state.gap is not None:
                gaps.append(state.gap)
    if gaps:
        raise CalendarGap(min(gaps))


def name_of(entry: FeedbackEntry) -> str:
    """An entry as messages name it: `FB-031 (critical issue) 'The desk was not reachable'`."""
    severity = f"{entry.severity} " if entry.severity else ""
    return f"{entry.id} ({severity}{entry.kind}) '{entry.summary}'"


def ago(assessment: Assessment, limit: datetime) -> tuple[int, str]:
    """How many days a limit is past, and that in words: hours up to two days, then days."""
    days = (assessment.as_of - day_of(limit, assessment.vendor.timezone)).days
    hours = int((assessment.moment - limit).total_seconds() // 3600)
    if hours < 1:
        return days, "less than an hour ago"
    return (
        days,
        f"{plural(hours, 'hour') if hours < _HOURS_OF_TWO_DAYS else plural(days, 'day')} ago",
    )


def written_limit(limit: datetime, timezone: str) -> str:
    """A limit as people say it: the day alone when it is the end of the day."""
    local = limit.astimezone(ZoneInfo(timezone))
    day = day_of(limit, timezone)
    if local.date() != day:
        return f"the end of {written_day(day)}"
    return f"{local:%H:%M} on {written_day(day)}"
