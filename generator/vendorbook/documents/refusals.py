"""What is refused, in the words of somebody who edits records."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from vendorbook.findings import Finding, Place

if TYPE_CHECKING:
    import yaml

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


_BACKSLASH_HINT: Final = "use single quotes, in which a backslash is only a backslash"


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


PLAIN_WORDS: Final = (
    (
        "found a tab character",
        "a tab stands here where spaces must",
        "indent with spaces, never with tabs",
    ),
    (
        "did not find expected alphabetic or numeric character",
        "a sign here names nothing",
        "put text that starts with '*' or '&' in quotes",
    ),
    (
        "hexdecimal number",
        "the escape just before here is not complete",
        _BACKSLASH_HINT,
    ),
    (
        "unknown escape character",
        "a backslash here starts no known escape",
        _BACKSLASH_HINT,
    ),
    (
        "invalid Unicode character escape code",
        "the escape just before here stands for no character",
        _BACKSLASH_HINT,
    ),
    (
        "cannot start any token",
        "a character here cannot start a value",
        "indent with spaces, never with tabs",
    ),
    (
        "mapping values are not allowed",
        "a colon here starts a second value",
        "put text that contains ': ' in quotes, and check the indentation",
    ),
    (
        "could not find expected ':'",
        "a key here has no colon after it",
        "write 'key: value', and check the indentation of text over several lines",
    ),
    (
        "did not find expected key",
        "this line does not fit the mapping it stands in",
        "check the indentation and the quotes of this line and the one before it",
    ),
    (
        "did not find expected '-' indicator",
        "this line does not fit the list it stands in",
        "indent it like the item it belongs to, or start a new item with '- '",
    ),
    (
        "block sequence entries are not allowed",
        "a list cannot start here",
        "start the list on its own line below the key",
    ),
    (
        "did not find expected ',' or",
        "a list or mapping in brackets is not closed properly",
        "separate its items with commas and close the bracket",
    ),
    (
        "did not find expected node content",
        "a value is missing here",
        "write the value, or remove the stray sign",
    ),
)
"""What the parser says, what that means to somebody who edits records, and what to do."""


_GLUED: Final = re.compile(r" *(?:- +)*[A-Za-z_][\w-]*:(?!//)[^\s:]", re.ASCII)
"""A line that begins with a key whose colon has no space after it; an address is none."""

_QUOTED: Final = "while scanning a quoted scalar"
_KEY: Final = "while scanning a simple key"


def syntax_finding(error: yaml.YAMLError, path: str, text: str) -> Finding:
    """What the parser gave up on in `text`, in plain words, where the mistake begins."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", None) or error).split("\n")[0]
    if mark is None:
        return fault("yaml-syntax", Place(path), f"this is not valid YAML: {problem}")
    start, context = getattr(error, "context_mark", None), getattr(error, "context", None)
    if start is not None and context == _QUOTED and "found unexpected" in problem:
        message = "a quoted text that begins here is never closed"
        return fault("yaml-syntax", place_of(path, start), message, "add the closing quote")
    lines = text.split("\n")
    if start is not None and context == _KEY:
        mark = start
    if place := _glued(lines, mark.line, problem, path):
        return fault("yaml-syntax", place, *_GLUED_WORDS)
    sign = lines[mark.line][mark.column : mark.column + 1] if mark.line < len(lines) else ""
    if "cannot start any token" in problem and sign.strip():
        message = "a character here cannot start a value"
        hint = f"put text that starts with '{sign}' in quotes"
        return fault("yaml-syntax", place_of(path, mark), message, hint)
    for words, message, hint in PLAIN_WORDS:
        if words in problem:
            return fault("yaml-syntax", place_of(path, mark), message, hint)
    return fault("yaml-syntax", place_of(path, mark), f"this is not valid YAML: {problem}")


_GLUED_WORDS: Final = ("a colon needs a space after it", "write 'key: value'")


def _glued(lines: list[str], line: int, problem: str, path: str) -> Place | None:
    """Where a colon without a space explains the problem: on its line, or the one before it."""
    if "could not find expected ':'" in problem:
        candidate = line
    elif "mapping values are not allowed" in problem:
        candidate = line - 1
    else:
        return None
    written = lines[candidate] if 0 <= candidate < len(lines) else ""
    if not _GLUED.match(written):
        return None
    return Place(path, candidate + 1, written.index(":") + 1)
