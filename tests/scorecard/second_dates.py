"""Dates for the second scorecard: working days, periods, slots, clocks, and how promises move.

It knows plain values only and imports nothing of the program, so that the two can disagree. A date
that the calendar does not cover raises `ValueError`: nothing here guesses.
"""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Plain = dict[str, Any]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ONE_DAY = timedelta(days=1)
MONTHS_OF_CADENCE = {"monthly": 1, "quarterly": 3, "semiannual": 6, "annual": 12}


@dataclass(frozen=True)
class WorkingDays:
    """Which days people work, as one calendar file says."""

    weekend: frozenset[int]
    non_working: frozenset[date]
    first: date
    last: date

    def works(self, day: date) -> bool:
        if not self.first <= day <= self.last:
            raise ValueError(f"the calendar does not cover {day}")
        return day.weekday() not in self.weekend and day not in self.non_working

    def roll(self, day: date) -> date:
        """The first working day on or after the day."""
        while not self.works(day):
            day += ONE_DAY
        return day

    def shift(self, day: date, count: int) -> date:
        """The day that lies so many working days later, or earlier if the count is negative."""
        step = ONE_DAY if count > 0 else -ONE_DAY
        left = abs(count)
        while left:
            day += step
            left -= self.works(day)
        return day

    def between(self, start: date, end: date) -> int:
        """Working days after the start, up to and including the end; negative if it is earlier."""
        if end < start:
            return -self.between(end, start)
        days = (end - start).days
        return sum(self.works(start + n * ONE_DAY) for n in range(1, days + 1))


def working_days(calendar: Plain) -> WorkingDays:
    """The working days of a parsed calendar file."""
    return WorkingDays(
        weekend=frozenset(WEEKDAYS.index(name) for name in calendar["weekend"]),
        non_working=frozenset(date.fromisoformat(d["date"]) for d in calendar["non_working"]),
        first=date.fromisoformat(calendar["covers"]["from"]),
        last=date.fromisoformat(calendar["covers"]["to"]),
    )


def add_months(day: date, count: int) -> date:
    """The same day so many months later, or that month's last day if it is shorter."""
    index = day.year * 12 + day.month - 1 + count
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, months.monthrange(year, month)[1]))


def latest_quarter_end(as_of: date) -> date:
    """The last day of the latest calendar quarter that is over when the as-of date ends."""
    day = as_of
    while (day + ONE_DAY).day != 1 or (day + ONE_DAY).month not in {1, 4, 7, 10}:
        day -= ONE_DAY
    return day


def period_days(period: str) -> tuple[date, date]:
    """The first and the last day of a month such as 2026-09 or a quarter such as 2026-Q3."""
    year, part = int(period[:4]), period[5:]
    is_quarter = part.startswith("Q")
    month = 3 * int(part[1:]) - 2 if is_quarter else int(part)
    first = date(year, month, 1)
    return first, add_months(first, 3 if is_quarter else 1) - ONE_DAY


def period_holding(day: date, frequency: str) -> str:
    """The month or quarter in which a day lies."""
    if frequency == "quarterly":
        return f"{day.year}-Q{(day.month + 2) // 3}"
    return f"{day.year}-{day.month:02}"


def slots(routine: Plain, until: date) -> list[tuple[date, date]]:
    """First and last day of each slot of a routine, as far as slots that end on a given day."""
    start = date.fromisoformat(routine["starts_on"])
    end = date.fromisoformat(routine["ends_on"]) if "ends_on" in routine else until
    cadence = routine["cadence"]
    first = start
    if cadence == "weekly":
        while first.weekday() != 0:
            first += ONE_DAY
    elif cadence != "fortnightly":
        while first.day != 1 or (first.month - 1) % MONTHS_OF_CADENCE[cadence]:
            first += ONE_DAY
    found: list[tuple[date, date]] = []
    while True:
        if cadence in {"weekly", "fortnightly"}:
            following = first + (7 if cadence == "weekly" else 14) * ONE_DAY
        else:
            following = add_months(first, MONTHS_OF_CADENCE[cadence])
        if following - ONE_DAY > min(end, until):
            return found
        found.append((first, following - ONE_DAY))
        first = following


