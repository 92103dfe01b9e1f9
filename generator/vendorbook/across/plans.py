"""Improvement plans that are open."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vendorbook.open_plans import open_plans

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.across.shortlist import Urgency
    from vendorbook.assessment import Assessment
    from vendorbook.records.improvement import ImprovementPlan


class PlanRow(NamedTuple):
    """One open plan.

    Attributes:
        owners: Names, ours first.
        latest: What the latest checkpoint that was held said, such as `on_track`; else empty.
    """

    vendor: str
    vendor_name: str
    id: str
    title: str
    opened_on: date
    target_end: date
    owners: tuple[str, str]
    latest: str

    @property
    def urgency(self) -> Urgency:
        """The one that is to end first."""
        return (self.target_end.toordinal(), self.vendor, self.id)


def plan_rows(assessment: Assessment) -> Iterator[PlanRow]:
    """Every plan of a vendor that is open on the day."""
    vendor = assessment.vendor
    for each in open_plans(assessment):
        yield PlanRow(
            vendor=vendor.slug,
            vendor_name=vendor.profile.name,
            id=each.id,
            title=each.title,
            opened_on=each.opened_on,
            target_end=each.target_end,
            owners=(
                vendor.person_name(each.owner_client),
                vendor.person_name(each.owner_vendor),
            ),
            latest=_latest(each, assessment.as_of),
        )


def _latest(plan: ImprovementPlan, as_of: date) -> str:
    held = [
        (each.held_on, each.outcome)
        for each in plan.checkpoints
        if each.held_on and each.held_on <= as_of and each.outcome
    ]
    return max(held)[1] if held else ""
