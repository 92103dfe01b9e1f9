"""What both sides told each other: open things and disputes first, thanks next, then the log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vendorbook.across.feedback import dispute_rows, flow_counts, open_rows
from vendorbook.assessment import has_happened
from vendorbook.pages import anchor_of
from vendorbook.pages.flow_picture import STEPS, flow_picture
from vendorbook.pages.open_feedback_picture import open_feedback_picture
from vendorbook.pages.vendor_page import entry, vendor_page
from vendorbook.response_times import instant_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Finding
    from vendorbook.pages import Page
    from vendorbook.records.feedback import FeedbackEntry

TAB = "feedback"
DIRECTIONS: Final = {"to_vendor": "from us to them", "to_client": "from them to us"}
"""How a direction is called where there is one vendor only."""

_THANKS: Final = 12
_LONGEST_IN_A_TITLE: Final = 60


@dataclass(frozen=True)
class FeedbackView:
    """One entry and its state in a word."""

    entry: FeedbackEntry
    state: str


def page(assessment: Assessment, findings: Sequence[Finding]) -> Page:
    """The feedback page."""
    vendor, as_of = assessment.vendor, assessment.as_of
    views = [FeedbackView(each, feedback_state(each, assessment)) for each in _log(assessment)]
    waiting = sorted(open_rows(assessment), key=lambda row: row.urgency)
    by_id = {each.id: each for each in vendor.feedback}
    return vendor_page(
        "vendor_feedback.html",
        TAB,
        assessment,
        findings,
        headings=(
            ("open", "Open"),
            ("disputes", "Disputes"),
            ("thanks", "Thanks"),
            ("flow", "How feedback flows"),
            ("log", "Everything said"),
        ),
        search=[
            entry(
                assessment,
                anchor_of(view.entry.id),
                # Words in titles count most, so that whoever types a text finds it first.
                f"{view.entry.id} {view.entry.summary}",
                view.entry.kind,
                view.entry.summary if len(view.entry.summary) > _LONGEST_IN_A_TITLE else "",
                rank=2,
            )
            for view in views
        ],
        views=views,
        waiting=[(row, by_id[row.id]) for row in waiting],
        picture=open_feedback_picture(waiting, as_of),
        disputes=[
            (row, by_id[row.id])
            for row in sorted(dispute_rows(assessment), key=lambda row: row.urgency)
        ],
        thanks=[view.entry for view in views if view.entry.kind == "praise"][:_THANKS],
        flow=flow_picture(flow_counts(assessment), as_of, DIRECTIONS),
        directions=DIRECTIONS,
        steps=STEPS,
    )


def _log(assessment: Assessment) -> list[FeedbackEntry]:
    """Every entry, the latest first."""
    timezone = assessment.vendor.timezone
    return sorted(
        assessment.vendor.feedback,
        key=lambda each: (instant_of(each.raised_at, timezone), each.id),
        reverse=True,
    )


def feedback_state(each: FeedbackEntry, assessment: Assessment) -> str:
    """`open`, `answered` or `resolved`, as of the assessment's day."""
    as_of, timezone = assessment.as_of, assessment.vendor.timezone
    if has_happened(each.resolved_at, as_of, timezone):
        return "resolved"
    return "answered" if has_happened(each.responded_at, as_of, timezone) else "open"
