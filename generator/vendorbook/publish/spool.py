"""Pages on disk between rendering and writing, one file for each group.

In a temporary folder they end with the build. In the playbook's cache they outlive it, so that the
next build renders only what changed; what they were made from is kept elsewhere. One build at a
time may use the cache; another makes do without.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from vendorbook.pages import Heading, Page, SearchEntry
from vendorbook.publish.file_lock import FileLock
from vendorbook.publish.kept_database import state_of

if TYPE_CHECKING:
    from collections.abc import Iterable


class Spool:
    """A folder of pages."""

    def __init__(self) -> None:
        """Begin an empty one that ends with the build."""
        self._temporary = tempfile.TemporaryDirectory(prefix="vendorbook-")
        self.folder = Path(self._temporary.name)

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.pages"

    def write(self, name: str, pages: Iterable[Page]) -> str:
        """Put down the pages of one group; returns their digest if they outlive the build."""
        pages = tuple(pages)
        bodies = [page.body.encode() for page in pages]
        about = [
            [page.path, page.title, len(body), page.headings, page.search]
            for page, body in zip(pages, bodies, strict=True)
        ]
        content = b"".join([json.dumps(about, ensure_ascii=False).encode(), b"\n", *bodies])
        return self._put(self._file(name), content)

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

    def _put(self, file: Path, content: bytes) -> str:
        file.write_bytes(content)
        return ""

    def state_of(self, name: str) -> str:
        """The state of the file that holds a group."""
        return state_of(f"{self.folder}/{name}.pages")

    def close(self) -> None:
        """Give the disk space back."""
        self._temporary.cleanup()


class KeptSpool(Spool):
    """A folder of pages that outlive the build, for one build at a time.

    Attributes:
        began_at: When that was by the clock of the file system, in nanoseconds.
    """

    def __init__(self, folder: Path) -> None:
        """Take possession of the folder.

        Raises:
            ImportError, OSError: When it cannot be written or locked, or another build has it.
        """
        self.folder = folder
        self._lock = FileLock(folder / "lock")
        self.began_at = self._lock.taken_at

    def forget_others(self, names: Iterable[str]) -> None:
        """Remove the groups that are none of these; those of no vendor stay."""
        files = {self._file(name) for name in names}
        for file in self.folder.glob("*.*"):
            is_page = file.suffix in {".pages", ".json", ".half"}
            if is_page and file not in files and not file.name.startswith("_"):
                file.unlink(missing_ok=True)

    def _put(self, file: Path, content: bytes) -> str:
        half = file.with_suffix(".half")
        half.write_bytes(content)
        half.replace(file)
        return hashlib.sha256(content).hexdigest()

    def close(self) -> None:
        """Let other builds have the folder."""
        self._lock.release()
