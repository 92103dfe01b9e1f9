"""One vendor of the demo, worked out by hand: the score to the last fraction, row by row.

The arithmetic beside each number is what a person with pen and paper writes down.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from vendorbook.assessment import Assessment, assess
from vendorbook.portfolio import load
from vendorbook.scorecard.card import Scorecard
from vendorbook.vendor_reading import read_vendor

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def keelhaven() -> Assessment:
    portfolio = load(ROOT).portfolio
    assert portfolio is not None
    vendor = read_vendor(portfolio, "keelhaven").vendor
    assert vendor is not None
    return assess(vendor, portfolio, date(2026, 10, 9))


@pytest.fixture(scope="module")
def card(keelhaven: Assessment) -> Scorecard:
    assert keelhaven.scorecard is not None
    return keelhaven.scorecard


INDICATORS: dict[str, Fraction] = {
    "C1": (Fraction(11 * 100, 12) + 100 + 75) / 3,  # 11 of 12 calls, 3 of 3 reports, 3 of 4 reviews
    "C2": Fraction(80),  # 8 of 10 actions
    "E1": Fraction(100 + 100 + 2 * 60 + 100 + 10, 6),
    "E2": Fraction(75),  # 3 of 4 never rejected
    "F1": Fraction(700, 8),
    "F2": Fraction(400, 5),
    "availability": Fraction(100 + 80 + 48, 3),
    "p1-restore": Fraction(100 + 80, 2),
    "csat": Fraction(100 + 70, 2),
    "cost-to-earned": Fraction(76),
    "review": Fraction(75 + 90 + 75 + 45, 4),
    "P1": Fraction(75),  # 3 of 4
    "P3": Fraction(80),  # 4 of 5
}

DIMENSIONS = {
    "communication": Fraction(60, 100) * INDICATORS["C1"] + Fraction(40, 100) * 80,
    "expectations": Fraction(70, 100) * INDICATORS["E1"] + Fraction(30, 100) * 75,
    "feedback": Fraction(335, 4),
    "performance": (3 * Fraction(76) + 2 * 90 + 2 * 85 + 76 + 2 * Fraction(285, 4)) / 10,
    "partnership": Fraction(50 * 75 + 20 * 80, 70),
}


def test_every_indicator(card: Scorecard) -> None:
    found = {each.name: each.score for one in card.dimensions for each in one.indicators}
    assert found == INDICATORS | {"P2": None}  # no goal was due


def test_every_dimension(card: Scorecard) -> None:
    assert {each.name: each.score for each in card.dimensions} == DIMENSIONS


def test_the_score_to_the_last_fraction(card: Scorecard) -> None:
    weights = {"communication": 15, "expectations": 25, "feedback": 15, "performance": 35}
    by_hand = sum(DIMENSIONS[name] * weight for name, weight in weights.items())
    assert card.exact == (by_hand + 10 * DIMENSIONS["partnership"]) / 100 == Fraction(41501, 525)
    assert str(card.score) == "79.0"


def test_the_open_critical_issue_limits_the_grade(card: Scorecard) -> None:
    assert (card.uncapped_grade, card.grade, card.colour) == ("B", "C", "amber")
    assert [(cap.id, cap.at_best, cap.record) for cap in card.caps] == [("K1", "C", "FB-031")]


def test_one_small_sample_lowers_the_confidence(card: Scorecard) -> None:
    # Performance (3 + 2 + 2 * 2/3 + 1 + 2) / 10, every other practice 1.
    assert card.confidence == (65 + 35 * (Fraction(8) + Fraction(4, 3)) / 10) / 100
    assert card.level == "high"
    assert [(each.indicator, each.row.subject) for each in card.missing] == [("csat", "2026-09")]


def test_where_the_points_went(card: Scorecard) -> None:
    lost = sorted(card.lost, key=lambda each: -each.points)[:7]
    assert [(each.indicator.name, each.row.subject, float(each.points)) for each in lost] == [
        ("E1", "MS-05", 2.6250),  # 25 * 0.7 * 1/6 * 90/100
        ("E1", "MS-03", pytest.approx(2.3333, abs=1e-4)),  # 25 * 0.7 * 2/6 * 40/100
        ("E2", "MS-03", 1.8750),  # 25 * 0.3 * 1/4
        ("availability", "2026-09", 1.82),  # 35 * 3/10 * 1/3 * 52/100
        ("P1", "PA-10", pytest.approx(1.7857, abs=1e-4)),  # 10 * 50/70 * 1/4
        ("F2", "FB-031", 1.5),  # 15 * 0.5 * 1/5
        ("csat", "2026-08", 1.05),  # 35 * 2/10 * 1/2 * 30/100
    ]
    assert sum(each.points for each in card.lost) == 100 - Fraction(41501, 525)
    assert sum(each.effective_weight for each in card.lost) == 1


def test_a_row_says_how_it_came_about(card: Scorecard) -> None:
    said = {(each.indicator.name, each.row.subject): each.row.reason() for each in card.lost}
    assert said["E1", "MS-05"] == (
        "scored against 1 Sep 2026 (the vendor's own moves do not count), "
        "delivered on 25 Sep 2026, 18 working days late: max(0, 100 − 5 × 18) = 10"
    )
    assert said["availability", "2026-09"] == (
        "99.4 against target 99.9 and minimum 99.5: 60 × (99.4 − 99) / (99.5 − 99) = 48"
    )
    assert said["cost-to-earned", "2026-Q3"] == (
        "108 against target 105 and minimum 110, lower is better: "
        "60 + 40 × (108 − 110) / (105 − 110) = 76"
    )
    assert said["F2", "FB-031"] == "fix due on 28 Sep 2026, none recorded = 0"


def test_a_row_knows_its_record(card: Scorecard) -> None:
    lines = (ROOT / "vendors/keelhaven/milestones.yml").read_text(encoding="utf-8").splitlines()
    (row,) = (each.row for each in card.lost if each.row.subject == "MS-05")
    assert row.place.path == "vendors/keelhaven/milestones.yml"
    assert lines[row.place.line - 1].strip() == "baseline_due: 2026-08-31"


def test_the_quarter_before_is_recomputed(keelhaven: Assessment) -> None:
    before = keelhaven.previous_scorecard
    assert before is not None
    assert (str(before.quarter), str(before.score)) == ("2026-Q2", "74.6")
