"""Who can be reached: whoever is on call when something breaks, and who stands in for somebody.

The checks of contacts and the pages that say whom to call ask the same questions here. Which ladder
is climbed, and when, is told in `ladders`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from vendorbook.records.contacts import Person
    from vendorbook.vendor import Vendor

ROUND_THE_CLOCK: Final = "24x7"
"""How hours that never end are written; words such as `for level 3` may follow."""


class OwnerStandIn(NamedTuple):
    """Who acts when the vendor's owner is away.

    Attributes:
        id: The person's id.
        by: What makes them so: the vendor's `deputy`, or `backup` of the owner as a person.
    """

    id: str
    by: Literal["deputy", "backup"]


def has_left(person: Person, as_of: date) -> bool:
    """Whether the person's last day has passed."""
    return person.left_on is not None and person.left_on < as_of


def answers_round_the_clock(hours: str | None) -> bool:
    """Whether hours, as people write them, never end."""
    return (hours or "").startswith(ROUND_THE_CLOCK)


def people_on_call(vendor: Vendor, as_of: date) -> list[Person]:
    """Whoever is on call on the vendor's side: first those who answer at any hour."""
    found = [
        each
        for each in vendor.people
        if each.side == "vendor" and "on_call" in each.roles and not has_left(each, as_of)
    ]
    return sorted(found, key=lambda each: not answers_round_the_clock(each.hours))


def stand_in_by_phone(vendor: Vendor, person: Person | None, as_of: date) -> Person | None:
    """Who is called when the person does not answer; None without anybody who has a phone."""
    found = vendor.person(person.backup) if person and person.backup else None
    if found is None or found.phone is None or has_left(found, as_of):
        return None
    return found


def owner_stand_in(vendor: Vendor, as_of: date) -> OwnerStandIn | None:
    """The vendor's deputy, or else the backup of its owner; nobody who left or is the owner."""
    profile = vendor.profile
    owner = vendor.person(profile.owner)
    named = (
        OwnerStandIn(profile.deputy or "", "deputy"),
        OwnerStandIn((owner.backup if owner else None) or "", "backup"),
    )
    for each in named:
        person = vendor.person(each.id)
        if each.id and each.id != profile.owner and not (person and has_left(person, as_of)):
            return each
    return None
