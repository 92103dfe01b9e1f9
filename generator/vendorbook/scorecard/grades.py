"""From a number to a grade, its colour and its trend, by the bands of the policy."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from decimal import Decimal

    from vendorbook.records.playbook import Bands, Confidence

Grade = Literal["A", "B", "C", "D", "E"]
Colour = Literal["green", "amber", "red", "grey"]
ConfidenceLevel = Literal["high", "medium", "low", "insufficient"]
Trend = Literal["improving", "steady", "declining", "new"]

GRADES: Final[tuple[Grade, ...]] = ("A", "B", "C", "D", "E")
"""All grades, best first."""

_COLOURS: Final[dict[Grade, Colour]] = {
    "A": "green",
    "B": "green",
    "C": "amber",
    "D": "red",
    "E": "red",
}


def grade_of(score: Decimal, bands: Bands) -> Grade:
    """The grade of a rounded score: the best band that it reaches."""
    floors: tuple[tuple[Grade, Decimal], ...] = (
        ("A", bands.A),
        ("B", bands.B),
        ("C", bands.C),
        ("D", bands.D),
    )
    return next((grade for grade, least in floors if score >= least), "E")


def worse(one: Grade, other: Grade) -> Grade:
    """The worse of two grades."""
    return max(one, other, key=GRADES.index)


def colour_of(grade: Grade | None) -> Colour:
    """Green for A and B, amber for C, red for D and E, grey when not rated."""
    return _COLOURS[grade] if grade else "grey"


def confidence_level(confidence: Fraction | None, levels: Confidence) -> ConfidenceLevel:
    """How far a score can be trusted: `insufficient` means too little to rate."""
    if confidence is None or confidence < Fraction(levels.low):
        return "insufficient"
    if confidence >= Fraction(levels.high):
        return "high"
    return "medium" if confidence >= Fraction(levels.medium) else "low"


def trend_of(now: Decimal | None, before: Decimal | None, threshold: Decimal) -> Trend:
    """How two rounded scores differ; `new` when either is not rated."""
    if now is None or before is None:
        return "new"
    if now - before >= threshold:
        return "improving"
    return "declining" if before - now >= threshold else "steady"
