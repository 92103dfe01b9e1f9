"""Contracts and documents as the page across vendors shows them, by the next day that matters."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vendorbook.actors import in_role, owner
from vendorbook.deadlines import current_term, notice_deadline
from vendorbook.due_dates.terms import contract_actor
from vendorbook.wording import plural
from vendorbook.workdays import CalendarGap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.across.shortlist import Urgency
    from vendorbook.assessment import Assessment
    from vendorbook.deadlines import Term
    from vendorbook.findings import Actor, Place
    from vendorbook.records.vendor import Contract, VendorDocument


class ContractRow(NamedTuple):
    """One contract and the term it is in.

    Attributes:
        start: The first day of the current term.
        end: Its last day in force.
        renewals: How often it has rolled on already.
        renews: Whether it rolls on after that day unless somebody stops it.
        notice_by: The last day for notice; None when it ends by itself or nobody can tell.
        level: How pressing it is: `error`, `warning`, `info`, `quiet` or `accepted`.
        words: What that means.
        day: The next day that matters: notice while undecided, else the end.
    """

    vendor: str
    vendor_name: str
    id: str
    type: str
    title: str
    reference: str
    start: date
    end: date
    renewals: int
    renews: bool
    renewal_months: int
    notice_by: date | None
    decision: str
    decided_on: date | None
    value: str
    level: str
    words: str
    day: date
    actor: Actor
    place: Place

    @property
    def urgency(self) -> Urgency:
        """What is pressing first, then by the next day that matters."""
        ended = 1 if self.level == "quiet" and self.words == "ended" else 0
        first = 0 if self.level == "error" else 1
        return (ended, first, self.day.toordinal(), self.vendor, self.id)


class DocumentRow(NamedTuple):
    """One document that can lapse.

    Attributes:
        level: `error`, `warning`, `quiet` or `accepted`.
        words: How long it is still good, or since when it is not.
    """

    vendor: str
    vendor_name: str
    id: str
    type: str
    title: str
    url: str | None
    is_required: bool
    expires_on: date | None
    level: str
    words: str
    actor: Actor
    place: Place

    @property
    def urgency(self) -> Urgency:
        """Required ones that are wrong first, then by expiry; those that never expire last."""
        first = {"error": 0, "warning": 1}.get(self.level, 2)
        day = self.expires_on.toordinal() if self.expires_on else 10**7
        return (first, day, self.vendor, self.id)


def contract_rows(assessment: Assessment) -> Iterator[ContractRow]:
    """Every contract of a vendor, in its current term."""
    vendor = assessment.vendor
    for each in vendor.profile.contracts:
        term = current_term(each, assessment.as_of)
        leaves = term.is_decided and each.renewal_decision == "exit"
        renews = each.auto_renew and not leaves
        notice_by = _notice_by(assessment, each, term)
        level, words = _standing(assessment, each, term, notice_by)
        is_open = notice_by is not None and not term.is_decided
        yield ContractRow(
            vendor=vendor.slug,
            vendor_name=vendor.profile.name,
            id=each.id,
            type=each.type,
            title=each.title,
            reference=each.reference,
            start=term.start,
            end=term.end,
            renewals=term.renewals,
            renews=renews,
            renewal_months=each.renewal_months or 0,
            notice_by=notice_by,
            decision=each.renewal_decision if term.is_decided else "undecided",
            decided_on=each.decided_on if term.is_decided else None,
            value=f"{each.value.amount:,} {each.value.currency}" if each.value else "",
            level=level,
            words=words,
            day=notice_by if is_open and notice_by else term.end,
            actor=contract_actor(assessment),
            place=each.place("end"),
        )


def _notice_by(assessment: Assessment, contract: Contract, term: Term) -> date | None:
    days = assessment.vendor.days
    try:
        return notice_deadline(contract, term, days) if days else None
    except CalendarGap:
        return None


def _standing(
    assessment: Assessment, contract: Contract, term: Term, notice_by: date | None
) -> tuple[str, str]:
    """How pressing a contract is, and why; the same limits as the check of notice deadlines."""
    as_of, windows = assessment.as_of, assessment.policy.windows
    is_over = assessment.vendor.profile.status == "ended"
    if term.end < as_of:
        return ("quiet", "ended") if is_over else ("error", "ended, the vendor is still active")
    if contract.start > as_of:
        return "quiet", "not begun"
    if term.is_decided:
        return "accepted", f"decided: {contract.renewal_decision}"
    if notice_by is None or is_over:
        verb = "renews" if contract.auto_renew else "ends"
        return "quiet", f"{verb} in {plural((term.end - as_of).days, 'day')}"
    left = (notice_by - as_of).days
    if left < 0:
        return "error", f"undecided, notice was due {plural(-left, 'day')} ago"
    words = f"undecided, {plural(left, 'day')} left for notice"
    if left <= windows.notice_error_days:
        return "error", words
    if left <= windows.notice_warning_days:
        return "warning", words
    return "info" if left <= windows.notice_info_days else "quiet", words


def document_rows(assessment: Assessment) -> Iterator[DocumentRow]:
    """Every document of a vendor."""
    vendor = assessment.vendor
    brings = in_role(vendor, "vendor", "account_manager", "executive_sponsor", "delivery_manager")
    for each in vendor.profile.documents:
        level, words = _lapse(each, assessment)
        yield DocumentRow(
            vendor=vendor.slug,
            vendor_name=vendor.profile.name,
            id=each.id,
            type=each.type,
            title=each.title,
            url=each.url,
            is_required=each.required,
            expires_on=each.expires_on,
            level=level,
            words=words,
            actor=owner(vendor) if each.type == "exit_plan" else brings,
            place=each.place("expires_on"),
        )


def _lapse(document: VendorDocument, assessment: Assessment) -> tuple[str, str]:
    if document.expires_on is None:
        if document.required and not document.url:
            return "error", "required, and neither address nor expiry is recorded"
        return "quiet", "does not expire"
    is_plan = document.type == "exit_plan"
    left = (document.expires_on - assessment.as_of).days
    if left < 0:
        past = "review was due" if is_plan else "expired"
        return ("error" if document.required else "warning"), f"{past} {plural(-left, 'day')} ago"
    soon = "review in" if is_plan else "expires in"
    warns = left <= assessment.policy.windows.document_warning_days
    return ("warning" if warns else "accepted"), f"{soon} {plural(left, 'day')}"
