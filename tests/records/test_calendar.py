"""Which days are worked."""

from __future__ import annotations

from datetime import date

import pytest

from tests.records.reading import SOMEWHERE, faults, read
from vendorbook.records.calendar import CalendarFile, Covers, NonWorkingDay


def test_a_calendar() -> None:
    calendar = read(
        CalendarFile,
        """\
        name: England and Wales
        weekend: [sat, sun]
        covers: {from: 2025-01-01, to: 2027-12-31}
        non_working:
          - {date: 2026-12-25, name: Christmas Day}
          - {date: "2026-12-28", name: Boxing Day (substitute)}
        """,
    )

    assert calendar == CalendarFile(
        origin=SOMEWHERE,
        name="England and Wales",
        weekend=("sat", "sun"),
        covers=Covers(origin=SOMEWHERE, from_=date(2025, 1, 1), to=date(2027, 12, 31)),
        non_working=(
            NonWorkingDay(origin=SOMEWHERE, date=date(2026, 12, 25), name="Christmas Day"),
            NonWorkingDay(
                origin=SOMEWHERE, date=date(2026, 12, 28), name="Boxing Day (substitute)"
            ),
        ),
    )
    assert calendar.covers.place("from") == ("test.yml", 3, 10)


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("weekend: []\nnon_working: []", []),
        (
            "weekend: [saturday]\nnon_working: []",
            [
                "bad-value: entry 1 of 'weekend' (weekday) is 'saturday', expected one of mon, "
                "tue, wed, thu, fri, sat, sun"
            ],
        ),
        ("weekend: [sat]", ["missing-key: 'non_working' is missing from this file"]),
        (
            "weekend: [sat]\nnon_working: [{date: 2026-02-29, name: None}]",
            ["bad-format: 'date' is '2026-02-29', which is no day of the calendar"],
        ),
        (
            "weekend: [sat]\nnon_working: [2026-12-25]",
            [
                "wrong-type: entry 1 of 'non_working' is the text '2026-12-25', expected a "
                "mapping of fields"
            ],
        ),
    ],
)
def test_right_and_wrong_calendars(rest: str, expected: list[str]) -> None:
    text = f"name: A\ncovers: {{from: 2025-01-01, to: 2027-12-31}}\n{rest}"
    assert faults(CalendarFile, text) == expected
