"""Removing from the site what no build of ours has put there."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def sweep(root: Path, trees: Iterable[str], files: set[str], folders: set[str]) -> None:
    """Remove what is neither one of the `files` nor within one of the `folders`.

    Args:
        root: The site.
        trees: Where to look.
        files: Paths of files that stay.
        folders: Paths of folders that are not looked into.
    """
    on_the_way = set(trees)
    for path in files.union(folders):
        folder = path.rpartition("/")[0]
        while folder and folder not in on_the_way:
            on_the_way.add(folder)
            folder = folder.rpartition("/")[0]
    for tree in trees:
        _sweep(root, tree, files, folders, on_the_way)


def _sweep(
    root: Path, folder: str, files: set[str], folders: set[str], on_the_way: set[str]
) -> None:
    try:
        entries = list(os.scandir(root / folder))
    except OSError:
        return
    for entry in entries:
        path = f"{folder}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            if path in on_the_way:
                _sweep(root, path, files, folders, on_the_way)
            elif path not in folders:
                shutil.rmtree(entry.path)
        elif path not in files:
            Path(entry.path).unlink()
    with suppress(OSError):
        (root / folder).rmdir()


def remove_others(root: Path, tree: str, known: set[str]) -> None:
    """Remove all files below a folder that are not known, and folders that are empty then."""
    for folder, folders, files in os.walk(root / tree, topdown=False):
        below = os.path.relpath(folder, root)
        for name in files:
            if f"{below}/{name}" not in known:
                Path(folder, name).unlink()
        for name in folders:
            if Path(folder, name).is_symlink():
                Path(folder, name).unlink()
        with suppress(OSError):
            Path(folder).rmdir()
