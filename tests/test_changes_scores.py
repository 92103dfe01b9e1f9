"""What a change does to a scorecard, as `diff` tells it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.checks.test_scores import reviews
from tests.playbooks import compared
from vendorbook.changes import changes_of

DAY = date(2026, 4, 1)
"""The last complete quarter is January to March 2026."""


def score_changes(root: Path, before: dict[str, str], after: dict[str, str]) -> list[str]:
    comparison = compared(root, DAY, before, after)
    return [each.message for each in changes_of(comparison) if each.kind == "score-changed"]


MILESTONE = """\
milestones:
  - id: MS-01
    title: Go-live
    baseline_due: 2026-03-02
    deliverables: [DL-01]
    delivered_on: {day}
"""


def test_a_rating_moves_score_and_grade(tmp_path: Path) -> None:
    # One area rated: very good is 90, marginal 45.
    found = score_changes(
        tmp_path,
        {"reviews": reviews("very_good", "very_good")},
        {"reviews": reviews("very_good", "marginal")},
    )
    assert found == [
        "score of 2026-Q1: 90.0, grade A → 45.0, grade D; quality, last review: 90 → 45"
    ]


def test_rows_that_come_and_go_are_told_the_dearest_first(tmp_path: Path) -> None:
    # Expectations weighs 25 and performance 35: (25 * 95 + 35 * 90) / 60 = 92.1.
    before = {"reviews": reviews("very_good", "very_good")}
    after = {**before, "milestones": MILESTONE.format(day="2026-03-03")}
    assert score_changes(tmp_path / "come", before, after) == [
        "score of 2026-Q1: 90.0, grade A → 92.1, grade A; "
        "MS-01, milestones on time: counts now, with 95"
    ]
    assert score_changes(tmp_path / "gone", after, before) == [
        "score of 2026-Q1: 92.1, grade A → 90.0, grade A; "
        "MS-01, milestones on time: counts no more (was 95)"
    ]


def test_nothing_is_told_when_nothing_of_the_score_differs(tmp_path: Path) -> None:
    same = {"reviews": reviews("very_good", "very_good")}
    reworded = {"reviews": same["reviews"].replace("As agreed.", "Entirely as agreed.")}
    assert score_changes(tmp_path, same, reworded) == []
