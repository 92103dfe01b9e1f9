"""The scorecard: the grade, where the points went, and how anybody can work it out again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vendorbook.pages import anchor_of
from vendorbook.pages.kpi_table import kpi_tables
from vendorbook.pages.reference_scores import PATH as SCORES_PATH
from vendorbook.pages.scorecard_charts import QUARTERS, bar, trend_chart
from vendorbook.pages.vendor_page import entry, page_path, vendor_page
from vendorbook.scorecard.policy_notes import differences
from vendorbook.scorecard.standing import standing_of
from vendorbook.wording import decimal_text, plural, signed, two_decimals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Finding
    from vendorbook.pages import Page
    from vendorbook.records.facts import Record
    from vendorbook.scorecard.card import Scorecard
    from vendorbook.scorecard.rows import Dimension, Indicator

TAB = "scorecard"
TOP_ROWS: Final = 10


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


def page(assessment: Assessment, findings: Sequence[Finding]) -> Page:
    """The scorecard page."""
    card = assessment.scorecard
    history = assessment.earlier_scorecards[: QUARTERS - 1]
    quarters = [*reversed(history), *([card] if card else [])]
    standing = standing_of(assessment)
    lost = _lost(card) if card else []
    chart = trend_chart(quarters, assessment.policy.scoring.bands)
    is_scored = card is not None and bool(card.dimensions)
    context = assessment.context
    has_context = bool(context and (context.earned_values or context.misses or context.moves))
    headings = (
        ("practices", "Five practices", is_scored),
        ("limits", "What limits the grade", True),
        ("lost", "Where the points went", is_scored),
        ("missing", "What is missing", is_scored),
        ("kpis", "KPIs", True),
        ("trend", "By quarter", chart is not None),
        ("ours", "Our own side", assessment.client_mirror is not None),
        ("beside", "Beside the score", has_context),
        ("made", "How this score is made", is_scored),
    )
    return vendor_page(
        "vendor_scorecard.html",
        TAB,
        assessment,
        findings,
        headings=[(anchor, title) for anchor, title, is_shown in headings if is_shown],
        search=[
            entry(
                assessment,
                "",
                f"Scorecard {standing.quarter}",
                f"grade {standing.grade}" if standing.grade else "not rated",
                f"score {standing.score}" if standing.score is not None else "",
                standing.trend,
                rank=0,
            )
        ],
        card=card,
        standing=standing,
        practices=[_practice(each, card) for each in card.dimensions] if card else [],
        lost=lost[:TOP_ROWS],
        lost_more=lost[TOP_ROWS:],
        lost_total="" if card is None or card.exact is None else two_decimals(100 - card.exact),
        missing=[
            (each.row.label, each.row.reason(), each.row.source, each.row.key)
            for each in (card.missing if card else ())
        ],
        confidence=_confidence(card),
        formula=_formula(card) if card else "",
        kpis=kpi_tables(assessment),
        chart=chart,
        quarters=quarters,
        mirror=_mirror(assessment),
        context=context if has_context else None,
        decimal=decimal_text,
        signed=signed,
        policy_notes=differences(assessment.policy.scoring),
        scores_path=SCORES_PATH,
    )


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


def _lost(card: Scorecard) -> list[LostView]:
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


def _confidence(card: Scorecard | None) -> str:
    """How far the score can be trusted, in words."""
    if card is None or card.confidence is None:
        return ""
    missing = len(card.missing)
    words = f"{decimal_text(card.confidence * 100, 0)}%, {card.level}"
    return f"{words}: {plural(missing, 'row')} missing" if missing else words


def _formula(card: Scorecard) -> str:
    """The score worked out with this vendor's numbers."""
    scored = [each for each in card.dimensions if each.score is not None]
    if card.exact is None:
        return ""
    terms = " + ".join(
        f"{decimal_text(each.weight)} × {decimal_text(each.score or 0)}" for each in scored
    )
    total = decimal_text(sum(each.weight for each in scored))
    return f"({terms}) / {total} = {decimal_text(card.exact, 4)}"


def _mirror(assessment: Assessment) -> PracticeView | None:
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


def scorecard_path(slug: str) -> str:
    """The path of a vendor's scorecard."""
    return page_path(slug, TAB)
