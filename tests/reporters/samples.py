"""Findings and reports that the tests of reporters share."""

from __future__ import annotations

from datetime import date

from vendorbook.findings import Actor, Finding, Place
from vendorbook.reporters.report import Report

MISSED = Finding(
    "milestone-missed",
    Place("vendors/acme/milestones.yml", 4, 5),
    "MS-01 'Go-live' was due on 30 Apr 2026 and is 1 working day late",
    "record the delivery",
    "error",
    "acme",
    "MS-01",
    date(2026, 4, 30),
    1,
    Actor("vendor", "rosa-lind", "Rosa Lind"),
)
TYPO = Finding(
    "unknown-key",
    Place("playbook.yml", 3, 1),
    "'windws' is not a field of this file",
    "did you mean 'windows'?",
)
WAIVED = Finding(
    "contact-unverified",
    Place("vendors/acme/contacts.yml", 2, 5),
    "old",
    severity="warning",
    vendor="acme",
    waived="Agreed.",
)


def report(*findings: Finding, as_of: date | None = date(2026, 10, 9), **more: object) -> Report:
    return Report(findings, as_of, "2 vendors", **more)  # type: ignore[arg-type]
