"""The vendor has moved the same milestone twice or more.

Finds milestones with two or more approved date changes whose cause is the vendor, until they are
accepted or released.

Why it matters: the second move is rarely the last. It asks for a conversation about the cause, not
about the next date.

Fails:

    changes:
      - id: CR-01
        title: Data mapping takes longer
        type: date
        cause: vendor
        raised_on: 2026-04-13
        raised_by: tomas-reyl
        status: approved
        decided_on: 2026-04-20
        decided_by: ines-ward
        effects: [{ milestone: MS-01, from: 2026-04-30, to: 2026-05-29 }]
      - id: CR-02
        title: Data mapping takes longer still
        type: date
        cause: vendor
        raised_on: 2026-05-18
        raised_by: tomas-reyl
        status: approved
        decided_on: 2026-05-20
        decided_by: ines-ward
        effects: [{ milestone: MS-01, from: 2026-05-29, to: 2026-06-30 }]

Passes: the same where the client's own delay is the cause of one of the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.actors import owner
from vendorbook.checks._milestones import milestone_finding
from vendorbook.wording import written_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Finding, Severity

CODE = "milestone-moved-repeatedly"
SEVERITY: Severity = "warning"

_SETTLED = frozenset({"accepted", "accepted_late", "cancelled", "waived"})


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every unsettled milestone that the vendor has moved twice or more."""
    for each in assessment.milestones:
        moves = [move for move in each.state.schedule.moves if move.cause == "vendor"]
        if len(moves) >= 2 and each.state.status not in _SETTLED:
            names = ", ".join(move.change for move in moves)
            yield milestone_finding(
                CODE,
                SEVERITY,
                assessment,
                each,
                f"has been moved {len(moves)} times for the vendor's own reasons ({names}), "
                f"from {written_day(moves[0].before)} to {written_day(moves[-1].after)}",
                hint="find the cause together before agreeing another date",
                actor=owner(assessment.vendor),
                due=each.state.schedule.due,
            )
