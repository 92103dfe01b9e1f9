"""Ideas that still wait for an answer, from either side."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vendorbook.actors import owner, vendor_account
from vendorbook.assessment import has_happened
from vendorbook.due_dates.making import working_day_after
from vendorbook.workdays import CalendarGap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.across.shortlist import Urgency
    from vendorbook.assessment import Assessment
    from vendorbook.findings import Actor, Place


class IdeaRow(NamedTuple):
    """One idea without an answer.

    Attributes:
        proposed_by: `client` or `vendor`.
        waited: Working days since it was raised; None where the calendar does not reach.
        answer_by: The last day for the answer; None likewise.
        actor: Who owes it: the side that did not raise the idea.
    """

    vendor: str
    vendor_name: str
    id: str
    title: str
    proposed_by: str
    raised_on: date
    waited: int | None
    answer_by: date | None
    actor: Actor
    place: Place

    @property
    def urgency(self) -> Urgency:
        """The oldest first."""
        return (self.raised_on.toordinal(), self.vendor, self.id)


def idea_rows(assessment: Assessment) -> Iterator[IdeaRow]:
    """Every idea of a vendor that nobody has decided; none once the relationship has ended."""
    vendor, as_of = assessment.vendor, assessment.as_of
    if vendor.partnership is None or vendor.profile.status == "ended":
        return
    for each in vendor.partnership.activities:
        is_raised = each.type == "idea" and each.planned_for <= as_of
        if is_raised and not has_happened(each.done_on, as_of, vendor.timezone):
            yield IdeaRow(
                vendor=vendor.slug,
                vendor_name=vendor.profile.name,
                id=each.id,
                title=each.title,
                proposed_by=each.proposed_by,
                raised_on=each.planned_for,
                waited=_waited(assessment, each.planned_for),
                answer_by=working_day_after(
                    assessment, each.planned_for, assessment.policy.windows.idea_days
                ),
                actor=owner(vendor) if each.proposed_by == "vendor" else vendor_account(vendor),
                place=each.place("planned_for"),
            )


def _waited(assessment: Assessment, since: date) -> int | None:
    days = assessment.vendor.days
    try:
        return days.between(since, assessment.as_of) if days else None
    except CalendarGap:
        return None
