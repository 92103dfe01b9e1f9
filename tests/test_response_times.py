"""Clocks of answers and fixes: when they start, when they are over, and what counts as done."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.playbooks import AGREEMENT, acme
from vendorbook.records.facts import parse_duration, parse_moment
from vendorbook.response_times import (
    FeedbackState,
    after,
    day_of,
    feedback_states,
    instant_of,
    moment_of,
)
from vendorbook.vendor import Vendor
from vendorbook.workdays import CalendarGap

LONDON = "Europe/London"
TARGETS = """\
response_targets:
  critical: { respond: 15m, resolve: 4h }
  high: { respond: 4h, resolve: 2d }
  medium: { respond: 1wd, resolve: 10wd }
  feedback: { respond: 5wd }
"""
ENTRY = """\
feedback:
  - id: FB-001
    kind: {kind}
    direction: to_vendor
    raised_at: {raised_at}
    raised_by: ines-ward
    about: quality
    summary: Something is wrong.
{more}"""


@pytest.fixture(scope="module")
def vendor(tmp_path_factory: pytest.TempPathFactory) -> Vendor:
    return acme(tmp_path_factory.mktemp("clocks"))[0]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-10-09", "2026-10-09T23:00:00+00:00"),  # summer time, an hour ahead
        ("2026-10-24", "2026-10-24T23:00:00+00:00"),
        ("2026-10-25", "2026-10-26T00:00:00+00:00"),  # the clocks went back at one that morning
        ("2026-03-28", "2026-03-29T00:00:00+00:00"),
        ("2026-03-29", "2026-03-29T23:00:00+00:00"),
    ],
)
def test_a_day_means_its_end_where_the_contract_is(day: str, expected: str) -> None:
    assert instant_of(date.fromisoformat(day), LONDON) == utc(expected)
    assert day_of(utc(expected), LONDON) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("start", "duration", "expected"),
    [
        ("2026-10-09T10:00:00+01:00", "15m", "2026-10-09T10:15:00+01:00"),
        ("2026-10-09T22:30:00+01:00", "4h", "2026-10-10T02:30:00+01:00"),
        # Two days round the clock are 48 hours, also over the night on which the clocks go back.
        ("2026-10-24T12:00:00+01:00", "2d", "2026-10-26T11:00:00+00:00"),
        # Friday 9 October, then Monday to Thursday and the Friday after: the end of 16 October.
        ("2026-10-09T10:00:00+01:00", "5wd", "2026-10-17T00:00:00+01:00"),
        ("2026-10-10T10:00:00+01:00", "1wd", "2026-10-13T00:00:00+01:00"),  # raised on a Saturday
        ("2026-12-24T10:00:00+00:00", "1wd", "2026-12-30T00:00:00+00:00"),  # over Christmas
        # A late evening in New York is the next day in London.
        ("2026-10-08T20:30:00-04:00", "1wd", "2026-10-13T00:00:00+01:00"),
        # The stroke of midnight begins Friday; the end of Thursday is written as Thursday.
        ("2026-10-09T00:00:00+01:00", "1wd", "2026-10-13T00:00:00+01:00"),
        ("2026-10-08", "1wd", "2026-10-10T00:00:00+01:00"),
        ("2026-10-08", "2h", "2026-10-09T02:00:00+01:00"),
    ],
)
def test_when_a_duration_is_over(vendor: Vendor, start: str, duration: str, expected: str) -> None:
    assert vendor.days is not None
    found = after(parse_moment(start), parse_duration(duration), LONDON, vendor.days)
    assert found == utc(expected)


def test_a_limit_that_starts_another_clock_is_still_the_end_of_its_day(vendor: Vendor) -> None:
    assert vendor.days is not None
    first = after(date(2026, 10, 7), parse_duration("1wd"), LONDON, vendor.days)
    assert moment_of(first, LONDON) == date(2026, 10, 8)
    assert moment_of(utc("2026-10-08T12:00:00+01:00"), LONDON) == utc("2026-10-08T11:00:00Z")
    second = after(moment_of(first, LONDON), parse_duration("1wd"), LONDON, vendor.days)
    assert second == after(date(2026, 10, 7), parse_duration("2wd"), LONDON, vendor.days)


def test_working_days_outside_the_calendar_are_no_guess(vendor: Vendor) -> None:
    assert vendor.days is not None
    with pytest.raises(CalendarGap):
        after(utc("2027-12-31T10:00:00+00:00"), parse_duration("1wd"), LONDON, vendor.days)


def state(root: Path, kind: str, raised_at: str, moment: str, more: str = "") -> FeedbackState:
    text = ENTRY.format(kind=kind, raised_at=raised_at, more=more)
    vendor, _ = acme(root, agreement=AGREEMENT + TARGETS, feedback=text)
    (found,) = feedback_states(vendor, utc(moment))
    return found


def test_an_issue_has_the_times_of_its_severity(tmp_path: Path) -> None:
    found = state(
        tmp_path,
        "issue",
        "2026-10-09T10:00:00+01:00",
        "2026-10-09T10:15:00+01:00",
        "    severity: critical\n",
    )
    assert found.respond_by == utc("2026-10-09T10:15:00+01:00")
    assert found.resolve_by == utc("2026-10-09T14:00:00+01:00")
    assert not found.is_unanswered(utc("2026-10-09T10:15:00+01:00"))
    assert found.is_unanswered(utc("2026-10-09T10:15:01+01:00"))
    assert not found.is_unresolved(utc("2026-10-09T14:00:00+01:00"))
    assert found.is_unresolved(utc("2026-10-09T14:00:01+01:00"))


def test_a_clock_that_starts_on_a_day_starts_at_its_end(tmp_path: Path) -> None:
    found = state(tmp_path, "issue", "2026-10-08", "2026-10-10T00:00:00Z", "    severity: high\n")
    assert found.respond_by == utc("2026-10-09T04:00:00+01:00")
    assert found.resolve_by == utc("2026-10-11T00:00:00+01:00")


@pytest.mark.parametrize(
    ("kind", "more", "respond_by", "resolve_by"),
    [
        ("concern", "", "2026-10-17T00:00:00+01:00", None),
        ("suggestion", "", "2026-10-17T00:00:00+01:00", None),
        ("praise", "", None, None),
        ("issue", "    severity: low\n", None, None),  # nothing was agreed for low
        (
            "issue",
            "    severity: medium\n",
            "2026-10-13T00:00:00+01:00",
            "2026-10-24T00:00:00+01:00",
        ),
    ],
)
def test_what_was_agreed_for_each_kind(
    tmp_path: Path, kind: str, more: str, respond_by: str | None, resolve_by: str | None
) -> None:
    found = state(tmp_path, kind, "2026-10-09", "2026-10-09T23:00:00Z", more)
    assert found.respond_by == (utc(respond_by) if respond_by else None)
    assert found.resolve_by == (utc(resolve_by) if resolve_by else None)


@pytest.mark.parametrize(
    ("kind", "more", "expected"),
    [
        ("concern", "", "open"),
        ("concern", "    responded_at: 2026-10-02\n    response: Yes.\n", "resolved"),
        ("issue", "    severity: high\n", "open"),
        (
            "issue",
            "    severity: high\n    responded_at: 2026-10-02\n    response: Yes.\n",
            "responded",
        ),
        (
            "issue",
            "    severity: high\n    resolved_at: 2026-10-09\n    resolution: Done.\n",
            "resolved",
        ),
        (
            "issue",
            "    severity: high\n    resolved_at: 2026-10-10\n    resolution: Done.\n",
            "open",
        ),
    ],
)
def test_the_state_of_an_entry(tmp_path: Path, kind: str, more: str, expected: str) -> None:
    moment = "2026-10-10T00:00:00+01:00"  # the end of 9 October
    assert state(tmp_path, kind, "2026-10-01", moment, more).status == expected


def test_a_fix_is_an_answer_too(tmp_path: Path) -> None:
    more = "    severity: high\n    resolved_at: 2026-10-01T11:00:00+01:00\n    resolution: Done.\n"
    found = state(tmp_path, "issue", "2026-10-01T10:00:00+01:00", "2026-10-09T00:00:00+01:00", more)
    assert found.responded_at == utc("2026-10-01T11:00:00+01:00")


def test_what_is_raised_later_is_not_there_yet(tmp_path: Path) -> None:
    text = ENTRY.format(kind="concern", raised_at="2026-10-09T12:00:00+01:00", more="")
    vendor, _ = acme(tmp_path, feedback=text)
    assert list(feedback_states(vendor, utc("2026-10-09T11:59:59+01:00"))) == []
    assert len(list(feedback_states(vendor, utc("2026-10-09T12:00:00+01:00")))) == 1


def test_a_limit_beyond_the_calendar_is_said_to_be_unknown(tmp_path: Path) -> None:
    found = state(tmp_path, "concern", "2027-12-30", "2027-12-31T10:00:00Z")
    assert found.respond_by is None
    assert found.gap == date(2028, 1, 1)


@given(
    start=st.datetimes(datetime(2025, 6, 1), datetime(2026, 12, 31)),
    amount=st.integers(1, 60),
    unit=st.sampled_from(["m", "h", "d", "wd"]),
)
def test_a_longer_time_is_never_over_sooner(
    vendor: Vendor, start: datetime, amount: int, unit: str
) -> None:
    assert vendor.days is not None
    begins = start.replace(tzinfo=UTC)
    one = after(begins, parse_duration(f"{amount}{unit}"), LONDON, vendor.days)
    more = after(begins, parse_duration(f"{amount + 1}{unit}"), LONDON, vendor.days)
    assert begins < one < more
    if unit == "d":
        assert one - begins == timedelta(days=amount)


@pytest.mark.parametrize(
    ("responded", "resolved", "expected"),
    [
        ("2026-10-01T10:00:00+01:00", "2026-10-01T12:00:00+01:00", "2026-10-01T10:00:00+01:00"),
        # Fixed before anybody wrote an answer: the fix was the answer.
        ("2026-10-01T12:00:00+01:00", "2026-10-01T10:00:00+01:00", "2026-10-01T10:00:00+01:00"),
    ],
)
def test_whichever_comes_first_is_the_answer(
    tmp_path: Path, responded: str, resolved: str, expected: str
) -> None:
    more = (
        f"    severity: high\n    responded_at: {responded}\n    response: Yes.\n"
        f"    resolved_at: {resolved}\n    resolution: Done.\n"
    )
    text = ENTRY.format(kind="issue", raised_at="2026-10-01T09:00:00+01:00", more=more)
    loaded, _ = acme(tmp_path, agreement=AGREEMENT + TARGETS, feedback=text)
    (state,) = feedback_states(loaded, utc("2026-10-09T12:00:00+01:00"))
    assert state.responded_at == utc(expected)
