"""The vendor's first page: where it stands, whom to call, what needs attention and what is next."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, get_args

from vendorbook.across.contracts import contract_rows, document_rows
from vendorbook.across.feedback import open_rows
from vendorbook.across.ideas import idea_rows
from vendorbook.across.plans import plan_rows
from vendorbook.due_dates import due_dates
from vendorbook.findings import SEVERITIES
from vendorbook.on_call import owner_stand_in
from vendorbook.pages.call_card import call_cards, called_first
from vendorbook.pages.open_actions import open_actions
from vendorbook.pages.vendor_page import entry, vendor_page
from vendorbook.records.feedback import FeedbackDirection
from vendorbook.response_times import instant_of
from vendorbook.status import STATUS_WORDS
from vendorbook.wording import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Finding
    from vendorbook.pages import Page
    from vendorbook.records.feedback import FeedbackEntry
    from vendorbook.scorecard.caps import Cap

TAB = ""
_SHOWN: Final = 5
"""How many findings stand open, so that one screen tells the state; the others open on demand."""


def page(assessment: Assessment, findings: Sequence[Finding]) -> Page:
    """The overview."""
    vendor = assessment.vendor
    attention = sorted(
        (f for f in findings if not f.waived and f.severity != "info"), key=_first_to_do
    )
    notes = [f for f in findings if not f.waived and f.severity == "info"]
    contracts = sorted(contract_rows(assessment), key=lambda row: row.urgency)
    cards = call_cards(assessment)
    return vendor_page(
        "vendor_overview.html",
        TAB,
        assessment,
        findings,
        headings=(
            ("call", "Who to call now"),
            ("attention", "Needs attention"),
            ("next", "Next 30 days"),
            ("latest-feedback", "Latest feedback"),
            ("pages", "All about this vendor"),
        ),
        search=[
            entry(
                assessment,
                "",
                vendor.profile.name,
                vendor.profile.summary,
                vendor.profile.legal_name,
                vendor.profile.tier,
                rank=0,
            )
        ],
        attention=attention[:_SHOWN],
        attention_more=attention[_SHOWN:],
        notes=notes,
        severities=Counter(finding.severity for finding in attention),
        counts=_milestone_counts(assessment),
        caps=_biting_caps(assessment),
        card=cards[0] if cards else None,
        called_first=called_first(assessment),
        due=due_dates(assessment),
        contract=contracts[0] if contracts else None,
        stand_in=owner_stand_in(vendor, assessment.as_of),
        exit_plan=next((row for row in document_rows(assessment) if row.type == "exit_plan"), None),
        latest=_latest_feedback(assessment),
        said=_pages_in_short(assessment),
    )


def _first_to_do(finding: Finding) -> tuple[int, bool, bool, int]:
    """Sorts what needs attention: among errors, a fault of records hides what else is wrong.

    A critical milestone that is missed comes next, whether or not somebody deals with it.
    """
    is_fault = finding.actor.side == "author"
    severity = 0 if finding.is_critical else SEVERITIES.index(finding.severity)
    return severity, not is_fault, not finding.is_critical, -(finding.days or 0)


def _biting_caps(assessment: Assessment) -> tuple[Cap, ...]:
    """The caps that made the grade worse; none where the score alone gives it."""
    card = assessment.scorecard
    return card.caps if card and card.is_limited else ()


def _milestone_counts(assessment: Assessment) -> list[tuple[str, int]]:
    counts = Counter(each.state.status for each in assessment.milestones)
    return [(status, counts[status]) for status in STATUS_WORDS if counts[status]]


def _latest_feedback(
    assessment: Assessment,
) -> list[tuple[FeedbackDirection, FeedbackEntry | None]]:
    """The latest word in each direction; None where nothing was said."""
    latest: dict[str, FeedbackEntry] = {}
    timezone = assessment.vendor.timezone
    said = [each for each in assessment.vendor.feedback
            if instant_of(each.raised_at, timezone) <= assessment.moment]  # fmt: skip
    for each in sorted(said, key=lambda each: instant_of(each.raised_at, timezone)):
        latest[each.direction] = each
    return [(direction, latest.get(direction)) for direction in get_args(FeedbackDirection)]


def _pages_in_short(assessment: Assessment) -> dict[str, str]:
    """What every other page holds, in a few words."""
    vendor, agreement = assessment.vendor, assessment.vendor.agreement
    statuses = Counter(each.state.status for each in assessment.milestones)
    trouble = [plural(statuses[status], f"{STATUS_WORDS[status]}", STATUS_WORDS[status])
               for status in ("missed", "at_risk") if statuses[status]]  # fmt: skip
    sides = Counter(each.side for each in vendor.people if each.left_on is None)
    actions, waiting = open_actions(assessment), list(open_rows(assessment))
    plans, ideas = list(plan_rows(assessment)), list(idea_rows(assessment))
    deliverables = len(agreement.deliverables) if agreement else 0
    kpis = len(agreement.kpis) if agreement else 0
    goals = len(vendor.partnership.goals) if vendor.partnership else 0
    return {
        "scorecard": "five practices, and where the points went",
        "milestones": ", ".join([plural(len(assessment.vendor.milestones), "milestone"), *trouble]),
        "agreement": f"{plural(deliverables, 'deliverable')}, {plural(kpis, 'KPI')}, "
        f"{plural(len(vendor.profile.contracts), 'contract')}",
        "people": f"{sides['vendor']} on their side, {sides['client']} on ours, "
        f"{plural(len(actions), 'open action')}",
        "feedback": f"{plural(len(vendor.feedback), 'entry', 'entries')}, {len(waiting)} open",
        "reviews": f"{plural(len(vendor.reviews), 'review')}, {plural(len(plans), 'open plan')}",
        "partnership": f"{plural(goals, 'shared goal')}, "
        f"{plural(len(ideas), 'idea')} waiting for an answer",
    }
