"""Which KPIs of a vendor are watched, and which of their rows are due."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from vendorbook.kpi_rows import latest_first

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.kpi_rows import KpiRow
    from vendorbook.records.agreement import Kpi


def watched_kpis(assessment: Assessment) -> tuple[Kpi, ...]:
    """The KPIs of a vendor under contract, not ended, whose measurements could be read."""
    vendor = assessment.vendor
    is_followed = bool(vendor.profile.contracts) and vendor.profile.status != "ended"
    is_watched = is_followed and "measurements" not in vendor.in_doubt
    return vendor.agreement.kpis if vendor.agreement and is_watched else ()


def due_rows(assessment: Assessment, kpi: Kpi) -> Iterator[KpiRow]:
    """The rows of one KPI, latest first, from the latest that is reported or should be.

    They go back to the first target or the start of the first contract, whichever is later.

    Raises:
        CalendarGap: When the calendar does not tell whether a row should be there.
    """
    start = min(contract.start for contract in assessment.vendor.profile.contracts)
    is_due = False
    for row in _rows_so_far(assessment, kpi):
        if row.period.last_day < start:
            return
        is_due = is_due or row.state != "missing" or row.measurement is not None or row.is_overdue
        if is_due:
            yield row


def _rows_so_far(assessment: Assessment, kpi: Kpi) -> Iterator[KpiRow]:
    yesterday = assessment.as_of - timedelta(days=1)
    windows = assessment.policy.windows
    return latest_first(assessment.vendor, kpi, yesterday, assessment.as_of, windows)
