"""Feedback by hand: what falls due in the quarter, where the contract is, and what is in time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.playbooks import AGREEMENT
from tests.scorecard.quarter import NEW_YORK, listed, scored

TARGETS = """\
response_targets:
  critical: { respond: 2h, resolve: 4h }
  medium: { respond: 1wd, resolve: 2wd }
  feedback: { respond: 5wd }
"""


def feedback(raised_at: str, more: str = "", kind: str = "issue", side: str = "vendor") -> str:
    severity = ", severity: critical" if kind == "issue" and "severity" not in more else ""
    return listed(
        "feedback",
        f"{{ id: FB-01, kind: {kind}, direction: to_{side}, raised_at: '{raised_at}', "
        f"raised_by: ines-ward, about: quality, summary: Broken{severity}{more} }}",
    )


def rows(root: Path, name: str, text: str, **files: str) -> dict[str, object]:
    return scored(root, name, agreement=AGREEMENT + TARGETS, feedback=text, **files)


@pytest.mark.parametrize(
    ("raised_at", "in_london", "in_new_york"),
    [
        # Two hours later it is 22:59, 23:00 and 23:01 in London; 18:00 or so in New York.
        ("2026-09-30T20:59:00+01:00", True, True),
        # Midnight in London still belongs to the day that ends.
        ("2026-09-30T22:00:00+01:00", True, True),
        ("2026-09-30T22:01:00+01:00", False, True),
        ("2026-09-30T22:00:00-04:00", False, True),
        ("2026-09-30T22:01:00-04:00", False, False),
        ("2026-06-30T22:00:00+01:00", False, False),
        ("2026-06-30T22:01:00+01:00", True, False),
        # A day means its end, so the two hours run into the next.
        ("2026-09-30", False, False),
        ("2026-09-29", True, True),
    ],
)
def test_an_answer_falls_due_in_the_quarter_of_the_contract(
    tmp_path: Path, raised_at: str, in_london: bool, in_new_york: bool
) -> None:
    assert bool(rows(tmp_path / "london", "F1", feedback(raised_at))) == in_london
    there = rows(tmp_path / "york", "F1", feedback(raised_at), vendor=NEW_YORK)
    assert bool(there) == in_new_york


@pytest.mark.parametrize(
    ("more", "answered", "fixed"),
    [
        ("", 0, 0),
        (", responded_at: '2026-09-14T12:00:00+01:00'", 100, 0),
        (", responded_at: '2026-09-14T12:00:01+01:00'", 0, 0),
        (", responded_at: '2026-09-14T07:00:00-04:00'", 100, 0),
        (", resolved_at: '2026-09-14T14:00:00+01:00'", 0, 100),
        (", resolved_at: '2026-09-14T14:00:01+01:00'", 0, 0),
        # A fix is an answer too, and the earlier of the two counts.
        (", resolved_at: '2026-09-14T12:00:00+01:00'", 100, 100),
        (
            ", responded_at: '2026-09-14T15:00:00+01:00', resolved_at: '2026-09-14T11:00:00+01:00'",
            100,
            100,
        ),
        # A day alone is over too late for a clock of hours.
        (", responded_at: 2026-09-14", 0, 0),
    ],
)
def test_in_time_to_the_second(tmp_path: Path, more: str, answered: int, fixed: int) -> None:
    text = feedback("2026-09-14T10:00:00+01:00", more)
    assert rows(tmp_path / "1", "F1", text) == {"FB-01": answered}
    assert rows(tmp_path / "2", "F2", text) == {"FB-01": fixed}


@pytest.mark.parametrize(
    ("raised_at", "responded_at", "expected"),
    [
        ("2026-09-14T10:00:00+01:00", "2026-09-15", 100),
        ("2026-09-14T10:00:00+01:00", "2026-09-16", 0),
        ("2026-09-14", "2026-09-15", 100),
        ("2026-09-14T00:00:00+01:00", "2026-09-15", 100),  # the first instant of the 14th
        ("2026-09-12T10:00:00+01:00", "2026-09-14", 100),  # raised on a Saturday
        ("2026-09-12T10:00:00+01:00", "2026-09-15", 0),
    ],
)
def test_working_days_end_with_the_day(
    tmp_path: Path, raised_at: str, responded_at: str, expected: int
) -> None:
    text = feedback(raised_at, f", severity: medium, responded_at: '{responded_at}'")
    assert rows(tmp_path, "F1", text) == {"FB-01": expected}


@pytest.mark.parametrize(
    ("text", "answers", "fixes"),
    [
        (feedback("2026-09-14", kind="praise"), {}, {}),
        (feedback("2026-09-14", kind="concern"), {"FB-01": 0}, {}),
        (feedback("2026-09-14", kind="suggestion"), {"FB-01": 0}, {}),
        (feedback("2026-09-14", ", severity: low"), {}, {}),  # nothing was agreed for it
        (feedback("2026-09-14", side="client"), {}, {}),
        (feedback("2026-09-14", ", disputed: true"), {"FB-01": 0}, {"FB-01": 0}),
    ],
)
def test_what_asks_for_an_answer_or_a_fix(
    tmp_path: Path, text: str, answers: dict[str, int], fixes: dict[str, int]
) -> None:
    assert rows(tmp_path / "1", "F1", text) == answers
    assert rows(tmp_path / "2", "F2", text) == fixes
