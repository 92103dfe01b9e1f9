"""Pairs of dates: which ones are compared, and what both were."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.playbooks import AGREEMENT, VENDOR, faults, said

MS = (
    "milestones:\n  - id: MS-01\n    title: A\n    baseline_due: 2026-04-30\n"
    "    deliverables: [DL-01]\n    delivered_on: 2026-04-22\n    evidence: https://e.example\n"
    "    accepted_on: {}\n    rejections:\n      - {{ date: {}, reason: Half of it. }}\n"
)
ROUTINE = """\
channels: []
routines:
  - id: weekly
    kind: meeting
    title: Weekly call
    level: operational
    cadence: weekly
    starts_on: 2026-02-02
    ends_on: 2026-02-01
    chair: ines-ward
"""
CHANGE = """\
changes:
  - id: CR-01
    title: Later
    type: release
    cause: client
    raised_on: 2026-04-10
    raised_by: rosa-lind
    status: approved
    decided_on: {}
    decided_by: pia-nand
    effects:
      - {{ milestone: MS-01, release: deferred, revisit_on: {} }}
"""
REVIEW = """\
reviews:
  - id: RV-01
    kind: annual
    period: "2026"
    held_on: 2026-05-05
    chair: ines-ward
    ratings: [{ area: quality, rating: satisfactory, narrative: As agreed. }]
    vendor_comment: Thanks.
    vendor_commented_on: 2026-05-04
"""
PLAN = """\
improvement:
  - id: IP-01
    title: Better
    opened_on: 2026-05-05
    triggered_by: [RV-01]
    root_cause: Two teams.
    owner_client: ines-ward
    owner_vendor: rosa-lind
    target_end: 2026-05-04
    exit_criteria: [{ text: Good again }]
    checkpoints:
      - { due: 2026-05-03, held_on: 2026-05-02, outcome: on_track }
    if_it_fails: We part.
    closed_on: 2026-05-01
    outcome: met
"""
IDEA = (
    "activities: [{ id: PA-01, type: idea, title: Merge, proposed_by: vendor, "
    "planned_for: 2026-05-05, done_on: 2026-05-04, decision: declined }]\n"
)


@pytest.mark.parametrize(
    ("files", "record", "expected"),
    [
        (
            {"communication": ROUTINE},
            "weekly",
            ["9: ends_on (1 Feb 2026) lies before starts_on (2 Feb 2026)"],
        ),
        (
            {"changes": CHANGE.format("2026-04-09", "2026-12-01")},
            "CR-01",
            ["9: decided_on (9 Apr 2026) lies before raised_on (10 Apr 2026)"],
        ),
        (
            {"changes": CHANGE.format("2026-04-20", "2026-04-19")},
            "CR-01",
            ["12: revisit_on (19 Apr 2026) lies before decided_on (20 Apr 2026)"],
        ),
        (
            {"reviews": REVIEW},
            "RV-01",
            ["9: vendor_commented_on (4 May 2026) lies before held_on (5 May 2026)"],
        ),
        (
            {"improvement": PLAN},
            "IP-01",
            [
                "9: target_end (4 May 2026) lies before opened_on (5 May 2026)",
                "14: closed_on (1 May 2026) lies before opened_on (5 May 2026)",
                "12: due (3 May 2026) lies before opened_on (5 May 2026)",
                "12: held_on (2 May 2026) lies before opened_on (5 May 2026)",
            ],
        ),
        (
            {"partnership": IDEA},
            "PA-01",
            ["1: done_on (4 May 2026) lies before planned_for (5 May 2026)"],
        ),
        (
            {"partnership": IDEA.replace("idea", "training").replace(", decision: declined", "")},
            "",
            [],
        ),
    ],
)
def test_pairs_of_dates(
    tmp_path: Path, files: dict[str, str], record: str, expected: list[str]
) -> None:
    found = faults(tmp_path, **files)
    assert said(found, "impossible-dates") == expected
    assert {each.record for each in found if each.code == "impossible-dates"} <= {record}


EARLY = "lies before the last day of its period"


@pytest.mark.parametrize(
    ("period", "reported", "expected"),
    [
        ("2026-09", "2026-09-30", []),
        ("2026-09", "2026-09-29", [f"29 Sep 2026) {EARLY} (30 Sep 2026"]),
        ("2026-09", "2026-08-31", [f"31 Aug 2026) {EARLY} (30 Sep 2026"]),
        ("2026-Q1", "2026-03-30", [f"30 Mar 2026) {EARLY} (31 Mar 2026"]),
        ("2026-Q1", "2026-03-31", []),
        ("2025-Q4", "2026-01-09", []),
        ("2028-02", "2028-02-28", [f"28 Feb 2028) {EARLY} (29 Feb 2028"]),
    ],
)
def test_nothing_is_measured_before_its_period_is_over(
    tmp_path: Path, period: str, reported: str, expected: list[str]
) -> None:
    row = f"measurements: [{{ kpi: up, period: {period}, value: 1, reported_on: {reported} }}]\n"
    assert said(faults(tmp_path, measurements=row), "impossible-dates") == [
        f"1: reported_on ({each})" for each in expected
    ]


@pytest.mark.parametrize(
    ("reported", "expected"),
    [("2026-09-01", []), ("2026-08-31", ["31 Aug 2026) lies before period (1 Sep 2026"])],
)
def test_that_a_kpi_does_not_apply_is_known_from_the_first_day(
    tmp_path: Path, reported: str, expected: list[str]
) -> None:
    row = (
        "measurements: [{ kpi: up, period: 2026-09, not_applicable: true, "
        f"reported_on: {reported} }}]\n"
    )
    assert said(faults(tmp_path, measurements=row), "impossible-dates") == [
        f"1: reported_on ({each})" for each in expected
    ]


@pytest.mark.parametrize(
    ("accepted", "rejected", "expected"),
    [
        ("2026-05-06", "2026-04-21", []),
        (
            "2026-05-06",
            "2026-04-27",
            [
                "10: MS-01 was accepted on 6 May 2026, but its delivery of 22 Apr 2026 was sent "
                "back on 27 Apr 2026"
            ],
        ),
    ],
)
def test_what_was_sent_back_is_accepted_only_after_another_delivery(
    tmp_path: Path, accepted: str, rejected: str, expected: list[str]
) -> None:
    found = faults(tmp_path, agreement=AGREEMENT, milestones=MS.format(accepted, rejected))
    assert said(found, "impossible-dates") == expected
    assert {each.record for each in found} <= {"MS-01"}


ANSWER = """\
feedback:
  - id: FB-001
    kind: concern
    direction: to_vendor
    raised_at: {}
    raised_by: ines-ward
    about: delivery
    summary: Slow.
    responded_at: {}
