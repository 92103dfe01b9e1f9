"""Targets that cannot hold: at which line, and what the numbers are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.playbooks import AGREEMENT, faults, said

KPI = """\
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
      - { from: 2026-01, target: 99.9, minimum: 99.5 }
"""


def incoherent(root: Path, *rows: str, direction: str = "higher") -> list[str]:
    text = KPI.replace("higher", direction).replace(
        "{ from: 2026-01, target: 99.9, minimum: 99.5 }", "\n      - ".join(rows)
    )
    found = faults(root, agreement=AGREEMENT.replace("kpis: []\n", text))
    assert {each.record for each in found if each.code == "target-incoherent"} <= {"up"}
    return said(found, "target-incoherent")


@pytest.mark.parametrize(
    ("row", "direction", "expected"),
    [
        ("{ from: 2026-01, target: 9, minimum: 9, floor: 8 }", "higher", []),
        ("{ from: 2026-01, target: 9, minimum: 8, floor: 7.9 }", "higher", []),
        ("{ from: 2026-01, target: 0, minimum: 1, floor: 1.5 }", "lower", []),
        (
            "{ from: 2026-01, target: 8.5, minimum: 9.5 }",
            "higher",
            ["16: up: the target 8.5 is worse than the minimum 9.5, since higher is better"],
        ),
        (
            "{ from: 2026-01, target: 4, minimum: 6, floor: 5 }",
            "lower",
            ["16: up: the floor 5 is not worse than the minimum 6, although lower is better"],
        ),
        (
            "{ from: 2026-01, target: 9, minimum: 8, floor: 8 }",
            "higher",
            ["16: up: the floor 8 is not worse than the minimum 8, although higher is better"],
        ),
        (
            "{ from: 2026-01, target: 4, minimum: 4 }",
            "lower",
            ["16: up: target and minimum are both 4, so there is no floor"],
        ),
    ],
)
def test_target_minimum_and_floor_descend(
    tmp_path: Path, row: str, direction: str, expected: list[str]
) -> None:
    assert incoherent(tmp_path, row, direction=direction) == expected


FIRST = "{ from: 2026-01, target: 9, minimum: 8 }"


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("{ from: 2026-07, target: 8, minimum: 7, change: CR-01 }", []),
        (
            "{ from: 2026-07, target: 8, minimum: 7 }",
            ["17: up: the target from 2026-07 names no change request"],
        ),
        (
            "{ from: 2025-12, target: 8, minimum: 7, change: CR-01 }",
            ["17: up: the target from 2025-12 stands after the one from 2026-01"],
        ),
    ],
)
def test_later_targets_follow_in_time_and_name_a_change(
    tmp_path: Path, second: str, expected: list[str]
) -> None:
    assert incoherent(tmp_path, FIRST, second) == expected
