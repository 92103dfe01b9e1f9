"""A KPI was not reported in time.

Finds KPIs without an entry in the measurements five working days after the end of a month or
quarter (`windows.report_kpi_days`). They are counted from the period's last day, whether or not
that day is worked. Looks back to the last period that was reported, at most to the first target or
the start of the first contract. An entry with `not_applicable: true` is a report, and so is a
sample that is too small; a period that an approved change request excuses need not be reported. It
is an error for a KPI that the contract names (`contractual: true`). Whoever is its `source` acts:
the vendor, or for `client` and `tool` our service owner.

Why it matters: the month that nobody reports is seldom the best one.

Fails, from 8 October 2026 on:

    measurements:
      - { kpi: availability, period: 2026-08, value: 99.95, reported_on: 2026-09-04 }

Passes:

    measurements:
      - { kpi: availability, period: 2026-08, value: 99.95, reported_on: 2026-09-04 }
      - { kpi: availability, period: 2026-09, value: 99.93, reported_on: 2026-10-07 }
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from vendorbook.actors import in_role, owner, vendor_delivery
from vendorbook.checks._gaps import each_judged
from vendorbook.checks._kpis import name_of
from vendorbook.due_kpis import due_rows, watched_kpis
from vendorbook.findings import Finding
from vendorbook.wording import working_days_past, written_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Actor, Severity
    from vendorbook.kpi_rows import KpiRow
    from vendorbook.records.agreement import Kpi
    from vendorbook.vendor import Vendor

CODE = "kpi-unreported"
SEVERITY: Severity = "warning"

_NAMED_ALL = 3
"""How many periods are named one by one; more are said as a span."""


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every KPI whose latest periods nobody reported."""
    if assessment.vendor.days is not None:
        yield from each_judged(watched_kpis(assessment), partial(_unreported, assessment))


def _unreported(assessment: Assessment, kpi: Kpi) -> Iterator[Finding]:
    vendor, days = assessment.vendor, assessment.vendor.days
    missing = _missing(assessment, kpi)
    if not missing or days is None:
        return
    due = missing[0].reported_by
    assert due is not None  # noqa: S101 - a row without a limit is never overdue
    late = days.between(due, assessment.as_of)
    which = "it" if len(missing) == 1 else "the first"
    yield Finding(
        CODE,
        kpi.place("frequency"),
        f"{name_of(kpi)} was not reported for {_periods(missing)}; {which} was due by "
        f"{written_day(due)}, {working_days_past(late)} ago",
        f"add {missing[-1].period} to the measurements, with not_applicable: true if there was "
        "nothing to measure",
        "error" if kpi.contractual else SEVERITY,
        vendor.slug,
        kpi.id,
        due,
        late,
        _source(vendor, kpi),
        aspect=str(missing[-1].period),
    )


def _missing(assessment: Assessment, kpi: Kpi) -> list[KpiRow]:
    """The overdue rows since the last one that was reported, in order of time."""
    missing = []
    for row in due_rows(assessment, kpi):
        if row.is_overdue:
            missing.append(row)
        elif row.measurement is not None:
            break
    missing.reverse()
    return missing


def _periods(rows: Sequence[KpiRow]) -> str:
    names = [str(row.period) for row in rows]
    if len(names) > _NAMED_ALL:
        return f"{len(names)} periods from {names[0]} to {names[-1]}"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _source(vendor: Vendor, kpi: Kpi) -> Actor:
    if kpi.source == "vendor":
        return vendor_delivery(vendor)
    found = in_role(vendor, "client", "service_owner")
    return found if found.person else owner(vendor)
