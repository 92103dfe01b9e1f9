"""What the checks of KPIs share: how they and their numbers are said."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from vendorbook.records.agreement import Kpi
    from vendorbook.records.measurements import Measurement

_UNITS = {"percent": " per cent", "hours": " hours", "days": " days"}


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
