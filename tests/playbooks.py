"""Small real playbooks in temporary folders, made of YAML that stands in the test."""

from __future__ import annotations

from datetime import date
from textwrap import dedent
from typing import TYPE_CHECKING

from vendorbook.assessment import Assessment, assess
from vendorbook.checks import find_faults, find_revision_faults, find_situations
from vendorbook.comparison import Comparison
from vendorbook.portfolio import Portfolio, load
from vendorbook.vendor import Vendor
from vendorbook.vendor_reading import read_vendor

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from vendorbook.findings import Finding

PLAYBOOK = """\
schema_version: 1
organisation: { name: Client, timezone: Europe/London, calendar: england }
"""

CALENDAR = """\
name: England 2026
weekend: [sat, sun]
covers: { from: 2025-01-01, to: 2027-12-31 }
non_working:
  - { date: 2026-01-01, name: New Year's Day }
  - { date: 2026-04-03, name: Good Friday }
  - { date: 2026-04-06, name: Easter Monday }
  - { date: 2026-05-04, name: Early May bank holiday }
  - { date: 2026-05-25, name: Spring bank holiday }
  - { date: 2026-08-31, name: Summer bank holiday }
  - { date: 2026-12-25, name: Christmas Day }
  - { date: 2026-12-28, name: Boxing Day }
"""

VENDOR = """\
id: {slug}
name: Acme
category: testing
tier: operational
status: active
supports_critical_function: false
owner: ines-ward
summary: Tests things.
contracts:
  - id: main
    type: msa
    title: Main agreement
    reference: https://documents.example/main
    start: 2025-01-01
    end: 2027-12-31
    auto_renew: false
"""

CONTACTS = """\
people:
  - { id: ines-ward, name: Ines Ward, side: client, title: Owner, roles: [relationship_owner], email: ines@client.example, verified_on: 2026-01-05 }
  - { id: pia-nand, name: Pia Nand, side: client, title: Contracts, roles: [contract_manager], email: pia@client.example, verified_on: 2026-01-05 }
  - { id: tomas-reyl, name: Tomas Reyl, side: client, title: Lead, roles: [technical_lead], email: tomas@client.example, verified_on: 2026-01-05 }
  - { id: kit-morrow, name: Kit Morrow, side: vendor, title: Account, roles: [account_manager], email: kit@vendor.example, verified_on: 2026-01-05 }
  - { id: rosa-lind, name: Rosa Lind, side: vendor, title: Delivery, roles: [delivery_manager], email: rosa@vendor.example, verified_on: 2026-01-05 }
escalation:
  - { level: 1, for: incident, vendor: rosa-lind, client: ines-ward, after: 30m }
"""  # noqa: E501 - one person on one line reads best

AGREEMENT = """\
objectives: [{ text: Less to worry about }]
scope: { in: [Testing], out: [Mending] }
deliverables:
  - { id: DL-01, title: Report, acceptance_criteria: [It says yes or no], acceptor: ines-ward }
kpis: []
"""


def write_playbook(
    root: Path, vendors: Mapping[str, Mapping[str, str]], *, playbook: str = PLAYBOOK
) -> Path:
    """Write a playbook whose vendors have the given files on top of the required ones."""
    (root / "calendars").mkdir(parents=True, exist_ok=True)
    (root / "playbook.yml").write_text(dedent(playbook), encoding="utf-8")
    (root / "calendars" / "england.yml").write_text(CALENDAR, encoding="utf-8")
    (root / "vendors").mkdir(exist_ok=True)
    for slug, files in vendors.items():
        folder = root / "vendors" / slug
        folder.mkdir(parents=True, exist_ok=True)
        standard = {"vendor": VENDOR.format(slug=slug), "contacts": CONTACTS}
        for name, text in {**standard, **files}.items():
            file = folder / (name if "." in name or "/" in name else f"{name}.yml")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(dedent(text), encoding="utf-8")
    return root


def open_playbook(root: Path) -> Portfolio:
    """Load a playbook that has no fault of its own."""
    portfolio, findings, _ = load(root)
    assert findings == []
    assert portfolio is not None
    return portfolio


def acme(root: Path, **files: str) -> tuple[Vendor, Portfolio]:
    """The vendor `acme` with the given files, which must keep their schemas."""
    portfolio = open_playbook(write_playbook(root, {"acme": files}))
    vendor, findings, _ = read_vendor(portfolio, "acme")
    assert findings == []
    assert vendor is not None
    return vendor, portfolio


def faults(root: Path, today: date = date(2026, 10, 9), /, **files: str) -> list[Finding]:
    """The record faults of the vendor `acme` with the given files."""
    vendor, portfolio = acme(root, **files)
    return find_faults(vendor, portfolio, today)


def assessed(root: Path, as_of: date, **files: str) -> Assessment:
    """The vendor `acme` with the given files, assessed."""
    vendor, portfolio = acme(root, **files)
    return assess(vendor, portfolio, as_of)


def situations(root: Path, as_of: date, **files: str) -> list[Finding]:
    """The situations of the vendor `acme` with the given files."""
    return find_situations(assessed(root, as_of, **files))


def said(findings: list[Finding], code: str) -> list[str]:
    """The messages of the findings of one code, each with its line."""
    return [f"{f.place.line}: {f.message}" for f in findings if f.code == code]


def compared(
    root: Path, as_of: date, before: Mapping[str, str], after: Mapping[str, str]
) -> Comparison:
    """The vendor `acme` with some files before a change and others after it."""
    return Comparison(
        assessed(root / "before", as_of, **before), assessed(root / "after", as_of, **after)
    )


def revision_faults(
    root: Path, as_of: date, before: Mapping[str, str], after: Mapping[str, str]
) -> list[Finding]:
    """What a change of the vendor `acme` must not do quietly."""
    return find_revision_faults(compared(root, as_of, before, after))
