"""Communication by hand: which slots count, what fills them, and by when an action is done."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from tests.scorecard.quarter import card, listed, scored


def routine(cadence: str, starts_on: str, name: str = "call", more: str = "") -> str:
    return (
        f"{{ id: {name}, kind: meeting, title: Call, level: tactical, cadence: {cadence}, "
        f"starts_on: {starts_on}, chair: ines-ward{more} }}"
    )


def meeting(day: str, status: str = "held", name: str = "call", number: int = 1) -> str:
    how = f"status: {status}"
    if status not in {"held", "received"}:
        how = f"status: cancelled, cancelled_by: {status}"
    return f"{{ id: MT-{number:02d}, routine: {name}, date: {day}, {how} }}"


def with_routines(*found: str) -> str:
    return "channels: []\n" + listed("routines", *found)


@pytest.mark.parametrize(
    ("cadence", "starts_on", "more", "expected"),
    [
        # The week of 28 September ends on 4 October; that of 21 September on the 27th.
        ("weekly", "2026-09-15", "", ["2026-09-27"]),
        ("fortnightly", "2026-09-17", "", ["2026-09-30"]),
        ("fortnightly", "2026-09-18", "", []),
        ("monthly", "2026-09-01", "", ["2026-09-30"]),
        ("monthly", "2026-09-02", "", []),
        ("monthly", "2026-06-01", "", ["2026-07-31", "2026-08-31", "2026-09-30"]),
        ("monthly", "2026-06-01", ", ends_on: 2026-09-29", ["2026-07-31", "2026-08-31"]),
        # Rare ones are looked at over twelve months, from 1 October 2025.
        ("quarterly", "2025-07-01", "", ["2025-12-31", "2026-03-31", "2026-06-30", "2026-09-30"]),
        ("semiannual", "2025-01-01", "", ["2025-12-31", "2026-06-30"]),
        ("annual", "2025-01-01", "", ["2025-12-31"]),
    ],
)
def test_slots_that_end_in_the_window_are_expected(
    tmp_path: Path, cadence: str, starts_on: str, more: str, expected: list[str]
) -> None:
    found = scored(
        tmp_path, "C1", communication=with_routines(routine(cadence, starts_on, more=more))
    )
    assert found == {f"call:{day}": 0 for day in expected}


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ((), 0),
        ((meeting("2026-09-01"),), 100),
        ((meeting("2026-09-30"),), 100),
        ((meeting("2026-08-31"),), 0),
        ((meeting("2026-10-01"),), 0),
        ((meeting("2026-09-10", "vendor"),), 0),
        ((meeting("2026-09-10", "client"),), "not_applicable"),
        ((meeting("2026-09-10", "both"),), "not_applicable"),
        ((meeting("2026-09-10", "client"), meeting("2026-09-11", number=2)), 100),
        (
            (meeting("2026-09-10", "client"), meeting("2026-09-11", "vendor", number=2)),
            "not_applicable",
        ),
    ],
)
def test_what_fills_a_slot(tmp_path: Path, entries: tuple[str, ...], expected: object) -> None:
    found = scored(
        tmp_path,
        "C1",
        communication=with_routines(routine("monthly", "2026-09-01")),
        meetings=listed("meetings", *entries) if entries else "meetings: []\n",
    )
    assert found == {"call:2026-09-30": expected}


def test_each_routine_weighs_the_same(tmp_path: Path) -> None:
    routines = with_routines(
        routine("monthly", "2026-07-01"), routine("monthly", "2026-09-01", "report")
    )
    held = listed("meetings", meeting("2026-07-06"))
    found = card(tmp_path, communication=routines, meetings=held)
    # One of three, and none of one.
    assert found.dimensions[0].indicators[0].score == (Fraction(100, 3) + 0) / 2


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("owner: kit-morrow, due: 2026-09-30, done_on: 2026-09-30", {"AC-01": 100}),
        ("owner: kit-morrow, due: 2026-09-30, done_on: 2026-10-01", {"AC-01": 0}),
        ("owner: kit-morrow, due: 2026-09-30", {"AC-01": 0}),
        ("owner: kit-morrow, due: 2026-07-01, done_on: 2026-06-30", {"AC-01": 100}),
        ("owner: kit-morrow, due: 2026-06-30", {}),
        ("owner: kit-morrow, due: 2026-10-01", {}),
        ("owner: ines-ward, due: 2026-09-30", {}),
        ("owner: kit-morrow, due: 2026-09-30, dropped: Not needed", {}),
    ],
)
def test_an_action_is_done_by_its_day(
    tmp_path: Path, action: str, expected: dict[str, int]
) -> None:
    entry = f"{{ id: MT-01, date: 2026-06-29, status: held, actions: [{{ id: AC-01, text: Do, {action} }}] }}"  # noqa: E501 - one entry on one line reads best
    assert scored(tmp_path, "C2", meetings=listed("meetings", entry)) == expected
