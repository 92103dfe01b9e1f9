"""The formal review that the vendor's tier calls for is overdue.

Finds vendors without a review in the month, quarter, half-year or year in which the next one was
due, as `tiers` in the playbook's policy say: quarterly for strategic vendors, half-yearly for
tactical ones, yearly for operational ones, unless the policy says otherwise. The next one is due by
the end of the calendar period after the one in which the last was held; the first one by the end of
the first whole calendar period of the contract. Monthly reviews replace no rarer one; any other
kind counts, so a vendor that is reviewed more often than it must be is never overdue. There are no
days of grace; more than 20 working days late is an error. The vendor's owner acts.

Why it matters: without a review nobody says the whole of it, and the renewal decides itself.

Fails, from 1 July 2026 on for a strategic vendor:

    reviews:
      - id: RV-01
        kind: quarterly
        period: 2025-Q4
        held_on: 2026-03-31
        chair: ines-ward
        ratings: [{ area: quality, rating: satisfactory, narrative: As agreed. }]

Passes:

    reviews:
      - id: RV-01
        kind: quarterly
        period: 2026-Q1
        held_on: 2026-04-01
        chair: ines-ward
        ratings: [{ area: quality, rating: satisfactory, narrative: As agreed. }]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vendorbook.actors import owner
from vendorbook.findings import Finding
from vendorbook.review_dates import next_review
from vendorbook.wording import working_days_past, written_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Severity

CODE = "review-overdue"
SEVERITY: Severity = "warning"

_ERROR_DAYS: Final = 20


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find whether the vendor's next review is overdue."""
    vendor, as_of, days = assessment.vendor, assessment.as_of, assessment.vendor.days
    review = next_review(vendor, assessment.policy.tiers, as_of)
    if review is None or review.due >= as_of or days is None:
        return
    profile, last = vendor.profile, review.last
    late = days.between(review.due, as_of)
    words = f"the last one was held on {written_day(last.held_on)}" if last else "there was none"
    yield Finding(
        CODE,
        last.place("held_on") if last else profile.place("tier"),
        f"the {review.cadence_in_words} review of this {profile.tier} vendor was due by "
        f"{written_day(review.due)}, {working_days_past(late)} ago; {words}",
        "hold it, and record it in reviews.yml with held_on",
        "error" if late > _ERROR_DAYS else SEVERITY,
        vendor.slug,
        due=review.due,
        days=late,
        actor=owner(vendor),
    )
