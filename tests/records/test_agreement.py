"""What was agreed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.records.reading import SOMEWHERE, faults, read
from vendorbook.records.agreement import (
    Agreement,
    ClientObligation,
    Deliverable,
    FeedbackTarget,
    Kpi,
    KpiTarget,
    Objective,
    QualityStandard,
    ResponseTargets,
    Scope,
    SeverityTarget,
)
from vendorbook.records.facts import Duration, Period

HEAD = "objectives: []\nscope: {in: [], out: []}\ndeliverables: []\n"


def test_a_full_agreement() -> None:
    agreement = read(
        Agreement,
        """\
        objectives:
          - {text: Claims settled in five days, measured_by: cycle-time}
        scope:
          in: [Two data centres]
          out: [Desk-side support]
          assumptions: ["No more than 1,200 users"]
        deliverables:
          - id: DL-01
            title: Claims intake
            contract: sow-claims
            acceptance_criteria: [It answers within two minutes]
            acceptor: ines-ward
            review_days: 5
        quality_standards:
          - {id: QS-01, standard: Accessible, acceptable_level: WCAG 2.2 AA, method: Audit,
             kpi: escaped-defects}
        client_obligations:
          - {id: OB-01, text: Open the firewall, owner: daniel-achebe, due: 2026-10-02,
             done_on: 2026-10-01, internal: true}
        response_targets:
          critical: {respond: 30m, resolve: 4h}
          feedback: {respond: 5wd}
        kpis:
          - id: availability
            name: Availability
            area: quality
            unit: percent
            direction: higher
            frequency: monthly
            definition: Minutes in which all systems answered
            source: tool
            weight: 3
            contractual: true
            targets:
              - {from: 2025-Q4, target: 99.5, minimum: 99}
              - {from: 2026-01, target: 99.90, minimum: 99.5, floor: 99, change: CR-03}
            min_sample: 10
            if_missing: fail
            credit_pct: 2.5
        """,
    )

    assert agreement == Agreement(
        origin=SOMEWHERE,
        objectives=(
            Objective(
                origin=SOMEWHERE, text="Claims settled in five days", measured_by="cycle-time"
            ),
        ),
        scope=Scope(
            origin=SOMEWHERE,
            in_=("Two data centres",),
            out=("Desk-side support",),
            assumptions=("No more than 1,200 users",),
        ),
        deliverables=(
            Deliverable(
                origin=SOMEWHERE,
                id="DL-01",
                title="Claims intake",
                contract="sow-claims",
                acceptance_criteria=("It answers within two minutes",),
                acceptor="ines-ward",
                review_days=5,
            ),
        ),
        quality_standards=(
            QualityStandard(
                origin=SOMEWHERE,
                id="QS-01",
                standard="Accessible",
                acceptable_level="WCAG 2.2 AA",
                method="Audit",
                kpi="escaped-defects",
            ),
        ),
        client_obligations=(
            ClientObligation(
                origin=SOMEWHERE,
                id="OB-01",
                text="Open the firewall",
                owner="daniel-achebe",
                due=date(2026, 10, 2),
                done_on=date(2026, 10, 1),
                internal=True,
            ),
        ),
        response_targets=ResponseTargets(
            origin=SOMEWHERE,
            critical=SeverityTarget(
                origin=SOMEWHERE, respond=Duration(30, "m"), resolve=Duration(4, "h")
            ),
            feedback=FeedbackTarget(origin=SOMEWHERE, respond=Duration(5, "wd")),
        ),
        kpis=(
            Kpi(
                origin=SOMEWHERE,
                id="availability",
                name="Availability",
                area="quality",
                unit="percent",
                direction="higher",
                frequency="monthly",
                definition="Minutes in which all systems answered",
                source="tool",
                weight=Decimal(3),
                contractual=True,
                targets=(
                    KpiTarget(
                        origin=SOMEWHERE,
                        from_=Period(2025, 10, 4),
                        target=Decimal("99.5"),
                        minimum=Decimal(99),
                    ),
                    KpiTarget(
                        origin=SOMEWHERE,
                        from_=Period(2026, 1),
                        target=Decimal("99.9"),
                        minimum=Decimal("99.5"),
                        floor=Decimal(99),
                        change="CR-03",
                    ),
                ),
                min_sample=10,
                if_missing="fail",
                credit_pct=Decimal("2.5"),
            ),
        ),
    )
    assert agreement.kpis[0].targets[1].place("from").line == 36
    assert agreement.scope.place("in").line == 4


def test_defaults_that_count() -> None:
    agreement = read(
        Agreement,
        """\
        objectives: []
        scope: {in: [], out: []}
        deliverables: [{id: DL-01, title: A, acceptance_criteria: [B], acceptor: ines-ward}]
        kpis: [{id: a, name: A, area: cost, unit: percent, direction: lower, frequency: quarterly,
                definition: A, source: client, contractual: false,
                targets: [{from: 2026-Q1, target: 105, minimum: 110}]}]
        """,
    )
    assert agreement.deliverables[0].review_days is None
    assert (agreement.kpis[0].weight, agreement.kpis[0].if_missing) == (Decimal(1), "exclude")
    assert agreement.response_targets is None


def kpi(details: str) -> str:
    return (
        HEAD + "kpis: [{id: a, name: A, area: cost, unit: percent, direction: lower, source: tool, "
        f"frequency: monthly, definition: A, contractual: false, {details}}}]"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (kpi("targets: [{from: 2026-01, target: -1.5, minimum: 0}]"), []),
        (kpi("targets: []"), ["bad-value: 'targets' is empty, expected at least 1 entry"]),
        (
            kpi("targets: [{from: 2026-13, target: 1, minimum: 2}]"),
            [
                "bad-format: 'from' is '2026-13', expected a month such as 2026-09 or a quarter "
                "such as 2026-Q3"
            ],
        ),
        (
            kpi("targets: [{from: 2026-01, target: 99.9%, minimum: 2}]"),
            ["wrong-type: 'target' is the text '99.9%', expected a number"],
        ),
        (
            kpi("targets: [{from: 2026-01, target: 1, minimum: 2}], weight: 0"),
            ["bad-value: 'weight' is '0', expected more than 0"],
        ),
        (
            HEAD.replace(
                "deliverables: []",
                "deliverables: [{id: DL-01, title: A, acceptance_criteria: [], acceptor: ines}]",
            )
            + "kpis: []",
            ["bad-value: 'acceptance_criteria' is empty, expected at least 1 entry"],
        ),
        (
            HEAD + "kpis: []\nresponse_targets: {critical: {respond: 30m}}",
            ["missing-key: 'resolve' is missing from 'critical'"],
        ),
        (
            HEAD + "kpis: []\nresponse_targets: {urgent: {respond: 30m}}",
            ["unknown-key: 'urgent' is not a field of 'response_targets'"],
        ),
        (
            HEAD.replace(", out: []", "") + "kpis: []",
            ["missing-key: 'out' is missing from 'scope'"],
        ),
    ],
)
def test_right_and_wrong_agreements(text: str, expected: list[str]) -> None:
    assert faults(Agreement, text) == expected
