"""Who the vendor is, who owns the relationship, which contracts and documents there are."""

from __future__ import annotations

from datetime import date
from typing import Literal

from vendorbook.records.facts import Money, Record, record

Category = Literal[
    "application_development",
    "infrastructure",
    "service_desk",
    "testing",
    "security",
    "data",
    "other",
]
ContractType = Literal["msa", "sow", "sla", "nda", "dpa"]
DocumentType = Literal["insurance", "certificate", "nda", "dpa", "audit_report", "exit_plan"]
Tier = Literal["strategic", "tactical", "operational", "commodity"]
VendorStatus = Literal["onboarding", "active", "exiting", "ended"]
Substitutability = Literal["easy", "medium", "hard", "none"]
RenewalDecision = Literal["undecided", "renew", "renegotiate", "exit"]


@record
class Identifier(Record):
    """The vendor's number in a public register."""

    scheme: str
    id: str


@record
class Contract(Record):
    """One contract; `end` is the last day in force of the agreed term.

    When it renews by itself, exactly one of `notice_days` (calendar days) and `notice_months`
    (calendar months) is given.
    """

    id: str
    type: ContractType
    title: str
    reference: str
    start: date
    end: date
    value: Money | None = None
    auto_renew: bool
    renewal_months: int | None = None
    notice_days: int | None = None
    notice_months: int | None = None
    notice_method: str | None = None
    renewal_decision: RenewalDecision = "undecided"
    decided_on: date | None = None


@record
class VendorDocument(Record):
    """A document that can lapse; for an exit plan, `expires_on` is the day of its next review."""

    id: str
    type: DocumentType
    title: str
    expires_on: date | None = None
    required: bool = False
    url: str | None = None


@record
class Profile(Record):
    """The file `vendor.yml`."""

    id: str
    name: str
    legal_name: str | None = None
    identifier: Identifier | None = None
    category: tuple[Category, ...]
    tier: Tier
    status: VendorStatus
    supports_critical_function: bool
    substitutability: Substitutability | None = None
    owner: str
    deputy: str | None = None
    summary: str
    calendar: str | None = None
    timezone: str | None = None
    contracts: tuple[Contract, ...]
    documents: tuple[VendorDocument, ...] = ()
