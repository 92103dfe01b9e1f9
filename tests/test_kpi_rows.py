"""KPI rows: targets in force, scores and colours, and why a number is missing."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from tests.playbooks import AGREEMENT, acme
from vendorbook.kpi_rows import KpiRow, kpi_rows, latest_first, red_run, target_in_force
from vendorbook.kpi_scores import judged, scale_of
from vendorbook.records.agreement import Kpi
from vendorbook.records.facts import parse_period
from vendorbook.records.playbook import Windows
from vendorbook.vendor import Vendor
from vendorbook.workdays import CalendarGap

KPI = """\
kpis:
  - id: availability
    name: Availability
    area: quality
    unit: percent
    direction: {direction}
    frequency: {frequency}
    definition: Minutes in service, of all minutes agreed.
    source: tool
    contractual: true
    targets: {targets}
{more}"""
USUAL = "[{ from: 2026-07, target: 99.9, minimum: 99.5, floor: 99 }]"


def agreed(
    targets: str = USUAL, *, direction: str = "higher", frequency: str = "monthly", more: str = ""
) -> str:
    kpi = KPI.format(direction=direction, frequency=frequency, targets=targets, more=more)
    return AGREEMENT.replace("kpis: []\n", kpi)


def log(*entries: str) -> str:
    if not entries:
        return "measurements: []\n"
    return "measurements:\n" + "".join(f"  - {{ kpi: availability, {each} }}\n" for each in entries)


def read(root: Path, agreement: str, *entries: str, **files: str) -> tuple[Vendor, Kpi, Windows]:
    vendor, portfolio = acme(root, agreement=agreement, measurements=log(*entries), **files)
    assert vendor.agreement is not None
    return vendor, vendor.agreement.kpis[0], portfolio.playbook.windows


def rows(root: Path, as_of: str, agreement: str, *entries: str, **files: str) -> tuple[KpiRow, ...]:
    """The rows of every period that had ended by the as-of day."""
    vendor, kpi, windows = read(root, agreement, *entries, **files)
    today = date.fromisoformat(as_of)
    return kpi_rows(vendor, kpi, date(2000, 1, 1), today, today, windows)


def number(text: str) -> Fraction:
    return Fraction(text)


@pytest.mark.parametrize(
    ("direction", "numbers", "value", "score", "shown"),
    [
        # Availability: 99.9 wanted, 99.5 the least, nothing left at 99.
        ("higher", "99.9 99.5 99", "99.95", "100", "green"),
        ("higher", "99.9 99.5 99", "99.9", "100", "green"),
        ("higher", "99.9 99.5 99", "99.7", "80", "amber"),
        ("higher", "99.9 99.5 99", "99.5", "60", "amber"),
        ("higher", "99.9 99.5 99", "99.4", "48", "red"),
        ("higher", "99.9 99.5 99", "99", "0", "red"),
        ("higher", "99.9 99.5 99", "12", "0", "red"),
        # Hours to restore: 4 wanted, 6 the most, nothing left at 10.
        ("lower", "4 6 10", "3.5", "100", "green"),
        ("lower", "4 6 10", "4", "100", "green"),
        ("lower", "4 6 10", "5", "80", "amber"),
        ("lower", "4 6 10", "6", "60", "amber"),
        ("lower", "4 6 10", "9", "15", "red"),
        ("lower", "4 6 10", "12", "0", "red"),
        # Without a floor: 95 wanted, 90 the least, so nothing left at 85; 8 and 16, so 24.
        ("higher", "95 90", "88", "36", "red"),
        ("higher", "95 90", "85", "0", "red"),
        ("lower", "8 16", "20", "30", "red"),
        ("lower", "8 16", "24", "0", "red"),
        # Target and minimum are the same: all or nothing, unless there is a floor.
        ("higher", "98 98", "98", "100", "green"),
        ("higher", "98 98", "97.99", "0", "red"),
        ("lower", "8 8", "8.01", "0", "red"),
        ("higher", "98 98 96", "97", "30", "red"),
        # Faults that target-incoherent reports: nothing breaks.
        ("higher", "98 97 99", "96", "0", "red"),
        ("higher", "90 95", "91", "100", "green"),
        ("higher", "90 95", "89", "0", "red"),
    ],
)
def test_a_value_has_a_score_and_a_colour(
    tmp_path: Path, direction: str, numbers: str, value: str, score: str, shown: str
) -> None:
    keys = zip(("target", "minimum", "floor"), numbers.split(), strict=False)
    words = ", ".join(f"{key}: {each}" for key, each in keys)
    _, kpi, _ = read(tmp_path, agreed(f"[{{ from: 2026-07, {words} }}]", direction=direction))
    (target,) = kpi.targets
    assert judged(number(value), scale_of(target, kpi.direction)) == (number(score), shown)


@pytest.mark.parametrize(
    ("frequency", "period", "target"),
    [
        ("monthly", "2026-06", None),
        ("monthly", "2026-07", 99),
        ("monthly", "2026-10", 99),
        ("monthly", "2026-11", 95),
        ("monthly", "2027-03", 95),
        ("quarterly", "2026-Q2", None),
        ("quarterly", "2026-Q3", 99),
        ("quarterly", "2026-Q4", 99),
        ("quarterly", "2027-Q1", 95),
    ],
)
def test_the_target_in_force_is_the_latest_that_has_begun(
    tmp_path: Path, frequency: str, period: str, target: int | None
) -> None:
    targets = (
        "[{ from: 2026-07, target: 99, minimum: 98 },"
        " { from: 2026-11, target: 95, minimum: 94, change: CR-01 }]"
    )
    _, kpi, _ = read(tmp_path, agreed(targets, frequency=frequency))
    found = target_in_force(kpi, parse_period(period))
    assert (None if found is None else found.target) == target


def test_each_period_is_judged_by_the_target_of_its_time(tmp_path: Path) -> None:
    """A value of 97: red under 99 and 98, green once the target is 95, and red again."""
    targets = (
        "[{ from: 2026-06, target: 99, minimum: 98 },"
        " { from: 2026-07, target: 95, minimum: 94, change: CR-01 },"
        " { from: 2026-09, target: 99, minimum: 98, change: CR-02 }]"
    )
    entries = [
        f"period: 2026-{month:02d}, value: 97, reported_on: 2026-{month + 1:02d}-05"
        for month in (6, 7, 8, 9)
    ]
    found = rows(tmp_path, "2026-10-09", agreed(targets), *entries)
    assert [(str(row.period), str(row.target.target), row.colour) for row in found] == [
        ("2026-06", "99", "red"),
        ("2026-07", "95", "green"),
        ("2026-08", "95", "green"),
        ("2026-09", "99", "red"),
    ]


def test_every_period_that_ends_in_the_span_has_a_row(tmp_path: Path) -> None:
    vendor, kpi, windows = read(tmp_path, agreed())
    span = (date(2026, 7, 31), date(2026, 9, 29))
    found = kpi_rows(vendor, kpi, *span, date(2026, 10, 9), windows)
    assert [str(row.period) for row in found] == ["2026-07", "2026-08"]
    span = (date(2026, 8, 1), date(2026, 9, 30))
    found = kpi_rows(vendor, kpi, *span, date(2026, 10, 9), windows)
    assert [str(row.period) for row in found] == ["2026-08", "2026-09"]


def test_quarters_end_at_the_end_of_quarters(tmp_path: Path) -> None:
    targets = "[{ from: 2025-Q4, target: 9, minimum: 8 }]"
    found = rows(tmp_path, "2026-09-30", agreed(targets, frequency="quarterly"))
    assert [str(row.period) for row in found] == ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"]
    found = rows(tmp_path / "b", "2026-09-29", agreed(targets, frequency="quarterly"))
    assert str(found[-1].period) == "2026-Q2"


def test_the_latest_come_first_and_end_at_the_first_target(tmp_path: Path) -> None:
    vendor, kpi, windows = read(tmp_path, agreed())
    found = latest_first(vendor, kpi, date(2026, 9, 30), date(2026, 10, 9), windows)
    assert [str(row.period) for row in found] == ["2026-09", "2026-08", "2026-07"]
    assert list(latest_first(vendor, kpi, date(2026, 7, 30), date(2026, 10, 9), windows)) == []


@pytest.mark.parametrize(
    ("entry", "more", "state", "value", "score"),
    [
        ("value: 99.4", "", "measured", "99.4", "48"),
        ("numerator: 45, denominator: 50", "", "measured", "90", "0"),
        ("numerator: 1, denominator: 3", "", "measured", "100/3", "0"),
        ("numerator: 9, denominator: 9", "    min_sample: 10\n", "missing", None, None),
        ("numerator: 10, denominator: 10", "    min_sample: 10\n", "measured", "100", "100"),
        ("value: 99.9", "    min_sample: 10\n", "measured", "99.9", "100"),
        ("not_applicable: true", "", "not_applicable", None, None),
        ("not_applicable: true", "    if_missing: fail\n", "not_applicable", None, None),
        (
            "numerator: 9, denominator: 9",
            "    min_sample: 10\n    if_missing: fail\n",
            "missing",
            None,
            "0",
        ),
    ],
)
def test_what_a_measurement_comes_to(
    tmp_path: Path, entry: str, more: str, state: str, value: str | None, score: str | None
) -> None:
    entry = f"period: 2026-09, {entry}, reported_on: 2026-10-06"
    row = rows(tmp_path, "2026-10-09", agreed(more=more), entry)[-1]
    assert row.state == state
    assert row.value == (None if value is None else number(value))
    assert row.score == (None if score is None else number(score))
    assert (row.colour is None) == (row.value is None)
    assert (row.measurement is None, row.is_overdue) == (False, False)


def test_what_was_reported_later_does_not_exist_yet(tmp_path: Path) -> None:
    entry = "period: 2026-09, value: 99.95, reported_on: 2026-10-06"
    before = rows(tmp_path / "a", "2026-10-05", agreed(), entry)[-1]
    assert (before.measurement, before.state, before.value) == (None, "missing", None)
    after = rows(tmp_path / "b", "2026-10-06", agreed(), entry)[-1]
    assert (after.state, after.value, after.colour) == ("measured", number("99.95"), "green")


@pytest.mark.parametrize(
    ("period", "as_of", "reported_by"),
    [
        # Five working days after the last day, be that a Wednesday, a Saturday or a Sunday.
        ("2026-09", "2026-10-01", "2026-10-07"),
        ("2026-10", "2026-11-01", "2026-11-06"),
        ("2026-05", "2026-06-01", "2026-06-05"),
        # 25 and 28 December are days off, and so is 1 January 2026, but not 2027 here.
        ("2025-12", "2026-01-01", "2026-01-08"),
    ],
)
def test_a_period_is_to_be_reported_in_five_working_days(
    tmp_path: Path, period: str, as_of: str, reported_by: str
) -> None:
    targets = "[{ from: 2025-07, target: 99.9, minimum: 99.5 }]"
    row = rows(tmp_path, as_of, agreed(targets))[-1]
    assert (str(row.period), str(row.reported_by)) == (period, reported_by)


@pytest.mark.parametrize(
    ("as_of", "if_missing", "score", "is_overdue"),
    [
        ("2026-10-06", "exclude", None, False),
        ("2026-10-07", "exclude", None, False),
        ("2026-10-08", "exclude", None, True),
        ("2026-10-06", "fail", None, False),
        ("2026-10-07", "fail", 0, False),
        ("2026-10-08", "fail", 0, True),
    ],
)
def test_what_is_missing_may_score_nothing_once_its_time_has_come(
    tmp_path: Path, as_of: str, if_missing: str, score: int | None, is_overdue: bool
) -> None:
    row = rows(tmp_path, as_of, agreed(more=f"    if_missing: {if_missing}\n"))[-1]
    assert (str(row.period), row.state, row.colour) == ("2026-09", "missing", None)
    assert (row.score, row.is_overdue) == (score, is_overdue)


CHANGE = """\
changes:
  - id: CR-05
    title: Power cut of the city
    type: relief
    cause: external
    raised_on: 2026-10-01
    raised_by: kit-morrow
    status: {status}
    {decided}
    effects: [{{ measurement: {{ kpi: {kpi}, period: {period} }}, excused: true }}]
