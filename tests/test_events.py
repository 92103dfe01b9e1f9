"""What happened, by meaning: each kind from the fact that tells it, with days counted by hand.

The calendar is the English one of 2026; 1 May is a Friday.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.playbooks import AGREEMENT, VENDOR, assessed
from vendorbook.events import events

AS_OF = date(2026, 6, 12)

MILESTONES = """\
milestones:
  - { id: MS-01, title: Delivered and accepted, baseline_due: 2026-05-01, delivered_on: 2026-04-30, accepted_on: 2026-05-05, evidence: "https://documents.example/ms-01" }
  - { id: MS-02, title: Rejected, baseline_due: 2026-05-01, delivered_on: 2026-04-29, rejections: [{ date: 2026-05-06, reason: Half of it. }] }
  - { id: MS-03, title: Missed, baseline_due: 2026-05-29, grace_days: 1 }
  - { id: MS-04, title: Moved too late, baseline_due: 2026-05-15 }
  - { id: MS-05, title: Moved in time, baseline_due: 2026-05-15 }
  - { id: MS-06, title: Long ago, baseline_due: 2026-01-30, delivered_on: 2026-01-30 }
"""  # noqa: E501 - one milestone on one line reads best
CHANGES = """\
changes:
  - { id: CR-01, title: More time, type: date, cause: client, raised_on: 2026-05-18, raised_by: kit-morrow, status: approved, decided_on: 2026-05-20, decided_by: ines-ward, effects: [{ milestone: MS-04, from: 2026-05-15, to: 2026-06-30 }] }
  - { id: CR-02, title: In time, type: date, cause: vendor, raised_on: 2026-05-04, raised_by: kit-morrow, status: approved, decided_on: 2026-05-11, decided_by: ines-ward, effects: [{ milestone: MS-05, from: 2026-05-15, to: 2026-07-31 }] }
  - { id: CR-03, title: Not wanted, type: date, cause: vendor, raised_on: 2026-05-04, raised_by: kit-morrow, status: rejected, decided_on: 2026-05-11, decided_by: ines-ward, effects: [{ milestone: MS-05, from: 2026-07-31, to: 2026-08-31 }] }
"""  # noqa: E501 - one change on one line reads best
FEEDBACK = """\
feedback:
  - { id: FB-001, kind: issue, severity: high, direction: to_vendor, raised_at: 2026-05-05, raised_by: ines-ward, about: delivery, summary: It fell over., responded_at: 2026-05-06, response: We look., resolved_at: 2026-05-07, resolution: Mended. }
"""  # noqa: E501 - one entry on one line reads best
REVIEWS = """\
reviews:
  - { id: RV-01, kind: quarterly, period: 2026-Q1, held_on: 2026-04-15, chair: ines-ward, ratings: [{ area: quality, rating: very_good, narrative: Good. }] }
"""  # noqa: E501
PLAN = """\
improvement:
  - id: IP-01
    title: Loads that can be trusted
    opened_on: 2026-04-20
    triggered_by: [FB-001]
    root_cause: Two teams load the same tables.
    owner_client: ines-ward
    owner_vendor: rosa-lind
    target_end: 2026-07-31
    exit_criteria: [{ text: A good month }]
    checkpoints: [{ due: 2026-05-04, held_on: 2026-05-05, outcome: on_track }, { due: 2026-06-30 }]
    if_it_fails: We take the loads back.
    closed_on: 2026-06-01
    outcome: met
"""
PLANNED = "IP-01 Loads that can be trusted"
PARTNERSHIP = """\
goals:
  - { id: GO-01, text: Half the tickets, owner_client: ines-ward, owner_vendor: kit-morrow, target_date: 2026-06-30, achieved_on: 2026-06-02 }
activities:
  - { id: PA-01, type: idea, title: One queue, proposed_by: vendor, planned_for: 2026-05-04, done_on: 2026-05-12, decision: accepted }
  - { id: PA-02, type: joint_workshop, title: A day together, proposed_by: client, planned_for: 2026-05-20, done_on: 2026-05-21 }
"""  # noqa: E501
KPI = AGREEMENT.replace(
    "kpis: []",
    "kpis:\n  - { id: uptime, name: Uptime, area: quality, unit: percent, direction: higher, "
    "frequency: monthly, definition: Share., source: vendor, contractual: true, "
    "targets: [{ from: 2026-03, target: 99.9, minimum: 99.5 }] }",
)
MEASUREMENTS = """\
measurements:
  - { kpi: uptime, period: 2026-04, value: 99.2, reported_on: 2026-05-05 }
  - { kpi: uptime, period: 2026-05, value: 99.6, reported_on: 2026-06-03 }
