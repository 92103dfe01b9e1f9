"""How long nothing has been logged, and what counts as a log entry."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.playbooks import AGREEMENT, VENDOR, acme, open_playbook, situations, write_playbook
from vendorbook.assessment import assess
from vendorbook.checks import find_situations
from vendorbook.findings import Actor, Finding
from vendorbook.last_entry import last_entry
from vendorbook.vendor_reading import read_vendor

MESSAGE = "the last log entry is of 20 Aug 2026, 46 days ago, and the vendor is active"

FEEDBACK = (
    "feedback: [{{ id: FB-001, kind: issue, severity: low, direction: to_vendor, "
    "raised_by: ines-ward, about: delivery, summary: Late., {} }}]\n"
)
CHANGE = (
    "changes: [{{ id: CR-01, title: Later, type: scope, cause: vendor, raised_by: rosa-lind, "
    "effects: [{{ scope: Less. }}], {} }}]\n"
)
MILESTONE = "milestones: [{{ id: MS-01, title: Go-live, baseline_due: 2026-12-31, {} }}]\n"
PLAN = (
    "improvement: [{{ id: IP-01, title: Better, triggered_by: [MS-01], root_cause: Unknown., "
    "owner_client: ines-ward, owner_vendor: rosa-lind, target_end: 2026-11-30, "
    "exit_criteria: [{{ text: Good }}], if_it_fails: We part., {} }}]\n"
)
ACTIVITY = "activities: [{{ id: PA-01, type: training, title: Course, proposed_by: vendor, {} }}]\n"
REVIEW = (
    "reviews: [{{ id: RV-01, kind: monthly, period: 2026-07, chair: ines-ward, "
    "ratings: [{{ area: quality, rating: satisfactory, narrative: Good. }}], {} }}]\n"
)

ENTRIES = {
    "meeting": ("meetings", "meetings: [{ id: MT-001, date: 2026-08-20, status: held }]\n"),
    "cancelled": (
        "meetings",
        "meetings: [{ id: MT-001, date: 2026-08-20, status: cancelled, cancelled_by: both }]\n",
    ),
    "raised": ("feedback", FEEDBACK.format("raised_at: 2026-08-20")),
    "raised after midnight in London": (
        "feedback",
        FEEDBACK.format('raised_at: "2026-08-19T23:30:00Z"'),
    ),
    "responded": (
        "feedback",
        FEEDBACK.format("raised_at: 2026-08-03, responded_at: 2026-08-20, response: Yes."),
    ),
    "resolved": (
        "feedback",
        FEEDBACK.format("raised_at: 2026-08-03, resolved_at: 2026-08-20, resolution: Done."),
    ),
    "measured": (
        "measurements",
        "measurements: [{ kpi: csat, period: 2026-07, value: 9, reported_on: 2026-08-20 }]\n",
    ),
    "reviewed": ("reviews", REVIEW.format("held_on: 2026-08-20")),
    "asked": ("changes", CHANGE.format("raised_on: 2026-08-20, status: proposed")),
    "decided": (
        "changes",
        CHANGE.format(
            "raised_on: 2026-08-03, status: rejected, decided_on: 2026-08-20, decided_by: pia-nand"
        ),
    ),
    "delivered": ("milestones", MILESTONE.format("delivered_on: 2026-08-20")),
    "accepted": (
        "milestones",
        MILESTONE.format(
            "delivered_on: 2026-08-03, accepted_on: 2026-08-20, evidence: https://e.example"
        ),
    ),
    "rejected": (
        "milestones",
        MILESTONE.format(
            "delivered_on: 2026-08-03, rejections: [{ date: 2026-08-20, reason: No. }]"
        ),
    ),
    "plan opened": (
        "improvement",
        PLAN.format("opened_on: 2026-08-20, checkpoints: [{ due: 2026-10-01 }]"),
    ),
    "checkpoint": (
        "improvement",
        PLAN.format(
            "opened_on: 2026-08-03, "
            "checkpoints: [{ due: 2026-08-19, held_on: 2026-08-20, outcome: on_track }]"
        ),
    ),
    "plan closed": (
        "improvement",
        PLAN.format(
            "opened_on: 2026-08-03, closed_on: 2026-08-20, outcome: met, "
            "checkpoints: [{ due: 2026-08-10 }]"
        ),
    ),
    "done together": (
        "partnership",
        ACTIVITY.format("planned_for: 2026-08-03, done_on: 2026-08-20"),
    ),
}


def silent(root: Path, as_of: str, **files: str) -> list[Finding]:
    everything = situations(root, date.fromisoformat(as_of), **files)
    return [f for f in everything if f.code == "record-silent"]


# 45 days after 20 August are 4 October: 11 to the end of August, 30 in September, 4.
@pytest.mark.parametrize(("kind", "text"), ENTRIES.values(), ids=ENTRIES.keys())
def test_every_kind_of_entry_breaks_the_silence(tmp_path: Path, kind: str, text: str) -> None:
    assert silent(tmp_path, "2026-10-04", **{kind: text}) == []
    (found,) = silent(tmp_path, "2026-10-05", **{kind: text})
    assert found.message == MESSAGE


def test_record_silent_says_where_and_who(tmp_path: Path) -> None:
    (found,) = silent(tmp_path, "2026-10-05", meetings=ENTRIES["meeting"][1])
    assert found.hint == "record what happened since, or set the vendor's status"
    assert (found.severity, found.due, found.days) == ("info", date(2026, 10, 4), 1)
    assert (found.place.path, found.place.line) == ("vendors/acme/vendor.yml", 5)
    assert (found.record, found.actor) == ("", Actor("client", "ines-ward", "Ines Ward"))


def test_the_latest_entry_of_all_counts(tmp_path: Path) -> None:
    files = {
        "meetings": "meetings:\n"
        "  - { id: MT-001, date: 2026-03-04, status: held }\n"
        "  - { id: MT-002, date: 2026-06-03, status: held }\n"
        "  - { id: MT-003, date: 2026-11-04, status: held }\n",
        "milestones": MILESTONE.format("delivered_on: 2026-05-06"),
    }
    vendor, _ = acme(tmp_path, **files)
    assert last_entry(vendor, date(2026, 3, 3)) is None
    assert last_entry(vendor, date(2026, 3, 4)) == date(2026, 3, 4)
    assert last_entry(vendor, date(2026, 5, 31)) == date(2026, 5, 6)
    assert last_entry(vendor, date(2026, 10, 9)) == date(2026, 6, 3)
    assert last_entry(vendor, date(2026, 11, 4)) == date(2026, 11, 4)


PROMISED = {
    "forecast": ("milestones", MILESTONE.format("forecast: 2026-08-20")),
    "planned": ("partnership", ACTIVITY.format("planned_for: 2026-08-20")),
    "owed": (
        "agreement",
        AGREEMENT
        + "client_obligations: [{ id: OB-01, text: Open, owner: ines-ward, due: 2026-08-20 }]\n",
    ),
}


@pytest.mark.parametrize(("kind", "text"), PROMISED.values(), ids=PROMISED.keys())
def test_a_promise_is_no_entry(tmp_path: Path, kind: str, text: str) -> None:
    """Nor are the contacts, which everybody here has confirmed in January 2026."""
    vendor, _ = acme(tmp_path, **{kind: text})
    assert last_entry(vendor, date(2026, 10, 9)) is None


@pytest.mark.parametrize(("as_of", "count"), [("2025-02-15", 0), ("2025-02-16", 1)])
def test_without_an_entry_the_days_count_from_the_start(
    tmp_path: Path, as_of: str, count: int
) -> None:
    """The contract starts on 1 January 2025, and 45 days later it is 15 February."""
    assert [f.message for f in silent(tmp_path, as_of)] == [
        "nothing has been logged since the start on 1 Jan 2025, 46 days ago, and the vendor is "
        "active"
    ] * count


@pytest.mark.parametrize("status", ["onboarding", "exiting", "ended"])
def test_only_active_vendors_are_expected_to_make_entries(tmp_path: Path, status: str) -> None:
    vendor = VENDOR.format(slug="acme").replace("status: active", f"status: {status}")
    assert silent(tmp_path, "2026-10-09", vendor=vendor) == []


def test_a_log_that_cannot_be_read_may_hold_the_latest_entry(tmp_path: Path) -> None:
    folder = write_playbook(tmp_path, {"acme": {"meetings": "meetings: 5\n"}})
    portfolio = open_playbook(folder)
    vendor, reported, _ = read_vendor(portfolio, "acme")
    assert reported != []
    assert vendor is not None
    seen = find_situations(assess(vendor, portfolio, date(2026, 10, 9)))
    assert "record-silent" not in {f.code for f in seen}
