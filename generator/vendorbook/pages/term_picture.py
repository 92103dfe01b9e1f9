"""Where the terms of a vendor's contracts stand: those behind, the current one and the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from vendorbook.deadlines import current_term
from vendorbook.pages.scale import Scale
from vendorbook.pages.timeline import month_ticks
from vendorbook.pages.vendor_page import cut
from vendorbook.wording import plural, written_day
from vendorbook.workdays import add_months

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from vendorbook.across.contracts import ContractRow
    from vendorbook.records.vendor import Contract

WIDTH: Final = 1000
LABEL_WIDTH: Final = 300
ROW_HEIGHT: Final = 30
HEAD_HEIGHT: Final = 28
_RIGHT_MARGIN: Final = 14
_LONGEST_LABEL: Final = 40
_YEARS_BEHIND: Final = 3
_YEARS_AHEAD: Final = 3
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class TermBar:
    """One contract; None for a mark that there is not.

    Attributes:
        past: From where to where each earlier term ran.
        current: From where to where the current or last one runs.
        renewed: Likewise for the term that follows unless somebody stops it.
        notice: Where the last day for notice stands.
    """

    label: str
    level: str
    y: int
    past: tuple[tuple[float, float], ...]
    current: tuple[float, float]
    renewed: tuple[float, float] | None
    notice: float | None
    words: str


@dataclass(frozen=True)
class TermPicture:
    """A drawn picture."""

    width: int
    height: int
    bars: tuple[TermBar, ...]
    ticks: tuple[tuple[float, str], ...]
    today: float
    description: str


def term_picture(
    contracts: Sequence[Contract], rows: Sequence[ContractRow], as_of: date
) -> TermPicture | None:
    """Lay out the contracts, each beside its row; None when there is none."""
    if not contracts:
        return None
    ends = [_renewed_end(row) or row.end for row in rows]
    first = max(min(each.start for each in contracts), add_months(as_of, -12 * _YEARS_BEHIND))
    last = max(as_of, min(max(ends), add_months(as_of, 12 * _YEARS_AHEAD)))
    margin = timedelta(days=20)
    scale = Scale(min(first, as_of) - margin, last + margin, LABEL_WIDTH, WIDTH - _RIGHT_MARGIN)
    bars = tuple(
        _bar(contract, row, HEAD_HEIGHT + number * ROW_HEIGHT + ROW_HEIGHT // 2, scale, as_of)
        for number, (contract, row) in enumerate(zip(contracts, rows, strict=True))
    )
    return TermPicture(
        WIDTH,
        HEAD_HEIGHT + len(bars) * ROW_HEIGHT + 8,
        bars,
        tuple(month_ticks(scale.first, scale.last, scale.x)),
        scale.x(as_of),
        f"{plural(len(bars), 'contract')} from {written_day(scale.first)} to "
        f"{written_day(scale.last)}: {'; '.join(bar.words for bar in bars)}.",
    )


def _renewed_end(row: ContractRow) -> date | None:
    return add_months(row.end, row.renewal_months) if row.renews else None


def _bar(contract: Contract, row: ContractRow, y: int, scale: Scale, as_of: date) -> TermBar:
    renewed_end = _renewed_end(row)
    words = f"{row.title}, current term {written_day(row.start)} to {written_day(row.end)}"
    if row.notice_by:
        words += f", notice by {written_day(row.notice_by)}"
    return TermBar(
        label=cut(row.title, _LONGEST_LABEL),
        level=row.level,
        y=y,
        past=tuple((scale.x(start), scale.x(end)) for start, end in earlier_terms(contract, as_of)),
        current=(scale.x(row.start), scale.x(row.end)),
        renewed=(scale.x(row.end), scale.x(renewed_end)) if renewed_end else None,
        notice=scale.x(row.notice_by) if row.notice_by else None,
        words=f"{words}, {row.words}",
    )


def earlier_terms(contract: Contract, as_of: date) -> list[tuple[date, date]]:
    """First and last day of every term that is over and was followed by another, oldest first."""
    current = current_term(contract, as_of)
    found: list[tuple[date, date]] = []
    day = contract.end
    while day < current.end:
        term = current_term(contract, day)
        found.append((term.start, term.end))
        day = current_term(contract, term.end + _ONE_DAY).end
    return found
