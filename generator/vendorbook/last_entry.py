"""When something was last logged about a vendor: whether its pages can still be believed.

Only what happened counts: a date that is promised, planned or forecast says nothing about whether
anybody still writes the record, and neither does the day on which contacts were confirmed.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from vendorbook.assessment import local_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.records.facts import Moment
    from vendorbook.vendor import Vendor

LOG_KINDS = frozenset(
    {
        "milestones",
        "changes",
        "meetings",
        "feedback",
        "measurements",
        "reviews",
        "improvement",
        "partnership",
    }
)
"""The kinds of record that hold log entries."""


def last_entry(vendor: Vendor, as_of: date) -> date | None:
    """The latest day up to `as_of` on which something that was logged happened, if any."""
    timezone = vendor.timezone
    days = [
        local_day(moment, timezone) if isinstance(moment, datetime) else moment
        for moment in _moments(vendor)
        if moment is not None
    ]
    return max([day for day in days if day <= as_of], default=None)


def _moments(vendor: Vendor) -> Iterator[Moment | None]:
    for meeting in vendor.meetings:
        yield meeting.date
    for entry in vendor.feedback:
        yield from (entry.raised_at, entry.responded_at, entry.resolved_at)
    for measurement in vendor.measurements:
        yield measurement.reported_on
    for review in vendor.reviews:
        yield review.held_on
    for change in vendor.changes:
        yield from (change.raised_on, change.decided_on)
    for milestone in vendor.milestones:
        yield from (milestone.delivered_on, milestone.accepted_on)
        yield from (rejection.date for rejection in milestone.rejections)
    for plan in vendor.improvement:
        yield from (plan.opened_on, plan.closed_on)
        yield from (checkpoint.held_on for checkpoint in plan.checkpoints)
    for activity in vendor.partnership.activities if vendor.partnership else ():
        yield activity.done_on
