"""Situations of feedback: answers, fixes, the ladder, silence and disputes."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.playbooks import AGREEMENT, CONTACTS, VENDOR, acme, situations
from vendorbook.assessment import assess
from vendorbook.checks import find_situations
from vendorbook.findings import Actor, Finding
from vendorbook.ladders import ladder_for

ROSA = Actor("vendor", "rosa-lind", "Rosa Lind")
KIT = Actor("vendor", "kit-morrow", "Kit Morrow")
INES = Actor("client", "ines-ward", "Ines Ward")
TOMAS = Actor("client", "tomas-reyl", "Tomas Reyl")

TARGETS = """\
response_targets:
  critical: { respond: 15m, resolve: 4h }
  high: { respond: 4h, resolve: 2d }
  medium: { respond: 1wd, resolve: 10wd }
  feedback: { respond: 5wd }
"""
LADDER = """\
  - { level: 2, for: incident, vendor: kit-morrow, client: tomas-reyl, after: 1h }
  - { level: 1, for: delivery, vendor: rosa-lind, client: ines-ward, after: 2wd }
  - { level: 2, for: delivery, vendor: kit-morrow, client: tomas-reyl, after: 5wd }
  - { level: 3, for: delivery, vendor: kit-morrow, client: ines-ward, after: 5wd }
