"""Findings for other programs, as one JSON object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vendorbook.findings import fingerprints
from vendorbook.reporters.json_text import json_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorbook.findings import Finding
    from vendorbook.reporters.report import Report


def as_json(report: Report) -> str:
    """The report as JSON; `as_of` is null when no situation was looked for.

    Only a report that was compared with a base revision has `base`, and `new` on every finding.
    """
    data: dict[str, Any] = {
        "as_of": report.as_of.isoformat() if report.as_of else None,
        "summary": report.counts,
        "findings": [
            data if report.known is None else {**data, "new": report.is_new(finding)}
            for finding, data in zip(report.findings, as_data(report.findings), strict=True)
        ],
    }
    if report.known is not None:
        data["base"] = report.base
    return json_text(data)


def as_data(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Findings as plain data, each with a fingerprint that no other of them has."""
    return [
        _one(finding, fingerprint)
        for finding, fingerprint in zip(findings, fingerprints(findings), strict=True)
    ]


def _one(finding: Finding, fingerprint: str) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "hint": finding.hint,
        "path": finding.place.path,
        "line": finding.place.line,
        "column": finding.place.column,
        "vendor": finding.vendor,
        "record": finding.record,
        "due": finding.due.isoformat() if finding.due else None,
        "days": finding.days,
        "actor": {"side": finding.actor.side, "person": finding.actor.person},
        "fingerprint": fingerprint,
        "waived": finding.waived or None,
    }
