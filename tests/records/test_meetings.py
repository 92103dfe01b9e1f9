"""Meetings held, reports received, and what was promised there."""

from __future__ import annotations

from datetime import date

import pytest

from tests.records.reading import SOMEWHERE, faults, read
from vendorbook.records.facts import Action
from vendorbook.records.meetings import Meeting, MeetingsFile


def test_meetings() -> None:
    meetings = read(
        MeetingsFile,
        """\
        meetings:
          - id: MT-001
            routine: weekly-ops
            date: 2026-10-02
            status: held
            minutes: https://documents.fenwickvale.example/minutes/2026-10-02
            summary: Backlog down.
            decisions:
              - The patch window moves to Sunday.
            actions:
              - {id: AC-01, text: Move it, owner: kit-morrow, due: 2026-10-09, done_on: 2026-10-08}
              - {id: AC-02, text: Tell users, owner: ines-ward, due: 2026-10-09, dropped: Not asked,
                 internal: true}
            internal: true
          - {id: MT-002, date: 2026-10-09, status: cancelled, cancelled_by: client}
        """,
    )

    assert meetings == MeetingsFile(
        origin=SOMEWHERE,
        meetings=(
            Meeting(
                origin=SOMEWHERE,
                id="MT-001",
                routine="weekly-ops",
                date=date(2026, 10, 2),
                status="held",
                minutes="https://documents.fenwickvale.example/minutes/2026-10-02",
                summary="Backlog down.",
                decisions=("The patch window moves to Sunday.",),
                actions=(
                    Action(
                        origin=SOMEWHERE,
                        id="AC-01",
                        text="Move it",
                        owner="kit-morrow",
                        due=date(2026, 10, 9),
                        done_on=date(2026, 10, 8),
                    ),
                    Action(
                        origin=SOMEWHERE,
                        id="AC-02",
                        text="Tell users",
                        owner="ines-ward",
                        due=date(2026, 10, 9),
                        dropped="Not asked",
                        internal=True,
                    ),
                ),
                internal=True,
            ),
            Meeting(
                origin=SOMEWHERE,
                id="MT-002",
                date=date(2026, 10, 9),
                status="cancelled",
                cancelled_by="client",
            ),
        ),
    )
    assert meetings.meetings[0].actions[1].place("dropped").line == 12


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("status: received", []),
        ("status: cancelled, cancelled_by: both", []),
        (
            "status: cancelled",
            ["missing-key: 'cancelled_by' is missing from a meeting"],
        ),
        (
            "status: held, cancelled_by: vendor",
            [
                "bad-value: 'status' does not fit together: only a meeting with the status "
                "cancelled has cancelled_by"
            ],
        ),
        (
            "status: held, actions: [{id: AC-1, text: a, owner: b, due: 2026-10-09}]",
            ["bad-format: 'id' is 'AC-1', expected AC, a hyphen and two to four digits"],
        ),
        (
            "status: held, actions: [{id: AC-01, text: a, owner: b, due: 2026-10-09, "
            "done_on: 2026-10-08, dropped: c}]",
            [
                "bad-value: entry 1 of 'actions' does not fit together: an action is done or "
                "dropped, not both"
            ],
        ),
    ],
)
def test_right_and_wrong_entries(entry: str, expected: list[str]) -> None:
    text = f"meetings: [{{id: MT-01, date: 2026-10-02, {entry}}}]"
    assert faults(MeetingsFile, text) == expected
