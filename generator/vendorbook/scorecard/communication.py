"""Communication: whether the agreed rhythm was kept and whether the vendor did what it promised."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Final

from vendorbook.scorecard.evidence import Evidence, Measure
from vendorbook.scorecard.rows import Row, RowState
from vendorbook.slots import Slot, slots
from vendorbook.wording import written_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.records.communication import Routine
    from vendorbook.records.facts import Action
    from vendorbook.vendor import Vendor

_OFTEN: Final = frozenset({"weekly", "fortnightly", "monthly"})
"""Cadences that are looked at over the quarter; rarer ones over twelve months."""


def rhythm(evidence: Evidence) -> Iterator[Row]:
    """Every time for which a meeting or a report was agreed and that ended in the quarter.

    For routines that are quarterly or rarer, in the twelve months that end with it. 100 when the
    log says that it was held or received, else 0. What we cancelled, alone or together with the
    vendor, counts for nobody. Each routine weighs the same, however often it meets.
    """
    vendor, windows = evidence.vendor, evidence.windows
    for routine in vendor.communication.routines if vendor.communication else ():
        often = routine.cadence in _OFTEN
        since = windows.dense_first if often else windows.sparse_first
        found = slots(vendor, routine, since, windows.last)
        counted = sum(slot.state != "excused" for slot in found)
        weight = Fraction(1, counted) if counted else 0
        for slot in found:
            yield _slot_row(routine, slot, weight)


def _slot_row(routine: Routine, slot: Slot, weight: Fraction | int) -> Row:
    state: RowState = "not_applicable" if slot.state == "excused" else "available"
    kept = slot.state == "kept"
    entry = slot.entries[0] if slot.entries else None
    return Row(
        subject=f"{routine.id}:{slot.last.isoformat()}",
        label=f"{routine.title}, {_span(slot)}",
        state=state,
        score=None if state == "not_applicable" else 100 if kept else 0,
        weight=weight,
        record=entry.id if entry else f"routine-{routine.id}",
        page="people",
        source=entry or routine,
        key="status" if entry else "cadence",
        reason=partial(_slot_reason, routine, slot),
    )


def _slot_reason(routine: Routine, slot: Slot) -> str:
    done = "received" if routine.kind == "report" else "held"
    if slot.state == "kept":
        return f"{done} in this slot = 100"
    if slot.state == "excused":
        return "cancelled by us or by both sides, so it counts for nobody"
    return f"not {done} in this slot = 0"


def _span(slot: Slot) -> str:
    return f"{written_day(slot.first)} to {written_day(slot.last)}"


def actions(evidence: Evidence) -> Iterator[Row]:
    """Every action that a person of the vendor owns and that was due in the quarter.

    From meetings, reviews and improvement plans; dropped ones are left out. 100 when it was done by
    its day, else 0.
    """
    sides = {person.id: person.side for person in evidence.vendor.people}
    for page, action in all_actions(evidence.vendor):
        is_theirs = sides.get(action.owner) == "vendor"
        if is_theirs and action.dropped is None and evidence.windows.is_dense(action.due):
            yield action_row(page, action)


def action_row(page: str, action: Action) -> Row:
    """An action as a row: 100 when it was done by its day, else 0."""
    return Row(
        subject=action.id,
        label=f"{action.id} {action.text}",
        state="available",
        score=100 if action.done_on is not None and action.done_on <= action.due else 0,
        weight=1,
        record=action.id,
        page=page,
        source=action,
        key="due",
        reason=partial(_done_reason, action),
    )


def _done_reason(action: Action) -> str:
    due = f"due on {written_day(action.due)}"
    if action.done_on is None:
        return f"{due}, not done = 0"
    in_time = action.done_on <= action.due
    return f"{due}, done on {written_day(action.done_on)} = {100 if in_time else 0}"


def all_actions(vendor: Vendor) -> Iterator[tuple[str, Action]]:
    """Every action of the vendor's records and the page that shows it, on both sides."""
    for meeting in vendor.meetings:
        for action in meeting.actions:
            yield "people", action
    for review in vendor.reviews:
        for action in review.actions:
            yield "reviews", action
    for plan in vendor.improvement:
        for action in plan.actions:
            yield "reviews", action


MEASURES: Final = (
    Measure("C1", "Rhythm kept", 60, rhythm),
    Measure("C2", "Vendor's actions on time", 40, actions),
)
