"""What was made of every vendor, kept between builds, so that only changed ones are made.

A build reads a short line of each vendor that did not change. Everything else that was made of it
stays where it is until somebody asks: findings, summaries, and the rows for pages across vendors,
which are sorted by their urgency, so that a page reads no more of them than it shows.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from vendorbook.across import Across, VendorRows
from vendorbook.across.shortlist import Shortlist
from vendorbook.contents import VendorContents, digest_of_list
from vendorbook.exports.atom import MOST_ENTRIES
from vendorbook.outcomes import finding_of, row_of
from vendorbook.plain_values import as_json, from_json
from vendorbook.publish.kept_database import open_database
from vendorbook.publish.seen_folders import SeenFolder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from vendorbook.findings import Finding
    from vendorbook.provenance import Provenance
    from vendorbook.publish.joined_files import Part
    from vendorbook.publish.made_vendors import MadeVendor
    from vendorbook.summary import Summary

TABLES: Final = (
    "create table vendors (slug text primary key, source text, paths text, digest text, "
    "state text, findings_digest text, summary_digest text, standing_digest text, "
    "errors integer) without rowid",
    "create table seen (slug text primary key, state blob, everything text, promises text) "
    "without rowid",
    "create table told (slug text primary key, findings text, summary text, joined text)",
    "create table rows (kind text, urgency blob, slug text, number integer, row text, "
    "primary key (kind, urgency, slug, number)) without rowid",
    "create index rows_by_slug on rows (slug)",
    "create table codes (code text, slug text, digest text, findings text, "
    "primary key (code, slug)) without rowid",
    "create index codes_by_slug on codes (slug)",
    "create table counts (slug text, kind text, what text, number integer, "
    "primary key (slug, kind, what)) without rowid",
    "create table totals (kind text, what text, number integer, "
    "primary key (kind, what)) without rowid",
    "create table joined (path text primary key, state text, version text, pieces text)",
    "create table pages (path text primary key, made_from text, digest text, state text, "
    "head text)",
    "create table live (path text primary key, made_from text, shown text)",
)

HAPPENED: Final = "happened"
"""The rows that tell what happened, for the feed of all vendors."""

_COUNTED: Final = frozenset(VendorRows().counts)
_ROWS_IN_ALL: Final = "rows"


class KeptVendor(NamedTuple):
    """The short line of one vendor.

    Attributes:
        source: What it was made from, as JSON; empty when it must be made anew.
        paths: The paths of its pages, one a line.
        digest: The digest of its pages.
        state: The state of the file that holds them.
        errors: How many of its faults fail the build.
    """

    slug: str
    source: str
    paths: str
    digest: str
    state: str
    findings_digest: str
    summary_digest: str
    standing_digest: str
    errors: int


class ToldVendor(NamedTuple):
    """Everything that is kept of one vendor, as the file holds it.

    Attributes:
        line: Its short line, still without the state of its pages.
        rows: Kind, urgency, vendor, number and text of each row.
        codes: The findings of each code.
        counts: Kind, name and number of everything that is counted.
        parts: What it adds to files of several vendors.
        seen: Its folder, with all that it was made from.
    """

    line: KeptVendor
    findings: str
    summary: str
    rows: list[tuple[str, bytes, str, int, str]]
    codes: dict[str, str]
    counts: list[tuple[str, str, int]]
    parts: tuple[Part, ...]
    seen: SeenFolder


def told_vendor(made: MadeVendor, source: Provenance | None, seen: SeenFolder) -> ToldVendor:
    """A vendor as it is kept; without a `source` it is made anew in the next build."""
    findings = _text([list(map(row_of, made.faults)), list(map(row_of, made.situations))])
    summary = _text(as_json(made.summary))
    standing = made.summary.standing_alone() if made.summary else None
    errors = sum(1 for fault in made.faults if fault.severity == "error")
    line = KeptVendor(
        made.slug,
        _text(as_json(source)) if source else "",
        "\n".join(made.paths),
        made.digest,
        "",
        _digest(findings),
        _digest(summary),
        _digest(_text(as_json(standing))),
        errors,
    )
    rows, counts = _rows_and_counts(made)
    codes: dict[str, list[Any]] = {}
    for finding in (*made.faults, *made.situations):
        codes.setdefault(finding.code, []).append(row_of(finding))
    by_code = {code: _text(found) for code, found in codes.items()}
    return ToldVendor(line, findings, summary, rows, by_code, counts, made.editions.parts, seen)


def _rows_and_counts(
    made: MadeVendor,
) -> tuple[list[tuple[str, bytes, str, int, str]], list[tuple[str, str, int]]]:
    kinds: dict[str, Any] = {
        each.name: getattr(made.rows, each.name) for each in fields(VendorRows)
    }
    kinds[HAPPENED] = made.editions.happened
    kinds |= made.rows.counts
    rows, counts = [], []
    for kind, found in kinds.items():
        if kind in _COUNTED:
            counts += [(kind, _text(as_json(what)), number) for what, number in found.items()]
            continue
        counts.append((_ROWS_IN_ALL, kind, len(found)))
        rows += [
            (kind, sortable(row.urgency), made.slug, number, _text(as_json(row)))
            for number, row in enumerate(found)
        ]
    return rows, counts


class KeptVendors:
    """The file, for one build at a time; nothing is final before `commit`."""

    def __init__(self, file: Path, run: str) -> None:
        """Open it; what was made in a `run` of another name is forgotten.

        Raises:
            OSError, sqlite3.Error: When it cannot be written.
        """
        self.database = open_database(file, TABLES, run)
        query = "select * from vendors order by slug"
        self.lines = {row[0]: KeptVendor(*row) for row in self.database.execute(query)}
        query = "select * from seen"
        self.seen = {
            slug: SeenFolder(state, VendorContents(everything, promises))
            for slug, state, everything, promises in self.database.execute(query)
        }

    def put(self, vendor: ToldVendor, state: str) -> None:
        """Keep one vendor, in the place of what was kept of it."""
        slug = vendor.line.slug
        self.forget(slug)
        line = vendor.line._replace(state=state)
        execute, many = self.database.execute, self.database.executemany
        execute("insert into vendors values (?, ?, ?, ?, ?, ?, ?, ?, ?)", line)
        joined = "\n".join(part.path for part in vendor.parts)
        row = (slug, vendor.findings, vendor.summary, joined)
        execute("insert into told values (?, ?, ?, ?)", row)
        many("insert into rows values (?, ?, ?, ?, ?)", vendor.rows)
        codes = ((code, slug, _digest(found), found) for code, found in vendor.codes.items())
        many("insert into codes values (?, ?, ?, ?)", codes)
        many("insert into counts values (?, ?, ?, ?)", ((slug, *count) for count in vendor.counts))
        self._count(vendor.counts, 1)
        self.lines[slug] = line
        self.see(slug, vendor.seen)

    def see(self, slug: str, seen: SeenFolder) -> None:
        """Keep what was seen of a vendor's folder."""
        row = (slug, seen.state, *seen.contents)
        self.database.execute("insert or replace into seen values (?, ?, ?, ?)", row)
        self.seen[slug] = seen

    def forget(self, slug: str) -> None:
        """Forget one vendor."""
        if self.lines.pop(slug, None) is None:
            return
        execute = self.database.execute
        query = "select kind, what, number from counts where slug = ?"
        self._count(execute(query, (slug,)).fetchall(), -1)
        self.seen.pop(slug, None)
        for table in ("vendors", "seen", "told", "rows", "codes", "counts"):
            execute(f"delete from {table} where slug = ?", (slug,))  # noqa: S608 - our own names

    def _count(self, counts: Iterable[tuple[str, str, int]], sign: int) -> None:
        self.database.executemany(
            "insert into totals values (?, ?, ?) on conflict (kind, what) "
            "do update set number = number + excluded.number",
            ((kind, what, sign * number) for kind, what, number in counts),
        )

    def commit(self) -> None:
        """Make everything final."""
        self.database.commit()

    def close(self) -> None:
        """Let go of the file; what is not final is as if it had never been."""
        self.database.close()

    def findings(self, slugs: Iterable[str] | None = None) -> Iterator[list[list[Finding]]]:
        """The faults and situations of every vendor, or of some."""
        wanted = None if slugs is None else set(slugs)
        for slug, text in self.database.execute("select slug, findings from told order by slug"):
            if wanted is None or slug in wanted:
                yield [list(map(finding_of, rows)) for rows in json.loads(text)]

    def findings_of(self, code: str) -> list[Finding]:
        """All findings of a code."""
        query = "select findings from codes where code = ? order by slug"
        texts = self.database.execute(query, (code,))
        return [finding_of(row) for (text,) in texts for row in json.loads(text)]

    def joined(self, slug: str) -> list[str]:
        """The paths of the files of several vendors to which a vendor added a part."""
        query = "select joined from told where slug = ?"
        found = self.database.execute(query, (slug,)).fetchone()
        return str(found[0]).split("\n") if found and found[0] else []

    def summaries(self) -> list[Summary]:
        """Every vendor in short that can be used."""
        query = "select summary from told order by slug"
        found = (from_json(json.loads(text)) for (text,) in self.database.execute(query))
        return [each for each in found if each is not None]

    def rows(self, kind: str) -> Any:
        """The rows of one kind of all vendors, as `Across` has them."""
        if kind in _COUNTED:
            query = "select what, number from totals where kind = ? and number > 0"
            found = self.database.execute(query, (kind,))
            return Counter({from_json(json.loads(what)): number for what, number in found})
        return Shortlist.of(
            _most(kind),
            [from_json(json.loads(text)) for text in self._row_texts(kind)],
            self._total(kind),
        )

    def rows_digest(self, kind: str) -> str:
        """The digest of what `rows` gives."""
        if kind in _COUNTED:
            query = "select what, number from totals where kind = ? and number > 0"
            counts = self.database.execute(query, (kind,))
            return digest_of_list(f"{number} {what}" for what, number in counts)
        return digest_of_list([str(self._total(kind)), *self._row_texts(kind)])

    def findings_digest(self) -> str:
        """The digest of all findings."""
        return digest_of_list(self.lines[slug].findings_digest for slug in sorted(self.lines))

    def code_digest(self, code: str) -> str:
        """The digest of all findings of a code."""
        query = "select digest from codes where code = ? order by slug"
        return digest_of_list(digest for (digest,) in self.database.execute(query, (code,)))

    def summaries_digest(self) -> str:
        """The digest of all summaries."""
        return digest_of_list(self.lines[slug].summary_digest for slug in sorted(self.lines))

    def standings_digest(self) -> str:
        """The digest of what pages of scorecards show of all summaries."""
        return digest_of_list(self.lines[slug].standing_digest for slug in sorted(self.lines))

    def _row_texts(self, kind: str) -> list[str]:
        query = "select row from rows where kind = ? order by urgency, slug, number limit ?"
        return [text for (text,) in self.database.execute(query, (kind, _most(kind)))]

    def _total(self, kind: str) -> int:
        query = "select number from totals where kind = ? and what = ?"
        found = self.database.execute(query, (_ROWS_IN_ALL, kind)).fetchone()
        return int(found[0]) if found else 0


def sortable(urgency: Iterable[int | str]) -> bytes:
    """Bytes that sort as the tuples do, if those have the same types at the same places."""
    return b"".join(map(_sortable, urgency))


_MIDDLE: Final = 1 << 63


def _sortable(each: int | str) -> bytes:
    if isinstance(each, str):
        return each.encode("utf-8", "surrogatepass").replace(b"\0", b"\0\xff") + b"\0\0"
    if -_MIDDLE <= each < _MIDDLE:
        return b"\1" + (each + _MIDDLE).to_bytes(8, "big")
    size = (abs(each).bit_length() + 7) // 8
    if each > 0:
        return b"\2" + size.to_bytes(4, "big") + each.to_bytes(size, "big")
    # Of two numbers below zero, the one with more bytes comes first.
    below = (1 << 8 * size) + each
    return b"\0" + ((1 << 32) - size).to_bytes(4, "big") + below.to_bytes(size, "big")


def _most(kind: str) -> int:
    return MOST_ENTRIES if kind == HAPPENED else int(getattr(Across(), kind).most)


def _text(data: Any) -> str:
    return json.dumps(data, separators=(",", ":"))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
