"""What each KPI came to, period by period: value, colour and score, or why there is none.

A row is one KPI in one period for which a target was in force. All arithmetic is exact, in
fractions, so that a sum of many rows is what a person gets with pen and paper. What a row means
for a grade, or for the person who must act, is said elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import dropwhile
from math import lcm
from typing import TYPE_CHECKING, Literal, NamedTuple

from vendorbook.records.facts import Period
from vendorbook.workdays import CalendarGap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from vendorbook.portfolio import Vendor
    from vendorbook.records.agreement import Direction, Frequency, Kpi, KpiTarget
    from vendorbook.records.measurements import Measurement
    from vendorbook.records.playbook import Windows

RowState = Literal["measured", "missing", "not_applicable"]
"""`missing` rows were expected and are not there; `not_applicable` ones were never expected."""

Colour = Literal["green", "amber", "red"]

_FULL = Fraction(100)
_AT_MINIMUM = 60
_NOTHING = Fraction(0)
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class KpiRow:
    """One KPI in one period, as of a day.

    Attributes:
        kpi: What was to be measured.
        period: The month or quarter.
        measurement: What was reported by the as-of day, or None.
        target: What was agreed for the period.
        value: The number itself, a share in per cent; None unless the row is measured.
        state: Whether there is a number, or why there is none. A sample that is too small to mean
            anything makes a row that was reported, and is missing all the same.
        colour: Green at the target or better, amber down to the minimum, red below; None unless
            the row is measured.
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
    first_day = period.first_day
    found: KpiTarget | None = None
    for target in kpi.targets:
        if target.from_.first_day <= first_day and (
            found is None or found.from_.first_day <= target.from_.first_day
        ):
            found = target
    return found


def normalised(value: Fraction, target: KpiTarget, direction: Direction) -> Fraction:
    """The score of a value, 0 to 100.

    100 at the target or better, 60 at the minimum, 0 at the floor or worse, and straight lines in
    between. A floor that was not agreed lies as far below the minimum as the target lies above it;
    where target and minimum are the same there is nothing in between, and what is worse scores 0.
    """
    return _judged(value, _scale(target, direction))[0]


def colour(value: Fraction, target: KpiTarget, direction: Direction) -> Colour:
    """Green at the target or better, amber down to the minimum, red below."""
    return _judged(value, _scale(target, direction))[1]


class _Scale(NamedTuple):
    """A target as whole numbers of one unit, turned so that more is better.

    Attributes:
        sign: 1 for higher is better, -1 for lower.
        unit: How many of the units make one.
    """

    sign: int
    unit: int
    wanted: int
    least: int
    floor: int


def _scale(target: KpiTarget, direction: Direction) -> _Scale:
    sign = 1 if direction == "higher" else -1
    agreed = [target.target, target.minimum, *([] if target.floor is None else [target.floor])]
    ratios = [each.as_integer_ratio() for each in agreed]
    unit = lcm(*(parts for _, parts in ratios))
    wanted, least, *floor = (sign * number * (unit // parts) for number, parts in ratios)
    return _Scale(sign, unit, wanted, least, floor[0] if floor else 2 * least - wanted)


def _judged(value: Fraction, scale: _Scale) -> tuple[Fraction, Colour]:
    """Score and colour; the order of the questions keeps every division from zero.

    Everything is a whole number until the score itself: fractions are exact and slow.
    """
    parts, unit = value.denominator, scale.unit
    reached = scale.sign * value.numerator * unit
    wanted, least, floor = scale.wanted * parts, scale.least * parts, scale.floor * parts
    if reached >= wanted:
        return _FULL, "green"
    if reached >= least:
        span = wanted - least
        return Fraction(_AT_MINIMUM * span + (100 - _AT_MINIMUM) * (reached - least), span), "amber"
    if reached <= floor:
        return _NOTHING, "red"
    return Fraction(_AT_MINIMUM * (reached - floor), least - floor), "red"


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
    known = _known_rows(vendor, kpi, last_day, as_of, windows)
    number = 0
    while number < len(known.rows) or _extend(known, vendor, as_of):
        yield known.rows[number]
        number += 1


@dataclass
class _KnownRows:
    """The rows of one KPI that somebody has asked for, latest first.

    Many ask for the same ones: checks, dates, pages and tables.

    Attributes:
        excused: The periods that a change request excuses.
        rows: The rows so far.
        period: The period of the row to come.
        agreed: The target of the last row, and what it comes to.
    """

    kpi: Kpi
    windows: Windows
    excused: set[Period]
    rows: list[KpiRow]
    period: Period
    agreed: tuple[KpiTarget, _Scale] | None = None


def _known_rows(
    vendor: Vendor, kpi: Kpi, last_day: date, as_of: date, windows: Windows
) -> _KnownRows:
    latest = _before(_period_around(last_day + _ONE_DAY, kpi.frequency))
    key = (_KnownRows, id(kpi), latest, as_of)
    known: _KnownRows | None = vendor.derived.get(key)
    if known is None or known.kpi is not kpi or known.windows != windows:
        excused = _excused_periods(vendor, kpi, as_of)
        known = vendor.derived[key] = _KnownRows(kpi, windows, excused, [], latest)
    return known


def _extend(known: _KnownRows, vendor: Vendor, as_of: date) -> bool:
    """Make one more row, if there was a target in its period."""
    target = target_in_force(known.kpi, known.period)
    if target is None:
        return False
    if known.agreed is None or known.agreed[0] is not target:
        known.agreed = (target, _scale(target, known.kpi.direction))
    known.rows.append(
        _row(vendor, known.kpi, known.period, known.agreed, as_of, known.windows, known.excused)
    )
    known.period = _before(known.period)
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
    kpi: Kpi,
    period: Period,
    agreed: tuple[KpiTarget, _Scale],
    as_of: date,
    windows: Windows,
    excused: set[Period],
) -> KpiRow:
    measurement = vendor.measured.get((kpi.id, period))
    if measurement is not None and measurement.reported_on > as_of:
        measurement = None
    reported_by = _reported_by(vendor, period, windows, as_of if measurement is None else None)
    value: Fraction | None = None
    state: RowState = "missing"
    score: Fraction | None = None
    shown: Colour | None = None
    if period in excused or (measurement is not None and measurement.not_applicable):
        state = "not_applicable"
    elif measurement is not None and (value := _value(measurement, kpi)) is not None:
        state = "measured"
        score, shown = _judged(value, agreed[1])
    elif kpi.if_missing == "fail" and reported_by is not None and reported_by <= as_of:
        score = _NOTHING
    has_passed = reported_by is not None and reported_by < as_of
    return KpiRow(
        kpi=kpi,
        period=period,
        measurement=measurement,
        target=agreed[0],
        value=value,
        state=state,
        colour=shown,
        score=score,
        reported_by=reported_by,
        is_overdue=state == "missing" and measurement is None and has_passed,
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


def _before(period: Period) -> Period:
    """The month or quarter before."""
    return _period_around(period.first_day - _ONE_DAY, "quarterly" if period.quarter else "monthly")
