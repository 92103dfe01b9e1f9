"""Performance by hand: values at the edges of a target, what is missing, and the last review."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from tests.playbooks import AGREEMENT, VENDOR
from tests.scorecard.quarter import card, listed, scored

COMMODITY = VENDOR.format(slug="acme").replace("operational", "commodity")


def agreement(targets: str = "target: 99.9, minimum: 99.5, floor: 99", more: str = "") -> str:
    kpi = (
        "{ id: up, name: Up, area: quality, unit: percent, direction: higher, frequency: quarterly,"
        " definition: Share, source: tool, contractual: false, "
        f"targets: [{{ from: 2026-Q1, {targets} }}]{more} }}"
    )
    return AGREEMENT.replace("kpis: []\n", "") + listed("kpis", kpi)


def reported(what: str, on: str = "2026-10-05", period: str = "2026-Q3") -> str:
    entry = f"{{ kpi: up, period: {period}, {what}, reported_on: {on} }}"
    return listed("measurements", entry)


def review(held_on: str, *ratings: str, number: int = 1) -> str:
    found = ", ".join(
        f"{{ area: {area}, rating: {rating}, narrative: So }}"
        for area, rating in zip(("quality", "schedule", "cost"), ratings, strict=False)
    )
    return (
        f"{{ id: RV-{number:02d}, kind: annual, period: 2026-Q2, held_on: {held_on}, "
        f"chair: ines-ward, ratings: [{found}] }}"
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("100", 100),
        ("99.9", 100),
        ("99.89", 99),  # 60 + 40 * 0.39/0.4
        ("99.7", 80),
        ("99.5", 60),
        ("99.49", Fraction(588, 10)),  # 60 * 0.49/0.5
        ("99.25", 30),
        ("99", 0),
        ("98.9", 0),
    ],
)
def test_a_value_at_the_edges_of_its_target(
    tmp_path: Path, value: str, expected: Fraction | int
) -> None:
    measurements = reported(f"value: {value}")
    found = scored(tmp_path, "up", agreement=agreement(), measurements=measurements)
    assert found == {"2026-Q3": expected}


def test_a_floor_of_nought_is_a_floor(tmp_path: Path) -> None:
    targets = agreement("target: 4, minimum: 2, floor: 0")
    assert scored(tmp_path, "up", agreement=targets, measurements=reported("value: 1")) == {
        "2026-Q3": 30
    }


@pytest.mark.parametrize(
    ("measurements", "more", "expected"),
    [
        (reported("numerator: 999, denominator: 1000"), ", min_sample: 1000", 100),
        (reported("numerator: 999, denominator: 999"), ", min_sample: 1000", "missing"),
        (reported("not_applicable: true"), "", "not_applicable"),
        (reported("value: 100", "2026-10-09"), "", 100),
        (reported("value: 100", "2026-10-10"), "", "missing"),
        ("measurements: []\n", "", "missing"),
        ("measurements: []\n", ", if_missing: exclude", "missing"),
        ("measurements: []\n", ", if_missing: fail", 0),
        (reported("numerator: 1, denominator: 2"), ", min_sample: 3, if_missing: fail", 0),
    ],
)
def test_what_is_there_and_what_is_not(
    tmp_path: Path, measurements: str, more: str, expected: object
) -> None:
    found = scored(tmp_path, "up", agreement=agreement(more=more), measurements=measurements)
    assert found == {"2026-Q3": expected}


@pytest.mark.parametrize(("day", "expected"), [(6, "missing"), (7, 0), (8, 0)])
def test_a_missing_row_fails_from_its_last_day_for_reporting(
    tmp_path: Path, day: int, expected: object
) -> None:
    # Five working days after 30 September are 1, 2, 5, 6 and 7 October.
    failing = agreement(more=", if_missing: fail")
    assert scored(tmp_path, "up", date(2026, 10, day), agreement=failing) == {"2026-Q3": expected}


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ([review("2025-09-30", "marginal")], {"review": "missing"}),
        ([review("2025-10-01", "marginal")], {"quality": 45}),
        ([review("2026-09-30", "exceptional")], {"quality": 100}),
        ([review("2026-10-01", "exceptional")], {"review": "missing"}),
        (
            [review("2026-09-30", "very_good"), review("2026-09-01", "marginal", number=2)],
            {"quality": 90},
        ),
        # Of two of one day the higher number is the later one.
        (
            [
                review("2026-09-30", "very_good", number=100),
                review("2026-09-30", "marginal", number=99),
            ],
            {"quality": 90},
        ),
        (
            [review("2026-09-30", "satisfactory", "unsatisfactory", "not_applicable")],
            {"quality": 75, "schedule": 0, "cost": "not_applicable"},
        ),
    ],
)
def test_the_latest_review_of_the_twelve_months(
    tmp_path: Path, held: list[str], expected: dict[str, object]
) -> None:
    assert scored(tmp_path, "review", reviews=listed("reviews", *held)) == expected


def test_no_review_is_missed_where_the_tier_asks_for_none(tmp_path: Path) -> None:
    assert scored(tmp_path, "review", vendor=COMMODITY) == {}


def test_the_review_is_a_fifth_of_the_whole_and_all_of_it_without_kpis(tmp_path: Path) -> None:
    reviews = listed("reviews", review("2026-09-30", "marginal"))
    alone = card(tmp_path / "alone", reviews=reviews)
    assert alone.dimensions[3].score == 45
    assert alone.dimensions[3].indicators[-1].weight == 1
    heavy = agreement(more=", weight: 8")
    files = {"agreement": heavy, "reviews": reviews}
    beside = card(tmp_path / "beside", measurements=reported("value: 100"), **files).dimensions[3]
    assert [each.weight for each in beside.indicators] == [8, 2]
    assert beside.score == Fraction(8 * 100 + 2 * 45, 10)
    # A KPI of which nothing was expected weighs nothing, and neither does a share of it.
    without = card(tmp_path / "n", measurements=reported("not_applicable: true"), **files)
    assert [each.weight for each in without.dimensions[3].indicators] == [8, 1]
    # One that was expected and is missing does: the review's part of the confidence is a fifth.
    missing = card(tmp_path / "m", **files).dimensions[3]
    assert missing.score == 45
    assert missing.confidence == Fraction(1, 5)
