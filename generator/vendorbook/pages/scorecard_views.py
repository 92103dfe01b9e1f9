"""A scorecard in words: practices with their bars, lost points and our own side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorbook.assessment import made_once
from vendorbook.pages import anchor_of
from vendorbook.pages.scorecard_charts import QUARTERS, bar
from vendorbook.wording import decimal_text, plural, two_decimals

if TYPE_CHECKING:
    from vendorbook.assessment import Assessment
    from vendorbook.records.facts import Record
    from vendorbook.scorecard.card import Scorecard
    from vendorbook.scorecard.rows import Dimension, Indicator


@dataclass(frozen=True)
class IndicatorView:
    """One indicator of a practice, in words."""

    title: str
    weight: str
    score: str
    bar: float
    coverage: str


@dataclass(frozen=True)
class PracticeView:
    """One practice, in words."""

    name: str
    weight: str
    score: str
    bar: float
    lost: str
    indicators: tuple[IndicatorView, ...]


@dataclass(frozen=True)
class LostView:
    """One row that lost points, in words; `score` is its own."""

    name: str
    points: str
    label: str
    why: str
    practice: str
    page: str
    anchor: str
    source: Record
    key: str | None


def latest_quarters(assessment: Assessment) -> list[Scorecard]:
    """The scorecards that a picture of the trend has room for, the oldest first."""
    card = assessment.scorecard
    history = assessment.earlier_scorecards[: QUARTERS - 1]
    return [*reversed(history), *([card] if card else [])]


def confidence(card: Scorecard | None) -> str:
    """How far the score can be trusted, in words; empty when nothing is scored."""
    if card is None or card.confidence is None:
        return ""
    missing = len(card.missing)
    words = f"{decimal_text(card.confidence * 100, 0)}%, {card.level}"
    return f"{words}: {plural(missing, 'row')} missing" if missing else words


@made_once
def practices(assessment: Assessment) -> list[PracticeView]:
    """The five practices; none while nothing can be scored."""
    card = assessment.scorecard
    return [_practice(each, card) for each in card.dimensions] if card else []


def _practice(dimension: Dimension, card: Scorecard) -> PracticeView:
    points = sum(each.points for each in card.lost if each.dimension is dimension)
    return PracticeView(
        name=dimension.name,
        weight=decimal_text(dimension.weight),
        score="–" if dimension.score is None else str(dimension.rounded_score),
        bar=bar(dimension.score),
        lost=two_decimals(points),
        indicators=tuple(_indicator(each) for each in dimension.indicators),
    )


def _indicator(indicator: Indicator) -> IndicatorView:
    available = sum(row.state == "available" for row in indicator.rows)
    missing = sum(row.state == "missing" for row in indicator.rows)
    if not available and not missing:
        coverage = "nothing was expected"
    elif missing:
        coverage = f"{available} of {plural(available + missing, 'row')}"
    else:
        coverage = plural(available, "row")
    return IndicatorView(
        title=indicator.title,
        weight=decimal_text(indicator.weight),
        score="–" if indicator.score is None else decimal_text(indicator.score, 1),
        bar=bar(indicator.score),
        coverage=coverage,
    )


@made_once
def lost_points(assessment: Assessment) -> list[LostView]:
    """Every row that lost points, the most costly first."""
    card = assessment.scorecard
    if card is None:
        return []
    lost = sorted((each for each in card.lost if each.points), key=lambda each: -each.points)
    return [
        LostView(
            name=f"{each.indicator.name}:{each.row.subject}",
            points=two_decimals(each.points),
            label=each.row.label,
            why=each.row.reason(),
            practice=each.dimension.name,
            page=each.row.page,
            anchor=anchor_of(each.row.record),
            source=each.row.source,
            key=each.row.key,
        )
        for each in lost
    ]


def own_side(assessment: Assessment) -> PracticeView | None:
    """Our own side, like a practice without a weight; None without a usable calendar."""
    mirror = assessment.client_mirror
    if mirror is None:
        return None
    return PracticeView(
        name="client",
        weight="",
        score="–" if mirror.score is None else str(mirror.rounded_score),
        bar=bar(mirror.score),
        lost="",
        indicators=tuple(_indicator(each) for each in mirror.indicators),
    )
