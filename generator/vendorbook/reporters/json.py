"""Findings for other programs, as one JSON object."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from vendorbook.findings import fingerprints

if TYPE_CHECKING:
    from vendorbook.findings import Finding
    from vendorbook.reporters.report import Report


def as_json(report: Report) -> str:
    """The report as JSON; `as_of` is null when no situation was looked for."""
    data = {
        "as_of": report.as_of.isoformat() if report.as_of else None,
        "summary": report.counts,
        "findings": [
            _as_data(finding, fingerprint)
            for finding, fingerprint in zip(
                report.findings, fingerprints(report.findings), strict=True
            )
        ],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _as_data(finding: Finding, fingerprint: str) -> dict[str, Any]:
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
