"""The vendors of a build that keeps what it makes: most of them were made before."""

from __future__ import annotations

import json
import sqlite3
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

from vendorbook.contents import digest_of_list
from vendorbook.findings import in_reading_order
from vendorbook.outcomes import row_of
from vendorbook.plain_values import from_json
from vendorbook.publish.editions import Publication, first_parts, last_parts
from vendorbook.publish.joined_files import FIRST, LAST
from vendorbook.publish.kept_database import remove_database
from vendorbook.publish.kept_joined import KeptJoinedFiles
from vendorbook.publish.kept_sources import (
    OF_A_CODE,
    ROWS,
    AskedAcross,
    AskedFindings,
    AskedList,
    Sources,
)
from vendorbook.publish.kept_vendors import KeptVendors
from vendorbook.publish.told_vendors import HAPPENED, told_vendor

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from vendorbook.contents import VendorContents
    from vendorbook.findings import Finding
    from vendorbook.publish.made_vendors import MadeVendor
    from vendorbook.publish.seen_folders import SeenFolder
    from vendorbook.publish.spool import KeptSpool
    from vendorbook.publish.told_vendors import KeptVendor, ToldVendor
    from vendorbook.summary import Summary
    from vendorbook.surveys import Clock

_DATABASE = "kept.sqlite"
_JOINED = "joined"


def told(made: MadeVendor, slugs: Sequence[str], see: Callable[[str], SeenFolder]) -> ToldVendor:
    """A vendor as it is kept, which holds only if nobody has edited it meanwhile."""
    source, seen = made.source, cache(see)
    is_sound = source is not None and source.holds(slugs, lambda slug: seen(slug).contents)
    return told_vendor(made, source if is_sound else None, seen(made.slug))


