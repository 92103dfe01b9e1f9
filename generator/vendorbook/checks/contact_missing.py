"""A role that must never be empty is held by nobody.

Finds vendors for which, among the people who have not left, nobody on the client's side is
`relationship_owner`, nobody on the vendor's side is `account_manager`, or nobody on the vendor's
side is `on_call` with `24x7` hours and a phone. The last is asked only where somebody must answer
at any hour: a channel for incidents or support is open `24x7`, or the vendor supports a critical
function. Vendors that have ended are left out. The side that lacks somebody acts.

Why it matters: who is called first, and who may decide, has to be known before the night on which
it is needed.

Fails:

    people:
      - id: ines-ward
        name: Ines Ward
        side: client
        title: Head of infrastructure
        roles: [service_owner]
        email: ines.ward@fenwickvale.example
        verified_on: 2026-07-06
      - id: kit-morrow
        name: Kit Morrow
        side: vendor
        title: Account director
        roles: [account_manager]
        email: kit.morrow@keelhaven.example
        verified_on: 2026-07-06

Passes:

    people:
      - id: ines-ward
        name: Ines Ward
        side: client
        title: Head of infrastructure
        roles: [relationship_owner, service_owner]
        email: ines.ward@fenwickvale.example
        verified_on: 2026-07-06
      - id: kit-morrow
        name: Kit Morrow
        side: vendor
        title: Account director
        roles: [account_manager]
        email: kit.morrow@keelhaven.example
        verified_on: 2026-07-06
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.actors import owner, vendor_account
from vendorbook.checks._contacts import (
    ROLE_WORDS,
    still_there,
    why_round_the_clock,
)
from vendorbook.findings import Finding
from vendorbook.on_call import answers_round_the_clock
from vendorbook.wording import written_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Severity
    from vendorbook.records.contacts import Role, Side
    from vendorbook.vendor import Vendor

CODE = "contact-missing"
SEVERITY: Severity = "error"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every role that must be held and is not, in one finding each."""
    vendor, contacts = assessment.vendor, assessment.vendor.contacts
    if contacts is None or vendor.profile.status == "ended" or "people" in vendor.uncertain:
        return
    for role, side, message, hint in _missing(vendor, assessment.as_of):
        yield Finding(
            CODE,
            contacts.place("people"),
            message,
            hint,
            SEVERITY,
            vendor.slug,
            actor=owner(vendor) if side == "client" else vendor_account(vendor),
            aspect=role,
        )


def _missing(vendor: Vendor, as_of: date) -> Iterator[tuple[Role, Side, str, str]]:
    """Every role that nobody holds: the role, the side, the message and the hint."""
    there = still_there(vendor, as_of)
    if not any(p.side == "client" and "relationship_owner" in p.roles for p in there):
        hint = "give relationship_owner to whoever answers for this vendor here"
        yield "relationship_owner", "client", _nobody(vendor, "client", "relationship_owner"), hint
    if not any(p.side == "vendor" and "account_manager" in p.roles for p in there):
        hint = "ask the vendor who it is now, and record that person as account_manager"
        yield "account_manager", "vendor", _nobody(vendor, "vendor", "account_manager"), hint
    reason = why_round_the_clock(vendor)
    answered = any(
        p.side == "vendor" and "on_call" in p.roles and p.phone and answers_round_the_clock(p.hours)
        for p in there
    )
    if reason and not answered:
        message = (
            "nobody on the vendor's side is on call with the hours 24x7 and a phone, "
            f"though {reason}"
        )
        hint = "ask the vendor whom to call at any hour, and record that person as on_call"
        yield "on_call", "vendor", message, hint


def _nobody(vendor: Vendor, side: Side, role: Role) -> str:
    """That nobody holds a role, and since when, where somebody who left did."""
    words = f"nobody on the {side}'s side is {ROLE_WORDS[role]}"
    held = [p for p in vendor.people if p.side == side and role in p.roles and p.left_on]
    if not held:
        return words
    last = max(held, key=lambda person: (person.left_on, person.id))
    return f"{words} since {last.name} left on {written_day(last.left_on)}"
