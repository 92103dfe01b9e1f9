"""Edges by hand: of grades, of the trend, and of how far a score can be trusted."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.records.reading import SOMEWHERE
from vendorbook.records.building import build
from vendorbook.records.playbook import Scoring
from vendorbook.scorecard.grades import (
    colour_of,
    confidence_level,
    grade_of,
    trend_of,
    worse,
)
from vendorbook.scorecard.rows import rounded

SCORING = build(Scoring, {}, SOMEWHERE.document)


@pytest.mark.parametrize(
    ("exact", "shown", "grade"),
    [
        ("100", "100.0", "A"),
        ("90", "90.0", "A"),
        ("89.95", "90.0", "A"),  # what is shown is graded
        ("89.949", "89.9", "B"),
        ("75", "75.0", "B"),
        ("74.95", "75.0", "B"),
        ("74.94", "74.9", "C"),
        ("60", "60.0", "C"),
        ("59.94", "59.9", "D"),
        ("40", "40.0", "D"),
        ("39.94", "39.9", "E"),
        ("0", "0.0", "E"),
    ],
)
def test_the_shown_number_and_the_grade_agree(exact: str, shown: str, grade: str) -> None:
    found = rounded(Fraction(exact))
    assert str(found) == shown
    assert grade_of(found, SCORING.bands) == grade


@pytest.mark.parametrize(
    ("now", "before", "trend"),
    [
        ("78.0", "75.0", "improving"),
        ("77.9", "75.0", "steady"),
        ("75.0", "75.0", "steady"),
        ("72.1", "75.0", "steady"),
        ("72.0", "75.0", "declining"),
        (None, "75.0", "new"),
        ("75.0", None, "new"),
    ],
)
def test_three_points_make_a_trend(now: str | None, before: str | None, trend: str) -> None:
    score, previous = (None if each is None else Decimal(each) for each in (now, before))
    assert trend_of(score, previous, SCORING.trend) == trend


@pytest.mark.parametrize(
    ("confidence", "level"),
    [
        (Fraction(1), "high"),
        (Fraction(80, 100), "high"),
        (Fraction(7999, 10000), "medium"),
        (Fraction(60, 100), "medium"),
        (Fraction(5999, 10000), "low"),
        (Fraction(50, 100), "low"),
        (Fraction(4999, 10000), "insufficient"),
        (Fraction(0), "insufficient"),
        (None, "insufficient"),
    ],
)
def test_how_far_a_score_can_be_trusted(confidence: Fraction | None, level: str) -> None:
    assert confidence_level(confidence, SCORING.confidence) == level


def test_colours_and_the_worse_of_two() -> None:
    assert [colour_of(grade) for grade in ("A", "B", "C", "D", "E", None)] == [
        "green",
        "green",
        "amber",
        "red",
        "red",
        "grey",
    ]
    assert worse("B", "C") == worse("C", "B") == "C"
