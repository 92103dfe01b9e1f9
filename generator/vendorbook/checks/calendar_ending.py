"""A calendar that is in use ends soon, or has ended.

Finds calendars whose last covered day is at most 90 days away, and those that are over: the
organisation's, and every other one that a vendor who has not ended names. Reported once for each
calendar, as a warning before its last day and as an error after it.

Why it matters: after that day no deadline can be counted, so alarms fall silent one by one.

Fails, from 2 October 2026 on:

    name: England and Wales
    weekend: [sat, sun]
    covers: { from: 2025-01-01, to: 2026-12-31 }
    non_working: [{ date: 2026-12-25, name: Christmas Day }]

Passes:

    name: England and Wales
    weekend: [sat, sun]
    covers: { from: 2025-01-01, to: 2027-12-31 }
    non_working: [{ date: 2026-12-25, name: Christmas Day }]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vendorbook.calendars import path_of_calendar, place_of_last_day
from vendorbook.findings import Finding
from vendorbook.vendor_reading import read_vendor
from vendorbook.wording import plural, written_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.findings import Severity
    from vendorbook.portfolio import Portfolio

CODE = "calendar-ending"
SEVERITY: Severity = "error"

_WARNING_DAYS: Final = 90
"""How long before its last day a calendar is spoken of: enough for next year's holidays."""


def check(portfolio: Portfolio, as_of: date) -> Iterator[Finding]:
    """Find every calendar in use that covers too little of what is to come."""
    last_days = {
        name: days.last
        for name, days in portfolio.calendars.items()
        if days is not None and (days.last - as_of).days <= _WARNING_DAYS
    }
    for name in _used(portfolio, set(last_days)):
        last = last_days[name]
        left = (last - as_of).days
        path = path_of_calendar(name)
        if left < 0:
            message = (
                f"the calendar {path} ended on {written_day(last)}, {plural(-left, 'day')} ago, so "
                "deadlines after that day cannot be judged"
            )
        else:
            message = (
                f"the calendar {path} ends on {written_day(last)}, in {plural(left, 'day')}; "
                "deadlines after that day cannot be judged"
            )
        yield Finding(
            CODE,
            place_of_last_day(portfolio.root, name),
            message,
            f"add the next year's days off to {path}, then set 'to' under covers to its last day",
            "warning" if left >= 0 else SEVERITY,
            due=last,
            days=-left,
            aspect="",
        )


def _used(portfolio: Portfolio, names: set[str]) -> list[str]:
    """Those of the named calendars that are in use; vendors are read only when one may be."""
    own = portfolio.playbook.organisation.calendar
    found = names & {own}
    for slug in portfolio.slugs:
        if found == names:
            break
        vendor = read_vendor(portfolio, slug, {"vendor"}).vendor
        if vendor and vendor.profile.calendar and vendor.profile.status != "ended":
            found |= names & {vendor.profile.calendar}
    return sorted(found)
