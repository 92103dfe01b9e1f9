"""Where the bars of the feedback flow stand, for each direction and month.

The same numbers stand in a table beside the picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, get_args

from vendorbook.across.feedback import Step
from vendorbook.wording import plural
from vendorbook.workdays import add_months

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from vendorbook.across.feedback import FlowKey

WIDTH: Final = 1000
LABEL_WIDTH: Final = 150
STRIP_HEIGHT: Final = 100
FOOT_HEIGHT: Final = 24
_BAR_WIDTH: Final = 14
_TALLEST: Final = 70
_MONTHS: Final = 12
DIRECTIONS: Final = {"to_vendor": "from us to vendors", "to_client": "from vendors to us"}
"""How a direction is said to people."""

STEPS: Final[tuple[Step, ...]] = get_args(Step)


@dataclass(frozen=True)
class FlowBar:
    """One bar; `words` says what it stands for."""

    step: str
    x: float
    y: float
    height: float
    count: int
    words: str


@dataclass(frozen=True)
class FlowPicture:
    """A drawn flow.

    Attributes:
        strips: The words of each direction, and where its base line stands.
        months: Where each month stands, and its name.
        table: For each month, its name and the counts of each direction and step.
    """

    width: int
    height: int
    bar_width: int
    strips: tuple[tuple[str, int], ...]
    months: tuple[tuple[float, str], ...]
    bars: tuple[FlowBar, ...]
    table: tuple[tuple[date, tuple[int, ...]], ...]
    description: str


def flow_picture(
    flow: Mapping[FlowKey, int], as_of: date, directions: Mapping[str, str] = DIRECTIONS
) -> FlowPicture | None:
    """Lay out the last twelve months; None when nothing was said in them.

    Args:
        flow: How much was raised, answered and fixed.
        as_of: The day whose month is the last.
        directions: How each direction is called in the picture.
    """
    first = add_months(as_of.replace(day=1), 1 - _MONTHS)
    months = [add_months(first, number) for number in range(_MONTHS)]
    counts = {
        (month, direction, step): flow.get((month.year, month.month, direction, step), 0)
        for month in months
        for direction in directions
        for step in STEPS
    }
    most = max(counts.values())
    if most == 0:
        return None
    step_width = (WIDTH - LABEL_WIDTH) / _MONTHS
    bars = []
    for (month, direction, step), count in counts.items():
        if count == 0:
            continue
        base = (list(directions).index(direction) + 1) * STRIP_HEIGHT
        left = LABEL_WIDTH + months.index(month) * step_width
        height = round(_TALLEST * count / most, 1)
        bars.append(
            FlowBar(
                step,
                round(left + STEPS.index(step) * (_BAR_WIDTH + 3), 1),
                round(base - height, 1),
                height,
                count,
                f"{month:%b %Y}, {directions[direction]}: {count:,} {step}",
            )
        )
    raised = sum(count for (_, _, step), count in counts.items() if step == "raised")
    return FlowPicture(
        WIDTH,
        len(directions) * STRIP_HEIGHT + FOOT_HEIGHT,
        _BAR_WIDTH,
        tuple((name, (n + 1) * STRIP_HEIGHT) for n, name in enumerate(directions.values())),
        tuple(
            (round(LABEL_WIDTH + n * step_width, 1), f"{month:%b}" + _year(month, n))
            for n, month in enumerate(months)
        ),
        tuple(bars),
        tuple(
            (month, tuple(counts[month, d, s] for d in directions for s in STEPS))
            for month in reversed(months)
        ),
        f"{plural(raised, 'entry', 'entries')} raised in twelve months, praise left out; for each "
        "month how many were raised, answered and fixed, in both directions. The same numbers "
        "stand in the table.",
    )


def _year(month: date, number: int) -> str:
    return f" {month.year}" if number == 0 or month.month == 1 else ""
