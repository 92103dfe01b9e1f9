"""Every date that says that something happened."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.playbooks import AGREEMENT, CONTACTS, VENDOR, faults, said
from vendorbook.findings import Finding

TOMORROW = "2026-05-06"
TODAY = date(2026, 5, 5)
OBLIGATION = (
    "client_obligations: [{ id: OB-01, text: Open, owner: ines-ward, due: 2026-05-04, "
    f"done_on: {TOMORROW} }}]\n"
)
CHANGE = """\
changes:
  - id: CR-01
    title: More
    type: scope
    cause: client
    raised_on: 2026-05-06
    raised_by: rosa-lind
    status: rejected
    decided_on: 2026-05-06
    decided_by: pia-nand
    effects: [{ scope: More. }]
"""
REVIEW = """\
reviews:
  - id: RV-01
    kind: annual
    period: "2026"
    held_on: 2026-05-06
    chair: ines-ward
    ratings: [{ area: quality, rating: satisfactory, narrative: As agreed. }]
    vendor_comment: Thanks.
    vendor_commented_on: 2026-05-06
    actions: [{ id: AC-001, text: Ask, owner: ines-ward, due: 2026-07-01, done_on: 2026-05-06 }]
"""
PLAN = """\
improvement:
  - id: IP-01
    title: Better
    opened_on: 2026-05-06
    agreed_on: 2026-05-06
    triggered_by: [OB-01]
    root_cause: Two teams.
    owner_client: ines-ward
    owner_vendor: rosa-lind
    target_end: 2026-11-30
    exit_criteria: [{ text: Good again }]
    actions: [{ id: AC-002, text: Ask, owner: ines-ward, due: 2026-07-01, done_on: 2026-05-06 }]
    checkpoints: [{ due: 2026-07-01, held_on: 2026-05-06, outcome: on_track }]
    if_it_fails: We part.
    closed_on: 2026-05-06
    outcome: met
"""
PARTNERSHIP = """\
goals: [{ id: GO-01, text: Faster, owner_client: ines-ward, owner_vendor: kit-morrow, target_date: 2026-12-01, achieved_on: 2026-05-06 }]
activities:
  - { id: PA-01, type: idea, title: Merge, proposed_by: vendor, planned_for: 2026-05-06 }
  - { id: PA-02, type: training, title: Day, proposed_by: vendor, planned_for: 2026-05-06 }
  - { id: PA-03, type: training, title: Day, proposed_by: vendor, planned_for: 2026-05-06, done_on: 2026-05-06 }
"""  # noqa: E501 - one entry on one line reads best
MILESTONE = """\
milestones:
  - id: MS-01
    title: A
    baseline_due: 2026-05-06
    deliverables: [DL-01]
    forecast: 2026-05-06
    delivered_on: 2026-05-06
    accepted_on: 2026-05-06
    evidence: https://e.example
    rejections: [{ date: 2026-05-06, reason: Half of it. }]
"""
ISSUE = """\
feedback:
  - id: FB-001
    kind: concern
    direction: to_vendor
    raised_at: {0}
    raised_by: ines-ward
    about: delivery
    summary: Slow.
    responded_at: {0}
    resolved_at: {0}
"""


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {
                "contacts": CONTACTS.replace(
                    "verified_on: 2026-01-05", f"verified_on: {TOMORROW}", 1
                )
            },
            [("ines-ward", "verified_on")],
        ),
        (
            {
                "vendor": VENDOR.format(slug="acme")
                + f"    renewal_decision: exit\n    decided_on: {TOMORROW}\n"
            },
            [("main", "decided_on")],
        ),
        ({"agreement": AGREEMENT + OBLIGATION}, [("OB-01", "done_on")]),
        (
            {"agreement": AGREEMENT, "milestones": MILESTONE},
            [("MS-01", "delivered_on"), ("MS-01", "accepted_on"), ("MS-01", "date")],
        ),
        ({"changes": CHANGE}, [("CR-01", "raised_on"), ("CR-01", "decided_on")]),
        (
            {"meetings": f"meetings: [{{ id: MT-001, date: {TOMORROW}, status: received }}]\n"},
            [("MT-001", "date")],
        ),
        (
            {
                "meetings": f"meetings: [{{ id: MT-001, date: {TOMORROW}, status: cancelled, "
                "cancelled_by: client }]\n"
            },
            [],
        ),
        (
            {
                "measurements": "measurements: [{ kpi: up, period: 2026-04, value: 1, "
                f"reported_on: {TOMORROW} }}]\n"
            },
            [("up", "reported_on")],
        ),
        (
            {"reviews": REVIEW},
            [("RV-01", "held_on"), ("RV-01", "vendor_commented_on"), ("AC-001", "done_on")],
        ),
        (
            {"improvement": PLAN},
            [
                ("AC-002", "done_on"),
                ("IP-01", "opened_on"),
                ("IP-01", "agreed_on"),
                ("IP-01", "closed_on"),
                ("IP-01", "held_on"),
            ],
        ),
        (
            {"partnership": PARTNERSHIP},
            [("GO-01", "achieved_on"), ("PA-01", "planned_for"), ("PA-03", "done_on")],
        ),
        (
            {"feedback": ISSUE.format(TOMORROW)},
            [("FB-001", "raised_at"), ("FB-001", "responded_at"), ("FB-001", "resolved_at")],
        ),
    ],
)
def test_what_is_still_to_come(
    tmp_path: Path, files: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    found = _future(faults(tmp_path, TODAY, **files))
    assert [(each.record, each.message.split()[0]) for each in found] == expected
    assert all("is 6 May 2026, which is still to come" in each.message for each in found)
    assert _future(faults(tmp_path, date(2026, 5, 6), **files)) == []


ONCE = "record it once it has happened"


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("milestones", MILESTONE, {
            "delivered_on": f"{ONCE}; a plan belongs in forecast",
            "accepted_on": f"{ONCE}; a plan belongs in forecast",
            "date": ONCE,
        }),
        ("agreement", AGREEMENT + OBLIGATION, {"done_on": f"{ONCE}; a plan belongs in due"}),
        ("meetings", f"meetings: [{{ id: MT-001, date: {TOMORROW}, status: held }}]\n", {
            "date": f"{ONCE}; routines in communication.yml plan meetings",
        }),
        ("partnership", PARTNERSHIP, {
            "achieved_on": f"{ONCE}; a plan belongs in target_date",
            "planned_for": ONCE,
            "done_on": f"{ONCE}; a plan belongs in planned_for",
        }),
        ("feedback", ISSUE.format(TOMORROW), dict.fromkeys(
            ("raised_at", "responded_at", "resolved_at"), ONCE
        )),
    ],
)  # fmt: skip
def test_the_hint_says_where_a_plan_belongs(
    tmp_path: Path, kind: str, text: str, expected: dict[str, str]
) -> None:
    files = {"agreement": AGREEMENT, kind: text}
    found = _future(faults(tmp_path, TODAY, **files))
    assert {each.message.split()[0]: each.hint for each in found} == expected


@pytest.mark.parametrize(
    ("moment", "count"), [("2026-05-05T23:59:00+01:00", 0), ("2026-05-05T23:59:00Z", 3)]
)
def test_an_hour_counts_by_the_day_of_the_contract(tmp_path: Path, moment: str, count: int) -> None:
    found = faults(tmp_path, TODAY, feedback=ISSUE.format(moment))
    assert len(said(found, "future-fact")) == count


def _future(found: list[Finding]) -> list[Finding]:
    return [each for each in found if each.code == "future-fact"]
