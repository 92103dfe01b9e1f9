"""Every table of the site as rows of plain cells: one vendor's share of each.

Nobody's phone number, e-mail address or chat name is in them; those stay on the pages. Of
feedback, only the summary is told and none of the longer texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from vendorbook.deadlines import current_term, notice_deadline
from vendorbook.exports.csv_text import Cell
from vendorbook.exports.numbers import number_of
from vendorbook.response_times import day_of
from vendorbook.scorecard.standing import standing_of
from vendorbook.workdays import CalendarGap

if TYPE_CHECKING:
    from datetime import date

    from vendorbook.assessment import Assessment
    from vendorbook.exports.vendor_facts import VendorFacts
    from vendorbook.findings import Finding
    from vendorbook.records.facts import Moment
    from vendorbook.records.vendor import Contract

Rows = Iterable[Sequence[Cell]]


class Table(NamedTuple):
    """One table: the names of its columns, and what one vendor adds to it."""

    columns: tuple[str, ...]
    rows: Callable[[VendorFacts], Rows]


def _vendors(facts: VendorFacts) -> Rows:
    summary, standing = facts.summary, standing_of(facts.assessment)
    yield (
        summary.slug,
        summary.name,
        summary.tier,
        summary.status,
        ", ".join(summary.categories),
        summary.is_critical,
        summary.owner,
        summary.summary,
        standing.quarter,
        number_of(standing.score),
        standing.grade,
        standing.trend,
        sum(summary.statuses.values()),
        summary.count("missed"),
        summary.count("at_risk"),
        summary.next_due[0] if summary.next_due else None,
        summary.open_findings.get("error", 0),
        summary.open_findings.get("warning", 0),
    )


def _milestones(facts: VendorFacts) -> Rows:
    for each in facts.assessment.milestones:
        milestone, state = each.milestone, each.state
        place = milestone.place()
        yield (
            facts.summary.slug,
            milestone.id,
            milestone.title,
            state.status,
            milestone.critical,
            milestone.baseline_due,
            state.schedule.due,
            state.schedule.deadline,
            state.schedule.score_date,
            milestone.forecast,
            milestone.delivered_on,
            milestone.accepted_on,
            state.late,
            " ".join(state.reasons),
            " ".join(state.flags),
            place.path,
            place.line,
        )


def _due(facts: VendorFacts) -> Rows:
    for each in facts.due:
        yield (
            each.vendor,
            each.day,
            each.kind,
            each.record,
            each.what,
            each.actor.side,
            each.actor.person,
            each.place.path,
            each.place.line,
        )


def _people(facts: VendorFacts) -> Rows:
    vendor = facts.assessment.vendor
    for each in vendor.people:
        yield (
            vendor.slug,
            each.id,
            each.name,
            each.side,
            each.title,
            " ".join(each.roles),
            each.backup,
            each.verified_on,
            each.left_on,
        )


def finding_rows(findings: Iterable[Finding]) -> Rows:
    """Findings as rows; those of the policy belong to no vendor."""
    for each in findings:
        yield (
            each.vendor,
            each.code,
            each.severity,
            each.record,
            each.message,
            each.hint,
            each.due,
            each.days,
            each.actor.side,
            each.actor.person,
            each.waived,
            each.place.path,
            each.place.line,
        )


def _kpis(facts: VendorFacts) -> Rows:
    for row in facts.kpis:
        kpi = row.kpi
        yield (
            facts.summary.slug,
            kpi.id,
            kpi.name,
            kpi.area,
            kpi.unit,
            kpi.direction,
            kpi.frequency,
            str(row.period),
            number_of(row.value),
            row.target.target,
            row.target.minimum,
            row.state,
            row.colour,
            row.measurement.reported_on if row.measurement else None,
        )


def _contracts(facts: VendorFacts) -> Rows:
    assessment = facts.assessment
    for each in assessment.vendor.profile.contracts:
        yield (
            facts.summary.slug,
            each.id,
            each.type,
            each.title,
            each.start,
            each.end,
            current_term(each, assessment.as_of).end,
            each.auto_renew,
            each.renewal_months,
            notice_of(assessment, each),
            each.value.amount if each.value else None,
            each.value.currency if each.value else None,
            each.renewal_decision,
            each.decided_on,
        )


def notice_of(assessment: Assessment, contract: Contract) -> date | None:
    """The last day for notice in the current term; None when there is none or nobody can tell."""
    days = assessment.vendor.days
    if days is None:
        return None
    try:
        return notice_deadline(contract, current_term(contract, assessment.as_of), days)
    except CalendarGap:
        return None


def _documents(facts: VendorFacts) -> Rows:
    for each in facts.assessment.vendor.profile.documents:
        yield (
            facts.summary.slug,
            each.id,
            each.type,
            each.title,
            each.expires_on,
            each.required,
        )


def _feedback(facts: VendorFacts) -> Rows:
    vendor = facts.assessment.vendor

    def day(moment: Moment | None) -> date | None:
        return day_of(moment, vendor.timezone) if isinstance(moment, datetime) else moment

    for state in facts.assessment.feedback:
        entry = state.entry
        yield (
            vendor.slug,
            entry.id,
            entry.kind,
            entry.severity,
            entry.direction,
            entry.about,
            entry.summary,
            state.status,
            day(entry.raised_at),
            day(state.respond_by),
            day(state.responded_at),
            day(state.resolve_by),
            day(state.resolved_at),
            entry.disputed,
            entry.escalation_level,
        )


def _partnership(facts: VendorFacts) -> Rows:
    partnership, slug = facts.assessment.vendor.partnership, facts.summary.slug
    for goal in partnership.goals if partnership else ():
        yield slug, goal.id, "goal", goal.text, goal.target_date, goal.achieved_on, goal.dropped
    for each in partnership.activities if partnership else ():
        yield (
            slug,
            each.id,
            each.type,
            each.title,
            each.planned_for,
            each.done_on,
            each.decision or each.outcome,
        )


def _columns(names: str) -> tuple[str, ...]:
    return tuple(names.split())


TABLES: Final[dict[str, Table]] = {
    "vendors": Table(
        _columns(
            "vendor name tier status categories critical owner summary period score grade trend "
            "milestones missed at_risk next_due errors warnings"
        ),
        _vendors,
    ),
    "milestones": Table(
        _columns(
            "vendor id title status critical baseline_due due deadline score_date forecast "
            "delivered_on accepted_on late reasons flags path line"
        ),
        _milestones,
    ),
    "due": Table(_columns("vendor day kind record what side person path line"), _due),
    "people": Table(
        _columns("vendor id name side title roles backup verified_on left_on"), _people
    ),
    "findings": Table(
        _columns("vendor code severity record message hint due days side person waived path line"),
        lambda facts: finding_rows(facts.findings),
    ),
    "kpis": Table(
        _columns(
            "vendor id name area unit direction frequency period value target minimum state "
            "colour reported_on"
        ),
        _kpis,
    ),
    "contracts": Table(
        _columns(
            "vendor id type title start end term_end auto_renew renewal_months notice_by value "
            "currency renewal_decision decided_on"
        ),
        _contracts,
    ),
    "documents": Table(_columns("vendor id type title expires_on required"), _documents),
    "feedback": Table(
        _columns(
            "vendor id kind severity direction about summary status raised_on respond_by "
            "responded_on resolve_by resolved_on disputed escalation_level"
        ),
        _feedback,
    ),
    "partnership": Table(
        _columns("vendor id type title planned_for done_on outcome"), _partnership
    ),
}
"""Every table by its name, which is also the name of its file."""
