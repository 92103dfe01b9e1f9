"""Which escalation ladder an issue climbs, and when it should have left its level.

The ladder is what both sides agreed: who is called on each level, and after how long without
progress the next one is. Its purposes are those of contacts.yml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.response_times import after, instant_of, moment_of

if TYPE_CHECKING:
    from datetime import datetime

    from vendorbook.records.contacts import EscalationStep, LadderPurpose
    from vendorbook.records.facts import Moment
    from vendorbook.records.feedback import FeedbackEntry, FeedbackTopic
    from vendorbook.response_times import FeedbackState
    from vendorbook.vendor import Vendor

_PURPOSES: dict[FeedbackTopic, LadderPurpose] = {
    "delivery": "delivery",
    "quality": "delivery",
    "communication": "relationship",
    "cost": "commercial",
    "people": "relationship",
    "security": "incident",
}

_SUBSTITUTES: tuple[LadderPurpose, ...] = ("delivery", "relationship", "incident", "commercial")
"""Which ladder takes the place of a missing one, in this order."""


def ladder(vendor: Vendor, purpose: LadderPurpose) -> tuple[EscalationStep, ...]:
    """The steps for one purpose, the lowest level first."""
    steps = vendor.contacts.escalation if vendor.contacts else ()
    return tuple(sorted((s for s in steps if s.for_ == purpose), key=lambda step: step.level))


def ladder_for(entry: FeedbackEntry, vendor: Vendor) -> tuple[EscalationStep, ...]:
    """The ladder that an issue climbs; empty when there is none at all."""
    wanted = "incident" if entry.severity == "critical" else _PURPOSES[entry.about]
    for purpose in (wanted, *_SUBSTITUTES):
        if steps := ladder(vendor, purpose):
            return steps
    return ()


def has_stalled_since(state: FeedbackState, vendor: Vendor, moment: datetime) -> datetime | None:
    """When an open issue should have left its level, if that is over and there is a level above.

    The clock starts when the issue is raised while nobody has answered it; once it is answered,
    when the agreed time for the fix is over, or with the answer where none was agreed. The times of
    all levels up to the present one count together.

    Raises:
        CalendarGap: When working days outside the calendar are needed.
    """
    entry, timezone = state.entry, vendor.timezone
    level = entry.escalation_level or 1
    steps = ladder_for(entry, vendor)
    if vendor.days is None or not any(step.level > level for step in steps):
        return None
    start: Moment = entry.raised_at
    if state.responded_at is not None:
        start = moment_of(state.resolve_by or state.responded_at, timezone)
    for step in steps:
        if step.level <= level:
            start = moment_of(after(start, step.after, timezone, vendor.days), timezone)
    limit = instant_of(start, timezone)
    return limit if moment > limit else None
