"""What is refused although it may be YAML, in the words of somebody who edits records."""

from __future__ import annotations

import re
from typing import Any

from vendorbook.findings import Finding, Place

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
"""Control characters, and signs that change the direction of text, which nobody can see."""


def fault(code: str, place: Place, message: str, hint: str = "") -> Finding:
    """A refusal of the reader."""
    return Finding(code, place, message, hint)


def place_of(path: str, mark: Any) -> Place:
    """The place of one of the parser's marks."""
    return Place(path, mark.line + 1, mark.column + 1)


def bad_encoding(error: UnicodeDecodeError, path: str) -> Finding:
    """What is not UTF-8, at its line and column."""
    # The error counts from behind a byte order mark, and so does its own copy of the content.
    content = error.object
    before = content[: error.start].decode(errors="replace")
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    message = f"the byte 0x{content[error.start]:02x} is not UTF-8 text"
    return fault("yaml-syntax", Place(path, line, column), message, "save the file as UTF-8")


def forbidden_characters(text: str, path: str) -> list[Finding]:
    """Every line with a sign that nobody can see, once."""
    findings = []
    for number, line in enumerate(text.split("\n"), start=1) if FORBIDDEN.search(text) else ():
        if match := FORBIDDEN.search(line):
            findings.append(
                invisible(Place(path, number, match.start() + 1), match.group(), "delete it")
            )
    return findings


def invisible(place: Place, character: str, hint: str) -> Finding:
    """A sign that nobody can see, and what to do about it."""
    message = f"the invisible character U+{ord(character):04X} is not allowed here"
    return fault("yaml-syntax", place, message, hint)
