"""Where the days stand on which a vendor's documents expire or come up for review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from vendorbook.pages.scale import Scale
from vendorbook.pages.timeline import month_ticks
from vendorbook.pages.vendor_page import cut
from vendorbook.wording import plural, written_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from vendorbook.across.contracts import DocumentRow

WIDTH: Final = 1000
LABEL_WIDTH: Final = 380
ROW_HEIGHT: Final = 24
HEAD_HEIGHT: Final = 28
_RIGHT_MARGIN: Final = 20
_LONGEST_LABEL: Final = 52
_BEHIND: Final = timedelta(days=180)
_AHEAD: Final = timedelta(days=550)


@dataclass(frozen=True)
class DocumentMark:
    """One document: a line from today to the day it expires, and a mark there."""

    label: str
    level: str
    y: int
    x: float
    words: str


@dataclass(frozen=True)
class DocumentPicture:
    """A drawn picture; documents that never expire are not in it."""

    width: int
    height: int
    marks: tuple[DocumentMark, ...]
    ticks: tuple[tuple[float, str], ...]
    today: float
    description: str


def document_picture(rows: Sequence[DocumentRow], as_of: date) -> DocumentPicture | None:
    """Lay out the documents by expiry; None when none of them expires."""
    dated = sorted((row.expires_on, row.id, row) for row in rows if row.expires_on)
    if not dated:
        return None
    margin = timedelta(days=15)
    first = max(min(dated[0][0], as_of), as_of - _BEHIND) - margin
    last = min(max(dated[-1][0], as_of + timedelta(days=60)), as_of + _AHEAD) + margin
    scale = Scale(first, last, LABEL_WIDTH, WIDTH - _RIGHT_MARGIN)
    marks = tuple(
        DocumentMark(
            cut(row.title, _LONGEST_LABEL),
            row.level,
            HEAD_HEIGHT + number * ROW_HEIGHT + ROW_HEIGHT // 2,
            scale.x(day),
            f"{row.title}: {written_day(day)}, {row.words}",
        )
        for number, (day, _, row) in enumerate(dated)
    )
    return DocumentPicture(
        WIDTH,
        HEAD_HEIGHT + len(marks) * ROW_HEIGHT + 6,
        marks,
        tuple(month_ticks(scale.first, scale.last, scale.x)),
        scale.x(as_of),
        f"{plural(len(marks), 'document')} and the day on which each expires or is reviewed: "
        f"{'; '.join(mark.words for mark in marks)}.",
    )
