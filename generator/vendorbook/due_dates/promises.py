"""When promises fall due: milestones, what follows a delivery, and what we owe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.actors import acceptor, owner, person, vendor_delivery
from vendorbook.assessment import is_fulfilled
from vendorbook.due_dates.making import due, working_day_after
from vendorbook.schedules import is_delivered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.assessment import Assessment
    from vendorbook.findings import DueDate


def milestones(assessment: Assessment, _: date) -> Iterator[DueDate]:
    """The current due date of every milestone that is still to be delivered."""
    for each in assessment.milestones:
        if each.state.status in {"missed", "at_risk", "due_soon", "upcoming"}:
            yield due(
                assessment,
                each.state.schedule.due,
                "milestone",
                each.milestone.title,
                record=each.milestone.id,
                actor=vendor_delivery(assessment.vendor),
                page="milestones",
                place=each.milestone.place("baseline_due"),
            )


def acceptances(assessment: Assessment, _: date) -> Iterator[DueDate]:
    """Our answer to every delivery that awaits one."""
    for each in assessment.milestones:
        if each.state.acceptance_due is not None:
            yield due(
                assessment,
                each.state.acceptance_due,
                "acceptance",
                f"Accept or reject: {each.milestone.title}",
                record=each.milestone.id,
                actor=acceptor(assessment.vendor, each.milestone),
                page="milestones",
                place=each.milestone.place("delivered_on"),
            )


def new_deliveries(assessment: Assessment, _: date) -> Iterator[DueDate]:
    """The next delivery of everything that was rejected and is not delivered again yet."""
    as_of, allowed = assessment.as_of, assessment.policy.windows.resubmission_days
    for each in assessment.milestones:
        rejected = [r.date for r in each.milestone.rejections if r.date <= as_of]
        if (
            not rejected
            or each.state.schedule.release is not None
            or is_delivered(each.milestone, as_of)
        ):
            continue
        day = working_day_after(assessment, max(rejected), allowed)
        if day is not None:
            yield due(
                assessment,
                day,
                "new delivery",
                f"Deliver again: {each.milestone.title}",
                record=each.milestone.id,
                actor=vendor_delivery(assessment.vendor),
                page="milestones",
                place=each.milestone.place("rejections"),
            )


def deferrals(assessment: Assessment, _: date) -> Iterator[DueDate]:
    """The day on which every deferral is to be decided again."""
    for each in assessment.milestones:
        revisit = each.state.schedule.revisit_on
        if each.state.status == "deferred" and revisit is not None:
            yield due(
                assessment,
                revisit,
                "deferral",
                f"Decide again: {each.milestone.title}",
                record=each.milestone.id,
                actor=owner(assessment.vendor),
                page="milestones",
                place=each.milestone.place("baseline_due"),
            )


def obligations(assessment: Assessment, _: date) -> Iterator[DueDate]:
    """What we owe the vendor and have not done."""
    vendor = assessment.vendor
    for each in vendor.agreement.client_obligations if vendor.agreement else ():
        if not is_fulfilled(each, assessment.as_of):
            yield due(
                assessment,
                each.due,
                "our obligation",
                each.text,
                record=each.id,
                actor=person(vendor, "client", each.owner),
                page="agreement",
                place=each.place("due"),
            )
