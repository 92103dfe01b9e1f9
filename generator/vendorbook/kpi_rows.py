"""What each KPI came to, period by period: value, colour and score, or why there is none.

A row is one KPI in one period for which a target was in force. All arithmetic is exact, in
fractions, so that a sum of many rows is what a person gets with pen and paper. What a row means
for a grade, or for the person who must act, is said elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import dropwhile
from typing import TYPE_CHECKING, Literal, NamedTuple

from vendorbook.kpi_scores import NOTHING, judged, scale_of
from vendorbook.records.facts import Period
from vendorbook.workdays import CalendarGap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from vendorbook.kpi_scores import Colour, Scale
    from vendorbook.records.agreement import Frequency, Kpi, KpiTarget
    from vendorbook.records.measurements import Measurement
    from vendorbook.records.playbook import Windows
    from vendorbook.vendor import Vendor

RowState = Literal["measured", "missing", "not_applicable"]
"""`missing` rows were expected and are not there; `not_applicable` ones were never expected."""

_ONE_DAY = timedelta(days=1)


class KpiRow(NamedTuple):
    """One KPI in one period, as of a day.

    Attributes:
        kpi: What was to be measured.
        period: The month or quarter.
        measurement: What was reported by the as-of day, or None.
        target: What was agreed for the period.
        value: The number itself, a share in per cent; None unless the row is measured.
        state: Whether there is a number, or why there is none. A sample that is too small to mean
            anything makes a row that was reported, and is missing all the same.
        colour: Green at the target or better, amber if no worse than the minimum, red if worse;
            None unless the row is measured.
        score: 0 to 100; None where the row counts for nothing. A missing row scores 0 if that was
            agreed (`if_missing: fail`) and its time to be reported has come.
        reported_by: The last day for reporting it: `windows.report_kpi_days` working days after
            the period's last day, whether or not that day is worked. None where the vendor's
            calendar does not tell and nothing hangs on it yet, or where there is no calendar.
        is_overdue: Whether nothing was reported although `reported_by` has passed.
    """

    kpi: Kpi
    period: Period
    measurement: Measurement | None
    target: KpiTarget
    value: Fraction | None
    state: RowState
    colour: Colour | None
    score: Fraction | None
    reported_by: date | None
    is_overdue: bool


def target_in_force(kpi: Kpi, period: Period) -> KpiTarget | None:
    """What was agreed for a period: the latest target from it or an earlier one, if any."""
    found: KpiTarget | None = None
    # Months and quarters compare by the year and month that they begin with.
    latest, begins = (0, 0), period[:2]
    for target in kpi.targets:
        if latest <= target.from_[:2] <= begins:
            found, latest = target, target.from_[:2]
    return found


def kpi_rows(
    vendor: Vendor, kpi: Kpi, first_day: date, last_day: date, as_of: date, windows: Windows
) -> tuple[KpiRow, ...]:
    """The rows of every period that ends in `first_day` to `last_day`, in order of time.

    Periods before the first target have none.

    Raises:
        CalendarGap: When nothing was reported for a period and the vendor's calendar does not tell
            whether its time has passed.
    """
    rows = []
    for row in latest_first(vendor, kpi, last_day, as_of, windows):
        if row.period.last_day < first_day:
            break
        rows.append(row)
    rows.reverse()
    return tuple(rows)


def latest_first(
    vendor: Vendor, kpi: Kpi, last_day: date, as_of: date, windows: Windows
) -> Iterator[KpiRow]:
    """The rows of every period that ends by `last_day`, back to the first target.

    They are made one at a time, for whoever needs no more than the latest, and each once.

    Raises:
        CalendarGap: As `kpi_rows` does.
    """
    history = _history(vendor, kpi, windows)
    run = _run(vendor, history, last_day, as_of)
    number = 0
    while number < len(run.rows) or _extend(vendor, history, run):
        yield run.rows[number]
        number += 1


@dataclass(frozen=True)
class _History:
    """What has been worked out of one KPI, for many ask: checks, dates, pages and scorecards.

    Attributes:
        reported: The row of every period that somebody asked for and that was reported, which is
            the same on every day from then on. Not those of samples that were too small, for what
            they score depends on the day, nor those that a change excuses.
        runs: The rows that somebody asked for, by the latest period and the day.
        scales: What targets come to, by their identity.
    """

    kpi: Kpi
    windows: Windows
    reported: dict[Period, KpiRow] = field(default_factory=dict)
    runs: dict[tuple[Period, date], _Run] = field(default_factory=dict)
    scales: dict[int, Scale] = field(default_factory=dict)

    def scale(self, target: KpiTarget) -> Scale:
        """What one of the KPI's targets comes to."""
        known = self.scales.get(id(target))
        if known is None:
            known = self.scales[id(target)] = scale_of(target, self.kpi.direction)
        return known


@dataclass
class _Run:
    """Rows of one KPI on one day, latest first.

    Attributes:
        excused: The periods that a change request excuses on that day.
        rows: The rows so far.
        period: The period of the row to come.
    """

    as_of: date
    excused: set[Period]
    rows: list[KpiRow]
    period: Period


def _history(vendor: Vendor, kpi: Kpi, windows: Windows) -> _History:
    key = (_History, id(kpi))
    history: _History | None = vendor.derived.get(key)
    if history is None or history.kpi is not kpi or history.windows != windows:
        history = vendor.derived[key] = _History(kpi, windows)
    return history


