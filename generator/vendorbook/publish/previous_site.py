"""What the last build left in the site, so that a build writes only what changed.

MkDocs empties the site's folder before it builds. What is made of records alone is put aside until
that is done, and given back: three folders are renamed, whatever the number of vendors. A vendor's
files are left as they are if nobody has touched them since, its pages are the same, and the theme
would wrap them in the same way; a file of several vendors if nobody has touched it and it is the
same. Everything else is written as ever, so that nothing can tell the site from one that was built
from nothing.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Final

from vendorbook.contents import digest_of_list, program_version
from vendorbook.pages import Heading, Page
from vendorbook.publish.file_lock import FileLock
from vendorbook.publish.kept_database import open_database, states_of
from vendorbook.publish.search_index import KeptEntries
from vendorbook.publish.site_sweeping import remove_others, sweep
from vendorbook.publish.written_vendors import TABLES, WrittenVendor, folders_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vendorbook.publish.search_index import GroupEntries
    from vendorbook.publish.shell import Shell

TREES: Final = ("vendors", "feeds", "api")
"""The folders that hold what is made of records alone, and little else."""

_ASIDE: Final = ".vendorbook-before"
"""Where they wait; MkDocs leaves alone what is hidden."""


class PreviousSite:
    """The files of the last build, and notes on them for the next.

    The notes are void from the moment they are read until a build has come to its end.
    """

    def __init__(self, site_dir: Path, notes: Path) -> None:
        """Put the folders aside, if the last build left notes on them.

        Raises:
            ImportError, OSError, sqlite3.Error: When no notes can be written, or another build
                does so.
        """
        self._lock = FileLock(notes.with_suffix(".lock"))
        try:
            self._open(site_dir, notes)
        except BaseException:
            self._lock.release()
            raise

    def _open(self, site_dir: Path, notes: Path) -> None:
        self._site_dir = site_dir
        self._database = open_database(notes, TABLES, f"{program_version()} {site_dir}")
        self._written: dict[str, WrittenVendor] = {}
        self._joined: dict[str, tuple[str, str]] = {}
        self._around = ""
        self._like_before: dict[str, bool] = {}
        self._shapes: set[str] = set()
        self._removal: Thread | None = None
        shutil.rmtree(site_dir / _ASIDE, ignore_errors=True)
        self._read()
        if self._written or self._joined:
            self._put_aside()

    def _put_aside(self) -> None:
        """Rename the folders, and remove all others while the build goes on."""
        aside = self._site_dir / _ASIDE
        others = aside / "others"
        with suppress(OSError):
            others.mkdir(parents=True)
            for number, tree in enumerate(TREES):
                with suppress(OSError):
                    (self._site_dir / tree).rename(aside / str(number))
            for entry in list(os.scandir(self._site_dir)):
                if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                    Path(entry.path).rename(others / entry.name)
        self._removal = Thread(target=shutil.rmtree, args=(others,), kwargs={"ignore_errors": True})
        self._removal.start()

    def _read(self) -> None:
        execute = self._database.execute
        found = execute("select around from finished").fetchall()
        if found:
            self._around = found[0][0]
            rows = execute("select * from vendors")
            self._written = {row[0]: WrittenVendor(*row) for row in rows}
            rows = execute("select path, version, state from joined")
            self._joined = {path: (version, state) for path, version, state in rows}
            self._shapes = {key for (key,) in execute("select key from shapes")}
            execute("delete from finished")
        else:
            for table in ("vendors", "entries", "joined", "shapes"):
                execute(f"delete from {table}")  # noqa: S608 - our own names
        self._database.commit()

    def give_back(self) -> None:
        """Put the folders where they were, without what is not ours or was touched since."""
        if not (self._written or self._joined):
            return
        for number, tree in enumerate(TREES):
            with suppress(OSError):
                (self._site_dir / tree).parent.mkdir(parents=True, exist_ok=True)
                (self._site_dir / _ASIDE / str(number)).rename(self._site_dir / tree)
        for slug in [slug for slug, each in self._written.items() if not self._is_sound(each)]:
            self._forget(slug)
        sound = {
            path: each
            for path, each in self._joined.items()
            if states_of(self._site_dir, [path]) == each[1]
        }
        for path in set(self._joined).difference(sound):
            self._database.execute("delete from joined where path = ?", (path,))
        self._joined = sound
        files = {path for each in self._written.values() for path in each.shared_files}
        sweep(
            self._site_dir, TREES, files.union(sound), {f"vendors/{each}" for each in self._written}
        )
        for slug, each in self._written.items():
            if states_of(self._site_dir, each.folders) != each.folder_states:
                remove_others(self._site_dir, f"vendors/{slug}", set(each.files))

    def _is_sound(self, written: WrittenVendor) -> bool:
        return states_of(self._site_dir, written.files) == written.file_states

    def _forget(self, slug: str) -> None:
        self._written.pop(slug, None)
        for table in ("vendors", "entries"):
            self._database.execute(f"delete from {table} where slug = ?", (slug,))  # noqa: S608

    def entries(self, slug: str, digest: str, limit: int, shell: Shell) -> KeptEntries | None:
        """A vendor's search entries if its files may stay as they are; else they are removed."""
        written = self._written.get(slug)
        if written is None:
            return None
        is_same = (written.digest, written.most) == (digest, limit) and not any(
            map(shell.is_in_navigation, written.files)
        )
        if is_same and self._is_wrapped_alike(written, shell):
            query = "select full, short from entries where slug = ?"
            read = partial(self._database.execute, query, (slug,))
            return KeptEntries(written.size, lambda: read().fetchone())
        self._remove(slug)
        return None

    def _is_wrapped_alike(self, written: WrittenVendor, shell: Shell) -> bool:
        is_known = bool(self._around) and self._around == shell.around
        return is_known or all(self._is_like_before(key, shell) for key in written.shape_keys)

    def _is_like_before(self, key: str, shell: Shell) -> bool:
        if key not in self._like_before:
            query = "select path, headings, digest from shapes where key = ?"
            path, headings, digest = self._database.execute(query, (key,)).fetchone()
            sample = Page(path, "", "", tuple(map(Heading._make, json.loads(headings))))
            self._like_before[key] = shell.digest(sample) == digest
        return self._like_before[key]

    def _remove(self, slug: str) -> None:
        written = self._written[slug]
        self._forget(slug)
        for path in written.files:
            (self._site_dir / path).unlink(missing_ok=True)
        for folder in reversed(written.folders):
            with suppress(OSError):
                (self._site_dir / folder).rmdir()

    def note(
        self,
        slug: str,
        digest: str,
        pages: Sequence[Page],
        limit: int,
        entries: GroupEntries,
        shell: Shell,
    ) -> None:
        """Note that a vendor's pages have been written."""
        files = [page.path for page in pages]
        # A page in the navigation is wrapped like no other, and a page elsewhere is not put aside.
        is_usual = not any(map(shell.is_in_navigation, files)) and all(
            path.startswith(tuple(f"{tree}/" for tree in TREES)) for path in files
        )
        if not digest or not is_usual:
            return
        keys = {self._key_of(page, shell) for page in pages if page.path.endswith(".html")}
        folders = folders_of(slug, files)
        row = (
            slug,
            digest,
            " ".join(sorted(keys)),
            "\n".join(files),
            states_of(self._site_dir, files),
            "\n".join(folders),
            states_of(self._site_dir, folders),
            limit,
            entries.size,
        )
        execute = self._database.execute
        execute("insert or replace into vendors values (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        execute("insert or replace into entries values (?, ?, ?)", (slug, *entries.as_texts()))

    def _key_of(self, page: Page, shell: Shell) -> str:
        digest, headings = shell.digest(page), json.dumps(page.headings)
        key = digest_of_list([str(page.path.count("/")), headings, digest])[:20]
        if key not in self._shapes:
            self._shapes.add(key)
            row = (key, page.path, headings, digest)
            self._database.execute("insert or replace into shapes values (?, ?, ?, ?)", row)
        return key

    def has_joined(self, path: str, version: str) -> bool:
        """Whether a file of several vendors may stay as it is."""
        return bool(version) and self._joined.get(path, ("", ""))[0] == version

    def note_joined(self, path: str, version: str) -> None:
        """Note that a file of several vendors has been written."""
        if version:
            row = (path, version, states_of(self._site_dir, [path]))
            self._database.execute("insert or replace into joined values (?, ?, ?)", row)

    def finish(self, slugs: Iterable[str], joined: Iterable[str], around: str) -> None:
        """Remove what is of nobody any more, and leave notes for the next build."""
        for slug in set(self._written).difference(slugs):
            self._remove(slug)
        execute = self._database.execute
        for path in set(self._joined).difference(joined):
            (self._site_dir / path).unlink(missing_ok=True)
            execute("delete from joined where path = ?", (path,))
        for key, is_like_before in self._like_before.items():
            if not is_like_before:
                execute("delete from shapes where key = ?", (key,))
        execute("insert into finished values (?)", (around,))
        with suppress(sqlite3.Error):
            self._database.commit()
        self.drop()

    def drop(self) -> None:
        """Remove what was put aside and not given back."""
        if self._removal:
            self._removal.join()
        shutil.rmtree(self._site_dir / _ASIDE, ignore_errors=True)
        self._database.close()
        self._lock.release()


def previous_site(site_dir: Path, notes: Path) -> PreviousSite | None:
    """The site of the last build; none where no notes can be written, or somebody else does so."""
    with suppress(ImportError, OSError, sqlite3.Error):
        return PreviousSite(site_dir, notes)
    return None
