"""Partnership by hand: working days for activities and ideas, and the day of a goal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scorecard.quarter import listed, scored


def partnership(*, goals: str = "", activities: str = "") -> str:
    return (listed("goals", goals) if goals else "goals: []\n") + (
        listed("activities", activities) if activities else "activities: []\n"
    )


def activity(planned_for: str, done_on: str = "", kind: str = "training") -> str:
    done = f", done_on: {done_on}" if done_on else ""
    done += ", decision: declined" if done_on and kind == "idea" else ""
    return (
        f"{{ id: PA-01, type: {kind}, title: Together, proposed_by: vendor, "
        f"planned_for: {planned_for}{done} }}"
    )


@pytest.mark.parametrize(
    ("planned_for", "done_on", "expected"),
    [
        # Ten working days after Wednesday 16 September is Wednesday the 30th.
        ("2026-09-16", "2026-09-30", {"PA-01": 100}),
        ("2026-09-16", "2026-10-01", {"PA-01": 0}),
        ("2026-09-16", "", {"PA-01": 0}),
        ("2026-09-17", "2026-09-18", {}),
        ("2025-09-16", "", {}),  # due on 30 September 2025
        ("2025-09-17", "", {"PA-01": 0}),
    ],
)
def test_an_activity_has_ten_working_days(
    tmp_path: Path, planned_for: str, done_on: str, expected: dict[str, int]
) -> None:
    text = partnership(activities=activity(planned_for, done_on))
    assert scored(tmp_path / "1", "P1", partnership=text) == expected
    assert scored(tmp_path / "3", "P3", partnership=text) == {}


@pytest.mark.parametrize(
    ("raised", "decided", "expected"),
    [
        # Twenty working days after Wednesday 2 September is Wednesday the 30th.
        ("2026-09-02", "2026-09-30", {"PA-01": 100}),
        ("2026-09-02", "2026-10-01", {"PA-01": 0}),
        ("2026-09-02", "", {"PA-01": 0}),
        ("2026-09-03", "2026-09-04", {}),
        ("2025-09-02", "", {}),
        ("2025-09-03", "", {"PA-01": 0}),
    ],
)
def test_an_idea_has_twenty_working_days(
    tmp_path: Path, raised: str, decided: str, expected: dict[str, int]
) -> None:
    text = partnership(activities=activity(raised, decided, "idea"))
    assert scored(tmp_path / "3", "P3", partnership=text) == expected
    assert scored(tmp_path / "1", "P1", partnership=text) == {}


@pytest.mark.parametrize(
    ("target_date", "more", "expected"),
    [
        ("2026-09-30", ", achieved_on: 2026-09-30", {"GO-01": 100}),
        ("2026-09-30", ", achieved_on: 2026-10-01", {"GO-01": 0}),
        ("2026-09-30", "", {"GO-01": 0}),
        ("2026-10-01", "", {}),
        ("2025-10-01", "", {"GO-01": 0}),
        ("2025-09-30", "", {}),
        ("2026-09-30", ", dropped: Not wanted", {}),
    ],
)
def test_a_goal_is_achieved_by_its_day(
    tmp_path: Path, target_date: str, more: str, expected: dict[str, int]
) -> None:
    goal = (
        f"{{ id: GO-01, text: Aim, owner_client: ines-ward, owner_vendor: kit-morrow, "
        f"target_date: {target_date}{more} }}"
    )
    assert scored(tmp_path, "P2", partnership=partnership(goals=goal)) == expected
