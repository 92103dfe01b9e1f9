"""What the checks of record faults share: where ids live, and the shape of their findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.findings import Severity
    from vendorbook.records.agreement import ClientObligation, Deliverable, Kpi, QualityStandard
    from vendorbook.records.changes import ChangeRequest
    from vendorbook.records.communication import Channel, Routine
    from vendorbook.records.contacts import Person
    from vendorbook.records.facts import Action, Record
    from vendorbook.records.feedback import FeedbackEntry
    from vendorbook.records.improvement import ImprovementPlan
    from vendorbook.records.meetings import Meeting
    from vendorbook.records.milestones import Milestone
    from vendorbook.records.partnership import Activity, Goal
    from vendorbook.records.reviews import Review
    from vendorbook.records.vendor import Contract, VendorDocument
    from vendorbook.vendor import Vendor

    Identified = (
        Milestone | ChangeRequest | Meeting | FeedbackEntry | Review | ImprovementPlan | Action
        | Deliverable | QualityStandard | ClientObligation | Goal | Activity
    )  # fmt: skip
    """A record whose id has a prefix."""

    Named = Contract | VendorDocument | Person | Channel | Routine | Kpi
    """A record whose id is a slug."""

KINDS_OF_PREFIX: dict[str, tuple[str, ...]] = {
    "MS": ("milestones",),
    "CR": ("changes",),
    "DL": ("agreement",),
    "OB": ("agreement",),
    "QS": ("agreement",),
    "MT": ("meetings",),
    "AC": ("meetings", "reviews", "improvement"),
    "FB": ("feedback",),
    "RV": ("reviews",),
    "IP": ("improvement",),
    "GO": ("partnership",),
    "PA": ("partnership",),
}
"""In which kinds of file the ids of each prefix are defined."""

LIST_OF_PREFIX: dict[str, str] = {
    "MS": "milestones",
    "CR": "changes",
    "DL": "deliverables",
    "OB": "client_obligations",
    "QS": "quality_standards",
    "MT": "meetings",
    "AC": "actions",
    "FB": "feedback",
    "RV": "reviews",
    "IP": "improvement",
    "GO": "goals",
    "PA": "activities",
}
"""In which list of those files they are."""


def fault(
    code: str,
    severity: Severity,
    vendor: Vendor,
    record: Record,
    key: str | None,
    message: str,
    hint: str = "",
    *,
    name: str = "",
    item: str | None = None,
) -> Finding:
    """A finding about one record, at the line of one of its keys.

    Args:
        code: The check.
        severity: How bad it is unless the policy says otherwise.
        vendor: Whose record it is.
        record: The record, which may be a part of another one.
        key: The YAML key that is at fault.
        message: What is wrong.
        hint: What to do.
        name: The id to show, for a record that has none of its own.
        item: The entry that is at fault when the key holds a list of texts; it has its own line.
    """
    place = record.place(key)
    values = record.origin.data.get(key) if item is not None and key is not None else None
    if isinstance(values, list):
        place = record.origin.document.place_in(values, item)
    record_id = name or str(getattr(record, "id", ""))
    return Finding(code, place, message, hint, severity, vendor.slug, record_id)


def actions(vendor: Vendor) -> list[Action]:
    """Every action of the vendor's meetings, reviews and plans."""
    holders = (vendor.meetings, vendor.reviews, vendor.improvement)
    return [action for holder in holders for each in holder for action in each.actions]


def lists_of_ids(vendor: Vendor) -> Iterator[tuple[Identified, ...]]:
    """Every list of records whose ids have a prefix, each prefix in one list."""
    yield vendor.milestones
    yield vendor.changes
    yield vendor.meetings
    yield vendor.feedback
    yield vendor.reviews
    yield vendor.improvement
    yield tuple(actions(vendor))
    if vendor.agreement:
        yield vendor.agreement.deliverables
        yield vendor.agreement.quality_standards
        yield vendor.agreement.client_obligations
    if vendor.partnership:
        yield vendor.partnership.goals
        yield vendor.partnership.activities


def lists_of_slugs(vendor: Vendor) -> Iterator[tuple[str, tuple[Named, ...]]]:
    """Every list whose entries are named by slugs, with what an entry is called."""
    yield "contract", vendor.profile.contracts
    yield "document", vendor.profile.documents
    yield "person", vendor.people
    if vendor.communication:
        yield "channel", vendor.communication.channels
        yield "routine", vendor.communication.routines
    if vendor.agreement:
        yield "KPI", vendor.agreement.kpis


def known_ids(vendor: Vendor) -> set[str]:
    """Every id with a prefix that this vendor's records define."""
    return {record.id for records in lists_of_ids(vendor) for record in records}
