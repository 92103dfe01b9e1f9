"""What the milestone checks share: the shape of their findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook import actors
from vendorbook.findings import Actor, Finding

if TYPE_CHECKING:
    from datetime import date

    from vendorbook.assessment import AssessedMilestone, Assessment
    from vendorbook.findings import Severity


def acceptor(assessment: Assessment, each: AssessedMilestone) -> Actor:
    """Who accepts the milestone: the acceptor of its first deliverable, else the owner."""
    return actors.acceptor(assessment.vendor, each.milestone)


def milestone_finding(
    code: str,
    severity: Severity,
    assessment: Assessment,
    each: AssessedMilestone,
    message: str,
    *,
    hint: str,
    actor: Actor,
    key: str = "baseline_due",
    due: date | None = None,
    days: int | None = None,
) -> Finding:
    """A finding about one milestone at the line of one of its keys."""
    milestone = each.milestone
    return Finding(
        code,
        milestone.place(key),
        f"{milestone.id} '{milestone.title}' {message}",
        hint,
        severity,
        assessment.vendor.slug,
        milestone.id,
        due,
        days,
        actor,
        is_critical=code == "milestone-missed" and milestone.critical,
    )
