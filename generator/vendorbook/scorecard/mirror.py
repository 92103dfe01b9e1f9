"""The client mirror: our own side by the same formulas. It never enters the vendor's score."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from vendorbook.acceptance import review_days
from vendorbook.scorecard.communication import action_row, all_actions
from vendorbook.scorecard.evidence import Evidence, Measure
from vendorbook.scorecard.feedback import answered_rows
from vendorbook.scorecard.rows import Dimension, Indicator, Row
from vendorbook.wording import written_day
from vendorbook.workdays import CalendarGap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.records.milestones import Milestone


def our_actions(evidence: Evidence) -> Iterator[Row]:
    """Every action that one of us owns and that was due in the quarter: 100 if done by its day."""
    sides = {person.id: person.side for person in evidence.vendor.people}
    for page, action in all_actions(evidence.vendor):
        is_ours = sides.get(action.owner) == "client"
        if is_ours and action.dropped is None and evidence.windows.is_dense(action.due):
            yield action_row(page, action)


def our_acceptances(evidence: Evidence) -> Iterator[Row]:
    """Every hand-over whose acceptance was due in the quarter: 100 if decided by then, else 0.

    Accepting and sending back are both decisions.
    """
    default = evidence.policy.windows.review_days
    for milestone in evidence.vendor.milestones:
        if milestone.delivered_on is None:
            continue
        allowed = review_days(milestone, evidence.vendor, default)
        try:
            due = evidence.days.shift(milestone.delivered_on, allowed)
        except CalendarGap:
            continue
        if evidence.windows.is_dense(due):
            yield _acceptance_row(milestone, due)


def _acceptance_row(milestone: Milestone, due: date) -> Row:
    handed_over = milestone.delivered_on
    decisions = [each.date for each in milestone.rejections if each.date >= (handed_over or due)]
    if milestone.accepted_on is not None:
        decisions.append(milestone.accepted_on)
    decided = min(decisions, default=None)
    return Row(
        subject=milestone.id,
        label=f"{milestone.id} {milestone.title}",
        state="available",
        score=100 if decided is not None and decided <= due else 0,
        weight=1,
        record=milestone.id,
        page="milestones",
        source=milestone,
        key="delivered_on",
        reason=partial(_decision_reason, due, decided, "answer"),
    )


def our_obligations(evidence: Evidence) -> Iterator[Row]:
    """Everything that we owed the vendor by a day of the quarter: 100 if done by then, else 0."""
    agreement = evidence.vendor.agreement
    for obligation in agreement.client_obligations if agreement else ():
        if evidence.windows.is_dense(obligation.due):
            done = obligation.done_on
            yield Row(
                subject=obligation.id,
                label=f"{obligation.id} {obligation.text}",
                state="available",
                score=100 if done is not None and done <= obligation.due else 0,
                weight=1,
                record=obligation.id,
                page="agreement",
                source=obligation,
                key="due",
                reason=partial(_decision_reason, obligation.due, done, "done"),
            )


def our_replies(evidence: Evidence) -> Iterator[Row]:
    """Every concern, suggestion and issue of the vendor's whose answer was due in the quarter."""
    return answered_rows(evidence, "to_client")


def _decision_reason(due: date, done: date | None, word: str) -> str:
    said = f"{word} due on {written_day(due)}"
    if done is None:
        return f"{said}, none recorded = 0"
    return f"{said}, came on {written_day(done)} = {100 if done <= due else 0}"


MEASURES: Final = (
    Measure("M1", "Our actions on time", 25, our_actions),
    Measure("M2", "Our acceptances in time", 25, our_acceptances),
    Measure("M3", "Our obligations met", 25, our_obligations),
    Measure("M4", "Our replies in time", 25, our_replies),
)


def client_mirror(evidence: Evidence) -> Dimension:
    """Our own side over the quarter, as a dimension that nothing else reads."""
    return Dimension(
        "client",
        100,
        tuple(
            Indicator(each.name, each.title, each.weight, tuple(each.rows(evidence)))
            for each in MEASURES
        ),
    )
