"""Deeds of people who had left."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.playbooks import CONTACTS, faults, said

LEFT = CONTACTS.replace(
    "kit@vendor.example, ", "kit@vendor.example, left_on: 2026-05-01, "
).replace("pia@client.example, ", "pia@client.example, left_on: 2026-05-01, ")
CHANGE = """\
changes:
  - id: CR-01
    title: Later
    type: scope
    cause: client
    raised_on: {raised}
    raised_by: kit-morrow
    status: approved
    decided_on: {decided}
    decided_by: pia-nand
    effects: [{{ scope: More. }}]
"""
REVIEW = """\
reviews:
  - id: RV-01
    kind: annual
    period: "2026"
    held_on: {}
    chair: pia-nand
    attendees:
      - ines-ward
      - kit-morrow
    ratings: [{{ area: quality, rating: satisfactory, narrative: As agreed. }}]
"""
ACTIVITY = """\
activities:
  - id: PA-01
    type: {}
    title: A thought
    proposed_by: vendor
    planned_for: 2026-05-01
    done_on: 2026-05-20
    decision: accepted
    participants: [kit-morrow]
"""


@pytest.mark.parametrize(
    ("raised", "decided", "expected"),
    [
        ("2026-05-01", "2026-05-01", []),
        (
            "2026-05-02",
            "2026-05-04",
            [
                "7: Kit Morrow left on 1 May 2026, before 2 May 2026",
                "10: Pia Nand left on 1 May 2026, before 4 May 2026",
            ],
        ),
    ],
)
def test_changes_are_asked_for_and_decided_by_people_who_are_there(
    tmp_path: Path, raised: str, decided: str, expected: list[str]
) -> None:
    found = faults(tmp_path, contacts=LEFT, changes=CHANGE.format(raised=raised, decided=decided))
    assert said(found, "departed-person") == expected


def test_reviews_are_led_and_attended_by_people_who_are_there(tmp_path: Path) -> None:
    assert faults(tmp_path, contacts=LEFT, reviews=REVIEW.format("2026-05-01")) == []
    found = faults(tmp_path, contacts=LEFT, reviews=REVIEW.format("2026-05-02"))
    assert [(each.record, each.place.line) for each in found] == [("RV-01", 6), ("RV-01", 9)]


def test_an_hour_counts_by_the_day_of_the_contract(tmp_path: Path) -> None:
    entry = (
        "feedback: [{{ id: FB-001, kind: praise, direction: to_client, raised_at: {}, "
        "raised_by: kit-morrow, about: people, summary: Thanks. }}]\n"
    )
    last_hour = entry.format('"2026-05-01T23:30:00+01:00"')
    next_day = entry.format('"2026-05-01T23:30:00Z"')
    assert faults(tmp_path, contacts=LEFT, feedback=last_hour) == []
    assert said(faults(tmp_path, contacts=LEFT, feedback=next_day), "departed-person") == [
        "1: Kit Morrow left on 1 May 2026, before 2 May 2026"
    ]


def test_whoever_raised_an_idea_may_have_left_when_it_is_decided(tmp_path: Path) -> None:
    assert faults(tmp_path, contacts=LEFT, partnership=ACTIVITY.format("idea")) == []
    workshop = ACTIVITY.format("training").replace("    decision: accepted\n", "")
    assert said(faults(tmp_path, contacts=LEFT, partnership=workshop), "departed-person") == [
        "8: Kit Morrow left on 1 May 2026, before 20 May 2026"
    ]
