"""What the program's scorecard says, in the shape of the second implementation's summary."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from tests.scorecard.second_summary import shown
from vendorbook.assessment import Assessment
from vendorbook.scorecard.caps import Cap
from vendorbook.scorecard.card import Scorecard
from vendorbook.scorecard.grades import GRADES, trend_of
from vendorbook.scorecard.rows import Dimension, Indicator, Row

WORST_FIRST = (None, *reversed(GRADES))
TOO_NEW: dict[str, Any] = {"too_new": True}


def program_summary(assessment: Assessment) -> dict[str, Any]:
    """The scorecard of the latest complete quarter beside that of the quarter before."""
    now, before = assessment.scorecard, assessment.previous_scorecard
    assert now is not None
    rated = [card.score if card and card.grade else None for card in (now, before)]
    return card_summary(now) | {
        "trend": trend_of(rated[0], rated[1], assessment.policy.scoring.trend),
        "previous": TOO_NEW if before is None else card_summary(before),
    }


def card_summary(card: Scorecard) -> dict[str, Any]:
    """One quarter; of a vendor that is too new no more than that."""
    if card.unrated.startswith("too new"):
        return TOO_NEW
    shares = {id(lost.row): lost.effective_weight for lost in card.lost}
    return {
        "end": str(card.quarter.last_day),
        "score": shown(card.exact),
        "rounded": shown(None if card.score is None else Fraction(card.score)),
        "confidence": shown(card.confidence),
        "too_new": False,
        "grade": card.uncapped_grade or "not rated",
        "caps": worst_of_each(card.caps),
        "final_grade": card.grade or "not rated",
        "colour": card.colour,
        "dimensions": {d.name: [shown(d.score), shown(d.confidence)] for d in card.dimensions},
        "indicators": {
            f"{d.name}/{i.name}": [shown(Fraction(i.weight)), shown(i.score), shown(i.coverage)]
            for d, i in indicators(card.dimensions)
            if i.coverage is not None
        },
        "rows": sorted(
            shown_row(f"{d.name}/{i.name}", row, shares.get(id(row), Fraction(0)))
            for d, i in indicators(card.dimensions)
            for row in i.rows
            if row.state != "not_applicable"
        ),
    }


def indicators(dimensions: Iterable[Dimension]) -> Iterable[tuple[Dimension, Indicator]]:
    return ((dimension, each) for dimension in dimensions for each in dimension.indicators)


def shown_row(where: str, row: Row, share: Fraction) -> str:
    """One row as a line of text, as the other summary writes it."""
    if row.score is None:
        return f"{where} {row.state}"
    return f"{where} {row.state} {row.score} {share}"


def worst_of_each(caps: Iterable[Cap]) -> list[str]:
    """Each cap once, with the worst grade that any of its facts leaves."""
    found: dict[str, list[Any]] = {}
    for cap in caps:
        found.setdefault(cap.id, []).append(cap.at_best)
    worst = {name: min(grades, key=WORST_FIRST.index) for name, grades in found.items()}
    return [f"{name} {grade or 'not rated'}" for name, grade in worst.items()]
