"""What both sides need on the table for a quarterly business review.

A pack is read by the vendor as well, so whatever is ours alone stands apart: records marked
internal are left out, and no other vendor is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from vendorbook.across.contracts import ContractRow, contract_rows
from vendorbook.across.feedback import FeedbackRow, open_rows
from vendorbook.assessment import is_fulfilled
from vendorbook.open_plans import open_plans
from vendorbook.records.facts import numbered
from vendorbook.review_pack.decisions import Decision, decisions
from vendorbook.review_pack.kept_back import internal_ids
from vendorbook.review_pack.milestones import OpenMilestones, open_milestones
from vendorbook.review_pack.wins import Win, wins
from vendorbook.scorecard.quarters import latest_complete_quarter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.assessment import Assessment
    from vendorbook.records.agreement import ClientObligation
    from vendorbook.records.contacts import Person, Role, Side
    from vendorbook.records.facts import Period
    from vendorbook.records.improvement import ImprovementPlan
    from vendorbook.records.reviews import Review
    from vendorbook.scorecard.rows import Row
    from vendorbook.vendor import Vendor

_ROLES: Final[dict[Side, tuple[Role, ...]]] = {
    "client": ("relationship_owner", "service_owner", "contract_manager", "executive_sponsor"),
    "vendor": ("account_manager", "delivery_manager", "executive_sponsor"),
}
"""Who sits at the table, by side."""

AnyRow = TypeVar("AnyRow")


@dataclass(frozen=True)
class Sides(Generic[AnyRow]):
    """The same kind of thing on both sides."""

    ours: tuple[AnyRow, ...]
    theirs: tuple[AnyRow, ...]


@dataclass(frozen=True)
class ReviewPack:
    """One vendor's pack for the latest complete quarter.

    Attributes:
        people: Who sits at the table and still works there.
        last_review: The latest review that was held.
        debts: Of what we owed in the quarter, everything that came late or not at all.
        obligations: What we owe and have not done, whatever the quarter.
        issues: What is open, the oldest first.
        plans: The improvement plans that are open.
        decisions: What our side has to decide, the earliest first.
        wins: What went well in the quarter, the latest first.
        contracts: Ours alone: contracts that renew unless somebody decides.
        kept_back: Ours alone: ids of records that are left out of everything else.
    """

    quarter: Period
    people: Sides[Person]
    last_review: Review | None
    debts: tuple[Row, ...]
    obligations: tuple[ClientObligation, ...]
    milestones: OpenMilestones
    issues: tuple[FeedbackRow, ...]
    plans: tuple[ImprovementPlan, ...]
    decisions: tuple[Decision, ...]
    wins: tuple[Win, ...]
    contracts: tuple[ContractRow, ...]
    kept_back: tuple[str, ...]

    @property
    def has_nothing_of_ours(self) -> bool:
        """Whether there is nothing to hold back from the vendor."""
        is_judged = self.last_review is not None and self.last_review.recommend is not None
        return not (self.contracts or self.kept_back or is_judged)


def review_pack(assessment: Assessment) -> ReviewPack:
    """Gather the pack of one vendor."""
    vendor, as_of = assessment.vendor, assessment.as_of
    hidden = frozenset(internal_ids(vendor))
    held = [each for each in vendor.reviews if each.held_on <= as_of and not each.internal]
    issues = [row for row in open_rows(assessment) if row.id not in hidden]
    return ReviewPack(
        quarter=latest_complete_quarter(as_of),
        people=_people(vendor, as_of),
        last_review=max(held, key=lambda each: each.held_on, default=None),
        debts=tuple(_debts(assessment, hidden)),
        obligations=tuple(_obligations(assessment)),
        milestones=open_milestones(assessment, hidden),
        issues=tuple(sorted(issues, key=lambda row: (-row.age, numbered(row.id)))),
        plans=tuple(plan for plan in open_plans(assessment) if not plan.internal),
        decisions=decisions(assessment, hidden),
        wins=wins(assessment, hidden),
        contracts=tuple(
            row
            for row in contract_rows(assessment)
            if row.notice_by is not None
            and row.decision == "undecided"
            and vendor.profile.status not in {"exiting", "ended"}
        ),
        kept_back=tuple(internal_ids(vendor)),
    )


def _people(vendor: Vendor, as_of: date) -> Sides[Person]:
    """Those who hold a role that belongs to the table and are still there, by role."""
    there = [each for each in vendor.people if each.left_on is None or each.left_on >= as_of]

    def seated(side: Side) -> tuple[Person, ...]:
        found = {
            each.id: each
            for role in _ROLES[side]
            for each in there
            if each.side == side and role in each.roles
        }
        return tuple(found.values())

    return Sides(seated("client"), seated("vendor"))


def _debts(assessment: Assessment, hidden: frozenset[str]) -> Iterator[Row]:
    mirror = assessment.client_mirror
    for indicator in mirror.indicators if mirror else ():
        for row in indicator.rows:
            if row.score is not None and row.score < 100 and row.record not in hidden:
                yield row


def _obligations(assessment: Assessment) -> Iterator[ClientObligation]:
    agreement = assessment.vendor.agreement
    owed = [
        each
        for each in (agreement.client_obligations if agreement else ())
        if not is_fulfilled(each, assessment.as_of) and not each.internal
    ]
    yield from sorted(owed, key=lambda each: each.due)
