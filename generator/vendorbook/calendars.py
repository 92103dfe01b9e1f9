"""The calendars of a playbook: which days are worked, read from the files in calendars/."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from vendorbook.files import entries_of, read_record, shown
from vendorbook.findings import Finding, Place
from vendorbook.records import CALENDAR
from vendorbook.workdays import WorkCalendar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from vendorbook.records.calendar import CalendarFile
    from vendorbook.records.playbook import Organisation
    from vendorbook.records.vendor import Profile

CALENDARS_FOLDER = "calendars"

_WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}


def read_calendars(root: Path) -> tuple[dict[str, WorkCalendar | None], list[Finding]]:
    """Every calendar by slug, and what is wrong with their files.

    A calendar whose file has any fault is None: a holiday that was mistyped would move deadlines,
    and nobody would see why.
    """
    calendars: dict[str, WorkCalendar | None] = {}
    folder = root / CALENDARS_FOLDER
    entries, findings = entries_of(folder, CALENDARS_FOLDER) if folder.is_dir() else ([], [])
    for file in entries:
        path = f"{CALENDARS_FOLDER}/{shown(file.name)}"
        if not file.name.endswith(".yml") or not file.is_file(follow_symlinks=False):
            message = "this is no calendar; calendars are plain .yml files"
            findings.append(Finding("unknown-file", Place(path), message, "rename or remove it"))
            continue
        record, faults = read_record(file.path, path, CALENDAR)
        calendar = None
        if record is not None:
            calendar = _work_calendar(record, faults)  # type: ignore[arg-type]
        calendars[file.name.removesuffix(".yml")] = None if faults else calendar
        findings += faults
    return calendars, findings


def unknown_calendar(
    record: Organisation | Profile, calendars: Mapping[str, WorkCalendar | None], vendor: str = ""
) -> Iterator[Finding]:
    """That there is no calendar of the name that a record gives."""
    name = record.calendar
    if name is not None and name not in calendars:
        message = f"there is no calendar '{name}'"
        have = ", ".join(sorted(calendars)) or "none"
        hint = f"add calendars/{name}.yml or name one that exists: {have}"
        yield Finding("dangling-reference", record.place("calendar"), message, hint, vendor=vendor)


def path_of_calendar(name: str) -> str:
    """The file of a calendar, relative to the playbook's root."""
    return f"{CALENDARS_FOLDER}/{shown(name)}.yml"


def place_of_span(root: Path, name: str, key: Literal["from", "to"]) -> Place:
    """Where a calendar's file says from or to which day it covers; its first line if it cannot."""
    path = path_of_calendar(name)
    record, _ = read_record(root / CALENDARS_FOLDER / f"{name}.yml", path, CALENDAR)
    return record.covers.place(key) if record else Place(path)  # type: ignore[attr-defined]


def _work_calendar(record: CalendarFile, findings: list[Finding]) -> WorkCalendar | None:
    first, last = record.covers.from_, record.covers.to
    if last < first:
        message = f"the calendar covers {first} to {last}, which ends before it starts"
        findings.append(Finding("impossible-dates", record.covers.place("to"), message))
        return None
    weekend = frozenset(_WEEKDAYS[each] for each in record.weekend)
    if len(weekend) == len(_WEEKDAYS):
        message = "every day of the week is a weekend here, so nothing could ever fall due"
        findings.append(Finding("policy-incoherent", record.place("weekend"), message))
        return None
    holidays = frozenset(_holidays(record))
    return WorkCalendar(record.name, weekend, first, last, holidays)


def _holidays(record: CalendarFile) -> Iterator[date]:
    return (each.date for each in record.non_working)
