"""A KPI's targets cannot hold.

Finds a target that is worse than its minimum, a minimum that is no better than the floor, a floor
that cannot be worked out because target and minimum are equal, target rows that are not in the
order of time, and later rows that name no change request.

Why it matters: the score of a measurement lies between these numbers, and a target that was changed
without anybody deciding it rewrites history.

Fails:

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
        targets: [{ from: 2026-01, target: 99.5, minimum: 99.9 }]

Passes:

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
        targets: [{ from: 2026-01, target: 99.9, minimum: 99.5 }]
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from vendorbook.checks._faults import fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.findings import Finding, Severity
    from vendorbook.portfolio import Portfolio
    from vendorbook.records.agreement import Kpi, KpiTarget
    from vendorbook.vendor import Vendor

CODE = "target-incoherent"
SEVERITY: Severity = "error"


def check(vendor: Vendor, portfolio: Portfolio, today: date) -> Iterator[Finding]:
    """Find every target that cannot hold."""
    del portfolio, today
    for kpi in vendor.agreement.kpis if vendor.agreement else ():
        for target in kpi.targets:
            yield from _numbers(vendor, kpi, target)
        for earlier, later in pairwise(kpi.targets):
            yield from _history(vendor, kpi, earlier, later)


def _numbers(vendor: Vendor, kpi: Kpi, target: KpiTarget) -> Iterator[Finding]:
    sign = 1 if kpi.direction == "higher" else -1
    better = "higher" if sign == 1 else "lower"
    wanted, least = sign * target.target, sign * target.minimum
    if wanted < least:
        message = (
            f"{kpi.id}: the target {target.target} is worse than the minimum {target.minimum}, "
            f"since {better} is better"
        )
        yield fault(CODE, SEVERITY, vendor, target, "target", message, "swap them", name=kpi.id)
    elif target.floor is not None and sign * target.floor >= least:
        message = (
            f"{kpi.id}: the floor {target.floor} is not worse than the minimum {target.minimum}, "
            f"although {better} is better"
        )
        hint = "the floor is where the score reaches zero"
        yield fault(CODE, SEVERITY, vendor, target, "floor", message, hint, name=kpi.id)
    elif target.floor is None and wanted == least:
        message = f"{kpi.id}: target and minimum are both {target.target}, so there is no floor"
        hint = "write a floor, the value at which the score reaches zero"
        yield fault(CODE, SEVERITY, vendor, target, "minimum", message, hint, name=kpi.id)


def _history(vendor: Vendor, kpi: Kpi, earlier: KpiTarget, later: KpiTarget) -> Iterator[Finding]:
    if later.from_.first_day <= earlier.from_.first_day:
        message = (
            f"{kpi.id}: the target from {later.from_} stands after the one from {earlier.from_}"
        )
        hint = "put the rows in the order of time"
        yield fault(CODE, SEVERITY, vendor, later, "from", message, hint, name=kpi.id)
    if later.change is None:
        message = f"{kpi.id}: the target from {later.from_} names no change request"
        hint = "add change: with the approved change request that agreed it"
        yield fault(CODE, SEVERITY, vendor, later, "from", message, hint, name=kpi.id)
