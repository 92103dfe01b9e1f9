"""What falls due in the coming days, whoever must act on it.

Findings say what is overdue or close to it; this says what comes next, so that nobody has to be
told. A new kind of date is one more function in `_SOURCES`. A day that the vendor's calendar does
not tell is left out; the check `calendar-gap` speaks of it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from vendorbook.due_dates import conversations, partnership, promises, rhythm, terms
from vendorbook.records.facts import numbered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from vendorbook.assessment import Assessment
    from vendorbook.findings import DueDate

DAYS_AHEAD = 30

FEED_DAYS = 400
FEED_SLOT_DAYS = 90
"""How far feeds look ahead, and how far for what comes again and again."""

_SLOT_KINDS = frozenset({"meeting", "report"})
_OVER = frozenset({"notice", "end of term"})
"""Kinds of which nothing is left to do once their day is over."""


def due_dates(
    assessment: Assessment,
    days_ahead: int = DAYS_AHEAD,
    *,
    with_slots: bool = False,
    with_overdue: bool = False,
) -> list[DueDate]:
    """Everything that falls due from the as-of day on, earliest first.

    Args:
        assessment: The vendor on the day.
        days_ahead: How many days to look ahead.
        with_slots: Whether regular meetings and reports belong to it, whose number would hide the
            dates that happen once.
        with_overdue: Whether what should have been done by now and is not belongs to it.
    """
    last = assessment.as_of + timedelta(days=days_ahead)
    sources = (*_SOURCES, rhythm.slots_to_come) if with_slots else _SOURCES
    found = [
        each
        for source in sources
        for each in source(assessment, last)
        if each.day <= last
        and (each.day >= assessment.as_of or (with_overdue and each.kind not in _OVER))
    ]
    return sorted(found, key=lambda each: (each.day, each.vendor, numbered(each.record)))


def feed_dates(assessment: Assessment) -> list[DueDate]:
    """What feeds tell: what is overdue, what falls due in `FEED_DAYS`, and the slots close by."""
    last = assessment.as_of + timedelta(days=FEED_SLOT_DAYS)
    found = due_dates(assessment, FEED_DAYS, with_slots=True, with_overdue=True)
    return [each for each in found if each.day <= last or not is_slot(each.kind)]


def is_slot(kind: str) -> bool:
    """Whether dates of this kind come again and again, as regular meetings and reports do."""
    return kind in _SLOT_KINDS


_SOURCES: tuple[Callable[[Assessment, date], Iterator[DueDate]], ...] = (
    promises.milestones,
    promises.acceptances,
    promises.new_deliveries,
    promises.deferrals,
    promises.obligations,
    conversations.actions,
    conversations.answers_and_fixes,
    conversations.disputes,
    conversations.contact_details,
    rhythm.kpi_reports,
    rhythm.reviews,
    rhythm.comments_on_reviews,
    rhythm.plans,
    partnership.goals,
    partnership.activities,
    partnership.ideas,
    terms.notice_deadlines,
    terms.contract_ends,
    terms.documents,
    terms.credits,
)
"""Every kind of date; each may yield days outside the span, and gets its last day as a hint."""
