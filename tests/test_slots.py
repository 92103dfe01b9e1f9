"""Slots of meetings and reports: where they begin and end, and which were kept."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.playbooks import acme
from vendorbook.records.communication import Routine
from vendorbook.slots import missed_in_a_row, slots
from vendorbook.vendor import Vendor

ROUTINE = """\
channels: [{{ id: desk, purpose: support, tool: Portal, address: See contacts }}]
routines:
  - id: call
    kind: meeting
    title: Call
    level: operational
    cadence: {cadence}
    starts_on: {starts_on}
    chair: ines-ward
{more}"""

CADENCES = ["weekly", "fortnightly", "monthly", "quarterly", "semiannual", "annual"]


def routine_of(
    root: Path, cadence: str, starts_on: str, *entries: str, more: str = ""
) -> tuple[Vendor, Routine]:
    files = {"communication": ROUTINE.format(cadence=cadence, starts_on=starts_on, more=more)}
    if entries:
        items = [f"{{ id: MT-{n:02d}, {entry} }}" for n, entry in enumerate(entries, start=1)]
        files["meetings"] = "meetings:\n" + "".join(f"  - {item}\n" for item in items)
    vendor, _ = acme(root, **files)
    assert vendor.communication is not None
    return vendor, vendor.communication.routines[0]


def spans(root: Path, cadence: str, starts_on: str, until: str, more: str = "") -> list[str]:
    vendor, routine = routine_of(root, cadence, starts_on, more=more)
    found = slots(vendor, routine, date.min, date.fromisoformat(until))
    return [f"{slot.first:%m-%d}..{slot.last:%m-%d}" for slot in found]


@pytest.mark.parametrize(("since", "count"), [("2026-09-27", 2), ("2026-09-28", 1)])
def test_a_slot_that_ends_on_the_first_day_asked_for_is_one(
    tmp_path: Path, since: str, count: int
) -> None:
    # The weeks of 21 September end on Sunday the 27th and on 4 October.
    vendor, routine = routine_of(tmp_path, "weekly", "2026-09-21")
    found = slots(vendor, routine, date.fromisoformat(since), date(2026, 10, 4))
    assert [slot.last for slot in found] == [date(2026, 9, 27), date(2026, 10, 4)][-count:]


@pytest.mark.parametrize(
    ("cadence", "starts_on", "until", "expected"),
    [
        # 2026-09-21 is a Monday.
        ("weekly", "2026-09-21", "2026-10-04", ["09-21..09-27", "09-28..10-04"]),
        ("weekly", "2026-09-21", "2026-10-03", ["09-21..09-27"]),
        ("weekly", "2026-09-22", "2026-10-04", ["09-28..10-04"]),
        ("fortnightly", "2026-09-23", "2026-10-20", ["09-23..10-06", "10-07..10-20"]),
        ("fortnightly", "2026-09-23", "2026-10-19", ["09-23..10-06"]),
        ("monthly", "2026-01-01", "2026-02-28", ["01-01..01-31", "02-01..02-28"]),
        ("monthly", "2026-01-02", "2026-02-28", ["02-01..02-28"]),
        ("quarterly", "2026-01-15", "2026-10-09", ["04-01..06-30", "07-01..09-30"]),
        ("semiannual", "2026-01-01", "2026-12-30", ["01-01..06-30"]),
        ("annual", "2026-01-01", "2026-12-31", ["01-01..12-31"]),
        ("annual", "2026-01-02", "2026-12-31", []),
        ("weekly", "2026-09-21", "2026-09-20", []),
    ],
)
def test_a_cadence_cuts_time_into_slots(
    tmp_path: Path, cadence: str, starts_on: str, until: str, expected: list[str]
) -> None:
    assert spans(tmp_path, cadence, starts_on, until) == expected


def test_the_last_slot_ends_by_the_routines_end(tmp_path: Path) -> None:
    more = "    ends_on: 2026-10-03\n"
    assert spans(tmp_path, "weekly", "2026-09-21", "2026-12-31", more) == ["09-21..09-27"]
    more = "    ends_on: 2026-10-04\n"
    again = spans(tmp_path / "b", "weekly", "2026-09-21", "2026-12-31", more)
    assert again == ["09-21..09-27", "09-28..10-04"]


def test_thirteen_weeks_end_in_the_third_quarter_of_2026(tmp_path: Path) -> None:
    vendor, routine = routine_of(tmp_path, "weekly", "2025-07-07")
    found = slots(vendor, routine, date(2026, 7, 1), date(2026, 9, 30))
    assert len(found) == 13
    assert (found[0].last, found[-1].last) == (date(2026, 7, 5), date(2026, 9, 27))


def states(root: Path, *entries: str) -> list[str]:
    vendor, routine = routine_of(root, "weekly", "2026-09-21", *entries)
    found = slots(vendor, routine, date.min, date(2026, 10, 11))
    return [slot.state for slot in found]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([], ["missed", "missed", "missed"]),
        (["routine: call, date: 2026-09-21, status: held"], ["kept", "missed", "missed"]),
        (["routine: call, date: 2026-09-27, status: held"], ["kept", "missed", "missed"]),
        (["routine: call, date: 2026-09-28, status: held"], ["missed", "kept", "missed"]),
        (["date: 2026-09-28, status: held"], ["missed", "missed", "missed"]),
        (
            ["routine: call, date: 2026-09-28, status: cancelled, cancelled_by: client"],
            ["missed", "excused", "missed"],
        ),
        (
            ["routine: call, date: 2026-09-28, status: cancelled, cancelled_by: both"],
            ["missed", "excused", "missed"],
        ),
        (
            ["routine: call, date: 2026-09-28, status: cancelled, cancelled_by: vendor"],
            ["missed", "missed", "missed"],
        ),
        (
            [
                "routine: call, date: 2026-09-28, status: cancelled, cancelled_by: client",
                "routine: call, date: 2026-09-30, status: held",
            ],
            ["missed", "kept", "missed"],
        ),
    ],
)
def test_what_the_log_makes_of_a_slot(
    tmp_path: Path, entries: list[str], expected: list[str]
) -> None:
    assert states(tmp_path, *entries) == expected


def test_what_is_dated_later_has_not_happened(tmp_path: Path) -> None:
    vendor, routine = routine_of(
        tmp_path, "weekly", "2026-09-21", "routine: call, date: 2026-10-12, status: held"
    )
    assert [slot.last.day for slot in missed_in_a_row(vendor, routine, date(2026, 10, 11))] == [
        27, 4, 11,
    ]  # fmt: skip


def test_missed_slots_count_back_to_the_last_that_was_kept(tmp_path: Path) -> None:
    vendor, routine = routine_of(
        tmp_path,
        "weekly",
        "2026-09-07",
        "routine: call, date: 2026-09-15, status: held",
        "routine: call, date: 2026-09-29, status: cancelled, cancelled_by: client",
    )
    found = missed_in_a_row(vendor, routine, date(2026, 10, 11))
    # 14–20 Sep was kept and 28 Sep–4 Oct excused.
    assert [slot.first for slot in found] == [date(2026, 9, 21), date(2026, 10, 5)]


@pytest.fixture(scope="module")
def every_cadence(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Vendor, Routine]]:
    root = tmp_path_factory.mktemp("cadences")
    return [routine_of(root / cadence, cadence, "2025-03-05") for cadence in CADENCES]


@given(until=st.dates(date(2025, 1, 1), date(2027, 12, 31)), which=st.integers(0, 5))
def test_slots_follow_each_other_without_a_gap(
    every_cadence: list[tuple[Vendor, Routine]], until: date, which: int
) -> None:
    vendor, routine = every_cadence[which]
    found = slots(vendor, routine, date.min, until)
    for before, after in pairwise(found):
        assert after.first == before.last + timedelta(days=1)
    for slot in found:
        assert routine.starts_on <= slot.first <= slot.last <= until
    if found:
        later = slots(vendor, routine, date.min, until + timedelta(days=40))
        assert later[: len(found)] == found
