"""Something was recorded with a day long past.

Compares with a base revision. Finds change requests that are newly approved, and hand-overs and
acceptances that are newly recorded, with a day more than five working days back
(`windows.backdate_days`). Says so when that ends a miss.

Why it matters: a decision that is written down weeks later may have been made weeks later. It can
be honest, so this is a warning; but somebody should ask.

Fails, on 9 October 2026, when the base revision has no `delivered_on`:

    milestones:
      - id: MS-01
        title: Claims intake live
        baseline_due: 2026-10-30
        delivered_on: 2026-10-01

Passes:

    milestones:
      - id: MS-01
        title: Claims intake live
        baseline_due: 2026-10-30
        delivered_on: 2026-10-02
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vendorbook.checks._comparisons import fault_of_change
from vendorbook.comparison import by_id, ended_misses, newly_approved
from vendorbook.wording import working_days, written_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.comparison import Comparison
    from vendorbook.findings import Finding, Severity
    from vendorbook.records.facts import Record

CODE = "change-backdated"
SEVERITY: Severity = "warning"

_ENDS_MISSES: Final = frozenset({"decided_on", "delivered_on"})
_REALLY: Final = {
    "decided_on": "on which it was decided",
    "delivered_on": "on which it was handed over",
    "accepted_on": "on which it was accepted",
}


def check(comparison: Comparison) -> Iterator[Finding]:
    """Find every decision, hand-over and acceptance that was recorded late."""
    days = comparison.after.vendor.days
    if days is None:
        return
    allowed = comparison.after.policy.windows.backdate_days
    ended = {
        why.record or pair.after.milestone.id: pair.before.state.schedule.deadline
        for pair, why in ended_misses(comparison)
        if why.kind != "edit"
    }
    for record, name, key, day, what in _recorded(comparison):
        back = days.between(day, comparison.after.as_of)
        if back > allowed:
            message = (
                f"{what} is dated {written_day(day)}, {working_days(back)} back; more than "
                f"{working_days(allowed)} is late for a record"
            )
            if name in ended and key in _ENDS_MISSES:
                message += f", and it ends the miss of {written_day(ended[name])}"
            hint = f"link what was written down on that day, or record the day {_REALLY[key]}"
            yield fault_of_change(
                CODE, SEVERITY, comparison, record.place(key), message, hint, name, aspect=key
            )


def _recorded(comparison: Comparison) -> Iterator[tuple[Record, str, str, date, str]]:
    """What is newly recorded: record, id, key, day, and what it is in words."""
    for change in newly_approved(comparison):
        if change.decided_on is not None:
            what = f"the decision on {change.id} '{change.title}'"
            yield change, change.id, "decided_on", change.decided_on, what
    before = by_id(comparison.before.vendor.milestones)
    for milestone in comparison.after.vendor.milestones:
        old = before.get(milestone.id)
        for key, word in (("delivered_on", "hand-over"), ("accepted_on", "acceptance")):
            day = getattr(milestone, key)
            if day is not None and (old is None or getattr(old, key) != day):
                what = f"the {word} of {milestone.id} '{milestone.title}'"
                yield milestone, milestone.id, key, day, what
