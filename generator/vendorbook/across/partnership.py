"""What both sides build together, as the page across vendors shows it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from vendorbook.assessment import has_happened
from vendorbook.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.across.shortlist import Urgency
    from vendorbook.assessment import Assessment
    from vendorbook.findings import Place
    from vendorbook.records.milestones import Milestone
    from vendorbook.records.partnership import Activity, Goal

_LATELY: Final = timedelta(days=183)
"""How long a success is worth speaking of, and a decision of an idea worth reading."""


class DecidedIdea(NamedTuple):
    """An idea that was answered lately; `decision` is `accepted`, `declined` or `parked`."""

    vendor: str
    vendor_name: str
    id: str
    title: str
    proposed_by: str
    decision: str
    decided_on: date
    outcome: str
    benefit: str
    place: Place

    @property
    def urgency(self) -> Urgency:
        """The latest decision first."""
        return (-self.decided_on.toordinal(), self.vendor, self.id)


class GoalRow(NamedTuple):
    """One shared goal.

    Attributes:
        level: `missed`, `due_soon`, `upcoming`, `accepted` or `cancelled`, for its mark.
        words: Where it stands.
        owners: The names of both owners, ours first, with their ids.
    """

    vendor: str
    vendor_name: str
    id: str
    text: str
    level: str
    words: str
    target_date: date
    owners: tuple[tuple[str, str], ...]
    place: Place

    @property
    def urgency(self) -> Urgency:
        """Open ones by their day, then what is reached or dropped, the latest first."""
        if self.level in {"accepted", "cancelled"}:
            return (1, -self.target_date.toordinal(), self.vendor, self.id)
        return (0, self.target_date.toordinal(), self.vendor, self.id)


class SuccessRow(NamedTuple):
    """Something to celebrate, or that was celebrated.

    Attributes:
        kind: `celebration`, `goal reached` or `milestone accepted`.
        page: The vendor's page that shows it.
    """

    vendor: str
    vendor_name: str
    id: str
    title: str
    kind: str
    day: date
    page: str
    place: Place

    @property
    def urgency(self) -> Urgency:
        """The latest first."""
        return (-self.day.toordinal(), self.vendor, self.id)


class ActivityRow(NamedTuple):
    """Something planned together; None for `done_on` while it is not done."""

    vendor: str
    vendor_name: str
    id: str
    title: str
    type: str
    planned_for: date
    done_on: date | None
    is_late: bool
    place: Place

    @property
    def urgency(self) -> Urgency:
        """What is not done by its day, then what was done, the latest first."""
        if self.done_on is None:
            return (0, self.planned_for.toordinal(), self.vendor, self.id)
        return (1, -self.done_on.toordinal(), self.vendor, self.id)


def decided_ideas(assessment: Assessment) -> Iterator[DecidedIdea]:
    """Ideas that were decided in the last half-year."""
    vendor, as_of = assessment.vendor, assessment.as_of
    for each in vendor.partnership.activities if vendor.partnership else ():
        if each.type == "idea" and each.done_on and as_of - _LATELY <= each.done_on <= as_of:
            yield DecidedIdea(
                vendor=vendor.slug,
                vendor_name=vendor.profile.name,
                id=each.id,
                title=each.title,
                proposed_by=each.proposed_by,
                decision=each.decision or "decided",
                decided_on=each.done_on,
                outcome=each.outcome or "",
                benefit=each.benefit or "",
                place=each.place("done_on"),
            )


def goal_rows(assessment: Assessment) -> Iterator[GoalRow]:
    """Every shared goal of a vendor."""
    vendor = assessment.vendor
    for each in vendor.partnership.goals if vendor.partnership else ():
        level, words = _standing(each, assessment)
        yield GoalRow(
            vendor=vendor.slug,
            vendor_name=vendor.profile.name,
            id=each.id,
            text=each.text,
            level=level,
            words=words,
            target_date=each.target_date,
            owners=tuple(
                (person, vendor.person_name(person))
                for person in (each.owner_client, each.owner_vendor)
            ),
            place=each.place("target_date"),
        )


def _standing(goal: Goal, assessment: Assessment) -> tuple[str, str]:
    as_of = assessment.as_of
    if goal.dropped is not None:
        return "cancelled", f"dropped: {goal.dropped}"
    if goal.achieved_on is not None and goal.achieved_on <= as_of:
        return "accepted", "reached"
    left = (goal.target_date - as_of).days
    if left < 0:
        return "missed", f"{plural(-left, 'day')} past its day"
    return ("due_soon" if left <= 30 else "upcoming"), f"{plural(left, 'day')} to go"


def success_rows(assessment: Assessment) -> Iterator[SuccessRow]:
    """Celebrations, goals reached and milestones accepted on time, in the last half-year."""
    vendor, as_of = assessment.vendor, assessment.as_of
    for record, title, kind, day, page, key in _successes(assessment):
        if day is not None and as_of - _LATELY <= day <= as_of:
            yield SuccessRow(
                vendor=vendor.slug,
                vendor_name=vendor.profile.name,
                id=record.id,
                title=title,
                kind=kind,
                day=day,
                page=page,
                place=record.place(key),
            )


def _successes(
    assessment: Assessment,
) -> Iterator[tuple[Activity | Goal | Milestone, str, str, date | None, str, str]]:
    """Each with its title, kind, day, the vendor's page and the key that holds the day."""
    partnership = assessment.vendor.partnership
    for activity in partnership.activities if partnership else ():
        if activity.type == "celebration":
            done_on = activity.done_on
            yield activity, activity.title, "celebration", done_on, "partnership", "done_on"
    for goal in partnership.goals if partnership else ():
        yield goal, goal.text, "goal reached", goal.achieved_on, "partnership", "achieved_on"
    for each in assessment.milestones:
        if each.state.status == "accepted":
            milestone = each.milestone
            day = milestone.accepted_on
            yield milestone, milestone.title, "milestone accepted", day, "milestones", "accepted_on"


def activity_rows(assessment: Assessment) -> Iterator[ActivityRow]:
    """What is planned together, and what was done in the last half-year; ideas are none of it."""
    vendor, as_of = assessment.vendor, assessment.as_of
    for each in vendor.partnership.activities if vendor.partnership else ():
        is_done = has_happened(each.done_on, as_of, vendor.timezone)
        is_old = is_done and each.done_on is not None and each.done_on < as_of - _LATELY
        if each.type not in {"idea", "celebration"} and not is_old:
            yield ActivityRow(
                vendor=vendor.slug,
                vendor_name=vendor.profile.name,
                id=each.id,
                title=each.title,
                type=each.type,
                planned_for=each.planned_for,
                done_on=each.done_on if is_done else None,
                is_late=not is_done and each.planned_for < as_of,
                place=each.place("planned_for"),
            )
