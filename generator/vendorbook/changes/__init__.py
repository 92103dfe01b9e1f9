"""What a change means, one source a topic, and this registry.

A source is a function from a comparison to changes. Nothing is said of order, comments or layout,
because records are compared and not files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.change import Change, by_importance
from vendorbook.changes import milestones, records, scores
from vendorbook.changes.policy import policy_changes
from vendorbook.wording import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.comparison import Comparison

__all__ = ["changes_of", "policy_changes", "vendor_come", "vendor_gone"]

SOURCES: tuple[Callable[[Comparison], Iterator[Change]], ...] = (
    milestones.changes,
    scores.changes,
    records.changes,
)


def changes_of(comparison: Comparison, unwatched: int = 0) -> list[Change]:
    """Everything that a change means for one vendor, the most important first.

    Args:
        comparison: The vendor before and after.
        unwatched: How many open findings are gone only because the vendor is said to have ended.
    """
    found = [each for source in SOURCES for each in source(comparison)]
    found += _ended(comparison, unwatched)
    before, after = comparison.before.vendor, comparison.after.vendor
    if before.slug != after.slug:
        message = f"the folder {before.slug} is called {after.slug} now"
        place = after.profile.place("id")
        found.append(Change("vendor-renamed", "contracts", after.slug, "", message, place))
    return by_importance(found)


def _ended(comparison: Comparison, unwatched: int) -> Iterator[Change]:
    """The end of a vendor, after which hardly anything is watched."""
    before, after = comparison.before.vendor.profile, comparison.after.vendor.profile
    if before.status == after.status or after.status != "ended":
        return
    message = f"status {before.status} → ended"
    if unwatched:
        verb = "is" if unwatched == 1 else "are"
        message += f": {plural(unwatched, 'open finding')} {verb} no longer watched"
    slug, place = comparison.after.vendor.slug, after.place("status")
    yield Change("vendor-ended", "watch", slug, "", message, place, {"unwatched": unwatched})


def vendor_come(assessment: Assessment) -> Change:
    """A vendor that is new, told in one line."""
    vendor = assessment.vendor
    message = f"{vendor.profile.name} is new, with {_holdings(assessment)}"
    return Change("vendor-new", "contracts", vendor.slug, "", message, vendor.profile.place())


def vendor_gone(assessment: Assessment) -> Change:
    """A vendor whose folder is gone, told in one line."""
    vendor = assessment.vendor
    message = f"the folder of {vendor.profile.name} is gone, with {_holdings(assessment)}"
    place = vendor.profile.place()
    return Change("vendor-gone", "misses", vendor.slug, "", message, place)


def _holdings(assessment: Assessment) -> str:
    vendor = assessment.vendor
    contracts = plural(len(vendor.profile.contracts), "contract")
    return f"{contracts} and {plural(len(vendor.milestones), 'milestone')}"
