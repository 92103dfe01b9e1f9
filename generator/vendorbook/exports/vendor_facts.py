"""What all machine-readable editions of one vendor are made from, computed once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from vendorbook.due_dates import feed_dates
from vendorbook.kpi_rows import latest_first
from vendorbook.summary import summarise
from vendorbook.workdays import CalendarGap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vendorbook.assessment import Assessment
    from vendorbook.findings import DueDate, Finding
    from vendorbook.kpi_rows import KpiRow
    from vendorbook.summary import Summary

KPI_PERIODS: Final = 12
"""How many periods of each KPI are told, the latest first."""


@dataclass(frozen=True)
class VendorFacts:
    """One vendor on one day.

    Attributes:
        findings: Everything found, with the policy's severities.
        due: What is overdue and what falls due, the earliest first.
        kpis: The latest periods of every KPI, in the order of the agreement.
    """

    assessment: Assessment
    findings: Sequence[Finding]
    due: tuple[DueDate, ...]
    kpis: tuple[KpiRow, ...]
    summary: Summary


def vendor_facts(assessment: Assessment, findings: Sequence[Finding]) -> VendorFacts:
    """Compute what the editions of one vendor share."""
    return VendorFacts(
        assessment,
        findings,
        tuple(feed_dates(assessment)),
        tuple(_kpis(assessment)),
        summarise(assessment, findings),
    )


def _kpis(assessment: Assessment) -> Iterator[KpiRow]:
    vendor, as_of = assessment.vendor, assessment.as_of
    for kpi in vendor.agreement.kpis if vendor.agreement else ():
        rows = latest_first(vendor, kpi, as_of, as_of, assessment.policy.windows)
        try:
            yield from list(islice(rows, KPI_PERIODS))
        except CalendarGap:
            continue
