"""The numbers behind the KPIs, one for each KPI and period."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from vendorbook.records.facts import Period, Record, record

CreditState = Literal["claimed", "received", "waived"]


@record
class Measurement(Record):
    """One KPI in one period: a value, a share, or nothing to measure."""

    kpi: str
    period: Period
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    not_applicable: bool | None = None
    reported_on: date
    evidence: str | None = None
    note: str | None = None
    excused: str | None = None
    credit: CreditState | None = None
    internal: bool = False


@record
class MeasurementsFile(Record):
    """The file `measurements.yml`, or one fragment of it."""

    measurements: tuple[Measurement, ...]