class RebuiltVendors:
    """All vendors; `missing` names those that have to be made first, to be handed to `add`."""

    def __init__(
        self,
        spool: KeptSpool,
        run: str,
        about: Publication,
        slugs: Sequence[str],
        clock: Clock,
        root: Path,
        see: Callable[[str], SeenFolder],
    ) -> None:
        """Find out which vendors are as they were."""
        self.slugs = tuple(slugs)
        self._about = about
        self._root = root
        self._see = see
        self._contents = cache(self._contents_of)
        self._spool = spool
        self.kept, self.files = _opened(spool, run)
        self._paths: set[str] = set()
        self._replaced = {LAST}
        self._is_final = False
        gone = set(self.kept.lines).difference(slugs)
        self._is_smaller = bool(gone) or not self.kept.lines
        for slug in gone:
            self._void(slug)
        found = (self.kept.lines.get(slug) for slug in slugs)
        held = {line.slug for line in found if line and self._holds(line, clock)}
        self.missing = [slug for slug in slugs if slug not in held]
        if not self.files.paths:
            self.files.add(first_parts(about), FIRST)
        self._policy_findings: list[Finding] = []
        self.sources = Sources(self._value, self._digest)
        self.across = AskedAcross(self.sources)
        self.summaries: Sequence[Summary] = AskedList(self.sources, "summaries")
        self.standings: Sequence[Summary] = AskedList(self.sources, "standings")
        self.policy_findings: Sequence[Finding] = AskedList(self.sources, "policy")
        self.all_findings: Sequence[Finding] = AskedFindings(self.sources)

    def _holds(self, line: KeptVendor, clock: Clock) -> bool:
        """Whether a vendor and its pages are as they were."""
        with suppress(AttributeError, LookupError, TypeError, ValueError):
            if line.source and line.state == self._spool.state_of(line.slug):
                source = from_json(json.loads(line.source))
                return bool(source.is_in_time(clock) and source.holds(self.slugs, self._contents))
        return False

    def _contents_of(self, slug: str) -> VendorContents:
        """The digests of a vendor's folder, which is read unless it is as it was seen before."""
        seen = self.kept.seen.get(slug)
        if seen is None or not seen.is_as_before(self._root, slug):
            seen = self._see(slug)
            self.kept.see(slug, seen)
        return seen.contents

    def _void(self, slug: str) -> None:
        self._replaced.add(slug)
        self._paths.update(self.kept.joined(slug))
        self.kept.forget(slug)

    def add(self, vendor: ToldVendor) -> None:
        """Take in one vendor that was made anew."""
        slug = vendor.line.slug
        self._void(slug)
        self.kept.put(vendor, self._spool.state_of(slug))
        self.files.add(vendor.parts, slug)

    def finish(self, policy_findings: Sequence[Finding]) -> None:
        """Add what belongs to no vendor; `policy_findings` are those of the policy."""
        self._policy_findings = list(policy_findings)
        happened = self.kept.rows(HAPPENED).rows
        own = [finding for finding in policy_findings if not finding.vendor]
        self.files.add(last_parts(self._about, own, happened), LAST)
        self.files.finish(self._replaced, self._paths)

    @property
    def paths(self) -> list[str]:
        """The path of every page."""
        return [path for line in self._lines() for path in line.paths.split("\n")]

    def _lines(self) -> list[KeptVendor]:
        return [self.kept.lines[slug] for slug in self.slugs]

    @property
    def faults(self) -> list[Finding]:
        """What is wrong with the records."""
        return [fault for faults, _ in self.kept.findings() for fault in faults]

    @property
    def situations(self) -> list[Finding]:
        """What is wrong in the world."""
        return [finding for _, found in self.kept.findings() for finding in found]

    @property
    def errors(self) -> list[Finding]:
        """The faults that fail the build."""
        slugs = [line.slug for line in self._lines() if line.errors]
        found = self.kept.findings(slugs) if slugs else ()
        return [fault for faults, _ in found for fault in faults if fault.severity == "error"]

    def digest_of(self, slug: str) -> str:
        """The digest of a vendor's pages."""
        return self.kept.lines[slug].digest

    def findings(self) -> list[Finding]:
        """Faults and situations."""
        return [each for pair in self.kept.findings() for found in pair for each in found]

    def commit(self) -> None:
        """Make what was kept final, and all that is kept from now on when it is let go of."""
        self.kept.commit()
        self._is_final = True
        if self._is_smaller:
            self._spool.forget_others(self.slugs)

    def close(self) -> None:
        """Let other builds have what is kept."""
        self.files.close()
        with suppress(sqlite3.Error):
            if self._is_final:
                self.kept.commit()
        self.kept.close()

    def _value(self, name: str) -> Any:
        if name in ROWS:
            return self.kept.rows(name)
        if name == "summaries":
            return self.kept.summaries()
        if name == "standings":
            return [each.standing_alone() for each in self.kept.summaries()]
        if name == "policy":
            return self._policy_findings
        if name.startswith(OF_A_CODE):
            code = name.removeprefix(OF_A_CODE)
            own = [each for each in self._policy_findings if each.code == code]
            return in_reading_order([*own, *self.kept.findings_of(code)])
        return in_reading_order([*self._policy_findings, *self.findings()])

    def _digest(self, name: str) -> str:
        if name in ROWS:
            return self.kept.rows_digest(name)
        if name == "summaries":
            return self.kept.summaries_digest()
        if name == "standings":
            return self.kept.standings_digest()
        code = name.removeprefix(OF_A_CODE) if name.startswith(OF_A_CODE) else None
        own = [row_of(each) for each in self._policy_findings if code in {None, each.code}]
        if name == "policy":
            return digest_of_list([json.dumps(own)])
        kept = self.kept.findings_digest() if code is None else self.kept.code_digest(code)
        return digest_of_list([kept, json.dumps(own)])


def _opened(spool: KeptSpool, run: str) -> tuple[KeptVendors, KeptJoinedFiles]:
    """What earlier builds kept; nothing when somebody has touched any of it."""
    file = spool.folder / _DATABASE
    kept = KeptVendors(file, run)
    files = KeptJoinedFiles(spool.folder / _JOINED, kept.database)
    if files.is_whole:
        return kept, files
    files.close()
    kept.close()
    remove_database(file)
    kept = KeptVendors(file, run)
    return kept, KeptJoinedFiles(spool.folder / _JOINED, kept.database)
