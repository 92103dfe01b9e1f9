"""What falls due as an iCalendar feed (RFC 5545) that any calendar can subscribe to.

An event keeps its identity when its day moves, and the same records on the same day make the same
bytes. Written by hand, because events are many and a general library takes ten times as long; the
tests read the result with one.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from vendorbook.addresses import in_identity, vendor_address
from vendorbook.reporters.escaping import without_control

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from vendorbook.findings import Actor, DueDate

SIDES: Final = {"client": "our side", "vendor": "the vendor", "both": "both sides"}

END: Final = "END:VCALENDAR\r\n"
"""What stands behind the last event."""

_ALARMS: Final = {"notice": (14, 2)}
"""How many days before a date of a kind calendars remind people."""

_ONE_DAY: Final = timedelta(days=1)
_LONGEST: Final = 75
"""Octets of a line, its break not counted."""

_ESCAPES: Final = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"))
"""What is written otherwise; what escapes comes first, for it is a sign like others before."""


def calendar_start(name: str) -> str:
    """What stands before the first event of a calendar of that name."""
    return "".join(
        (
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Vendorbook//Vendorbook//EN\r\n",
            "CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n",
            _line("NAME", _text(name)),
            _line("X-WR-CALNAME", _text(name)),
            "REFRESH-INTERVAL;VALUE=DURATION:P1D\r\nX-PUBLISHED-TTL:P1D\r\n",
        )
    )


def calendar(name: str, events: Iterable[str]) -> str:
    """A whole calendar."""
    return f"{calendar_start(name)}{''.join(events)}{END}"


def calendar_events(
    dates: Iterable[DueDate], as_of: date, space: str, site_url: str
) -> list[tuple[DueDate, str]]:
    """Every date with its event, each identity once.

    Args:
        dates: What falls due.
        as_of: The day it is told for, which is the stamp of every event.
        space: The namespace that makes ids unique.
        site_url: The address of the site with a slash at its end, or empty.
    """
    found: dict[str, tuple[DueDate, str]] = {}
    for each in dates:
        uid = event_id(each, space)
        if uid not in found:
            found[uid] = (each, _event(each, uid, as_of, site_url))
    return list(found.values())


def event_id(each: DueDate, space: str) -> str:
    """The identity of a date: what it is, and not when."""
    parts = (each.vendor, each.kind, each.record, each.aspect)
    return ".".join([in_identity(part) for part in parts if part]) + f"@{space}"


def _event(each: DueDate, uid: str, as_of: date, site_url: str) -> str:
    summary = f"{each.vendor_name}: {each.kind}, {each.what}"
    address = site_url + vendor_address(each.vendor, each.page, each.anchor or each.record)
    description = f"Who acts: {who(each.actor)}\nRecord: {each.record}\n{address}"
    lines = [
        "BEGIN:VEVENT\r\n",
        _line("UID", uid),
        f"DTSTAMP:{as_of:%Y%m%d}T000000Z\r\n",
        f"DTSTART;VALUE=DATE:{each.day:%Y%m%d}\r\n",
        f"DTEND;VALUE=DATE:{each.day + _ONE_DAY:%Y%m%d}\r\n",
        _line("SUMMARY", _text(summary)),
        _line("DESCRIPTION", _text(description)),
        _line("CATEGORIES", _text(each.kind)),
        _line("URL", address) if site_url else "",
        "TRANSP:TRANSPARENT\r\n",
    ]
    for days in _ALARMS.get(each.kind, ()):
        lines += (
            "BEGIN:VALARM\r\nACTION:DISPLAY\r\n",
            _line("DESCRIPTION", _text(f"In {days} days: {summary}")),
            f"TRIGGER:-P{days}D\r\nEND:VALARM\r\n",
        )
    lines.append("END:VEVENT\r\n")
    return "".join(lines)


def who(actor: Actor) -> str:
    """Who acts, for people: a name with the side, or the side."""
    side = SIDES.get(actor.side, actor.side)
    return f"{actor.name} ({side})" if actor.name else side


def _text(text: str) -> str:
    """Text of a record as a value, with nothing in it that could end the line."""
    text = without_control(text.replace("\r\n", "\n"))
    for sign, escape in _ESCAPES:
        text = text.replace(sign, escape)
    return text


def _line(name: str, value: str) -> str:
    """One content line, folded between characters where it is longer than `_LONGEST` octets."""
    line = f"{name}:{value}"
    if len(line) <= _LONGEST and line.isascii():
        return f"{line}\r\n"
    octets = line.encode("utf-8", errors="replace")
    pieces: list[bytes] = []
    start, room = 0, _LONGEST
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:  # the middle of a character
            end -= 1
        pieces.append(octets[start:end])
        start, room = end, _LONGEST - 1  # the space that begins the next line counts
    pieces.append(octets[start:])
    return b"\r\n ".join(pieces).decode() + "\r\n"
