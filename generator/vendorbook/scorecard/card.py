"""The scorecard of one vendor for one quarter: dimensions, score, confidence, caps and grade."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from vendorbook.scorecard import (
    communication,
    expectations,
    feedback,
    partnership,
    performance,
)
from vendorbook.scorecard.caps import Cap, caps_of
from vendorbook.scorecard.grades import (
    Colour,
    ConfidenceLevel,
    Grade,
    colour_of,
    confidence_level,
    grade_of,
    worse,
)
from vendorbook.scorecard.rows import (
    Dimension,
    Indicator,
    LostPoints,
    Row,
    confidence_of,
    exact,
    lost_points,
    overall,
    rounded,
)
from vendorbook.wording import decimal_text, written_day
from vendorbook.workdays import CalendarGap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from decimal import Decimal
    from fractions import Fraction

    from vendorbook.records.facts import Period
    from vendorbook.scorecard.evidence import Evidence, Measure

MEASURES: Final[dict[str, tuple[Measure, ...]]] = {
    "communication": communication.MEASURES,
    "expectations": expectations.MEASURES,
    "feedback": feedback.MEASURES,
    "partnership": partnership.MEASURES,
}
"""The indicators of every practice but performance, whose indicators are what was agreed."""

PRACTICES: Final = ("communication", "expectations", "feedback", "performance", "partnership")
"""The five practices, in their usual order."""


@dataclass(frozen=True)
class MissingRow:
    """Something that was expected and is absent."""

    dimension: str
    indicator: str
    row: Row


@dataclass(frozen=True)
class Scorecard:
    """One vendor in one quarter.

    Attributes:
        quarter: The quarter.
        as_of: The day of judgement.
        dimensions: The five practices, in their usual order; empty when nothing could be rated.
        exact: The score as a fraction, 0 to 100; None when nothing is scored.
        score: The score rounded to one decimal, half up; what is shown and graded.
        confidence: How much of what was expected is there, 0 to 1.
        level: The same in a word, by the policy.
        uncapped_grade: The grade of the score alone.
        grade: The grade that counts: the worse of the score's and the caps'; None is not rated.
        caps: Every cap that holds, in the order K1 to K7.
        unrated: Why there is no grade, in words; empty when there is one.
    """

    quarter: Period
    as_of: date
    dimensions: tuple[Dimension, ...]
    exact: Fraction | None
    score: Decimal | None
    confidence: Fraction | None
    level: ConfidenceLevel
    uncapped_grade: Grade | None
    grade: Grade | None
    caps: tuple[Cap, ...]
    unrated: str = ""

    @property
    def colour(self) -> Colour:
        """The colour of the grade."""
        return colour_of(self.grade)

    @property
    def is_limited(self) -> bool:
        """Whether caps made the grade worse than the score alone would."""
        return bool(self.caps) and self.grade != self.uncapped_grade

    @property
    def is_too_thin(self) -> bool:
        """Whether there is a number, made of too little evidence to rate anybody by it."""
        return self.score is not None and self.grade is None

    @cached_property
    def lost(self) -> tuple[LostPoints, ...]:
        """Every available row with its effective weight and lost points, in order."""
        return tuple(lost_points(self.dimensions))

    @cached_property
    def missing(self) -> tuple[MissingRow, ...]:
        """Every row that was expected and is absent, in order."""
        return tuple(
            MissingRow(dimension.name, indicator.name, row)
            for dimension in self.dimensions
            for indicator in dimension.indicators
            for row in indicator.rows
            if row.state == "missing"
        )


def scorecard(evidence: Evidence) -> Scorecard:
    """Make the scorecard of one quarter."""
    starts = [contract.start for contract in evidence.vendor.profile.contracts]
    first = min(starts, default=None)
    if first is None or first > evidence.windows.dense_first:
        since = f"the first contract starts on {written_day(first)}" if first else "no contract"
        return unrated(evidence, f"too new: {since}, after {evidence.windows.quarter} began")
    try:
        dimensions = tuple(_dimension(name, evidence) for name in PRACTICES)
        caps = caps_of(evidence)
    except CalendarGap as gap:
        return unrated(evidence, f"{written_day(gap.day)} is outside the vendor's calendar")
    return _graded(evidence, dimensions, caps)


def unrated(evidence: Evidence, why: str) -> Scorecard:
    """A scorecard without a grade."""
    quarter, as_of = evidence.windows.quarter, evidence.as_of
    return Scorecard(quarter, as_of, (), None, None, None, "insufficient", None, None, (), why)


def _dimension(name: str, evidence: Evidence) -> Dimension:
    if name == "performance":
        indicators: Iterable[Indicator] = performance.indicators(evidence)
    else:
        indicators = (
            Indicator(each.name, each.title, each.weight, tuple(each.rows(evidence)))
            for each in MEASURES[name]
        )
    weight = exact(getattr(evidence.policy.scoring.weights, name))
    return Dimension(name, weight, tuple(indicators))


def _graded(evidence: Evidence, dimensions: tuple[Dimension, ...], caps: list[Cap]) -> Scorecard:
    scoring = evidence.policy.scoring
    precise = overall(dimensions)
    confidence = confidence_of(dimensions)
    level = confidence_level(confidence, scoring.confidence)
    score = None if precise is None else rounded(precise)
    uncapped = None if score is None else grade_of(score, scoring.bands)
    caps += _low_confidence(evidence, confidence, level)
    why = "" if score is not None else "nothing was expected or recorded in the quarter"
    grade = uncapped
    for cap in caps:
        if cap.at_best is None:
            grade, why = None, cap.why
        elif grade is not None:
            grade = worse(grade, cap.at_best)
    return Scorecard(
        evidence.windows.quarter,
        evidence.as_of,
        dimensions,
        precise,
        score,
        confidence,
        level,
        uncapped,
        grade,
        tuple(caps),
        why,
    )


def _low_confidence(
    evidence: Evidence, confidence: Fraction | None, level: ConfidenceLevel
) -> Iterator[Cap]:
    """K7: too little of what was expected is recorded; the vendor is not rated."""
    if evidence.policy.scoring.caps.K7 and confidence is not None and level == "insufficient":
        share = decimal_text(confidence * 100, 0)
        least = decimal_text(exact(evidence.policy.scoring.confidence.low) * 100, 0)
        why = f"only {share}% of what was expected is recorded, less than {least}%"
        profile = evidence.vendor.profile
        yield Cap("K7", None, why, "", "", profile, "id")
