"""CSV (RFC 4180) that spreadsheets can open without running anything.

A cell of text that a spreadsheet would take for a formula gets an apostrophe before it; numbers
stay numbers, also negative ones. Text stands on one line, so that a row is a line.
"""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from vendorbook.reporters.escaping import without_control

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Cell = str | int | float | Decimal | date | bool | None
"""What a table may hold; a date is written as `2026-10-09` and nothing as an empty cell."""

BYTE_ORDER_MARK: Final = "\ufeff"
"""What tells spreadsheets that a file is UTF-8; without it Excel garbles names."""

_QUOTE: Final = '"'
_TWO_QUOTES: Final = '""'
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def csv_lines(rows: Iterable[Sequence[Cell]]) -> str:
    """Rows as lines of CSV that end with CR LF."""
    return "".join(
        [f"{','.join([_WRITTEN[type(cell)](cell) for cell in row])}\r\n" for row in rows]
    )


@lru_cache(maxsize=4_096)
def _text(text: str) -> str:
    is_formula = text.startswith(_FORMULA)
    text = without_control(" ".join(text.split()))
    if is_formula or text.startswith(_FORMULA):
        text = f"'{text}"
    return f'"{text.replace(_QUOTE, _TWO_QUOTES)}"' if "," in text or _QUOTE in text else text


_WRITTEN: Final[dict[type, Callable[[Any], str]]] = {
    type(None): lambda _: "",
    str: _text,
    bool: {True: "yes", False: "no"}.__getitem__,
    int: str,
    date: date.isoformat,
    float: lambda cell: repr(cell) if math.isfinite(cell) else "",
    Decimal: "{:f}".format,
}
"""How a cell of each kind is written."""
