"""Channels and routines."""

from __future__ import annotations

from datetime import date

import pytest

from tests.records.reading import SOMEWHERE, faults, read
from vendorbook.records.communication import Channel, Communication, Routine
from vendorbook.records.facts import Duration


def test_channels_and_routines() -> None:
    communication = read(
        Communication,
        """\
        channels:
          - {id: bridge, purpose: incident, tool: Bridge, address: "room 4", hours: 24x7,
             respond_within: 15m, owner: kit-morrow}
        routines:
          - id: weekly-ops
            kind: meeting
            title: Weekly operations call
            level: operational
            cadence: weekly
            starts_on: 2025-01-06
            ends_on: 2026-12-31
            chair: ines-ward
            attendees: [ines-ward, kit-morrow]
            agenda: communication/weekly-call.md
          - {id: pack, kind: report, title: Report, level: tactical, cadence: monthly,
             starts_on: 2025-02-01, chair: kit-morrow}
        """,
    )

    assert communication == Communication(
        origin=SOMEWHERE,
        channels=(
            Channel(
                origin=SOMEWHERE,
                id="bridge",
                purpose="incident",
                tool="Bridge",
                address="room 4",
                hours="24x7",
                respond_within=Duration(15, "m"),
                owner="kit-morrow",
            ),
        ),
        routines=(
            Routine(
                origin=SOMEWHERE,
                id="weekly-ops",
                kind="meeting",
                title="Weekly operations call",
                level="operational",
                cadence="weekly",
                starts_on=date(2025, 1, 6),
                ends_on=date(2026, 12, 31),
                chair="ines-ward",
                attendees=("ines-ward", "kit-morrow"),
                agenda="communication/weekly-call.md",
            ),
            Routine(
                origin=SOMEWHERE,
                id="pack",
                kind="report",
                title="Report",
                level="tactical",
                cadence="monthly",
                starts_on=date(2025, 2, 1),
                chair="kit-morrow",
            ),
        ),
    )
    assert communication.routines[0].place("cadence").line == 9


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("channels: []\nroutines: []", []),
        ("channels: []", ["missing-key: 'routines' is missing from this file"]),
        (
            "channels: []\nroutines: [{id: a, kind: meeting, title: A, level: tactical, "
            "cadence: biweekly, starts_on: 2026-01-05, chair: ines-ward}]",
            [
                "bad-value: 'cadence' is 'biweekly', expected one of weekly, fortnightly, monthly, "
                "quarterly, semiannual, annual"
            ],
        ),
        (
            "channels: []\nroutines: [{id: a, kind: meeting, title: A, level: tactical, "
            "cadence: weekly, starts_on: 05/01/2026, chair: ines-ward}]",
            ["bad-format: 'starts_on' is '05/01/2026', expected a date as year-month-day"],
        ),
        (
            "channels: [{id: War Room, purpose: incident, tool: chat, address: a}]\nroutines: []",
            [
                "bad-format: 'id' is 'War Room', expected lower-case letters and digits, words "
                "joined by single hyphens"
            ],
        ),
    ],
)
def test_right_and_wrong_files(text: str, expected: list[str]) -> None:
    assert faults(Communication, text) == expected
