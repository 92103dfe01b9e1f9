"""Pages on disk between rendering and writing, one file for each group.

In a temporary folder they end with the build. In the playbook's cache they outlive it, so that the
next build renders only the vendors that changed; beside each file of pages stands one that says
what they were made from. One build at a time may use the cache; another makes do without.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vendorbook.pages import Heading, Page, SearchEntry

if TYPE_CHECKING:
    from collections.abc import Iterable


class Spool:
    """A folder of pages.

    Attributes:
        is_kept: Whether the pages outlive the build.
    """

    is_kept = False

    def __init__(self) -> None:
        """Begin an empty one that ends with the build."""
        self._temporary = tempfile.TemporaryDirectory(prefix="vendorbook-")
        self._folder = Path(self._temporary.name)

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.pages"

    def write(self, name: str, pages: Iterable[Page]) -> str:
        """Put down the pages of one group; returns their digest."""
        pages = tuple(pages)
        bodies = [page.body.encode() for page in pages]
        about = [
            [page.path, page.title, len(body), page.headings, page.search]
            for page, body in zip(pages, bodies, strict=True)
        ]
        content = b"".join([json.dumps(about, ensure_ascii=False).encode(), b"\n", *bodies])
        self._put(self._file(name), content)
        return hashlib.sha256(content).hexdigest()

    def read(self, name: str) -> list[Page]:
        """The pages of one group."""
        about, _, bodies = self._file(name).read_bytes().partition(b"\n")
        pages, start = [], 0
        for path, title, size, headings, search in json.loads(about):
            pages.append(
                Page(
                    path,
                    title,
                    bodies[start : start + size].decode(),
                    tuple(map(Heading._make, headings)),
                    tuple(map(SearchEntry._make, search)),
                )
            )
            start += size
        return pages

    def _put(self, file: Path, content: bytes) -> None:
        file.write_bytes(content)

    def close(self) -> None:
        """Give the disk space back."""
        self._temporary.cleanup()


class KeptSpool(Spool):
    """A folder of pages that outlive the build, for one build at a time."""

    is_kept = True

    def __init__(self, folder: Path) -> None:
        """Take possession of the folder.

        Raises:
            OSError: When it cannot be written, or another build has it.
        """
        import fcntl  # noqa: PLC0415 - not everywhere; without it nothing is kept

        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._lock)
            raise

    def keep(self, name: str, facts: Any, digest: str) -> None:
        """Note what the pages of a group were made from, and all else that JSON can tell of it."""
        self._put(self._facts_file(name), json.dumps([digest, facts]).encode())

    def kept(self, name: str) -> Any:
        """What was noted of a group; None unless that and the pages are whole."""
        with suppress(OSError, ValueError, TypeError):
            digest, facts = json.loads(self._facts_file(name).read_bytes())
            if hashlib.sha256(self._file(name).read_bytes()).hexdigest() == digest:
                return facts
        return None

    def write(self, name: str, pages: Iterable[Page]) -> str:
        """Put down pages; what was noted of earlier ones is void."""
        self._facts_file(name).unlink(missing_ok=True)
        return super().write(name, pages)

    def forget_others(self, names: Iterable[str]) -> None:
        """Remove the groups that are none of these."""
        files = {file for name in names for file in (self._file(name), self._facts_file(name))}
        for file in self._folder.glob("*.*"):
            if file not in files:
                file.unlink(missing_ok=True)

    def _facts_file(self, name: str) -> Path:
        return self._folder / f"{name}.facts.json"

    def _put(self, file: Path, content: bytes) -> None:
        half = file.with_suffix(".half")
        half.write_bytes(content)
        half.replace(file)

    def close(self) -> None:
        """Let other builds have the folder."""
        with suppress(OSError):
            os.close(self._lock)
        self._lock = -1


def open_spool(folder: Path | None) -> Spool:
    """The spool in a folder of the cache, or a temporary one when that cannot be had."""
    if folder is not None:
        with suppress(OSError, ImportError):
            return KeptSpool(folder)
    return Spool()
