"""When contracts and documents ask for something: notice, ends, expiry, and credits to claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.actors import in_role, owner
from vendorbook.deadlines import current_term, notice_deadline
from vendorbook.due_dates.making import due, working_day_after
from vendorbook.due_kpis import due_rows, watched_kpis
from vendorbook.wording import plural, written_day
from vendorbook.workdays import CalendarGap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.assessment import Assessment
    from vendorbook.deadlines import Term
    from vendorbook.findings import Actor, DueDate


def contract_actor(assessment: Assessment) -> Actor:
    """Who looks after the contracts on our side: the contract manager, else the owner."""
    found = in_role(assessment.vendor, "client", "contract_manager")
    return found if found.person else owner(assessment.vendor)


def notice_deadlines(assessment: Assessment, _: date) -> Iterator[DueDate]:
    """The last day for notice of every contract that renews and that nobody has decided."""
    vendor = assessment.vendor
    if vendor.profile.status == "ended" or vendor.days is None:
        return
    for contract in vendor.profile.contracts:
        term = current_term(contract, assessment.as_of)
        if contract.start > assessment.as_of or term.is_decided:
            continue
        try:
            day = notice_deadline(contract, term, vendor.days)
        except CalendarGap:
            continue
        if day is not None:
            yield due(
                assessment,
                day,
                "notice",
                f"Decide, or {contract.title} renews after {written_day(term.end)}",
                record=contract.id,
                actor=contract_actor(assessment),
                page="agreement",
                place=contract.place("end"),
                anchor=f"contract-{contract.id}",
                aspect=_term(term),
            )


def contract_ends(assessment: Assessment, _: date) -> Iterator[DueDate]:
    """The last day of every contract's current term, and what happens after it."""
    if assessment.vendor.profile.status == "ended":
        return
    for contract in assessment.vendor.profile.contracts:
        term = current_term(contract, assessment.as_of)
        leaves = term.is_decided and contract.renewal_decision == "exit"
        renews = contract.auto_renew and not leaves
        months = plural(contract.renewal_months or 0, "month")
        yield due(
            assessment,
            term.end,
            "end of term",
            f"{contract.title} " + (f"renews for {months} after this day" if renews else "ends"),
            record=contract.id,
            actor=contract_actor(assessment),
            page="agreement",
            place=contract.place("end"),
            anchor=f"contract-{contract.id}",
            aspect=_term(term),
        )


def _term(term: Term) -> str:
    """What tells the dates of one term from those of the next; nothing for the agreed term."""
    return str(term.renewals) if term.renewals else ""


def documents(assessment: Assessment, _: date) -> Iterator[DueDate]:
    """The day on which every document expires, or an exit plan is to be reviewed; they bring it."""
    vendor = assessment.vendor
    if vendor.profile.status == "ended":
        return
    for document in vendor.profile.documents:
        if document.expires_on is not None:
            is_plan = document.type == "exit_plan"
            yield due(
                assessment,
                document.expires_on,
                "document",
                f"{'Review' if is_plan else 'Expires'}: {document.title}",
                record=document.id,
                actor=owner(vendor)
                if is_plan
                else in_role(
                    vendor, "vendor", "account_manager", "executive_sponsor", "delivery_manager"
                ),
                page="agreement",
                place=document.place("expires_on"),
            )


def credits(assessment: Assessment, _: date) -> Iterator[DueDate]:  # noqa: A001 - service credits
    """By when the credit for a red value is to be claimed, counted from its report."""
    vendor = assessment.vendor
    allowed = assessment.policy.windows.credit_days
    finance = in_role(vendor, "client", "finance")
    for kpi in watched_kpis(assessment):
        if not kpi.credit_pct:
            continue
        try:
            rows = list(due_rows(assessment, kpi))
        except CalendarGap:
            continue
        for row in rows:
            measurement = row.measurement
            if row.colour != "red" or measurement is None or measurement.credit is not None:
                continue
            day = working_day_after(assessment, measurement.reported_on, allowed)
            if day is not None:
                yield due(
                    assessment,
                    day,
                    "credit",
                    f"Claim the credit of {kpi.credit_pct}% for {kpi.name} in {row.period}",
                    record=kpi.id,
                    actor=finance if finance.person else owner(vendor),
                    page="reviews",
                    place=measurement.place("period"),
                    anchor="measurements",
                    aspect=str(row.period),
                )
