"""Findings as a GitLab code quality report, which GitLab shows in merge requests.

GitLab knows no waivers, so waived findings are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from vendorbook.findings import fingerprints
from vendorbook.reporters.escaping import plain
from vendorbook.reporters.json_text import json_text
from vendorbook.reporters.report import sentences

if TYPE_CHECKING:
    from vendorbook.findings import Finding, Severity
    from vendorbook.reporters.report import Report

_SEVERITIES: Final[dict[Severity, str]] = {"error": "major", "warning": "minor", "info": "info"}


def as_gitlab(report: Report) -> str:
    """Every finding that counts, with a fingerprint that no other one has."""
    return json_text(
        [
            _issue(finding, fingerprint, report)
            for finding, fingerprint in zip(
                report.findings, fingerprints(report.findings), strict=True
            )
            if not finding.waived
        ]
    )


def _issue(finding: Finding, fingerprint: str, report: Report) -> dict[str, Any]:
    return {
        "description": sentences(finding),
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": plain(report.path_in_repository(finding.place)),
            "lines": {"begin": max(1, finding.place.line)},
        },
    }
