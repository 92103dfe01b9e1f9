"""Files of the site to which every vendor adds a part, on disk from the first part on.

All parts lie one after the other in one temporary file until a file is asked for, so that a feed of
a thousand vendors needs no more memory than that of one.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FIRST: Final = ""
"""Whose parts start a file; no vendor has this name, and none comes before it."""

LAST: Final = "~"
"""Whose parts end a file; no vendor has this name, and all come before it."""

_BLOCK: Final = 1 << 18


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


class Piece(NamedTuple):
    """Where a part lies.

    Attributes:
        owner: Whose part it is.
        start: What the file begins with when this is its first part.
        offset: Where it begins in the file that holds it.
        length: How many bytes it has.
        is_kept: Whether it lies in a heap that earlier builds left, and not among the new parts.
    """

    owner: str
    start: str
    offset: int
    length: int
    is_kept: bool = False


@dataclass
class JoinedFile:
    """One file: its pieces in their order, and what stands between and after them."""

    separator: str = ""
    end: str = ""
    pieces: list[Piece] = field(default_factory=list)

    @property
    def start(self) -> str:
        """What it begins with."""
        return self.pieces[0].start

    @property
    def size(self) -> int:
        """Its length in bytes."""
        lengths = [piece.length for piece in self.pieces if piece.length]
        between = len(_bytes(self.separator)) * max(0, len(lengths) - 1)
        return len(_bytes(self.start)) + sum(lengths) + between + len(_bytes(self.end))


class JoinedFiles:
    """Files that grow part by part."""

    def __init__(self) -> None:
        """Start with none, and a temporary file that ends with `close`."""
        self._parts: IO[bytes] = tempfile.TemporaryFile(prefix="vendorbook-")  # noqa: SIM115 - `close` does
        self._size = 0
        self._files: dict[str, JoinedFile] = {}

    @property
    def paths(self) -> tuple[str, ...]:
        """Every file that was started, in the order in which it was."""
        return tuple(self._files)

    def version(self, path: str) -> str:
        """What changes whenever a file does; nothing where nobody knows."""
        return ""

    def add(self, parts: Iterable[Part], owner: str = FIRST) -> None:
        """Take in more parts, in the order in which they are to stand."""
        for part in parts:
            file = self._files.get(part.path)
            if file is None:
                file = self._files[part.path] = JoinedFile(part.separator, part.end)
            file.pieces.append(self._put_down(part, owner))

    def _put_down(self, part: Part, owner: str) -> Piece:
        content = _bytes(part.text)
        self._parts.write(content)
        piece = Piece(owner, part.start, self._size, len(content))
        self._size += len(content)
        return piece

    def copy_to(self, path: str, target: Path) -> None:
        """Write one file, unless the target holds the same already."""
        file = self._files[path]
        if not self._is_in(target, file):
            target.parent.mkdir(parents=True, exist_ok=True)
            self.write(file, target)

    def _is_in(self, target: Path, file: JoinedFile) -> bool:
        if not target.is_file() or target.stat().st_size != file.size:
            return False
        with target.open("rb") as stream:
            return all(stream.read(len(block)) == block for block in self._blocks(file))

    def write(self, file: JoinedFile, target: Path, before: IO[bytes] | None = None) -> None:
        """Write one file; `before` is the heap that earlier builds left, where pieces lie in it."""
        # Writing over what is there takes a third of the time that a new file would.
        with target.open("rb+" if target.is_file() else "wb") as stream:
            stream.writelines(self._blocks(file, before))
            stream.truncate()

    def _blocks(self, file: JoinedFile, before: IO[bytes] | None = None) -> Iterator[bytes]:
        yield _bytes(file.start)
        for source, offset, length in _spans(file):
            if source is None:
                yield _bytes(file.separator)
                continue
            stream = before if source else self._parts
            assert stream is not None  # noqa: S101 - who has kept pieces has what holds them
            stream.seek(offset)
            missing = length
            while missing > 0:
                block = stream.read(min(missing, _BLOCK))
                if not block:
                    raise OSError(f"a part lacks {missing} bytes")
                missing -= len(block)
                yield block
        yield _bytes(file.end)

    def close(self) -> None:
        """Give the disk space back."""
        self._parts.close()


def _spans(file: JoinedFile) -> list[tuple[bool | None, int, int]]:
    """What to copy: whether from what was kept, from where and how much; None is a separator.

    Pieces that lie one after the other in what was kept are copied in one go.
    """
    gap = len(_bytes(file.separator))
    spans: list[tuple[bool | None, int, int]] = []
    for piece in file.pieces:
        if not piece.length:
            continue
        if spans:
            is_kept, offset, length = spans[-1]
            if is_kept and piece.is_kept and offset + length + gap == piece.offset:
                spans[-1] = (True, offset, length + gap + piece.length)
                continue
            if gap:
                spans.append((None, 0, 0))
        spans.append((piece.is_kept, piece.offset, piece.length))
    return spans


def laid_out(file: JoinedFile) -> JoinedFile:
    """The same file with its pieces where they lie in it once it is written."""
    gap, offset, is_first = len(_bytes(file.separator)), len(_bytes(file.start)), True
    pieces = []
    for piece in file.pieces:
        if piece.length and not is_first:
            offset += gap
        pieces.append(piece._replace(offset=offset, is_kept=True))
        offset += piece.length
        is_first = is_first and not piece.length
    return JoinedFile(file.separator, file.end, pieces)


def _bytes(text: str) -> bytes:
    """As files have it; line breaks are part of the formats, so that none is translated."""
    return text.encode("utf-8", "replace")
