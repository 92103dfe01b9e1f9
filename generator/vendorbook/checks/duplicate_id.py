"""An id is used twice within one vendor.

Finds the second use of an id: of milestones, changes, feedback and all other entries across the
vendor's files, of people, KPIs, channels and the like within their list, and of a KPI's measurement
of the same period.

Why it matters: whatever refers to the id means one of the two, and nobody can tell which.

Fails:

    milestones:
      - { id: MS-01, title: Claims intake live, baseline_due: 2026-04-30 }
      - { id: MS-01, title: Claims archive closed, baseline_due: 2026-09-30 }

Passes:

    milestones:
      - { id: MS-01, title: Claims intake live, baseline_due: 2026-04-30 }
      - { id: MS-02, title: Claims archive closed, baseline_due: 2026-09-30 }
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.checks._faults import fault, log_records, slug_lists

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from vendorbook.findings import Finding, Severity
    from vendorbook.portfolio import Portfolio, Vendor
    from vendorbook.records.facts import Record

CODE = "duplicate-id"
SEVERITY: Severity = "error"


def check(vendor: Vendor, portfolio: Portfolio, today: date) -> Iterator[Finding]:
    """Find every second use of an id."""
    del portfolio, today
    yield from _repeated(vendor, log_records(vendor), "id")
    for name, records in slug_lists(vendor):
        yield from _repeated(vendor, records, name)
    yield from _measured_twice(vendor)


def _repeated(vendor: Vendor, records: Iterable[Record], name: str) -> Iterator[Finding]:
    first: dict[str, Record] = {}
    for record in records:
        used = str(getattr(record, "id", ""))
        earlier = first.setdefault(used, record)
        if earlier is not record:
            place = earlier.place("id")
            what = "the id" if name == "id" else f"the {name}"
            message = f"{what} {used} is used already, at {place.path}:{place.line}"
            yield fault(CODE, SEVERITY, vendor, record, "id", message, "give this one a new id")


def _measured_twice(vendor: Vendor) -> Iterator[Finding]:
    first: dict[tuple[str, object], Record] = {}
    for record in vendor.measurements:
        earlier = first.setdefault((record.kpi, record.period), record)
        if earlier is not record:
            place = earlier.place()
            message = (
                f"{record.kpi} of {record.period} is measured already, at {place.path}:{place.line}"
            )
            hint = "keep the right one of the two"
            yield fault(CODE, SEVERITY, vendor, record, "period", message, hint)
