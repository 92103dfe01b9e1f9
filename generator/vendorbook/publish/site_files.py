"""Writing files below one folder and nowhere else."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

ASSETS_FOLDER: Final = "assets/vendorbook"
"""Where the site keeps our style sheets and scripts."""

STYLES: Final = (
    "vendorbook.css",
    "scorecard.css",
    "vendor.css",
    "playbook.css",
    "review-pack.css",
)
SCRIPTS: Final = ("tablesort.min.js", "vendorbook.js", "compare.js", "playbook.js")


def assets_source() -> Path:
    """The folder of the package that holds what the site needs beside pages."""
    return Path(__file__).resolve().parents[1] / "assets"


def inside(root: Path, path: str) -> Path:
    """The file at `path` below `root`.

    Raises:
        ValueError: When the path leads out of `root`; paths are made by us, so that is our fault.
    """
    file = (root / path).resolve()
    if not file.is_relative_to(root.resolve()):
        raise ValueError(f"{path} leads out of the site")
    return file


def write_if_changed(file: Path, text: str) -> bool:
    """Write a file unless it already holds the text; says whether it was written."""
    content = text.encode("utf-8")
    if file.is_file() and file.read_bytes() == content:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return True


class SiteFolder:
    """A folder for thousands of files, which asks the file system as little as possible.

    What it has made itself need not be looked at again. It is for one build; between builds,
    somebody else may have put anything there.
    """

    def __init__(self, root: Path) -> None:
        """Write below `root`."""
        self._root = root.resolve()
        self._made: set[str] = set()

    def file(self, path: str) -> Path:
        """The file at `path`, whose folder is there then.

        Raises:
            ValueError: When the path leads out; paths are made by us, so that is our fault.
        """
        folder, _, name = path.rpartition("/")
        if name in {"", ".", ".."} or path.startswith("/"):
            raise ValueError(f"{path} is no file of the site")
        self._make(folder)
        return self._root / path

    def _make(self, folder: str) -> None:
        if not folder or folder in self._made:
            return
        parent, _, name = folder.rpartition("/")
        if name in {"", ".", ".."}:
            raise ValueError(f"{folder} leads out of the site")
        self._make(parent)
        try:
            os.mkdir(f"{self._root}/{folder}")
        except FileExistsError:
            inside(self._root, folder)
        self._made.add(folder)

    def write(self, path: str, text: str) -> bool:
        """Write a file unless it already holds the text; says whether it was written.

        Raises:
            ValueError: When the path leads out of the folder.
        """
        file = self.file(path)
        try:
            with open(file, "xb") as stream:
                stream.write(text.encode("utf-8"))
        except FileExistsError:
            return write_if_changed(inside(self._root, path), text)
        return True