"""


@pytest.mark.parametrize(
    ("raised", "answered", "expected"),
    [
        ("2026-05-05T10:00:00+01:00", "2026-05-05T09:00:00Z", []),
        (
            "2026-05-05T10:00:00+01:00",
            "2026-05-05T08:59:00Z",
            ["9: responded_at (5 May 2026, 08:59) lies before raised_at (5 May 2026, 10:00)"],
        ),
        ("2026-05-05T23:30:00Z", "2026-05-06", []),
        (
            "2026-05-05T23:30:00Z",
            "2026-05-05",
            ["9: responded_at (5 May 2026) lies before raised_at (6 May 2026)"],
        ),
    ],
)
def test_instants_are_compared_as_instants_and_days_as_days_of_the_contract(
    tmp_path: Path, raised: str, answered: str, expected: list[str]
) -> None:
    found = faults(tmp_path, feedback=ANSWER.format(raised, answered))
    assert said(found, "impossible-dates") == expected


def test_one_day_may_be_both(tmp_path: Path) -> None:
    vendor = VENDOR.format(slug="acme").replace("end: 2027-12-31", "end: 2025-01-01")
    assert faults(tmp_path, vendor=vendor) == []


def test_a_term_ends_after_it_starts(tmp_path: Path) -> None:
    vendor = VENDOR.format(slug="acme").replace("end: 2027-12-31", "end: 2024-12-31")
    (found,) = faults(tmp_path, vendor=vendor)
    assert found.message == "end (31 Dec 2024) lies before start (1 Jan 2025)"
    assert (found.record, found.place.line) == ("main", 15)


def test_what_is_accepted_was_delivered_before(tmp_path: Path) -> None:
    found = faults(tmp_path, agreement=AGREEMENT, milestones=MS.format("2026-04-21", "2026-04-20"))
    assert said(found, "impossible-dates") == [
        "8: accepted_on (21 Apr 2026) lies before delivered_on (22 Apr 2026)"
    ]
