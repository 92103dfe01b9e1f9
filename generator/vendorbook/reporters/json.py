"""Findings for other programs, as one JSON object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vendorbook.findings import fingerprints
from vendorbook.reporters.json_text import json_text

if TYPE_CHECKING:
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
            _as_data(finding, fingerprint, report)
            for finding, fingerprint in zip(
                report.findings, fingerprints(report.findings), strict=True
            )
        ],
    }
    if report.known is not None:
        data["base"] = report.base
    return json_text(data)


def _as_data(finding: Finding, fingerprint: str, report: Report) -> dict[str, Any]:
    data = {
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
    return data if report.known is None else {**data, "new": report.is_new(finding)}
