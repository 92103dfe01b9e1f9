"""The folder becomes a portfolio: files are read, validated and grouped into vendors.

Nothing here raises for a user's mistake; every function returns what it could use and the findings
about the rest. Vendors are read one at a time, so that a portfolio of thousands needs the memory of
one. Raw data ends here: above this floor there are records only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from vendorbook.calendars import read_calendars
from vendorbook.documents import read_document
from vendorbook.files import entries_of, read_record, shown
from vendorbook.findings import Finding, Place
from vendorbook.records import PLAYBOOK, VENDOR_KINDS, Kind
from vendorbook.records.building import build
from vendorbook.schemas import validate
from vendorbook.unknown_files import is_fragment, unknown_entries

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from os import DirEntry
    from pathlib import Path

    from vendorbook.records.agreement import Agreement
    from vendorbook.records.changes import ChangeRequest
    from vendorbook.records.communication import Communication
    from vendorbook.records.contacts import Contacts, Person
    from vendorbook.records.facts import Period, Record
    from vendorbook.records.feedback import FeedbackEntry
    from vendorbook.records.improvement import ImprovementPlan
    from vendorbook.records.measurements import Measurement
    from vendorbook.records.meetings import Meeting
    from vendorbook.records.milestones import Milestone
    from vendorbook.records.partnership import Partnership
    from vendorbook.records.playbook import Playbook
    from vendorbook.records.reviews import Review
    from vendorbook.records.vendor import Profile
    from vendorbook.workdays import WorkCalendar

PLAYBOOK_FILE = "playbook.yml"
VENDORS_FOLDER = "vendors"

_BEGINNINGS = {
    "vendor": "'vendorbook new SLUG' begins another folder with one to copy",
    "contacts": "begin with 'people: []' and 'escalation: []', each on a line of its own; "
    "'vendorbook new SLUG' begins another folder with more to copy",
}
"""How to come by a file that every vendor has."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

PROMISE_KINDS = frozenset({"vendor", "agreement", "milestones", "changes"})
"""The kinds that another vendor's dependencies need."""

NEIGHBOURS_KEPT = 32
"""How many other vendors' promises are kept in memory at a time."""


