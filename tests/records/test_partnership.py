"""What both sides build together beyond the contract."""

from __future__ import annotations

from datetime import date

import pytest

from tests.records.reading import SOMEWHERE, faults, read
from vendorbook.records.partnership import Activity, Goal, Partnership


def test_vision_goals_and_activities() -> None:
    partnership = read(
        Partnership,
        """\
        vision: Claims settled during the call.
        goals:
          - {id: GO-01, text: Halve the energy use, owner_client: ines-ward, owner_vendor: kit,
             target_date: 2027-06-30, measured_by: energy-use, achieved_on: 2027-05-12}
          - {id: GO-02, text: One desk, owner_client: ines-ward, owner_vendor: kit,
             target_date: 2027-06-30, dropped: The site closes., internal: true}
        activities:
          - id: PA-01
            type: idea
            title: Sort claims by weather
            proposed_by: vendor
            planned_for: 2026-09-01
            done_on: 2026-09-16
            decision: accepted
            participants: [ines-ward, kit]
            outcome: A trial in May.
            benefit: 40 hours a month
            relates_to: [MS-02, energy-use]
            internal: true
        """,
    )

    assert partnership == Partnership(
        origin=SOMEWHERE,
        vision="Claims settled during the call.",
        goals=(
            Goal(
                origin=SOMEWHERE,
                id="GO-01",
                text="Halve the energy use",
                owner_client="ines-ward",
                owner_vendor="kit",
                target_date=date(2027, 6, 30),
                measured_by="energy-use",
                achieved_on=date(2027, 5, 12),
            ),
            Goal(
                origin=SOMEWHERE,
                id="GO-02",
                text="One desk",
                owner_client="ines-ward",
                owner_vendor="kit",
                target_date=date(2027, 6, 30),
                dropped="The site closes.",
                internal=True,
            ),
        ),
        activities=(
            Activity(
                origin=SOMEWHERE,
                id="PA-01",
                type="idea",
                title="Sort claims by weather",
                proposed_by="vendor",
                planned_for=date(2026, 9, 1),
                done_on=date(2026, 9, 16),
                decision="accepted",
                participants=("ines-ward", "kit"),
                outcome="A trial in May.",
                benefit="40 hours a month",
                relates_to=("MS-02", "energy-use"),
                internal=True,
            ),
        ),
    )
    assert partnership.activities[0].place("decision").line == 14


def test_every_part_is_optional() -> None:
    assert read(Partnership, "vision: Together.") == Partnership(
        origin=SOMEWHERE, vision="Together.", goals=(), activities=()
    )


def activity(details: str) -> str:
    return (
        "activities: [{id: PA-01, title: A, proposed_by: client, planned_for: 2026-09-01, "
        f"{details}}}]"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (activity("type: idea"), []),
        (activity("type: celebration, done_on: 2026-09-02"), []),
        (activity("type: idea, done_on: 2026-09-16, decision: parked"), []),
        (
            activity("type: idea, done_on: 2026-09-16"),
            ["missing-key: 'decision' is missing from an activity"],
        ),
        (
            activity("type: idea, decision: declined"),
            ["missing-key: 'done_on' is missing from an activity"],
        ),
        (
            "goals: [{id: GO-01, text: A, owner_client: i, owner_vendor: k, "
            "target_date: 2027-06-30, achieved_on: 2027-05-12, dropped: B}]",
            [
                "bad-value: entry 1 of 'goals' does not fit together: a goal is achieved or "
                "dropped, not both"
            ],
        ),
        (
            "goals: [{id: GO-01, text: A, owner_client: i, target_date: 2027-06-30}]",
            ["missing-key: 'owner_vendor' is missing from a shared goal"],
        ),
    ],
)
def test_right_and_wrong_partnerships(text: str, expected: list[str]) -> None:
    assert faults(Partnership, text) == expected
