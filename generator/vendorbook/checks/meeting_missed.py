"""An agreed meeting was not held in its slot.

Finds routines of kind `meeting` without an entry of status `held` in the latest slot that is over:
an ISO week, fourteen days from the start of the routine, a calendar month, quarter, half-year or
year. A slot that the client or both sides cancelled is left out; one that the vendor cancelled was
missed. Two missed slots in a row are an error. The chair acts. Once a meeting is held again the
finding is gone, and the missed one stays in the score.

Why it matters: the meeting that nobody holds is the one in which the slip would have come up.

Fails, on 20 October 2026:

    channels:
      - { id: desk, purpose: support, tool: Portal, address: https://desk.keelhaven.example }
    routines:
      - id: weekly-call
        kind: meeting
        title: Weekly call
        level: operational
        cadence: weekly
        starts_on: 2026-10-12
        chair: ines-ward

Passes, when the routine begins a week later:

    channels:
      - { id: desk, purpose: support, tool: Portal, address: https://desk.keelhaven.example }
    routines:
      - id: weekly-call
        kind: meeting
        title: Weekly call
        level: operational
        cadence: weekly
        starts_on: 2026-10-19
        chair: ines-ward
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.checks._routines import routines_not_kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Finding, Severity

CODE = "meeting-missed"
SEVERITY: Severity = "warning"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every meeting whose latest slot was missed."""
    return routines_not_kept(assessment, "meeting", CODE, (SEVERITY, "error"))
