"""Outcomes kept from one run to the next, so that only what changed is read again.

One file of SQLite holds them as JSON, under `.cache/vendorbook/` in the playbook's folder. It may
be deleted at any time. An outcome is used only if every file that it was made from has the same
bytes, the policy, the calendars, the days asked for and the program are the same, and no clock has
passed anything that it was compared with. Mistakes on the pages written by hand are kept likewise.
A file that is broken, locked or cannot be written is as good as none.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING, Final

from vendorbook.contents import CACHE_FOLDER, digest_of_list, policy_contents
from vendorbook.outcomes import as_data, finding_of, from_data, row_of, vendor_outcome
from vendorbook.provenance import contents_below, run_name
from vendorbook.surveys import for_each_vendor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from vendorbook.content import ContentPage
    from vendorbook.findings import Finding
    from vendorbook.outcomes import VendorOutcome
    from vendorbook.portfolio import Portfolio
    from vendorbook.surveys import Clock

_FILE: Final = "outcomes.sqlite"
_SECONDS_TO_WAIT: Final = 0.5
_RUNS_KEPT: Final = 4
"""How many kinds of run are kept, such as of different days."""

_TABLES: Final = (
    "create table if not exists outcomes "
    "(slug text, run text, outcome text, primary key (slug, run))",
    "create table if not exists content (made_from text primary key, mistakes text)",
)


class OutcomeCache:
    """The kept outcomes of one playbook; made before its policy is read."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._policy = policy_contents(root)

    def run_name(self, clock: Clock, *, situations: bool) -> str | None:
        """What is the same for all vendors of a run; None if the policy changes under our hands."""
        what = "check" if situations else "validate"
        return run_name(self.root, self._policy, clock, what)

    def read(self, run: str) -> dict[str, str]:
        """The outcomes of earlier runs by that name as JSON, by vendor."""
        found: dict[str, str] = {}
        with suppress(sqlite3.Error), self._opened() as file:
            found = dict(file.execute("select slug, outcome from outcomes where run = ?", (run,)))
        return found

    def write(self, run: str, outcomes: Iterable[VendorOutcome]) -> None:
        """Keep some outcomes, and forget those of runs long ago."""
        rows = [(each.slug, run, json.dumps(as_data(each))) for each in outcomes]

        def write(file: sqlite3.Connection) -> None:
            file.executemany("insert or replace into outcomes values (?, ?, ?)", rows)
            file.execute(
                "delete from outcomes where run not in "
                "(select run from outcomes group by run order by max(rowid) desc limit ?)",
                (_RUNS_KEPT,),
            )

        self._change(write)

    def mistakes(
        self, pages: Sequence[ContentPage], clock: Clock, find: Callable[[], list[Finding]]
    ) -> list[Finding]:
        """The mistakes on pages written by hand, found anew if any page or the policy changed."""
        run = run_name(self.root, self._policy, clock, "content")
        if run is None:
            return find()
        texts = [text for page in pages for text in (page.path, page.head, page.body)]
        made_from = digest_of_list([run, json.dumps(texts)])
        with suppress(sqlite3.Error, TypeError, ValueError), self._opened() as file:
            query = "select mistakes from content where made_from = ?"
            for (kept,) in file.execute(query, (made_from,)):
                return list(map(finding_of, json.loads(kept)))
        found = find()
        row = (made_from, json.dumps(list(map(row_of, found))))

        def write(file: sqlite3.Connection) -> None:
            file.execute("delete from content")
            file.execute("insert into content values (?, ?)", row)

        self._change(write)
        return found

    def _change(self, write: Callable[[sqlite3.Connection], None]) -> None:
        """Change the file in one transaction, or leave it; what is no database is begun anew."""
        try:
            self._change_once(write)
        except sqlite3.DatabaseError as error:
            if not isinstance(error, sqlite3.OperationalError):
                with suppress(OSError, sqlite3.Error):
                    (self.root / CACHE_FOLDER / _FILE).unlink()
                    self._change_once(write)
        except OSError:
            pass

    def _change_once(self, write: Callable[[sqlite3.Connection], None]) -> None:
        folder = self.root / CACHE_FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        with self._opened(is_new=True) as file, file:
            for table in _TABLES:
                file.execute(table)
            write(file)

    @contextmanager
    def _opened(self, *, is_new: bool = False) -> Iterator[sqlite3.Connection]:
        address = (self.root / CACHE_FOLDER / _FILE).as_uri() + f"?mode={'rwc' if is_new else 'ro'}"
        with closing(sqlite3.connect(address, uri=True, timeout=_SECONDS_TO_WAIT)) as file:
            yield file


def outcomes(
    portfolio: Portfolio,
    slugs: Sequence[str],
    clock: Clock,
    kept: OutcomeCache | None,
    *,
    situations: bool,
    processes: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> list[VendorOutcome]:
    """What is found about every vendor, in the order of the slugs.

    What earlier runs `kept` is used where it still holds, and the rest is kept for later ones.
    """
    run = kept.run_name(clock, situations=situations) if kept else None
    found = _held(portfolio, slugs, clock, kept.read(run)) if kept and run else {}
    missing = [slug for slug in slugs if slug not in found]

    digests: dict[str, str] | None = {} if run else None
    contents = contents_below(portfolio.root)

    def make(slug: str) -> tuple[VendorOutcome, bool]:
        outcome = vendor_outcome(portfolio, slug, clock, digests, situations=situations)
        # A file that was edited meanwhile may have been read before or after its digest was taken.
        source = outcome.provenance
        return outcome, source is not None and source.holds(portfolio.slugs, contents)

    made = list(for_each_vendor(make, missing, processes=processes, progress=progress))
    to_keep = [outcome for outcome, is_sound in made if is_sound]
    if kept and run and to_keep:
        kept.write(run, to_keep)
    found |= {outcome.slug: outcome for outcome, _ in made}
    return [found[slug] for slug in slugs]


def _held(
    portfolio: Portfolio, slugs: Sequence[str], clock: Clock, kept: dict[str, str]
) -> dict[str, VendorOutcome]:
    """Those of the kept outcomes that are still right."""
    contents = cache(contents_below(portfolio.root))
    found = {}
    for slug in slugs:
        with suppress(AttributeError, KeyError, TypeError, ValueError):
            outcome = from_data(json.loads(kept.get(slug, "")))
            source = outcome.provenance
            if (
                source is not None
                and outcome.slug == source.slug == slug
                and source.is_in_time(clock)
                and source.holds(portfolio.slugs, contents)
            ):
                found[slug] = outcome
    return found
