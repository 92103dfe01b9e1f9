"""Where the marks of a scorecard's pictures stand: numbers only, the drawing is a template's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal
    from fractions import Fraction

    from vendorbook.kpi_rows import KpiRow
    from vendorbook.records.playbook import Bands
    from vendorbook.scorecard.card import Scorecard
    from vendorbook.scorecard.grades import Colour, Grade

QUARTERS: Final = 12
_WIDTH: Final = 660
_NARROWEST: Final = 58
_WIDEST: Final = 120
_TOP: Final = 22
_HEIGHT: Final = 132
_LEFT: Final = 28
_SPARK_WIDTH: Final = 110
_SPARK_HEIGHT: Final = 26
_SPARK_MARGIN: Final = 4


@dataclass(frozen=True)
class QuarterPoint:
    """One quarter: where it stands, and what it was; `y` is None when it was not rated."""

    quarter: str
    x: float
    y: float | None
    score: Decimal | None
    grade: Grade | None
    colour: Colour


@dataclass(frozen=True)
class TrendChart:
    """Scores by quarter, oldest first.

    Attributes:
        bands: The least score of each grade: its letter and its height.
        lines: The points of every unbroken line between rated quarters.
    """

    width: int
    height: int
    points: tuple[QuarterPoint, ...]
    bands: tuple[tuple[str, float], ...]
    lines: tuple[str, ...]
    description: str


@dataclass(frozen=True)
class Sparkline:
    """A KPI's latest values, oldest first: a line, its last point, and the target's height."""

    width: int
    height: int
    line: str
    last: tuple[float, float]
    target: float
    minimum: float


def trend_chart(cards: Sequence[Scorecard], bands: Bands) -> TrendChart | None:
    """The picture of scorecards, oldest first; None with fewer than two rated quarters."""
    shown = cards[-QUARTERS:]
    step = max(_NARROWEST, min(_WIDEST, _WIDTH // max(1, len(shown))))
    points = tuple(_point(card, number, step) for number, card in enumerate(shown))
    if sum(point.y is not None for point in points) < 2:
        return None
    letters = (("A", bands.A), ("B", bands.B), ("C", bands.C), ("D", bands.D))
    said = "; ".join(
        f"{each.quarter} {each.score}, {each.grade}" if each.grade else f"{each.quarter} not rated"
        for each in points
    )
    return TrendChart(
        width=_LEFT + step * len(points),
        height=_TOP + _HEIGHT + 26,
        points=points,
        bands=tuple((letter, _height_of(least)) for letter, least in letters),
        lines=tuple(_lines(points)),
        description=f"Scores by quarter, 0 to 100: {said}.",
    )


def _point(card: Scorecard, number: int, step: int) -> QuarterPoint:
    is_rated = card.grade is not None and card.score is not None
    y = _height_of(card.score) if is_rated and card.score is not None else None
    x = _LEFT + step * number + step / 2
    return QuarterPoint(str(card.quarter), x, y, card.score, card.grade, card.colour)


def _height_of(score: Decimal) -> float:
    return round(_TOP + _HEIGHT * (1 - float(score) / 100), 1)


def _lines(points: Sequence[QuarterPoint]) -> list[str]:
    lines: list[list[str]] = [[]]
    for point in points:
        if point.y is None:
            lines.append([])
        else:
            lines[-1].append(f"{point.x:g},{point.y:g}")
    return [" ".join(line) for line in lines if len(line) > 1]


def sparkline(rows: Sequence[KpiRow]) -> Sparkline | None:
    """The picture of one KPI's measured rows, oldest first; None with fewer than two."""
    measured = [(row, row.value) for row in rows if row.value is not None]
    if len(measured) < 2:
        return None
    values = [value for _, value in measured]
    target, minimum = (
        float(x) for x in (measured[-1][0].target.target, measured[-1][0].target.minimum)
    )
    least = min(target, minimum, float(min(values)))
    span = max(target, minimum, float(max(values))) - least or 1

    def height(value: float) -> float:
        inner = _SPARK_HEIGHT - 2 * _SPARK_MARGIN
        return round(_SPARK_MARGIN + inner * (1 - (value - least) / span), 1)

    step = (_SPARK_WIDTH - 2 * _SPARK_MARGIN) / (len(values) - 1)
    points = [
        (round(_SPARK_MARGIN + step * number, 1), height(float(value)))
        for number, value in enumerate(values)
    ]
    return Sparkline(
        _SPARK_WIDTH,
        _SPARK_HEIGHT,
        " ".join(f"{x:g},{y:g}" for x, y in points),
        points[-1],
        height(target),
        height(minimum),
    )


def bar(score: Fraction | None) -> float:
    """The length of a bar, 0 to 100."""
    return 0 if score is None else round(float(score), 1)
