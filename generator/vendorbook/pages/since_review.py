"""What happened to the milestones since the last formal review: what was missed, what moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorbook.wording import cause_in_words

if TYPE_CHECKING:
    from datetime import date

    from vendorbook.assessment import AssessedMilestone, Assessment
    from vendorbook.records.reviews import Review
    from vendorbook.schedules import Move


@dataclass(frozen=True)
class MovedSince:
    """One move of a date that was decided since the review, and whose cause it was in words."""

    milestone: AssessedMilestone
    move: Move
    cause: str


@dataclass(frozen=True)
class SinceReview:
    """What changed; `missed` are milestones whose deadline passed since, met late or not at all."""

    review: Review
    missed: tuple[AssessedMilestone, ...]
    moved: tuple[MovedSince, ...]


def since_review(assessment: Assessment) -> SinceReview | None:
    """Look back to the last review that was held; None when none was."""
    held = [each for each in assessment.vendor.reviews if each.held_on <= assessment.as_of]
    review = max(held, key=lambda each: (each.held_on, each.id), default=None)
    if review is None:
        return None
    moved = [
        MovedSince(each, move, cause_in_words(move.cause))
        for each in assessment.milestones
        for move in each.state.schedule.moves
        if move.decided_on > review.held_on
    ]
    return SinceReview(
        review,
        tuple(
            each
            for each in assessment.milestones
            if each.state.late and _missed_on(each, review.held_on)
        ),
        tuple(sorted(moved, key=lambda each: (each.move.decided_on, each.move.change))),
    )


def _missed_on(each: AssessedMilestone, held_on: date) -> bool:
    """Whether it was not there by its deadline, and that deadline lies after the review."""
    return each.state.status in {"missed", "delivered_late", "accepted_late"} and (
        each.state.schedule.deadline >= held_on
    )
