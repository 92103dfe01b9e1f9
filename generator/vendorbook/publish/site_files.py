"""Writing files below one folder and nowhere else."""

from __future__ import annotations

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
