"""The audit of a playbook's history, for people and for programs."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from vendorbook.reporters.json_text import json_text
from vendorbook.wording import plural, written_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vendorbook.change import AuditEntry


def audit_as_text(entries: Sequence[AuditEntry], *, is_whole: bool = True) -> str:
    """Every change of a promise, by vendor, the oldest first; the text still holds records.

    Args:
        entries: What was found.
        is_whole: Whether all commits could be read, or only those of a shallow clone.
    """
    lines: list[str] = []
    ordered = sorted(entries, key=lambda entry: entry.change.vendor)
    for vendor, group in groupby(ordered, key=lambda entry: entry.change.vendor):
        lines.append(vendor)
        for entry in group:
            lines.append(f"  {entry.change.message}")
            lines.append(
                f"    {entry.commit[:10]}, {written_day(entry.day)}, {entry.author}: "
                f"{entry.subject}"
            )
        lines.append("")
    where = (
        "the history" if is_whole else "the commits of this shallow clone; older ones are unread"
    )
    lines.append(f"{_total(entries)} in {where}.")
    return "\n".join(lines) + "\n"


def _total(entries: Iterable[AuditEntry]) -> str:
    kinds = [entry.change.kind for entry in entries]
    baselines = plural(kinds.count("baseline-changed"), "baseline") + " changed"
    removed = plural(kinds.count("milestone-removed"), "milestone") + " removed"
    gone = kinds.count("vendor-gone")
    if gone:
        removed += f", {plural(gone, 'vendor')} removed"
    covered = plural(kinds.count("miss-covered"), "miss", "misses") + " covered"
    return f"{baselines}, {removed} and {covered}"


def audit_as_json(entries: Iterable[AuditEntry]) -> str:
    """The same as a JSON list, the oldest first."""
    data = [
        {
            "kind": entry.change.kind,
            "vendor": entry.change.vendor,
            "record": entry.change.record,
            "message": entry.change.message,
            "commit": entry.commit,
            "author": entry.author,
            "date": entry.day.isoformat(),
            "subject": entry.subject,
            "path": entry.change.place.path,
            **({"facts": dict(entry.change.facts)} if entry.change.facts else {}),
        }
        for entry in entries
    ]
    return json_text(data)
