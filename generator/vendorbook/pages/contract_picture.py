"""Where the bars of contract terms stand, with a mark on the last day for notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from vendorbook.pages.scale import Scale
from vendorbook.pages.timeline import month_ticks
from vendorbook.pages.vendor_page import cut
from vendorbook.wording import plural, written_day
from vendorbook.workdays import add_months

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from vendorbook.across.contracts import ContractRow

WIDTH: Final = 1000
LABEL_WIDTH: Final = 345
ROW_HEIGHT: Final = 26
HEAD_HEIGHT: Final = 30
_RIGHT_MARGIN: Final = 14
_MOST_ROWS: Final = 40
_LONGEST_LABEL: Final = 48
_BEHIND: Final = 12
_AHEAD: Final = 24
_LEAST_AHEAD: Final = timedelta(days=120)


@dataclass(frozen=True)
class ContractBar:
    """One contract; None for a mark that there is not.

    Attributes:
        start: Where its term begins, and `end` where it ends.
        renewed_end: Where the next term would end, when it rolls on.
        words: Everything that the marks say.
    """

    label: str
    level: str
    y: int
    start: float
    end: float
    renewed_end: float | None
    notice: float | None
    words: str


@dataclass(frozen=True)
class ContractPicture:
    """A drawn picture; `left_out` is how many contracts there was no room for."""

    width: int
    height: int
    bars: tuple[ContractBar, ...]
    ticks: tuple[tuple[float, str], ...]
    today: float
    description: str
    left_out: int


def contract_picture(rows: Sequence[ContractRow], as_of: date) -> ContractPicture | None:
    """Lay out the contracts in the order of the rows; None when none is in force."""
    wanted = [row for row in rows if row.end >= as_of]
    shown = wanted[:_MOST_ROWS]
    if not shown:
        return None
    last = max(as_of + _LEAST_AHEAD, *(row.end for row in shown)) + timedelta(days=31)
    scale = Scale(
        add_months(as_of, -_BEHIND),
        min(last, add_months(as_of, _AHEAD)),
        LABEL_WIDTH,
        WIDTH - _RIGHT_MARGIN,
    )
    bars = tuple(
        _bar(row, HEAD_HEIGHT + number * ROW_HEIGHT + ROW_HEIGHT // 2, scale)
        for number, row in enumerate(shown)
    )
    return ContractPicture(
        WIDTH,
        HEAD_HEIGHT + len(bars) * ROW_HEIGHT + 8,
        bars,
        tuple(month_ticks(scale.first, scale.last, scale.x)),
        scale.x(as_of),
        f"{plural(len(bars), 'contract')} from {written_day(scale.first)} to "
        f"{written_day(scale.last)}: the current term of each, the last day for notice, and how "
        "far it would roll on. The same stands in the table.",
        len(wanted) - len(shown),
    )


def _bar(row: ContractRow, y: int, scale: Scale) -> ContractBar:
    renewed = add_months(row.end, row.renewal_months) if row.renews else None
    words = f"{row.vendor_name}, {row.title}: {written_day(row.start)} to {written_day(row.end)}"
    if row.notice_by:
        words += f", notice by {written_day(row.notice_by)}"
    return ContractBar(
        label=cut(f"{row.vendor_name}: {row.title}", _LONGEST_LABEL),
        level=row.level,
        y=y,
        start=scale.x(row.start),
        end=scale.x(row.end),
        renewed_end=scale.x(renewed) if renewed else None,
        notice=scale.x(row.notice_by) if row.notice_by else None,
        words=f"{words}; {row.words}",
    )
