"""The scorecard: the grade, where the points went, and how anybody can work it out again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vendorbook.pages.kpi_table import kpi_tables
from vendorbook.pages.reference_scores import PATH as SCORES_PATH
from vendorbook.pages.scorecard_charts import trend_chart
from vendorbook.pages.scorecard_views import (
    confidence,
    latest_quarters,
    lost_points,
    own_side,
    practices,
)
from vendorbook.pages.vendor_page import entry, page_path, vendor_page
from vendorbook.scorecard.policy_notes import differences
from vendorbook.scorecard.standing import standing_of
from vendorbook.wording import decimal_text, signed, two_decimals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Finding
    from vendorbook.pages import Page
    from vendorbook.scorecard.card import Scorecard

TAB = "scorecard"
TOP_ROWS: Final = 10


def page(assessment: Assessment, findings: Sequence[Finding]) -> Page:
    """The scorecard page."""
    card = assessment.scorecard
    quarters = latest_quarters(assessment)
    standing = standing_of(assessment)
    lost = lost_points(assessment)
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
        practices=practices(assessment),
        lost=lost[:TOP_ROWS],
        lost_more=lost[TOP_ROWS:],
        lost_total="" if card is None or card.exact is None else two_decimals(100 - card.exact),
        missing=[
            (each.row.label, each.row.reason(), each.row.source, each.row.key)
            for each in (card.missing if card else ())
        ],
        confidence=confidence(card),
        formula=_formula(card) if card else "",
        kpis=kpi_tables(assessment),
        chart=chart,
        quarters=quarters,
        mirror=own_side(assessment),
        context=context if has_context else None,
        decimal=decimal_text,
        signed=signed,
        policy_notes=differences(assessment.policy.scoring),
        scores_path=SCORES_PATH,
    )


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


def scorecard_path(slug: str) -> str:
    """The path of a vendor's scorecard."""
    return page_path(slug, TAB)
