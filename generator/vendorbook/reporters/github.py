"""Findings as GitHub Actions workflow commands, and as Markdown for the step's summary.

GitHub shows only ten annotations of a kind for each step, so the worst ten are printed and one line
says how many there are; the step summary holds them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vendorbook.findings import SEVERITIES
from vendorbook.reporters.escaping import markdown, plain
from vendorbook.reporters.report import summary_line, who_acts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.findings import Finding
    from vendorbook.reporters.report import Report

SHOWN_OF_A_KIND: Final = 10
MAX_SUMMARY_BYTES: Final = 1_000_000
_COMMANDS: Final = {"error": "error", "warning": "warning", "info": "notice"}


def as_github(report: Report) -> str:
    """Workflow commands, at most ten of a kind, and the total."""
    lines: list[str] = []
    for severity in SEVERITIES:
        found = [f for f in report.findings if f.severity == severity and not f.waived]
        found.sort(key=lambda finding: -(finding.days or 0))
        lines += [_command(finding, report) for finding in found[:SHOWN_OF_A_KIND]]
        if len(found) > SHOWN_OF_A_KIND:
            word = {"info": "note"}.get(severity, severity)
            lines.append(f"{len(found) - SHOWN_OF_A_KIND:,} more {word}s are in the step summary.")
    lines.append(summary_line(report))
    return "\n".join(lines) + "\n"


def _command(finding: Finding, report: Report) -> str:
    properties = {
        "file": report.path_in_repository(finding.place),
        "line": str(finding.place.line),
        "col": str(finding.place.column),
        "title": finding.code,
    }
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {written}::{_data(_words(finding))}"


def _words(finding: Finding) -> str:
    parts = [plain(finding.message)]
    if finding.hint:
        parts.append(f"Hint: {plain(finding.hint)}")
    if actor := who_acts(finding):
        parts.append(f"Who acts: {plain(actor)}")
    return "\n".join(parts)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(plain(text)).replace(":", "%3A").replace(",", "%2C")


def github_step_summary(report: Report, room: int = MAX_SUMMARY_BYTES) -> str:
    """Every finding as a Markdown table, cut before GitHub's limit with a line that says so.

    Args:
        report: What was found.
        room: How many bytes are left, for a step may run more than one command.
    """
    lines = ["## Vendorbook", "", markdown(summary_line(report)), ""]
    size = sum(len(line.encode()) + 1 for line in lines) + 200
    rows = list(_rows(report))
    if rows:
        lines += ["| Severity | Check | Where | What | Who acts |", "|---|---|---|---|---|"]
    for number, row in enumerate(rows):
        size += len(row.encode()) + 1
        if size > room:
            lines += ["", f"{len(rows) - number:,} more findings do not fit here."]
            break
        lines.append(row)
    return "\n".join(lines) + "\n"


def _rows(report: Report) -> Iterator[str]:
    for severity in SEVERITIES:
        for finding in report.findings:
            if finding.severity == severity and not finding.waived:
                cells = (
                    {"info": "note"}.get(severity, severity),
                    finding.code,
                    f"{finding.place.path}:{finding.place.line}",
                    finding.message,
                    who_acts(finding),
                )
                yield "| " + " | ".join(markdown(cell) for cell in cells) + " |"
