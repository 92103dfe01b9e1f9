"""When what both sides do beyond the contract falls due: goals, activities, answers to ideas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.actors import owner, person, vendor_account
from vendorbook.assessment import has_happened
from vendorbook.due_dates.making import due, working_day_after

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.assessment import Assessment
    from vendorbook.findings import DueDate
    from vendorbook.records.partnership import Activity


def goals(assessment: Assessment, _: date) -> Iterator[DueDate]:
    """The day by which every shared goal is to be reached."""
    vendor = assessment.vendor
    if vendor.partnership is None or vendor.profile.status == "ended":
        return
    for goal in vendor.partnership.goals:
        is_reached = has_happened(goal.achieved_on, assessment.as_of, vendor.timezone)
        if not is_reached and goal.dropped is None:
            yield due(
                assessment,
                goal.target_date,
                "shared goal",
                goal.text,
                record=goal.id,
                actor=person(vendor, "client", goal.owner_client),
                page="partnership",
                place=goal.place("target_date"),
            )


def activities(assessment: Assessment, _: date) -> Iterator[DueDate]:
    """The day for which every activity is planned; the side that proposed it acts."""
    for each in _open(assessment, is_idea=False):
        vendor = assessment.vendor
        yield due(
            assessment,
            each.planned_for,
            "activity",
            each.title,
            record=each.id,
            actor=owner(vendor) if each.proposed_by == "client" else vendor_account(vendor),
            page="partnership",
            place=each.place("planned_for"),
        )


def ideas(assessment: Assessment, _: date) -> Iterator[DueDate]:
    """By when every idea is to be decided; the side that did not raise it owes the answer."""
    vendor, allowed = assessment.vendor, assessment.policy.windows.idea_days
    for each in _open(assessment, is_idea=True):
        day = working_day_after(assessment, each.planned_for, allowed)
        if day is not None and each.planned_for <= assessment.as_of:
            yield due(
                assessment,
                day,
                "idea",
                f"Decide the idea: {each.title}",
                record=each.id,
                actor=owner(vendor) if each.proposed_by == "vendor" else vendor_account(vendor),
                page="partnership",
                place=each.place("planned_for"),
            )


def _open(assessment: Assessment, *, is_idea: bool) -> list[Activity]:
    vendor = assessment.vendor
    if vendor.partnership is None or vendor.profile.status == "ended":
        return []
    return [
        each
        for each in vendor.partnership.activities
        if (each.type == "idea") == is_idea
        and not has_happened(each.done_on, assessment.as_of, vendor.timezone)
    ]
