"""Exact numbers as other programs read them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

PLACES = 6
"""Decimals of numbers that are not exact."""


def number_of(number: int | Decimal | Fraction | None) -> float | int | None:
    """A number for JSON: whole numbers as such, others rounded for reading."""
    if number is None or isinstance(number, int):
        return number
    if isinstance(number, Decimal):
        return round(float(number), PLACES)
    above, below = number.as_integer_ratio()
    return round(above / below, PLACES)
