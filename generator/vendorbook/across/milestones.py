"""Milestones as the page across vendors shows them: missed first, done last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from vendorbook.actors import acceptor, owner, vendor_delivery
from vendorbook.assessment import made_once
from vendorbook.records.facts import numbered
from vendorbook.wording import flag_in_words, reason_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.across.shortlist import Urgency
    from vendorbook.assessment import AssessedMilestone, Assessment
    from vendorbook.findings import Actor, Place
    from vendorbook.schedules import Move
    from vendorbook.status import Status

_ORDER: Final[tuple[Status, ...]] = (
    "missed",
    "at_risk",
    "due_soon",
    "delivered",
    "delivered_late",
    "deferred",
    "upcoming",
)
_CLOSED: Final[frozenset[Status]] = frozenset({"accepted", "accepted_late", "waived", "cancelled"})


class MilestoneRow(NamedTuple):
    """One milestone on one day.

    Attributes:
        late: Working days late; None unless it is missed or came late.
        acceptance_due: The last day for our answer while one is awaited.
        reasons: Why it is at risk or what to know beside its status, in words.
        moves: Every approved move of its date.
        actor: Who must act on it; None when nobody has to.
        place: Where it stands in the records.
    """

    vendor: str
    vendor_name: str
    id: str
    title: str
    is_critical: bool
    status: Status
    baseline_due: date
    due: date
    forecast: date | None
    delivered_on: date | None
    accepted_on: date | None
    acceptance_due: date | None
    revisit_on: date | None
    late: int | None
    reasons: tuple[str, ...]
    moves: tuple[Move, ...]
    actor: Actor | None
    place: Place

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something for it, now or later."""
        return self.status not in _CLOSED

    @property
    def urgency(self) -> Urgency:
        """Missed ones first, the latest of them leading; then by due date; closed ones last."""
        if not self.is_open:
            return (len(_ORDER), -self.due.toordinal(), self.vendor, *numbered(self.id))
        group = _ORDER.index(self.status)
        number = -(self.late or 0) if self.status == "missed" else self.due.toordinal()
        return (group, number, self.vendor, *numbered(self.id))


@made_once
def milestone_rows(assessment: Assessment) -> Iterator[MilestoneRow]:
    """Every milestone of a vendor that could be assessed."""
    vendor = assessment.vendor
    for each in assessment.milestones:
        milestone, state = each.milestone, each.state
        # The moves are told beside the due date.
        notes = (flag for flag in state.flags if not flag.startswith("rebaselined:"))
        yield MilestoneRow(
            vendor=vendor.slug,
            vendor_name=vendor.profile.name,
            id=milestone.id,
            title=milestone.title,
            is_critical=milestone.critical,
            status=state.status,
            baseline_due=milestone.baseline_due,
            due=state.schedule.due,
            forecast=milestone.forecast,
            delivered_on=milestone.delivered_on,
            accepted_on=milestone.accepted_on,
            acceptance_due=state.acceptance_due,
            revisit_on=state.schedule.revisit_on if state.status == "deferred" else None,
            late=state.late,
            reasons=(*map(reason_in_words, state.reasons), *map(flag_in_words, notes)),
            moves=state.schedule.moves,
            actor=_actor(assessment, each),
            place=milestone.place("baseline_due"),
        )


def _actor(assessment: Assessment, each: AssessedMilestone) -> Actor | None:
    """Who must act: we answer deliveries, decide deferrals and do what we owe ourselves."""
    vendor, state = assessment.vendor, each.state
    if state.status in _CLOSED:
        return None
    if state.status in {"delivered", "delivered_late"}:
        return acceptor(vendor, each.milestone)
    owed = [reason.startswith("obligation:") for reason in state.reasons]
    if state.status == "deferred" or (owed and all(owed)):
        return owner(vendor)
    return vendor_delivery(vendor)
