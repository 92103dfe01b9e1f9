"""The vendor has not commented on a review.

Finds reviews older than 14 days (`windows.review_comment_days`) without the vendor's comment. Only
the latest review of each kind counts, for after the next one nobody will comment on the one before.
Internal reviews, which the vendor does not see, are left out. The vendor's account manager acts.

Why it matters: a rating without a reply is half of the story, and later nobody remembers the other
half.

Fails, from 30 July 2026 on:

    reviews:
      - id: RV-02
        kind: quarterly
        period: 2026-Q2
        held_on: 2026-07-15
        chair: ines-ward
        ratings: [{ area: quality, rating: satisfactory, narrative: As agreed. }]

Passes:

    reviews:
      - id: RV-02
        kind: quarterly
        period: 2026-Q2
        held_on: 2026-07-15
        chair: ines-ward
        ratings: [{ area: quality, rating: satisfactory, narrative: As agreed. }]
        vendor_comment: We agree.
        vendor_commented_on: 2026-07-29
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from vendorbook.actors import vendor_account
from vendorbook.findings import Finding
from vendorbook.review_dates import uncommented_reviews
from vendorbook.wording import plural, written_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Severity

CODE = "review-unanswered"
SEVERITY: Severity = "info"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every latest review without the vendor's comment."""
    vendor, as_of = assessment.vendor, assessment.as_of
    for review in uncommented_reviews(vendor, as_of):
        due = review.held_on + timedelta(days=assessment.policy.windows.review_comment_days)
        if due >= as_of:
            continue
        yield Finding(
            CODE,
            review.place("held_on"),
            f"{review.id} ({review.kind}, {review.period}) was held on "
            f"{written_day(review.held_on)}, {plural((as_of - review.held_on).days, 'day')} ago, "
            "and has no comment of the vendor",
            "ask the vendor for a comment, and record vendor_comment with vendor_commented_on",
            SEVERITY,
            vendor.slug,
            review.id,
            due,
            (as_of - due).days,
            vendor_account(vendor),
        )
