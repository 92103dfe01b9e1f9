"""The API: documents in JSON with a version, for programs that read what the site shows.

`schemas/api/v1` says what every field means. Within a version, fields are only ever added. Nobody's
phone number, e-mail address or chat name is in it; those stay on the pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from vendorbook.addresses import (
    api_vendor_path,
    calendar_path,
    changes_path,
    vendor_address,
)
from vendorbook.deadlines import current_term
from vendorbook.exports import milestones, scorecards
from vendorbook.exports.numbers import number_of
from vendorbook.exports.tables import notice_of
from vendorbook.reporters.json import as_data as findings_data
from vendorbook.reporters.json_text import json_line
from vendorbook.scorecard.standing import standing_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from vendorbook.assessment import Assessment
    from vendorbook.exports.vendor_facts import VendorFacts
    from vendorbook.findings import DueDate, Finding
    from vendorbook.kpi_rows import KpiRow
    from vendorbook.records.vendor import Contract

VERSION: Final = 1

LISTS: Final = ("milestones", "findings", "due")
"""The documents that list something of all vendors, each under a key of its own name."""

SEPARATOR: Final = ",\n"
END: Final = "\n]}\n"
"""What stands between the items of a list, and behind the last."""


def list_start(name: str, as_of: date, **more: Any) -> str:
    """What stands before the first item of a document with a list called `name`."""
    head = json_line({"version": VERSION, "as_of": as_of.isoformat(), **more})
    return f'{head[:-1]},"{name}":[\n'


def items_of(facts: VendorFacts) -> dict[str, list[str]]:
    """What one vendor adds to every list, by the list's name; an item is a line of JSON."""
    rows = milestones.milestone_rows(facts.assessment)
    return {
        "milestones": [json_line(milestones.as_data(row)) for row in rows],
        "findings": finding_items(facts.findings),
        "due": [json_line(_due(each)) for each in facts.due],
    }


def finding_items(findings: Sequence[Finding]) -> list[str]:
    """Findings as items of a list."""
    return list(map(json_line, findings_data(findings)))


def index_item(facts: VendorFacts) -> str:
    """One vendor in the index."""
    summary, standing = facts.summary, standing_of(facts.assessment)
    slug = summary.slug
    return json_line(
        {
            "vendor": slug,
            "name": summary.name,
            "tier": summary.tier,
            "status": summary.status,
            "score": number_of(standing.score),
            "grade": standing.grade,
            "page": vendor_address(slug),
            "document": api_vendor_path(slug),
            "calendar": calendar_path(slug),
            "changes": changes_path(slug),
        }
    )


def broken_index_item(slug: str) -> str:
    """A vendor whose vendor.yml cannot be used: it has a page that says why, and nothing else."""
    nothing = dict.fromkeys(
        ("name", "tier", "status", "score", "grade", "document", "calendar", "changes")
    )
    return json_line({"vendor": slug, **nothing, "page": vendor_address(slug)})


def vendor_document(facts: VendorFacts, items: dict[str, list[str]]) -> str:
    """Everything about one vendor; `items` are what it adds to the lists."""
    lists = "".join(f',"{name}":[{",".join(lines)}]' for name, lines in items.items())
    kpis = json_line(_kpis(facts.kpis))
    return f'{_about_vendor(facts.assessment)[:-1]}{lists},"kpis":{kpis}}}\n'


def _about_vendor(assessment: Assessment) -> str:
    profile = assessment.vendor.profile
    return json_line(
        {
            "version": VERSION,
            "as_of": assessment.as_of.isoformat(),
            "vendor": assessment.vendor.slug,
            "page": vendor_address(assessment.vendor.slug),
            "profile": {
                "name": profile.name,
                "legal_name": profile.legal_name,
                "category": list(profile.category),
                "tier": profile.tier,
                "status": profile.status,
                "supports_critical_function": profile.supports_critical_function,
                "substitutability": profile.substitutability,
                "owner": profile.owner,
                "deputy": profile.deputy,
                "summary": profile.summary,
                "timezone": assessment.vendor.timezone,
                "contracts": [_contract(assessment, each) for each in profile.contracts],
                "documents": [
                    {
                        "id": each.id,
                        "type": each.type,
                        "title": each.title,
                        "expires_on": _day(each.expires_on),
                        "required": each.required,
                    }
                    for each in profile.documents
                ],
            },
            "people": [
                {
                    "id": each.id,
                    "name": each.name,
                    "side": each.side,
                    "title": each.title,
                    "roles": list(each.roles),
                    "backup": each.backup,
                    "verified_on": each.verified_on.isoformat(),
                    "left_on": _day(each.left_on),
                }
                for each in assessment.vendor.people
            ],
            "scorecard": scorecards.as_data(assessment),
        }
    )


def _contract(assessment: Assessment, contract: Contract) -> dict[str, Any]:
    return {
        "id": contract.id,
        "type": contract.type,
        "title": contract.title,
        "start": contract.start.isoformat(),
        "end": contract.end.isoformat(),
        "term_end": current_term(contract, assessment.as_of).end.isoformat(),
        "auto_renew": contract.auto_renew,
        "renewal_months": contract.renewal_months,
        "notice_by": _day(notice_of(assessment, contract)),
        "renewal_decision": contract.renewal_decision,
        "decided_on": _day(contract.decided_on),
    }


def _due(each: DueDate) -> dict[str, Any]:
    return {
        "vendor": each.vendor,
        "day": each.day.isoformat(),
        "kind": each.kind,
        "record": each.record,
        "what": each.what,
        "actor": {"side": each.actor.side, "person": each.actor.person},
        "page": vendor_address(each.vendor, each.page, each.anchor or each.record),
        "path": each.place.path,
        "line": each.place.line,
    }


def _kpis(rows: Iterable[KpiRow]) -> list[dict[str, Any]]:
    """Every KPI with its periods, the latest first."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        kpi = row.kpi
        if kpi.id not in found:
            found[kpi.id] = {
                "id": kpi.id,
                "name": kpi.name,
                "area": kpi.area,
                "unit": kpi.unit,
                "direction": kpi.direction,
                "frequency": kpi.frequency,
                "contractual": kpi.contractual,
                "periods": [],
            }
        found[kpi.id]["periods"].append(
            {
                "period": str(row.period),
                "value": number_of(row.value),
                "target": number_of(row.target.target),
                "minimum": number_of(row.target.minimum),
                "state": row.state,
                "colour": row.colour,
                "reported_on": _day(row.measurement.reported_on if row.measurement else None),
            }
        )
    return list(found.values())


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
