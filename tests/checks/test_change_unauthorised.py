"""Changes whose decision does not hold, and what rests on none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.playbooks import AGREEMENT, faults, open_playbook, said, write_playbook
from vendorbook.checks import find_faults
from vendorbook.vendor_reading import read_vendor

MILESTONES = """\
milestones:
  - { id: MS-01, title: A, baseline_due: 2026-04-30, deliverables: [DL-01] }
"""
CHANGE = """\
  - id: {id}
    title: Later
    type: date
    cause: client
    raised_on: 2026-04-01
    raised_by: {raised_by}
    status: {status}
    decided_on: {decided_on}
    decided_by: {decided_by}
    effects: [{effect}]
"""
MEASURED = AGREEMENT.replace(
    "kpis: []\n",
    """\
kpis:
  - id: up
    name: Up
    area: quality
    unit: percent
    direction: higher
    frequency: monthly
    definition: Share.
    source: tool
    contractual: false
    targets:
      - { from: 2026-01, target: 99, minimum: 98 }
      - { from: 2026-07, target: 98, minimum: 97, change: CR-01 }
""",
)
NEW_TARGET = "{ kpi: up, from_period: 2026-07 }"
EXCUSE = "{ measurement: { kpi: up, period: 2026-09 }, excused: true }"
EXCUSED = (
    "measurements:\n  - { kpi: up, period: 2026-09, value: 1, reported_on: 2026-10-01, "
    "excused: CR-02 }\n"
)


def change(number: int, effect: str, **other: str) -> str:
    usual = {
        "raised_by": "rosa-lind",
        "status": "approved",
        "decided_on": "2026-04-20",
        "decided_by": "pia-nand",
    }
    return CHANGE.format(**{**usual, "id": f"CR-{number:02d}", "effect": effect, **other})


def move(start: str, end: str) -> str:
    return f"{{ milestone: MS-01, from: {start}, to: {end} }}"


def unauthorised(root: Path, *changes: str, **files: str) -> list[str]:
    standard = {"agreement": AGREEMENT, "milestones": MILESTONES}
    text = "changes:\n" + "".join(changes)
    return said(faults(root, **{**standard, "changes": text, **files}), "change-unauthorised")


def test_moves_follow_each_other_by_day_and_then_by_id(tmp_path: Path) -> None:
    later = change(3, move("2026-06-30", "2026-07-31"), decided_on="2026-06-01")
    second = change(2, move("2026-05-29", "2026-06-30"))
    first = change(1, move("2026-04-30", "2026-05-29"))
    assert unauthorised(tmp_path, later, second, first) == []


def test_the_hundredth_move_of_a_day_follows_the_ninety_ninth(tmp_path: Path) -> None:
    hundredth = change(100, move("2026-05-29", "2026-06-30"))
    before = change(99, move("2026-04-30", "2026-05-29"))
    assert unauthorised(tmp_path, hundredth, before) == []


def test_each_wrong_start_is_said_once(tmp_path: Path) -> None:
    first = change(1, move("2026-04-29", "2026-05-29"))
    second = change(2, move("2026-05-29", "2026-06-30"))
    assert unauthorised(tmp_path, first, second) == [
        "11: CR-01 moves MS-01 from 29 Apr 2026, but the date in force was 30 Apr 2026"
    ]


@pytest.mark.parametrize("status", ["proposed", "withdrawn", "rejected"])
def test_only_approved_changes_are_replayed(tmp_path: Path, status: str) -> None:
    first = change(1, move("2026-04-30", "2026-05-29"), status=status)
    second = change(2, move("2026-04-30", "2026-06-30"))
    assert unauthorised(tmp_path, first, second) == []


def test_a_rejection_needs_a_decision_too(tmp_path: Path) -> None:
    text = change(1, move("2026-04-30", "2026-05-29"), status="rejected")
    text = text.replace("    decided_by: pia-nand\n", "")
    assert unauthorised(tmp_path, text) == ["8: CR-01 is rejected, but decided_by is missing"]


@pytest.mark.parametrize("status", ["proposed", "withdrawn"])
def test_what_is_not_decided_needs_no_decision(tmp_path: Path, status: str) -> None:
    text = change(1, move("2026-04-30", "2026-05-29"), status=status)
    undecided = text.replace("    decided_on: 2026-04-20\n    decided_by: pia-nand\n", "")
    assert unauthorised(tmp_path, undecided) == []


@pytest.mark.parametrize(("decider", "codes"), [
    ("ines-ward", []),
    ("pia-nand", []),
    ("tomas-reyl", ["change-unauthorised"]),
    ("kit-morrow", ["dangling-reference"]),
    ("nobody", ["dangling-reference"]),
])  # fmt: skip
def test_a_wrong_decider_is_one_finding(tmp_path: Path, decider: str, codes: list[str]) -> None:
    text = "changes:\n" + change(1, move("2026-04-30", "2026-05-29"), decided_by=decider)
    found = faults(tmp_path, agreement=AGREEMENT, milestones=MILESTONES, changes=text)
    assert [each.code for each in found] == codes
    assert all(each.record == "CR-01" for each in found)


@pytest.mark.parametrize("person", ["kit-morrow", "tomas-reyl"])
def test_a_wrong_decider_who_asked_as_well_is_still_one_finding(
    tmp_path: Path, person: str
) -> None:
    text = change(1, move("2026-04-30", "2026-05-29"), raised_by=person, decided_by=person)
    found = faults(
        tmp_path, agreement=AGREEMENT, milestones=MILESTONES, changes="changes:\n" + text
    )
    assert len(found) == 1


def test_who_asked_and_decided_is_seen_even_where_contacts_cannot_be_read(tmp_path: Path) -> None:
    text = change(1, move("2026-04-30", "2026-05-29"), raised_by="pia-nand")
    files = {"contacts": "people: [", "milestones": MILESTONES, "changes": "changes:\n" + text}
    portfolio = open_playbook(write_playbook(tmp_path, {"acme": {"agreement": AGREEMENT, **files}}))
    vendor = read_vendor(portfolio, "acme").vendor
    assert vendor is not None
    assert said(find_faults(vendor, portfolio, date(2026, 10, 9)), "change-unauthorised") == [
        "10: CR-01 was asked for and decided by the same person, pia-nand"
    ]


@pytest.mark.parametrize(("decided", "count"), [("2026-05-06", 0), ("2026-05-07", 1)])
def test_a_milestone_is_released_only_before_it_is_accepted(
    tmp_path: Path, decided: str, count: int
) -> None:
    accepted = MILESTONES.replace(
        " }", ", delivered_on: 2026-04-29, accepted_on: 2026-05-07, evidence: https://e.example }"
    )
    text = change(1, "{ milestone: MS-01, release: cancelled }", decided_on=decided)
    found = unauthorised(tmp_path, text, milestones=accepted)
    assert found == ["11: CR-01 has MS-01 cancelled, which had been accepted on 7 May 2026"] * count


def test_the_date_that_was_in_force_is_in_the_hint(tmp_path: Path) -> None:
    text = "changes:\n" + change(1, move("2026-04-29", "2026-05-29"))
    (found,) = faults(tmp_path, agreement=AGREEMENT, milestones=MILESTONES, changes=text)
    assert found.hint == (
        "write from: 2026-04-30, or put the changes in the right order of decided_on"
    )


@pytest.mark.parametrize("status", ["approved", "proposed", "withdrawn", "rejected"])
def test_targets_and_excuses_rest_on_approved_changes(tmp_path: Path, status: str) -> None:
    changes = [change(1, NEW_TARGET, status=status), change(2, EXCUSE, status=status)]
    found = unauthorised(tmp_path, *changes, agreement=MEASURED, measurements=EXCUSED)
    expected = [
        f"17: up: the target from 2026-07 rests on CR-01, which is {status}",
        f"2: up of 2026-09 is excused by CR-02, which is {status}",
    ]
    assert found == ([] if status == "approved" else expected)


@pytest.mark.parametrize(
    ("effect", "count"),
    [
        (NEW_TARGET, 0),
        # A quarter begins with its first month.
        (NEW_TARGET.replace("2026-07", "2026-Q3"), 0),
        (NEW_TARGET.replace("2026-07", "2026-08"), 1),
        (NEW_TARGET.replace("kpi: up", "kpi: down"), 1),
        ("{ scope: More }", 1),
    ],
)
def test_a_change_agrees_to_the_target_it_names_and_no_other(
    tmp_path: Path, effect: str, count: int
) -> None:
    found = unauthorised(tmp_path, change(1, effect), agreement=MEASURED)
    assert (
        found
        == [
            "17: up: the target from 2026-07 is said to be agreed by CR-01, which does not change "
            "it from then on"
        ]
        * count
    )


@pytest.mark.parametrize(
    "effect",
    [
        EXCUSE.replace("2026-09", "2026-08"),
        EXCUSE.replace("kpi: up", "kpi: down"),
        "{ scope: More }",
    ],
)
def test_a_change_excuses_what_it_names_and_nothing_else(tmp_path: Path, effect: str) -> None:
    changes = [change(1, NEW_TARGET), change(2, effect)]
    found = unauthorised(tmp_path, *changes, agreement=MEASURED, measurements=EXCUSED)
    assert found == ["2: up of 2026-09 is said to be excused by CR-02, which does not excuse it"]


@pytest.mark.parametrize(
    ("raiser", "decider", "message"),
    [
        (
            "rosa-lind",
            "tomas-reyl",
            "10: CR-01 was decided by Tomas Reyl, who is neither a relationship owner nor a "
            "contract manager",
        ),
        (
            "pia-nand",
            "pia-nand",
            "10: CR-01 was asked for and decided by the same person, Pia Nand",
        ),
    ],
)
def test_what_the_author_reads(tmp_path: Path, raiser: str, decider: str, message: str) -> None:
    text = change(1, move("2026-04-30", "2026-05-29"), raised_by=raiser, decided_by=decider)
    assert unauthorised(tmp_path, text) == [message]


def test_the_hint_invites_nobody_to_take_the_role(tmp_path: Path) -> None:
    text = change(
        1, move("2026-04-30", "2026-05-29"), raised_by="rosa-lind", decided_by="tomas-reyl"
    )
    files = {"milestones": MILESTONES, "changes": "changes:\n" + text}
    hints = [f.hint for f in faults(tmp_path, **files) if f.code == "change-unauthorised"]
    assert hints == ["have it decided by one of them; until then its status is proposed"]


def test_both_facts_of_a_decision_may_be_missing(tmp_path: Path) -> None:
    text = change(1, move("2026-04-30", "2026-05-29"))
    text = text.replace("    decided_on: 2026-04-20\n    decided_by: pia-nand\n", "")
    assert unauthorised(tmp_path, text) == [
        "8: CR-01 is approved, but decided_on and decided_by are missing"
    ]
