"""What was agreed for a KPI over time, as steps, with what was measured: for targets that moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vendorbook.wording import decimal_text, plain_number, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from fractions import Fraction

    from vendorbook.kpi_rows import KpiRow
    from vendorbook.records.agreement import Kpi

WIDTH: Final = 1000
HEIGHT: Final = 170
_LEFT: Final = 60
_RIGHT_MARGIN: Final = 20
_TOP: Final = 18
_BOTTOM: Final = 132
_MOST_LABELS: Final = 12


@dataclass(frozen=True)
class TargetPoint:
    """One measured period."""

    x: float
    y: float
    colour: str
    words: str


@dataclass(frozen=True)
class TargetPicture:
    """A drawn KPI.

    Attributes:
        target: The points of the line of steps that was wanted, and `minimum` of the least.
        moves: Where a target begins, with its value in words and the change behind it.
        labels: Where the name of a period stands.
    """

    width: int
    height: int
    target: str
    minimum: str
    moves: tuple[tuple[float, float, str, str], ...]
    points: tuple[TargetPoint, ...]
    labels: tuple[tuple[float, str], ...]
    description: str


def target_picture(kpi: Kpi, rows: Sequence[KpiRow]) -> TargetPicture | None:
    """Lay out the periods, oldest first; None unless the target changed within them."""
    if len({row.target for row in rows}) < 2:
        return None
    height = _heights(rows)
    step = (WIDTH - _LEFT - _RIGHT_MARGIN) / len(rows)
    lefts = [round(_LEFT + step * number, 1) for number in range(len(rows) + 1)]
    starts = [n for n, row in enumerate(rows) if n == 0 or row.target is not rows[n - 1].target]
    every = -(-len(rows) // _MOST_LABELS)
    moved = "; ".join(
        f"from {rows[n].period} {plain_number(rows[n].target.target)}, at least "
        f"{plain_number(rows[n].target.minimum)}"
        for n in starts
    ).replace("at least", "at most" if kpi.direction == "lower" else "at least")
    return TargetPicture(
        WIDTH,
        HEIGHT,
        _steps(lefts, [height(float(row.target.target)) for row in rows]),
        _steps(lefts, [height(float(row.target.minimum)) for row in rows]),
        tuple(
            (
                lefts[n],
                height(float(rows[n].target.target)),
                plain_number(rows[n].target.target),
                rows[n].target.change or "",
            )
            for n in starts
        ),
        tuple(
            TargetPoint(
                round(lefts[n] + step / 2, 1),
                height(float(row.value)),
                row.colour or "green",
                f"{row.period}: {decimal_text(row.value)}, {row.colour}",
            )
            for n, row in enumerate(rows)
            if row.value is not None
        ),
        tuple((lefts[n], str(row.period)) for n, row in enumerate(rows) if n % every == 0),
        f"{kpi.name} in {plural(len(rows), 'period')}; what was agreed: {moved}. The same stands "
        "in the table.",
    )


def _heights(rows: Sequence[KpiRow]) -> Callable[[float], float]:
    """How high a value stands: the span holds every value, target and minimum."""
    values: list[Fraction | float] = [row.value for row in rows if row.value is not None]
    values += [float(row.target.target) for row in rows]
    values += [float(row.target.minimum) for row in rows]
    least, most = float(min(values)), float(max(values))
    span = most - least or 1

    def height(value: float) -> float:
        return round(_BOTTOM - (value - least) / span * (_BOTTOM - _TOP), 1)

    return height


def _steps(lefts: Sequence[float], heights: Sequence[float]) -> str:
    return " ".join(f"{lefts[n]:g},{y:g} {lefts[n + 1]:g},{y:g}" for n, y in enumerate(heights))
