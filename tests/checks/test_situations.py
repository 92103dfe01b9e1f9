"""Situations: milestones and what we owe, each with who must act, due date and days."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.playbooks import AGREEMENT, CONTACTS, situations
from vendorbook.findings import Actor, Finding

MS = "milestones:\n  - id: MS-01\n    title: Go-live\n    baseline_due: 2026-04-30\n{}"
ROSA = Actor("vendor", "rosa-lind", "Rosa Lind")
INES = Actor("client", "ines-ward", "Ines Ward")


def found(root: Path, as_of: str, code: str, **files: str) -> list[Finding]:
    return [f for f in situations(root, date.fromisoformat(as_of), **files) if f.code == code]


def test_milestone_missed(tmp_path: Path) -> None:
    (miss,) = found(tmp_path, "2026-05-01", "milestone-missed", milestones=MS.format(""))
    assert miss.message == "MS-01 'Go-live' was due on 30 Apr 2026 and is 1 working day late"
    assert (miss.place.path, miss.place.line) == ("vendors/acme/milestones.yml", 4)
    assert (miss.severity, miss.due, miss.days) == ("error", date(2026, 4, 30), 1)
    assert miss.actor == ROSA
    assert found(tmp_path, "2026-04-30", "milestone-missed", milestones=MS.format("")) == []


def test_on_the_weekend_after_no_working_day_has_gone_by(tmp_path: Path) -> None:
    # 1 May 2026 is a Friday, 2 May a Saturday.
    text = MS.format("").replace("2026-04-30", "2026-05-01")
    assert found(tmp_path / "a", "2026-05-01", "milestone-missed", milestones=text) == []
    (miss,) = found(tmp_path / "b", "2026-05-02", "milestone-missed", milestones=text)
    assert miss.message == (
        "MS-01 'Go-live' was due on 1 May 2026 and is less than a working day late"
    )
    assert miss.days == 0


ANSWERS = {
    "feedback": "feedback: [{id: FB-001, kind: issue, severity: low, direction: to_vendor, "
    "raised_at: 2026-05-01, raised_by: ines-ward, about: delivery, summary: Late., "
    "relates_to: [MS-01]}]",
    "improvement": "improvement: [{id: IP-01, title: Better, opened_on: 2026-05-01, "
    "triggered_by: [MS-01], root_cause: Unknown., owner_client: ines-ward, "
    "owner_vendor: rosa-lind, target_end: 2026-11-30, exit_criteria: [{text: Good}], "
    "checkpoints: [{due: 2026-06-01}], if_it_fails: We part.}]",
    "changes": "changes: [{id: CR-01, title: Later, type: date, cause: vendor, "
    "raised_on: 2026-05-01, raised_by: rosa-lind, status: proposed, "
    "effects: [{milestone: MS-01, from: 2026-04-30, to: 2026-05-29}]}]",
}


@pytest.mark.parametrize(
    ("kind", "record"), [("feedback", "FB-001"), ("improvement", "IP-01"), ("changes", "CR-01")]
)
def test_a_miss_that_somebody_deals_with_is_a_warning(
    tmp_path: Path, kind: str, record: str
) -> None:
    files = {"milestones": MS.format(""), kind: ANSWERS[kind]}
    (miss,) = found(tmp_path, "2026-05-06", "milestone-missed", **files)
    assert (miss.severity, miss.hint) == ("warning", f"followed up in {record}")
    assert not miss.is_critical
    critical = {**files, "milestones": MS.format("    critical: true\n")}
    (miss,) = found(tmp_path / "critical", "2026-05-06", "milestone-missed", **critical)
    assert (miss.severity, miss.is_critical) == ("warning", True)


@pytest.mark.parametrize(
    ("kind", "change", "severity"),
    [
        # The reference may name the vendor itself.
        ("feedback", ("[MS-01]", "[acme/MS-01]"), "warning"),
        ("improvement", ("[MS-01]", "[acme/MS-01]"), "warning"),
        # What was still to come, or already over, on the day answers nothing.
        ("feedback", ("raised_at: 2026-05-01", "raised_at: 2026-05-07"), "error"),
        ("improvement", ("opened_on: 2026-05-01", "opened_on: 2026-05-07"), "error"),
        ("changes", ("raised_on: 2026-05-01", "raised_on: 2026-05-07"), "error"),
        ("improvement", ("if_it", "closed_on: 2026-05-06, outcome: met, if_it"), "error"),
        ("changes", ("status: proposed", "status: rejected, decided_on: 2026-05-06"), "error"),
        # Looking back, what was closed or decided later was still open.
        ("improvement", ("if_it", "closed_on: 2026-05-07, outcome: met, if_it"), "warning"),
        ("changes", ("status: proposed", "status: rejected, decided_on: 2026-05-07"), "warning"),
        ("changes", ("status: proposed", "status: approved, decided_on: 2026-05-07"), "warning"),
    ],
)
def test_a_miss_is_answered_by_what_was_open_on_the_day(
    tmp_path: Path, kind: str, change: tuple[str, str], severity: str
) -> None:
    record = (
        ANSWERS[kind].replace(*change).replace("decided_on", "decided_by: pia-nand, decided_on")
    )
    files = {"milestones": MS.format(""), kind: record}
    (miss,) = found(tmp_path, "2026-05-06", "milestone-missed", **files)
    assert miss.severity == severity


def test_milestone_at_risk_says_every_reason(tmp_path: Path) -> None:
    text = MS.format("    grace_days: 5\n    forecast: 2026-05-12\n")
    (risk,) = found(tmp_path, "2026-05-05", "milestone-at-risk", milestones=text)
    assert risk.message == (
        "MS-01 'Go-live' is due on 30 Apr 2026 and at risk: the date has passed, the grace ends on "
        "8 May 2026; the vendor's forecast is 12 May 2026"
    )
    assert (risk.severity, risk.actor) == ("warning", ROSA)


def test_a_milestone_at_risk_because_of_us_alone_is_ours(tmp_path: Path) -> None:
    owed = "client_obligations: [{id: OB-01, text: Open it, owner: tomas-reyl, due: 2026-04-10}]\n"
    files = {
        "agreement": AGREEMENT + owed,
        "milestones": MS.format("    depends_on: [OB-01]\n"),
    }
    (risk,) = found(tmp_path, "2026-04-13", "milestone-at-risk", **files)
    assert risk.message.endswith("at risk: the client still owes OB-01")
    assert risk.actor == INES
    (owing,) = found(tmp_path, "2026-04-13", "obligation-overdue", **files)
    assert owing.message == (
        "OB-01 'Open it' was promised to the vendor for 10 Apr 2026, 3 days ago"
    )
    assert owing.actor == Actor("client", "tomas-reyl", "Tomas Reyl")
    assert found(tmp_path, "2026-04-10", "obligation-overdue", **files) == []


@pytest.mark.parametrize(("as_of", "count"), [("2026-04-15", 0), ("2026-04-16", 1)])
def test_milestone_due_soon(tmp_path: Path, as_of: str, count: int) -> None:
    soon = found(tmp_path, as_of, "milestone-due-soon", milestones=MS.format(""))
    assert [f.message for f in soon] == ["MS-01 'Go-live' is due on 30 Apr 2026"] * count
    assert all(f.severity == "info" for f in soon)


def test_acceptance_overdue_is_ours(tmp_path: Path) -> None:
    text = MS.format("    deliverables: [DL-01]\n    delivered_on: 2026-04-29\n")
    agreement = AGREEMENT.replace("acceptor: ines-ward", "acceptor: tomas-reyl")
    files = {"milestones": text, "agreement": agreement}
    assert found(tmp_path, "2026-05-14", "acceptance-overdue", **files) == []
    (late,) = found(tmp_path, "2026-05-15", "acceptance-overdue", **files)
    assert late.message == (
        "MS-01 'Go-live' was delivered on 29 Apr 2026; the answer was due on 14 May 2026, "
        "1 working day ago"
    )
    assert late.place.line == 6
    assert late.actor == Actor("client", "tomas-reyl", "Tomas Reyl")


def test_resubmission_overdue(tmp_path: Path) -> None:
    text = (
        "milestones:\n  - id: MS-01\n    title: Go-live\n    baseline_due: 2026-06-30\n"
        "    delivered_on: 2026-04-22\n"
        "    rejections: [{ date: 2026-04-27, reason: Too slow. }]\n"
    )
    assert found(tmp_path, "2026-05-12", "resubmission-overdue", milestones=text) == []
    (late,) = found(tmp_path, "2026-05-13", "resubmission-overdue", milestones=text)
    assert late.message == (
        "MS-01 'Go-live' was rejected on 27 Apr 2026 and has not come back; it was due again on "
        "12 May 2026, 1 working day ago"
    )


CHANGE = (
    "  - id: {id}\n    title: Change\n    type: {type}\n    cause: {cause}\n"
    "    raised_on: 2026-03-02\n    raised_by: rosa-lind\n    status: approved\n"
    "    decided_on: {decided}\n    decided_by: pia-nand\n    effects: [{effect}]\n"
)


def test_deferral_expired(tmp_path: Path) -> None:
    deferral = "changes:\n" + CHANGE.format(
        id="CR-01",
        type="release",
        cause="client",
        decided="2026-04-20",
        effect="{ milestone: MS-01, release: deferred, revisit_on: 2026-06-01 }",
    )
    files = {"milestones": MS.format(""), "changes": deferral}
    assert found(tmp_path, "2026-06-01", "deferral-expired", **files) == []
    (late,) = found(tmp_path, "2026-06-02", "deferral-expired", **files)
    assert late.message == "MS-01 'Go-live' is deferred by CR-01 until 1 Jun 2026, 1 day ago"
    assert late.actor == INES


@pytest.mark.parametrize(("second", "count"), [("vendor", 1), ("client", 0)])
def test_milestone_moved_repeatedly(tmp_path: Path, second: str, count: int) -> None:
    moves = "changes:\n" + "".join(
        CHANGE.format(id=name, type="date", cause=cause, decided=decided, effect=effect)
        for name, cause, decided, effect in (
            (
                "CR-01",
                "vendor",
                "2026-04-20",
                "{ milestone: MS-01, from: 2026-04-30, to: 2026-05-29 }",
            ),
            (
                "CR-02",
                second,
                "2026-05-20",
                "{ milestone: MS-01, from: 2026-05-29, to: 2026-06-30 }",
            ),
        )
    )
    files = {"milestones": MS.format(""), "changes": moves}
    moved = found(tmp_path, "2026-06-01", "milestone-moved-repeatedly", **files)
    assert [f.message for f in moved] == [
        "MS-01 'Go-live' has been moved 2 times for the vendor's own reasons (CR-01, CR-02), from "
        "30 Apr 2026 to 30 Jun 2026"
    ] * count


def test_calendar_gap(tmp_path: Path) -> None:
    text = "milestones: [{id: MS-01, title: Far, baseline_due: 2028-03-31}]"
    (gap,) = found(tmp_path, "2026-04-01", "calendar-gap", milestones=text)
    assert gap.message == (
        "MS-01 'Far' has no status: 31 Mar 2028 is needed, and the calendar covers 1 Jan 2025 to "
        "31 Dec 2027"
    )
    assert gap.severity == "warning"


def test_nobody_left_to_act_leaves_the_side(tmp_path: Path) -> None:
    gone = CONTACTS.replace("2026-01-05 }\nesc", "2026-01-05, left_on: 2026-03-02 }\nesc").replace(
        "roles: [account_manager]", "roles: [finance]"
    )
    (miss,) = found(
        tmp_path, "2026-05-06", "milestone-missed", milestones=MS.format(""), contacts=gone
    )
    assert miss.actor == Actor("vendor")


def test_a_vendor_whose_contract_has_not_started_has_no_other_situation(tmp_path: Path) -> None:
    seen = situations(tmp_path, date(2024, 12, 31), milestones=MS.format(""))
    assert [each.code for each in seen] == ["contract-not-started"]
