"""Somebody has not done what they promised by its day.

Finds actions of meetings, reviews and improvement plans that are past `due`, neither done nor
dropped. More than ten working days late is an error (`windows.action_error_days`). The owner of the
action acts, on whichever side they are.

Why it matters: minutes are read once. An action that nobody asks for again teaches both sides that
promises made in meetings do not count.

Fails, from 10 October 2026 on:

    meetings:
      - id: MT-01
        date: 2026-10-01
        status: held
        actions:
          - { id: AC-01, text: Send the test plan, owner: rosa-lind, due: 2026-10-09 }

Passes:

    meetings:
      - id: MT-01
        date: 2026-10-01
        status: held
        actions:
          - id: AC-01
            text: Send the test plan
            owner: rosa-lind
            due: 2026-10-09
            done_on: 2026-10-08
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.actors import by_id
from vendorbook.checks._faults import actions
from vendorbook.findings import Finding
from vendorbook.wording import working_days, written_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Severity

CODE = "action-overdue"
SEVERITY: Severity = "warning"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every action past its day."""
    vendor, as_of = assessment.vendor, assessment.as_of
    if vendor.days is None:
        return
    for action in actions(vendor):
        is_done = action.done_on is not None and action.done_on <= as_of
        if is_done or action.dropped is not None or action.due >= as_of:
            continue
        late = vendor.days.between(action.due, as_of)
        is_long = late > assessment.policy.windows.action_error_days
        yield Finding(
            CODE,
            action.place("due"),
            f"{action.id} '{action.text}' was due on {written_day(action.due)}, "
            f"{working_days(late)} ago",
            "record done_on, or dropped with the reason; a new day is a new action",
            "error" if is_long else SEVERITY,
            vendor.slug,
            action.id,
            action.due,
            late,
            by_id(vendor, action.owner),
        )
