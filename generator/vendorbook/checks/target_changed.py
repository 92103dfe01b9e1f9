"""A KPI's target was edited for a time that has begun.

Compares with a base revision. Finds target rows from a period that has begun whose target, minimum
or floor differ or that are gone, KPIs that are gone, and KPIs that are measured, counted or paid
for in another way than agreed: `direction`, `unit`, `frequency`, `weight`, `contractual`,
`min_sample`, `if_missing` or `credit_pct` differ. A newly approved change request that names the
KPI explains it. While a vendor is onboarding, targets may be edited.

Why it matters: a target that moves after the measurement makes every month green.

Fails, when the base revision has a target of 99.9:

    kpis:
      - id: availability
        name: Availability
        area: quality
        unit: percent
        direction: higher
        frequency: monthly
        definition: Minutes in service, of all minutes agreed.
        source: tool
        contractual: true
        targets: [{ from: 2026-01, target: 99.5, minimum: 99.0 }]

Passes: the old row, and a second one such as `{ from: 2026-11, target: 99.5, minimum: 99.0, change:
CR-04 }`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from vendorbook.checks._comparisons import fault_of_change, said
from vendorbook.comparison import by_id, newly_approved, place_of_gone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.comparison import Comparison
    from vendorbook.findings import Finding, Severity
    from vendorbook.records.agreement import Kpi, KpiTarget

CODE = "target-changed"
SEVERITY: Severity = "error"

_AGREED: Final = (
    "direction", "unit", "frequency", "weight", "contractual", "min_sample", "if_missing",
    "credit_pct",
)  # fmt: skip
_NUMBERS: Final = ("target", "minimum", "floor")
_HINT: Final = "put it back; a new target is a new row that names an approved change request"


def check(comparison: Comparison) -> Iterator[Finding]:
    """Find every target that was edited after its time had begun."""
    vendor = comparison.after.vendor
    old = comparison.before.vendor.agreement
    if old is None or not comparison.is_frozen or "agreement" in vendor.unusable:
        return
    decided = {
        effect.kpi
        for change in newly_approved(comparison)
        for effect in change.effects
        if effect.kpi
    }
    now = by_id(vendor.agreement.kpis if vendor.agreement else ())
    for kpi in old.kpis:
        if kpi.id in decided or kpi.id in vendor.dropped:
            continue
        if kpi.id not in now:
            message = f"the KPI {kpi.id} '{kpi.name}' is gone"
            yield _finding(comparison, kpi, None, "", message)
        else:
            yield from _rules(comparison, kpi, now[kpi.id])
            yield from _targets(comparison, kpi, now[kpi.id])


def _rules(comparison: Comparison, old: Kpi, new: Kpi) -> Iterator[Finding]:
    for key in _AGREED:
        before, after = getattr(old, key), getattr(new, key)
        if before != after:
            message = (
                f"{new.id}: {key} was {said(before)} and is {said(after)} now, but it was agreed"
            )
            yield _finding(comparison, new, key, key, message)


def _targets(comparison: Comparison, old: Kpi, new: Kpi) -> Iterator[Finding]:
    now = {row.from_: row for row in new.targets}
    for row in old.targets:
        if row.from_.first_day > comparison.after.as_of:
            continue
        if row.from_ not in now:
            message = f"{new.id}: the target from {row.from_} is gone"
            yield _finding(comparison, new, "targets", str(row.from_), message)
        elif _numbers(row) != _numbers(now[row.from_]):
            message = (
                f"{new.id}: the target from {row.from_} was {_written(row)} and is "
                f"{_written(now[row.from_])} now, though its time has begun"
            )
            yield _finding(comparison, now[row.from_], "target", str(row.from_), message, new.id)


def _finding(
    comparison: Comparison,
    record: Kpi | KpiTarget,
    key: str | None,
    aspect: str,
    message: str,
    name: str = "",
) -> Finding:
    place = record.place(key) if key else place_of_gone(comparison, record)
    kpi = name or str(getattr(record, "id", ""))
    return fault_of_change(CODE, SEVERITY, comparison, place, message, _HINT, kpi, aspect=aspect)


def _numbers(row: KpiTarget) -> list[Any]:
    return [getattr(row, key) for key in _NUMBERS]


def _written(row: KpiTarget) -> str:
    parts = [f"{key} {getattr(row, key)}" for key in _NUMBERS if getattr(row, key) is not None]
    return " / ".join(parts)
