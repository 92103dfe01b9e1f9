"""A measurement that had been reported was changed or removed.

Compares with a base revision. Finds KPI rows whose figures, reporting day, `not_applicable` or
`excused` differ, and rows that are gone. A row that is newly excused by an approved change request
is explained by it.

Why it matters: figures are corrected now and then, and that is honest when it is seen. A red month
that turns green in silence is not.

Fails, when the base revision has 99.40:

    measurements:
      - { kpi: availability, period: 2026-09, value: 99.95, reported_on: 2026-10-06 }

Passes: the old row, with a `note` or `credit` added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from vendorbook.checks._comparisons import fault_of_change, said
from vendorbook.comparison import place_of_gone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.comparison import Comparison
    from vendorbook.findings import Finding, Severity
    from vendorbook.records.facts import Period
    from vendorbook.records.measurements import Measurement
    from vendorbook.vendor import Vendor

CODE = "measurement-restated"
SEVERITY: Severity = "warning"

_REPORTED: Final = (
    "value", "numerator", "denominator", "not_applicable", "excused", "reported_on",
)  # fmt: skip
_HINT: Final = "say why in the row's note, and tell the other side"


def check(comparison: Comparison) -> Iterator[Finding]:
    """Find every measurement that is no longer what it was."""
    vendor = comparison.after.vendor
    if "measurements" in vendor.unusable:
        return
    now = _by_period(vendor)
    for key, row in _by_period(comparison.before.vendor).items():
        name = f"{row.kpi} of {row.period}"
        if key not in now:
            message = f"the measurement {name} is gone; it was {_written(row)}"
            place = place_of_gone(comparison, row)
            yield _finding(comparison, row, place, message)
        elif _figures(row) != _figures(now[key]) and not _is_excused(vendor, row, now[key]):
            new = now[key]
            message = f"the measurement {name} was {_written(row)} and is {_written(new)} now"
            yield _finding(comparison, new, new.place("value"), message)


def _finding(comparison: Comparison, row: Measurement, place: Any, message: str) -> Finding:
    return fault_of_change(
        CODE, SEVERITY, comparison, place, message, _HINT, row.kpi, aspect=str(row.period)
    )


def _by_period(vendor: Vendor) -> dict[tuple[str, Period], Measurement]:
    found: dict[tuple[str, Period], Measurement] = {}
    for row in vendor.measurements:
        found.setdefault((row.kpi, row.period), row)
    return found


def _figures(row: Measurement) -> list[Any]:
    return [getattr(row, key) for key in _REPORTED]


def _is_excused(vendor: Vendor, old: Measurement, new: Measurement) -> bool:
    """Whether nothing differs but an approved change that excuses the row."""
    approved = {each.id for each in vendor.changes if each.status == "approved"}
    rest = [key for key in _REPORTED if key != "excused"]
    same = all(getattr(old, key) == getattr(new, key) for key in rest)
    return same and new.excused in approved


def _written(row: Measurement) -> str:
    if row.not_applicable:
        words = "not applicable"
    elif row.value is not None:
        words = said(row.value)
    else:
        words = f"{said(row.numerator)} of {said(row.denominator)}"
    if row.excused:
        words += f", excused by {row.excused}"
    return f"{words}, reported on {said(row.reported_on)}"
