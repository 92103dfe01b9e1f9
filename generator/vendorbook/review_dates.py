"""By when the formal review that a vendor's tier asks for is to be held, and what awaits a comment.

The next one is due by the end of the calendar period after the one in which the last was held; the
first one by the end of the first whole calendar period of the contract. Only the latest review of
each kind awaits the vendor's comment, for after the next one nobody comments on the one before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from vendorbook.workdays import add_months

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.records.playbook import ReviewCadence, Tiers
    from vendorbook.records.reviews import Review
    from vendorbook.vendor import Vendor

_MONTHS: Final[dict[ReviewCadence, int]] = {
    "monthly": 1,
    "quarterly": 3,
    "semiannual": 6,
    "annual": 12,
}
CADENCE_WORDS: Final[dict[ReviewCadence, str]] = {
    "monthly": "monthly",
    "quarterly": "quarterly",
    "semiannual": "half-yearly",
    "annual": "yearly",
}
"""How a cadence is said to people."""

_PERIOD_WORDS: Final[dict[ReviewCadence, str]] = {
    "monthly": "month",
    "quarterly": "quarter",
    "semiannual": "half-year",
    "annual": "year",
}


@dataclass(frozen=True)
class NextReview:
    """The review to come, or the one that is overdue.

    Attributes:
        due: The last day for holding it.
        cadence: How often the vendor's tier asks for one.
        last: The last one held, if any.
        is_counted_from_last: Whether `due` follows from that one, not from the contract's start.
    """

    due: date
    cadence: ReviewCadence
    last: Review | None
    is_counted_from_last: bool

    @property
    def cadence_in_words(self) -> str:
        """How often, as people say it."""
        return CADENCE_WORDS[self.cadence]

    @property
    def why(self) -> str:
        """Which day `due` is."""
        period = _PERIOD_WORDS[self.cadence]
        if self.is_counted_from_last:
            return f"the end of the {period} after that of the last review"
        return f"the end of the first whole {period} of the contract"


def next_review(vendor: Vendor, tiers: Tiers, as_of: date) -> NextReview | None:
    """The next review of a vendor; None when none is asked for or nobody can tell.

    Monthly reviews replace no rarer one; any other kind counts.
    """
    profile = vendor.profile
    cadence: ReviewCadence = getattr(tiers, profile.tier).review
    if cadence == "none" or profile.status == "ended" or "reviews" in vendor.in_doubt:
        return None
    if not profile.contracts:
        return None
    months = _MONTHS[cadence]
    start = min(contract.start for contract in profile.contracts)
    due = first_due = _end_of_next(start - timedelta(days=1), months)
    held = [
        each
        for each in vendor.reviews
        if each.held_on <= as_of and (cadence == "monthly" or each.kind != "monthly")
    ]
    last = max(held, key=lambda each: each.held_on, default=None)
    if last is not None:
        due = max(due, _end_of_next(last.held_on, months))
    return NextReview(due, cadence, last, due > first_due)


def uncommented_reviews(vendor: Vendor, as_of: date) -> Iterator[Review]:
    """The latest review of each kind, as of a day, if the vendor has not commented on it.

    Internal reviews, which the vendor does not see, are left out, and so are all of a vendor that
    has ended.
    """
    latest: dict[str, Review] = {}
    for review in vendor.reviews if vendor.profile.status != "ended" else ():
        if review.held_on > as_of or review.internal:
            continue
        known = latest.get(review.kind)
        if known is None or known.held_on <= review.held_on:
            latest[review.kind] = review
    for review in latest.values():
        if review.vendor_commented_on is None or review.vendor_commented_on > as_of:
            yield review


def _end_of_next(day: date, months: int) -> date:
    """The last day of the calendar period of that many months after the one of `day`."""
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return add_months(first, 2 * months) - timedelta(days=1)
