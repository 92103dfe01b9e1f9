"""Findings for a person at a terminal: grouped by vendor, the hint under each, one total."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from vendorbook.findings import SEVERITIES
from vendorbook.reporters.escaping import plain, wrapped
from vendorbook.reporters.report import summary_line, who_acts
from vendorbook.wording import NO_VENDOR_YET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.findings import Finding
    from vendorbook.reporters.report import Report

_COLOURS: Final = {
    "error": "1;31",
    "warning": "33",
    "info": "36",
    "quiet": "2",
    "head": "1",
    "clean": "32",
}
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
    worst = next((each for each in SEVERITIES if report.counts[each]), "clean")
    total = wrapped(summary_line(report), report.width, indent="")
    lines += [_paint(line, worst, report) for line in total]
    if report.is_empty:
        lines += wrapped(NO_VENDOR_YET, report.width, indent="")
    return "\n".join(lines) + "\n"


def _finding(finding: Finding, report: Report) -> Iterator[str]:
    place, word = plain(str(finding.place)), _WORDS[finding.severity]
    new = " (new)" if report.is_new(finding) else ""
    severity = _paint(word, finding.severity, report)
    code = _paint(finding.code, "quiet", report)
    if len(f"  {place}: {word} {finding.code}{new}") > report.width:
        yield f"  {place}:"
        yield f"    {severity} {code}{new}"
    else:
        yield f"  {place}: {severity} {code}{new}"
    yield from wrapped(plain(finding.message), report.width)
    yield from _labelled("hint:", plain(finding.hint), report)
    yield from _labelled("who acts:", plain(who_acts(finding)), report)


def _labelled(label: str, text: str, report: Report) -> Iterator[str]:
    """A quiet label and text behind it; further lines stand a little to the right."""
    if text:
        first, *rest = wrapped(f"{label} {text}", report.width, hang="  ")
        yield first.replace(label, _paint(label, "quiet", report), 1)
        yield from rest


def _paint(text: str, name: str, report: Report) -> str:
    return f"\x1b[{_COLOURS[name]}m{text}\x1b[0m" if report.colour else text
