"""What the checks of contacts ask: who is still there, and must somebody answer at any hour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.on_call import ROUND_THE_CLOCK, answers_round_the_clock, has_left

if TYPE_CHECKING:
    from datetime import date

    from vendorbook.records.contacts import Person
    from vendorbook.vendor import Vendor

ROLE_WORDS = {
    "relationship_owner": "relationship owner",
    "account_manager": "account manager",
    "on_call": "on call",
}
"""How the roles that must never be empty are said."""


def still_there(vendor: Vendor, as_of: date) -> list[Person]:
    """Everybody on either side who has not left."""
    return [each for each in vendor.people if not has_left(each, as_of)]


def why_round_the_clock(vendor: Vendor) -> str:
    """Why somebody of the vendor must answer at any hour, in words; empty when nobody must."""
    for channel in vendor.communication.channels if vendor.communication else ():
        if channel.purpose in {"incident", "support"} and answers_round_the_clock(channel.hours):
            return f"the channel '{channel.id}' is open {ROUND_THE_CLOCK}"
    if vendor.profile.supports_critical_function:
        return "the vendor supports a critical function"
    return ""
