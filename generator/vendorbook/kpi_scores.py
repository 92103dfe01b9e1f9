"""What a measured value is worth against its target: a score and a colour, in exact arithmetic."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from vendorbook.records.agreement import Direction, KpiTarget

Colour = Literal["green", "amber", "red"]

NOTHING: Final = Fraction(0)
_FULL: Final = Fraction(100)
_AT_MINIMUM: Final = 60


class Scale(NamedTuple):
    """A target as whole numbers of one unit, turned so that more is better.

    Attributes:
        sign: 1 for higher is better, -1 for lower.
        unit: How many of the units make one.
    """

    sign: int
    unit: int
    wanted: int
    least: int
    floor: int


def scale_of(target: KpiTarget, direction: Direction) -> Scale:
    """What was agreed, for judging many values by it."""
    sign = 1 if direction == "higher" else -1
    agreed = [target.target, target.minimum, *([] if target.floor is None else [target.floor])]
    ratios = [each.as_integer_ratio() for each in agreed]
    unit = lcm(*(parts for _, parts in ratios))
    wanted, least, *floor = (sign * number * (unit // parts) for number, parts in ratios)
    return Scale(sign, unit, wanted, least, floor[0] if floor else 2 * least - wanted)


def judged(value: Fraction, scale: Scale) -> tuple[Fraction, Colour]:
    """The score of a value, 0 to 100, and its colour.

    100 and green at the target or better, 60 and amber at the minimum, 0 and red at the floor or
    worse, and straight lines in between. A floor that was not agreed lies as far from the minimum
    as the target does, on the other side; where target and minimum are the same there is nothing in
    between, and what is worse scores 0.
    """
    # Everything is a whole number until the score itself, for fractions are exact and slow. The
    # order of the questions keeps every division from zero.
    parts, unit = value.denominator, scale.unit
    reached = scale.sign * value.numerator * unit
    wanted, least, floor = scale.wanted * parts, scale.least * parts, scale.floor * parts
    if reached >= wanted:
        return _FULL, "green"
    if reached >= least:
        span = wanted - least
        return Fraction(_AT_MINIMUM * span + (100 - _AT_MINIMUM) * (reached - least), span), "amber"
    if reached <= floor:
        return NOTHING, "red"
    return Fraction(_AT_MINIMUM * (reached - floor), least - floor), "red"
