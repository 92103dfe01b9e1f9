"""How one date that falls due is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.findings import DueDate
from vendorbook.workdays import CalendarGap

if TYPE_CHECKING:
    from datetime import date

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Actor, Place


def due(
    assessment: Assessment,
    day: date,
    kind: str,
    what: str,
    *,
    record: str,
    actor: Actor,
    page: str,
    place: Place,
    anchor: str = "",
    aspect: str = "",
) -> DueDate:
    """A date of one vendor.

    `anchor` is given where the page shows it elsewhere than at the record's id, and `aspect` where
    one record may have several dates of the kind.
    """
    vendor = assessment.vendor
    return DueDate(
        day,
        kind,
        what,
        vendor.slug,
        vendor.profile.name,
        record,
        actor,
        page,
        place,
        anchor,
        aspect,
    )


def working_day_after(assessment: Assessment, day: date, count: int) -> date | None:
    """The day `count` working days after `day`; None when the calendar does not tell."""
    days = assessment.vendor.days
    if days is None:
        return None
    try:
        return days.shift(day, count)
    except CalendarGap:
        return None
