"""Situations of the agreed rhythm: meetings, reports, and the actions they leave behind."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.playbooks import VENDOR, open_playbook, situations, write_playbook
from vendorbook.assessment import assess
from vendorbook.checks import find_situations
from vendorbook.findings import Actor, Finding
from vendorbook.vendor_reading import read_vendor

ROSA = Actor("vendor", "rosa-lind", "Rosa Lind")
INES = Actor("client", "ines-ward", "Ines Ward")

ROUTINES = """\
channels: [{ id: desk, purpose: support, tool: Portal, address: See contacts }]
routines:
  - id: weekly-call
    kind: meeting
    title: Weekly call
    level: operational
    cadence: weekly
    starts_on: 2026-09-21
    chair: ines-ward
  - id: status-report
    kind: report
    title: Status report
    level: operational
    cadence: monthly
    starts_on: 2026-09-01
    chair: rosa-lind
"""


def log(*entries: str) -> str:
    items = [f"{{ id: MT-{n:02d}, {entry} }}" for n, entry in enumerate(entries, start=1)]
    return f"meetings: [{', '.join(items)}]\n"


def found(root: Path, as_of: str, code: str, meetings: str, **files: str) -> list[Finding]:
    usual = {"communication": ROUTINES, "meetings": meetings}
    every = situations(root, date.fromisoformat(as_of), **{**usual, **files})
    return [each for each in every if each.code == code]


KEPT = "routine: weekly-call, date: 2026-09-22, status: held"


def test_a_meeting_is_missed_once_its_slot_is_over(tmp_path: Path) -> None:
    # The slot of 28 September to 4 October is over on Monday the 5th.
    assert found(tmp_path / "a", "2026-10-04", "meeting-missed", log(KEPT)) == []
    (missed,) = found(tmp_path / "b", "2026-10-05", "meeting-missed", log(KEPT))
    assert missed.message == (
        "'Weekly call' (weekly) was not held between 28 Sep 2026 and 4 Oct 2026"
    )
    assert missed.hint == (
        "add an entry to meetings.yml with routine: weekly-call and status: held, or cancelled "
        "with who cancelled it; then keep the next one"
    )
    assert (missed.severity, missed.due, missed.days) == ("warning", date(2026, 10, 4), 1)
    assert (missed.record, missed.actor, missed.place.line) == ("weekly-call", INES, 7)


def test_two_missed_meetings_in_a_row_are_an_error(tmp_path: Path) -> None:
    (missed,) = found(tmp_path, "2026-10-12", "meeting-missed", log(KEPT))
    assert missed.message == (
        "'Weekly call' (weekly) was not held between 5 Oct 2026 and 11 Oct 2026, and neither was "
        "the one before: 2 meetings missed in a row"
    )
    assert missed.severity == "error"


@pytest.mark.parametrize(
    "entry",
    [
        "routine: weekly-call, date: 2026-09-30, status: held",
        "routine: weekly-call, date: 2026-09-30, status: cancelled, cancelled_by: client",
        "routine: weekly-call, date: 2026-09-30, status: cancelled, cancelled_by: both",
    ],
)
def test_a_meeting_that_was_held_or_that_we_cancelled_is_not_missed(
    tmp_path: Path, entry: str
) -> None:
    assert found(tmp_path, "2026-10-05", "meeting-missed", log(KEPT, entry)) == []


def test_a_meeting_that_the_vendor_cancelled_is_missed(tmp_path: Path) -> None:
    entry = "routine: weekly-call, date: 2026-09-30, status: cancelled, cancelled_by: vendor"
    assert len(found(tmp_path, "2026-10-05", "meeting-missed", log(KEPT, entry))) == 1


def test_routines_that_ended_and_vendors_that_are_gone_miss_nothing(tmp_path: Path) -> None:
    over = ROUTINES.replace("chair: ines-ward", "chair: ines-ward\n    ends_on: 2026-10-04")
    assert (
        len(found(tmp_path / "a", "2026-10-04", "meeting-missed", log(), communication=over)) == 1
    )
    assert found(tmp_path / "b", "2026-10-05", "meeting-missed", log(), communication=over) == []
    gone = VENDOR.format(slug="acme").replace("status: active", "status: ended")
    assert found(tmp_path / "c", "2026-10-12", "meeting-missed", log(), vendor=gone) == []
    assert found(tmp_path / "d", "2026-10-12", "report-missing", log(), vendor=gone) == []


def test_a_report_is_missing_once_its_month_is_over(tmp_path: Path) -> None:
    assert found(tmp_path / "a", "2026-09-30", "report-missing", log()) == []
    (missing,) = found(tmp_path / "b", "2026-10-01", "report-missing", log())
    assert missing.message == (
        "'Status report' (monthly) was not received between 1 Sep 2026 and 30 Sep 2026"
    )
    assert (missing.severity, missing.due, missing.actor) == ("warning", date(2026, 9, 30), ROSA)
    assert "status: received" in missing.hint
    came = log("routine: status-report, date: 2026-09-30, status: received")
    assert found(tmp_path / "c", "2026-10-01", "report-missing", came) == []


def test_many_missing_reports_stay_a_warning(tmp_path: Path) -> None:
    (missing,) = found(tmp_path, "2026-12-01", "report-missing", log())
    assert missing.message.endswith("and neither was the one before: 3 reports missed in a row")
    assert missing.severity == "warning"


ACTION = "actions: [{ id: AC-01, text: Send the plan, owner: rosa-lind, due: 2026-09-25%s }]"


def test_an_action_is_overdue_from_the_day_after(tmp_path: Path) -> None:
    meetings = log("date: 2026-09-22, status: held, " + ACTION % "")
    assert found(tmp_path / "a", "2026-09-25", "action-overdue", meetings) == []
    (late,) = found(tmp_path / "b", "2026-09-28", "action-overdue", meetings)
    assert late.message == "AC-01 'Send the plan' was due on 25 Sep 2026, 1 working day ago"
    assert (late.severity, late.due, late.days) == ("warning", date(2026, 9, 25), 1)
    assert (late.record, late.actor) == ("AC-01", ROSA)


@pytest.mark.parametrize(
    ("as_of", "severity"), [("2026-10-09", "warning"), ("2026-10-12", "error")]
)
def test_more_than_ten_working_days_late_is_an_error(
    tmp_path: Path, as_of: str, severity: str
) -> None:
    # Friday 25 September to Friday 9 October are ten working days.
    meetings = log("date: 2026-09-22, status: held, " + ACTION % "")
    (late,) = found(tmp_path, as_of, "action-overdue", meetings)
    assert late.severity == severity


@pytest.mark.parametrize(
    ("more", "count"),
    [
        (", done_on: 2026-09-30", 0),
        (", dropped: No longer needed", 0),
        (", done_on: 2026-10-10", 1),
    ],
)
def test_what_is_done_or_dropped_is_not_overdue(tmp_path: Path, more: str, count: int) -> None:
    meetings = log("date: 2026-09-22, status: held, " + ACTION % more)
    assert len(found(tmp_path, "2026-10-09", "action-overdue", meetings)) == count


def test_actions_with_a_vendor_that_has_ended_are_nobodys_any_more(tmp_path: Path) -> None:
    meetings = log("date: 2026-09-22, status: held, " + ACTION % "")
    gone = VENDOR.format(slug="acme").replace("status: active", "status: ended")
    assert found(tmp_path, "2026-10-09", "action-overdue", meetings, vendor=gone) == []


def test_an_action_from_before_the_calendar_hides_no_other(tmp_path: Path) -> None:
    old = (ACTION % "").replace("AC-01", "AC-02").replace("2026-09-25", "2024-12-31")
    meetings = log(
        f"date: 2024-12-30, status: held, {old}", "date: 2026-09-22, status: held, " + ACTION % ""
    )
    every = situations(tmp_path, date(2026, 10, 9), meetings=meetings)
    assert [each.record for each in every if each.code == "action-overdue"] == ["AC-01"]
    assert "action-overdue could not be judged: 2024-12-31 is outside the vendor's calendar" in [
        each.message for each in every
    ]


def test_what_cannot_be_read_is_not_called_missing(tmp_path: Path) -> None:
    """A meetings.yml that is no YAML says nothing of whether the meeting was held."""
    files = {"communication": ROUTINES, "meetings": "meetings: [\n", "feedback": "feedback: [\n"}
    portfolio = open_playbook(write_playbook(tmp_path, {"acme": files}))
    vendor = read_vendor(portfolio, "acme").vendor
    assert vendor is not None
    codes = {each.code for each in find_situations(assess(vendor, portfolio, date(2026, 12, 1)))}
    assert codes.isdisjoint({"meeting-missed", "report-missing", "feedback-silent"})
