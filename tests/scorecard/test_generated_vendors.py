"""Vendors made by chance are always the same, are good records, and reach every corner."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.playbooks import open_playbook
from tests.scorecard.generated_vendors import TODAY, GeneratedPlaybook, generated_playbook
from tests.scorecard.plain_records import read_folder
from tests.scorecard.second_implementation import score
from tests.scorecard.second_summary import effective_weight, points_lost
from tests.scorecard.written_vendors import write_playbook
from vendorbook.checks import find_faults
from vendorbook.vendor_reading import read_vendor

SEEDS = range(4)
COSMETIC = {"milestone-without-deliverable", "kpi-area-missing"}


def cards(playbook: GeneratedPlaybook) -> list[dict[str, Any]]:
    return [
        score(vendor.files, playbook.policy, playbook.calendars[vendor.calendar], vendor.as_of)
        for vendor in playbook.vendors
    ]


def test_the_same_seed_makes_the_same_vendors() -> None:
    assert generated_playbook(3, 5) == generated_playbook(3, 5)
    assert generated_playbook(3, 5) != generated_playbook(4, 5)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_written_is_what_was_made(seed: int, tmp_path: Path) -> None:
    playbook = generated_playbook(seed, 20)
    root = write_playbook(tmp_path / "playbook", playbook)
    for vendor in playbook.vendors:
        assert read_folder(root / "vendors" / vendor.slug) == vendor.files


@pytest.mark.parametrize("seed", SEEDS)
def test_the_program_finds_no_fault_in_them(seed: int, tmp_path: Path) -> None:
    playbook = generated_playbook(seed, 60)
    portfolio = open_playbook(write_playbook(tmp_path / "playbook", playbook))
    for made in playbook.vendors:
        vendor, findings, _ = read_vendor(portfolio, made.slug)
        assert vendor is not None
        findings = findings + find_faults(vendor, portfolio, TODAY)
        assert [f for f in findings if f.code not in COSMETIC] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_shares_and_losses_add_up(seed: int) -> None:
    for card in cards(generated_playbook(seed, 60)):
        if card["score"] is not None:
            assert sum(effective_weight(card, row) for row in card["rows"]) == 1
            assert sum(loss.points for loss in points_lost(card)) == 100 - card["score"]


def test_every_corner_is_reached() -> None:
    """All states of all indicators, all caps, grades and trends, and the vendors not rated."""
    seen: Counter[str] = Counter()
    for seed in SEEDS:
        for card in cards(generated_playbook(seed, 150)):
            seen.update(f"grade {card['final_grade']}|trend {card['trend']}".split("|"))
            seen.update(f"cap {cap} {best}" for cap, best in card["caps"])
            seen["too new"] += card["too_new"]
            seen["no score"] += card["score"] is None
            for row in card["rows"]:
                name = "kpi" if row["indicator"].startswith("kpi") else row["indicator"]
                points = row["score"] if row["score"] in {None, 0, 100} else "some"
                seen[f"{name} {row['state']} {points}"] += 1
    rare = {what for what, times in seen.items() if times < 5}
    assert rare == set()
    assert set(seen) == {
        *(f"grade {grade}" for grade in ("A", "B", "C", "D", "E", "not rated")),
        *(f"trend {trend}" for trend in ("improving", "steady", "declining", "new")),
        *(f"cap {cap} C" for cap in ("K1", "K2", "K3", "K4")),
        *("cap K3 D", "cap K5 B", "cap K6 D", "cap K7 not rated", "too new", "no score"),
        *(
            f"{name} available {points}"
            for name in ("C1", "C2", "E1", "E2", "F1", "F2", "kpi", "review", "P1", "P2", "P3")
            for points in (0, 100)
        ),
        *(f"{name} available some" for name in ("E1", "kpi", "review")),
        *(f"{name} missing None" for name in ("kpi", "review")),
        *(f"{name} not_applicable None" for name in ("C1", "C2", "kpi", "review", "P2")),
    }
