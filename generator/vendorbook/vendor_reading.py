"""One vendor's folder becomes facts: its files are read, validated and put together.

Nothing here raises for a user's mistake. Raw data ends here: above this floor there are records
only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from vendorbook.calendars import unknown_calendar
from vendorbook.documents import Document, read_document
from vendorbook.files import VENDORS_FOLDER, entries_of, shown
from vendorbook.findings import Finding, Place
from vendorbook.mending import Doubt, all_doubts
from vendorbook.possibilities import possibilities
from vendorbook.records import VENDOR_KINDS, Kind
from vendorbook.records.building import build
from vendorbook.schemas import validate
from vendorbook.unknown_files import is_fragment, meant_kinds, unknown_entries
from vendorbook.vendor import Vendor

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from os import DirEntry

    from vendorbook.portfolio import Portfolio
    from vendorbook.records.facts import Record
    from vendorbook.records.vendor import Profile

PROMISE_KINDS = frozenset({"vendor", "agreement", "milestones", "changes"})
"""The kinds that another vendor's dependencies need."""

_BEGINNINGS = {
    "vendor": "'vendorbook new SLUG' begins another folder with one to copy",
    "contacts": "begin with 'people: []' and 'escalation: []', each on a line of its own; "
    "'vendorbook new SLUG' begins another folder with more to copy",
}
"""How to come by a file that every vendor has."""


class PossibleVendor(NamedTuple):
    """What a vendor may be once its mistakes are mended; see `possibilities`.

    Attributes:
        vendor: The facts, some of them made up.
        doubt: What is not known of them.
    """

    vendor: Vendor
    doubt: Doubt = Doubt()


class VendorReading(NamedTuple):
    """What a vendor's folder says.

    Attributes:
        vendor: The facts that could be used, or None when vendor.yml cannot be.
        findings: One finding for each mistake in a file's form.
        possible: The vendor itself when every file keeps its schema, else some that it may be once
            it does; none when the folder cannot be read.
    """

    vendor: Vendor | None
    findings: list[Finding]
    possible: tuple[PossibleVendor, ...]


class _KindReading(NamedTuple):
    """The records of one kind, in all its files.

    Attributes:
        records: One record for each file that can be used.
        doubt: What is not known of them.
        is_unusable: Whether some file cannot be used at all, so that what it holds is unknown.
    """

    records: list[Record]
    doubt: Doubt = Doubt()
    is_unusable: bool = False


def read_vendor(
    portfolio: Portfolio,
    slug: str,
    kinds: Collection[str] | None = None,
    *,
    places: bool = False,
) -> VendorReading:
    """Read one vendor's folder, or only some `kinds` of record in it.

    With `places`, where every record stands is noted at once; it is known later all the same.
    """
    folder = f"{VENDORS_FOLDER}/{slug}"
    entries, findings = entries_of(portfolio.root / folder, folder, slug)
    if findings:
        return VendorReading(None, findings, ())
    if kinds is None:
        findings += unknown_entries(entries, folder, slug)
    named = {entry.name: entry for entry in entries}
    meant = meant_kinds(entries)
    usable: dict[Kind, _KindReading] = {}
    possible: dict[Kind, tuple[_KindReading, ...]] = {}
    for kind in VENDOR_KINDS.values():
        if kinds is not None and kind.name not in kinds:
            continue
        files = _files_of(named, kind)
        if not files and kind.required:
            if f"{kind.name}.yml" not in named and kind.name not in meant:
                findings.append(_missing(kind, folder, slug))
            usable[kind] = _KindReading([], is_unusable=True)
            possible[kind] = _imagined(kind, folder)
            continue
        if not files and kind.name in meant:
            usable[kind] = _KindReading([], is_unusable=True)
            continue
        documents = []
        for file, name in files:
            document, faults = read_document(file, f"{folder}/{shown(name)}", places=places)
            findings += (_of_vendor(each, slug) for each in faults)
            documents.append(document)
        usable[kind], faults = _validated(kind, documents, slug)
        findings += faults
        if faults or None in documents:
            possible[kind] = _mended(kind, documents, folder)
    vendor = _put_together(portfolio, slug, usable)
    if vendor is not None:
        findings += unknown_calendar(vendor.profile, portfolio.calendars, slug)
    return VendorReading(vendor, findings, _possible(portfolio, slug, usable, possible, vendor))


