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

from datetime import date, timedelta
from typing import TYPE_CHECKING

from vendorbook.checks._actors import owner
from vendorbook.findings import Finding
from vendorbook.wording import working_days, written_day
from vendorbook.workdays import add_months

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Severity
    from vendorbook.records.playbook import ReviewCadence
    from vendorbook.records.reviews import Review

CODE = "review-overdue"
SEVERITY: Severity = "warning"

_MONTHS: dict[ReviewCadence, int] = {"monthly": 1, "quarterly": 3, "semiannual": 6, "annual": 12}
_NAMES: dict[ReviewCadence, str] = {
    "monthly": "monthly",
    "quarterly": "quarterly",
    "semiannual": "half-yearly",
    "annual": "yearly",
}
_ERROR_DAYS = 20


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find whether the vendor's next review is overdue."""
    vendor, as_of, days = assessment.vendor, assessment.as_of, assessment.vendor.days
    profile = vendor.profile
    cadence: ReviewCadence = getattr(assessment.policy.tiers, profile.tier).review
    if cadence == "none" or profile.status == "ended" or "reviews" in vendor.unusable:
        return
    last = _last_review(assessment, cadence)
    start = min(contract.start for contract in profile.contracts)
    due = _due_from_start(start, _MONTHS[cadence])
    if last is not None:
        due = max(due, _end_of_next(last.held_on, _MONTHS[cadence]))
    if due >= as_of or days is None:
        return
    late = days.between(due, as_of)
    words = f"the last one was held on {written_day(last.held_on)}" if last else "there was none"
    yield Finding(
        CODE,
        last.place("held_on") if last else profile.place("tier"),
        f"the {_NAMES[cadence]} review of this {profile.tier} vendor was due by "
        f"{written_day(due)}, {working_days(late)} ago; {words}",
        "hold it, and record it in reviews.yml with held_on",
        "error" if late > _ERROR_DAYS else SEVERITY,
        vendor.slug,
        due=due,
        days=late,
        actor=owner(vendor),
    )


def _last_review(assessment: Assessment, cadence: ReviewCadence) -> Review | None:
    held = [
        each
        for each in assessment.vendor.reviews
        if each.held_on <= assessment.as_of and (cadence == "monthly" or each.kind != "monthly")
    ]
    return max(held, key=lambda each: each.held_on, default=None)


def _due_from_start(start: date, months: int) -> date:
    """The last day of the first calendar period that begins on or after the contract's start."""
    return _end_of_next(start - timedelta(days=1), months)


def _end_of_next(day: date, months: int) -> date:
    """The last day of the calendar period of that many months after the one of `day`."""
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return add_months(first, 2 * months) - timedelta(days=1)
