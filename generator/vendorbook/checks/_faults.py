"""What the checks of record faults share: where ids live, and the shape of their findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.findings import Severity
    from vendorbook.portfolio import Vendor
    from vendorbook.records.facts import Action, Record

KIND_OF_PREFIX = {
    "MS": "milestones",
    "CR": "changes",
    "DL": "agreement",
    "OB": "agreement",
    "QS": "agreement",
    "MT": "meetings",
    "FB": "feedback",
    "RV": "reviews",
    "IP": "improvement",
    "GO": "partnership",
    "PA": "partnership",
}
"""In which kind of file each prefix of an id is defined; actions stand in several."""


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
) -> Finding:
    """A finding about one record, at the line of one of its keys."""
    record_id = name or str(getattr(record, "id", ""))
    place = record.place(key)
    return Finding(code, place, message, hint, severity, vendor.slug, record_id)


def actions(vendor: Vendor) -> Iterator[Action]:
    """Every action of the vendor's meetings, reviews and plans."""
    for meeting in vendor.meetings:
        yield from meeting.actions
    for review in vendor.reviews:
        yield from review.actions
    for plan in vendor.improvement:
        yield from plan.actions


def log_records(vendor: Vendor) -> Iterator[Record]:
    """Every record that has an id with a prefix, in the order of the files."""
    yield from vendor.meetings
    if vendor.agreement:
        yield from vendor.agreement.deliverables
        yield from vendor.agreement.quality_standards
        yield from vendor.agreement.client_obligations
    yield from vendor.milestones
    yield from vendor.changes
    yield from vendor.feedback
    yield from vendor.reviews
    yield from vendor.improvement
    if vendor.partnership:
        yield from vendor.partnership.goals
        yield from vendor.partnership.activities
    yield from actions(vendor)


def slug_lists(vendor: Vendor) -> Iterator[tuple[str, tuple[Record, ...]]]:
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
    return {str(getattr(record, "id", "")) for record in log_records(vendor)}
