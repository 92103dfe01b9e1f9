"""Where the marks of milestones of many vendors stand: numbers only, the drawing is a template's.

The picture shows what is open and what ended lately, within a span around today; a date outside of
that stands at its edge, and in the table beside the picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Final

from vendorbook.pages.scale import Scale
from vendorbook.pages.timeline import month_ticks
from vendorbook.pages.vendor_page import cut
from vendorbook.records.facts import numbered
from vendorbook.status import STATUS_WORDS
from vendorbook.wording import cause_in_words, plural, working_days, written_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from vendorbook.across.milestones import MilestoneRow
    from vendorbook.status import Status

WIDTH: Final = 1000
LABEL_WIDTH: Final = 300
ROW_HEIGHT: Final = 22
HEAD_HEIGHT: Final = 30
_RIGHT_MARGIN: Final = 14
_MOST_ROWS: Final = 40
_LONGEST_LABEL: Final = 46
_SPAN: Final = timedelta(days=240)
_LATELY: Final = timedelta(days=92)


@dataclass(frozen=True)
class ChartMove:
    """One approved move of a date, from left to right in time or back."""

    cause: str
    before: float
    after: float


@dataclass(frozen=True)
class ChartRow:
    """One milestone; None for a mark that there is not.

    Attributes:
        overdue: From where to where it is late.
        words: Everything that the marks say.
    """

    vendor: str
    id: str
    label: str
    status: Status
    y: int
    baseline: float
    due: float
    moves: tuple[ChartMove, ...]
    forecast: float | None
    delivered: float | None
    overdue: tuple[float, float] | None
    words: str


@dataclass(frozen=True)
class MilestoneChart:
    """A drawn picture.

    Attributes:
        vendors: The name of each vendor and the height at which its rows begin.
        ticks: Where months begin, and their names.
        today: Where the as-of day stands.
        left_out: How many open milestones there was no room for.
    """

    width: int
    height: int
    rows: tuple[ChartRow, ...]
    vendors: tuple[tuple[str, int], ...]
    ticks: tuple[tuple[float, str], ...]
    today: float
    description: str
    left_out: int


def milestone_chart(rows: Sequence[MilestoneRow], as_of: date) -> MilestoneChart | None:
    """Lay out the milestones, most urgent first, by vendor; None when there is none to show."""
    wanted = [row for row in rows if row.is_open or _ended_lately(row, as_of)]
    shown = wanted[:_MOST_ROWS]
    if not shown:
        return None
    scale = _scale(shown, as_of)
    order = {slug: number for number, slug in enumerate(dict.fromkeys(r.vendor for r in shown))}
    shown.sort(key=lambda row: (order[row.vendor], row.due, numbered(row.id)))
    y = HEAD_HEIGHT
    drawn = []
    vendors = []
    for _, group in groupby(shown, key=lambda row: row.vendor):
        own = list(group)
        vendors.append((own[0].vendor_name, y + ROW_HEIGHT // 2))
        y += ROW_HEIGHT
        for row in own:
            drawn.append(_row(row, y + ROW_HEIGHT // 2, scale, as_of))
            y += ROW_HEIGHT
    description = (
        f"{plural(len(shown), 'milestone')} of {plural(len(vendors), 'vendor')} from "
        f"{written_day(scale.first)} to {written_day(scale.last)}: when each was first due, how "
        "its date moved and by whose cause, when it is due now, forecast and delivered. The same "
        "stands in the table."
    )
    return MilestoneChart(
        WIDTH,
        y + 8,
        tuple(drawn),
        tuple(vendors),
        tuple(month_ticks(scale.first, scale.last, scale.x)),
        scale.x(as_of),
        description,
        len(wanted) - len(shown),
    )


def _ended_lately(row: MilestoneRow, as_of: date) -> bool:
    return (row.accepted_on or row.due) >= as_of - _LATELY


def _scale(rows: Sequence[MilestoneRow], as_of: date) -> Scale:
    days = [as_of]
    for row in rows:
        days += [row.baseline_due, row.due]
        days += [day for day in (row.forecast, row.delivered_on) if day]
    margin = timedelta(days=8)
    return Scale(
        max(min(days), as_of - _SPAN) - margin,
        min(max(days), as_of + _SPAN) + margin,
        LABEL_WIDTH,
        WIDTH - _RIGHT_MARGIN,
    )


def _row(row: MilestoneRow, y: int, scale: Scale, as_of: date) -> ChartRow:
    overdue = None
    if row.late:
        until = as_of if row.status == "missed" else row.delivered_on or as_of
        overdue = (scale.x(row.due), scale.x(until))
    return ChartRow(
        vendor=row.vendor,
        id=row.id,
        label=cut(f"{row.id} {row.title}", _LONGEST_LABEL),
        status=row.status,
        y=y,
        baseline=scale.x(row.baseline_due),
        due=scale.x(row.due),
        moves=tuple(
            ChartMove(move.cause, scale.x(move.before), scale.x(move.after)) for move in row.moves
        ),
        forecast=scale.x(row.forecast) if row.forecast else None,
        delivered=scale.x(row.delivered_on) if row.delivered_on else None,
        overdue=overdue,
        words=_words(row),
    )


def _words(row: MilestoneRow) -> str:
    parts = [f"{row.id} {row.title}: {STATUS_WORDS[row.status]}"]
    if row.late:
        parts.append(f"{working_days(row.late)} late")
    parts.append(f"first due {written_day(row.baseline_due)}")
    parts += [f"moved to {written_day(m.after)}, {cause_in_words(m.cause)}" for m in row.moves]
    if row.forecast:
        parts.append(f"forecast {written_day(row.forecast)}")
    if row.delivered_on:
        parts.append(f"delivered {written_day(row.delivered_on)}")
    return ", ".join(parts)
