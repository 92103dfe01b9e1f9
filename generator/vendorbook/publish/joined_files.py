"""Files of the site to which every vendor adds a part, on disk from the first part on.

A feed of a thousand vendors needs no more memory than that of one.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

from vendorbook.publish.site_files import inside

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Part(NamedTuple):
    """What one vendor adds to one file.

    Attributes:
        path: The file, from the site's root.
        text: The part itself; an empty one starts the file and adds nothing.
        start: What the file begins with when this is its first part.
        separator: What stands between this part and one before it.
        end: What the file ends with.
    """

    path: str
    text: str
    start: str = ""
    separator: str = ""
    end: str = ""


class JoinedFiles:
    """Files below one folder that grow part by part."""

    def __init__(self, folder: Path) -> None:
        """Keep the files below `folder`, which must exist and is somebody else's to remove."""
        self._folder = folder
        self._ends: dict[str, str] = {}
        self._files: dict[str, Path] = {}
        self._is_empty: dict[str, bool] = {}

    @property
    def paths(self) -> tuple[str, ...]:
        """Every file that was started, in the order in which it was."""
        return tuple(self._ends)

    def file(self, path: str) -> Path:
        """Where one of the files lies."""
        found = self._files.get(path)
        if found is None:
            found = self._files[path] = inside(self._folder, path)
        return found

    def add(self, parts: Iterable[Part]) -> None:
        """Take in more parts, in the order in which they are to stand."""
        for part in parts:
            text = part.text
            file = self.file(part.path)
            if part.path not in self._ends:
                file.parent.mkdir(parents=True, exist_ok=True)
                self._ends[part.path] = part.end
                self._is_empty[part.path] = True
                text = part.start + text
            elif text and not self._is_empty[part.path]:
                text = part.separator + text
            if part.text:
                self._is_empty[part.path] = False
            if text:
                # Line breaks are part of the formats, so that none may be translated.
                with file.open("a", encoding="utf-8", errors="replace", newline="") as stream:
                    stream.write(text)

    def finish(self) -> None:
        """Write the end of every file."""
        for path, end in self._ends.items():
            with self.file(path).open("a", encoding="utf-8", newline="") as stream:
                stream.write(end)

    def copy_to(self, path: str, target: Path) -> None:
        """Copy one file, unless the target holds the same already."""
        source = self.file(path)
        if target.is_file() and target.stat().st_size == source.stat().st_size:
            with source.open("rb") as one, target.open("rb") as other:
                while (block := one.read(65_536)) == other.read(65_536):
                    if not block:
                        return
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