@dataclass(frozen=True)
class Vendor:
    """All facts about one vendor, as people wrote them.

    Attributes:
        slug: The folder's name, which is the vendor's id.
        profile: vendor.yml.
        unusable: Kinds whose file could not be used as a whole; what they hold is unknown.
        dropped: Ids of list items that broke their schema; a reference to one still resolves.
        days: The calendar of its contract, or None when that calendar cannot be used.
    """

    slug: str
    profile: Profile
    timezone: str
    days: WorkCalendar | None = None
    contacts: Contacts | None = None
    communication: Communication | None = None
    agreement: Agreement | None = None
    partnership: Partnership | None = None
    milestones: tuple[Milestone, ...] = ()
    changes: tuple[ChangeRequest, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    feedback: tuple[FeedbackEntry, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    reviews: tuple[Review, ...] = ()
    improvement: tuple[ImprovementPlan, ...] = ()
    unusable: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody in contacts.yml, on both sides."""
        return self.contacts.people if self.contacts else ()

    @cached_property
    def measured(self) -> dict[tuple[str, Period], Measurement]:
        """Every measurement by KPI and period; of two for the same, which is a fault, the first."""
        return {(each.kpi, each.period): each for each in reversed(self.measurements)}

    @cached_property
    def changes_of(self) -> dict[str, list[ChangeRequest]]:
        """The changes that have an effect on a milestone, each once, in the order of the file."""
        found: dict[str, list[ChangeRequest]] = {}
        for change in self.changes:
            for milestone in {effect.milestone for effect in change.effects if effect.milestone}:
                found.setdefault(milestone, []).append(change)
        return found

    @cached_property
    def derived(self) -> dict[Any, Any]:
        """Room for what is worked out of the facts, by whoever does so, to be found again."""
        return {}

    @cached_property
    def _person_of(self) -> dict[str, Person]:
        """Everybody by their id; of two with the same one, the first."""
        return {each.id: each for each in reversed(self.people)}

    def person(self, person_id: str | None) -> Person | None:
        """The person with that id, or None."""
        return self._person_of.get(person_id or "")

    def person_name(self, person_id: str | None) -> str:
        """The person's name, or the id itself when contacts.yml does not have it."""
        found = self.person(person_id)
        return found.name if found else person_id or ""


@dataclass(frozen=True)
class Portfolio:
    """One playbook: its policy, its calendars, and which vendors there are.

    Attributes:
        root: The folder that holds playbook.yml.
        playbook: The policy.
        calendars: Calendars by slug; None for one whose file has a fault, so that no day in it is
            taken for what it may not be.
        slugs: The vendors' folders, in order.
    """

    root: Path
    playbook: Playbook
    calendars: dict[str, WorkCalendar | None]
    slugs: tuple[str, ...]
    _neighbours: dict[str, Vendor | None] = field(default_factory=dict, repr=False, compare=False)

    def neighbour(self, slug: str) -> Vendor | None:
        """Another vendor with no more than its promises, for references across vendors.

        None when there is no such vendor or its vendor.yml cannot be used. What is wrong with it is
        found when that vendor itself is read.
        """
        if slug not in self.slugs:
            return None
        if slug not in self._neighbours:
            if len(self._neighbours) >= NEIGHBOURS_KEPT:
                self._neighbours.pop(next(iter(self._neighbours)))
            self._neighbours[slug] = read_vendor(self, slug, PROMISE_KINDS)[0]
        return self._neighbours[slug]


def load(root: Path) -> tuple[Portfolio | None, list[Finding]]:
    """Read the policy and the calendars and list the vendors; None without a usable policy."""
    findings: list[Finding] = []
    policy_file = root / PLAYBOOK_FILE
    if not policy_file.is_file() or policy_file.is_symlink():
        message = f"there is no {PLAYBOOK_FILE} here, so there is no playbook to read"
        hint = "'vendorbook init' begins a playbook in an empty folder"
        return None, [Finding("missing-file", Place(PLAYBOOK_FILE), message, hint)]
    playbook, faults = read_record(policy_file, PLAYBOOK_FILE, PLAYBOOK)
    findings += faults
    calendars, faults = read_calendars(root)
    findings += faults
    slugs = _vendor_folders(root, findings)
    if playbook is None:
        return None, findings
    policy: Playbook = playbook  # type: ignore[assignment]
    findings += _unknown_calendar(policy.organisation, calendars, policy.organisation.calendar)
    return Portfolio(root, policy, calendars, slugs), findings


def read_vendor(
    portfolio: Portfolio,
    slug: str,
    kinds: Collection[str] | None = None,
    *,
    places: bool = False,
) -> tuple[Vendor | None, list[Finding]]:
    """Read one vendor's folder, or only some `kinds` of record in it.

    With `places`, where every record stands is noted at once; it is known later all the same.

    Returns None when vendor.yml cannot be used; the findings say why.
    """
    folder = f"{VENDORS_FOLDER}/{slug}"
    entries, findings = entries_of(portfolio.root / folder, folder, slug)
    if findings:
        return None, findings
    if kinds is None:
        findings += unknown_entries(entries, folder, slug)
    named = {entry.name: entry for entry in entries}
    facts: dict[str, Any] = {}
    unusable: set[str] = set()
    dropped: set[str] = set()
    for kind in VENDOR_KINDS.values():
        if kinds is not None and kind.name not in kinds:
            continue
        files = _files_of(named, kind)
        if not files and kind.required and f"{kind.name}.yml" not in named:
            message = f"{kind.name}.yml is missing; every vendor folder has one"
            place = Place(f"{folder}/{kind.name}.yml")
            findings.append(
                Finding("missing-file", place, message, _BEGINNINGS[kind.name], vendor=slug)
            )
        if not files and kind.required:
            unusable.add(kind.name)
        records, lost = _read_kind(folder, slug, kind, files, findings, places=places)
        if lost is None:
            unusable.add(kind.name)
        else:
            dropped |= lost
        _collect(facts, kind, records)
    if "vendor" not in facts:
        return None, findings
    profile: Profile = facts.pop("vendor")
    organisation = portfolio.playbook.organisation
    calendar = profile.calendar or organisation.calendar
    if profile.calendar:
        findings += _unknown_calendar(profile, portfolio.calendars, profile.calendar, slug)
    vendor = Vendor(
        slug=slug,
        profile=profile,
        timezone=profile.timezone or organisation.timezone,
        days=portfolio.calendars.get(calendar),
        unusable=frozenset(unusable),
        dropped=frozenset(dropped),
        **facts,
    )
    return vendor, findings


def _collect(facts: dict[str, Any], kind: Kind, records: list[Record]) -> None:
    """Put the records of one kind where `Vendor` wants them."""
    if kind.list_key is None:
        if records:
            facts[kind.name] = records[0]
        return
    items = [each for record in records for each in getattr(record, kind.list_key)]
    facts[kind.name] = tuple(items)


def _read_kind(
    folder: str,
    slug: str,
    kind: Kind,
    files: Iterable[tuple[str, str]],
    findings: list[Finding],
    *,
    places: bool,
) -> tuple[list[Record], set[str] | None]:
    """The records of one kind, and the ids that were dropped; None for them when all is unknown.

    `files` are the files' paths, and their names within the vendor's `folder`.
    """
    records: list[Record] = []
    dropped: set[str] = set()
    unknown = False
    for file, name in files:
        path = f"{folder}/{shown(name)}"
        document, faults = read_document(file, path, places=places)
        findings += (_of_vendor(each, slug) for each in faults)
        if document is None:
            unknown = True
            continue
        validation = validate(document, kind.name, slug)
        findings += validation.findings
        dropped |= validation.dropped
        if validation.data is None:
            unknown = True
        else:
            records.append(build(kind.root, validation.data, document))
    return records, None if unknown else dropped


def _of_vendor(finding: Finding, slug: str) -> Finding:
    return Finding(finding.code, finding.place, finding.message, finding.hint, vendor=slug)


def _files_of(named: dict[str, DirEntry[str]], kind: Kind) -> list[tuple[str, str]]:
    """The file of a kind, and for logs the fragments in the folder of the same name.

    Each has its path, and its name within the vendor's folder; `named` is what lies in that.
    """
    single = named.get(f"{kind.name}.yml")
    files = [single] if single and single.is_file(follow_symlinks=False) else []
    found = [(each.path, each.name) for each in files]
    fragments = named.get(kind.name)
    if kind.is_log and fragments and fragments.is_dir(follow_symlinks=False):
        found += (
            (each.path, f"{kind.name}/{each.name}")
            for each in entries_of(fragments.path, "")[0]
            if is_fragment(each)
        )
    return found


def _vendor_folders(root: Path, findings: list[Finding]) -> tuple[str, ...]:
    folder = root / VENDORS_FOLDER
    slugs = []
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        message = "this is no folder, so no vendor in it is read"
        hint = "vendors/ is a plain folder that holds one folder for each vendor"
        findings.append(Finding("unknown-file", Place(VENDORS_FOLDER), message, hint))
        return ()
    entries, faults = entries_of(folder, VENDORS_FOLDER) if folder.is_dir() else ([], [])
    findings += faults
    for entry in entries:
        path = f"{VENDORS_FOLDER}/{shown(entry.name)}"
        if entry.is_symlink() or not entry.is_dir():
            message = "this is no vendor's folder"
            hint = "every vendor has a folder of its own, such as vendors/acme/"
            findings.append(Finding("unknown-file", Place(path), message, hint))
        elif not _SLUG.fullmatch(entry.name):
            name = shown(entry.name)
            message = f"the folder name '{name}' is not lower-case words joined by hyphens"
            hint = "rename the folder and the vendor's id alike"
            findings.append(Finding("folder-mismatch", Place(path), message, hint))
        else:
            slugs.append(entry.name)
    return tuple(slugs)


def _unknown_calendar(
    record: Record, calendars: dict[str, WorkCalendar | None], name: str, vendor: str = ""
) -> Iterator[Finding]:
    if name not in calendars:
        message = f"there is no calendar '{name}'"
        have = ", ".join(sorted(calendars)) or "none"
        hint = f"add calendars/{name}.yml or name one that exists: {have}"
        yield Finding("dangling-reference", record.place("calendar"), message, hint, vendor=vendor)
