"""An improvement plan has no measurable end.

Finds open plans none of whose exit criteria names a KPI together with the value it must reach.

Why it matters: a plan without a measure ends when people are tired of it.

Fails:

    improvement:
      - id: IP-01
        title: Loads that can be trusted
        opened_on: 2026-07-20
        triggered_by: [MS-01]
        root_cause: Two teams load the same tables without one owner.
        owner_client: ines-ward
        owner_vendor: kit-morrow
        target_end: 2026-11-30
        exit_criteria: [{ text: The loads are reliable again }]
        checkpoints: [{ due: 2026-08-17 }]
        if_it_fails: We take the loads back.

Passes:

    improvement:
      - id: IP-01
        title: Loads that can be trusted
        opened_on: 2026-07-20
        triggered_by: [MS-01]
        root_cause: Two teams load the same tables without one owner.
        owner_client: ines-ward
        owner_vendor: kit-morrow
        target_end: 2026-11-30
        exit_criteria:
          - text: Loads done by six on 93 of 100 nights, two months running
            kpi: loads-on-time
            target: 93
            consecutive_periods: 2
        checkpoints: [{ due: 2026-08-17 }]
        if_it_fails: We take the loads back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.checks._faults import fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.findings import Finding, Severity
    from vendorbook.portfolio import Portfolio
    from vendorbook.vendor import Vendor

CODE = "plan-without-measure"
SEVERITY: Severity = "error"


def check(vendor: Vendor, portfolio: Portfolio, today: date) -> Iterator[Finding]:
    """Find every open plan without a measurable criterion."""
    del portfolio, today
    for plan in vendor.improvement:
        measurable = any(each.kpi and each.target is not None for each in plan.exit_criteria)
        if plan.closed_on is None and not measurable:
            message = f"{plan.id} '{plan.title}' has no exit criterion with a KPI and a target"
            hint = "add kpi and target to at least one criterion"
            yield fault(CODE, SEVERITY, vendor, plan, "exit_criteria", message, hint)
