"""A KPI is worse than the minimum that was agreed.

Finds KPIs whose latest period is red: the value is worse than the `minimum` of the target in force.
The latest period is the last one that was measured: silence since then ends nothing, and is the
matter of `kpi-unreported`. Periods that are not applicable or excused are passed over. Red for two
periods running, or for a KPI that the contract names (`contractual: true`), is an error. The vendor
acts.

Why it matters: one bad month is an accident; the second one is how the service is now.

Fails, on 9 October 2026 with a minimum of 99.5:

    measurements:
      - { kpi: availability, period: 2026-08, value: 99.95, reported_on: 2026-09-04 }
      - { kpi: availability, period: 2026-09, value: 99.4, reported_on: 2026-10-06 }

Passes:

    measurements:
      - { kpi: availability, period: 2026-08, value: 99.4, reported_on: 2026-09-04 }
      - { kpi: availability, period: 2026-09, value: 99.5, reported_on: 2026-10-06 }
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from vendorbook.actors import vendor_delivery
from vendorbook.checks._gaps import each_judged
from vendorbook.checks._kpis import name_of, said_value
from vendorbook.due_kpis import due_rows, watched_kpis
from vendorbook.findings import Finding
from vendorbook.kpi_rows import red_run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Severity
    from vendorbook.records.agreement import Kpi

CODE = "kpi-red"
SEVERITY: Severity = "warning"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every KPI whose latest period is red."""
    return each_judged(watched_kpis(assessment), partial(_red, assessment))


def _red(assessment: Assessment, kpi: Kpi) -> Iterator[Finding]:
    run = list(red_run(due_rows(assessment, kpi)))
    if not run or run[0].measurement is None or run[0].value is None:
        return
    latest = run[0]
    value = said_value(run[0].measurement, run[0].value, kpi)
    message = (
        f"{name_of(kpi)} was {value} in {latest.period}, worse than the minimum of "
        f"{latest.target.minimum}"
    )
    if kpi.direction == "lower":
        message += ", since lower is better"
    if len(run) > 1:
        message += f", and red for {len(run)} periods running"
    yield Finding(
        CODE,
        run[0].measurement.place("period"),
        message,
        "agree what will be different next time; a period that was not the vendor's fault is "
        "excused by an approved change request",
        "error" if kpi.contractual or len(run) > 1 else SEVERITY,
        assessment.vendor.slug,
        kpi.id,
        latest.period.last_day,
        (assessment.as_of - latest.period.last_day).days,
        vendor_delivery(assessment.vendor),
        aspect=str(latest.period),
    )