def _missing(kind: Kind, folder: str, slug: str) -> Finding:
    message = f"{kind.name}.yml is missing; every vendor folder has one"
    place = Place(f"{folder}/{kind.name}.yml")
    return Finding("missing-file", place, message, _BEGINNINGS[kind.name], vendor=slug)


def _of_vendor(finding: Finding, slug: str) -> Finding:
    return Finding(finding.code, finding.place, finding.message, finding.hint, vendor=slug)


def _validated(
    kind: Kind, documents: Sequence[Document | None], slug: str
) -> tuple[_KindReading, list[Finding]]:
    """The records of one kind as far as they keep their schema; None is a file that is no YAML."""
    records: list[Record] = []
    findings: list[Finding] = []
    dropped: set[str] = set()
    uncertain: set[str] = set()
    is_unusable = False
    for document in documents:
        if document is None:
            is_unusable = True
            continue
        validation = validate(document, kind.name, slug)
        findings += validation.findings
        dropped |= validation.dropped
        uncertain |= validation.uncertain
        if validation.data is None:
            is_unusable = True
        else:
            records.append(build(kind.root, validation.data, document))
    doubt = Doubt(frozenset(dropped), frozenset(uncertain))
    return _KindReading(records, doubt, is_unusable), findings


def _mended(
    kind: Kind, documents: Sequence[Document | None], folder: str
) -> tuple[_KindReading, ...]:
    """The records of one kind in each way in which its files may be mended."""
    is_lost = None in documents
    if is_lost and kind.required:
        return _imagined(kind, folder)
    readable = [each for each in documents if each is not None]
    ways = [possibilities(each, kind.name) for each in readable]
    found = []
    for number in range(max(map(len, ways), default=0)):
        way = [each[number % len(each)] for each in ways]
        records = [
            build(kind.root, possibility.data, document)
            for possibility, document in zip(way, readable, strict=True)
            if possibility.data is not None
        ]
        doubt = all_doubts(each.doubt for each in way)
        found.append(_KindReading(records, doubt, is_lost or len(records) < len(readable)))
    return tuple(found) or (_KindReading([], is_unusable=True),)


def _imagined(kind: Kind, folder: str) -> tuple[_KindReading, ...]:
    """What a file may hold that cannot be read at all; nothing in it is known."""
    document = Document(f"{folder}/{kind.name}.yml", {}, "")
    return tuple(each._replace(is_unusable=True) for each in _mended(kind, [document], folder))


def _possible(
    portfolio: Portfolio,
    slug: str,
    usable: dict[Kind, _KindReading],
    possible: dict[Kind, tuple[_KindReading, ...]],
    vendor: Vendor | None,
) -> tuple[PossibleVendor, ...]:
    own = (PossibleVendor(vendor),) if vendor else ()
    found = []
    for number in range(max(map(len, possible.values()), default=0)):
        chosen = {kind: ways[number % len(ways)] for kind, ways in possible.items()}
        readings = {**usable, **chosen}
        supposed = _put_together(portfolio, slug, readings)
        if supposed is not None:
            doubt = all_doubts(each.doubt for each in readings.values())
            found.append(PossibleVendor(supposed, doubt))
    return tuple(found) or own


def _put_together(
    portfolio: Portfolio, slug: str, readings: dict[Kind, _KindReading]
) -> Vendor | None:
    """A vendor of the records of all kinds; None without a profile."""
    facts: dict[str, Any] = {}
    for kind, reading in readings.items():
        if kind.list_key is not None:
            items = [each for one in reading.records for each in getattr(one, kind.list_key)]
            facts[kind.name] = tuple(items)
        elif reading.records:
            facts[kind.name] = reading.records[0]
    profile: Profile | None = facts.pop("vendor", None)
    if profile is None:
        return None
    organisation = portfolio.playbook.organisation
    doubt = all_doubts(each.doubt for each in readings.values())
    return Vendor(
        slug=slug,
        profile=profile,
        timezone=profile.timezone or organisation.timezone,
        days=portfolio.calendars.get(profile.calendar or organisation.calendar),
        unusable=frozenset(kind.name for kind, each in readings.items() if each.is_unusable),
        dropped=doubt.dropped,
        uncertain=doubt.uncertain,
        **facts,
    )


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
