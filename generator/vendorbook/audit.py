"""The whole history of a playbook: every baseline that changed, every miss that was covered.

Each commit of the main line is compared with the one before it, both judged as of the day on which
it was written, so that what counts is what people could know then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from vendorbook.change import AuditEntry, Change
from vendorbook.comparison import (
    by_id,
    ended_misses,
    name_of_gone,
    newly_approved,
    pairs,
    place_of_gone,
    removed_milestones,
)
from vendorbook.revision_surveys import Revisions, compare_vendor, open_revisions
from vendorbook.revisions import first_parent, history
from vendorbook.wording import cause_in_words, written_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from vendorbook.comparison import Comparison, Pair
    from vendorbook.revisions import Commit

_FROZEN: Final = ("baseline_due", "grace_days", "critical", "weight")


def audit(root: Path, progress: Callable[[int, int], None] | None = None) -> Iterator[AuditEntry]:
    """Every change of a promise in the history, the oldest first.

    Raises:
        NoRevision: When git cannot tell the history.
    """
    commits = history(root)
    for done, commit in enumerate(commits, start=1):
        parent = first_parent(root, commit.name)
        if parent is not None:
            for change in _changes_in(root, parent, commit):
                yield AuditEntry(
                    commit.name, commit.author, commit.when.date(), commit.subject, change
                )
        if progress is not None:
            progress(done, len(commits))


def _changes_in(root: Path, parent: str, commit: Commit) -> Iterator[Change]:
    day = commit.when.date()
    with open_revisions(root, parent, commit.name, commit.when, day) as revisions:
        if not isinstance(revisions, Revisions):
            return
        for pair in revisions.pairs:
            compared = compare_vendor(revisions, pair, situations=False)
            if compared.comparison is not None:
                yield from _promises(compared.comparison)
            for fault in compared.faults:
                if fault.code == "milestone-removed" and not fault.record:
                    yield Change(
                        "vendor-gone", "misses", fault.vendor, "", fault.message, fault.place
                    )


def _promises(comparison: Comparison) -> Iterator[Change]:
    slug = comparison.after.vendor.slug
    for milestone in removed_milestones(comparison):
        message = f"{name_of_gone(comparison, milestone)}, was removed"
        place = place_of_gone(comparison, milestone)
        yield Change("milestone-removed", "milestones", slug, milestone.id, message, place)
    yield from _baselines(comparison)
    covered = {pair.after.milestone.id: why for pair, why in ended_misses(comparison)}
    for pair in pairs(comparison):
        name = pair.after.milestone.id
        why = covered.get(name)
        if why is not None and why.kind == "edit":
            yield _covered(comparison, pair, "by an edit; nothing was delivered or decided")
        elif (why is not None and why.kind == "change") or _is_newly_flagged(pair):
            yield _covered(comparison, pair, _by_change(comparison, name))


def _baselines(comparison: Comparison) -> Iterator[Change]:
    before = by_id(comparison.before.vendor.milestones)
    is_free = not comparison.is_frozen
    for milestone in comparison.after.vendor.milestones:
        old = before.get(milestone.id)
        if old is None:
            continue
        for key in _FROZEN:
            was, now = getattr(old, key), getattr(milestone, key)
            if was != now:
                words = "while the vendor was onboarding" if is_free else "after it was agreed"
                message = (
                    f"{milestone.id} '{milestone.title}': {key} was changed from {_said(was)} to "
                    f"{_said(now)}, {words}"
                )
                yield Change(
                    "baseline-changed",
                    "milestones",
                    comparison.after.vendor.slug,
                    milestone.id,
                    message,
                    milestone.place(key),
                    {"field": key, "before": str(was), "after": str(now), "onboarding": is_free},
                )


def _is_newly_flagged(pair: Pair) -> bool:
    """Whether a change has come that was decided after the milestone had been missed."""
    before, after = pair.before.state.schedule, pair.after.state.schedule
    return after.missed_before_change and not before.missed_before_change


def _covered(comparison: Comparison, pair: Pair, how: str) -> Change:
    milestone, schedule = pair.after.milestone, pair.before.state.schedule
    message = (
        f"{milestone.id} '{milestone.title}': the miss of {written_day(schedule.deadline)} was "
        f"covered {how}"
    )
    return Change(
        "miss-covered",
        "misses",
        comparison.after.vendor.slug,
        milestone.id,
        message,
        milestone.place("baseline_due"),
    )


def _by_change(comparison: Comparison, milestone: str) -> str:
    fresh = [
        change
        for change in newly_approved(comparison)
        if any(effect.milestone == milestone for effect in change.effects)
    ]
    named = [
        f"{each.id} ({cause_in_words(each.cause)}, decided on {written_day(each.decided_on)})"
        for each in fresh
    ]
    return f"by {' and '.join(named)}" if named else "by an edit of an earlier change request"


def _said(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "nothing"}[value]
    return written_day(value) if hasattr(value, "isoformat") else str(value)
