"""What every reporter is given: findings that are stamped and ordered, and how they came about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vendorbook.findings import SEVERITIES
from vendorbook.reporters.escaping import plain
from vendorbook.wording import pin_in_words, written_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from vendorbook.findings import DueDate, Finding, Place
    from vendorbook.manuals import CheckManual


@dataclass(frozen=True)
class Report:
    """The outcome of one run.

    Attributes:
        findings: In reading order, with the severities of the policy.
        as_of: The day that was judged, or None when no situation was looked for.
        checked: What was read, in words such as `4 vendors`.
        is_pinned: Whether the day is not today, because the playbook says so.
        is_empty: Whether the playbook has no vendor yet.
        colour: Whether the reader sees colour.
        width: How many columns the reader has.
        version: The version of Vendorbook that made the report.
        organisation: Whose playbook it is.
        manuals: The manual of every code that a finding can have.
        vendor_names: What each vendor is called, by slug.
        due_dates: What falls due in the coming days, earliest first.
        edit_url: The address of a line of a record, with `{path}` and `{line}` in it, if there is
            one.
        folder: Where the playbook lies in its repository, such as `it/vendors`; empty at the top.
        base: The commit that was compared with, or empty.
        made_at: The instant of the run in UTC, for formats that must name one.
        known: The fingerprints of what a base revision had already, or None without a base.
    """

    findings: tuple[Finding, ...]
    as_of: date | None
    checked: str
    colour: bool = False
    width: int = 100
    version: str = ""
    organisation: str = ""
    manuals: Mapping[str, CheckManual] = field(default_factory=dict)
    vendor_names: Mapping[str, str] = field(default_factory=dict)
    due_dates: tuple[DueDate, ...] = ()
    edit_url: str | None = None
    folder: str = ""
    base: str = ""
    made_at: datetime | None = None
    known: frozenset[str] | None = None
    is_pinned: bool = False
    is_empty: bool = False

    def is_new(self, finding: Finding) -> bool:
        """Whether a base revision was looked at and did not have the finding."""
        return self.known is not None and finding.fingerprint not in self.known

    def path_in_repository(self, place: Place) -> str:
        """A path as forges count it, which know nothing of the playbook's folder."""
        return f"{self.folder}/{place.path}" if self.folder else place.path

    @property
    def counts(self) -> dict[str, int]:
        """How many findings there are of each severity, and how many are waived."""
        counts = dict.fromkeys([*SEVERITIES, "waived"], 0)
        for finding in self.findings:
            counts["waived" if finding.waived else finding.severity] += 1
        return counts


def summary_line(report: Report) -> str:
    """The total in one line: `2 errors, 1 warning and 3 notes in 4 vendors as of 9 Oct 2026`."""
    counts = report.counts
    words = [
        _count(counts["error"], "error"),
        _count(counts["warning"], "warning"),
        _count(counts["info"], "note"),
    ]
    parts = [word for word in words if word]
    text = "No findings" if not parts else _joined(parts)
    text += f" in {report.checked}"
    if report.as_of is not None:
        text += f" as of {written_day(report.as_of)}{pin_in_words(report.is_pinned)}"
    if counts["waived"]:
        text += f"; {counts['waived']} waived"
    if report.base:
        new = sum(report.is_new(each) and not each.waived for each in report.findings)
        text += f"; {new or 'none'} new since {report.base[:10]}"
    return f"{text}."


def _count(number: int, word: str) -> str:
    if not number:
        return ""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _joined(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def who_acts(finding: Finding) -> str:
    """Who must act, in words; empty when it is whoever edits the record."""
    actor = finding.actor
    if actor.side == "author":
        return ""
    side = {"both": "both sides"}.get(actor.side, actor.side)
    name = actor.name or actor.person
    return f"{name} ({side})" if name else side


def sentences(finding: Finding) -> str:
    """What is wrong, what to do and who acts, on one line that drives no terminal."""
    parts = [_sentence(finding.message)]
    if finding.hint:
        parts.append(_sentence(f"Hint: {finding.hint}"))
    if actor := who_acts(finding):
        parts.append(_sentence(f"Who acts: {actor}"))
    return " ".join(part for part in parts if part) or "."


def _sentence(text: str) -> str:
    words = plain(text).strip()
    return f"{words.removesuffix('.')}." if words else ""
