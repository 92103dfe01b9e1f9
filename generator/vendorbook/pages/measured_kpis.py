"""What was measured of every KPI, period by period, with everything that was written beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vendorbook.kpi_rows import latest_first
from vendorbook.pages.target_picture import TargetPicture, target_picture
from vendorbook.wording import decimal_text, plain_number, written_day
from vendorbook.workdays import CalendarGap

if TYPE_CHECKING:
    from decimal import Decimal

    from vendorbook.assessment import Assessment
    from vendorbook.kpi_rows import KpiRow
    from vendorbook.records.agreement import Kpi
    from vendorbook.records.facts import Period
    from vendorbook.records.measurements import Measurement

_LATEST: Final = 12
_PICTURED: Final = 24


@dataclass(frozen=True)
class MeasuredPeriod:
    """One measurement.

    Attributes:
        value: As it was written: a number, or a share with what it was made of.
        tone: Of the value against what was agreed for the period; empty where nothing tells.
        target: What was wanted, in words; empty where nothing was agreed yet.
        reported: The day on which it was reported, in words.
    """

    measurement: Measurement
    value: str
    tone: str
    target: str
    reported: str


@dataclass(frozen=True)
class MeasuredKpi:
    """One KPI.

    Attributes:
        latest: The latest periods, oldest first.
        remarked: Those of all beside whose number something was written, the latest first.
        earlier: The periods before the latest in one line each: period, value and day.
        picture: What was agreed over time; None unless a target changed.
    """

    kpi: Kpi
    latest: tuple[MeasuredPeriod, ...]
    remarked: tuple[MeasuredPeriod, ...]
    earlier: tuple[str, ...]
    picture: TargetPicture | None


def measured_kpis(assessment: Assessment) -> list[MeasuredKpi]:
    """Every KPI that was agreed, with its measurements."""
    vendor = assessment.vendor
    by_kpi: dict[str, list[Measurement]] = {}
    for each in vendor.measurements:
        by_kpi.setdefault(each.kpi, []).append(each)
    return [
        _measured(kpi, by_kpi.get(kpi.id, []), assessment)
        for kpi in (vendor.agreement.kpis if vendor.agreement else ())
    ]


def _measured(kpi: Kpi, measurements: list[Measurement], assessment: Assessment) -> MeasuredKpi:
    rows = _rows(kpi, assessment)
    found = [
        _period(each, rows.get(each.period))
        for each in sorted(measurements, key=lambda each: each.period, reverse=True)
    ]
    oldest_first = sorted(rows.values(), key=lambda row: row.period)
    return MeasuredKpi(
        kpi=kpi,
        latest=tuple(reversed(found[:_LATEST])),
        remarked=tuple(each for each in found if _has_remark(each.measurement)),
        earlier=tuple(
            f"{each.measurement.period}: {each.value}, {written_day(each.measurement.reported_on)}"
            for each in found[_LATEST:]
        ),
        picture=target_picture(kpi, oldest_first[-_PICTURED:]) if len(kpi.targets) > 1 else None,
    )


def _has_remark(measurement: Measurement) -> bool:
    return bool(
        measurement.evidence
        or measurement.note
        or measurement.excused
        or measurement.credit
        or measurement.internal
    )


def _rows(kpi: Kpi, assessment: Assessment) -> dict[Period, KpiRow]:
    """The rows of the KPI by period, as far back as the calendar tells."""
    vendor, as_of, windows = assessment.vendor, assessment.as_of, assessment.policy.windows
    found: dict[Period, KpiRow] = {}
    try:
        for row in latest_first(vendor, kpi, as_of, as_of, windows):
            if row.measurement is not None or found:
                found[row.period] = row
    except CalendarGap:
        pass  # `calendar-gap` says so; what could be told stays
    return found


def _period(measurement: Measurement, row: KpiRow | None) -> MeasuredPeriod:
    return MeasuredPeriod(
        measurement,
        _written(measurement, row),
        (row.colour or "") if row else "",
        plain_number(row.target.target) if row else "",
        written_day(measurement.reported_on),
    )


def _written(measurement: Measurement, row: KpiRow | None) -> str:
    if measurement.not_applicable:
        return "n/a"
    if measurement.value is not None:
        return plain_number(measurement.value)
    share = f"{_plain(measurement.numerator)} of {_plain(measurement.denominator)}"
    return f"{decimal_text(row.value)} ({share})" if row and row.value is not None else share


def _plain(number: Decimal | None) -> str:
    return "" if number is None else f"{number:,}"
