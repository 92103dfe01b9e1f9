"""When the rhythm asks for something: meetings, reports, KPI values, reviews and checkpoints."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from vendorbook.actors import by_id, in_role, owner, person, vendor_account, vendor_delivery
from vendorbook.due_dates.making import due
from vendorbook.due_kpis import watched_kpis
from vendorbook.kpi_rows import latest_first
from vendorbook.open_plans import open_checkpoints, open_plans
from vendorbook.review_dates import next_review, uncommented_reviews
from vendorbook.slots import slots
from vendorbook.wording import written_day
from vendorbook.workdays import CalendarGap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Actor, DueDate
    from vendorbook.kpi_rows import KpiRow
    from vendorbook.records.agreement import Kpi
    from vendorbook.vendor import Vendor


def slots_to_come(assessment: Assessment, last: date) -> Iterator[DueDate]:
    """The last day of every slot of a regular meeting or report that is not kept yet."""
    vendor = assessment.vendor
    if vendor.communication is None or vendor.profile.status == "ended":
        return
    for routine in vendor.communication.routines:
        for slot in slots(vendor, routine, assessment.as_of, last):
            if slot.state == "missed":
                span = f"{written_day(slot.first)} to {written_day(slot.last)}"
                yield due(
                    assessment,
                    slot.last,
                    routine.kind,
                    f"{routine.title} ({span})",
                    record=routine.id,
                    actor=by_id(vendor, routine.chair),
                    page="people",
                    place=routine.place("cadence"),
                    anchor=f"routine-{routine.id}",
                    aspect=slot.first.isoformat(),
                )


def kpi_reports(assessment: Assessment, last: date) -> Iterator[DueDate]:
    """By when the values of a period are to be reported, one date for all KPIs of a side."""
    vendor = assessment.vendor
    awaited: list[tuple[KpiRow, Actor]] = []
    for kpi in watched_kpis(assessment):
        actor = reporter(vendor, kpi)
        awaited += ((row, actor) for row in _awaited(assessment, kpi, last))
    awaited.sort(key=lambda pair: (pair[0].period, pair[1]))
    for (period, actor), group in groupby(awaited, key=lambda pair: (pair[0].period, pair[1])):
        rows = [row for row, _ in group]
        assert rows[0].reported_by is not None  # noqa: S101 - only such rows are awaited
        yield due(
            assessment,
            rows[0].reported_by,
            "KPI report",
            f"Report {', '.join(row.kpi.name for row in rows)}",
            record=str(period),
            actor=actor,
            page="reviews",
            place=rows[0].kpi.place("frequency"),
            anchor="measurements",
            aspect=actor.side,
        )


def _awaited(assessment: Assessment, kpi: Kpi, last: date) -> list[KpiRow]:
    """The rows that nobody has reported, from the latest report to the periods of the span."""
    vendor, as_of = assessment.vendor, assessment.as_of
    start = min(contract.start for contract in vendor.profile.contracts)
    rows = takewhile(
        lambda row: row.measurement is None and row.period.last_day >= start,
        latest_first(vendor, kpi, last, as_of, assessment.policy.windows),
    )
    try:
        return [row for row in rows if row.state == "missing" and row.reported_by is not None]
    except CalendarGap:
        return []


def reporter(vendor: Vendor, kpi: Kpi) -> Actor:
    """Who reports a KPI: the side that it is measured by; what a tool measures, we report."""
    if kpi.source == "vendor":
        return vendor_delivery(vendor)
    found = in_role(vendor, "client", "service_owner")
    return found if found.person else owner(vendor)


def reviews(assessment: Assessment, _: date) -> Iterator[DueDate]:
    """By when the review that the vendor's tier asks for is to be held."""
    found = next_review(assessment.vendor, assessment.policy.tiers, assessment.as_of)
    if found is not None:
        profile = assessment.vendor.profile
        yield due(
            assessment,
            found.due,
            "review",
            f"Hold the {found.cadence_in_words} review of this {profile.tier} vendor",
            record=profile.tier,
            actor=owner(assessment.vendor),
            page="reviews",
            place=profile.place("tier"),
            anchor="reviews",
        )


def comments_on_reviews(assessment: Assessment, _: date) -> Iterator[DueDate]:
    """By when the vendor is to comment on a review."""
    vendor = assessment.vendor
    allowed = timedelta(days=assessment.policy.windows.review_comment_days)
    for each in uncommented_reviews(vendor, assessment.as_of):
        yield due(
            assessment,
            each.held_on + allowed,
            "comment",
            f"Comment on the {each.kind} review of {each.period}",
            record=each.id,
            actor=vendor_account(vendor),
            page="reviews",
            place=each.place("held_on"),
        )


def plans(assessment: Assessment, _: date) -> Iterator[DueDate]:
    """Every checkpoint of an open improvement plan that is not held, and the plan's end."""
    vendor, as_of = assessment.vendor, assessment.as_of
    for plan in open_plans(assessment):
        days = [
            (each.due, "checkpoint", each.place("due"), str(number))
            for number, each in open_checkpoints(plan, as_of)
        ]
        days.append((plan.target_end, "end of plan", plan.place("target_end"), ""))
        for day, kind, place, aspect in days:
            yield due(
                assessment,
                day,
                kind,
                plan.title,
                record=plan.id,
                actor=person(vendor, "client", plan.owner_client),
                page="reviews",
                place=place,
                aspect=aspect,
            )
