"""An issue is stuck and nobody has taken it to the next level of the ladder.

Finds open issues to the vendor that have stayed on their level of the escalation ladder for longer
than its `after`, while there is a level above. An issue stands on level 1 until `escalation_level`
says otherwise. The time begins when the issue is raised while nobody has answered it; once it is
answered, it begins when the agreed time for the fix is over, or with the answer where none was
agreed. The times of all levels up to the present one count together.

Critical issues and those about security climb the ladder for incidents, those about cost the
commercial one, those about communication and people the one for the relationship, all others the
one for delivery; where that ladder is missing, another takes its place. The client acts.

Why it matters: a ladder that nobody climbs is a list of names.

Fails, from 9 October 2026 on:

    feedback:
      - id: FB-001
        kind: issue
        severity: critical
        direction: to_vendor
        raised_at: 2026-10-08T09:00:00+01:00
        raised_by: ines-ward
        about: quality
        summary: Claims cannot be registered.

Passes:

    feedback:
      - id: FB-001
        kind: issue
        severity: critical
        direction: to_vendor
        raised_at: 2026-10-08T09:00:00+01:00
        raised_by: ines-ward
        about: quality
        summary: Claims cannot be registered.
        escalation_level: 2
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.actors import by_id, owner
from vendorbook.checks._feedback import ago, name_of, unresolved
from vendorbook.findings import Finding
from vendorbook.ladders import has_stalled_since, ladder_for
from vendorbook.response_times import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Severity
    from vendorbook.records.contacts import EscalationStep

CODE = "escalation-stalled"
SEVERITY: Severity = "warning"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every open issue that should have climbed."""
    vendor = assessment.vendor
    for state in unresolved(assessment):
        entry = state.entry
        if entry.kind != "issue" or entry.direction != "to_vendor":
            continue
        limit = has_stalled_since(state, vendor, assessment.moment)
        if limit is None:
            continue
        level = entry.escalation_level or 1
        above = next(step for step in ladder_for(entry, vendor) if step.level > level)
        days, words = ago(assessment, limit)
        yield Finding(
            CODE,
            entry.place("escalation_level"),
            f"{name_of(entry)} is still on level {level} of the ladder for {above.for_}, which it "
            f"was to leave {words}",
            f"call {_both(assessment, above)}, and record escalation_level: {above.level}",
            SEVERITY,
            vendor.slug,
            entry.id,
            day_of(limit, vendor.timezone),
            days,
            by_id(vendor, above.client) if vendor.person(above.client) else owner(vendor),
        )


def _both(assessment: Assessment, step: EscalationStep) -> str:
    vendor = assessment.vendor
    return f"{vendor.person_name(step.vendor)} and {vendor.person_name(step.client)}"
