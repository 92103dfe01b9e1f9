"""Where a vendor stands, in a few plain values: what tables, pages and checks need to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorbook.scorecard.grades import trend_of

if TYPE_CHECKING:
    from decimal import Decimal

    from vendorbook.assessment import Assessment
    from vendorbook.scorecard.grades import Colour, ConfidenceLevel, Grade, Trend


@dataclass(frozen=True)
class Standing:
    """One vendor in the latest complete quarter, and against the quarter before.

    Attributes:
        quarter: The quarter, such as `2026-Q3`; empty without a usable calendar.
        score: Rounded to one decimal; None when not rated, since no number stands without a grade.
        grade: The grade that counts, or None when not rated.
        uncapped_grade: The grade of the score alone.
        colour: Of the grade.
        caps: The ids of the caps that hold, each once.
        level: How far the score can be trusted.
        unrated: Why there is no grade, or empty.
        trend: Against the quarter before.
        previous: The score of the quarter before, or None when that was not rated.
        previous_grade: The grade of the quarter before, or None.
        practices: The rounded score of each practice, None where nothing is scored; empty when not
            rated.
    """

    quarter: str
    score: Decimal | None
    grade: Grade | None
    uncapped_grade: Grade | None
    colour: Colour
    caps: tuple[str, ...]
    level: ConfidenceLevel
    unrated: str
    trend: Trend
    previous: Decimal | None
    previous_grade: Grade | None
    practices: dict[str, Decimal | None]

    @property
    def difference(self) -> Decimal | None:
        """Points since the quarter before; None when either is not rated."""
        if self.score is None or self.previous is None:
            return None
        return self.score - self.previous


def why_none(assessment: Assessment) -> str:
    """Why there is no scorecard at all."""
    if assessment.vendor.days is None:
        return "the vendor's calendar cannot be used"
    return "some of the vendor's records cannot be read"


def standing_of(assessment: Assessment) -> Standing:
    """Where a vendor stands on the day of its assessment."""
    card, before = assessment.scorecard, assessment.previous_scorecard
    if card is None:
        why = why_none(assessment)
        return Standing(
            "", None, None, None, "grey", (), "insufficient", why, "new", None, None, {}
        )
    score = card.score if card.grade is not None else None
    was_rated = before is not None and before.grade is not None
    previous = before.score if before is not None and was_rated else None
    return Standing(
        quarter=str(card.quarter),
        score=score,
        grade=card.grade,
        uncapped_grade=card.uncapped_grade,
        colour=card.colour,
        caps=tuple(dict.fromkeys(cap.id for cap in card.caps)),
        level=card.level,
        unrated=card.unrated,
        trend=trend_of(score, previous, assessment.policy.scoring.trend),
        previous=previous,
        previous_grade=before.grade if before is not None else None,
        practices={each.name: each.rounded_score for each in card.dimensions if card.grade},
    )
