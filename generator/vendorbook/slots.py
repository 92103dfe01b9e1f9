"""When the agreed meetings and reports were due, and which of them took place.

A routine's cadence cuts time into slots: ISO weeks, blocks of fourteen days from its start,
calendar months, quarters, half-years or years. Its first slot is the first that begins on or after
its start, its last the last that ends by its end.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.records.communication import Cadence, Routine
    from vendorbook.records.meetings import Meeting
    from vendorbook.vendor import Vendor

SlotState = Literal["kept", "missed", "excused"]
"""`excused` slots were cancelled by the client or by both sides; they count for nobody."""

_MONTHS: dict[Cadence, int] = {"monthly": 1, "quarterly": 3, "semiannual": 6, "annual": 12}
_ONE_DAY = timedelta(days=1)


class Slot(NamedTuple):
    """One time for which a routine was agreed.

    Attributes:
        first: Its first day.
        last: Its last day.
        state: Whether the meeting was held or the report received in it.
        entries: What the log says of it.
    """

    first: date
    last: date
    state: SlotState
    entries: tuple[Meeting, ...] = ()


def slots(vendor: Vendor, routine: Routine, since: date, until: date) -> list[Slot]:
    """Every slot of a routine whose last day lies in `since` to `until`, in order of time.

    What the log has dated after `until` has not happened yet.
    """
    found = list(_backwards(vendor, routine, until, since))
    found.reverse()
    return found


def missed_in_a_row(vendor: Vendor, routine: Routine, until: date) -> list[Slot]:
    """The missed slots since the last one that was kept, in order of time; excused ones are none.

    A routine that nobody ever kept is missed since its first slot.
    """
    missed = []
    for slot in _backwards(vendor, routine, until, routine.starts_on):
        if slot.state == "kept":
            break
        if slot.state == "missed":
            missed.append(slot)
    missed.reverse()
    return missed


def _backwards(vendor: Vendor, routine: Routine, until: date, since: date) -> Iterator[Slot]:
    """Slots that end in `since` to `until`, the latest first."""
    entries = [m for m in vendor.meetings if m.routine == routine.id and m.date <= until]
    earliest = routine.starts_on
    ends = min(until, routine.ends_on) if routine.ends_on else until
    first = _first_day(routine, ends + _ONE_DAY)
    while True:
        last = first - _ONE_DAY
        first = _first_day(routine, last)
        if first < earliest or last < since:
            return
        inside = tuple(each for each in entries if first <= each.date <= last)
        yield Slot(first, last, _state(inside), inside)


def _first_day(routine: Routine, day: date) -> date:
    """The first day of the slot that a day falls into."""
    if routine.cadence == "weekly":
        return day - timedelta(days=day.weekday())
    if routine.cadence == "fortnightly":
        return day - timedelta(days=(day - routine.starts_on).days % 14)
    months = _MONTHS[routine.cadence]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def _state(entries: tuple[Meeting, ...]) -> SlotState:
    if any(each.status != "cancelled" for each in entries):
        return "kept"
    if any(each.cancelled_by in {"client", "both"} for each in entries):
        return "excused"
    return "missed"
