"""A strategic or tactical vendor is not measured in one of the five areas.

Finds which of progress, quality, efficiency, cost and satisfaction no KPI covers. A vendor without
an `agreement.yml` is measured in none of them; the finding then stands at its tier in `vendor.yml`.

Why it matters: what is not measured is argued about in the review.

Fails: an agreement whose KPIs are all of the area `quality`, or no agreement at all.

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
    from vendorbook.portfolio import Portfolio
    from vendorbook.vendor import Vendor

CODE = "kpi-area-missing"
SEVERITY: Severity = "warning"


def check(vendor: Vendor, portfolio: Portfolio, today: date) -> Iterator[Finding]:
    """Find the areas without a KPI, in one finding."""
    del portfolio, today
    tier, agreement = vendor.profile.tier, vendor.agreement
    if tier not in {"strategic", "tactical"}:
        return
    if not vendor.in_doubt.isdisjoint({"agreement", "kpis"}):
        return
    kpis = agreement.kpis if agreement else ()
    measured = {kpi.area for kpi in kpis}
    missing = [area for area in get_args(KpiArea) if area not in measured]
    if not missing:
        return
    message = f"no KPI measures {' or '.join(missing)} of this {tier} vendor"
    if agreement:
        hint = "agree one KPI for each area, however simple"
        yield fault(CODE, SEVERITY, vendor, agreement, "kpis", message, hint)
    else:
        message += "; there is no agreement.yml"
        hint = "begin agreement.yml, and agree one KPI for each area, however simple"
        yield fault(CODE, SEVERITY, vendor, vendor.profile, "tier", message, hint)
