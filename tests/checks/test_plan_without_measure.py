"""Improvement plans whose end nobody could measure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.playbooks import faults, said

PLAN = """\
improvement:
  - id: IP-01
    title: Better
    opened_on: 2026-05-05
    triggered_by: [IP-01]
    root_cause: Two teams.
    owner_client: ines-ward
    owner_vendor: rosa-lind
    target_end: 2026-11-30
    exit_criteria:
      - {{ text: Both owners are content }}
      - {{ text: Good again{} }}
    checkpoints: [{{ due: 2026-06-01 }}]
    if_it_fails: We part.
{}"""
CLOSED = "    closed_on: 2026-09-01\n    outcome: met\n"
MESSAGE = "10: IP-01 'Better' has no exit criterion with a KPI and a target"


@pytest.mark.parametrize(
    ("criterion", "end", "expected"),
    [
        (", kpi: up, target: 99", "", []),
        (", kpi: up, target: 0", "", []),
        (", kpi: up", "", [MESSAGE]),
        (", target: 99", "", [MESSAGE]),
        ("", "", [MESSAGE]),
        ("", CLOSED, []),
    ],
)
def test_a_measure_is_a_kpi_with_a_target(
    tmp_path: Path, criterion: str, end: str, expected: list[str]
) -> None:
    found = faults(tmp_path, improvement=PLAN.format(criterion, end))
    assert said(found, "plan-without-measure") == expected
