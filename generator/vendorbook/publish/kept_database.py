"""Files of SQLite in the playbook's cache, which may be deleted at any time."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_SECONDS_TO_WAIT = 0.5
_IN_USE = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


def open_database(file: Path, tables: Sequence[str], made_by: str) -> sqlite3.Connection:
    """The database in a file, begun anew when it is broken or made by somebody else.

    Raises:
        OSError, sqlite3.Error: When it cannot be written, or somebody else is writing.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _opened(file, tables, made_by)
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", None) in _IN_USE:
            raise
    remove_database(file)
    return _opened(file, tables, made_by)


def remove_database(file: Path) -> None:
    """Remove the file and what SQLite puts beside it."""
    for name in (file.name, f"{file.name}-journal"):
        file.with_name(name).unlink(missing_ok=True)


def _opened(file: Path, tables: Sequence[str], made_by: str) -> sqlite3.Connection:
    """Open it.

    Raises:
        sqlite3.DatabaseError: When it is broken, or made by somebody else.
    """
    database = sqlite3.connect(file, timeout=_SECONDS_TO_WAIT)
    try:
        database.execute("pragma synchronous = normal")
        database.execute("create table if not exists made_by (name text)")
        found = database.execute("select name from made_by").fetchall()
        if not found:
            database.execute("insert into made_by values (?)", (made_by,))
            for table in tables:
                database.execute(table)
            database.commit()
        elif found != [(made_by,)]:
            raise sqlite3.DatabaseError("made by another program or for another day")
    except BaseException:
        database.close()
        raise
    return database


def state_of(path: Path | str) -> str:
    """What changes whenever a file or folder does, by whatever means; as it is now.

    The system sets the time of the last change itself whenever anything about a file changes.
    """
    try:
        found = os.lstat(path)
    except OSError:
        return "-"
    return f"{found.st_ino} {found.st_size} {found.st_ctime_ns}"


def states_of(root: Path, paths: Iterable[str]) -> str:
    """The states of some files or folders below `root` in one line, as they are now."""
    return " ".join([state_of(f"{root}/{path}") for path in paths])
