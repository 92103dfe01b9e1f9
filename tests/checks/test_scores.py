"""The checks `score-dropped` and `plan-missing`, which read the scorecard."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.playbooks import AGREEMENT, VENDOR, said, situations

DAY = date(2026, 4, 1)
"""The last complete quarter is January to March 2026."""


def reviews(before: str, now: str) -> str:
    """Two reviews, the first in the twelve months of both quarters, the second of the last only."""
    return f"""\
reviews:
  - id: RV-01
    kind: quarterly
    period: 2025-Q3
    held_on: 2025-10-15
    chair: ines-ward
    ratings: [{{ area: quality, rating: {before}, narrative: As agreed. }}]
  - id: RV-02
    kind: quarterly
    period: 2025-Q4
    held_on: 2026-01-15
    chair: ines-ward
    ratings: [{{ area: quality, rating: {now}, narrative: As agreed. }}]
"""


def test_a_score_that_fell_by_ten_or_more(tmp_path: Path) -> None:
    # The review is all there is: very good is 90, satisfactory 75.
    found = situations(tmp_path, DAY, reviews=reviews("very_good", "satisfactory"))
    assert said(found, "score-dropped") == [
        "1: the score of 2026-Q1 is 75.0, grade B; in the quarter before it was 90.0, grade A"
    ]
    (finding,) = (each for each in found if each.code == "score-dropped")
    assert (finding.actor.side, finding.actor.person) == ("client", "ines-ward")
    assert (
        finding.hint
        == "see on the scorecard where the points went, and talk about it with the vendor"
    )


@pytest.mark.parametrize(
    ("before", "now"), [("satisfactory", "satisfactory"), ("very_good", "exceptional")]
)
def test_a_score_that_did_not_fall(tmp_path: Path, before: str, now: str) -> None:
    found = situations(tmp_path, DAY, reviews=reviews(before, now))
    assert said(found, "score-dropped") == []


def test_a_cap_alone_lowers_the_grade(tmp_path: Path) -> None:
    document = """\
documents:
  - id: iso
    type: certificate
    title: ISO 27001
    expires_on: 2026-03-20
    required: true
"""
    found = situations(
        tmp_path,
        DAY,
        reviews=reviews("very_good", "very_good"),
        vendor=VENDOR.format(slug="acme") + document,
    )
    assert said(found, "score-dropped") == [
        "1: the score of 2026-Q1 is 90.0, grade B, limited by K5; in the quarter before it was "
        "90.0, grade A"
    ]


def test_nothing_is_said_while_a_quarter_is_not_rated(tmp_path: Path) -> None:
    young = VENDOR.format(slug="acme").replace("start: 2025-01-01", "start: 2025-10-02")
    found = situations(tmp_path, DAY, reviews=reviews("very_good", "marginal"), vendor=young)
    assert said(found, "score-dropped") == []


def test_a_bad_grade_without_a_plan(tmp_path: Path) -> None:
    found = situations(tmp_path, DAY, reviews=reviews("marginal", "marginal"))
    assert said(found, "plan-missing") == [
        "1: the grade of 2026-Q1 is D, and no improvement plan is open"
    ]


PLAN = """\
improvement:
  - id: IP-01
    title: Clean releases
    opened_on: {opened}
    triggered_by: [RV-02]
    root_cause: No test of the upgrade path.
    owner_client: ines-ward
    owner_vendor: kit-morrow
    target_end: 2026-06-30
    exit_criteria: [{{ text: Three clean releases }}]
    checkpoints: [{{ due: 2026-05-04 }}]
    if_it_fails: The next phase goes to tender.
    {closed}
"""


@pytest.mark.parametrize(
    ("opened", "closed", "is_missing"),
    [
        ("2026-04-01", "", False),
        ("2026-04-02", "", True),
        ("2026-02-02", "closed_on: 2026-04-02\n    outcome: met", False),
        ("2026-02-02", "closed_on: 2026-04-01\n    outcome: met", True),
    ],
)
def test_only_an_open_plan_is_one(
    tmp_path: Path, opened: str, closed: str, is_missing: bool
) -> None:
    plan = PLAN.format(opened=opened, closed=closed)
    found = situations(tmp_path, DAY, reviews=reviews("marginal", "marginal"), improvement=plan)
    assert bool(said(found, "plan-missing")) is is_missing


def test_a_contractual_kpi_red_three_times_asks_for_a_plan(tmp_path: Path) -> None:
    kpi = """\
kpis:
  - id: availability
    name: Availability
    area: quality
    unit: percent
    direction: higher
    frequency: monthly
    definition: Minutes in service, of all minutes agreed.
    source: tool
    contractual: true
    targets: [{ from: 2026-01, target: 99.9, minimum: 99.0 }]
"""
    rows = """\
measurements:
  - { kpi: availability, period: 2026-01, value: 98.9, reported_on: 2026-02-03 }
  - { kpi: availability, period: 2026-02, value: 98.9, reported_on: 2026-03-03 }
  - { kpi: availability, period: 2026-03, value: 98.9, reported_on: 2026-04-07 }
"""
    files = {
        "agreement": AGREEMENT.replace("kpis: []\n", kpi),
        "measurements": rows,
        "reviews": reviews("very_good", "exceptional"),
    }
    # A period scores 60 * 0.8 / 0.9, the review 100 with a quarter of the weight: 62.7, grade C.
    found = situations(tmp_path / "day", date(2026, 4, 7), **files)
    assert said(found, "plan-missing") == [
        "1: contractual KPI availability has been red 3 periods running, and no improvement plan "
        "is open"
    ]
    before = situations(tmp_path / "before", date(2026, 4, 6), **files)
    assert said(before, "plan-missing") == []
