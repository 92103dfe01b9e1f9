"""The review pack: what both sides need on paper for a quarterly business review, in its order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from vendorbook.pages.kpi_table import kpi_tables
from vendorbook.pages.open_actions import open_actions
from vendorbook.pages.plan_picture import STATES, checkpoint_state, criterion_lines
from vendorbook.pages.scorecard_charts import trend_chart
from vendorbook.pages.scorecard_views import (
    confidence,
    latest_quarters,
    lost_points,
    own_side,
    practices,
)
from vendorbook.pages.vendor_page import PACK, entry, vendor_page
from vendorbook.review_pack import review_pack
from vendorbook.scorecard.standing import standing_of
from vendorbook.wording import signed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Finding
    from vendorbook.pages import Page
    from vendorbook.pages.open_actions import OpenAction
    from vendorbook.review_pack import ReviewPack

TAB = PACK
TOP_ROWS: Final = 5

PDF_NAME: Final = "review-pack.pdf"
"""The file beside the page, where one was made."""

PDF_MARK: Final = "<!--pdf-->"
"""Where the page links to its PDF once there is one; no record can hold it, for `<` is escaped."""

PDF_LINK: Final = f'<a href="../{PDF_NAME}">The same as a PDF</a>'

PARTS: Final = {
    "actions": "Open actions",
    "owed": "What we owe",
    "scorecard": "Scorecard",
    "kpis": "KPIs",
    "issues": "Open issues",
    "milestones": "Milestones",
    "plans": "Improvement plans",
    "decisions": "Decisions wanted from us",
    "thanks": "Thanks",
    "notes": "Notes and decisions",
}
"""The parts of a pack in the order of the meeting, numbered from 1."""

_NUMBERS: Final = {anchor: number for number, anchor in enumerate(PARTS, start=1)}


@dataclass(frozen=True)
class AgendaPoint:
    """One point of the meeting, with the parts of the pack that belong to it."""

    minutes: int
    point: str
    outcome: str
    parts: tuple[str, ...]

    @property
    def numbered_parts(self) -> Iterator[tuple[str, int]]:
        """The anchor and the number of each part."""
        return ((part, _NUMBERS[part]) for part in self.parts)


AGENDA: Final = (
    AgendaPoint(5, "Actions of the last review", "done, dropped or overdue", ("actions",)),
    AgendaPoint(
        10,
        "Our own part first: acceptances, obligations, answers that we were late with",
        "what we change",
        ("owed",),
    ),
    AgendaPoint(
        25,
        "Scorecard: grade, trend, the rows that cost most points",
        "agreed causes",
        ("scorecard", "kpis", "issues"),
    ),
    AgendaPoint(
        15,
        "Milestones missed and moved, by cause",
        "changes, a plan where needed",
        ("milestones", "plans"),
    ),
    AgendaPoint(
        15,
        "What is coming on both sides in the next two quarters",
        "risks, roadmap items",
        ("milestones",),
    ),
    AgendaPoint(10, "Ideas waiting for an answer", "accepted, declined or parked", ("decisions",)),
    AgendaPoint(5, "Thanks, by name", "praise", ("thanks",)),
    AgendaPoint(5, "Decisions and actions read back", "the minutes, agreed", ("notes",)),
)
"""The playbook's own agenda of a quarterly business review."""


@dataclass(frozen=True)
class Limit:
    """What limits the grade, in words, and its evidence; no page where there is no record."""

    id: str
    at_best: str
    why: str
    page: str
    record: str


def page(assessment: Assessment, findings: Sequence[Finding]) -> Page:
    """The review pack."""
    pack = review_pack(assessment)
    card = assessment.scorecard
    name = assessment.vendor.profile.name
    lost = [each for each in lost_points(assessment) if each.anchor.upper() not in pack.kept_back]
    quarters = latest_quarters(assessment)
    return vendor_page(
        "vendor_review_pack.html",
        TAB,
        assessment,
        findings,
        search=[entry(assessment, "", f"Review pack {pack.quarter}", rank=2)],
        pack=pack,
        actions=_actions(assessment, pack),
        plans=[(plan, criterion_lines(plan, assessment)) for plan in pack.plans],
        state_of=lambda checkpoint: STATES[checkpoint_state(checkpoint, assessment.as_of)],
        agenda=AGENDA,
        minutes=sum(point.minutes for point in AGENDA),
        number_of=_NUMBERS,
        parts=PARTS,
        card=card,
        pdf_mark=PDF_MARK,
        organisation=assessment.policy.organisation.name,
        standing=standing_of(assessment),
        confidence=confidence(card),
        practices=practices(assessment),
        limits=list(_limits(assessment, pack)),
        is_limited=bool(card and card.is_limited),
        lost=lost[:TOP_ROWS],
        chart=trend_chart(quarters, assessment.policy.scoring.bands),
        chart_name=name,
        mirror=own_side(assessment),
        kpis=kpi_tables(assessment),
        no_source=lambda *_: "",
        signed=signed,
    )


def _actions(assessment: Assessment, pack: ReviewPack) -> list[tuple[str, list[OpenAction]]]:
    """What is still to be done, with a heading for each side that has anything to do."""
    shown = [each for each in open_actions(assessment) if each.action.id not in pack.kept_back]
    ours = [each for each in shown if each.side == "client"]
    theirs = [each for each in shown if each.side != "client"]
    return [(heading, rows) for heading, rows in (("Ours", ours), ("Theirs", theirs)) if rows]


def _limits(assessment: Assessment, pack: ReviewPack) -> Iterator[Limit]:
    for cap in assessment.scorecard.caps if assessment.scorecard else ():
        is_shown = cap.record not in pack.kept_back
        why = cap.why if is_shown else "a record that is ours alone"
        yield Limit(cap.id, cap.at_best or "", why, cap.page, cap.record if is_shown else "")


def with_pdf_link(page: Page) -> Page:
    """The page, leading to the PDF beside it; any other page as it is."""
    if not page.path.endswith(f"/{PACK}/index.html"):
        return page
    return replace(page, body=page.body.replace(PDF_MARK, PDF_LINK, 1))
