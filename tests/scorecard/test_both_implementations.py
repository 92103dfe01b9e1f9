"""Two scorecards that owe each other nothing agree to the last fraction on a thousand vendors."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.playbooks import open_playbook
from tests.scorecard.generated_vendors import generated_playbook
from tests.scorecard.program_summary import TOO_NEW, program_summary
from tests.scorecard.second_dates import latest_quarter_end, working_days
from tests.scorecard.second_summary import second_opinion
from tests.scorecard.written_vendors import write_playbook
from vendorbook.assessment import assess
from vendorbook.vendor_reading import read_vendor

SEEDS = range(20)
VENDORS = 50


@pytest.mark.parametrize("seed", SEEDS)
def test_both_implementations_agree(seed: int, tmp_path: Path) -> None:
    playbook = generated_playbook(seed, VENDORS)
    portfolio = open_playbook(write_playbook(tmp_path / "playbook", playbook))
    disagreements = []
    for made in playbook.vendors:
        vendor, findings, _ = read_vendor(portfolio, made.slug)
        assert vendor is not None
        assert findings == []
        found = program_summary(assess(vendor, portfolio, made.as_of))
        expected = of_the_rated(second_opinion(playbook, made))
        about = f"{made.slug} on {made.as_of}"
        disagreements += [f"{about}: {line}" for line in differences(found, expected)]
    assert disagreements == []


def of_the_rated(card: dict[str, Any]) -> dict[str, Any]:
    """Without the numbers of a vendor that is too new, which the program does not work out."""
    compared = {"trend": card["trend"]} if "trend" in card else {}
    if "previous" in card:
        compared["previous"] = of_the_rated(card["previous"])
    return (TOO_NEW if card["too_new"] else card) | compared


def differences(program: Any, second: Any, where: str = "") -> Iterator[str]:
    """Every place at which two summaries say something else."""
    if isinstance(program, dict) and isinstance(second, dict):
        for key in sorted(program.keys() | second.keys()):
            yield from differences(program.get(key), second.get(key), f"{where}/{key}")
    elif program != second:
        yield f"{where[1:]}: the program says {program}, the second implementation {second}"


def test_a_difference_says_where_it_is() -> None:
    one = {"score": "1/3", "previous": {"caps": ["K1 C"]}}
    other = {"score": "1/3", "previous": {"caps": []}}
    assert list(differences(one, other)) == [
        "previous/caps: the program says ['K1 C'], the second implementation []"
    ]


def test_the_vendors_are_judged_on_all_kinds_of_days() -> None:
    """On the last day of quarters and years, and around the day on which a quarter has settled."""
    settled: set[int] = set()
    ends: set[tuple[int, int]] = set()
    for seed in SEEDS:
        playbook = generated_playbook(seed, VENDORS)
        for vendor in playbook.vendors:
            end = latest_quarter_end(vendor.as_of)
            days = working_days(playbook.calendars[vendor.calendar])
            settled.add(days.between(end, vendor.as_of))
            if vendor.as_of == end:
                ends.add((end.month, end.day))
    assert ends == {(3, 31), (6, 30), (9, 30), (12, 31)}
    assert {0, 4, 5, 6, 9, 10, 11} <= settled


def test_the_policies_differ() -> None:
    policies = [generated_playbook(seed, 0).policy for seed in SEEDS]
    assert len({str(policy) for policy in policies}) == len(SEEDS)
    assert date.fromisoformat(policies[0]["as_of"]) > max(
        vendor.as_of for vendor in generated_playbook(0, VENDORS).vendors
    )
