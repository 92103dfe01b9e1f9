"""Tuples as bytes that sort alike, so that a database can keep rows in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_MIDDLE: Final = 1 << 63


def sortable(urgency: Iterable[int | str]) -> bytes:
    """Bytes that sort as the tuples do, if those have the same types at the same places."""
    return b"".join(map(_sortable, urgency))


def _sortable(each: int | str) -> bytes:
    if isinstance(each, str):
        return each.encode("utf-8", "surrogatepass").replace(b"\0", b"\0\xff") + b"\0\0"
    if -_MIDDLE <= each < _MIDDLE:
        return b"\1" + (each + _MIDDLE).to_bytes(8, "big")
    size = (abs(each).bit_length() + 7) // 8
    if each > 0:
        return b"\2" + size.to_bytes(4, "big") + each.to_bytes(size, "big")
    # Of two numbers below zero, the one with more bytes comes first.
    below = (1 << 8 * size) + each
    return b"\0" + ((1 << 32) - size).to_bytes(4, "big") + below.to_bytes(size, "big")
