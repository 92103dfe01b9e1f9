"""Files of several vendors, kept between builds: only the parts that changed are put in.

A file whose parts are all the same stays as it is. Another is written from new parts and from what
lies between them in the old file, without understanding any of it.
"""

from __future__ import annotations

import json
import shutil
from typing import IO, TYPE_CHECKING

from vendorbook.publish.joined_files import JoinedFile, JoinedFiles, Piece
from vendorbook.publish.kept_database import state_of
from vendorbook.publish.site_files import inside

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from pathlib import Path


class KeptJoinedFiles(JoinedFiles):
    """The files as the last build left them, until `finish` puts in what changed."""

    def __init__(self, folder: Path, database: sqlite3.Connection) -> None:
        """Keep the files below `folder`, and where each part lies in the table `joined`."""
        super().__init__()
        self._folder = folder
        self._database = database
        found = database.execute("select path, state from joined order by rowid").fetchall()
        self._states: dict[str, str] = dict(found)

    @property
    def is_whole(self) -> bool:
        """Whether nobody has touched the files since the last build."""
        return all(
            json.dumps(state_of(f"{self._folder}/{path}")) == state
            for path, state in self._states.items()
        )

    @property
    def paths(self) -> tuple[str, ...]:
        """Every file that has a part."""
        return tuple(self._states)

    def version(self, path: str) -> str:
        """What changes whenever a file's content does."""
        return self._states[path]

    def finish(self, replaced: set[str], paths: Iterable[str]) -> None:
        """Put in the new parts; those that owners in `replaced` had at `paths` are void."""
        for path in dict.fromkeys((*paths, *self._files)):
            self._replace(path, replaced)

    def _replace(self, path: str, replaced: set[str]) -> None:
        before = self._before(path)
        added = self._files.get(path)
        file = added or before
        if file is None:
            return
        pieces = [piece for piece in before.pieces if piece.owner not in replaced] if before else []
        pieces = sorted([*pieces, *(added.pieces if added else ())], key=lambda each: each.owner)
        target = inside(self._folder, path)
        if not pieces:
            target.unlink(missing_ok=True)
            self._database.execute("delete from joined where path = ?", (path,))
            self._states.pop(path, None)
            return
        made = JoinedFile(file.separator, file.end, pieces)
        if before is None:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._write(path, made, target, None)
            return
        with target.open("rb") as old:
            if not self._is_same(made, before, old):
                self._write(path, made, target, old)

    def _is_same(self, made: JoinedFile, before: JoinedFile, old: IO[bytes]) -> bool:
        """Whether a file is as before, although some of its parts were made anew."""
        if len(made.pieces) != len(before.pieces):
            return False
        for piece, was in zip(made.pieces, before.pieces, strict=True):
            if piece is was:
                continue
            if piece[:2] != was[:2] or piece.length != was.length:
                return False
            if self._read(piece) != _read(old, was):
                return False
        return True

    def _read(self, piece: Piece) -> bytes:
        return _read(self._parts, piece)

    def _write(self, path: str, file: JoinedFile, target: Path, old: IO[bytes] | None) -> None:
        half = target.with_name(f"{target.name}.half")
        self.write(file, half, old)
        half.replace(target)
        state = json.dumps(state_of(target))
        self._states[path] = state
        self._database.execute(
            "insert into joined values (?, ?, ?) on conflict (path) "
            "do update set state = excluded.state, pieces = excluded.pieces",
            (path, state, _as_text(file)),
        )

    def _before(self, path: str) -> JoinedFile | None:
        query = "select pieces from joined where path = ?"
        found = self._database.execute(query, (path,)).fetchone()
        return _from_text(found[0]) if found else None

    def copy_to(self, path: str, target: Path) -> None:
        """Copy one file."""
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self._folder / path, target)


def _read(stream: IO[bytes], piece: Piece) -> bytes:
    stream.seek(piece.offset)
    return stream.read(piece.length)


def _as_text(file: JoinedFile) -> str:
    starts = {
        start: number for number, start in enumerate(dict.fromkeys(p.start for p in file.pieces))
    }
    pieces = [[piece.owner, piece.length, starts[piece.start]] for piece in file.pieces]
    return json.dumps([file.separator, file.end, list(starts), pieces], separators=(",", ":"))


def _from_text(text: str) -> JoinedFile:
    """The file that `_as_text` told of, with its parts where they lie in it."""
    separator, end, starts, pieces = json.loads(text)
    file = JoinedFile(separator, end)
    gap = len(separator.encode())
    offset = len(starts[pieces[0][2]].encode("utf-8", "replace"))
    is_first = True
    for owner, length, start in pieces:
        if length and not is_first:
            offset += gap
        file.pieces.append(Piece(owner, starts[start], offset, length, is_kept=True))
        offset += length
        is_first = is_first and not length
    return file
