"""Findings for a person at a terminal: grouped by vendor, the hint under each, one total."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from vendorbook.reporters.escaping import plain, wrapped
from vendorbook.reporters.report import summary_line, who_acts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.findings import Finding
    from vendorbook.reporters.report import Report

_COLOURS: Final = {"error": "1;31", "warning": "33", "info": "34", "quiet": "2", "head": "1"}
_WORDS: Final = {"error": "error", "warning": "warning", "info": "note"}


def as_text(report: Report) -> str:
    """The whole report as text that ends with a line break."""
    shown = [finding for finding in report.findings if not finding.waived]
    lines: list[str] = []
    shown.sort(key=lambda finding: finding.vendor)
    for vendor, group in groupby(shown, key=lambda finding: finding.vendor):
        lines.append(_paint(plain(vendor) or "playbook", "head", report))
        for finding in group:
            lines += _finding(finding, report)
        lines.append("")
    lines.append(summary_line(report))
    return "\n".join(lines) + "\n"


def _finding(finding: Finding, report: Report) -> Iterator[str]:
    severity = _paint(_WORDS[finding.severity], finding.severity, report)
    code = _paint(finding.code, "quiet", report)
    new = " (new)" if report.is_new(finding) else ""
    yield f"  {plain(str(finding.place))}: {severity} {code}{new}"
    yield from wrapped(plain(finding.message), report.width)
    if hint := plain(finding.hint):
        yield from wrapped(f"hint: {hint}", report.width)
    if actor := plain(who_acts(finding)):
        yield f"    who acts: {actor}"


def _paint(text: str, name: str, report: Report) -> str:
    return f"\x1b[{_COLOURS[name]}m{text}\x1b[0m" if report.colour else text
