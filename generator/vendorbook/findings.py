"""What a check or a reader has to say: plain values that every room of the house may use.

A finding says what is wrong at which place, and who must act. It does not know how it will be
printed (reporters do) nor how bad it is until the policy has stamped a severity on it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

Severity = Literal["error", "warning", "info"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""All severities, worst first."""


class Place(NamedTuple):
    """Where something stands: a path relative to the playbook's root, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Actor(NamedTuple):
    """Who must act on a finding.

    Attributes:
        side: `client`, `vendor`, `both`, or `author` for whoever edits the record.
        person: The id of a person in the vendor's contacts, or empty when the side is all we know.
        name: That person's name, for people to read.
    """

    side: str
    person: str = ""
    name: str = ""


AUTHOR = Actor("author")
"""Whoever wrote the record: record faults are theirs to mend."""


@dataclass(frozen=True)
class Finding:
    """One thing that a person should know, and where it stands.

    Attributes:
        code: The check's name, lower case with hyphens, such as `milestone-missed`.
        place: The file, line and column that a reader should open.
        message: What is wrong, with the value, and what was expected.
        hint: What to do about it; may be empty.
        severity: How bad it is. Checks leave the default; the policy stamps it.
        vendor: The vendor's slug, or empty when the finding belongs to no vendor.
        record: The record's id within the vendor, or empty.
        due: The date the finding is about, if there is one.
        days: How many days late (positive) or still to go (negative); which days, the message says.
        actor: Who must act.
        waived: The reason of the waiver that covers the finding, or empty.
        aspect: What tells the finding from others of the same code about the same record, such as a
            period. It stays the same from day to day, which a message with a count of days does
            not; None where the message itself tells.
        is_critical: Whether a critical milestone is missed. It leads every list of what to do, also
            when somebody deals with it and it is a warning only.
    """

    code: str
    place: Place
    message: str
    hint: str = ""
    severity: Severity = "error"
    vendor: str = ""
    record: str = ""
    due: date | None = None
    days: int | None = None
    actor: Actor = AUTHOR
    waived: str = ""
    aspect: str | None = None
    is_critical: bool = False

    @property
    def urgency(self) -> tuple[int, int, int, str, int, int, str, str]:
        """What sorts it among findings: the worst first, of these the latest, then by place."""
        place = self.place
        return (
            0 if self.is_critical else 1,
            SEVERITIES.index(self.severity),
            -(self.days or 0),
            place.path,
            place.line,
            place.column,
            self.code,
            self.message,
        )

    @property
    def fingerprint(self) -> str:
        """An identity that survives edits elsewhere and the passing of days.

        It holds no line number, and of a record that has an id not even the file that it is in.
        """
        where = self.record or self.place.path
        what = self.message if self.aspect is None else self.aspect
        words = (self.code, self.vendor, where, what)
        return hashlib.sha256("\x1f".join(words).encode(errors="surrogatepass")).hexdigest()[:20]

    def stamped(self, severity: Severity) -> Finding:
        """The same finding with the severity that the policy gives it."""
        return self if severity == self.severity else replace(self, severity=severity)


class DueDate(NamedTuple):
    """One thing that falls due in the coming days.

    Attributes:
        day: The day on which it is due.
        kind: What it is, in one or two words.
        what: The thing itself, in the words of its record.
        vendor: The vendor's slug.
        vendor_name: The vendor's name, for people to read.
        record: The record's id within the vendor.
        actor: Who must act.
        page: The vendor's page that shows it, such as `milestones`, or empty for the overview.
        place: Where the date stands.
        anchor: The element of that page; empty for the record's id in lower case.
        aspect: What tells it from others of the same kind about the same record; it stays the same
            when the day moves.
    """

    day: date
    kind: str
    what: str
    vendor: str
    vendor_name: str
    record: str
    actor: Actor
    page: str
    place: Place
    anchor: str = ""
    aspect: str = ""

    @property
    def urgency(self) -> tuple[int, str, str, str]:
        """What sorts it among dates, the earliest first."""
        return (self.day.toordinal(), self.vendor, self.kind, self.record)


def source_url(edit_url: str | None, place: Place) -> str:
    """Where a record can be edited, or nothing when the policy names no address."""
    if not edit_url:
        return ""
    return _file_url(edit_url, place.path).replace("{line}", str(place.line))


@lru_cache(maxsize=1_000)
def _file_url(edit_url: str, path: str) -> str:
    return edit_url.replace("{path}", quote(path, errors="replace"))


def sort_key(finding: Finding) -> tuple[str, int, int, str, str]:
    """Order findings as a person reads files: by path, then line, then column."""
    place = finding.place
    return (place.path, place.line, place.column, finding.code, finding.message)


def in_reading_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings by place, each once."""
    return sorted(dict.fromkeys(findings), key=sort_key)


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """The fingerprint of each finding; a repeated one is told apart by how often it came before."""
    seen: Counter[str] = Counter()
    unique = []
    for finding in findings:
        name = finding.fingerprint
        count = seen[name]
        seen[name] += 1
        unique.append(f"{name}-{count + 1}" if count else name)
    return unique
