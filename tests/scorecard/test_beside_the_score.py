"""What stands beside the score, by hand: our own side, and the value that was earned."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from tests.playbooks import AGREEMENT
from tests.scorecard.quarter import PAPER, card, judged, listed, rows


def mirror(root: Path, name: str, /, **files: str) -> dict[str, object]:
    found = judged(root, **files).client_mirror
    assert found is not None
    return rows((found,), name)


@pytest.mark.parametrize(("owner", "expected"), [("ines-ward", {"AC-01": 100}), ("kit-morrow", {})])
def test_our_actions(tmp_path: Path, owner: str, expected: dict[str, int]) -> None:
    action = f"{{ id: AC-01, text: Do, owner: {owner}, due: 2026-09-30, done_on: 2026-09-30 }}"
    entry = f"{{ id: MT-01, date: 2026-09-01, status: held, actions: [{action}] }}"
    assert mirror(tmp_path, "M1", meetings=listed("meetings", entry)) == expected


@pytest.mark.parametrize(
    ("delivered", "more", "expected"),
    [
        # Ten working days after 16 September are over on the 30th.
        ("2026-09-16", f"accepted_on: 2026-09-30, evidence: {PAPER}", {"MS-01": 100}),
        ("2026-09-16", f"accepted_on: 2026-10-01, evidence: {PAPER}", {"MS-01": 0}),
        ("2026-09-16", "rejections: [{ date: 2026-09-18, reason: No }]", {"MS-01": 100}),
        ("2026-09-16", "rejections: [{ date: 2026-09-16, reason: No }]", {"MS-01": 100}),
        ("2026-09-16", "rejections: [{ date: 2026-09-15, reason: No }]", {"MS-01": 0}),
        ("2026-09-16", "critical: true", {"MS-01": 0}),
        ("2026-09-17", f"accepted_on: 2026-09-18, evidence: {PAPER}", {}),
    ],
)
def test_our_acceptances(
    tmp_path: Path, delivered: str, more: str, expected: dict[str, int]
) -> None:
    entry = (
        f"{{ id: MS-01, title: Part, baseline_due: 2026-09-30, delivered_on: {delivered}, {more} }}"
    )
    assert mirror(tmp_path, "M2", milestones=listed("milestones", entry)) == expected


@pytest.mark.parametrize(
    ("due", "more", "expected"),
    [
        ("2026-09-30", ", done_on: 2026-09-30", {"OB-01": 100}),
        ("2026-09-30", ", done_on: 2026-10-01", {"OB-01": 0}),
        ("2026-10-01", "", {}),
    ],
)
def test_our_obligations(tmp_path: Path, due: str, more: str, expected: dict[str, int]) -> None:
    owed = f"{{ id: OB-01, text: Access, owner: ines-ward, due: {due}{more} }}"
    text = AGREEMENT + listed("client_obligations", owed)
    assert mirror(tmp_path, "M3", agreement=text) == expected


def test_our_replies_are_no_part_of_the_vendors_score(tmp_path: Path) -> None:
    entry = (
        "{ id: FB-01, kind: concern, direction: to_client, raised_at: 2026-09-14, "
        "raised_by: kit-morrow, about: quality, summary: Slow }"
    )
    files = {
        "agreement": AGREEMENT + "response_targets: { feedback: { respond: 5wd } }\n",
        "feedback": listed("feedback", entry),
    }
    assert mirror(tmp_path / "ours", "M4", **files) == {"FB-01": 0}
    assert rows(card(tmp_path / "theirs", **files).dimensions, "F1") == {}


def test_earned_value_and_what_was_invoiced_for_it(tmp_path: Path) -> None:
    """Values of 40, 30, 60, 50 and 20 thousand, all due by the quarter's end, the last one open."""
    values = (40_000, 30_000, 60_000, 50_000, 20_000)
    accepted = f"delivered_on: 2026-08-03, accepted_on: 2026-09-30, evidence: {PAPER}"
    late = f"delivered_on: 2026-08-03, accepted_on: 2026-10-01, evidence: {PAPER}"
    entries = [
        f"{{ id: MS-{number:02d}, title: Part, baseline_due: 2026-09-30, "
        f"value: {{ amount: {value}, currency: GBP }}, {late if number == 5 else accepted} }}"
        for number, value in enumerate(values, 1)
    ]
    entries.append(
        "{ id: MS-06, title: Later, baseline_due: 2026-10-01, "
        "value: { amount: 90000, currency: GBP } }"
    )
    cost = (
        "{ id: cost, name: Cost, area: cost, unit: percent, direction: lower, frequency: quarterly,"
        " definition: Invoiced of earned, source: client, contractual: false, "
        "targets: [{ from: 2026-Q1, target: 105, minimum: 110 }] }"
    )
    invoiced = (
        "{ kpi: cost, period: 2026-Q3, numerator: 194400, denominator: 180000, "
        "reported_on: 2026-10-05 }"
    )
    context = judged(
        tmp_path,
        agreement=AGREEMENT.replace("kpis: []\n", "") + listed("kpis", cost),
        milestones=listed("milestones", *entries),
        measurements=listed("measurements", invoiced),
    ).context
    assert context is not None
    (value,) = context.earned_values
    assert value.currency == "GBP"
    assert value.planned == 200_000
    assert value.earned == 180_000
    assert value.schedule_variance == -20_000
    assert value.schedule_index == Fraction(9, 10)
    assert value.cost_index == Fraction(1800, 1944)