def _run(vendor: Vendor, history: _History, last_day: date, as_of: date) -> _Run:
    kpi = history.kpi
    latest = _before(_period_around(last_day + _ONE_DAY, kpi.frequency))
    run = history.runs.get((latest, as_of))
    if run is None:
        run = _Run(as_of, _excused_periods(vendor, kpi, as_of), [], latest)
        history.runs[latest, as_of] = run
    return run


def _extend(vendor: Vendor, history: _History, run: _Run) -> bool:
    """Make one more row, if there was a target in its period."""
    kpi, period, reported = history.kpi, run.period, history.reported
    measurement = vendor.measured.get((kpi.id, period))
    is_reported = measurement is not None and measurement.reported_on <= run.as_of
    is_known = is_reported and period not in run.excused
    row = reported.get(period) if is_known else None
    if row is None:
        target = target_in_force(kpi, period)
        if target is None:
            return False
        row = _row(vendor, history, run, measurement if is_reported else None, target)
        if is_known and row.state != "missing":
            reported[period] = row
    run.rows.append(row)
    run.period = _before(period)
    return True


def latest_run(rows: Iterable[KpiRow], holds: Callable[[KpiRow], bool]) -> Iterator[KpiRow]:
    """The unbroken run of measured rows for which something holds; `rows` are latest first.

    A missing row ends the run, for nobody knows; one that is not applicable is passed over.
    """
    for row in rows:
        if row.state == "not_applicable":
            continue
        if row.state == "missing" or not holds(row):
            return
        yield row


def is_red(row: KpiRow) -> bool:
    """Whether what was measured is worse than the minimum."""
    return row.colour == "red"


def red_run(rows: Iterable[KpiRow]) -> Iterator[KpiRow]:
    """The red rows running back from the latest that was measured; `rows` are latest first.

    What has not been reported since is passed over, so that nobody ends a run by keeping silent.
    """
    return latest_run(dropwhile(lambda row: row.state != "measured", rows), is_red)


def _row(
    vendor: Vendor,
    history: _History,
    run: _Run,
    measurement: Measurement | None,
    target: KpiTarget,
) -> KpiRow:
    """The row of the period to come; `measurement` is what was reported by the day."""
    kpi, period, as_of = history.kpi, run.period, run.as_of
    judged_on = as_of if measurement is None else None
    reported_by = _reported_by(vendor, period, history.windows, judged_on)
    value: Fraction | None = None
    state: RowState = "missing"
    score: Fraction | None = None
    shown: Colour | None = None
    if period in run.excused or (measurement is not None and measurement.not_applicable):
        state = "not_applicable"
    elif measurement is not None and (value := _value(measurement, kpi)) is not None:
        state = "measured"
        score, shown = judged(value, history.scale(target))
    elif kpi.if_missing == "fail" and reported_by is not None and reported_by <= as_of:
        score = NOTHING
    has_passed = reported_by is not None and reported_by < as_of
    is_overdue = state == "missing" and measurement is None and has_passed
    return KpiRow(
        kpi, period, measurement, target, value, state, shown, score, reported_by, is_overdue
    )


def _value(measurement: Measurement, kpi: Kpi) -> Fraction | None:
    """What was measured; None where the sample is too small to mean anything."""
    if measurement.value is not None:
        return Fraction(*measurement.value.as_integer_ratio())
    if measurement.numerator is None or not measurement.denominator:
        return None
    if kpi.min_sample is not None and measurement.denominator < kpi.min_sample:
        return None
    above, below = measurement.numerator.as_integer_ratio()
    times, parts = measurement.denominator.as_integer_ratio()
    return Fraction(100 * above * parts, below * times)


def _reported_by(
    vendor: Vendor, period: Period, windows: Windows, judged_on: date | None
) -> date | None:
    """The last day for reporting a period; None when nobody can tell.

    Raises:
        CalendarGap: When the calendar does not tell whether that day had come on `judged_on`.
    """
    if vendor.days is None:
        return None
    try:
        return vendor.days.shift(period.last_day, windows.report_kpi_days)
    except CalendarGap as gap:
        if judged_on is not None and gap.day <= judged_on:
            raise
        return None


def _excused_periods(vendor: Vendor, kpi: Kpi, as_of: date) -> set[Period]:
    """The periods that an approved change request, decided by `as_of`, excuses.

    The change request alone decides, for the file of the measurements has another owner.
    """
    return {
        effect.measurement.period
        for change in vendor.changes
        if change.status == "approved" and change.decided_on and change.decided_on <= as_of
        for effect in change.effects
        if effect.measurement and effect.excused and effect.measurement.kpi == kpi.id
    }


def _period_around(day: date, frequency: Frequency) -> Period:
    """The month or quarter that a day falls into."""
    if frequency == "monthly":
        return Period(day.year, day.month)
    quarter = (day.month + 2) // 3
    return Period(day.year, 3 * quarter - 2, quarter)


@lru_cache(maxsize=2_000)
def _before(period: Period) -> Period:
    """The month or quarter before."""
    return _period_around(period.first_day - _ONE_DAY, "quarterly" if period.quarter else "monthly")
