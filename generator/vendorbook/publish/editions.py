"""The machine-readable editions of the site: calendars, feeds of changes, tables and the API.

`vendorbook build` publishes all of them and `vendorbook export` any of them, both from here. One
vendor's own files are made at once; files of all vendors are joined from what each adds to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from vendorbook.across.shortlist import Shortlist
from vendorbook.addresses import (
    API_SCHEMAS_FOLDER,
    api_path,
    api_vendor_path,
    calendar_path,
    changes_path,
    namespace,
    person_calendar_path,
    table_path,
    vendor_address,
)
from vendorbook.events import events
from vendorbook.exports import api, calendar_feed
from vendorbook.exports.atom import MOST_ENTRIES, atom_feed
from vendorbook.exports.csv_text import BYTE_ORDER_MARK, csv_lines
from vendorbook.exports.tables import TABLES, finding_rows
from vendorbook.pages import Page
from vendorbook.publish.joined_files import FIRST, LAST, JoinedFiles, Part
from vendorbook.schemas import schemas_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from vendorbook.assessment import Assessment
    from vendorbook.events.making import Event
    from vendorbook.exports.vendor_facts import VendorFacts
    from vendorbook.findings import DueDate, Finding

SHARED_PATHS: Final = (
    calendar_path(),
    changes_path(),
    *map(table_path, TABLES),
    api_path("index"),
    *map(api_path, api.LISTS),
)
"""The files of all vendors, which are there even when there is no vendor."""


class Publication(NamedTuple):
    """What is the same for all editions.

    Attributes:
        organisation: Whose playbook it is.
        as_of: The day everything is told for, where no vendor's time zone applies.
        site_url: The address of the site with a slash at its end; empty when it is not known, and
            addresses are then counted from the site's root.
    """

    organisation: str
    as_of: date
    site_url: str


@dataclass(frozen=True)
class VendorEditions:
    """What one vendor's records make.

    Attributes:
        pages: The files of this vendor alone.
        parts: What it adds to files of several vendors.
        happened: What happened lately.
    """

    pages: tuple[Page, ...]
    parts: tuple[Part, ...]
    happened: tuple[Event, ...]


def publication(organisation: str, as_of: date, site_url: str | None) -> Publication:
    """What is the same for all editions; any form of the site's address will do."""
    return Publication(organisation, as_of, f"{site_url.rstrip('/')}/" if site_url else "")


def vendor_editions(facts: VendorFacts, about: Publication) -> VendorEditions:
    """Make all editions of one vendor."""
    assessment = facts.assessment
    slug, name = facts.summary.slug, facts.summary.name
    happened = events(assessment)
    dated = calendar_feed.calendar_events(
        facts.due, assessment.as_of, namespace(about.organisation), about.site_url
    )
    items = api.items_of(facts)
    texts = {
        calendar_path(slug): calendar_feed.calendar(name, (text for _, text in dated)),
        changes_path(slug): _changes(
            f"{name}: what happened", happened, about, changes_path(slug), vendor_address(slug)
        ),
        api_vendor_path(slug): api.vendor_document(facts, items),
    }
    parts = [
        _calendar_part(about, "".join(text for _, text in dated)),
        *_person_parts(assessment, dated),
        *(_table_part(table, csv_lines(TABLES[table].rows(facts))) for table in TABLES),
        _list_part("vendors", about, [api.index_item(facts)]),
        *(_list_part(key, about, found) for key, found in items.items()),
    ]
    return VendorEditions(
        tuple(Page(path, name, text) for path, text in texts.items()), tuple(parts), happened
    )


def broken_editions(slug: str, about: Publication) -> VendorEditions:
    """What a vendor whose vendor.yml cannot be used still adds: its line in the index."""
    part = _list_part("vendors", about, [api.broken_index_item(slug)])
    return VendorEditions((), (part,), ())


class SharedEditions:
    """The files of several vendors, taken in one vendor after the other."""

    def __init__(self, about: Publication) -> None:
        """Start every file, on disk until `close`."""
        self._happened: Shortlist[Event] = Shortlist(MOST_ENTRIES)
        self._about = about
        self.files = JoinedFiles()
        self.files.add(first_parts(about), FIRST)

    def add(self, slug: str, editions: VendorEditions) -> None:
        """Take in one more vendor."""
        self.files.add(editions.parts, slug)
        self._happened.add(editions.happened)

    def finish(self, policy_findings: Sequence[Finding] = ()) -> None:
        """Add what belongs to no vendor; `policy_findings` are those of the policy."""
        self.files.add(last_parts(self._about, policy_findings, self._happened.rows), LAST)

    def close(self) -> None:
        """Give the disk space back."""
        self.files.close()


def schema_pages() -> list[Page]:
    """The schemas of the API, as they are published beside it."""
    return [
        Page(f"{API_SCHEMAS_FOLDER}/{file.name}", file.name, file.read_text(encoding="utf-8"))
        for file in sorted((schemas_folder() / "api" / "v1").glob("*.schema.json"))
    ]


def first_parts(about: Publication) -> Iterator[Part]:
    """What starts every file of all vendors, so that it is there even without one."""
    yield _calendar_part(about, "")
    yield from (_table_part(table, "") for table in TABLES)
    yield from (_list_part(key, about, []) for key in ("vendors", *api.LISTS))


def last_parts(
    about: Publication, policy_findings: Sequence[Finding], happened: Sequence[Event]
) -> list[Part]:
    """What belongs to no vendor: findings of the policy, and what `happened` to any."""
    title = f"{about.organisation}: what happened"
    return [
        _table_part("findings", csv_lines(finding_rows(policy_findings))),
        _list_part("findings", about, api.finding_items(policy_findings)),
        Part(changes_path(), _changes(title, happened, about, changes_path(), "")),
    ]


def _calendar_part(about: Publication, text: str) -> Part:
    start = calendar_feed.calendar_start(f"{about.organisation}: all vendors")
    return Part(calendar_path(), text, start, end=calendar_feed.END)


def _person_parts(assessment: Assessment, dated: Sequence[tuple[DueDate, str]]) -> Iterator[Part]:
    """The dates of everybody who is there or still has to act, an empty calendar for the idle."""
    vendor = assessment.vendor
    texts: dict[str, list[str]] = {}
    for each, text in dated:
        if each.actor.person:
            texts.setdefault(each.actor.person, []).append(text)
    for person in vendor.people:
        if person.id in texts or person.left_on is None or person.left_on >= assessment.as_of:
            yield Part(
                person_calendar_path(person.id, person.side, vendor.slug),
                "".join(texts.get(person.id, ())),
                calendar_feed.calendar_start(person.name),
                end=calendar_feed.END,
            )


def _table_part(table: str, text: str) -> Part:
    start = BYTE_ORDER_MARK + csv_lines([TABLES[table].columns])
    return Part(table_path(table), text, start)


def _list_part(key: str, about: Publication, items: Iterable[str]) -> Part:
    """Items of a list of the API; the index is the list of vendors."""
    more = (
        {"organisation": about.organisation, "site_url": about.site_url or None}
        if key == "vendors"
        else {}
    )
    return Part(
        api_path("index" if key == "vendors" else key),
        api.SEPARATOR.join(items),
        api.list_start(key, about.as_of, **more),
        api.SEPARATOR,
        api.END,
    )


def _changes(
    title: str, happened: Sequence[Event], about: Publication, path: str, page: str
) -> str:
    return atom_feed(
        title,
        happened,
        about.as_of,
        space=namespace(about.organisation),
        author=about.organisation,
        path=path,
        page=page,
        site_url=about.site_url,
    )
