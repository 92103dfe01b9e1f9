"""Where the bars of open feedback stand: how old each entry is, and what its clocks say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from vendorbook.pages.scale import Scale
from vendorbook.pages.timeline import month_ticks
from vendorbook.wording import plural, written_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from vendorbook.across.feedback import FeedbackRow

WIDTH: Final = 1000
LABEL_WIDTH: Final = 200
ROW_HEIGHT: Final = 26
HEAD_HEIGHT: Final = 26
_WORDS_WIDTH: Final = 200
_MOST_ROWS: Final = 20
_LONGEST_SPAN: Final = timedelta(days=270)


@dataclass(frozen=True)
class OpenBar:
    """One entry: from when it was raised to today, with the limits of its clocks.

    Attributes:
        over: Where the bar begins to be over a limit; None while nothing is.
        limits: Where each limit lies.
        words: What the picture says beside the bar.
    """

    id: str
    label: str
    y: int
    start: float
    over: float | None
    limits: tuple[float, ...]
    words: str
    title: str


@dataclass(frozen=True)
class OpenFeedbackPicture:
    """A drawn picture; `left_out` is how many entries there was no room for."""

    width: int
    height: int
    words_x: int
    today: float
    bars: tuple[OpenBar, ...]
    ticks: tuple[tuple[float, str], ...]
    description: str
    left_out: int


def open_feedback_picture(rows: Sequence[FeedbackRow], as_of: date) -> OpenFeedbackPicture | None:
    """Lay out the entries in the order of the rows; None when nothing is open."""
    shown = rows[:_MOST_ROWS]
    if not shown:
        return None
    limits = [clock.day for row in shown for clock in row.clocks]
    first = max(min(row.raised_on for row in shown), as_of - _LONGEST_SPAN) - timedelta(days=3)
    last = min(max([as_of, *limits]), as_of + _LONGEST_SPAN) + timedelta(days=3)
    scale = Scale(first, last, LABEL_WIDTH, WIDTH - _WORDS_WIDTH)
    over = sum(any(clock.is_over for clock in row.clocks) for row in shown)
    return OpenFeedbackPicture(
        WIDTH,
        HEAD_HEIGHT + len(shown) * ROW_HEIGHT + 6,
        WIDTH - _WORDS_WIDTH + 14,
        scale.x(as_of),
        tuple(_bar(row, number, scale) for number, row in enumerate(shown)),
        tuple(month_ticks(first, last, scale.x)),
        f"{plural(len(shown), 'open entry', 'open entries')} by age, {over or 'none'} over a "
        "limit; a bar runs from the day an entry was raised to today, and its limits stand as "
        "ticks. The same stands in the table.",
        len(rows) - len(shown),
    )


def _bar(row: FeedbackRow, number: int, scale: Scale) -> OpenBar:
    passed = [clock.day for clock in row.clocks if clock.is_over]
    clocks = ", ".join(f"{clock.what} {clock.words}" for clock in row.clocks)
    words = clocks or f"{plural(row.age, 'day')} old"
    return OpenBar(
        id=row.id,
        label=f"{row.id} {row.severity or ''} {row.kind}".replace("  ", " "),
        y=HEAD_HEIGHT + number * ROW_HEIGHT + ROW_HEIGHT // 2,
        start=scale.x(row.raised_on),
        over=scale.x(min(passed)) if passed else None,
        limits=tuple(scale.x(clock.day) for clock in row.clocks),
        words=words,
        title=f"{row.id}: raised {written_day(row.raised_on)}, {words}",
    )
