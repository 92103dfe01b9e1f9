"""What was made of every vendor, kept between builds, so that only changed ones are made.

A build reads a short line of each vendor that did not change. Everything else that was made of it
stays where it is until somebody asks: findings, summaries, and the rows for pages across vendors,
which are sorted by their urgency, so that a page reads no more of them than it shows.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from vendorbook.across import Across
from vendorbook.across.shortlist import Shortlist
from vendorbook.contents import VendorContents, digest_of_list
from vendorbook.exports.atom import MOST_ENTRIES
from vendorbook.outcomes import finding_of
from vendorbook.plain_values import from_json
from vendorbook.publish.kept_database import open_database
from vendorbook.publish.seen_folders import SeenFolder
from vendorbook.publish.told_vendors import COUNTED, HAPPENED, ROWS_IN_ALL, KeptVendor, digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from vendorbook.findings import Finding
    from vendorbook.publish.told_vendors import ToldVendor
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
        codes = ((code, slug, digest(found), found) for code, found in vendor.codes.items())
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
        if kind in COUNTED:
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
        if kind in COUNTED:
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
        found = self.database.execute(query, (ROWS_IN_ALL, kind)).fetchone()
        return int(found[0]) if found else 0


def _most(kind: str) -> int:
    return MOST_ENTRIES if kind == HAPPENED else int(getattr(Across(), kind).most)
