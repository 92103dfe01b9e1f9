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
from typing import TYPE_CHECKING, Any, Final

from vendorbook.reporters.escaping import CONTROL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Cell = str | int | float | Decimal | date | bool | None
"""What a table may hold; a date is written as `2026-10-09` and nothing as an empty cell."""

BYTE_ORDER_MARK: Final = "\ufeff"
"""What tells spreadsheets that a file is UTF-8; without it Excel garbles names."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def csv_lines(rows: Iterable[Sequence[Cell]]) -> str:
    """Rows as lines of CSV that end with CR LF."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows(
        [_WRITTEN[type(cell)](cell) for cell in row] for row in rows
    )
    return stream.getvalue()


@lru_cache(maxsize=4_096)
def _text(text: str) -> str:
    is_formula = text.startswith(_FORMULA)
    text = CONTROL.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))
    return f"'{text}" if is_formula or text.startswith(_FORMULA) else text


def _itself(cell: int | None) -> int | None:
    """What the writer of CSV knows how to write: whole numbers, and nothing as nothing."""
    return cell


_WRITTEN: Final[dict[type, Callable[[Any], str | int | None]]] = {
    type(None): _itself,
    str: _text,
    bool: {True: "yes", False: "no"}.__getitem__,
    int: _itself,
    date: date.isoformat,
    float: lambda cell: repr(cell) if math.isfinite(cell) else "",
    Decimal: "{:f}".format,
}
"""How a cell of each kind is written."""
