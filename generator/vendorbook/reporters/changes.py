"""What a change means, for people at a terminal, for one pull-request comment, and for programs."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from vendorbook.change import GROUPS
from vendorbook.findings import SEVERITIES
from vendorbook.reporters.escaping import markdown, plain, wrapped
from vendorbook.reporters.json_text import json_text
from vendorbook.reporters.report import who_acts
from vendorbook.wording import plural, written_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from vendorbook.change import Change
    from vendorbook.findings import Finding

MAX_COMMENT_BYTES: Final = 64_000
"""A comment on a pull request holds 65,536 characters."""

_NOTE_OF_THE_REST: Final = 300


@dataclass(frozen=True)
class ChangeReport:
    """What a change means.

    Attributes:
        base: The commit that was compared with.
        head: The commit that was compared, or empty for the folder as it lies there.
        as_of: The day that both sides were judged for.
        changes: What happened, the most important first.
        new: Findings that the base did not have, the worst first.
        cleared: Findings that are gone.
        vendor_names: What each vendor is called, by slug.
        colour: Whether the reader sees colour.
        width: How many columns the reader has.
    """

    base: str
    head: str
    as_of: date
    changes: tuple[Change, ...]
    new: tuple[Finding, ...]
    cleared: tuple[Finding, ...]
    vendor_names: Mapping[str, str] = field(default_factory=dict)
    colour: bool = False
    width: int = 100


def total(report: ChangeReport) -> str:
    """Everything in one line."""
    counts = (
        plural(len(report.changes), "change"),
        plural(len(report.new), "new finding"),
        f"{len(report.cleared):,} cleared",
    )
    head = report.head[:10] or "the folder"
    return (
        f"{counts[0]}, {counts[1]} and {counts[2]} from {report.base[:10]} to {head}, both judged "
        f"as of {written_day(report.as_of)}"
    )


def by_vendor(changes: Iterable[Change]) -> list[tuple[str, list[Change]]]:
    """Changes of each vendor together; the vendor with the most important change comes first."""
    order = list(GROUPS)
    groups: dict[str, list[Change]] = {}
    for each in changes:
        groups.setdefault(each.vendor, []).append(each)
    return sorted(groups.items(), key=lambda item: (order.index(item[1][0].group), item[0]))


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Findings by severity, then vendor and place."""
    return sorted(findings, key=lambda f: (SEVERITIES.index(f.severity), f.vendor, f.place))


def changes_as_text(report: ChangeReport) -> str:
    """The report for a person at a terminal."""
    lines: list[str] = []
    for vendor, changes in by_vendor(report.changes):
        lines.append(_bold(plain(vendor) or "playbook", report))
        for group, each in groupby(changes, key=lambda change: change.group):
            lines.append(f"  {GROUPS[group]}")
            for change in each:
                lines += wrapped(plain(change.message), report.width)
        lines.append("")
    for heading, findings in (("New findings", report.new), ("Cleared", report.cleared)):
        if findings:
            lines.append(_bold(heading, report))
            for finding in findings:
                lines += _finding_lines(finding, report)
            lines.append("")
    lines.append(f"{total(report)}.")
    return "\n".join(lines) + "\n"


def _bold(text: str, report: ChangeReport) -> str:
    return f"\x1b[1m{text}\x1b[0m" if report.colour else text


def _finding_lines(finding: Finding, report: ChangeReport) -> Iterator[str]:
    severity = {"info": "note"}.get(finding.severity, finding.severity)
    yield f"  {plain(str(finding.place))}: {severity} {finding.code}"
    yield from wrapped(plain(finding.message), report.width)


def changes_as_json(report: ChangeReport) -> str:
    """The report for a program."""
    data = {
        "base": report.base,
        "head": report.head or None,
        "as_of": report.as_of.isoformat(),
        "changes": [_change_data(each) for each in report.changes],
        "findings": {
            "new": [_finding_data(each) for each in report.new],
            "cleared": [_finding_data(each) for each in report.cleared],
        },
    }
    return json_text(data)


def _change_data(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "group": change.group,
        "vendor": change.vendor,
        "record": change.record,
        "message": change.message,
        "path": change.place.path,
        "line": change.place.line,
        **({"facts": dict(change.facts)} if change.facts else {}),
    }


def _finding_data(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "vendor": finding.vendor,
        "record": finding.record,
        "path": finding.place.path,
        "line": finding.place.line,
        "actor": {"side": finding.actor.side, "person": finding.actor.person},
        "fingerprint": finding.fingerprint,
    }


def changes_as_markdown(report: ChangeReport) -> str:
    """The report as one comment; what does not fit is counted at its end."""
    head = ["### What this change means", "", f"{markdown(total(report))}.", ""]
    if not report.changes and not report.new and not report.cleared:
        head[2] = (
            "Nothing that the records say has changed: no promise, no date, no finding. "
            f"{markdown(total(report))}."
        )
    return _fitted(head, list(_blocks(report)))


def _blocks(report: ChangeReport) -> Iterator[tuple[str, list[str]]]:
    """Headings and the items under each, the most important first."""
    errors = [each for each in report.new if each.severity == "error"]
    rest = [each for each in report.new if each.severity != "error"]
    if errors:
        yield f"#### {plural(len(errors), 'new error')}", [_item(each) for each in errors]
    for vendor, changes in by_vendor(report.changes):
        name = markdown(report.vendor_names.get(vendor, vendor) or "Policy of the playbook")
        yield f"#### {name}", [_change_item(each) for each in changes]
    if rest:
        yield f"#### {plural(len(rest), 'other new finding')}", [_item(each) for each in rest]
    if report.cleared:
        heading = f"#### {plural(len(report.cleared), 'finding')} cleared"
        yield heading, [_item(each) for each in report.cleared]


def _change_item(change: Change) -> str:
    is_grave = change.group == "misses"
    words = markdown(change.message)
    return f"- **{words}**" if is_grave else f"- {words}"


def _item(finding: Finding) -> str:
    severity = {"info": "note"}.get(finding.severity, finding.severity)
    where = markdown(f"{finding.place.path}:{finding.place.line}")
    who = who_acts(finding)
    actor = f" Who acts: {markdown(who)}." if who else ""
    return f"- {severity} `{finding.code}` {markdown(finding.message)}.{actor} <sub>{where}</sub>"


def _fitted(head: Sequence[str], blocks: Sequence[tuple[str, list[str]]]) -> str:
    """As many items as fit; the rest is counted."""
    lines = list(head)
    size = _size(lines) + _NOTE_OF_THE_REST
    left = sum(len(items) for _, items in blocks)
    for heading, items in blocks:
        opening = [heading, ""]
        for item in items:
            size += _size([*opening, item])
            if size > MAX_COMMENT_BYTES:
                lines += ["", f"{left:,} more do not fit here; `vendorbook diff` lists them all."]
                return "\n".join(lines) + "\n"
            lines += [*opening, item]
            opening = []
            left -= 1
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _size(lines: Iterable[str]) -> int:
    return sum(len(line.encode()) + 1 for line in lines)


CHANGE_REPORTERS: Final[dict[str, Callable[[ChangeReport], str]]] = {
    "text": changes_as_text,
    "json": changes_as_json,
    "markdown": changes_as_markdown,
}
"""Every form of the report by the name that `--format` takes."""
