"""What the pages across vendors need to know of one vendor: small, plain and quick to pass on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vendorbook.scorecard.standing import standing_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Finding
    from vendorbook.scorecard.standing import Standing
    from vendorbook.status import Status


@dataclass(frozen=True)
class Summary:
    """One vendor on one day.

    Attributes:
        statuses: How many milestones have each status.
        next_due: The earliest due date of a milestone that is still to come, and its title.
        open_findings: How many findings there are of each severity, waived ones left out.
        standing: Its grade, score and trend.
    """

    slug: str
    name: str
    tier: str
    status: str
    categories: tuple[str, ...]
    is_critical: bool
    owner: str
    summary: str
    statuses: dict[Status, int]
    next_due: tuple[date, str] | None
    open_findings: dict[str, int]
    standing: Standing

    def count(self, *statuses: Status) -> int:
        """How many milestones have one of the statuses."""
        return sum(self.statuses.get(status, 0) for status in statuses)

    def standing_alone(self) -> Summary:
        """The same without milestones, dates and findings, for pages of scorecards."""
        return replace(self, statuses={}, next_due=None, open_findings={})


def summarise(assessment: Assessment, findings: Iterable[Finding]) -> Summary:
    """Boil one vendor down."""
    vendor = assessment.vendor
    profile = vendor.profile
    return Summary(
        slug=vendor.slug,
        name=profile.name,
        tier=profile.tier,
        status=profile.status,
        categories=profile.category,
        is_critical=profile.supports_critical_function,
        owner=vendor.person_name(profile.owner),
        summary=profile.summary,
        statuses=dict(Counter(each.state.status for each in assessment.milestones)),
        next_due=_next_due(assessment),
        open_findings=dict(Counter(f.severity for f in findings if not f.waived)),
        standing=standing_of(assessment),
    )


def _next_due(assessment: Assessment) -> tuple[date, str] | None:
    coming = [
        (each.state.schedule.due, each.milestone.title)
        for each in assessment.milestones
        if each.state.status in {"at_risk", "due_soon", "upcoming"}
        and each.state.schedule.due >= assessment.as_of
    ]
    return min(coming, default=None)
