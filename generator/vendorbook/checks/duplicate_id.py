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

from vendorbook.checks._faults import fault, lists_of_ids, lists_of_slugs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.checks._faults import Identified, Named
    from vendorbook.findings import Finding, Severity
    from vendorbook.portfolio import Portfolio
    from vendorbook.records.facts import Record
    from vendorbook.vendor import Vendor

CODE = "duplicate-id"
SEVERITY: Severity = "error"


def check(vendor: Vendor, portfolio: Portfolio, today: date) -> Iterator[Finding]:
    """Find every second use of an id."""
    del portfolio, today
    for records in lists_of_ids(vendor):
        yield from _repeated(vendor, records, "id")
    for what, named in lists_of_slugs(vendor):
        yield from _repeated(vendor, named, what)
    yield from _measured_twice(vendor)


def _repeated(
    vendor: Vendor, records: tuple[Identified | Named, ...], what: str
) -> Iterator[Finding]:
    if len({each.id for each in records}) == len(records):
        return
    first: dict[str, Record] = {}
    for record in records:
        earlier = first.setdefault(record.id, record)
        if earlier is not record:
            place = earlier.place("id")
            message = f"the {what} {record.id} is used already, at {place.path}:{place.line}"
            yield fault(CODE, SEVERITY, vendor, record, "id", message, "give this one a new id")


def _measured_twice(vendor: Vendor) -> Iterator[Finding]:
    measured = vendor.measurements
    if len({(each.kpi, each.period) for each in measured}) == len(measured):
        return
    first: dict[tuple[str, object], Record] = {}
    for each in measured:
        earlier = first.setdefault((each.kpi, each.period), each)
        if earlier is not each:
            place = earlier.place()
            message = (
                f"{each.kpi} of {each.period} is measured already, at {place.path}:{place.line}"
            )
            hint = "keep the right one of the two"
            yield fault(CODE, SEVERITY, vendor, each, "period", message, hint, name=each.kpi)