"""


def entry(fields: str) -> str:
    usual = "id: FB-001, raised_by: ines-ward, about: quality, summary: Letters lack an address"
    return f"feedback: [{{ {usual}, {fields} }}]\n"


def found(root: Path, as_of: str, code: str, feedback: str, **files: str) -> list[Finding]:
    usual = {"agreement": AGREEMENT + TARGETS, "contacts": CONTACTS + LADDER}
    day = date.fromisoformat(as_of)
    every = situations(root, day, **{**usual, **files, "feedback": feedback})
    return [each for each in every if each.code == code]


CONCERN = "kind: concern, direction: to_vendor, raised_at: 2026-10-02"


def test_a_concern_is_answered_within_five_working_days(tmp_path: Path) -> None:
    # Friday 2 October, then 5 to 9 October: the end of Friday the 9th.
    assert found(tmp_path / "a", "2026-10-09", "feedback-unanswered", entry(CONCERN)) == []
    (late,) = found(tmp_path / "b", "2026-10-10", "feedback-unanswered", entry(CONCERN))
    assert late.message == (
        "FB-001 (concern) 'Letters lack an address' was to be answered by the end of 9 Oct 2026, "
        "24 hours ago"
    )
    assert (late.severity, late.due, late.days) == ("warning", date(2026, 10, 9), 1)
    assert (late.record, late.actor, late.place.line) == ("FB-001", ROSA, 1)
    assert late.hint == "record responded_at and response"
    (later,) = found(tmp_path / "c", "2026-10-12", "feedback-unanswered", entry(CONCERN))
    assert (later.message.rpartition(", ")[2], later.days) == ("3 days ago", 3)


@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        ("critical", ("error", "10:15 on 8 Oct 2026, 37 hours ago")),
        ("high", ("error", "14:00 on 8 Oct 2026, 34 hours ago")),
        ("medium", ("warning", "the end of 9 Oct 2026, 24 hours ago")),
    ],
)
def test_an_issue_is_answered_by_its_severity(
    tmp_path: Path, severity: str, expected: tuple[str, str]
) -> None:
    # Raised on Thursday at ten; the end of the as-of day is midnight.
    as_of = "2026-10-09" if severity != "medium" else "2026-10-10"
    text = entry(
        f"kind: issue, severity: {severity}, direction: to_vendor, "
        "raised_at: 2026-10-08T10:00:00+01:00, assigned_to: kit-morrow"
    )
    (late,) = found(tmp_path, as_of, "feedback-unanswered", text)
    assert (late.severity, late.message.partition(" by ")[2]) == expected
    assert late.actor == KIT


@pytest.mark.parametrize(
    "fields",
    [
        "kind: praise, direction: to_vendor, raised_at: 2026-01-05",
        f"{CONCERN}, responded_at: 2026-10-09, response: Yes",
        "kind: issue, severity: low, direction: to_vendor, raised_at: 2026-01-05",
        "kind: concern, direction: to_client, raised_at: 2026-01-05",
        "kind: concern, direction: to_vendor, raised_at: 2026-10-15",
    ],
)
def test_nothing_is_due_for_praise_or_where_nothing_was_agreed(tmp_path: Path, fields: str) -> None:
    assert found(tmp_path, "2026-10-14", "feedback-unanswered", entry(fields)) == []


def test_an_answer_dated_later_is_none_yet(tmp_path: Path) -> None:
    text = entry(f"{CONCERN}, responded_at: 2026-10-13, response: Yes")
    assert len(found(tmp_path / "a", "2026-10-12", "feedback-unanswered", text)) == 1
    assert found(tmp_path / "b", "2026-10-13", "feedback-unanswered", text) == []


def issue(severity: str, more: str = "") -> str:
    return entry(
        f"kind: issue, severity: {severity}, direction: to_vendor, "
        "raised_at: 2026-10-01T09:00:00+01:00, responded_at: 2026-10-01T09:05:00+01:00, "
        f"response: Seen{more}"
    )


@pytest.mark.parametrize(
    ("severity", "on_time", "too_late", "level", "message"),
    [
        ("high", "2026-10-02", "2026-10-03", "error", "09:00 on 3 Oct 2026, 15 hours ago"),
        # Ten working days after 1 October is the 15th.
        ("medium", "2026-10-15", "2026-10-16", "warning", "the end of 15 Oct 2026, 24 hours ago"),
    ],
)
def test_an_issue_is_fixed_in_time(
    tmp_path: Path, severity: str, on_time: str, too_late: str, level: str, message: str
) -> None:
    assert found(tmp_path / "a", on_time, "issue-overdue", issue(severity)) == []
    (late,) = found(tmp_path / "b", too_late, "issue-overdue", issue(severity))
    assert late.message == (
        f"FB-001 ({severity} issue) 'Letters lack an address' was to be fixed by {message}"
    )
    assert (late.severity, late.actor, late.days) == (level, ROSA, 1 if severity == "medium" else 0)
    fixed = issue(severity, f", resolved_at: {too_late}, resolution: Done")
    assert found(tmp_path / "c", too_late, "issue-overdue", fixed) == []


def test_an_issue_of_theirs_with_us_is_ours_to_fix(tmp_path: Path) -> None:
    text = issue("high").replace("to_vendor", "to_client")
    (late,) = found(tmp_path, "2026-10-05", "issue-overdue", text)
    assert late.actor == INES


def test_clocks_of_hours_are_read_at_the_instant_of_the_run(tmp_path: Path) -> None:
    text = entry(
        "kind: issue, severity: critical, direction: to_vendor, "
        "raised_at: 2026-10-08T10:00:00+01:00"
    )
    vendor, portfolio = acme(tmp_path, agreement=AGREEMENT + TARGETS, feedback=text)

    def codes_at(time: str) -> set[str]:
        moment = datetime.fromisoformat(f"2026-10-08T{time}+01:00")
        return {each.code for each in find_situations(assess(vendor, portfolio, moment))}

    assert "feedback-unanswered" not in codes_at("10:15:00")
    assert "feedback-unanswered" in codes_at("10:16:00")
    assert "issue-overdue" not in codes_at("14:00:00")
    assert "issue-overdue" in codes_at("14:01:00")


def test_a_limit_outside_the_calendar_is_said_and_hides_nothing(tmp_path: Path) -> None:
    text = (
        "feedback:\n"
        "  - { id: FB-001, kind: concern, direction: to_vendor, raised_at: 2027-12-30, "
        "raised_by: ines-ward, about: quality, summary: New }\n"
        "  - { id: FB-002, kind: concern, direction: to_vendor, raised_at: 2027-12-01, "
        "raised_by: ines-ward, about: quality, summary: Old }\n"
    )
    every = situations(tmp_path, date(2027, 12, 31), agreement=AGREEMENT + TARGETS, feedback=text)
    assert [each.record for each in every if each.code == "feedback-unanswered"] == ["FB-002"]
    assert (
        "feedback-unanswered could not be judged: 2028-01-01 is outside the vendor's calendar"
        in [each.message for each in every if each.code == "calendar-gap"]
    )


@pytest.mark.parametrize(
    ("fields", "as_of", "expected"),
    [
        # Unanswered, the ladder's own time counts from when it was raised: 2 working days after
        # Thursday 1 October are over at the end of Monday the 5th.
        ("severity: medium", "2026-10-05", None),
        ("severity: medium", "2026-10-06", ("level 1", 2, date(2026, 10, 5), 1, TOMAS)),
        # On level 2 both levels count: 2 and 5 working days, the end of Monday the 12th.
        ("severity: medium, escalation_level: 2", "2026-10-12", None),
        (
            "severity: medium, escalation_level: 2",
            "2026-10-13",
            ("level 2", 3, date(2026, 10, 12), 1, INES),
        ),
        ("severity: medium, escalation_level: 3", "2026-12-01", None),  # there is no level above
        # Answered, it is stuck once the agreed fix is late: the end of 15 October, and 2 more days.
        (
            "severity: medium, responded_at: 2026-10-01T10:00:00+01:00, response: Seen",
            "2026-10-19",
            None,
        ),
        (
            "severity: medium, responded_at: 2026-10-01T10:00:00+01:00, response: Seen",
            "2026-10-20",
            ("level 1", 2, date(2026, 10, 19), 1, TOMAS),
        ),
        # Answered, and no fix was agreed for low: two working days from the answer.
        (
            "severity: low, responded_at: 2026-10-06T10:00:00+01:00, response: Seen",
            "2026-10-08",
            None,
        ),
        (
            "severity: low, responded_at: 2026-10-06T10:00:00+01:00, response: Seen",
            "2026-10-09",
            ("level 1", 2, date(2026, 10, 8), 1, TOMAS),
        ),
        # Critical issues climb the ladder for incidents: half an hour on level 1.
        ("severity: critical", "2026-10-01", ("level 1", 2, date(2026, 10, 1), 0, TOMAS)),
        ("severity: critical, escalation_level: 2", "2026-10-09", None),
    ],
)
def test_an_issue_climbs_the_ladder(
    tmp_path: Path,
    fields: str,
    as_of: str,
    expected: tuple[str, int, date, int, Actor] | None,
) -> None:
    text = entry(
        f"kind: issue, direction: to_vendor, raised_at: 2026-10-01T09:00:00+01:00, {fields}"
    )
    stalled = found(tmp_path, as_of, "escalation-stalled", text)
    if expected is None:
        assert stalled == []
        return
    level, above, due, days, actor = expected
    (one,) = stalled
    assert f"is still on {level} of the ladder" in one.message
    assert one.hint.endswith(f"and record escalation_level: {above}")
    assert (one.severity, one.due, one.days, one.actor) == ("warning", due, days, actor)


def test_what_a_stalled_issue_says(tmp_path: Path) -> None:
    text = entry("kind: issue, direction: to_vendor, raised_at: 2026-10-01, severity: medium")
    (one,) = found(tmp_path, "2026-10-09", "escalation-stalled", text)
    assert one.message == (
        "FB-001 (medium issue) 'Letters lack an address' is still on level 1 of the ladder for "
        "delivery, which it was to leave 4 days ago"
    )
    assert one.hint == "call Kit Morrow and Tomas Reyl, and record escalation_level: 2"


@pytest.mark.parametrize(
    ("about", "severity", "expected"),
    [
        ("security", "low", "incident"),
        ("quality", "critical", "incident"),
        ("quality", "high", "delivery"),
        ("delivery", "low", "delivery"),
        ("cost", "low", "delivery"),  # there is no commercial ladder, so another takes its place
        ("people", "low", "delivery"),
    ],
)
def test_which_ladder_an_issue_climbs(
    tmp_path: Path, about: str, severity: str, expected: str
) -> None:
    text = entry(f"kind: issue, direction: to_vendor, raised_at: 2026-10-01, severity: {severity}")
    text = text.replace("about: quality", f"about: {about}")
    vendor, _ = acme(tmp_path, contacts=CONTACTS + LADDER, feedback=text)
    assert {step.for_ for step in ladder_for(vendor.feedback[0], vendor)} == {expected}


def praise(day: str) -> str:
    return entry(f"kind: praise, direction: to_vendor, raised_at: {day}")


def test_silence_is_counted_from_the_last_entry(tmp_path: Path) -> None:
    # 11 July to 9 October are 90 days.
    assert found(tmp_path / "a", "2026-10-09", "feedback-silent", praise("2026-07-11")) == []
    (silent,) = found(tmp_path / "b", "2026-10-09", "feedback-silent", praise("2026-07-10"))
    assert silent.message == "there has been no feedback for 91 days, in either direction"
    assert (silent.severity, silent.days, silent.actor) == ("info", 91, INES)
    assert silent.place.path == "vendors/acme/feedback.yml"


def test_silence_without_any_entry_is_counted_from_the_contract(tmp_path: Path) -> None:
    young = VENDOR.format(slug="acme").replace("start: 2025-01-01", "start: 2026-07-11")
    assert (
        found(tmp_path / "a", "2026-10-09", "feedback-silent", "feedback: []", vendor=young) == []
    )
    (silent,) = found(tmp_path / "b", "2026-10-10", "feedback-silent", "feedback: []", vendor=young)
    assert silent.place.path == "vendors/acme/vendor.yml"
    ended = young.replace("status: active", "status: ended")
    assert (
        found(tmp_path / "c", "2026-10-10", "feedback-silent", "feedback: []", vendor=ended) == []
    )


ACCEPTED = """\
milestones:
  - id: MS-01
    title: Go-live
    baseline_due: 2026-04-30
    delivered_on: 2026-04-10
    accepted_on: 2026-04-13
    evidence: https://documents.example/go-live
