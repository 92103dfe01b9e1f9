"""What the checks of KPIs share: which rows are due, and how their numbers are said."""

from __future__ import annotations

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from vendorbook.kpi_rows import latest_first

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from vendorbook.assessment import Assessment
    from vendorbook.kpi_rows import KpiRow
    from vendorbook.records.agreement import Kpi
    from vendorbook.records.measurements import Measurement

_UNITS = {"percent": " per cent", "hours": " hours", "days": " days"}


def watched_kpis(assessment: Assessment) -> tuple[Kpi, ...]:
    """The KPIs of a vendor that has not ended and whose measurements could be read."""
    vendor = assessment.vendor
    is_watched = vendor.profile.status != "ended" and "measurements" not in vendor.unusable
    return vendor.agreement.kpis if vendor.agreement and is_watched else ()


def due_rows(assessment: Assessment, kpi: Kpi) -> Iterator[KpiRow]:
    """The rows of one KPI, latest first, from the latest that is reported or should be.

    They go back to the first target or the start of the first contract, whichever is later.

    Raises:
        CalendarGap: When the calendar does not tell whether a row should be there.
    """
    start = min(contract.start for contract in assessment.vendor.profile.contracts)
    is_due = False
    for row in _rows_so_far(assessment, kpi):
        if row.period.last_day < start:
            return
        is_due = is_due or row.state != "missing" or row.measurement is not None or row.is_overdue
        if is_due:
            yield row


def _rows_so_far(assessment: Assessment, kpi: Kpi) -> Iterator[KpiRow]:
    yesterday = assessment.as_of - timedelta(days=1)
    windows = assessment.policy.windows
    return latest_first(assessment.vendor, kpi, yesterday, assessment.as_of, windows)


def name_of(kpi: Kpi) -> str:
    """A KPI as messages name it: `availability 'Availability of core systems'`."""
    return f"{kpi.id} '{kpi.name}'"


def said_value(measurement: Measurement, value: Fraction, kpi: Kpi) -> str:
    """A value with its unit, as it was written; a share with what it was made of."""
    unit = _UNITS.get(kpi.unit, "")
    if measurement.value is not None:
        return f"{measurement.value}{unit}"
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    rounded = f"{exact.quantize(Decimal('0.01'), ROUND_HALF_UP):f}".rstrip("0").rstrip(".")
    return f"{rounded}{unit} ({measurement.numerator} of {measurement.denominator})"