"""
DECIDED = "decided_on: 2026-10-08\n    decided_by: ines-ward"


@pytest.mark.parametrize(
    ("status", "decided", "kpi", "period", "as_of", "state"),
    [
        ("approved", DECIDED, "availability", "2026-09", "2026-10-08", "not_applicable"),
        ("approved", DECIDED, "availability", "2026-09", "2026-10-07", "measured"),
        ("proposed", "", "availability", "2026-09", "2026-10-09", "measured"),
        ("rejected", DECIDED, "availability", "2026-09", "2026-10-09", "measured"),
        ("approved", DECIDED, "availability", "2026-08", "2026-10-09", "measured"),
        ("approved", DECIDED, "restore-time", "2026-09", "2026-10-09", "measured"),
    ],
)
def test_only_an_approved_change_excuses(
    tmp_path: Path, status: str, decided: str, kpi: str, period: str, as_of: str, state: str
) -> None:
    changes = CHANGE.format(status=status, decided=decided, kpi=kpi, period=period)
    entry = "period: 2026-09, value: 98, reported_on: 2026-10-02, excused: CR-05"
    row = rows(tmp_path, as_of, agreed(), entry, changes=changes)[-1]
    assert row.state == state
    assert (row.score is None) == (state == "not_applicable")


@pytest.mark.parametrize("days", [("2026-10-06", "2026-10-08"), ("2026-10-08", "2026-10-06")])
def test_each_day_is_answered_for_itself_whichever_was_asked_for_first(
    tmp_path: Path, days: tuple[str, str]
) -> None:
    changes = CHANGE.format(
        status="approved", decided=DECIDED, kpi="availability", period="2026-08"
    )
    terms = agreed(more="    min_sample: 10\n    if_missing: fail\n")
    vendor, kpi, windows = read(
        tmp_path,
        terms,
        "period: 2026-07, value: 99.9, reported_on: 2026-10-08",
        "period: 2026-08, value: 98, reported_on: 2026-09-02, excused: CR-05",
        "period: 2026-09, numerator: 9, denominator: 9, reported_on: 2026-10-02",
        changes=changes,
    )
    found = {}
    for day in map(date.fromisoformat, days):
        rows_then = kpi_rows(vendor, kpi, date(2000, 1, 1), day, day, windows)
        found[day.isoformat()] = [(row.state, row.score) for row in rows_then]
    assert found == {
        # July is not reported yet, August not excused yet, September's five days are not over.
        "2026-10-06": [("missing", 0), ("measured", 0), ("missing", None)],
        "2026-10-08": [("measured", 100), ("not_applicable", None), ("missing", 0)],
    }


def test_an_excused_period_need_not_be_reported(tmp_path: Path) -> None:
    changes = CHANGE.format(
        status="approved", decided=DECIDED, kpi="availability", period="2026-09"
    )
    row = rows(
        tmp_path, "2026-10-09", agreed(more="    if_missing: fail\n"), changes=changes
    )[-1]  # fmt: skip
    assert (row.state, row.score, row.is_overdue) == ("not_applicable", None, False)


@pytest.mark.parametrize(
    ("values", "count"),
    [
        ("", 0),
        ("98 98 98", 3),
        ("99.9 98 98", 2),
        ("98 98 99.9", 0),
        ("98 99.6 98", 1),
        ("98 - 98", 1),
        ("98 98 -", 2),
        ("98 n/a 98", 2),
        ("98 98 n/a", 2),
        ("n/a n/a n/a", 0),
    ],
)
def test_red_rows_in_a_row(tmp_path: Path, values: str, count: int) -> None:
    entries = []
    for month, value in enumerate(values.split(), start=7):
        fact = "not_applicable: true" if value == "n/a" else f"value: {value}"
        if value != "-":
            entries.append(f"period: 2026-{month:02d}, {fact}, reported_on: 2026-10-06")
    found = rows(tmp_path, "2026-10-09", agreed(), *entries)
    assert len(list(red_run(reversed(found)))) == count


def test_a_calendar_that_ends_matters_only_for_what_was_not_reported(tmp_path: Path) -> None:
    # The calendar begins on 1 January 2025.
    targets = "[{ from: 2024-10, target: 99.9, minimum: 99.5, floor: 99 }]"
    entry = "period: 2024-{0}, value: 99.4, reported_on: 2025-01-06"
    every = [entry.format(month) for month in ("10", "11", "12")]
    found = rows(tmp_path / "a", "2025-01-06", agreed(targets), *every)
    assert [(row.score, row.reported_by) for row in found] == [(Fraction(48), None)] * 3
    with pytest.raises(CalendarGap):
        rows(tmp_path / "b", "2025-01-06", agreed(targets), *every[1:])


def test_what_is_due_after_the_calendars_end_is_not_due_on_its_last_day(tmp_path: Path) -> None:
    row = rows(tmp_path / "a", "2027-12-31", agreed(more="    if_missing: fail\n"))[-1]
    assert (str(row.period), row.reported_by, row.score) == ("2027-12", None, None)
    assert not row.is_overdue
    with pytest.raises(CalendarGap):
        rows(tmp_path / "b", "2028-01-01", agreed())


def test_without_a_calendar_nothing_is_overdue(tmp_path: Path) -> None:
    vendor, kpi, windows = read(tmp_path, agreed(more="    if_missing: fail\n"))
    blind = Vendor(slug="acme", profile=vendor.profile, timezone="Europe/London")
    as_of = date(2027, 6, 30)
    found = kpi_rows(blind, kpi, date(2026, 7, 1), date(2026, 7, 31), as_of, windows)
    assert [(row.state, row.score, row.is_overdue) for row in found] == [("missing", None, False)]
