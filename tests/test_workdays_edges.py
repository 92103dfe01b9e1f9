"""Where a calendar begins and ends, and the laws that hold between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.test_workdays import ENGLAND, day, naive_is_working
from vendorbook.workdays import CalendarGap, WorkCalendar, add_months

NEW_YEARS_EVE = date(2025, 12, 31)
NEXT_NEW_YEAR = date(2027, 1, 1)

# what is asked, and the day that the calendar lacks
GAPS: dict[str, tuple[Callable[[], object], date]] = {
    "is_working before": (lambda: ENGLAND.is_working(NEW_YEARS_EVE), NEW_YEARS_EVE),
    "is_working behind": (lambda: ENGLAND.is_working(NEXT_NEW_YEAR), NEXT_NEW_YEAR),
    "roll from before": (lambda: ENGLAND.roll(NEW_YEARS_EVE), NEW_YEARS_EVE),
    "roll from behind": (lambda: ENGLAND.roll(NEXT_NEW_YEAR), NEXT_NEW_YEAR),
    "roll back from before": (lambda: ENGLAND.roll_back(NEW_YEARS_EVE), NEW_YEARS_EVE),
    "roll back from behind": (lambda: ENGLAND.roll_back(NEXT_NEW_YEAR), NEXT_NEW_YEAR),
    "roll back over the start": (lambda: ENGLAND.roll_back(day("01-01")), NEW_YEARS_EVE),
    "shift nothing from before": (lambda: ENGLAND.shift(NEW_YEARS_EVE, 0), NEW_YEARS_EVE),
    "shift from before": (lambda: ENGLAND.shift(NEW_YEARS_EVE, 1), NEW_YEARS_EVE),
    "shift from behind": (lambda: ENGLAND.shift(NEXT_NEW_YEAR, -1), NEXT_NEW_YEAR),
    "shift over the end": (lambda: ENGLAND.shift(day("12-31"), 1), NEXT_NEW_YEAR),
    "shift far over the end": (lambda: ENGLAND.shift(day("12-01"), 400), NEXT_NEW_YEAR),
    "shift over the start": (lambda: ENGLAND.shift(day("01-02"), -1), NEW_YEARS_EVE),
    "shift far over the start": (lambda: ENGLAND.shift(day("02-02"), -400), NEW_YEARS_EVE),
    "between from before": (lambda: ENGLAND.between(NEW_YEARS_EVE, day("01-05")), NEW_YEARS_EVE),
    "between to behind": (lambda: ENGLAND.between(day("12-24"), NEXT_NEW_YEAR), NEXT_NEW_YEAR),
    "between, turned": (lambda: ENGLAND.between(NEXT_NEW_YEAR, day("12-24")), NEXT_NEW_YEAR),
}


@pytest.mark.parametrize("name", GAPS)
def test_a_gap_names_the_day_that_is_missing(name: str) -> None:
    ask, missing = GAPS[name]
    with pytest.raises(CalendarGap) as gap:
        ask()
    assert gap.value.day == missing
    assert str(gap.value) == f"{missing} is outside the calendar"


def test_the_first_and_the_last_day_are_covered() -> None:
    assert not ENGLAND.is_working(day("01-01"))
    assert ENGLAND.is_working(day("12-31"))
    assert ENGLAND.roll(day("01-01")) == day("01-02")
    assert ENGLAND.roll(day("12-31")) == ENGLAND.roll_back(day("12-31")) == day("12-31")
    assert ENGLAND.shift(day("12-30"), 1) == day("12-31")
    assert ENGLAND.shift(day("01-05"), -1) == day("01-02")
    assert ENGLAND.between(day("01-01"), day("12-31")) == 253


def test_a_year_has_as_many_working_days_as_the_almanac_says() -> None:
    # 2026 begins on a Thursday: 365 days are 52 weeks and one Thursday, so 261 weekdays.
    # All eight bank holidays fall on weekdays: 261 - 8 = 253. New Year's Day is one of the eight,
    # so nothing is lost by not counting the first day itself.
    assert sum(naive_is_working(day("01-01") + timedelta(days=n)) for n in range(365)) == 253


def test_one_day_can_be_a_whole_calendar() -> None:
    only = WorkCalendar("One day", frozenset(), day("04-30"), day("04-30"), frozenset())
    assert only.roll(day("04-30")) == only.roll_back(day("04-30")) == day("04-30")
    assert only.between(day("04-30"), day("04-30")) == 0
    with pytest.raises(CalendarGap):
        only.shift(day("04-30"), 1)


def test_other_weeks_have_other_weekends() -> None:
    # Friday 1 and Saturday 2 May are off, Sunday 3 May is worked.
    dubai = WorkCalendar("Dubai", frozenset({4, 5}), day("01-01"), day("12-31"), frozenset())
    assert dubai.roll(day("05-01")) == day("05-03")
    assert dubai.shift(day("04-30"), 2) == day("05-04")
    assert dubai.between(day("04-30"), day("05-04")) == 2


@pytest.mark.parametrize(
    ("start", "rolled", "rolled_back"),
    [
        ("04-02", "04-02", "04-02"),
        ("04-03", "04-07", "04-02"),
        ("04-04", "04-07", "04-02"),
        ("04-05", "04-07", "04-02"),
        ("04-06", "04-07", "04-02"),
        ("04-07", "04-07", "04-07"),
        ("05-01", "05-01", "05-01"),
        ("05-02", "05-05", "05-01"),
        ("05-03", "05-05", "05-01"),
        ("05-04", "05-05", "05-01"),
        ("05-05", "05-05", "05-05"),
        ("05-23", "05-26", "05-22"),
        ("05-25", "05-26", "05-22"),
        ("08-29", "09-01", "08-28"),
        ("08-31", "09-01", "08-28"),
        ("12-24", "12-24", "12-24"),
        ("12-25", "12-29", "12-24"),
        ("12-26", "12-29", "12-24"),
        ("12-27", "12-29", "12-24"),
        ("12-28", "12-29", "12-24"),
        ("12-29", "12-29", "12-29"),
    ],
)
def test_every_day_of_a_long_weekend_rolls_over_it(
    start: str, rolled: str, rolled_back: str
) -> None:
    assert ENGLAND.roll(day(start)) == day(rolled)
    assert ENGLAND.roll_back(day(start)) == day(rolled_back)


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        ("04-02", 1, "04-07"),
        ("04-07", -1, "04-02"),
        ("04-03", 1, "04-07"),
        ("04-06", -1, "04-02"),
        ("12-24", 1, "12-29"),
        ("12-24", 3, "12-31"),
        ("12-29", -1, "12-24"),
        ("12-26", 0, "12-26"),
        ("08-28", 1, "09-01"),
        ("05-22", 5, "06-01"),
        ("06-01", -5, "05-22"),
    ],
)
def test_shift_steps_over_days_off(start: str, count: int, expected: str) -> None:
    assert ENGLAND.shift(day(start), count) == day(expected)


inner_days = st.dates(date(2026, 3, 1), date(2026, 9, 30))
any_days = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(any_days, any_days, any_days)
def test_between_adds_up(first: date, second: date, third: date) -> None:
    via = ENGLAND.between(first, second) + ENGLAND.between(second, third)
    assert ENGLAND.between(first, third) == via


@given(inner_days, st.integers(-20, 20))
def test_shift_is_the_naive_walk(start: date, count: int) -> None:
    expected, left = start, abs(count)
    step = timedelta(days=1 if count > 0 else -1)
    while left:
        expected += step
        left -= naive_is_working(expected)
    assert ENGLAND.shift(start, count) == expected


@given(inner_days, st.integers(-20, 20))
def test_shifting_a_working_day_there_and_back_is_nothing(start: date, count: int) -> None:
    worked = ENGLAND.roll(start)
    assert ENGLAND.shift(ENGLAND.shift(worked, count), -count) == worked
    assert ENGLAND.between(worked, ENGLAND.shift(worked, count)) == count


@given(any_days.filter(lambda each: each > day("01-01")))
def test_rolling_back_is_the_naive_walk_and_never_passes_a_working_day(start: date) -> None:
    expected = start
    while not naive_is_working(expected):
        expected -= timedelta(days=1)
    assert ENGLAND.roll_back(start) == expected
    assert ENGLAND.roll_back(start) <= start <= ENGLAND.roll(start)
    assert ENGLAND.between(ENGLAND.roll_back(start), ENGLAND.roll(start)) in {0, 1}


@given(any_days, any_days)
def test_a_gap_is_raised_exactly_outside_the_span(first: date, last: date) -> None:
    calendar = WorkCalendar("Any", frozenset(), min(first, last), max(first, last), frozenset())
    for edge, inside in (
        (calendar.first - timedelta(days=1), False),
        (calendar.first, True),
        (calendar.last, True),
        (calendar.last + timedelta(days=1), False),
    ):
        if inside:
            assert calendar.is_working(edge)
            assert calendar.roll(edge) == edge
        else:
            with pytest.raises(CalendarGap):
                calendar.is_working(edge)


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2024-02-29", 0, "2024-02-29"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2024-02-29", -12, "2023-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2026-01-31", 3, "2026-04-30"),
        ("2026-05-31", -1, "2026-04-30"),
        ("2026-11-30", 1, "2026-12-30"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-01-31", -1, "2025-12-31"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-12-01", 12, "2027-12-01"),
        ("2100-01-29", 1, "2100-02-28"),
        ("2000-01-30", 1, "2000-02-29"),
    ],
)
def test_a_day_that_a_month_lacks_becomes_its_last(start: str, months: int, expected: str) -> None:
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(expected)


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(-240, 240))
def test_months_are_counted_and_the_day_kept_where_it_exists(start: date, months: int) -> None:
    there = add_months(start, months)
    assert (there.year - start.year) * 12 + there.month - start.month == months
    assert there.day == start.day or (there + timedelta(days=1)).day == 1
    assert there.day <= start.day
