"""Who is who on both sides, and whom to call next. The only records with personal data."""

from __future__ import annotations

from datetime import date
from typing import Literal

from vendorbook.records.facts import Duration, Record, record

Side = Literal["client", "vendor", "other"]
Role = Literal[
    "relationship_owner",
    "executive_sponsor",
    "service_owner",
    "delivery_manager",
    "account_manager",
    "technical_lead",
    "on_call",
    "service_desk",
    "contract_manager",
    "finance",
    "security",
]
LadderPurpose = Literal["incident", "delivery", "commercial", "relationship"]


@record
class Person(Record):
    """Somebody who is named in the records; kept after leaving, so that old records resolve."""

    id: str
    name: str
    side: Side
    title: str
    roles: tuple[Role, ...]
    email: str | None = None
    phone: str | None = None
    chat: str | None = None
    hours: str | None = None
    timezone: str | None = None
    backup: str | None = None
    verified_on: date
    left_on: date | None = None


@record
class EscalationStep(Record):
    """One level of the ladder; without progress for `after`, the next level is called."""

    level: int
    for_: LadderPurpose
    vendor: str
    client: str
    after: Duration
    via: str | None = None


@record
class Contacts(Record):
    """The file `contacts.yml`."""

    people: tuple[Person, ...]
    escalation: tuple[EscalationStep, ...]
