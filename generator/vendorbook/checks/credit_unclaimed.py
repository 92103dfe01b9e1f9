"""A service credit is due and nobody has claimed it.

Finds red periods of KPIs with `credit_pct` whose entry has no `credit` 20 working days after it was
reported (`windows.credit_days`). `claimed`, `received` and `waived` all end it; a period that is
excused earns no credit. Whoever has the role `finance` on our side acts, or else the vendor's
owner.

Why it matters: a credit that nobody claims teaches that the level of service is a wish, and some
contracts let the right to it lapse.

Fails, from 4 November 2026 on with a minimum of 99.5 and a credit of 5 per cent:

    measurements:
      - { kpi: availability, period: 2026-09, value: 99.4, reported_on: 2026-10-06 }

Passes:

    measurements:
      - kpi: availability
        period: 2026-09
        value: 99.4
        reported_on: 2026-10-06
        credit: claimed
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from vendorbook.actors import in_role, owner
from vendorbook.checks._gaps import each_judged
from vendorbook.checks._kpis import name_of
from vendorbook.due_kpis import due_rows, watched_kpis
from vendorbook.findings import Finding
from vendorbook.kpi_rows import is_red
from vendorbook.wording import working_days_past, written_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Severity
    from vendorbook.records.agreement import Kpi
    from vendorbook.workdays import WorkCalendar

CODE = "credit-unclaimed"
SEVERITY: Severity = "warning"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every credit that has been due for too long."""
    days = assessment.vendor.days
    if days is not None:
        with_credit = [kpi for kpi in watched_kpis(assessment) if kpi.credit_pct]
        yield from each_judged(with_credit, partial(_unclaimed, assessment, days))


def _unclaimed(assessment: Assessment, days: WorkCalendar, kpi: Kpi) -> Iterator[Finding]:
    vendor, as_of = assessment.vendor, assessment.as_of
    allowed = assessment.policy.windows.credit_days
    finance = in_role(vendor, "client", "finance")
    for row in due_rows(assessment, kpi):
        measurement = row.measurement
        if not is_red(row) or measurement is None or measurement.credit is not None:
            continue
        if days.between(measurement.reported_on, as_of) < allowed:
            continue  # the last day may lie where the calendar does not reach
        due = days.shift(measurement.reported_on, allowed)
        if as_of <= due:
            continue
        late = days.between(due, as_of)
        yield Finding(
            CODE,
            measurement.place("period"),
            f"{name_of(kpi)} was red in {row.period}, which earns a credit of {kpi.credit_pct} per "
            f"cent of the charge; it was to be claimed by {written_day(due)}, "
            f"{working_days_past(late)} ago",
            "claim it and record credit: claimed, or credit: waived if we let it go",
            SEVERITY,
            vendor.slug,
            kpi.id,
            due,
            late,
            finance if finance.person else owner(vendor),
            aspect=str(row.period),
        )
