"""Working days: tables by hand, laws by property, and a refusal to guess."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorbook.workdays import CalendarGap, WorkCalendar, add_months

HOLIDAYS = ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"]
ENGLAND = WorkCalendar(
    "England 2026",
    frozenset({5, 6}),
    date(2026, 1, 1),
    date(2026, 12, 31),
    frozenset(date.fromisoformat(f"2026-{day}") for day in HOLIDAYS),
)


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("04-02", "04-02"),
        ("04-03", "04-07"),
        ("04-04", "04-07"),
        ("05-02", "05-05"),
        ("05-25", "05-26"),
        ("08-29", "09-01"),
        ("12-25", "12-29"),
    ],
)
def test_roll_goes_to_the_first_working_day(start: str, expected: str) -> None:
    assert ENGLAND.roll(day(start)) == day(expected)


@pytest.mark.parametrize(
    ("start", "expected"),
    [("11-01", "10-30"), ("04-06", "04-02"), ("05-05", "05-05"), ("12-28", "12-24")],
)
def test_roll_back_goes_to_the_last_working_day(start: str, expected: str) -> None:
    assert ENGLAND.roll_back(day(start)) == day(expected)


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        ("04-30", 2, "05-05"),
        ("04-29", 10, "05-14"),
        ("09-25", 10, "10-09"),
        ("05-02", 1, "05-05"),
        ("05-02", 0, "05-02"),
        ("05-05", -1, "05-01"),
        ("05-04", -1, "05-01"),
        ("10-07", 5, "10-14"),
    ],
)
def test_shift_counts_working_days(start: str, count: int, expected: str) -> None:
    assert ENGLAND.shift(day(start), count) == day(expected)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("05-15", "05-28", 8),
        ("09-01", "09-25", 18),
        ("08-28", "10-09", 29),
        ("09-18", "10-09", 15),
        ("03-31", "05-27", 37),
        ("04-30", "04-30", 0),
        ("05-01", "05-04", 0),
        ("05-05", "05-01", -1),
    ],
)
def test_between_counts_the_days_after_the_first(start: str, end: str, expected: int) -> None:
    assert ENGLAND.between(day(start), day(end)) == expected


def test_a_day_outside_the_calendar_is_never_guessed() -> None:
    for ask in (
        lambda: ENGLAND.roll(date(2025, 12, 31)),
        lambda: ENGLAND.is_working(date(2027, 1, 1)),
        lambda: ENGLAND.between(day("01-02"), date(2027, 1, 4)),
        lambda: ENGLAND.shift(day("12-31"), 1),
        lambda: ENGLAND.shift(day("01-02"), -1),
        lambda: ENGLAND.roll_back(day("01-01")),
    ):
        with pytest.raises(CalendarGap):
            ask()


days = st.dates(date(2026, 1, 2), date(2026, 12, 31))


def naive_is_working(each: date) -> bool:
    return each.weekday() < 5 and each not in ENGLAND.non_working


@given(days)
def test_roll_is_the_naive_walk_forward(start: date) -> None:
    expected = start
    while not naive_is_working(expected):
        expected += timedelta(days=1)
    assert ENGLAND.roll(start) == expected
    assert ENGLAND.roll(expected) == expected


@given(days, days)
def test_between_is_the_naive_count_and_turns_its_sign(start: date, end: date) -> None:
    first, last = min(start, end), max(start, end)
    span = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    count = sum(naive_is_working(each) for each in span)
    assert ENGLAND.between(first, last) == count
    assert ENGLAND.between(last, first) == -count


@given(st.dates(date(2026, 2, 1), date(2026, 10, 31)), st.integers(1, 15))
def test_shifting_there_counts_as_many_and_back_again(start: date, count: int) -> None:
    there = ENGLAND.shift(start, count)
    assert ENGLAND.is_working(there)
    assert ENGLAND.between(start, there) == count
    assert ENGLAND.shift(there, -count) <= start
    if ENGLAND.is_working(start):
        assert ENGLAND.shift(there, -count) == start


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2024-02-29", 12, "2025-02-28"),
        ("2025-01-31", 1, "2025-02-28"),
        ("2026-12-31", -3, "2026-09-30"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2025-12-15", 1, "2026-01-15"),
        ("2023-07-31", 36, "2026-07-31"),
    ],
)
def test_months_end_where_the_month_does(start: str, months: int, expected: str) -> None:
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(expected)
