"""What every vendor gives to the pages across vendors: plain rows, small and quick to pass on.

A row holds words, days and places and no record. Each kind of row says how urgent it is; a page
keeps the most urgent rows of all vendors and counts the rest, so that a portfolio of thousands
neither fills the memory nor makes a page that nobody can open.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from vendorbook.across.contracts import (
    ContractRow,
    DocumentRow,
    contract_rows,
    document_rows,
)
from vendorbook.across.feedback import (
    FeedbackRow,
    FlowKey,
    dispute_rows,
    flow_counts,
    open_rows,
)
from vendorbook.across.ideas import IdeaRow, idea_rows
from vendorbook.across.kpis import CreditRow, KpiLine, credit_rows, kpi_lines
from vendorbook.across.milestones import MilestoneRow, milestone_rows
from vendorbook.across.partnership import (
    ActivityRow,
    DecidedIdea,
    GoalRow,
    SuccessRow,
    activity_rows,
    decided_ideas,
    goal_rows,
    success_rows,
)
from vendorbook.across.people import CallRow, PersonRow, call_rows, person_rows
from vendorbook.across.plans import PlanRow, plan_rows
from vendorbook.across.praise import PraiseRow, praise_rows
from vendorbook.across.shortlist import Shortlist
from vendorbook.across.waiting import WaitingKey, to_mend, waiting, waiting_counts
from vendorbook.due_dates import FEED_SLOT_DAYS, feed_dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from vendorbook.assessment import Assessment
    from vendorbook.findings import DueDate, Finding

CALENDAR_DAYS = FEED_SLOT_DAYS
"""How many days the calendar looks ahead."""


@dataclass(frozen=True)
class VendorRows:
    """The rows of one vendor; one whose records cannot be used has but few."""

    milestones: tuple[MilestoneRow, ...] = ()
    due: tuple[DueDate, ...] = ()
    people: tuple[PersonRow, ...] = ()
    calls: tuple[CallRow, ...] = ()
    ideas: tuple[IdeaRow, ...] = ()
    decided_ideas: tuple[DecidedIdea, ...] = ()
    goals: tuple[GoalRow, ...] = ()
    activities: tuple[ActivityRow, ...] = ()
    successes: tuple[SuccessRow, ...] = ()
    praise: tuple[PraiseRow, ...] = ()
    plans: tuple[PlanRow, ...] = ()
    kpis: tuple[KpiLine, ...] = ()
    credits: tuple[CreditRow, ...] = ()
    contracts: tuple[ContractRow, ...] = ()
    documents: tuple[DocumentRow, ...] = ()
    feedback: tuple[FeedbackRow, ...] = ()
    disputes: tuple[FeedbackRow, ...] = ()
    waiting_for_us: tuple[Finding, ...] = ()
    waiting_for_vendors: tuple[Finding, ...] = ()
    to_mend: tuple[Finding, ...] = ()
    flow: Counter[FlowKey] = field(default_factory=Counter)

    @property
    def counts(self) -> dict[str, Counter[Any]]:
        """What is counted of all vendors, as `Across` names it."""
        return {
            "flow": self.flow,
            "due_counts": Counter((each.day, each.kind, each.actor.side) for each in self.due),
            "waiting": waiting_counts((*self.waiting_for_us, *self.waiting_for_vendors)),
        }


@dataclass(frozen=True)
class Across:
    """The rows of all vendors, taken in one vendor after the other.

    Attributes:
        due: What falls due, the nearest first.
        due_counts: How many dates there are by day, kind and side that must act.
        flow: How much feedback was raised, answered and fixed, by month and direction.
        waiting: How many findings wait for whom.
    """

    milestones: Shortlist[MilestoneRow] = field(default_factory=lambda: Shortlist(1_000))
    due: Shortlist[DueDate] = field(default_factory=lambda: Shortlist(1_000))
    people: Shortlist[PersonRow] = field(default_factory=lambda: Shortlist(800))
    calls: Shortlist[CallRow] = field(default_factory=lambda: Shortlist(250))
    kpis: Shortlist[KpiLine] = field(default_factory=lambda: Shortlist(450))
    credits: Shortlist[CreditRow] = field(default_factory=lambda: Shortlist(300))
    contracts: Shortlist[ContractRow] = field(default_factory=lambda: Shortlist(600))
    documents: Shortlist[DocumentRow] = field(default_factory=lambda: Shortlist(600))
    feedback: Shortlist[FeedbackRow] = field(default_factory=lambda: Shortlist(800))
    disputes: Shortlist[FeedbackRow] = field(default_factory=lambda: Shortlist(200))
    flow: Counter[FlowKey] = field(default_factory=Counter)
    due_counts: Counter[tuple[date, str, str]] = field(default_factory=Counter)
    ideas: Shortlist[IdeaRow] = field(default_factory=lambda: Shortlist(1_000))
    decided_ideas: Shortlist[DecidedIdea] = field(default_factory=lambda: Shortlist(100))
    goals: Shortlist[GoalRow] = field(default_factory=lambda: Shortlist(300))
    activities: Shortlist[ActivityRow] = field(default_factory=lambda: Shortlist(300))
    successes: Shortlist[SuccessRow] = field(default_factory=lambda: Shortlist(50))
    praise: Shortlist[PraiseRow] = field(default_factory=lambda: Shortlist(100))
    plans: Shortlist[PlanRow] = field(default_factory=lambda: Shortlist(1_000))
    waiting_for_us: Shortlist[Finding] = field(default_factory=lambda: Shortlist(500))
    waiting_for_vendors: Shortlist[Finding] = field(default_factory=lambda: Shortlist(500))
    to_mend: Shortlist[Finding] = field(default_factory=lambda: Shortlist(10))
    waiting: Counter[WaitingKey] = field(default_factory=Counter)

    def add(self, rows: VendorRows) -> None:
        """Take in the rows of one more vendor."""
        self.milestones.add(rows.milestones)
        self.due.add(rows.due)
        self.people.add(rows.people)
        self.calls.add(rows.calls)
        self.kpis.add(rows.kpis)
        self.credits.add(rows.credits)
        self.contracts.add(rows.contracts)
        self.documents.add(rows.documents)
        self.feedback.add(rows.feedback)
        self.disputes.add(rows.disputes)
        self.ideas.add(rows.ideas)
        self.decided_ideas.add(rows.decided_ideas)
        self.goals.add(rows.goals)
        self.activities.add(rows.activities)
        self.successes.add(rows.successes)
        self.praise.add(rows.praise)
        self.plans.add(rows.plans)
        self.waiting_for_us.add(rows.waiting_for_us)
        self.waiting_for_vendors.add(rows.waiting_for_vendors)
        self.to_mend.add(rows.to_mend)
        for name, counts in rows.counts.items():
            getattr(self, name).update(counts)


def rows_of_findings(findings: Sequence[Finding]) -> VendorRows:
    """What findings alone give to the pages across vendors."""
    found = waiting(findings)
    return VendorRows(
        waiting_for_us=tuple(each for each in found if each.actor.side != "vendor"),
        waiting_for_vendors=tuple(each for each in found if each.actor.side == "vendor"),
        to_mend=to_mend(findings),
    )


def vendor_rows(
    assessment: Assessment, findings: Sequence[Finding], due: Iterable[DueDate] | None = None
) -> VendorRows:
    """Everything one vendor gives to the pages across vendors.

    `due` are its `feed_dates` where they are known already; they hold all that the calendar shows.
    """
    last = assessment.as_of + timedelta(days=CALENDAR_DAYS)
    if due is None:
        due = feed_dates(assessment)
    return replace(
        rows_of_findings(findings),
        milestones=tuple(milestone_rows(assessment)),
        due=tuple(each for each in due if assessment.as_of <= each.day <= last),
        people=tuple(person_rows(assessment)),
        calls=tuple(call_rows(assessment)),
        ideas=tuple(idea_rows(assessment)),
        decided_ideas=tuple(decided_ideas(assessment)),
        goals=tuple(goal_rows(assessment)),
        activities=tuple(activity_rows(assessment)),
        successes=tuple(success_rows(assessment)),
        praise=tuple(praise_rows(assessment)),
        plans=tuple(plan_rows(assessment)),
        kpis=tuple(kpi_lines(assessment)),
        credits=tuple(credit_rows(assessment)),
        contracts=tuple(contract_rows(assessment)),
        documents=tuple(document_rows(assessment)),
        feedback=tuple(open_rows(assessment)),
        disputes=tuple(dispute_rows(assessment)),
        flow=flow_counts(assessment),
    )
