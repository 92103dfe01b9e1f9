"""How the vendor performs: measurements and credits, improvement plans, and formal reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.across.kpis import credit_rows
from vendorbook.assessment import has_happened
from vendorbook.pages import SearchEntry, anchor_of
from vendorbook.pages.measured_kpis import measured_kpis
from vendorbook.pages.open_actions import action_entries
from vendorbook.pages.plan_picture import (
    STATES,
    checkpoint_state,
    criterion_lines,
    plan_picture,
)
from vendorbook.pages.vendor_page import entry, vendor_page
from vendorbook.review_dates import next_review
from vendorbook.wording import written_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Finding
    from vendorbook.pages import Page

TAB = "reviews"


def page(assessment: Assessment, findings: Sequence[Finding]) -> Page:
    """The page of reviews and plans."""
    vendor, as_of = assessment.vendor, assessment.as_of
    reviews = sorted(vendor.reviews, key=lambda review: (review.held_on, review.id), reverse=True)
    open_first = sorted(
        vendor.improvement,
        key=lambda plan: (
            has_happened(plan.closed_on, as_of, vendor.timezone),
            -plan.opened_on.toordinal(),
        ),
    )
    return vendor_page(
        "vendor_reviews.html",
        TAB,
        assessment,
        findings,
        headings=(
            ("plans", "Improvement plans"),
            ("reviews", "Reviews"),
            ("measurements", "Measurements"),
            ("credits", "Service credits"),
        ),
        search=[*_search(assessment), *action_entries(assessment, TAB)],
        measured=measured_kpis(assessment),
        credits=sorted(credit_rows(assessment), key=lambda row: row.urgency),
        reviews=reviews,
        next_review=next_review(vendor, assessment.policy.tiers, as_of),
        plans=[
            (
                plan,
                has_happened(plan.closed_on, as_of, vendor.timezone),
                plan_picture(plan, assessment),
                criterion_lines(plan, assessment),
            )
            for plan in open_first
        ],
        states=STATES,
        state_of=lambda checkpoint: checkpoint_state(checkpoint, as_of),
    )


def _search(assessment: Assessment) -> list[SearchEntry]:
    vendor = assessment.vendor
    found = [
        entry(
            assessment,
            anchor_of(review.id),
            f"{review.id} Review of {review.period}",
            written_day(review.held_on),
            *(f"{r.area} {r.rating}".replace("_", " ") for r in review.ratings),
            rank=3,
        )
        for review in vendor.reviews
    ]
    found += [
        entry(assessment, anchor_of(plan.id), f"{plan.id} {plan.title}", plan.root_cause, rank=2)
        for plan in vendor.improvement
    ]
    return found
