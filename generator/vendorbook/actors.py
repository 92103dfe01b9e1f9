"""Who must act on a finding: a named person where the records tell one, else a side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.findings import Actor

if TYPE_CHECKING:
    from vendorbook.records.feedback import FeedbackEntry
    from vendorbook.records.milestones import Milestone
    from vendorbook.vendor import Vendor


def person(vendor: Vendor, side: str, person_id: str | None) -> Actor:
    """An actor for a person of the vendor's contacts, or for the side when nobody is named."""
    if not person_id:
        return Actor(side)
    return Actor(side, person_id, vendor.person_name(person_id))


def in_role(vendor: Vendor, side: str, *roles: str) -> Actor:
    """The first person on a side who still works there and holds one of the roles."""
    for role in roles:
        for each in vendor.people:
            if each.side == side and role in each.roles and each.left_on is None:
                return Actor(side, each.id, each.name)
    return Actor(side)


def vendor_delivery(vendor: Vendor) -> Actor:
    """Whoever answers for deliveries on the vendor's side."""
    return in_role(vendor, "vendor", "delivery_manager", "account_manager")


def vendor_account(vendor: Vendor) -> Actor:
    """Whoever answers for the relationship on the vendor's side."""
    return in_role(vendor, "vendor", "account_manager", "delivery_manager")


def owner(vendor: Vendor) -> Actor:
    """The person on the client's side who is accountable for the vendor."""
    return person(vendor, "client", vendor.profile.owner)


def by_id(vendor: Vendor, person_id: str | None) -> Actor:
    """A person of the vendor's contacts, on whichever side they are; else the client's owner."""
    found = vendor.person(person_id)
    return Actor(found.side, found.id, found.name) if found else owner(vendor)


def receiver(vendor: Vendor, entry: FeedbackEntry) -> Actor:
    """Who must answer or fix: the person assigned, else the side that was told."""
    if entry.assigned_to:
        return by_id(vendor, entry.assigned_to)
    return owner(vendor) if entry.direction == "to_client" else vendor_delivery(vendor)


def acceptor(vendor: Vendor, milestone: Milestone) -> Actor:
    """Who accepts a milestone: the acceptor of its first deliverable, else the owner."""
    for deliverable in vendor.agreement.deliverables if vendor.agreement else ():
        if deliverable.id in milestone.deliverables:
            return person(vendor, "client", deliverable.acceptor)
    return owner(vendor)
