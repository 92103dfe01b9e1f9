"""Improvement plans."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.records.reading import SOMEWHERE, faults, read
from vendorbook.records.facts import Action
from vendorbook.records.improvement import (
    Checkpoint,
    ExitCriterion,
    ImprovementFile,
    ImprovementPlan,
)


def test_a_plan_from_cause_to_outcome() -> None:
    plans = read(
        ImprovementFile,
        """\
        improvement:
          - id: IP-01
            title: Trustworthy nightly loads
            opened_on: 2026-07-20
            agreed_on: 2026-07-24
            triggered_by: [MS-02, data-quality]
            root_cause: Two teams load the same tables.
            owner_client: ines-ward
            owner_vendor: kit-morrow
            target_end: 2026-11-30
            exit_criteria:
              - {text: Three green months, kpi: data-quality, target: 98.5, consecutive_periods: 3}
              - text: Both owners are content
            actions: [{id: AC-11, text: Merge the loads, owner: kit-morrow, due: 2026-09-01}]
            checkpoints:
              - {due: 2026-08-17, held_on: 2026-08-18, outcome: on_track, note: Cause found.}
              - due: 2026-09-14
            if_it_fails: We give notice.
            closed_on: 2026-11-27
            outcome: partly_met
            internal: true
        """,
    )

    assert plans == ImprovementFile(
        origin=SOMEWHERE,
        improvement=(
            ImprovementPlan(
                origin=SOMEWHERE,
                id="IP-01",
                title="Trustworthy nightly loads",
                opened_on=date(2026, 7, 20),
                agreed_on=date(2026, 7, 24),
                triggered_by=("MS-02", "data-quality"),
                root_cause="Two teams load the same tables.",
                owner_client="ines-ward",
                owner_vendor="kit-morrow",
                target_end=date(2026, 11, 30),
                exit_criteria=(
                    ExitCriterion(
                        origin=SOMEWHERE,
                        text="Three green months",
                        kpi="data-quality",
                        target=Decimal("98.5"),
                        consecutive_periods=3,
                    ),
                    ExitCriterion(origin=SOMEWHERE, text="Both owners are content"),
                ),
                actions=(
                    Action(
                        origin=SOMEWHERE,
                        id="AC-11",
                        text="Merge the loads",
                        owner="kit-morrow",
                        due=date(2026, 9, 1),
                    ),
                ),
                checkpoints=(
                    Checkpoint(
                        origin=SOMEWHERE,
                        due=date(2026, 8, 17),
                        held_on=date(2026, 8, 18),
                        outcome="on_track",
                        note="Cause found.",
                    ),
                    Checkpoint(origin=SOMEWHERE, due=date(2026, 9, 14)),
                ),
                if_it_fails="We give notice.",
                closed_on=date(2026, 11, 27),
                outcome="partly_met",
                internal=True,
            ),
        ),
    )
    assert plans.improvement[0].checkpoints[1].place("due").line == 17


def plan(criteria: str = "[{text: A}]", checkpoints: str = "[{due: 2026-09-14}]") -> str:
    return (
        "improvement: [{id: IP-01, title: A, opened_on: 2026-07-20, triggered_by: [], "
        "root_cause: B, owner_client: ines, owner_vendor: kit, target_end: 2026-11-30, "
        f"exit_criteria: {criteria}, checkpoints: {checkpoints}, if_it_fails: C}}]"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (plan(), []),
        (plan("[]"), ["bad-value: 'exit_criteria' is empty, expected at least 1 entry"]),
        (
            plan(checkpoints="[]"),
            ["bad-value: 'checkpoints' is empty, expected at least 1 entry"],
        ),
        (
            plan(checkpoints="[{due: 2026-09-14, held_on: 2026-09-14}]"),
            ["missing-key: 'outcome' is missing from a checkpoint"],
        ),
        (
            plan(checkpoints="[{due: 2026-09-14, outcome: at_risk}]"),
            ["missing-key: 'held_on' is missing from a checkpoint"],
        ),
        (
            plan().replace("if_it_fails: C", "if_it_fails: C, closed_on: 2026-11-27"),
            ["missing-key: 'outcome' is missing from an improvement plan"],
        ),
        (
            plan().replace("owner_vendor: kit, ", ""),
            ["missing-key: 'owner_vendor' is missing from an improvement plan"],
        ),
    ],
)
def test_right_and_wrong_plans(text: str, expected: list[str]) -> None:
    assert faults(ImprovementFile, text) == expected
