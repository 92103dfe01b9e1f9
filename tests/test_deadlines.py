"""Contract terms and notice deadlines: month ends, leap days, several terms, decisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.test_status import ENGLAND
from vendorbook.deadlines import current_term, notice_deadline
from vendorbook.documents import Document
from vendorbook.records.building import build
from vendorbook.records.vendor import Contract
from vendorbook.workdays import CalendarGap

NOWHERE = Document("vendor.yml", {}, "")


def contract(start: str, end: str, **facts: Any) -> Contract:
    data: dict[str, Any] = {
        "id": "main",
        "type": "msa",
        "title": "Main",
        "reference": "https://documents.example/main",
        "start": start,
        "end": end,
        "auto_renew": "renewal_months" in facts,
        **facts,
    }
    return build(Contract, data, NOWHERE)


def day(text: str) -> date:
    return date.fromisoformat(text)


TERMS = [
    # An end is the last day in force; the day after it lies in the next term.
    ("2026-12-31", 12, "2026-12-31", "2026-12-31", 0),
    ("2026-12-31", 12, "2027-01-01", "2027-12-31", 1),
    ("2023-07-31", 12, "2023-07-31", "2023-07-31", 0),
    ("2023-07-31", 12, "2023-08-01", "2024-07-31", 1),
    # Several terms have passed.
    ("2023-07-31", 12, "2026-07-31", "2026-07-31", 3),
    ("2023-07-31", 12, "2026-08-01", "2027-07-31", 4),
    ("2023-07-31", 12, "2026-10-09", "2027-07-31", 4),
    ("2023-07-31", 36, "2026-07-31", "2026-07-31", 1),
    ("2023-07-31", 36, "2026-08-01", "2029-07-31", 2),
    ("2025-06-15", 6, "2026-01-15", "2026-06-15", 2),
    # 27 years and a half are 55 half-years; 10 and three quarters are 43 quarters; 81 months.
    ("1999-08-31", 6, "2026-10-09", "2027-02-28", 55),
    ("2016-02-29", 3, "2026-10-09", "2026-11-30", 43),
    ("2020-01-31", 1, "2026-10-09", "2026-10-31", 81),
    # 29 February, into years that have one and years that have none.
    ("2024-02-29", 12, "2024-02-29", "2024-02-29", 0),
    ("2024-02-29", 12, "2024-03-01", "2025-02-28", 1),
    ("2024-02-29", 12, "2025-03-01", "2026-02-28", 2),
    ("2024-02-29", 12, "2027-03-01", "2028-02-29", 4),
    ("2023-02-28", 12, "2024-02-29", "2024-02-29", 1),
    ("2023-02-28", 12, "2024-03-01", "2025-02-28", 2),
    ("2024-02-28", 12, "2027-06-01", "2028-02-28", 4),
    ("2024-01-29", 1, "2024-02-29", "2024-02-29", 1),
    ("2024-01-29", 1, "2024-03-01", "2024-03-29", 2),
    # The last day of a month stays the last day, in longer and in shorter months.
    ("2025-02-28", 1, "2025-03-01", "2025-03-31", 1),
    ("2025-04-30", 1, "2025-05-01", "2025-05-31", 1),
    ("2025-04-30", 12, "2026-10-09", "2027-04-30", 2),
    ("2025-01-31", 1, "2025-02-01", "2025-02-28", 1),
    ("2025-01-31", 1, "2025-03-01", "2025-03-31", 2),
    ("2025-01-31", 1, "2025-04-01", "2025-04-30", 3),
    ("2025-11-30", 3, "2026-01-15", "2026-02-28", 1),
    # Any other day is counted from the first end, so a short month does not stay short.
    ("2025-01-30", 1, "2025-02-28", "2025-02-28", 1),
    ("2025-01-30", 1, "2025-03-01", "2025-03-30", 2),
    ("2025-08-30", 6, "2026-03-01", "2026-08-30", 2),
    # Before the contract begins it is in its first term.
    ("2026-12-31", 12, "2019-12-31", "2026-12-31", 0),
]


@pytest.mark.parametrize(("end", "months", "as_of", "expected", "renewals"), TERMS)
def test_a_term_rolls_on_from_the_original_end(
    end: str, months: int, as_of: str, expected: str, renewals: int
) -> None:
    subject = contract("1999-01-01", end, renewal_months=months, notice_days=30)
    term = current_term(subject, day(as_of))
    assert (term.end, term.renewals, term.is_decided) == (day(expected), renewals, False)


@pytest.mark.parametrize(
    ("as_of", "start"),
    [
        ("2020-08-01", "2020-08-01"),
        ("2023-07-31", "2020-08-01"),
        ("2023-08-01", "2023-08-01"),
        ("2024-07-31", "2023-08-01"),
        ("2024-08-01", "2024-08-01"),
        ("2026-10-09", "2026-08-01"),
    ],
)
def test_a_term_starts_on_the_day_after_the_one_before(as_of: str, start: str) -> None:
    subject = contract("2020-08-01", "2023-07-31", renewal_months=12, notice_days=30)
    assert current_term(subject, day(as_of)).start == day(start)


def test_a_term_after_a_short_month_starts_on_the_first() -> None:
    subject = contract("2024-01-31", "2025-01-30", renewal_months=1, notice_days=30)
    assert current_term(subject, day("2025-02-10")).start == day("2025-01-31")
    assert current_term(subject, day("2025-03-10")).start == day("2025-03-01")


@pytest.mark.parametrize("as_of", ["2025-12-30", "2025-12-31", "2026-01-01", "2030-06-30"])
@pytest.mark.parametrize("facts", [{}, {"renewal_months": 12, "auto_renew": False}])
def test_a_contract_that_does_not_renew_ends(as_of: str, facts: dict[str, Any]) -> None:
    subject = contract("2025-01-01", "2025-12-31", **facts)
    term = current_term(subject, day(as_of))
    assert (term.start, term.end, term.renewals) == (day("2025-01-01"), day("2025-12-31"), 0)
    assert notice_deadline(subject, term, ENGLAND) is None


def test_a_contract_that_does_not_renew_has_no_deadline_though_notice_was_agreed() -> None:
    subject = contract("2025-01-01", "2026-12-31", notice_days=60)
    assert notice_deadline(subject, current_term(subject, day("2026-10-09")), ENGLAND) is None


DEADLINES = [
    # In days; 1 November 2026 is a Sunday, 31 October a Saturday.
    ("2026-12-31", {"notice_days": 60}, "2026-10-30"),
    ("2026-12-30", {"notice_days": 60}, "2026-10-30"),
    ("2026-12-29", {"notice_days": 60}, "2026-10-30"),
    ("2027-01-01", {"notice_days": 60}, "2026-11-02"),
    ("2026-12-31", {"notice_days": 30}, "2026-12-01"),
    ("2026-12-31", {"notice_days": 1}, "2026-12-30"),
    ("2026-06-30", {"notice_days": 60}, "2026-05-01"),
    ("2026-12-31", {"notice_days": 400}, "2025-11-26"),
    # In months; 28 February is a Saturday in 2026 and a Sunday in 2027.
    ("2026-12-31", {"notice_months": 3}, "2026-09-30"),
    ("2026-07-31", {"notice_months": 1}, "2026-06-30"),
    ("2026-05-31", {"notice_months": 3}, "2026-02-27"),
    ("2026-04-30", {"notice_months": 2}, "2026-02-27"),
    ("2026-03-31", {"notice_months": 1}, "2026-02-27"),
    ("2026-06-30", {"notice_months": 3}, "2026-03-30"),
    ("2027-06-30", {"notice_months": 3}, "2027-03-30"),
    ("2027-06-30", {"notice_months": 12}, "2026-06-30"),
    # From 29 February, which is 60 days after 31 December.
    ("2028-02-29", {"notice_months": 3}, "2027-11-29"),
    ("2028-02-29", {"notice_months": 12}, "2027-02-26"),
    ("2028-02-29", {"notice_days": 60}, "2027-12-31"),
    # Back over Easter, the bank holiday of 31 August, Christmas, and New Year's Day.
    ("2026-04-30", {"notice_days": 24}, "2026-04-02"),
    ("2026-04-30", {"notice_days": 23}, "2026-04-07"),
    ("2026-09-30", {"notice_days": 30}, "2026-08-28"),
    ("2026-10-31", {"notice_months": 2}, "2026-08-28"),
    ("2027-01-27", {"notice_days": 30}, "2026-12-24"),
    ("2026-01-31", {"notice_days": 30}, "2025-12-31"),
    # The calendar's first day, 1 January 2025.
    ("2025-03-02", {"notice_days": 60}, "2025-01-01"),
]


@pytest.mark.parametrize(("end", "notice", "expected"), DEADLINES)
def test_notice_ends_on_a_working_day_before(
    end: str, notice: dict[str, int], expected: str
) -> None:
    subject = contract("2024-06-01", end, renewal_months=6, **notice)
    term = current_term(subject, day("2025-01-01"))
    assert notice_deadline(subject, term, ENGLAND) == day(expected)


@pytest.mark.parametrize(
    ("end", "first", "missing"),
    [
        ("2025-03-01", "2025-01-01", "2024-12-31"),
        ("2028-03-01", "2025-01-01", "2028-01-01"),
        # 1 November is covered, and no working day on or before it is.
        ("2026-12-31", "2026-10-31", "2026-10-30"),
    ],
)
def test_a_deadline_outside_the_calendar_is_not_guessed(end: str, first: str, missing: str) -> None:
    subject = contract("2024-06-01", end, renewal_months=6, notice_days=60)
    days = replace(ENGLAND, first=day(first))
    with pytest.raises(CalendarGap) as gap:
        notice_deadline(subject, current_term(subject, day("2025-01-01")), days)
    assert gap.value.day == day(missing)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-07-31", "2026-04-30"),
        ("2026-08-01", "2027-04-30"),
        ("2027-07-31", "2027-04-30"),
    ],
)
def test_the_deadline_is_that_of_the_current_term(as_of: str, expected: str) -> None:
    subject = contract("2020-08-01", "2023-07-31", renewal_months=12, notice_months=3)
    term = current_term(subject, day(as_of))
    assert notice_deadline(subject, term, ENGLAND) == day(expected)


def test_notice_longer_than_a_renewal_is_due_before_the_term_begins() -> None:
    subject = contract("2025-01-01", "2026-12-31", renewal_months=1, notice_days=60)
    term = current_term(subject, day("2027-01-15"))
    assert (term.start, term.end) == (day("2027-01-01"), day("2027-01-31"))
    assert notice_deadline(subject, term, ENGLAND) == day("2026-12-02")


DECISIONS = [
    ("undecided", None, "2026-10-09", "2026-12-31", False),
    ("undecided", "2026-10-01", "2026-10-09", "2026-12-31", False),
    # Taken in this term, up to the as-of day and to the term's last day.
    ("renew", "2026-10-01", "2026-10-09", "2026-12-31", True),
    ("renegotiate", "2026-10-01", "2026-10-09", "2026-12-31", True),
    ("exit", "2026-10-01", "2026-10-09", "2026-12-31", True),
    ("renew", "2026-10-09", "2026-10-09", "2026-12-31", True),
    ("renew", "2026-12-31", "2026-12-31", "2026-12-31", True),
    ("renew", "2027-01-01", "2027-01-01", "2027-12-31", True),
    # Before the contract began: about its first term.
    ("renew", "2025-06-30", "2026-10-09", "2026-12-31", True),
    # Not taken yet on that day.
    ("renew", "2026-10-10", "2026-10-09", "2026-12-31", False),
    ("exit", "2026-10-10", "2026-10-09", "2026-12-31", False),
    ("exit", "2027-02-01", "2027-01-15", "2027-12-31", False),
    # Taken in an earlier term: this one is open again.
    ("renew", "2026-10-01", "2027-01-01", "2027-12-31", False),
    ("renegotiate", "2026-10-01", "2027-01-01", "2027-12-31", False),
    ("renew", "2026-12-31", "2027-01-01", "2027-12-31", False),
    ("renew", "2027-12-31", "2028-01-01", "2028-12-31", False),
    # Without a date: about the agreed term.
    ("renew", None, "2026-12-31", "2026-12-31", True),
    ("renew", None, "2027-01-01", "2027-12-31", False),
    ("renegotiate", None, "2026-10-09", "2026-12-31", True),
    ("renegotiate", None, "2027-03-01", "2027-12-31", False),
    # An exit ends the contract with the term it was decided in.
    ("exit", "2026-10-01", "2027-03-01", "2026-12-31", True),
    ("exit", "2026-12-31", "2027-01-01", "2026-12-31", True),
    ("exit", None, "2026-10-09", "2026-12-31", True),
    ("exit", None, "2027-03-01", "2026-12-31", True),
    ("exit", "2027-01-01", "2027-01-01", "2027-12-31", True),
    ("exit", "2027-02-01", "2027-03-01", "2027-12-31", True),
    ("exit", "2027-02-01", "2028-03-01", "2027-12-31", True),
    ("exit", "2027-02-01", "2035-03-01", "2027-12-31", True),
]


@pytest.mark.parametrize(("decision", "decided_on", "as_of", "end", "is_decided"), DECISIONS)
def test_a_decision_is_about_the_term_it_was_taken_in(
    decision: str, decided_on: str | None, as_of: str, end: str, is_decided: bool
) -> None:
    facts: dict[str, Any] = {"renewal_months": 12, "notice_days": 60}
    facts["renewal_decision"] = decision
    if decided_on:
        facts["decided_on"] = decided_on
    term = current_term(contract("2025-07-01", "2026-12-31", **facts), day(as_of))
    assert (term.end, term.is_decided) == (day(end), is_decided)


ENDS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
MONTHS = st.integers(1, 36)
DAYS = st.dates(date(2024, 1, 1), date(2034, 12, 31))
WIDE = replace(ENGLAND, first=date(2018, 1, 1), last=date(2045, 12, 31))


@given(ENDS, MONTHS, DAYS)
def test_every_day_lies_in_the_current_term(end: date, months: int, as_of: date) -> None:
    subject = contract("2023-01-01", end.isoformat(), renewal_months=months, notice_days=1)
    term = current_term(subject, as_of)
    assert term.start <= as_of <= term.end


@given(ENDS, MONTHS, DAYS)
def test_a_term_is_the_same_on_each_of_its_days(end: date, months: int, as_of: date) -> None:
    subject = contract("2023-01-01", end.isoformat(), renewal_months=months, notice_days=1)
    term = current_term(subject, as_of)
    assert current_term(subject, term.start) == term
    assert current_term(subject, term.end) == term
    following = current_term(subject, term.end + timedelta(days=1))
    assert (following.renewals, following.start) == (
        term.renewals + 1,
        term.end + timedelta(days=1),
    )


@given(ENDS, MONTHS, DAYS)
def test_an_end_keeps_its_day_or_takes_the_last(end: date, months: int, as_of: date) -> None:
    subject = contract("2023-01-01", end.isoformat(), renewal_months=months, notice_days=1)
    term = current_term(subject, as_of)
    passed = (term.end.year - end.year) * 12 + term.end.month - end.month
    assert passed == term.renewals * months
    is_last = (term.end + timedelta(days=1)).day == 1
    if (end + timedelta(days=1)).day == 1:
        assert is_last
    else:
        assert term.end.day == end.day or (is_last and term.end.day < end.day)


@given(ENDS, MONTHS, DAYS, st.sampled_from(["notice_days", "notice_months"]), st.integers(1, 36))
def test_a_deadline_is_a_working_day_before_the_end(
    end: date, months: int, as_of: date, unit: str, notice: int
) -> None:
    subject = contract("2023-01-01", end.isoformat(), renewal_months=months, **{unit: notice})
    term = current_term(subject, as_of)
    deadline = notice_deadline(subject, term, WIDE)
    assert deadline is not None
    assert deadline < term.end
    assert WIDE.is_working(deadline)


@given(
    ENDS,
    st.sampled_from(["notice_days", "notice_months"]),
    st.integers(1, 36),
    st.integers(0, 24),
)
def test_more_notice_never_gives_a_later_deadline(
    end: date, unit: str, notice: int, more: int
) -> None:
    def deadline(length: int) -> date:
        subject = contract("2023-01-01", end.isoformat(), renewal_months=12, **{unit: length})
        found = notice_deadline(subject, current_term(subject, date(2024, 1, 1)), WIDE)
        assert found is not None
        return found

    assert deadline(notice + more) <= deadline(notice)
