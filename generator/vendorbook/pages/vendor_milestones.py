"""All milestones of a vendor: the timeline, and everything it shows as a table beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorbook.pages import anchor_of
from vendorbook.pages.since_review import since_review
from vendorbook.pages.timeline import timeline
from vendorbook.pages.vendor_page import entry, vendor_page
from vendorbook.records.facts import numbered
from vendorbook.status import STATUS_WORDS
from vendorbook.wording import flag_in_words, reason_in_words, working_days, written_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorbook.assessment import AssessedMilestone, Assessment
    from vendorbook.findings import Finding
    from vendorbook.pages import Page, SearchEntry
    from vendorbook.records.milestones import Milestone
    from vendorbook.status import MilestoneState

TAB = "milestones"


@dataclass(frozen=True)
class MilestoneView:
    """One row of the table, with everything already in words."""

    milestone: Milestone
    state: MilestoneState
    late: str
    reasons: tuple[str, ...]
    notes: tuple[str, ...]
    moves: tuple[str, ...]


def page(assessment: Assessment, findings: Sequence[Finding]) -> Page:
    """The milestones page."""
    views = [_view(each) for each in _in_order(assessment)]
    return vendor_page(
        "vendor_milestones.html",
        TAB,
        assessment,
        findings,
        headings=(
            ("since", "Since the last review"),
            ("timeline", "Timeline"),
            ("table", "All milestones"),
            ("changes", "Changes"),
        ),
        search=[
            *(_entry(assessment, view) for view in views),
            *(
                entry(assessment, anchor_of(c.id), f"{c.id} {c.title}", "change", rank=2)
                for c in assessment.vendor.changes
            ),
        ],
        views=views,
        gaps=assessment.gaps,
        since=since_review(assessment),
        working_days=working_days,
        picture=timeline(assessment.milestones, assessment.as_of),
        changes=assessment.vendor.changes,
    )


def _in_order(assessment: Assessment) -> list[AssessedMilestone]:
    return sorted(
        assessment.milestones, key=lambda m: (m.state.schedule.due, numbered(m.milestone.id))
    )


def _view(each: AssessedMilestone) -> MilestoneView:
    state = each.state
    return MilestoneView(
        milestone=each.milestone,
        state=state,
        late=f"{working_days(state.late)} late" if state.late else "",
        reasons=tuple(reason_in_words(reason) for reason in state.reasons),
        # The moves are told beside the due date.
        notes=tuple(
            flag_in_words(flag) for flag in state.flags if not flag.startswith("rebaselined:")
        ),
        moves=tuple(
            f"{written_day(move.before)} to {written_day(move.after)}, {move.change}, "
            f"cause: {move.cause}"
            for move in state.schedule.moves
        ),
    )


def _entry(assessment: Assessment, view: MilestoneView) -> SearchEntry:
    milestone = view.milestone
    return entry(
        assessment,
        anchor_of(milestone.id),
        f"{milestone.id} {milestone.title}",
        STATUS_WORDS[view.state.status],
        view.late,
        f"due {written_day(view.state.schedule.due)}",
        *view.reasons,
        rank=1,
    )
