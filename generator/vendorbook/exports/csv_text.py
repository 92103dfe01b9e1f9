"""CSV (RFC 4180) that spreadsheets can open without running anything.

A cell of text that a spreadsheet would take for a formula gets an apostrophe before it; numbers
stay numbers, also negative ones. Text stands on one line, so that a row is a line.
"""

from __future__ import annotations

import csv
import io
import math
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from vendorbook.reporters.escaping import CONTROL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Cell = str | int | float | Decimal | date | bool | None
"""What a table may hold; a date is written as `2026-10-09` and nothing as an empty cell."""

BYTE_ORDER_MARK: Final = "\ufeff"
"""What tells spreadsheets that a file is UTF-8; without it Excel garbles names."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def csv_lines(rows: Iterable[Sequence[Cell]]) -> str:
    """Rows as lines of CSV that end with CR LF."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows(
        [_cell(cell) for cell in row] for row in rows
    )
    return stream.getvalue()


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _text(cell)
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return repr(cell) if math.isfinite(cell) else ""
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


@lru_cache(maxsize=4_096)
def _text(text: str) -> str:
    is_formula = text.startswith(_FORMULA)
    text = CONTROL.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))
    return f"'{text}" if is_formula or text.startswith(_FORMULA) else text
