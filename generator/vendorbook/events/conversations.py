"""What was said and looked at: feedback, reviews, plans, red values, and what was done together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.assessment import local_day
from vendorbook.events.making import event
from vendorbook.kpi_rows import kpi_rows
from vendorbook.response_times import day_of
from vendorbook.wording import decimal_text, plain_number
from vendorbook.workdays import CalendarGap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.assessment import Assessment
    from vendorbook.events.making import Event
    from vendorbook.findings import Place
    from vendorbook.kpi_rows import KpiRow


def feedback(assessment: Assessment, first: date) -> Iterator[Event]:
    """Feedback raised, answered and fixed, in both directions."""
    timezone = assessment.vendor.timezone
    for state in assessment.feedback:
        entry = state.entry
        responded, resolved = entry.responded_at, state.resolved_at
        facts = (
            (local_day(entry.raised_at, timezone), "raised", ""),
            (responded and local_day(responded, timezone), "answered", entry.response),
            (
                resolved and day_of(resolved, timezone),
                "fixed" if entry.kind == "issue" else "resolved",
                entry.resolution,
            ),
        )
        for day, word, words in facts:
            if day is not None and day >= first:
                side = "the vendor" if entry.direction == "to_vendor" else "us"
                what = f"{entry.kind} to {side}" if word == "raised" else word
                yield event(
                    assessment,
                    day,
                    f"feedback {word}",
                    f"{entry.id} {entry.summary}: {what}",
                    words=words or "",
                    record=entry.id,
                    page="feedback",
                    place=entry.place("raised_at"),
                )


def reviews(assessment: Assessment, _: date) -> Iterator[Event]:
    """Reviews held."""
    for review in assessment.vendor.reviews:
        ratings = ", ".join(f"{each.area} {each.rating}" for each in review.ratings)
        yield event(
            assessment,
            review.held_on,
            "review held",
            f"{review.id} {review.kind} review of {review.period}: held",
            words=ratings.replace("_", " "),
            record=review.id,
            page="reviews",
            place=review.place("held_on"),
        )


def plans(assessment: Assessment, _: date) -> Iterator[Event]:
    """Improvement plans opened and closed, and their checkpoints held."""
    for plan in assessment.vendor.improvement:
        outcome = (plan.outcome or "").replace("_", " ")
        facts: list[tuple[date | None, str, str, Place, str]] = [
            (plan.opened_on, "plan opened", plan.root_cause, plan.place("opened_on"), ""),
            (plan.closed_on, "plan closed", outcome, plan.place("title"), ""),
        ]
        facts += [
            (
                each.held_on,
                "checkpoint held",
                (each.outcome or "").replace("_", " "),
                each.place("due"),
                str(each.due),
            )
            for each in plan.checkpoints
        ]
        for day, kind, words, place, aspect in facts:
            if day is not None:
                yield event(
                    assessment,
                    day,
                    kind,
                    f"{plan.id} {plan.title}: {kind}",
                    words=words,
                    record=plan.id,
                    page="reviews",
                    place=place,
                    aspect=aspect,
                )


def _least(row: KpiRow) -> str:
    least = f"The minimum is {plain_number(row.target.minimum)}"
    return f"{least}." if row.kpi.direction == "higher" else f"{least}; lower is better."


def red_values(assessment: Assessment, first: date) -> Iterator[Event]:
    """Every value that was reported in the time looked at and is worse than the minimum."""
    vendor, as_of = assessment.vendor, assessment.as_of
    kpis = {each.id: each for each in vendor.agreement.kpis} if vendor.agreement else {}
    for measurement in vendor.measurements:
        kpi, period = kpis.get(measurement.kpi), measurement.period
        if kpi is None or not first <= measurement.reported_on <= as_of:
            continue
        try:
            rows = kpi_rows(
                vendor, kpi, period.last_day, period.last_day, as_of, assessment.policy.windows
            )
        except CalendarGap:
            continue
        for row in rows:
            if row.colour == "red" and row.value is not None and row.measurement is measurement:
                yield event(
                    assessment,
                    measurement.reported_on,
                    "KPI red",
                    f"{kpi.name} in {period}: {decimal_text(row.value)}, red",
                    words=_least(row),
                    record=kpi.id,
                    page="reviews",
                    place=measurement.place("period"),
                    anchor="measurements",
                    aspect=str(period),
                )


def partnership(assessment: Assessment, _: date) -> Iterator[Event]:
    """Activities done, ideas decided and shared goals reached."""
    found = assessment.vendor.partnership
    for each in found.activities if found else ():
        if each.done_on is not None:
            is_idea = each.type == "idea"
            yield event(
                assessment,
                each.done_on,
                "idea decided" if is_idea else "activity done",
                f"{each.id} {each.title}: {(each.decision or 'decided') if is_idea else 'done'}",
                words=each.outcome or "",
                record=each.id,
                page="partnership",
                place=each.place("done_on"),
            )
    for goal in found.goals if found else ():
        if goal.achieved_on is not None:
            yield event(
                assessment,
                goal.achieved_on,
                "goal reached",
                f"{goal.id} {goal.text}: reached",
                record=goal.id,
                page="partnership",
                place=goal.place("achieved_on"),
            )
