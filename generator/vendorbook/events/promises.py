"""What became of promises: deliveries and answers to them, misses, changes, contracts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from vendorbook.events.making import event
from vendorbook.schedules import replay
from vendorbook.status import judge
from vendorbook.wording import cause_in_words, written_day
from vendorbook.workdays import CalendarGap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.assessment import AssessedMilestone, Assessment
    from vendorbook.events.making import Event
    from vendorbook.records.changes import Effect

_ONE_DAY: Final = timedelta(days=1)


def milestones(assessment: Assessment, first: date) -> Iterator[Event]:
    """Deliveries, answers to them, and misses."""
    for each in assessment.milestones:
        milestone = each.milestone
        facts: list[tuple[date | None, str, str | None, str, str]] = [
            (milestone.delivered_on, "delivered", None, "delivered_on", ""),
            (milestone.accepted_on, "accepted", None, "accepted_on", ""),
            *(
                (rejection.date, "rejected", rejection.reason, "rejections", str(rejection.date))
                for rejection in milestone.rejections
            ),
        ]
        facts += [
            (day, "missed", f"The last day was {written_day(day - _ONE_DAY)}.", "baseline_due", "")
            for day in _missed_on(assessment, each, first)
        ]
        for day, word, words, key, aspect in facts:
            if day is not None and day >= first:
                due = f"Due on {written_day(each.state.schedule.due)}."
                yield event(
                    assessment,
                    day,
                    f"milestone {word}",
                    f"{milestone.id} {milestone.title}: {word}",
                    words=due if words is None else words,
                    record=milestone.id,
                    page="milestones",
                    place=milestone.place(key),
                    aspect=aspect or (str(day) if word == "missed" else ""),
                )


def _missed_on(assessment: Assessment, each: AssessedMilestone, first: date) -> Iterator[date]:
    """The day after every deadline that passed without a delivery, also if it was moved later."""
    milestone, days, as_of = each.milestone, assessment.vendor.days, assessment.as_of
    if days is None:
        return
    changes = assessment.vendor.changes_of.get(milestone.id, ())
    decided = {
        change.decided_on
        for change in changes
        if each.state.schedule.missed_before_change
        and change.status == "approved"
        and change.decided_on is not None
        and change.decided_on <= as_of
    }
    try:
        # What was promised until each decision, and what is promised now.
        deadlines = {
            replay(milestone, changes, days, day - _ONE_DAY).deadline for day in decided
        } | {each.state.schedule.deadline}
        for deadline in deadlines:
            day = deadline + _ONE_DAY
            if first <= day <= as_of:
                schedule = replay(milestone, changes, days, day)
                if judge(milestone, schedule, days, day).status == "missed":
                    yield day
    except CalendarGap:
        return


def changes(assessment: Assessment, _: date) -> Iterator[Event]:
    """Approved changes, with the dates that they moved."""
    for change in assessment.vendor.changes:
        if change.status == "approved" and change.decided_on is not None:
            moves = ", ".join(filter(None, map(_effect, change.effects)))
            cause = cause_in_words(change.cause)
            yield event(
                assessment,
                change.decided_on,
                "change approved",
                f"{change.id} {change.title}: approved",
                words=f"{moves} ({cause})." if moves else f"{cause[0].upper()}{cause[1:]}.",
                record=change.id,
                page="milestones",
                place=change.place("decided_on"),
            )


def _effect(effect: Effect) -> str:
    if effect.milestone and effect.to:
        since = f" from {written_day(effect.from_)}" if effect.from_ else ""
        return f"{effect.milestone} moves{since} to {written_day(effect.to)}"
    if effect.milestone and effect.release:
        return f"{effect.milestone} is {effect.release}"
    return ""


def contracts(assessment: Assessment, _: date) -> Iterator[Event]:
    """What was decided about contracts."""
    for contract in assessment.vendor.profile.contracts:
        if contract.renewal_decision != "undecided" and contract.decided_on is not None:
            yield event(
                assessment,
                contract.decided_on,
                "contract decided",
                f"{contract.title}: {contract.renewal_decision}",
                words=f"Its agreed term ends on {written_day(contract.end)}.",
                record=contract.id,
                page="agreement",
                place=contract.place("decided_on"),
                anchor=f"contract-{contract.id}",
            )
