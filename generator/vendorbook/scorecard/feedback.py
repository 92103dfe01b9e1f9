"""Feedback: whether what we said was answered and what was broken was fixed in the agreed time.

How much is logged and how it sounds is no part of the score: that would teach people to stop.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from vendorbook.response_times import day_of
from vendorbook.scorecard.evidence import Evidence, Measure
from vendorbook.scorecard.rows import Row
from vendorbook.wording import written_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from vendorbook.records.feedback import FeedbackDirection
    from vendorbook.response_times import FeedbackState

Limit = Literal["response", "resolution"]


def answered(evidence: Evidence) -> Iterator[Row]:
    """Every concern, suggestion and issue to the vendor whose answer was due in the quarter.

    100 when it was answered in the agreed time, else 0; a fix is an answer too. Where no time was
    agreed, nothing is expected. Praise asks for no answer.
    """
    return answered_rows(evidence, "to_vendor")


def answered_rows(evidence: Evidence, direction: FeedbackDirection) -> Iterator[Row]:
    """Every entry of one direction whose answer was due in the quarter."""
    for state in evidence.feedback:
        if state.entry.direction == direction and _falls_due(evidence, state.respond_by):
            yield _row(evidence, state, "response", state.respond_by, state.responded_at)


def fixed(evidence: Evidence) -> Iterator[Row]:
    """Every issue raised with the vendor whose fix was due in the quarter: 100 in time, else 0."""
    for state in evidence.feedback:
        if state.entry.direction == "to_vendor" and _falls_due(evidence, state.resolve_by):
            yield _row(evidence, state, "resolution", state.resolve_by, state.resolved_at)


def _falls_due(evidence: Evidence, limit: datetime | None) -> bool:
    return limit is not None and evidence.windows.is_dense(day_of(limit, evidence.vendor.timezone))


def _row(
    evidence: Evidence,
    state: FeedbackState,
    limit: Limit,
    due: datetime | None,
    done: datetime | None,
) -> Row:
    in_time = due is not None and done is not None and done <= due
    return Row(
        subject=state.entry.id,
        label=f"{state.entry.id} {state.entry.summary}",
        state="available",
        score=100 if in_time else 0,
        weight=1,
        record=state.entry.id,
        page="feedback",
        source=state.entry,
        key="responded_at" if limit == "response" else "resolved_at",
        reason=partial(_reason, evidence.vendor.timezone, limit, due, done),
    )


def _reason(timezone: str, limit: Limit, due: datetime | None, done: datetime | None) -> str:
    word = {"response": "answer", "resolution": "fix"}[limit]
    due_day = written_day(day_of(due, timezone)) if due else "no day"
    if done is None:
        return f"{word} due on {due_day}, none recorded = 0"
    in_time = due is not None and done <= due
    came = written_day(day_of(done, timezone))
    if in_time:
        return f"{word} due on {due_day}, came on {came}, in time = 100"
    return f"{word} due on {due_day}, came on {came}, too late = 0"


MEASURES: Final = (
    Measure("F1", "Answered in time", 50, answered),
    Measure("F2", "Fixed in time", 50, fixed),
)
