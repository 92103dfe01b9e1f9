"""How soon feedback was to be answered and fixed, and whether it was.

Minutes, hours and days run round the clock; working days end with the day. A moment of which only
the day is known is the end of that day where the contract is, so a clock that starts then starts
late rather than early. Praise asks for no answer.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple
from zoneinfo import ZoneInfo

from vendorbook.workdays import CalendarGap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.records.agreement import FeedbackTarget, SeverityTarget
    from vendorbook.records.facts import Duration, Moment
    from vendorbook.records.feedback import FeedbackEntry
    from vendorbook.vendor import Vendor
    from vendorbook.workdays import WorkCalendar

FeedbackStatus = Literal["open", "responded", "resolved"]

_ROUND_THE_CLOCK = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


class FeedbackState(NamedTuple):
    """One entry at one moment.

    Attributes:
        entry: The facts.
        status: `open`, `responded`, or `resolved`; only issues wait for a resolution, everything
            else is done with once it is answered.
        respond_by: Until when it was to be answered, or None when nothing was agreed.
        resolve_by: Until when it was to be fixed, or None for what is no issue.
        responded_at: When it was answered; a fix is an answer too.
        resolved_at: When it was fixed.
        gap: A day outside the calendar without which a limit cannot be told.
    """

    entry: FeedbackEntry
    status: FeedbackStatus
    respond_by: datetime | None
    resolve_by: datetime | None
    responded_at: datetime | None
    resolved_at: datetime | None
    gap: date | None = None

    def is_unanswered(self, moment: datetime) -> bool:
        """Whether the time for an answer is over and there is none."""
        return _is_over(self.respond_by, self.responded_at, moment)

    def is_unresolved(self, moment: datetime) -> bool:
        """Whether the time for a fix is over and there is none."""
        return _is_over(self.resolve_by, self.resolved_at, moment)


def instant_of(moment: date | datetime, timezone: str) -> datetime:
    """The instant meant by a moment; a day means its end, where the contract is."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC)
    return _end_of_day(moment, timezone)


@lru_cache(maxsize=8_192)
def _end_of_day(day: date, timezone: str) -> datetime:
    following = day + timedelta(days=1)
    midnight = datetime(following.year, following.month, following.day, tzinfo=ZoneInfo(timezone))
    return midnight.astimezone(UTC)


def after(start: Moment, duration: Duration, timezone: str, days: WorkCalendar) -> datetime:
    """The instant at which a duration that begins at `start` is over.

    Working days end with the n-th working day after the day on which they begin. What was written
    down on the stroke of midnight begins on the new day; the end of a limit is the old one, so a
    limit that starts another clock goes through `moment_of` first.

    Raises:
        CalendarGap: When working days outside the calendar are needed.
    """
    if duration.unit != "wd":
        return instant_of(start, timezone) + duration.amount * _ROUND_THE_CLOCK[duration.unit]
    first = start.astimezone(ZoneInfo(timezone)).date() if isinstance(start, datetime) else start
    return _end_of_day(days.shift(first, duration.amount), timezone)


def moment_of(limit: datetime, timezone: str) -> Moment:
    """A limit as it is written down: the day itself where it is a day's end."""
    day = day_of(limit, timezone)
    return day if _end_of_day(day, timezone) == limit else limit


@lru_cache(maxsize=8_192)
def day_of(instant: datetime, timezone: str) -> date:
    """The day that an instant belongs to; midnight is the end of the day before."""
    local = (instant - timedelta(microseconds=1)).astimezone(ZoneInfo(timezone))
    return local.date()


def feedback_states(vendor: Vendor, moment: datetime) -> Iterator[FeedbackState]:
    """The state of every entry that had been raised by `moment`; none without a calendar."""
    if vendor.days is None:
        return
    for entry in vendor.feedback:
        start = instant_of(entry.raised_at, vendor.timezone)
        if start <= moment:
            yield _state(entry, start, vendor, vendor.days, moment)


def _state(
    entry: FeedbackEntry, start: datetime, vendor: Vendor, days: WorkCalendar, moment: datetime
) -> FeedbackState:
    resolved = _by(entry.resolved_at, vendor.timezone, moment)
    responded = _by(entry.responded_at, vendor.timezone, moment)
    if resolved is not None and (responded is None or resolved < responded):
        responded = resolved
    target = _target(entry, vendor)
    respond_by = resolve_by = gap = None
    try:
        if target is not None:
            respond_by = after(entry.raised_at, target.respond, vendor.timezone, days)
            resolve = getattr(target, "resolve", None)
            if resolve:
                resolve_by = after(entry.raised_at, resolve, vendor.timezone, days)
    except CalendarGap as missing:
        gap = missing.day
    status: FeedbackStatus = "open"
    if resolved is not None or (responded is not None and entry.kind != "issue"):
        status = "resolved"
    elif responded is not None:
        status = "responded"
    return FeedbackState(entry, status, respond_by, resolve_by, responded, resolved, gap)


def _by(fact: date | datetime | None, timezone: str, moment: datetime) -> datetime | None:
    """When something happened, if it had happened by `moment`."""
    if fact is None:
        return None
    instant = instant_of(fact, timezone)
    return instant if instant <= moment else None


def _target(entry: FeedbackEntry, vendor: Vendor) -> SeverityTarget | FeedbackTarget | None:
    """What was agreed for an entry of its kind and severity."""
    targets = vendor.agreement.response_targets if vendor.agreement else None
    if targets is None or entry.kind == "praise":
        return None
    if entry.kind == "issue":
        return getattr(targets, entry.severity) if entry.severity else None
    return targets.feedback


def _is_over(limit: datetime | None, done: datetime | None, moment: datetime) -> bool:
    return limit is not None and done is None and moment > limit