"""


@pytest.mark.parametrize(
    ("praised", "as_of", "count"),
    [
        # 13 April and 180 days are 10 October: on that day the acceptance is out of sight.
        ("2026-04-11", "2026-10-09", 1),
        ("2026-04-11", "2026-10-10", 0),
        # 12 April is 180 days before 9 October, so praise on the 13th is the first that counts.
        ("2026-04-12", "2026-10-09", 1),
        ("2026-04-13", "2026-10-09", 0),
    ],
)
def test_success_without_a_word(tmp_path: Path, praised: str, as_of: str, count: int) -> None:
    recent = praise(praised).replace("]\n", ", { id: FB-002, kind: concern, direction: to_vendor, "
    "raised_at: 2026-10-05, raised_by: ines-ward, about: cost, summary: Dear }]\n")  # fmt: skip
    silent = found(tmp_path, as_of, "feedback-silent", recent, milestones=ACCEPTED)
    assert [each.message for each in silent] == [
        "nothing has been praised for 180 days, though MS-01 'Go-live' was accepted on 13 Apr 2026"
    ] * count


def test_a_dispute_is_decided_in_twenty_working_days(tmp_path: Path) -> None:
    # Twenty working days after Tuesday 1 September are over at the end of Tuesday the 29th.
    text = entry(
        "kind: concern, direction: to_vendor, raised_at: 2026-08-27, responded_at: 2026-09-01, "
        "response: It was complete, disputed: true"
    )
    assert found(tmp_path / "a", "2026-09-29", "dispute-undecided", text) == []
    (waiting,) = found(tmp_path / "b", "2026-09-30", "dispute-undecided", text)
    assert waiting.message == (
        "FB-001 (concern) 'Letters lack an address' is disputed and was to be decided by the end "
        "of 29 Sep 2026, 24 hours ago"
    )
    assert (waiting.severity, waiting.due, waiting.actor) == ("warning", date(2026, 9, 29), INES)
    decided = text.replace("disputed: true", "disputed: true, dispute_outcome: Both were right")
    assert found(tmp_path / "c", "2026-12-01", "dispute-undecided", decided) == []


def test_what_the_vendor_tells_us_waits_for_our_answer(tmp_path: Path) -> None:
    text = entry("kind: suggestion, direction: to_client, raised_at: 2026-10-02")
    assert found(tmp_path / "a", "2026-10-09", "dispute-undecided", text) == []
    (waiting,) = found(tmp_path / "b", "2026-10-12", "dispute-undecided", text)
    assert waiting.message == (
        "FB-001 (suggestion) 'Letters lack an address' comes from the vendor and was to be "
        "answered by the end of 9 Oct 2026, 3 days ago"
    )
    assert waiting.actor == INES
    # Without an agreed time it is twenty working days: 2 to 30 October.
    plain = {"agreement": AGREEMENT}
    assert found(tmp_path / "c", "2026-10-30", "dispute-undecided", text, **plain) == []
    assert len(found(tmp_path / "d", "2026-10-31", "dispute-undecided", text, **plain)) == 1
    thanks = entry("kind: praise, direction: to_client, raised_at: 2026-01-02")
    assert found(tmp_path / "e", "2026-10-31", "dispute-undecided", thanks) == []


def test_a_dispute_beyond_the_calendar_hides_no_other(tmp_path: Path) -> None:
    """The calendar begins with 2025 and says nothing of working days before."""
    old, late = (
        f"  - {{ id: {name}, raised_by: ines-ward, about: quality, kind: concern, direction: "
        f"to_vendor, raised_at: {day}, responded_at: {day}, response: No, summary: A, "
        "disputed: true }\n"
        for name, day in (("FB-001", "2024-11-29"), ("FB-002", "2026-08-27"))
    )
    every = situations(tmp_path, date(2026, 10, 9), feedback=f"feedback:\n{old}{late}")
    assert [each.record for each in every if each.code == "dispute-undecided"] == ["FB-002"]
    assert [each.message for each in every if each.code == "calendar-gap"] == [
        "dispute-undecided could not be judged: 2024-11-29 is outside the vendor's calendar"
    ]
