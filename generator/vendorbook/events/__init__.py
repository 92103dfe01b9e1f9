"""What happened, told by meaning: from the records' own dated facts, not from the history of files.

An event is a fact with a day. That a milestone was missed happened on the day after its last one.
Nothing is judged here, and what is still to come stands in `due_dates`. A new kind of event is one
more function in `_SOURCES`.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from vendorbook.events import conversations, promises

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from vendorbook.assessment import Assessment
    from vendorbook.events.making import Event

DAYS_BACK: Final = 90


def events(assessment: Assessment, days_back: int = DAYS_BACK) -> tuple[Event, ...]:
    """What happened in the last `days_back` days up to the as-of day, the latest first."""
    first, last = assessment.as_of - timedelta(days=days_back), assessment.as_of
    found = [
        each
        for source in _SOURCES
        for each in source(assessment, first)
        if first <= each.day <= last
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda each: each.urgency))


_SOURCES: Final[tuple[Callable[[Assessment, date], Iterator[Event]], ...]] = (
    promises.milestones,
    promises.changes,
    promises.contracts,
    conversations.feedback,
    conversations.reviews,
    conversations.plans,
    conversations.red_values,
    conversations.partnership,
)
"""Every kind of event; each may yield days outside the time looked at, and gets its first day."""
