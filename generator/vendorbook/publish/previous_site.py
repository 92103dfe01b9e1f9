"""What the last build left in the site, so that a build writes only vendors that changed.

MkDocs empties the site's folder before it builds. What belongs to single vendors is put aside until
that is done, and given back: three folders are renamed, whatever the number of vendors. A vendor's
files are left as they are if nobody has touched them since, its pages are the same, and the theme
would wrap them in the same way, which is found out by wrapping one page of each shape. Everything
else is written as ever, so that nothing can tell the site from one that was built from nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from vendorbook.contents import program_version
from vendorbook.pages import Heading, Page
from vendorbook.publish.search_index import GroupEntries

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vendorbook.publish.shell import Shell

TREES: Final = ("vendors", "feeds/vendors", "api/v1/vendors")
"""The folders that hold what single vendors have on the site, and little else."""

_ASIDE: Final = ".vendorbook-before"
"""Where they wait; MkDocs leaves alone what is hidden."""

_State = list[int]


class _Written(NamedTuple):
    """One vendor's share of the site.

    Attributes:
        pages: The digest of its pages.
        shapes: The numbers of their shapes.
        files: The state of every file.
        limit: How many bytes its search entries were allowed to weigh.
        entries: Those entries.
    """

    pages: str
    shapes: list[int]
    files: dict[str, _State]
    limit: int
    entries: list[Any]


class PreviousSite:
    """The vendors' files of the last build, and notes on them for the next.

    The notes are void from the moment they are read until a build has come to its end.
    """

    def __init__(self, site_dir: Path, notes: Path) -> None:
        """Put the vendors' folders aside, if the last build left notes on them."""
        self._site_dir = site_dir
        self._notes = notes
        self._written: dict[str, _Written] = {}
        self._samples: list[Any] = []
        self._like_before: dict[int, bool] = {}
        self._next: dict[str, _Written] = {}
        self._next_samples: dict[tuple[Any, ...], int] = {}
        self._next_shapes: list[Any] = []
        shutil.rmtree(site_dir / _ASIDE, ignore_errors=True)
        with suppress(OSError):
            content = notes.read_bytes()
            notes.unlink()
            self._read(content)
        if self._written:
            for number, tree in enumerate(TREES):
                with suppress(OSError):
                    (site_dir / _ASIDE).mkdir(exist_ok=True)
                    (site_dir / tree).rename(site_dir / _ASIDE / str(number))

    def _read(self, content: bytes) -> None:
        digest, _, text = content.partition(b"\n")
        if hashlib.sha256(text).hexdigest().encode() != digest:
            return
        data = json.loads(text)
        if data["program"] == program_version() and data["site_dir"] == str(self._site_dir):
            self._samples = data["shapes"]
            self._written = {slug: _Written(*each) for slug, each in data["vendors"].items()}

    def give_back(self) -> None:
        """Put the folders where they were, without what is no vendor's or was touched since."""
        if not self._written:
            return
        for number, tree in enumerate(TREES):
            with suppress(OSError):
                (self._site_dir / tree).parent.mkdir(parents=True, exist_ok=True)
                (self._site_dir / _ASIDE / str(number)).rename(self._site_dir / tree)
        shutil.rmtree(self._site_dir / _ASIDE, ignore_errors=True)
        sound = {slug: each for slug, each in self._written.items() if self._is_sound(each)}
        self._written = sound
        known = {path for each in sound.values() for path in each.files}
        for tree in TREES:
            _remove_others(self._site_dir, tree, known)

    def _is_sound(self, written: _Written) -> bool:
        return all(
            _state(self._site_dir / path) == state and path.startswith(TREES)
            for path, state in written.files.items()
        )

    def entries(self, slug: str, digest: str, limit: int, shell: Shell) -> GroupEntries | None:
        """A vendor's search entries if its files may stay as they are; else they are removed."""
        written = self._written.get(slug)
        if written is None:
            return None
        is_same = (written.pages, written.limit) == (digest, limit) and not any(
            map(shell.is_in_navigation, written.files)
        )
        if is_same and all(self._is_like_before(number, shell) for number in written.shapes):
            shapes = [self._number_of(*self._samples[each]) for each in written.shapes]
            self._next[slug] = written._replace(shapes=shapes)
            return GroupEntries.from_data(written.entries)
        self._remove(slug)
        return None

    def _is_like_before(self, number: int, shell: Shell) -> bool:
        if number not in self._like_before:
            path, headings, digest = self._samples[number]
            sample = Page(path, "", "", tuple(Heading(*each) for each in headings))
            self._like_before[number] = shell.digest(sample) == digest
        return self._like_before[number]

    def _remove(self, slug: str) -> None:
        files = self._written.pop(slug).files
        for path in sorted(files, key=lambda each: each.count("/"), reverse=True):
            file = self._site_dir / path
            file.unlink(missing_ok=True)
            with suppress(OSError):
                file.parent.rmdir()

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
        shapes = {
            self._number_of(page.path, [list(each) for each in page.headings], made)
            for page in pages
            if page.path.endswith(".html") and (made := shell.digest(page))
        }
        states = {page.path: _state(self._site_dir / page.path) for page in pages}
        # A page in the navigation is wrapped like no other, and a page elsewhere is not put aside.
        is_usual = all(
            path.startswith(TREES) and not shell.is_in_navigation(path) for path in states
        )
        if digest and is_usual:
            self._next[slug] = _Written(digest, sorted(shapes), states, limit, entries.as_data())

    def _number_of(self, path: str, headings: list[Any], digest: str) -> int:
        key = (path.count("/"), json.dumps(headings), digest)
        if key not in self._next_samples:
            self._next_samples[key] = len(self._next_samples)
            self._next_shapes.append([path, headings, digest])
        return self._next_samples[key]

    def finish(self, slugs: Iterable[str]) -> None:
        """Remove the files of vendors that are gone, and leave notes for the next build."""
        for slug in set(self._written).difference(slugs):
            self._remove(slug)
        data = {
            "program": program_version(),
            "site_dir": str(self._site_dir),
            "shapes": self._next_shapes,
            "vendors": self._next,
        }
        text = json.dumps(data).encode()
        half = self._notes.with_suffix(".half")
        with suppress(OSError):
            half.write_bytes(hashlib.sha256(text).hexdigest().encode() + b"\n" + text)
            half.replace(self._notes)

    def drop(self) -> None:
        """Remove what was put aside, for a build that failed."""
        shutil.rmtree(self._site_dir / _ASIDE, ignore_errors=True)


def _state(file: Path) -> _State:
    """What changes whenever a file does, by whatever means; nothing for what is no file."""
    with suppress(OSError):
        found = os.lstat(file)
        return [found.st_mode, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns]
    return []


def _remove_others(root: Path, tree: str, known: set[str]) -> None:
    """Remove all files below a folder that are not known, and folders that are empty then."""
    for folder, folders, files in os.walk(root / tree, topdown=False):
        below = os.path.relpath(folder, root)
        for name in files:
            if f"{below}/{name}" not in known:
                Path(folder, name).unlink()
        for name in folders:
            if Path(folder, name).is_symlink():
                Path(folder, name).unlink()
        if len(files) + len(folders) == 0 or not os.listdir(folder):
            with suppress(OSError):
                Path(folder).rmdir()
