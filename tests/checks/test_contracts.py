"""Contracts, documents and people who left: what the contract manager is told, and when."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.playbooks import AGREEMENT, CONTACTS, VENDOR, assessed, situations
from vendorbook.checks import find_situations
from vendorbook.due_dates import due_dates
from vendorbook.findings import Actor, Finding

RENEWING = VENDOR.format(slug="acme").replace(
    "    end: 2027-12-31\n    auto_renew: false\n",
    "    end: 2026-12-31\n    auto_renew: true\n    renewal_months: 12\n    notice_days: 60\n",
)
PIA = Actor("client", "pia-nand", "Pia Nand")


def found(root: Path, as_of: str, code: str, **files: str) -> list[Finding]:
    return [f for f in situations(root, date.fromisoformat(as_of), **files) if f.code == code]


@pytest.mark.parametrize(
    ("as_of", "severity"),
    [
        ("2026-07-31", None),
        ("2026-08-01", "info"),
        ("2026-08-30", "info"),
        ("2026-08-31", "warning"),
        ("2026-09-29", "warning"),
        ("2026-09-30", "error"),
        ("2026-10-30", "error"),
        ("2026-12-31", "error"),
        ("2027-01-01", None),
    ],
)
def test_notice_deadline_gets_louder(tmp_path: Path, as_of: str, severity: str | None) -> None:
    near = found(tmp_path, as_of, "notice-deadline", vendor=RENEWING)
    assert [f.severity for f in near] == ([severity] if severity else [])


def test_notice_deadline_says_when_and_what_happens_else(tmp_path: Path) -> None:
    (near,) = found(tmp_path, "2026-10-09", "notice-deadline", vendor=RENEWING)
    assert near.message == (
        "'Main agreement': notice must be given by 30 Oct 2026, in 21 days, or it renews for "
        "12 months after 31 Dec 2026; nobody has decided"
    )
    assert (near.due, near.days, near.actor) == (date(2026, 10, 30), -21, PIA)
    (late,) = found(tmp_path, "2026-10-31", "notice-deadline", vendor=RENEWING)
    assert "notice was due on 30 Oct 2026, 1 day ago, or it renews" in late.message


@pytest.mark.parametrize(
    ("change", "count"),
    [
        (("notice_days: 60\n", "notice_days: 60\n    renewal_decision: renew\n"), 0),
        (("status: active", "status: ended"), 0),
        # Wanting to leave stops no renewal; only notice does.
        (("status: active", "status: exiting"), 1),
    ],
)
def test_a_decision_or_the_end_silences_the_alarm(
    tmp_path: Path, change: tuple[str, str], count: int
) -> None:
    vendor = RENEWING.replace(*change)
    assessment = assessed(tmp_path, date(2026, 10, 9), vendor=vendor)
    codes = [each.code for each in find_situations(assessment)]
    assert codes.count("notice-deadline") == count
    assert [each.kind for each in due_dates(assessment)].count("notice") == count


ENDING = VENDOR.format(slug="acme").replace("end: 2027-12-31", "end: 2026-10-08")


def test_contract_expired(tmp_path: Path) -> None:
    assert found(tmp_path, "2026-10-08", "contract-expired", vendor=ENDING) == []
    (ended,) = found(tmp_path, "2026-10-09", "contract-expired", vendor=ENDING)
    assert ended.message == (
        "'Main agreement' ended on 8 Oct 2026, 1 day ago, and the vendor is still active"
    )
    assert (ended.severity, ended.actor) == ("error", PIA)


@pytest.mark.parametrize(
    ("kind", "count"), [("msa", 0), ("sow", 1)], ids=["same type", "another type"]
)
def test_a_successor_of_the_same_type_takes_over(tmp_path: Path, kind: str, count: int) -> None:
    successor = (
        f"  - id: next\n    type: {kind}\n    title: Next\n    reference: https://d.example/next\n"
        "    start: 2026-10-09\n    end: 2027-12-31\n    auto_renew: false\n"
    )
    vendor = ENDING + successor
    assert len(found(tmp_path, "2026-10-09", "contract-expired", vendor=vendor)) == count


@pytest.mark.parametrize(
    ("as_of", "severity", "words"),
    [
        ("2026-09-14", None, ""),
        ("2026-09-15", "warning", "expires on 15 Oct 2026, in 30 days"),
        ("2026-10-15", "warning", "expires on 15 Oct 2026, in 0 days"),
        ("2026-10-16", "error", "expired on 15 Oct 2026, 1 day ago"),
    ],
)
def test_document_expired(tmp_path: Path, as_of: str, severity: str | None, words: str) -> None:
    documents = (
        "documents:\n  - { id: iso, type: certificate, title: ISO, expires_on: 2026-10-15, "
        "required: true }\n"
        "  - { id: other, type: certificate, title: Other, expires_on: 2026-01-15 }\n"
    )
    vendor = VENDOR.format(slug="acme") + documents
    lapsed = found(tmp_path, as_of, "document-expired", vendor=vendor)
    assert [(f.severity, f.message) for f in lapsed] == (
        [(severity, f"'ISO' {words}")] if severity else []
    )


ROSA = "verified_on: 2026-01-05 }\nescalation"
LEFT = CONTACTS.replace(ROSA, ROSA.replace(" }", ", left_on: 2026-05-05 }"))


def test_departed_owner_names_every_task(tmp_path: Path) -> None:
    files = {
        "contacts": LEFT,
        "meetings": "meetings:\n  - id: MT-001\n    date: 2026-05-04\n    status: held\n"
        "    actions:\n      - { id: AC-001, text: Do it., owner: rosa-lind, due: 2026-06-01 }\n",
    }
    gone = found(tmp_path, "2026-05-06", "departed-owner", **files)
    assert [f.message for f in gone] == [
        "Rosa Lind left on 5 May 2026 and still stands on level 1 of the ladder for incident",
        "Rosa Lind left on 5 May 2026 and still owes AC-001",
    ]
    assert {f.severity for f in gone} == {"error"}
    assert found(tmp_path, "2026-05-04", "departed-owner", **files) == []


COMMUNICATION = """\
channels:
  - { id: room, purpose: support, tool: Chat, address: "#room", owner: rosa-lind }
