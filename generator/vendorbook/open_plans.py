"""Which improvement plans are open on a day, and which of their checkpoints are to be held."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.assessment import Assessment
    from vendorbook.records.improvement import Checkpoint, ImprovementPlan


def open_plans(assessment: Assessment) -> Iterator[ImprovementPlan]:
    """Every plan that was open on the day, of a vendor that has not ended."""
    vendor, as_of = assessment.vendor, assessment.as_of
    for plan in vendor.improvement if vendor.profile.status != "ended" else ():
        is_closed = plan.closed_on is not None and plan.closed_on <= as_of
        if plan.opened_on <= as_of and not is_closed:
            yield plan


def open_checkpoints(plan: ImprovementPlan, as_of: date) -> Iterator[tuple[int, Checkpoint]]:
    """Every checkpoint that is not held by `as_of`, with its number, from 1 on.

    One that was left out is history as soon as a later one is held.
    """
    last_held = max((each.due for each in plan.checkpoints if _is_held(each, as_of)), default=None)
    for number, checkpoint in enumerate(plan.checkpoints, start=1):
        is_history = last_held is not None and checkpoint.due <= last_held
        if not is_history and not _is_held(checkpoint, as_of):
            yield number, checkpoint


def _is_held(checkpoint: Checkpoint, as_of: date) -> bool:
    return checkpoint.held_on is not None and checkpoint.held_on <= as_of
