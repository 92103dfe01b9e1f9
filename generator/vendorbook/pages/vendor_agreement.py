"""What was agreed with a vendor: scope, deliverables, standards, KPIs, obligations, contracts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.pages import SearchEntry, anchor_of
from vendorbook.pages.vendor_page import entry, vendor_page
from vendorbook.wording import written_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Finding
    from vendorbook.pages import Page

TAB = "agreement"


def page(assessment: Assessment, findings: Sequence[Finding]) -> Page:
    """The agreement page."""
    agreement = assessment.vendor.agreement
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
    )


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
                f"{o.id} What we owe",
                o.text,
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
    return found
