"""Somebody is recorded as doing something after they had left.

Finds feedback raised, changes asked for or decided, and reviews led or attended by a person after
the day in `left_on`. People who left and still hold a role today are another matter.

Why it matters: either the day of leaving is wrong or the name is, and a decision by somebody who
was gone is no decision.

Fails, when `ada-lin` left on 4 September 2026:

    feedback:
      - id: FB-001
        kind: praise
        direction: to_vendor
        raised_at: 2026-09-10
        raised_by: ada-lin
        about: delivery
        summary: The new intake went live without a single call.

Passes:

    feedback:
      - id: FB-001
        kind: praise
        direction: to_vendor
        raised_at: 2026-09-03
        raised_by: ada-lin
        about: delivery
        summary: The new intake went live without a single call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.assessment import local_day
from vendorbook.checks._faults import fault
from vendorbook.wording import written_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.findings import Finding, Severity
    from vendorbook.portfolio import Portfolio
    from vendorbook.records.facts import Moment, Record
    from vendorbook.vendor import Vendor

CODE = "departed-person"
SEVERITY: Severity = "error"


def check(vendor: Vendor, portfolio: Portfolio, today: date) -> Iterator[Finding]:
    """Find everything that somebody did after leaving."""
    del portfolio, today
    left = {each.id: each.left_on for each in vendor.people if each.left_on}
    if not left:
        return
    for record, key, person, moment in _deeds(vendor):
        if person is None or moment is None or person not in left:
            continue
        day = local_day(moment, vendor.timezone)
        gone = left[person]
        if gone is not None and day > gone:
            message = (
                f"{vendor.person_name(person)} left on {written_day(gone)}, "
                f"before {written_day(day)}"
            )
            hint = "name who it really was, or mend left_on in contacts.yml"
            yield fault(CODE, SEVERITY, vendor, record, key, message, hint, item=person)


def _deeds(vendor: Vendor) -> Iterator[tuple[Record, str, str | None, Moment | None]]:
    for change in vendor.changes:
        yield change, "raised_by", change.raised_by, change.raised_on
        yield change, "decided_by", change.decided_by, change.decided_on
    for entry in vendor.feedback:
        yield entry, "raised_by", entry.raised_by, entry.raised_at
    for review in vendor.reviews:
        yield review, "chair", review.chair, review.held_on
        for each in review.attendees:
            yield review, "attendees", each, review.held_on
    for activity in vendor.partnership.activities if vendor.partnership else ():
        # An idea is `planned_for` the day on which it was raised; deciding it is for others.
        day = activity.planned_for if activity.type == "idea" else activity.done_on
        for each in activity.participants:
            yield activity, "participants", each, day