routines:
  - { id: weekly, kind: meeting, title: Weekly call, level: operational, cadence: weekly, starts_on: 2026-01-05, chair: rosa-lind }
  - { id: status, kind: report, title: Status report, level: operational, cadence: monthly, starts_on: 2026-01-05, ends_on: 2026-05-06, chair: rosa-lind }
"""  # noqa: E501 - one routine on one line reads best
PLAN = """\
improvement:
  - id: IP-01
    title: Loads that can be trusted
    opened_on: 2026-04-20
    triggered_by: [MS-01]
    root_cause: Two teams load the same tables.
    owner_client: ines-ward
    owner_vendor: rosa-lind
    target_end: 2026-07-31
    exit_criteria: [{ text: A good month }]
    checkpoints: [{ due: 2026-06-01 }]
    if_it_fails: We take the loads back.
"""
GOAL = (
    "activities: []\ngoals: [{ id: GO-01, text: Half the calls, owner_client: ines-ward, "
    "owner_vendor: rosa-lind, target_date: 2026-06-30 }]\n"
)
OPEN = (
    "feedback: [{ id: FB-001, kind: concern, direction: to_vendor, raised_at: 2026-05-01, "
    "raised_by: ines-ward, about: cost, summary: Too dear., assigned_to: rosa-lind }]\n"
)
ANSWERED = OPEN.replace("assigned_to", "responded_at: 2026-05-05, response: No., assigned_to")
LADDER = "stands on level 1 of the ladder for incident"


@pytest.mark.parametrize(
    ("as_of", "files", "tasks"),
    [
        (
            "2026-05-06",
            {"communication": COMMUNICATION},
            ["looks after the channel 'room'", "leads 'Weekly call'", "writes 'Status report'"],
        ),
        (
            "2026-05-07",
            {"communication": COMMUNICATION},
            ["looks after the channel 'room'", "leads 'Weekly call'"],
        ),
        ("2026-05-06", {"feedback": OPEN}, ["is assigned FB-001"]),
        ("2026-05-06", {"feedback": ANSWERED}, []),
        ("2026-05-06", {"improvement": PLAN}, ["owns the plan IP-01"]),
        (
            "2026-05-06",
            {"improvement": PLAN + "    closed_on: 2026-05-06\n    outcome: met\n"},
            [],
        ),
        ("2026-05-06", {"partnership": GOAL}, ["owns the goal GO-01"]),
        ("2026-05-06", {"partnership": GOAL.replace("}]", ", dropped: No use. }]")}, []),
        ("2026-05-06", {"partnership": GOAL.replace("}]", ", achieved_on: 2026-05-06 }]")}, []),
        (
            "2026-05-05",
            {"partnership": GOAL.replace("}]", ", achieved_on: 2026-05-06 }]")},
            None,
        ),
    ],
)
def test_whatever_goes_on_needs_somebody_who_works_there(
    tmp_path: Path, as_of: str, files: dict[str, str], tasks: list[str] | None
) -> None:
    gone = found(tmp_path, as_of, "departed-owner", contacts=LEFT, **files)
    words = [f"Rosa Lind left on 5 May 2026 and still {task}" for task in [LADDER, *(tasks or [])]]
    assert [f.message for f in gone] == (words if tasks is not None else [])


def test_nobody_is_missed_at_a_vendor_that_has_ended(tmp_path: Path) -> None:
    ended = VENDOR.format(slug="acme").replace("status: active", "status: ended")
    files = {"contacts": LEFT, "partnership": GOAL, "vendor": ended}
    assert found(tmp_path, "2026-05-06", "departed-owner", **files) == []


@pytest.mark.parametrize(
    ("accepted", "count"),
    [
        ("", 1),
        (", delivered_on: 2026-04-29, accepted_on: 2026-05-04, evidence: https://e.example", 0),
    ],
)
def test_an_acceptor_who_left_matters_until_it_is_accepted(
    tmp_path: Path, accepted: str, count: int
) -> None:
    gone = CONTACTS.replace(
        "roles: [technical_lead], email: tomas@client.example, verified_on: 2026-01-05",
        "roles: [technical_lead], email: tomas@client.example, verified_on: 2026-01-05, "
        "left_on: 2026-05-05",
    )
    files = {
        "contacts": gone,
        "agreement": AGREEMENT.replace("acceptor: ines-ward", "acceptor: tomas-reyl"),
        "milestones": "milestones:\n  - { id: MS-01, title: A, baseline_due: 2026-06-30, "
        f"deliverables: [DL-01]{accepted} }}\n",
    }
    left = found(tmp_path, "2026-05-06", "departed-owner", **files)
    assert [f.message for f in left] == [
        "Tomas Reyl left on 5 May 2026 and still is to accept DL-01"
    ] * count


@pytest.mark.parametrize(("as_of", "count"), [("2026-05-05", 0), ("2026-05-06", 1)])
def test_left_on_is_the_last_day_there(tmp_path: Path, as_of: str, count: int) -> None:
    assert len(found(tmp_path, as_of, "departed-owner", contacts=LEFT)) == count


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ("required: true", "is required, and neither url nor expires_on shows that it is there"),
        ("required: false", None),
        ("required: true, url: https://documents.example/nda", None),
        ("required: true, expires_on: 2027-03-31", None),
    ],
)
def test_a_required_document_may_be_absent(tmp_path: Path, facts: str, words: str | None) -> None:
    documents = f"documents:\n  - {{ id: secrecy, type: nda, title: Secrecy, {facts} }}\n"
    vendor = VENDOR.format(slug="acme") + documents
    absent = found(tmp_path, "2026-10-09", "document-expired", vendor=vendor)
    assert [f.message for f in absent] == ([f"'Secrecy' {words}"] if words else [])
    for each in absent:
        assert (each.severity, each.hint) == ("error", "ask for it, and record its url")
        assert (each.due, each.days, each.record) == (None, None, "secrecy")
        assert each.place.line == 18
        assert each.actor == Actor("vendor", "kit-morrow", "Kit Morrow")


def renewing(*ends: str) -> str:
    """A vendor.yml with one contract for each end, which renews and has 60 days' notice."""
    head = RENEWING.partition("  - id: main")[0]
    return head + "".join(
        f"  - id: c{number}\n    type: msa\n    title: C{number}\n"
        f"    reference: https://documents.example/{number}\n    start: 2025-01-01\n"
        f"    end: {end}\n    auto_renew: true\n    renewal_months: 12\n    notice_days: 60\n"
        for number, end in enumerate(ends)
    )


def test_a_deadline_beyond_the_calendar_hides_no_other(tmp_path: Path) -> None:
    """The calendar ends on Friday 31 December 2027; 60 days before 31 March 2028 is 31 January."""
    vendor = renewing("2028-03-31", "2027-12-31")
    everything = situations(tmp_path, date(2027, 10, 8), vendor=vendor)
    assert [f.record for f in everything if f.code == "notice-deadline"] == ["c1"]
    assert [f.message for f in everything if f.code == "calendar-gap"] == [
        "notice-deadline could not be judged: 2028-01-31 is outside the vendor's calendar"
    ]


# 90 days before 31 December 2027 is 2 October: 31 in December, 30 in November, 29 in October.
@pytest.mark.parametrize(("as_of", "gaps"), [("2027-10-01", 0), ("2027-10-02", 1)])
def test_a_deadline_far_beyond_the_calendar_is_none_of_today(
    tmp_path: Path, as_of: str, gaps: int
) -> None:
    seen = situations(tmp_path, date.fromisoformat(as_of), vendor=renewing("2035-12-31"))
    assert [f.code for f in seen if f.code in {"notice-deadline", "calendar-gap"}] == [
        "calendar-gap"
    ] * gaps
