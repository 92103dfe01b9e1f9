"""What is promised by when."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.records.reading import SOMEWHERE, faults, read
from vendorbook.records.facts import Money
from vendorbook.records.milestones import Milestone, MilestonesFile, Rejection


def test_milestones() -> None:
    milestones = read(
        MilestonesFile,
        """\
        milestones:
          - id: MS-01
            title: Claims intake live
            type: approval
            deliverables: [DL-01]
            contract: msa-2024
            baseline_due: 2026-04-30
            grace_days: 5
            critical: true
            weight: 1.5
            value: {amount: 40000, currency: GBP}
            depends_on: [MS-02, OB-01, lintel-thread/MS-05]
            forecast: 2026-05-08
            percent_delivered: 60
            delivered_on: 2026-05-20
            rejections:
              - {date: 2026-05-18, reason: Too slow}
            accepted_on: 2026-05-22
            evidence: https://documents.fenwickvale.example/acceptance/ms-01
            internal: true
          - {id: MS-02, title: History, baseline_due: "2024-04-30", date_unknown: true}
        """,
    )

    assert milestones == MilestonesFile(
        origin=SOMEWHERE,
        milestones=(
            Milestone(
                origin=SOMEWHERE,
                id="MS-01",
                title="Claims intake live",
                type="approval",
                deliverables=("DL-01",),
                contract="msa-2024",
                baseline_due=date(2026, 4, 30),
                grace_days=5,
                critical=True,
                weight=Decimal("1.5"),
                value=Money(origin=SOMEWHERE, amount=Decimal(40000), currency="GBP"),
                depends_on=("MS-02", "OB-01", "lintel-thread/MS-05"),
                forecast=date(2026, 5, 8),
                percent_delivered=60,
                delivered_on=date(2026, 5, 20),
                rejections=(
                    Rejection(origin=SOMEWHERE, date=date(2026, 5, 18), reason="Too slow"),
                ),
                accepted_on=date(2026, 5, 22),
                evidence="https://documents.fenwickvale.example/acceptance/ms-01",
                internal=True,
            ),
            Milestone(
                origin=SOMEWHERE,
                id="MS-02",
                title="History",
                baseline_due=date(2024, 4, 30),
                date_unknown=True,
            ),
        ),
    )
    assert milestones.milestones[0].place("forecast").line == 13


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        ("grace_days: 0, weight: 0.5", []),
        ("percent_delivered: 99", []),
        ("due: 2026-05-29", ["unknown-key: 'due' is not a field of a milestone"]),
        ("status: accepted", ["unknown-key: 'status' is not a field of a milestone"]),
        (
            "percent_delivered: 100",
            ["bad-value: 'percent_delivered' is '100', expected 99 or less"],
        ),
        (
            "accepted_on: 2026-05-22",
            [
                "missing-key: 'delivered_on' is missing from a milestone",
                "missing-key: 'evidence' is missing from a milestone",
            ],
        ),
        (
            "date_unknown: true, delivered_on: 2026-05-22",
            [
                "bad-value: entry 1 of 'milestones' does not fit together: a milestone with "
                "date_unknown has no forecast, delivery or acceptance date"
            ],
        ),
        (
            "depends_on: [DL-01]",
            [
                "bad-format: entry 1 of 'depends_on' (predecessor) is 'DL-01', expected a "
                "milestone or obligation such as MS-01 or OB-02, or another vendor's as "
                "vendor-slug/MS-05"
            ],
        ),
    ],
)
def test_right_and_wrong_milestones(details: str, expected: list[str]) -> None:
    text = f"milestones: [{{id: MS-01, title: A, baseline_due: 2026-04-30, {details}}}]"
    assert faults(MilestonesFile, text) == expected
