"""Every cap by hand, on the last day that it does not hold and the first on which it does."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.playbooks import AGREEMENT, CONTACTS, VENDOR
from tests.scorecard.quarter import card, listed

TARGETS = "response_targets: { critical: { respond: 2h, resolve: 2wd } }\n"


def caps(root: Path, as_of: str, /, **files: str) -> list[tuple[str, str | None]]:
    return [
        (cap.id, cap.at_best)
        for cap in card(root, date.fromisoformat(as_of), **files).caps
        if cap.id != "K7"
    ]


def issue(more: str = "", severity: str = "critical", direction: str = "to_vendor") -> str:
    return listed(
        "feedback",
        f"{{ id: FB-01, kind: issue, direction: {direction}, raised_at: 2026-10-05, "
        f"raised_by: ines-ward, about: quality, summary: Broken, severity: {severity}{more} }}",
    )


@pytest.mark.parametrize(
    ("as_of", "feedback", "expected"),
    [
        ("2026-10-07", issue(), []),
        ("2026-10-08", issue(), [("K1", "C")]),
        ("2026-10-08", issue(", resolved_at: 2026-10-08"), []),
        ("2026-10-08", issue(", resolved_at: 2026-10-09"), [("K1", "C")]),
        ("2026-10-08", issue(severity="high"), []),
        ("2026-10-08", issue(direction="to_client"), []),
        # Two levels for incidents, the ladder of a critical issue, and a third for delivery.
        ("2026-10-05", issue(", escalation_level: 1"), []),
        ("2026-10-05", issue(", escalation_level: 2"), [("K1", "C")]),
        ("2026-10-04", issue(", escalation_level: 2"), []),
    ],
)
def test_k1_an_open_critical_issue(
    tmp_path: Path, as_of: str, feedback: str, expected: list[tuple[str, str]]
) -> None:
    step = "{{ level: {}, for: {}, vendor: kit-morrow, client: pia-nand, after: 1h }}"
    more = [step.format(2, "incident"), *(step.format(n, "delivery") for n in (1, 2, 3))]
    contacts = CONTACTS + "".join(f"  - {each}\n" for each in more)
    files = {"agreement": AGREEMENT + TARGETS, "contacts": contacts, "feedback": feedback}
    assert caps(tmp_path, as_of, **files) == expected


@pytest.mark.parametrize(
    ("as_of", "more", "expected"),
    [
        ("2026-10-05", "critical: true", []),
        ("2026-10-06", "critical: true", [("K2", "C")]),
        ("2026-10-06", "critical: true, grace_days: 1", []),
        ("2026-10-07", "critical: true, grace_days: 1", [("K2", "C")]),
        ("2026-10-07", "critical: true, delivered_on: 2026-10-07", []),
        ("2026-10-06", "critical: true, delivered_on: 2026-10-07", [("K2", "C")]),
        ("2026-10-07", "critical: false", []),
    ],
)
def test_k2_a_missed_critical_milestone(
    tmp_path: Path, as_of: str, more: str, expected: list[tuple[str, str]]
) -> None:
    entry = f"{{ id: MS-01, title: Part, baseline_due: 2026-10-05, {more} }}"
    assert caps(tmp_path, as_of, milestones=listed("milestones", entry)) == expected


def plan(checkpoints: str = "{ due: 2026-12-01 }", more: str = "") -> str:
    return listed(
        "improvement",
        "{ id: IP-01, title: Better, opened_on: 2026-04-09, triggered_by: [], root_cause: Haste, "
        "owner_client: ines-ward, owner_vendor: kit-morrow, target_end: 2026-12-31, "
        "exit_criteria: [{ text: It works }], actions: [], if_it_fails: We part, "
        f"checkpoints: [{checkpoints}]{more} }}",
    )


OFF = "{ due: 2026-09-01, held_on: 2026-09-02, outcome: off_track }"
ON = "{ due: 2026-08-01, held_on: 2026-08-03, outcome: on_track }"
ON_LATER = "{ due: 2026-10-01, held_on: 2026-10-09, outcome: on_track }"


@pytest.mark.parametrize(
    ("as_of", "text", "expected"),
    [
        ("2026-04-08", plan(), []),
        ("2026-04-09", plan(), [("K3", "C")]),
        ("2026-09-01", plan(OFF), [("K3", "C")]),
        ("2026-09-02", plan(OFF), [("K3", "D")]),
        ("2026-10-09", plan(f"{OFF}, {ON}"), [("K3", "D")]),
        ("2026-10-08", plan(f"{ON_LATER}, {OFF}"), [("K3", "D")]),
        ("2026-10-09", plan(f"{ON_LATER}, {OFF}"), [("K3", "C")]),
        ("2026-10-08", plan(more=", closed_on: 2026-10-09, outcome: met"), [("K3", "C")]),
        ("2026-10-09", plan(more=", closed_on: 2026-10-09, outcome: met"), []),
        ("2026-10-09", plan(more=", closed_on: 2026-04-10, outcome: failed"), [("K3", "D")]),
        ("2026-10-10", plan(more=", closed_on: 2026-04-10, outcome: failed"), []),
        ("2026-10-09", plan(more=", closed_on: 2026-04-10, outcome: partly_met"), []),
    ],
)
def test_k3_an_improvement_plan(
    tmp_path: Path, as_of: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert caps(tmp_path, as_of, improvement=text) == expected


def monthly(contractual: str = "true") -> str:
    kpi = (
        "{ id: up, name: Up, area: quality, unit: percent, direction: higher, frequency: monthly, "
        f"definition: Share, source: tool, contractual: {contractual}, "
        "targets: [{ from: 2026-01, target: 99, minimum: 98 }] }"
    )
    return AGREEMENT.replace("kpis: []\n", "") + listed("kpis", kpi)


def months(**values: str) -> str:
    return listed(
        "measurements",
        *(
            f"{{ kpi: up, period: 2026-{month[1:]}, {value}, reported_on: 2026-10-07 }}"
            for month, value in values.items()
        ),
    )


RED, AMBER, NOTHING = "value: 97.9", "value: 98", "not_applicable: true"


@pytest.mark.parametrize(
    ("as_of", "measurements", "expected"),
    [
        ("2026-10-07", months(m07=RED, m08=RED, m09=RED), [("K4", "C")]),
        ("2026-10-06", months(m07=RED, m08=RED, m09=RED), []),
        ("2026-10-07", months(m07=RED, m08=AMBER, m09=RED), []),
        ("2026-10-07", months(m07=RED, m08=RED, m09=AMBER), []),
        ("2026-10-07", months(m08=RED, m09=RED), []),
        ("2026-10-07", months(m06=RED, m07=RED, m08=RED), [("K4", "C")]),
        ("2026-10-07", months(m06=RED, m07=RED, m09=RED), []),
        ("2026-10-07", months(m06=RED, m07=RED, m08=NOTHING, m09=RED), [("K4", "C")]),
        # Silence since, with a month between in which there was nothing to measure.
        ("2026-10-07", months(m04=RED, m05=RED, m06=RED, m08=NOTHING), [("K4", "C")]),
    ],
)
def test_k4_a_contractual_kpi_red_three_periods_running(
    tmp_path: Path, as_of: str, measurements: str, expected: list[tuple[str, str]]
) -> None:
    files = {"measurements": measurements}
    assert caps(tmp_path / "yes", as_of, agreement=monthly(), **files) == expected
    assert caps(tmp_path / "no", as_of, agreement=monthly("false"), **files) == []


@pytest.mark.parametrize(
    ("as_of", "required", "expected"),
    [
        ("2026-10-05", "true", []),
        ("2026-10-06", "true", [("K5", "B")]),
        ("2026-10-06", "false", []),
    ],
)
def test_k5_a_required_document_that_has_expired(
    tmp_path: Path, as_of: str, required: str, expected: list[tuple[str, str]]
) -> None:
    paper = (
        f"{{ id: cover, type: insurance, title: Cover, expires_on: 2026-10-05, "
        f"required: {required} }}"
    )
    vendor = VENDOR.format(slug="acme") + listed("documents", paper)
    assert caps(tmp_path, as_of, vendor=vendor) == expected


def reviewed(held_on: str, rating: str, number: int = 1) -> str:
    return (
        f"{{ id: RV-{number:02d}, kind: annual, period: 2026-Q3, held_on: {held_on}, "
        f"chair: ines-ward, ratings: [{{ area: cost, rating: {rating}, narrative: So }}] }}"
    )


BAD = reviewed("2026-10-05", "unsatisfactory")


@pytest.mark.parametrize(
    ("as_of", "held", "expected"),
    [
        ("2026-10-04", [BAD], []),
        ("2026-10-05", [BAD], [("K6", "D")]),
        ("2026-10-06", [BAD, reviewed("2026-10-06", "marginal", 2)], []),
        ("2026-10-05", [BAD, reviewed("2026-10-06", "marginal", 2)], [("K6", "D")]),
        ("2026-10-05", [reviewed("2026-10-05", "marginal", 2), BAD], []),
    ],
)
def test_k6_an_area_rated_unsatisfactory_in_the_latest_review(
    tmp_path: Path, as_of: str, held: list[str], expected: list[tuple[str, str]]
) -> None:
    assert caps(tmp_path, as_of, reviews=listed("reviews", *held)) == expected


@pytest.mark.parametrize(("reported", "rated"), [(1, False), (2, True)])
def test_k7_less_than_half_of_what_was_expected(tmp_path: Path, reported: int, rated: bool) -> None:
    kpis = [
        f"{{ id: kpi-{number}, name: Up, area: quality, unit: percent, direction: higher, "
        "frequency: quarterly, definition: Share, source: tool, contractual: false, "
        "targets: [{ from: 2026-Q1, target: 99, minimum: 98 }] }"
        for number in range(4)
    ]
    found = [
        f"{{ kpi: kpi-{number}, period: 2026-Q3, value: 99, reported_on: 2026-10-07 }}"
        for number in range(reported)
    ]
    commodity = VENDOR.format(slug="acme").replace("operational", "commodity")
    judged = card(
        tmp_path,
        vendor=commodity,
        agreement=AGREEMENT.replace("kpis: []\n", "") + listed("kpis", *kpis),
        measurements=listed("measurements", *found),
    )
    assert judged.score == 100
    assert judged.uncapped_grade == "A"
    assert judged.grade == ("A" if rated else None)
    assert [(cap.id, cap.at_best) for cap in judged.caps] == ([] if rated else [("K7", None)])
