"""Files of several vendors, kept between builds: only the parts that changed are put in.

What is kept is a heap: the file itself at first, to which later builds add new parts at its end.
The site's file is put together from there without understanding any of it. Once half of a heap is
of no use any more, it is begun anew.
"""

from __future__ import annotations

import json
from os import SEEK_END
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from vendorbook.contents import digest_of_list
from vendorbook.publish.joined_files import JoinedFile, JoinedFiles, Piece, laid_out
from vendorbook.publish.kept_database import state_of
from vendorbook.publish.site_files import inside

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from pathlib import Path

_MOST_WASTE: Final = 0.5
"""How much of a heap may be of no use, as a share of the file."""


class _Known(NamedTuple):
    """What is known of a file: the state of its heap, and what changes whenever it does itself."""

    state: str
    version: str


class KeptJoinedFiles(JoinedFiles):
    """The files as the last build left them, until `finish` puts in what changed."""

    def __init__(self, folder: Path, database: sqlite3.Connection) -> None:
        """Keep the heaps below `folder`, and where each part lies in the table `joined`."""
        super().__init__()
        self._folder = folder
        self._database = database
        found = database.execute("select path, state, version from joined order by rowid")
        self._known = {path: _Known(state, version) for path, state, version in found}

    @property
    def is_whole(self) -> bool:
        """Whether nobody has touched the heaps since the last build."""
        return all(
            state_of(f"{self._folder}/{path}") == each.state for path, each in self._known.items()
        )

    @property
    def paths(self) -> tuple[str, ...]:
        """Every file that has a part."""
        return tuple(self._known)

    def version(self, path: str) -> str:
        """What changes whenever a file's content does."""
        return self._known[path].version

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
        heap = inside(self._folder, path)
        if not pieces:
            heap.unlink(missing_ok=True)
            self._database.execute("delete from joined where path = ?", (path,))
            self._known.pop(path, None)
            return
        made = JoinedFile(file.separator, file.end, pieces)
        if before is None:
            heap.parent.mkdir(parents=True, exist_ok=True)
            self.write(made, heap)
            self._keep(path, laid_out(made), heap)
            return
        with heap.open("rb+") as old:
            if self._is_same(made, before, old):
                return
            added_size = sum(piece.length for piece in pieces if not piece.is_kept)
            if old.seek(0, SEEK_END) + added_size <= (1 + _MOST_WASTE) * made.size:
                made = self._heaped(made, old)
            else:
                half = heap.with_name(f"{heap.name}.half")
                self.write(made, half, old)
                half.replace(heap)
                made = laid_out(made)
        self._keep(path, made, heap)

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

    def _heaped(self, file: JoinedFile, heap: IO[bytes]) -> JoinedFile:
        """The file once its new pieces lie at the end of the heap, where `heap` stands.

        A separator comes before each, so that whatever lies as far apart as one has one between.
        """
        gap = file.separator.encode()
        offset = heap.tell()
        pieces = []
        for each in file.pieces:
            piece = each
            if not each.is_kept:
                heap.write(gap)
                heap.write(self._read(each))
                piece = each._replace(offset=offset + len(gap), is_kept=True)
                offset = piece.offset + piece.length
            pieces.append(piece)
        return JoinedFile(file.separator, file.end, pieces)

    def _keep(self, path: str, file: JoinedFile, heap: Path) -> None:
        state, pieces = state_of(heap), _as_text(file)
        known = self._known[path] = _Known(state, digest_of_list([state, pieces]))
        self._database.execute(
            "insert into joined values (?, ?, ?, ?) on conflict (path) do update set "
            "state = excluded.state, version = excluded.version, pieces = excluded.pieces",
            (path, *known, pieces),
        )

    def _before(self, path: str) -> JoinedFile | None:
        query = "select pieces from joined where path = ?"
        found = self._database.execute(query, (path,)).fetchone()
        return _from_text(found[0]) if found else None

    def copy_to(self, path: str, target: Path) -> None:
        """Write one file."""
        file = self._before(path)
        assert file is not None  # noqa: S101 - `paths` names it
        target.parent.mkdir(parents=True, exist_ok=True)
        with (self._folder / path).open("rb") as heap:
            self.write(file, target, heap)


def _read(stream: IO[bytes], piece: Piece) -> bytes:
    stream.seek(piece.offset)
    return stream.read(piece.length)


def _as_text(file: JoinedFile) -> str:
    starts: dict[str, int] = {}
    pieces = [
        [each.owner, starts.setdefault(each.start, len(starts)), each.offset, each.length]
        for each in file.pieces
    ]
    return json.dumps([file.separator, file.end, list(starts), pieces], separators=(",", ":"))


def _from_text(text: str) -> JoinedFile:
    """The file that `_as_text` told of, with its parts where they lie in the heap."""
    separator, end, starts, pieces = json.loads(text)
    return JoinedFile(
        separator,
        end,
        [
            Piece(owner, starts[start], offset, length, True)
            for owner, start, offset, length in pieces
        ],
    )
