"""A strategic or tactical vendor is not measured in one of the five areas.

Finds which of progress, quality, efficiency, cost and satisfaction no KPI covers.

Why it matters: what is not measured is argued about in the review.

Fails: an agreement whose KPIs are all of the area `quality`.

Passes: an agreement with at least one KPI of each area.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from vendorbook.checks._faults import fault
from vendorbook.records.agreement import KpiArea

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.findings import Finding, Severity
    from vendorbook.portfolio import Portfolio, Vendor

CODE = "kpi-area-missing"
SEVERITY: Severity = "warning"


def check(vendor: Vendor, portfolio: Portfolio, today: date) -> Iterator[Finding]:
    """Find the areas without a KPI, in one finding."""
    del portfolio, today
    if vendor.profile.tier not in {"strategic", "tactical"} or vendor.agreement is None:
        return
    written = vendor.agreement.origin.document.data["kpis"]
    if len(written) != len(vendor.agreement.kpis):
        return  # a KPI that broke its schema may be the one
    measured = {kpi.area for kpi in vendor.agreement.kpis}
    missing = [area for area in get_args(KpiArea) if area not in measured]
    if missing:
        message = f"no KPI measures {' or '.join(missing)} of this {vendor.profile.tier} vendor"
        hint = "agree one KPI for each area, however simple"
        yield fault(CODE, SEVERITY, vendor, vendor.agreement, "kpis", message, hint)
