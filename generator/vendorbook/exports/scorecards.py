"""Scorecards as JSON, and the standing of every vendor as a table for the terminal."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from vendorbook.exports.numbers import number_of
from vendorbook.scorecard.caps import caps_in_words
from vendorbook.scorecard.card import PRACTICES
from vendorbook.scorecard.grades import GRADES, trend_of
from vendorbook.wording import signed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Place
    from vendorbook.scorecard.card import Scorecard
    from vendorbook.scorecard.context import EarnedValue
    from vendorbook.scorecard.rows import Dimension, Indicator
    from vendorbook.scorecard.standing import Standing


def as_json(cards: Iterable[dict[str, Any]]) -> str:
    """A JSON list with one object for each vendor."""
    return json.dumps(list(cards), indent=2, ensure_ascii=False) + "\n"


def as_data(assessment: Assessment) -> dict[str, Any]:
    """One vendor's scorecard as plain data."""
    card = assessment.scorecard
    slug, as_of = assessment.vendor.slug, assessment.as_of.isoformat()
    if card is None:
        return {"vendor": slug, "as_of": as_of, "period": None, "score": None, "grade": None}
    history = assessment.earlier_scorecards
    before = history[0] if history and history[0].grade else None
    previous = before.score if before else None
    current = card.score if card.grade else None
    return {
        "vendor": slug,
        "as_of": as_of,
        "period": str(card.quarter),
        "score": number_of(card.score),
        "exact": None if card.exact is None else str(card.exact),
        "grade": card.grade,
        "uncapped_grade": card.uncapped_grade,
        "colour": card.colour,
        "unrated": card.unrated or None,
        "caps": [
            {"id": cap.id, "at_best": cap.at_best, "why": cap.why, **_at(cap.place)}
            for cap in card.caps
        ],
        "confidence": number_of(card.confidence),
        "confidence_level": card.level,
        "trend": trend_of(current, previous, assessment.policy.scoring.trend),
        "previous": number_of(previous),
        "dimensions": [_dimension(each) for each in card.dimensions],
        "rows": _rows(card),
        "missing": [
            {
                "dimension": each.dimension,
                "indicator": each.indicator,
                "label": each.row.label,
                "why": each.row.reason(),
                **_at(each.row.place),
            }
            for each in card.missing
        ],
        "earlier": [
            {"period": str(each.quarter), "score": number_of(each.score), "grade": each.grade}
            for each in history
        ],
        "client_mirror": _mirror(assessment.client_mirror),
        "earned_value": [
            _earned(each)
            for each in (assessment.context.earned_values if assessment.context else ())
        ],
    }


def _rows(card: Scorecard) -> list[dict[str, Any]]:
    return [
        {
            "dimension": each.dimension.name,
            "indicator": each.indicator.name,
            "row": f"{each.indicator.name}:{each.row.subject}",
            "label": each.row.label,
            "why": each.row.reason(),
            "score": number_of(each.row.score),
            "effective_weight": number_of(each.effective_weight),
            "points_lost": number_of(each.points),
            **_at(each.row.place),
        }
        for each in card.lost
    ]


def _dimension(dimension: Dimension) -> dict[str, Any]:
    return {
        "name": dimension.name,
        "weight": number_of(dimension.weight),
        "score": number_of(dimension.score),
        "indicators": [_indicator(each) for each in dimension.indicators],
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return {
        "name": indicator.name,
        "title": indicator.title,
        "weight": number_of(indicator.weight),
        "score": number_of(indicator.score),
        "coverage": number_of(indicator.coverage),
    }


def _mirror(mirror: Dimension | None) -> dict[str, Any] | None:
    if mirror is None:
        return None
    indicators = [_indicator(each) for each in mirror.indicators]
    return {"score": number_of(mirror.score), "indicators": indicators}


def _earned(value: EarnedValue) -> dict[str, Any]:
    return {
        "currency": value.currency,
        "planned": number_of(value.planned),
        "earned": number_of(value.earned),
        "invoiced": number_of(value.invoiced),
        "schedule_variance": number_of(value.schedule_variance),
        "schedule_index": number_of(value.schedule_index),
        "cost_index": number_of(value.cost_index),
    }


def _at(place: Place) -> dict[str, Any]:
    return {"path": place.path, "line": place.line}


TABLE_HEADINGS = (
    "Vendor",
    "Grade",
    "Score",
    "Trend",
    "Comm.",
    "Exp.",
    "Feed.",
    "Perf.",
    "Part.",
    "Why",
)
"""The columns of the portfolio's table."""

BRIEF_HEADINGS = ("Vendor", "Grade", "Score", "Trend", "Why")
"""The columns where there is no room for all: the practices stand on each vendor's own card."""


def worst_first(standings: Iterable[tuple[str, Standing]]) -> list[tuple[str, Standing]]:
    """Vendors by grade and score, the worst first; those not rated come last."""

    def order(pair: tuple[str, Standing]) -> tuple[bool, int, Decimal, str]:
        slug, standing = pair
        rank = GRADES.index(standing.grade) if standing.grade else 0
        return (standing.grade is None, -rank, standing.score or Decimal(0), slug)

    return sorted(standings, key=order)


def table_cells(slug: str, standing: Standing) -> Sequence[str]:
    """One row of the portfolio's table."""
    practices = [standing.practices.get(name) for name in PRACTICES]
    difference = standing.difference
    trend = standing.trend if difference is None else f"{standing.trend} {signed(difference)}"
    return (
        slug,
        grade_in_words(standing),
        "–" if standing.score is None else str(standing.score),
        trend,
        *("–" if score is None else str(score) for score in practices),
        standing.unrated.partition(":")[0] or caps_in_words(standing.caps),
    )


def grade_in_words(standing: Standing) -> str:
    """A grade and what it was before caps: `C (B, capped)`."""
    if standing.grade is None:
        return "not rated"
    if standing.grade == standing.uncapped_grade:
        return standing.grade
    return f"{standing.grade} ({standing.uncapped_grade}, capped)"
