"""Where the marks of the calendar stand: one strip for each group of kinds, one place for each day.

The shape of a mark says what it is, its colour which side must act; the table beside the picture
says both in words.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from vendorbook.wording import plural, written_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

WIDTH: Final = 1000
LABEL_WIDTH: Final = 190
HEAD_HEIGHT: Final = 40
STRIP_HEIGHT: Final = 54
_MARK_STEP: Final = 9
_MOST_MARKS: Final = 4
_RIGHT_MARGIN: Final = 10

GROUPS: Final[dict[str, str]] = {
    "milestone": "promises",
    "acceptance": "promises",
    "new delivery": "promises",
    "deferral": "promises",
    "our obligation": "promises",
    "action": "actions and ideas",
    "activity": "actions and ideas",
    "idea": "actions and ideas",
    "shared goal": "actions and ideas",
    "answer": "feedback",
    "fix": "feedback",
    "dispute": "feedback",
    "notice": "contracts and money",
    "end of term": "contracts and money",
    "document": "contracts and money",
    "credit": "contracts and money",
}
"""Which strip a kind stands in; every other kind belongs to the rhythm of the relationship."""

STRIPS: Final = (
    "promises",
    "actions and ideas",
    "feedback",
    "contracts and money",
    "meetings, reports, reviews",
)


@dataclass(frozen=True)
class CalendarMark:
    """One date, or the last of a day's many, in one strip.

    Attributes:
        is_ours: Whether our side must act.
        words: What the marks of its day say together.
    """

    group: str
    x: float
    y: float
    is_ours: bool
    words: str


@dataclass(frozen=True)
class CalendarPicture:
    """A drawn calendar.

    Attributes:
        strips: The name of each strip, where its base line stands, and how many dates it has.
        weeks: Where each Monday stands, and its date.
        more: Where a day has more dates than there is room for, and how many in all.
    """

    width: int
    height: int
    strips: tuple[tuple[str, int, int], ...]
    weeks: tuple[tuple[float, str], ...]
    marks: tuple[CalendarMark, ...]
    more: tuple[tuple[float, float, int], ...]
    description: str


def group_of(kind: str) -> str:
    """The strip that a kind of date stands in."""
    return GROUPS.get(kind, STRIPS[-1])


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def calendar_picture(
    counts: Mapping[tuple[date, str, str], int], as_of: date, days_ahead: int
) -> CalendarPicture | None:
    """Lay out how many dates there are by day, kind and side; None when there is none."""
    if not counts:
        return None
    step = (WIDTH - LABEL_WIDTH - _RIGHT_MARGIN) / days_ahead

    def x(day: date) -> float:
        return round(LABEL_WIDTH + (day - as_of).days * step, 1)

    marks: list[CalendarMark] = []
    more = []
    totals: Counter[str] = Counter()
    for (group, day), kinds in sorted(_by_place(counts).items()):
        base = HEAD_HEIGHT + (STRIPS.index(group) + 1) * STRIP_HEIGHT - 12
        total = sum(kinds.values())
        totals[group] += total
        words = f"{written_day(day)}: " + ", ".join(
            f"{count} × {kind}" if count > 1 else kind
            for kind, count in sorted(_without_sides(kinds).items())
        )
        sides = [
            side == "client" for (_, side), count in sorted(kinds.items()) for _ in range(count)
        ]
        sides.sort(reverse=True)
        for number, is_ours in enumerate(sides[:_MOST_MARKS]):
            y = base - number * _MARK_STEP
            marks.append(CalendarMark(group, x(day), y, is_ours, words))
        if total > _MOST_MARKS:
            more.append((x(day), base - _MOST_MARKS * _MARK_STEP, total))
    total = sum(totals.values())
    description = (
        f"{plural(total, 'date')} from {written_day(as_of)} to "
        f"{written_day(as_of + timedelta(days=days_ahead))}: "
        + ", ".join(f"{totals[group]:,} {group}" for group in STRIPS)
        + ". The list below the picture holds them."
    )
    return CalendarPicture(
        WIDTH,
        HEAD_HEIGHT + len(STRIPS) * STRIP_HEIGHT,
        tuple(
            (group, HEAD_HEIGHT + (number + 1) * STRIP_HEIGHT, totals[group])
            for number, group in enumerate(STRIPS)
        ),
        tuple(_weeks(as_of, days_ahead, x)),
        tuple(marks),
        tuple(more),
        description,
    )


def _by_place(
    counts: Mapping[tuple[date, str, str], int],
) -> dict[tuple[str, date], Counter[tuple[str, str]]]:
    """Counts by kind and side for every strip and day."""
    places: dict[tuple[str, date], Counter[tuple[str, str]]] = {}
    for (day, kind, side), count in counts.items():
        places.setdefault((group_of(kind), day), Counter())[kind, side] += count
    return places


def _without_sides(kinds: Counter[tuple[str, str]]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for (kind, _), count in kinds.items():
        found[kind] += count
    return dict(found)


def _weeks(as_of: date, days_ahead: int, x: Callable[[date], float]) -> Iterator[tuple[float, str]]:
    monday = week_of(as_of) + timedelta(days=7)
    while (monday - as_of).days <= days_ahead:
        yield x(monday), f"{monday.day} {monday:%b}"
        monday += timedelta(days=7)