"""


def told(root: Path, days_back: int = 90, /, **files: str) -> list[tuple[str, str, str, str]]:
    return [
        (str(each.day), each.kind, each.title, each.words)
        for each in events(assessed(root, AS_OF, **files), days_back)
    ]


def test_deliveries_answers_and_misses_are_told_the_latest_first(tmp_path: Path) -> None:
    happened = told(tmp_path, milestones=MILESTONES, changes=CHANGES)
    assert happened == [
        # Due on Friday 29 May and one working day of grace: Monday 1 June was the last day.
        ("2026-06-02", "milestone missed", "MS-03 Missed: missed", "The last day was 1 Jun 2026."),
        (
            "2026-05-20",
            "change approved",
            "CR-01 More time: approved",
            "MS-04 moves from 15 May 2026 to 30 Jun 2026 (our cause).",
        ),
        # It was moved after it had been missed, which does not undo the miss.
        (
            "2026-05-16",
            "milestone missed",
            "MS-04 Moved too late: missed",
            "The last day was 15 May 2026.",
        ),
        (
            "2026-05-11",
            "change approved",
            "CR-02 In time: approved",
            "MS-05 moves from 15 May 2026 to 31 Jul 2026 (the vendor's cause).",
        ),
        ("2026-05-06", "milestone rejected", "MS-02 Rejected: rejected", "Half of it."),
        (
            "2026-05-05",
            "milestone accepted",
            "MS-01 Delivered and accepted: accepted",
            "Due on 1 May 2026.",
        ),
        (
            "2026-04-30",
            "milestone delivered",
            "MS-01 Delivered and accepted: delivered",
            "Due on 1 May 2026.",
        ),
        ("2026-04-29", "milestone delivered", "MS-02 Rejected: delivered", "Due on 1 May 2026."),
    ]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {"feedback": FEEDBACK},
            [
                ("2026-05-07", "feedback fixed", "FB-001 It fell over.: fixed", "Mended."),
                ("2026-05-06", "feedback answered", "FB-001 It fell over.: answered", "We look."),
                ("2026-05-05", "feedback raised", "FB-001 It fell over.: issue to the vendor", ""),
            ],
        ),
        (
            {"reviews": REVIEWS},
            [
                (
                    "2026-04-15",
                    "review held",
                    "RV-01 quarterly review of 2026-Q1: held",
                    "quality very good",
                )
            ],
        ),
        (
            {"improvement": PLAN, "feedback": FEEDBACK},
            [
                (
                    "2026-06-01",
                    "plan closed",
                    f"{PLANNED}: plan closed",
                    "met",
                ),
                (
                    "2026-05-05",
                    "checkpoint held",
                    f"{PLANNED}: checkpoint held",
                    "on track",
                ),
                (
                    "2026-04-20",
                    "plan opened",
                    f"{PLANNED}: plan opened",
                    "Two teams load the same tables.",
                ),
            ],
        ),
        (
            {"agreement": KPI, "measurements": MEASUREMENTS},
            [("2026-05-05", "KPI red", "Uptime in 2026-04: 99.2, red", "The minimum is 99.5.")],
        ),
        (
            {
                "agreement": KPI.replace("higher", "lower").replace(
                    "target: 99.9, minimum: 99.5", "target: 99, minimum: 99.3"
                ),
                "measurements": MEASUREMENTS,
            },
            [
                (
                    "2026-06-03",
                    "KPI red",
                    "Uptime in 2026-05: 99.6, red",
                    "The minimum is 99.3; lower is better.",
                )
            ],
        ),
        (
            {
                "vendor": VENDOR.format(slug="acme")
                + "    renewal_decision: renew\n    decided_on: 2026-05-04\n"
            },
            [
                (
                    "2026-05-04",
                    "contract decided",
                    "Main agreement: renew",
                    "Its agreed term ends on 31 Dec 2027.",
                )
            ],
        ),
        (
            {"partnership": PARTNERSHIP},
            [
                ("2026-06-02", "goal reached", "GO-01 Half the tickets: reached", ""),
                ("2026-05-21", "activity done", "PA-02 A day together: done", ""),
                ("2026-05-12", "idea decided", "PA-01 One queue: accepted", ""),
            ],
        ),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_other_facts_are_told(
    tmp_path: Path, files: dict[str, str], expected: list[tuple[str, str, str, str]]
) -> None:
    kind_of = {each[1] for each in expected}
    assert [each for each in told(tmp_path, **files) if each[1] in kind_of] == expected


def test_what_happened_before_the_time_looked_at_or_is_still_to_come_is_not_told(
    tmp_path: Path,
) -> None:
    feedback = FEEDBACK.replace("resolved_at: 2026-05-07", "resolved_at: 2026-06-13")
    kinds = [each[1] for each in told(tmp_path, 37, feedback=feedback)]
    assert kinds == ["feedback answered"]
