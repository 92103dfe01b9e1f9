"""Findings as SARIF 2.1.0, the format of code scanning and of many editors.

Waived findings are in it as suppressions. Every rule is there, whether it found something or not,
so a reader sees what was looked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from vendorbook.findings import fingerprints
from vendorbook.reporters.escaping import plain
from vendorbook.reporters.json_text import json_text
from vendorbook.reporters.report import sentences

if TYPE_CHECKING:
    from vendorbook.findings import Finding, Severity
    from vendorbook.manuals import CheckManual
    from vendorbook.reporters.report import Report

SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT: Final = "%SRCROOT%"
_LEVELS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "note"}


def as_sarif(report: Report) -> str:
    """One run with all rules and results."""
    codes = sorted({*report.manuals, *(finding.code for finding in report.findings)})
    numbers = {code: number for number, code in enumerate(codes)}
    driver = {
        "name": "Vendorbook",
        **({"version": report.version} if report.version else {}),
        "rules": [_rule(code, report.manuals.get(code)) for code in codes],
    }
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True}],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            _ROOT: {"description": {"text": "The top folder of the repository."}}
        },
        "results": [
            _result(finding, fingerprint, numbers[finding.code], report)
            for finding, fingerprint in zip(
                report.findings, fingerprints(report.findings), strict=True
            )
        ],
    }
    if report.as_of:
        run["properties"] = {"as_of": report.as_of.isoformat()}
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, manual: CheckManual | None) -> dict[str, Any]:
    if manual is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": f"{manual.summary}."},
        "fullDescription": {"text": _description(manual)},
        "help": {"text": manual.text, "markdown": manual.text},
        "defaultConfiguration": {"level": _LEVELS[manual.severity]},
        "properties": {"tags": [manual.group]},
    }


def _description(manual: CheckManual) -> str:
    """The manual before its examples, each paragraph on one line."""
    prose = manual.text.partition("\n\nFails:")[0]
    return "\n\n".join(" ".join(each.split()) for each in prose.split("\n\n"))


def _result(finding: Finding, fingerprint: str, rule: int, report: Report) -> dict[str, Any]:
    place = finding.place
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": quote(report.path_in_repository(place), errors="replace"),
                        "uriBaseId": _ROOT,
                    },
                    "region": {
                        "startLine": max(1, place.line),
                        "startColumn": max(1, place.column),
                    },
                }
            }
        ],
        "partialFingerprints": {"vendorbook/v1": fingerprint},
        "suppressions": _suppressions(finding),
        "properties": _properties(finding, report),
    }


def _message(finding: Finding) -> str:
    """Text without placeholders and links, which SARIF would read out of braces and brackets.

    Braces are doubled as section 3.11.5 of the standard asks. A space without width parts the
    brackets, because section 3.11.6 knows no way to escape a link as a whole.
    """
    text = sentences(finding).replace("{", "{{").replace("}", "}}")
    return text.replace("](", "]\N{ZERO WIDTH SPACE}(")


def _suppressions(finding: Finding) -> list[dict[str, str]]:
    """The waiver; an empty list says that the finding was looked at and counts."""
    if not finding.waived:
        return []
    return [
        {"kind": "external", "status": "accepted", "justification": plain(finding.waived)},
    ]


def _properties(finding: Finding, report: Report) -> dict[str, Any]:
    actor = finding.actor
    properties = {
        "vendor": plain(finding.vendor),
        "record": plain(finding.record),
        "due": finding.due.isoformat() if finding.due else None,
        "days": finding.days,
        "actor": {
            "side": actor.side,
            **({"person": plain(actor.person)} if actor.person else {}),
            **({"name": plain(actor.name)} if actor.name else {}),
        },
        "new": report.is_new(finding) if report.known is not None else None,
    }
    return {name: value for name, value in properties.items() if value not in (None, "")}
