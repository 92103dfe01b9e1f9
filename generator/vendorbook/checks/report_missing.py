"""An agreed report was not received in its slot.

Finds routines of kind `report` without an entry of status `received` in the latest slot that is
over. The author acts, who stands in the routine's `chair`. Once a report is received again the
finding is gone, and the missing one stays in the score.

Why it matters: a report is the vendor's own word about progress, written before anybody asks.

Fails, on 20 October 2026:

    channels:
      - { id: desk, purpose: support, tool: Portal, address: https://desk.keelhaven.example }
    routines:
      - id: status-report
        kind: report
        title: Status report
        level: operational
        cadence: weekly
        starts_on: 2026-10-12
        chair: rosa-lind

Passes, when the routine begins a week later:

    channels:
      - { id: desk, purpose: support, tool: Portal, address: https://desk.keelhaven.example }
    routines:
      - id: status-report
        kind: report
        title: Status report
        level: operational
        cadence: weekly
        starts_on: 2026-10-19
        chair: rosa-lind
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.checks._routines import routines_not_kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Finding, Severity

CODE = "report-missing"
SEVERITY: Severity = "warning"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every report whose latest slot was missed."""
    return routines_not_kept(assessment, "report", CODE, (SEVERITY, SEVERITY))
