"""What both sides told each other: open issues first, thanks next, then the whole log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorbook.assessment import has_happened
from vendorbook.pages import anchor_of
from vendorbook.pages.vendor_page import entry, page_path, vendor_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Finding
    from vendorbook.pages import Page
    from vendorbook.records.feedback import FeedbackEntry

TAB = "feedback"
_PAGES = {"MS": "milestones", "CR": "milestones", "DL": "agreement", "QS": "agreement",
          "OB": "agreement", "FB": "feedback", "RV": "reviews", "IP": "reviews",
          "GO": "partnership", "PA": "partnership", "MT": "people"}  # fmt: skip


@dataclass(frozen=True)
class FeedbackView:
    """One entry, its state in a word, and where it relates to."""

    entry: FeedbackEntry
    state: str
    relates_to: tuple[tuple[str, str, str], ...]


def page(assessment: Assessment, findings: Sequence[Finding]) -> Page:
    """The feedback page."""
    views = [_view(assessment, each) for each in _latest_first(assessment.vendor.feedback)]
    return vendor_page(
        "vendor_feedback.html",
        TAB,
        assessment,
        findings,
        headings=(("open", "Open"), ("thanks", "Thanks"), ("log", "Everything said")),
        search=[
            entry(
                assessment,
                anchor_of(view.entry.id),
                f"{view.entry.id} {view.entry.kind}",
                view.entry.summary,
                rank=2,
            )
            for view in views
        ],
        views=views,
        open=[view for view in views if view.state in {"open", "answered"} and _wants_reply(view)],
        thanks=[view for view in views if view.entry.kind == "praise"][:6],
    )


def _wants_reply(view: FeedbackView) -> bool:
    return view.entry.kind == "issue" or (view.entry.kind != "praise" and view.state == "open")


def _latest_first(entries: Sequence[FeedbackEntry]) -> list[FeedbackEntry]:
    return sorted(entries, key=lambda each: (str(each.raised_at), each.id), reverse=True)


def _view(assessment: Assessment, each: FeedbackEntry) -> FeedbackView:
    slug = assessment.vendor.slug
    return FeedbackView(each, feedback_state(each, assessment), tuple(
        (reference, *reference_target(slug, reference)) for reference in each.relates_to
    ))  # fmt: skip


def reference_target(slug: str, reference: str) -> tuple[str, str]:
    """The page and anchor that a reference leads to."""
    owner, _, record = reference.rpartition("/")
    prefix = record.partition("-")[0]
    if prefix in _PAGES:
        return page_path(owner or slug, _PAGES[prefix]), anchor_of(record)
    return page_path(owner or slug, "agreement"), f"kpi-{record}"


def feedback_state(each: FeedbackEntry, assessment: Assessment) -> str:
    """`open`, `answered` or `resolved`, as of the assessment's day."""
    as_of, timezone = assessment.as_of, assessment.vendor.timezone
    if has_happened(each.resolved_at, as_of, timezone):
        return "resolved"
    return "answered" if has_happened(each.responded_at, as_of, timezone) else "open"
