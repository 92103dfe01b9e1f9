"""Exact numbers as other programs read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

PLACES = 6
"""Decimals of numbers that are not exact."""


def number_of(number: int | Decimal | Fraction | None) -> float | int | None:
    """A number for JSON: whole numbers as such, others rounded for reading."""
    if number is None:
        return None
    if isinstance(number, int):
        return number
    above, below = number.as_integer_ratio()
    return round(above / below, PLACES)
