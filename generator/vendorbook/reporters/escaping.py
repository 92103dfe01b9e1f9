"""Text of records made harmless for what reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTROL: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # what drives terminals and ends lines
    "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"  # what turns the direction of text round
    "\ud800-\udfff\ufffe\uffff]"  # what is no character: halves of one, bytes of a file's name
)
"""Signs that no report holds as they are; XML forbids some, and UTF-8 others."""

_MEANINGFUL = re.compile(
    r"[&<>\\`*_\[\]{}#@!|~$^]"  # signs that mean something anywhere
    r"|^[-+=]"  # a list, or the underline of a heading
    r"|^[0-9](?=[0-9]{0,8}[.)])"  # a numbered list
    r"|(?<=\w)\.(?=\w)|:(?=\S)|/(?=/)"  # an address that would become a link
)

_REFERRING = "@#!"
"""Signs with which a forge notifies people or links issues, even when written as entities."""


def without_control(text: str) -> str:
    """Text with a replacement character for every sign of `CONTROL`."""
    return text if text.isprintable() else CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def plain(text: str) -> str:
    """Text on one line without control characters, so that a record cannot drive a terminal."""
    return without_control(text.replace("\n", " ").replace("\t", " "))


def markdown(text: str) -> str:
    """Text that Markdown shows as it is, and that notifies nobody.

    Every sign that could mean something is written as an entity. A space without width keeps a name
    from standing right behind the sign that would make it a mention.
    """
    return _MEANINGFUL.sub(_entity, plain(text).strip())


def _entity(found: re.Match[str]) -> str:
    sign = found[0]
    return f"&#{ord(sign)};&#8203;" if sign in _REFERRING else f"&#{ord(sign)};"


def wrapped(text: str, width: int, indent: str = "    ", hang: str = "") -> Iterator[str]:
    """Break text between words, and nowhere else, so that paths and values can be copied.

    Every line begins with the indent, and from the second one on with `hang` as well.
    """
    rest, start = " ".join(text.split()), indent
    while len(start) + len(rest) > width:
        end = rest.rfind(" ", 0, max(width - len(start), 0) + 1)
        end = rest.find(" ") if end < 0 else end
        if end < 0:
            break
        yield start + rest[:end]
        rest, start = rest[end + 1 :], indent + hang
    yield start + rest
