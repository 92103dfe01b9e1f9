"""The folders of vendors as they were when their bytes were read, so that few are read again.

As version control does, a folder is believed to hold the same bytes as long as number, size and
times of change of every file in it are those that it had before these were read. The system sets
the last of these times itself, so that no program that edits a file can turn it back; a clone gives
every file another number and time, so that all of it is read. What changed shortly before it was
read is not believed, for a second change within the grain of the clock would not show.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Final, NamedTuple

from vendorbook.contents import VendorContents, vendor_contents
from vendorbook.files import VENDORS_FOLDER
from vendorbook.records import VENDOR_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GRAIN: Final = 2_000_000_000
"""The coarsest clock of a file system in use, in nanoseconds."""


class SeenFolder(NamedTuple):
    """What was seen of one vendor's folder.

    Attributes:
        state: What changes whenever anything in it does; empty where nobody can tell.
        contents: The digests of what was read after the state was taken.
    """

    state: bytes
    contents: VendorContents

    def is_as_before(self, root: Path, slug: str) -> bool:
        """Whether nobody has touched the folder since."""
        return bool(self.state) and self.state == folder_state(root, slug)


def see_folder(root: Path, slug: str, now: int) -> SeenFolder:
    """Look at a vendor's folder, and read it.

    `now` is a moment before that by the clock of the file system, in nanoseconds.
    """
    state = folder_state(root, slug, now - GRAIN)
    return SeenFolder(state, vendor_contents(root, slug))


def folder_state(root: Path, slug: str, before: int | None = None) -> bytes:
    """What changes whenever anything in a vendor's folder does.

    Empty if there is anything but files and folders, if it cannot be opened, or if any file did not
    change `before` that moment in nanoseconds.
    """
    try:
        states = sorted(_states(f"{root}/{VENDORS_FOLDER}/{slug}", "", before))
    except (OSError, _CannotTellError):
        return b""
    return os.fsencode("/".join(states))


class _CannotTellError(Exception):
    """Nobody can tell whether it will change."""


def _states(folder: str, prefix: str, before: int | None) -> Iterator[str]:
    """Name and state of what lies in a folder, and in the folders of kinds of records.

    Raises:
        OSError: When a folder cannot be opened.
        _CannotTellError: When something is neither file nor folder, or changed too late.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name.startswith("."):
                continue
            found = entry.stat(follow_symlinks=False)
            if stat.S_ISREG(found.st_mode):
                if before is not None and found.st_ctime_ns >= before:
                    raise _CannotTellError
                times = f"{found.st_mtime_ns} {found.st_ctime_ns}"
                yield f"{prefix}{name}/{found.st_ino} {found.st_size} {times}"
            elif stat.S_ISDIR(found.st_mode):
                yield f"{prefix}{name}//"
                if not prefix and name in VENDOR_KINDS:
                    yield from _states(f"{folder}/{name}", f"{name}/", before)
            else:
                raise _CannotTellError
