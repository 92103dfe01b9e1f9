"""What each side thanked the other for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vendorbook.assessment import local_day, made_once

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.across.shortlist import Urgency
    from vendorbook.assessment import Assessment
    from vendorbook.findings import Place


class PraiseRow(NamedTuple):
    """One thank-you.

    Attributes:
        direction: `to_vendor` or `to_client`.
        by: The name of whoever said it.
    """

    vendor: str
    vendor_name: str
    id: str
    summary: str
    direction: str
    by: str
    said_on: date
    place: Place

    @property
    def urgency(self) -> Urgency:
        """The latest first."""
        return (-self.said_on.toordinal(), self.vendor, self.id)


@made_once
def praise_rows(assessment: Assessment) -> Iterator[PraiseRow]:
    """All praise in a vendor's feedback, both ways."""
    vendor = assessment.vendor
    for each in vendor.feedback:
        said_on = local_day(each.raised_at, vendor.timezone)
        if each.kind == "praise" and said_on <= assessment.as_of:
            yield PraiseRow(
                vendor=vendor.slug,
                vendor_name=vendor.profile.name,
                id=each.id,
                summary=each.summary,
                direction=each.direction,
                by=vendor.person_name(each.raised_by),
                said_on=said_on,
                place=each.place("raised_at"),
            )
