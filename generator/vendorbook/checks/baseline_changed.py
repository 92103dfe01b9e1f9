"""A promise was edited that had been agreed.

Compares with a base revision. Finds milestones whose `baseline_due`, `grace_days`, `critical` or
`weight` differ; change requests that had been decided and whose decision, cause or
effects differ or that are gone; and vendors that are set back to `onboarding`, where promises are
free to edit. Once merged, a promise changes through a new change request and in no other way; only
while a vendor is onboarding may milestones be edited.

Why it matters: a date that can be edited is no date. Whoever reads the record next year must find
what was agreed first, and every step from there.

Fails, when the base revision has 2026-04-30:

    milestones:
      - id: MS-01
        title: Claims intake live
        baseline_due: 2026-05-29

Passes: the old `baseline_due`, and in `changes.yml` an approved change request with
`effects: [{ milestone: MS-01, from: 2026-04-30, to: 2026-05-29 }]`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from vendorbook.checks._comparisons import fault_of_change, said
from vendorbook.comparison import by_id, place_of_gone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.comparison import Comparison
    from vendorbook.findings import Finding, Severity
    from vendorbook.records.changes import ChangeRequest
    from vendorbook.records.milestones import Milestone

CODE = "baseline-changed"
SEVERITY: Severity = "error"

_FROZEN: Final = ("baseline_due", "grace_days", "critical", "weight")
_DECIDED: Final = ("status", "cause", "decided_on", "decided_by", "raised_by", "effects")
_USE_A_CHANGE: Final = "put it back, and record an approved change request in changes.yml instead"


def check(comparison: Comparison) -> Iterator[Finding]:
    """Find every promise that was edited."""
    yield from _status(comparison)
    if comparison.is_frozen:
        yield from _milestones(comparison)
    yield from _changes(comparison)


def _status(comparison: Comparison) -> Iterator[Finding]:
    profile = comparison.after.vendor.profile
    if comparison.is_frozen and profile.status == "onboarding":
        was = comparison.before.vendor.profile.status
        message = (
            f"the vendor was {was} and is set back to onboarding, where promises may be edited"
        )
        hint = f"write status: {was}; a vendor is onboarding once"
        yield fault_of_change(CODE, SEVERITY, comparison, profile.place("status"), message, hint)


def _milestones(comparison: Comparison) -> Iterator[Finding]:
    before = by_id(comparison.before.vendor.milestones)
    for milestone in comparison.after.vendor.milestones:
        agreed = before.get(milestone.id)
        for key in _FROZEN if agreed is not None else ():
            old, new = getattr(agreed, key), getattr(milestone, key)
            if old != new:
                yield _edited(comparison, milestone, key, old, new)


def _edited(comparison: Comparison, milestone: Milestone, key: str, old: Any, new: Any) -> Finding:
    message = (
        f"{milestone.id} '{milestone.title}': {key} was {said(old)} and is {said(new)} now, but it "
        "was agreed"
    )
    place = milestone.place(key)
    return fault_of_change(
        CODE, SEVERITY, comparison, place, message, _USE_A_CHANGE, milestone.id, aspect=key
    )


def _changes(comparison: Comparison) -> Iterator[Finding]:
    vendor = comparison.after.vendor
    now = by_id(vendor.changes)
    for change in comparison.before.vendor.changes:
        if change.status not in {"approved", "rejected"}:
            continue
        if change.id in now:
            yield from _redecided(comparison, change, now[change.id])
        elif change.id not in vendor.dropped and "changes" not in vendor.unusable:
            message = f"{change.id} '{change.title}', which was {change.status}, is gone"
            hint = "put it back; what was decided is undone by a new change request"
            place = place_of_gone(comparison, change)
            yield fault_of_change(CODE, SEVERITY, comparison, place, message, hint, change.id)


def _redecided(comparison: Comparison, old: ChangeRequest, new: ChangeRequest) -> Iterator[Finding]:
    for key in _DECIDED:
        before, after = getattr(old, key), getattr(new, key)
        if before != after:
            words = "differ" if key == "effects" else f"was {said(before)} and is {said(after)} now"
            message = f"{new.id} '{new.title}' had been {old.status}, but its {key} {words}"
            hint = "put it back; what was decided is undone by a new change request"
            yield fault_of_change(
                CODE, SEVERITY, comparison, new.place(key), message, hint, new.id, aspect=key
            )
