"""Expectations by hand: lateness in working days, grace, releases, moves, and rejections."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scorecard.quarter import PAPER, listed, scored


def milestones(more: str, baseline: str = "2026-09-15") -> str:
    comma = ", " if more else ""
    return listed(
        "milestones", f"{{ id: MS-01, title: Part, baseline_due: {baseline}{comma}{more} }}"
    )


def change(cause: str, decided: str, effect: str, number: int = 1, status: str = "approved") -> str:
    return (
        f"{{ id: CR-{number:02d}, title: Change, type: date, cause: {cause}, "
        f"raised_on: 2025-07-01, raised_by: rosa-lind, status: {status}, decided_on: {decided}, "
        f"decided_by: pia-nand, effects: [{{ milestone: MS-01, {effect} }}] }}"
    )


def moved(to: str, start: str = "2026-09-15") -> str:
    return f"from: {start}, to: {to}"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("delivered_on: 2026-09-15", 100),
        ("delivered_on: 2026-09-16", 95),
        ("delivered_on: 2026-09-21", 80),  # 16, 17, 18 and 21 September
        ("delivered_on: 2026-09-19", 85),  # on a Saturday
        # Grace forgives all or nothing.
        ("delivered_on: 2026-09-17, grace_days: 2", 100),
        ("delivered_on: 2026-09-18, grace_days: 2", 85),
        # Open, or handed over later: 16 to 30 September are eleven working days.
        ("", 45),
        ("delivered_on: 2026-09-30", 45),
        ("delivered_on: 2026-10-01", 45),
        ("grace_days: 11", 45),
        ("delivered_on: 2026-09-15, rejections: [{ date: 2026-09-30, reason: No }]", 45),
        ("delivered_on: 2026-09-15, rejections: [{ date: 2026-10-01, reason: No }]", 100),
    ],
)
def test_how_late_a_milestone_was(tmp_path: Path, more: str, expected: int) -> None:
    assert scored(tmp_path, "E1", milestones=milestones(more)) == {"MS-01": expected}


@pytest.mark.parametrize(
    ("baseline", "more", "counts"),
    [
        ("2025-09-30", "", False),
        ("2025-10-01", "", True),
        ("2025-09-29", "grace_days: 2", True),
        ("2026-09-30", "", True),
        ("2026-10-01", "", False),
        ("2026-09-30", "grace_days: 1", False),
        ("2026-09-15", "date_unknown: true", False),
    ],
)
def test_the_deadline_for_the_score_lies_in_the_twelve_months(
    tmp_path: Path, baseline: str, more: str, counts: bool
) -> None:
    found = scored(tmp_path, "E1", milestones=milestones(more, baseline))
    assert bool(found) == counts


def test_twenty_days_late_is_worth_nothing_and_never_less(tmp_path: Path) -> None:
    # 1 to 28 September are twenty working days after 31 August, a holiday that rolls to the 1st.
    late = milestones("delivered_on: 2026-09-29", "2026-08-31")
    assert scored(tmp_path / "20", "E1", milestones=late) == {"MS-01": 0}
    later = milestones("delivered_on: 2026-09-30", "2026-08-31")
    assert scored(tmp_path / "21", "E1", milestones=later) == {"MS-01": 0}
    earlier = milestones("delivered_on: 2026-09-28", "2026-08-31")
    assert scored(tmp_path / "19", "E1", milestones=earlier) == {"MS-01": 5}


@pytest.mark.parametrize("release", ["waived", "cancelled", "deferred, revisit_on: 2026-12-01"])
@pytest.mark.parametrize(
    ("cause", "decided", "expected"),
    [
        ("vendor", "2026-09-15", {}),
        ("vendor", "2026-09-16", {"MS-01": 95}),
        ("vendor", "2026-09-30", {"MS-01": 45}),
        ("vendor", "2026-10-01", {"MS-01": 45}),
        ("client", "2026-09-30", {}),
        ("external", "2026-09-30", {}),
        ("client", "2026-10-01", {"MS-01": 45}),
    ],
)
def test_a_release_takes_out_or_ends_the_lateness(
    tmp_path: Path, release: str, cause: str, decided: str, expected: dict[str, int]
) -> None:
    released = listed("changes", change(cause, decided, f"release: {release}"))
    assert scored(tmp_path, "E1", milestones=milestones(""), changes=released) == expected


@pytest.mark.parametrize(
    ("changes", "delivered", "expected"),
    [
        ((change("vendor", "2026-09-01", moved("2026-09-29")),), "2026-09-29", 50),
        ((change("client", "2026-09-01", moved("2026-09-29")),), "2026-09-29", 100),
        ((change("external", "2026-09-01", moved("2026-09-29")),), "2026-09-30", 95),
        (
            (change("client", "2026-09-01", moved("2026-09-29"), status="rejected"),),
            "2026-09-29",
            50,
        ),
        # A move of the client's that was decided after the quarter is no part of it yet.
        ((change("client", "2026-10-01", moved("2026-09-29")),), "2026-09-29", 50),
        (
            (
                change("client", "2026-09-01", moved("2026-09-29", "2026-09-22"), 100),
                change("vendor", "2026-09-01", moved("2026-09-22"), 99),
            ),
            # Of ten working days of moves, five are ours: the 22nd counts; 23 to 29 are five.
            "2026-09-29",
            75,
        ),
    ],
)
def test_only_our_moves_move_the_day_that_counts(
    tmp_path: Path, changes: tuple[str, ...], delivered: str, expected: int
) -> None:
    found = scored(
        tmp_path,
        "E1",
        milestones=milestones(f"delivered_on: {delivered}"),
        changes=listed("changes", *changes),
    )
    assert found == {"MS-01": expected}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (f"delivered_on: 2026-09-15, accepted_on: 2026-09-30, evidence: {PAPER}", {"MS-01": 100}),
        (f"delivered_on: 2026-09-15, accepted_on: 2026-10-01, evidence: {PAPER}", {}),
        (f"delivered_on: 2025-09-15, accepted_on: 2025-09-30, evidence: {PAPER}", {}),
        (f"delivered_on: 2025-09-15, accepted_on: 2025-10-01, evidence: {PAPER}", {"MS-01": 100}),
        ("rejections: [{ date: 2025-09-30, reason: No }]", {}),
        ("rejections: [{ date: 2025-10-01, reason: No }]", {"MS-01": 0}),
        ("rejections: [{ date: 2026-09-30, reason: No }]", {"MS-01": 0}),
        ("rejections: [{ date: 2026-10-01, reason: No }]", {}),
        # Accepted in the twelve months, rejected before them: not right the first time.
        (
            f"delivered_on: 2025-10-15, accepted_on: 2025-10-20, evidence: {PAPER}, "
            "rejections: [{ date: 2025-09-30, reason: No }]",
            {"MS-01": 0},
        ),
        ("delivered_on: 2026-09-15", {}),
    ],
)
def test_right_first_time(tmp_path: Path, more: str, expected: dict[str, int]) -> None:
    assert scored(tmp_path, "E2", milestones=milestones(more)) == expected