@dataclass(frozen=True)
class Clock:
    """When something is due: by the end of a day, or at one instant."""

    day: date
    instant: datetime | None


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which a day is over."""
    return datetime.combine(day + ONE_DAY, time(), zone).astimezone(UTC)


def instant_of(moment: str, zone: ZoneInfo) -> datetime:
    """The instant that is meant; a date alone means the end of that day."""
    if "T" not in moment:
        return end_of_day(date.fromisoformat(moment), zone)
    return datetime.fromisoformat(moment).astimezone(UTC)


def local_day(moment: str, zone: ZoneInfo) -> date:
    """The day of a date, or on which a moment falls in the contract's time zone."""
    if "T" not in moment:
        return date.fromisoformat(moment)
    return datetime.fromisoformat(moment).astimezone(zone).date()


def due(raised: str, duration: str, days: WorkingDays, zone: ZoneInfo) -> Clock:
    """When a duration that starts at a moment, or at the end of a day, has run out."""
    if duration.endswith("wd"):
        return Clock(days.shift(local_day(raised, zone), int(duration[:-2])), None)
    minutes = int(duration[:-1]) * {"m": 1, "h": 60, "d": 24 * 60}[duration[-1]]
    instant = instant_of(raised, zone) + timedelta(minutes=minutes)
    # What runs out at midnight runs out on the day that is just over.
    return Clock((instant - timedelta(microseconds=1)).astimezone(zone).date(), instant)


def in_time(done: str | None, clock: Clock, zone: ZoneInfo) -> bool:
    """Whether something was done before its clock ran out; a date alone means that day's end."""
    if done is None:
        return False
    return instant_of(done, zone) <= (clock.instant or end_of_day(clock.day, zone))


@dataclass(frozen=True)
class Promise:
    """A milestone's dates after the changes that were decided by some day."""

    due: date
    deadline: date
    score_date: date
    score_deadline: date
    release: str | None
    release_cause: str | None
    release_decided: date | None


def promise(milestone: Plain, changes: list[Plain], days: WorkingDays, at: date) -> Promise:
    """Replay the approved changes of one milestone that were decided by the end of a day."""
    in_force = date.fromisoformat(milestone["baseline_due"])
    score_date = days.roll(in_force)
    release = cause = decided = None
    approved = [
        (date.fromisoformat(change["decided_on"]), int(change["id"].partition("-")[2]), change)
        for change in changes
        if change["status"] == "approved" and "decided_on" in change
    ]
    for decided_on, _, change in sorted(approved, key=lambda entry: entry[:2]):
        for effect in change["effects"]:
            if decided_on > at or effect.get("milestone") != milestone["id"]:
                continue
            if "release" in effect:
                release, cause, decided = effect["release"], change["cause"], decided_on
                continue
            new = date.fromisoformat(effect["to"])
            # What the vendor caused moves the alarm, never the day from which lateness counts.
            if change["cause"] != "vendor":
                moved = days.between(days.roll(in_force), days.roll(new))
                score_date = days.shift(score_date, moved)
            in_force = new
            if release == "deferred":
                release = cause = decided = None
    grace = milestone.get("grace_days", 0)
    return Promise(
        due=in_force,
        deadline=days.shift(days.roll(in_force), grace),
        score_date=score_date,
        score_deadline=days.shift(score_date, grace),
        release=release,
        release_cause=cause,
        release_decided=decided,
    )


def delivered(milestone: Plain, at: date) -> date | None:
    """The day of the complete hand-over that stands at the end of a day, if there is one."""
    if "delivered_on" not in milestone:
        return None
    handed_over = date.fromisoformat(milestone["delivered_on"])
    rejected = [date.fromisoformat(r["date"]) for r in milestone.get("rejections", [])]
    if handed_over > at or any(handed_over <= day <= at for day in rejected):
        return None
    return handed_over
