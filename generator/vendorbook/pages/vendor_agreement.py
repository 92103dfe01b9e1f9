"""What was agreed with a vendor: scope, deliverables, standards, KPIs, obligations, contracts."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from vendorbook.across.contracts import contract_rows, document_rows
from vendorbook.assessment import is_fulfilled
from vendorbook.pages import SearchEntry, anchor_of
from vendorbook.pages.document_picture import document_picture
from vendorbook.pages.term_picture import term_picture
from vendorbook.pages.vendor_page import entry, vendor_page
from vendorbook.records.feedback import IssueSeverity
from vendorbook.status import STATUS_WORDS
from vendorbook.wording import plural, span_in_words, written_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Finding
    from vendorbook.pages import Page
    from vendorbook.records.agreement import ClientObligation, ResponseTargets
    from vendorbook.records.facts import Duration

TAB = "agreement"


def page(assessment: Assessment, findings: Sequence[Finding]) -> Page:
    """The agreement page."""
    vendor, as_of = assessment.vendor, assessment.as_of
    agreement = vendor.agreement
    contracts, documents = list(contract_rows(assessment)), list(document_rows(assessment))
    return vendor_page(
        "vendor_agreement.html",
        TAB,
        assessment,
        findings,
        headings=(
            ("objectives", "Objectives"),
            ("scope", "Scope"),
            ("deliverables", "Deliverables"),
            ("quality", "Quality standards"),
            ("kpis", "KPIs"),
            ("obligations", "What we owe"),
            ("response", "Response times"),
            ("contracts", "Contracts"),
            ("documents", "Documents"),
        ),
        search=_search(assessment),
        agreement=agreement,
        milestones=_milestones_by_deliverable(assessment),
        obligations=[
            (each, *_obligation_state(each, assessment))
            for each in (agreement.client_obligations if agreement else ())
        ],
        response=_response_lines(agreement.response_targets if agreement else None),
        terms=term_picture(vendor.profile.contracts, contracts, as_of),
        contracts=list(zip(vendor.profile.contracts, contracts, strict=True)),
        expiry=document_picture(documents, as_of),
        documents=list(zip(vendor.profile.documents, documents, strict=True)),
    )


def _milestones_by_deliverable(assessment: Assessment) -> dict[str, list[tuple[str, str]]]:
    """The id and status in words of every milestone that hands a deliverable over, by its id."""
    found: dict[str, list[tuple[str, str]]] = {}
    for each in assessment.milestones:
        for deliverable in each.milestone.deliverables:
            words = STATUS_WORDS[each.state.status]
            found.setdefault(deliverable, []).append((each.milestone.id, words))
    return found


def _obligation_state(obligation: ClientObligation, assessment: Assessment) -> tuple[str, str]:
    """A mark and the words for where something that we owe stands."""
    as_of, due = assessment.as_of, obligation.due
    if is_fulfilled(obligation, as_of) and obligation.done_on:
        late = (obligation.done_on - due).days
        if late > 0:
            return "accepted_late", f"done {plural(late, 'day')} late"
        return "accepted", "done in time"
    left = (due - as_of).days
    if left < 0:
        return "missed", f"{plural(-left, 'day')} overdue, we act"
    return "upcoming", "due today" if left == 0 else f"due in {plural(left, 'day')}"


def _response_lines(targets: ResponseTargets | None) -> list[tuple[str, str, str]]:
    """What was agreed for every kind of feedback: its name, the answer and the fix in words."""
    lines = []
    for severity in get_args(IssueSeverity):
        target = getattr(targets, severity, None)
        if target:
            lines.append((f"{severity} issue", _span(target.respond), _span(target.resolve)))
    if targets and targets.feedback:
        lines.append(("concern or suggestion", _span(targets.feedback.respond), ""))
    return lines


def _span(duration: Duration) -> str:
    return span_in_words(duration.amount, duration.unit)


def _search(assessment: Assessment) -> list[SearchEntry]:
    found = []
    agreement = assessment.vendor.agreement
    if agreement:
        found += [
            entry(assessment, anchor_of(d.id), f"{d.id} {d.title}", *d.acceptance_criteria, rank=1)
            for d in agreement.deliverables
        ]
        found += [
            entry(assessment, f"kpi-{k.id}", f"KPI {k.name}", k.definition, rank=2)
            for k in agreement.kpis
        ]
        found += [
            entry(
                assessment,
                anchor_of(o.id),
                f"{o.id} {o.text}",
                "what we owe",
                written_day(o.due),
                rank=2,
            )
            for o in agreement.client_obligations
        ]
        scope = (*agreement.scope.in_, "Out of scope:", *agreement.scope.out)
        found.append(entry(assessment, "scope", "Scope", *scope, rank=3))
    found += [
        entry(assessment, f"contract-{c.id}", f"Contract {c.title}", written_day(c.end), rank=2)
        for c in assessment.vendor.profile.contracts
    ]
    found += [
        entry(
            assessment,
            d.id,
            f"Document {d.title}",
            d.type.replace("_", " "),
            f"expires {written_day(d.expires_on)}" if d.expires_on else "",
            rank=2,
        )
        for d in assessment.vendor.profile.documents
    ]
    return found
