"""A calendar that is in use ends soon, has ended, or has not begun.

Finds calendars whose last covered day is at most 90 days away and those that are over: the
organisation's, and every other one that a vendor who has not ended names. Finds as well those whose
first day is still to come, if the contract of a vendor who counts by it has begun. Reported once
for each calendar, as a warning while it covers the day and else as an error.

Why it matters: outside its days no deadline can be counted, so alarms fall silent one by one.

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

from vendorbook.assessment import has_started
from vendorbook.calendars import path_of_calendar, place_of_span
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
    """Find every calendar in use that covers too little of what is to come, or not even the day."""
    short = {
        name: days
        for name, days in portfolio.calendars.items()
        if days is not None and ((days.last - as_of).days <= _WARNING_DAYS or as_of < days.first)
    }
    for name in _used(portfolio, set(short)):
        if as_of >= short[name].first:
            yield _ending(portfolio, name, short[name].last, as_of)
        elif _is_needed(portfolio, name, as_of):
            yield _not_begun(portfolio, name, short[name].first, as_of)


def _ending(portfolio: Portfolio, name: str, last: date, as_of: date) -> Finding:
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
    return Finding(
        CODE,
        place_of_span(portfolio.root, name, "to"),
        message,
        f"add the next year's days off to {path}, then set 'to' under covers to its last day",
        "warning" if left >= 0 else SEVERITY,
        due=last,
        days=-left,
        aspect="",
    )


def _not_begun(portfolio: Portfolio, name: str, first: date, as_of: date) -> Finding:
    path = path_of_calendar(name)
    return Finding(
        CODE,
        place_of_span(portfolio.root, name, "from"),
        f"the calendar {path} begins on {written_day(first)}, in "
        f"{plural((first - as_of).days, 'day')}, so deadlines before that day cannot be judged",
        f"add the days off of the time before to {path}, then set 'from' under covers to its first "
        "day",
        SEVERITY,
        due=first,
        aspect="begins",
    )


def _is_needed(portfolio: Portfolio, name: str, as_of: date) -> bool:
    """Whether a vendor that is judged on that day counts by a calendar."""
    own = portfolio.playbook.organisation.calendar
    readings = (read_vendor(portfolio, slug, {"vendor"}) for slug in portfolio.slugs)
    return any(
        vendor.profile.status != "ended"
        and (vendor.profile.calendar or own) == name
        and has_started(vendor, as_of)
        for vendor, _, _ in readings
        if vendor is not None
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
