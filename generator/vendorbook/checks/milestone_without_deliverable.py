"""A milestone hands over nothing that was agreed.

Finds milestones without `deliverables`; not those of imported history, whose dates are unknown.

Why it matters: without a deliverable there are no acceptance criteria, and being on time becomes a
matter of opinion.

Fails:

    milestones:
      - { id: MS-01, title: Claims intake live, baseline_due: 2026-04-30 }

Passes:

    milestones:
      - { id: MS-01, title: Claims intake live, baseline_due: 2026-04-30, deliverables: [DL-01] }
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

CODE = "milestone-without-deliverable"
SEVERITY: Severity = "warning"


def check(vendor: Vendor, portfolio: Portfolio, today: date) -> Iterator[Finding]:
    """Find every milestone that hands over nothing."""
    del portfolio, today
    if "agreement" in vendor.unusable:
        return
    for milestone in vendor.milestones:
        if not milestone.deliverables and not milestone.date_unknown:
            message = f"{milestone.id} '{milestone.title}' names no deliverable"
            hint = "name what it hands over, with deliverables: [DL-…] from agreement.yml"
            yield fault(CODE, SEVERITY, vendor, milestone, "title", message, hint)
