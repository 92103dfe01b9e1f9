"""Feedback as the page of issues shows it: what is open, by which clock, and how it flows."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

from vendorbook.actors import owner, receiver
from vendorbook.assessment import made_once
from vendorbook.due_dates.conversations import dispute_limit
from vendorbook.response_times import day_of, instant_of
from vendorbook.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from vendorbook.across.shortlist import Urgency
    from vendorbook.assessment import Assessment
    from vendorbook.findings import Actor, Place
    from vendorbook.response_times import FeedbackState

Step = Literal["raised", "answered", "fixed"]
FlowKey = tuple[int, int, str, Step]
"""Year, month, direction and what happened."""

_HOURS_OF_TWO_DAYS = 48
_FAR_AWAY = 10**9


class Clock(NamedTuple):
    """One limit that runs.

    Attributes:
        what: `answer`, `fix` or `decision`.
        day: The day on which the limit lies.
        over: How far over it is, in seconds; negative while there is time.
        words: That in words.
    """

    what: str
    day: date
    over: int
    words: str

    @property
    def is_over(self) -> bool:
        """Whether the limit has passed."""
        return self.over > 0


class FeedbackRow(NamedTuple):
    """One entry that waits for somebody.

    Attributes:
        state: `open`, `answered` or `disputed`.
        raised_on: The day on which it was raised.
        age: Days since then.
        clocks: Every limit that runs, the one furthest over first; empty when none was agreed.
        answer: For a dispute, what was answered; both texts stand.
        outcome: For a dispute, how it was decided.
    """

    vendor: str
    vendor_name: str
    id: str
    kind: str
    severity: str | None
    direction: str
    about: str
    summary: str
    state: str
    raised_on: date
    age: int
    level: int | None
    clocks: tuple[Clock, ...]
    answer: str
    outcome: str
    actor: Actor
    place: Place

    @property
    def urgency(self) -> Urgency:
        """What is over comes first, the most of all leading; then what has no limit, by age."""
        over = max((clock.over for clock in self.clocks), default=-_FAR_AWAY)
        return (1 if self.outcome else 0, -over, -self.age, self.vendor, self.id)


@made_once
def open_rows(assessment: Assessment) -> Iterator[FeedbackRow]:
    """Every issue that is not fixed, and every word that is not answered, in both directions."""
    for state in assessment.feedback:
        if state.status != "resolved" and state.entry.kind != "praise":
            clocks = []
            if state.respond_by is not None and state.responded_at is None:
                clocks.append(_clock(assessment, "answer", state.respond_by))
            if state.resolve_by is not None and state.resolved_at is None:
                clocks.append(_clock(assessment, "fix", state.resolve_by))
            word = "answered" if state.status == "responded" else "open"
            yield _row(assessment, state, word, clocks, receiver(assessment.vendor, state.entry))


def dispute_rows(assessment: Assessment) -> Iterator[FeedbackRow]:
    """Every dispute, with its clock while nobody has decided it."""
    for state in assessment.feedback:
        if state.entry.disputed:
            is_open = state.entry.dispute_outcome is None
            limit = dispute_limit(assessment, state) if is_open else None
            clocks = [] if limit is None else [_clock(assessment, "decision", limit)]
            yield _row(assessment, state, "disputed", clocks, owner(assessment.vendor))


def flow_counts(assessment: Assessment) -> Counter[FlowKey]:
    """How much was raised, answered and fixed by month and direction; praise is none of these."""
    timezone = assessment.vendor.timezone
    found: list[FlowKey] = []
    for state in assessment.feedback:
        entry = state.entry
        if entry.kind == "praise":
            continue
        moments: tuple[tuple[Step, datetime | None], ...] = (
            ("raised", instant_of(entry.raised_at, timezone)),
            ("answered", state.responded_at),
            ("fixed", state.resolved_at if entry.kind == "issue" else None),
        )
        for step, moment in moments:
            if moment is not None:
                day = day_of(moment, timezone)
                found.append((day.year, day.month, entry.direction, step))
    return Counter(found)


def _row(
    assessment: Assessment, state: FeedbackState, word: str, clocks: list[Clock], actor: Actor
) -> FeedbackRow:
    vendor, entry = assessment.vendor, state.entry
    raised_on = day_of(instant_of(entry.raised_at, vendor.timezone), vendor.timezone)
    return FeedbackRow(
        vendor=vendor.slug,
        vendor_name=vendor.profile.name,
        id=entry.id,
        kind=entry.kind,
        severity=entry.severity,
        direction=entry.direction,
        about=entry.about,
        summary=entry.summary,
        state=word,
        raised_on=raised_on,
        age=(assessment.as_of - raised_on).days,
        level=entry.escalation_level,
        clocks=tuple(sorted(clocks, key=lambda clock: -clock.over)),
        answer=(entry.response or "") if word == "disputed" else "",
        outcome=(entry.dispute_outcome or "") if word == "disputed" else "",
        actor=actor,
        place=entry.place("raised_at"),
    )


def _clock(assessment: Assessment, what: str, limit: datetime) -> Clock:
    over = int((assessment.moment - limit).total_seconds())
    day = day_of(limit, assessment.vendor.timezone)
    days = (assessment.as_of - day).days
    hours = over // 3600
    if over <= 0:
        words = "today" if days == 0 else f"{plural(-days, 'day')} left"
    elif hours < 1:
        words = "less than an hour over"
    elif hours < _HOURS_OF_TWO_DAYS:
        words = f"{plural(hours, 'hour')} over"
    else:
        words = f"{plural(days, 'day')} over"
    return Clock(what, day, over, words)
