"""What one event is, and how it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vendorbook.records.facts import numbered

if TYPE_CHECKING:
    from datetime import date

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Place


class Event(NamedTuple):
    """One thing that happened.

    Attributes:
        day: The day on which it happened, where the contract is.
        kind: What happened, in a few words of a fixed list, such as `milestone missed`.
        title: One line that tells it: the record, and its own words.
        words: What else to know, in a sentence or two; may be empty.
        vendor: The vendor's slug.
        vendor_name: The vendor's name, for people to read.
        record: The record's id within the vendor.
        page: The vendor's page that shows it, or empty for the overview.
        anchor: The element of that page.
        place: Where the fact stands.
        aspect: What tells it from others of the same kind about the same record; it does not
            change when the record is edited elsewhere.
    """

    day: date
    kind: str
    title: str
    words: str
    vendor: str
    vendor_name: str
    record: str
    page: str
    anchor: str
    place: Place
    aspect: str = ""

    @property
    def urgency(self) -> tuple[int, str, int, str, str, str]:
        """What sorts it among events, the latest first."""
        number, record = numbered(self.record)
        return (-self.day.toordinal(), self.vendor, number, record, self.kind, self.aspect)


def event(
    assessment: Assessment,
    day: date,
    kind: str,
    title: str,
    *,
    record: str,
    page: str,
    place: Place,
    words: str = "",
    anchor: str = "",
    aspect: str = "",
) -> Event:
    """An event; `anchor` where the page shows it elsewhere than at the record's id."""
    vendor = assessment.vendor
    return Event(
        day=day,
        kind=kind,
        title=title,
        words=words,
        vendor=vendor.slug,
        vendor_name=vendor.profile.name,
        record=record,
        page=page,
        anchor=anchor or record.lower(),
        place=place,
        aspect=aspect,
    )
