"""One vendor at two revisions, both assessed for the same day, and what that says of its promises.

A miss can only go by a delivery or by a change that somebody decided; anything else is an edit that
hides it. Both sides are judged as of the same day, so that the passing of time explains nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from vendorbook.schedules import is_delivered
from vendorbook.wording import written_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vendorbook.assessment import AssessedMilestone, Assessment
    from vendorbook.findings import Place
    from vendorbook.records.changes import ChangeRequest
    from vendorbook.records.facts import Record
    from vendorbook.records.milestones import Milestone
    from vendorbook.vendor import Vendor


@dataclass(frozen=True)
class Comparison:
    """A vendor that both revisions have.

    Attributes:
        before: The vendor at the base revision.
        after: The vendor now, perhaps under another name.
    """

    before: Assessment
    after: Assessment

    @property
    def is_frozen(self) -> bool:
        """Whether promises were frozen: they are free to edit only while a vendor is onboarding."""
        return self.before.vendor.profile.status != "onboarding"


class Identified(Protocol):
    """A record with an id."""

    @property
    def id(self) -> str:
        """The record's id."""


Item = TypeVar("Item", bound=Identified)


class Pair(NamedTuple):
    """A milestone that both revisions have."""

    before: AssessedMilestone
    after: AssessedMilestone


class Explanation(NamedTuple):
    """Why a miss is gone.

    Attributes:
        kind: `delivery`, `change`, or `edit` for anything else.
        record: The change request, if one explains it.
    """

    kind: str
    record: str = ""


def by_id(items: Iterable[Item]) -> dict[str, Item]:
    """Records by their id; of a repeated id the first counts."""
    found: dict[str, Item] = {}
    for item in items:
        found.setdefault(item.id, item)
    return found


def pairs(comparison: Comparison) -> Iterator[Pair]:
    """Every milestone that both revisions have and that could be assessed in both."""
    before = {each.milestone.id: each for each in comparison.before.milestones}
    for each in comparison.after.milestones:
        if each.milestone.id in before:
            yield Pair(before[each.milestone.id], each)


def removed_milestones(comparison: Comparison) -> Iterator[Milestone]:
    """Milestones that are gone, and not merely unreadable now."""
    vendor = comparison.after.vendor
    if "milestones" in vendor.unusable:
        return
    kept = {each.id for each in vendor.milestones} | vendor.dropped
    for milestone in comparison.before.vendor.milestones:
        if milestone.id not in kept:
            yield milestone


def newly_approved(comparison: Comparison) -> list[ChangeRequest]:
    """Changes that are approved now and were not at the base revision."""
    before = by_id(comparison.before.vendor.changes)
    return [
        change
        for change in comparison.after.vendor.changes
        if change.status == "approved"
        and (change.id not in before or before[change.id].status != "approved")
    ]


def ended_misses(comparison: Comparison) -> Iterator[tuple[Pair, Explanation]]:
    """Milestones that were missed at the base revision and are not any more, and why."""
    fresh = newly_approved(comparison)
    for pair in pairs(comparison):
        if pair.before.state.status == "missed" and pair.after.state.status != "missed":
            yield pair, _explanation(comparison, pair, fresh)


def unjudged_misses(comparison: Comparison) -> Iterator[AssessedMilestone]:
    """Milestones that were missed and that nothing can be said of any more.

    Either the calendar does not reach them now, or it cannot be used at all.
    """
    if "changes" in comparison.after.vendor.in_doubt:
        return
    judged = {each.milestone.id for each in comparison.after.milestones}
    kept = {each.id for each in comparison.after.vendor.milestones}
    for each in comparison.before.milestones:
        if each.state.status == "missed" and each.milestone.id in kept - judged:
            yield each


def _explanation(comparison: Comparison, pair: Pair, fresh: Iterable[ChangeRequest]) -> Explanation:
    before, after = pair.before.milestone, pair.after.milestone
    as_of = comparison.after.as_of
    handed_over = after.delivered_on != before.delivered_on and is_delivered(after, as_of)
    if handed_over and not after.date_unknown:
        return Explanation("delivery")
    for change in fresh:
        is_decided = change.decided_on is not None and change.decided_on <= as_of
        if is_decided and any(effect.milestone == after.id for effect in change.effects):
            return Explanation("change", change.id)
    return Explanation("edit")


def are_alike(before: Vendor, after: Vendor) -> bool:
    """Whether two folders hold the same vendor: by its name, its number, or half its milestones."""
    if before.profile.name == after.profile.name:
        return True
    if before.profile.identifier is not None and (
        before.profile.identifier == after.profile.identifier
    ):
        return True
    old = {(each.id, each.title) for each in before.milestones}
    new = {(each.id, each.title) for each in after.milestones}
    return bool(old) and 2 * len(old & new) >= len(old)


def name_of_gone(comparison: Comparison, milestone: Milestone) -> str:
    """A milestone that is gone as messages name it: when it was agreed for, and that it was missed.

    `MS-02 'Claims tables', agreed for 30 Jun 2026 and missed on 28 Aug 2026`
    """
    words = f"{milestone.id} '{milestone.title}', agreed for {written_day(milestone.baseline_due)}"
    for each in comparison.before.milestones:
        if each.milestone is milestone and each.state.status == "missed":
            deadline = each.state.schedule.deadline
            moved = "" if deadline == milestone.baseline_due else f" on {written_day(deadline)}"
            words += f" and missed{moved}"
    return words


def place_of_gone(comparison: Comparison, record: Record) -> Place:
    """Where a record that is gone would be looked for: its file, under the vendor's new name."""
    before, after = comparison.before.vendor.slug, comparison.after.vendor.slug
    place = record.place()
    path = place.path.replace(f"vendors/{before}/", f"vendors/{after}/", 1)
    return place._replace(path=path, line=1, column=1)
