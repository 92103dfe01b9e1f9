"""Somebody has not done what they promised by its day.

Finds actions of meetings, reviews and improvement plans that are past `due`, neither done nor
dropped. More than ten working days late is an error (`windows.action_error_days`). Vendors that
have ended are left out. The owner of the action acts, on whichever side they are.

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

from functools import partial
from typing import TYPE_CHECKING

from vendorbook.actors import by_id
from vendorbook.assessment import is_settled
from vendorbook.checks._faults import actions
from vendorbook.checks._gaps import each_judged
from vendorbook.findings import Finding
from vendorbook.wording import working_days_past, written_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Severity
    from vendorbook.records.facts import Action
    from vendorbook.workdays import WorkCalendar

CODE = "action-overdue"
SEVERITY: Severity = "warning"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every action past its day."""
    vendor, as_of = assessment.vendor, assessment.as_of
    if vendor.days is None or vendor.profile.status == "ended":
        return
    overdue = [each for each in actions(vendor) if each.due < as_of and not is_settled(each, as_of)]
    yield from each_judged(overdue, partial(_overdue, assessment, vendor.days))


def _overdue(assessment: Assessment, days: WorkCalendar, action: Action) -> Iterator[Finding]:
    vendor = assessment.vendor
    late = days.between(action.due, assessment.as_of)
    is_long = late > assessment.policy.windows.action_error_days
    yield Finding(
        CODE,
        action.place("due"),
        f"{action.id} '{action.text}' was due on {written_day(action.due)}, "
        f"{working_days_past(late)} ago",
        "record done_on, or dropped with the reason; a new day is a new action",
        "error" if is_long else SEVERITY,
        vendor.slug,
        action.id,
        action.due,
        late,
        by_id(vendor, action.owner),
    )
