"""Milestones as a review speaks of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorbook.across.milestones import MilestoneRow, milestone_rows
from vendorbook.scorecard.quarters import following_quarter, quarter_of
from vendorbook.wording import flag_in_words, reason_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.assessment import Assessment


@dataclass(frozen=True)
class OpenMilestones:
    """The milestones to speak of; each stands in one list only.

    Attributes:
        missed: Those that are missed.
        at_risk: Those that may be.
        awaiting: Those that were delivered and await our answer.
        coming: Those due by `coming_until`, the end of the quarter after the current one.
    """

    missed: tuple[MilestoneRow, ...]
    at_risk: tuple[MilestoneRow, ...]
    awaiting: tuple[MilestoneRow, ...]
    coming: tuple[MilestoneRow, ...]
    coming_until: date

    @property
    def groups(self) -> tuple[tuple[str, tuple[MilestoneRow, ...]], ...]:
        """The lists with their headings, without those that are empty."""
        groups = (
            ("Missed", self.missed),
            ("At risk", self.at_risk),
            ("Delivered, awaiting our answer", self.awaiting),
            ("Coming", self.coming),
        )
        return tuple((heading, rows) for heading, rows in groups if rows)


def open_milestones(assessment: Assessment, hidden: frozenset[str]) -> OpenMilestones:
    """The milestones to speak of, without those whose id is in `hidden`."""
    until = following_quarter(quarter_of(assessment.as_of)).last_day
    rows = sorted(_milestone_rows(assessment, hidden), key=lambda row: row.urgency)
    return OpenMilestones(
        missed=tuple(row for row in rows if row.status == "missed"),
        at_risk=tuple(row for row in rows if row.status == "at_risk"),
        awaiting=tuple(row for row in rows if row.status in {"delivered", "delivered_late"}),
        coming=tuple(
            row for row in rows if row.status in {"due_soon", "upcoming"} and row.due <= until
        ),
        coming_until=until,
    )


def _milestone_rows(assessment: Assessment, hidden: frozenset[str]) -> Iterator[MilestoneRow]:
    """Every milestone that may be shown, with reasons that name no other vendor."""
    for each, row in zip(assessment.milestones, milestone_rows(assessment), strict=True):
        if row.id not in hidden:
            reasons = dict.fromkeys(_shown_reason(reason, hidden) for reason in each.state.reasons)
            notes = (flag for flag in each.state.flags if not flag.startswith("rebaselined:"))
            yield row._replace(reasons=(*reasons, *map(flag_in_words, notes)))


def _shown_reason(reason: str, hidden: frozenset[str]) -> str:
    _, _, reference = reason.partition(":")
    if "/" in reference:
        return "waits for another of our vendors"
    return "a matter of ours" if reference in hidden else reason_in_words(reason)
