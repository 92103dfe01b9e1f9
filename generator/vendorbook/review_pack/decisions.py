"""What waits for a decision of our side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorbook.across.feedback import dispute_rows
from vendorbook.across.ideas import idea_rows
from vendorbook.across.milestones import milestone_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.assessment import Assessment


@dataclass(frozen=True)
class Decision:
    """Something that our side has to decide.

    Attributes:
        kind: `change`, `dispute`, `idea` or `acceptance`.
        record: The id of what is to be decided.
        what: That in words.
        page: The vendor's page that shows it.
        by: The last day for it; None when none is known.
        who: The name of whoever decides; empty when nobody is named.
    """

    kind: str
    record: str
    what: str
    page: str
    by: date | None
    who: str


def decisions(assessment: Assessment, hidden: frozenset[str]) -> tuple[Decision, ...]:
    """Every decision that is wanted of us, the earliest first, without records in `hidden`."""
    found = [each for each in _all_decisions(assessment) if each.record not in hidden]
    last = max((each.by for each in found if each.by), default=assessment.as_of)
    return tuple(sorted(found, key=lambda each: (each.by or last, each.by is None)))


def _all_decisions(assessment: Assessment) -> Iterator[Decision]:
    vendor = assessment.vendor
    for change in vendor.changes:
        if change.status == "proposed":
            who = vendor.person_name(vendor.profile.owner)
            yield Decision("change", change.id, change.title, "milestones", None, who)
    for row in dispute_rows(assessment):
        if not row.outcome:
            by = row.clocks[0].day if row.clocks else None
            yield Decision("dispute", row.id, row.summary, "feedback", by, row.actor.name)
    for idea in idea_rows(assessment):
        if idea.proposed_by == "vendor":
            yield Decision(
                "idea", idea.id, idea.title, "partnership", idea.answer_by, idea.actor.name
            )
    for milestone in milestone_rows(assessment):
        due = milestone.acceptance_due
        if due is not None and due < assessment.as_of:
            who = milestone.actor.name if milestone.actor else ""
            yield Decision("acceptance", milestone.id, milestone.title, "milestones", due, who)
