"""What the YAML parser gave up on, in the words of somebody who edits records.

The parser says where it could not go on, which is often far below the mistake: behind a bracket or
a quote that was never closed. What is told is where the mistake begins.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

import yaml

from vendorbook.documents.refusals import fault, place_of
from vendorbook.findings import Place

if TYPE_CHECKING:
    from vendorbook.findings import Finding

_BACKSLASH_HINT: Final = "use single quotes, in which a backslash is only a backslash"

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

_FLOW: Final = ("while parsing a flow sequence", "while parsing a flow mapping")
_CLOSING: Final = {"[": "]", "{": "}"}
_KEY_ALONE: Final = re.compile(r" *(?:- +)*[\w-]+", re.ASCII)
"""A line up to the colon of its first field."""


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
    for number, line in enumerate(lines, start=1):
        if line.startswith("<<<<<<< "):
            return fault("yaml-syntax", Place(path, number), *_CONFLICT_WORDS)
    if start is not None and context in _FLOW and start.line < mark.line:
        return _open_bracket(lines, start, mark, path)
    if "did not find expected" in problem and (quote := _long_quote(text, mark)):
        message = f"a quoted text that begins here ends only on line {mark.line + 1}"
        return fault("yaml-syntax", place_of(path, quote), message, "check its closing quote")
    if start is not None and context == _KEY:
        mark = start
    if place := _glued(lines, mark.line, problem, path):
        return fault("yaml-syntax", place, *_GLUED_WORDS)
    if "mapping values are not allowed" in problem and (found := _second_field(lines, mark, path)):
        return found
    sign = lines[mark.line][mark.column : mark.column + 1] if mark.line < len(lines) else ""
    if "cannot start any token" in problem and sign.strip():
        message = "a character here cannot start a value"
        hint = f"put text that starts with '{sign}' in quotes"
        return fault("yaml-syntax", place_of(path, mark), message, hint)
    for words, message, hint in PLAIN_WORDS:
        if words in problem:
            return fault("yaml-syntax", place_of(path, mark), message, hint)
    return fault("yaml-syntax", place_of(path, mark), f"this is not valid YAML: {problem}")


_NO_COLON_WORDS: Final = (
    "a key here has no colon after it",
    "write 'key: value', and check the indentation of text over several lines",
)
_CONFLICT_WORDS: Final = (
    "two versions of these lines were merged and nobody has chosen yet",
    "keep the right lines, and delete those that begin with <<<<<<<, ======= and >>>>>>>",
)
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


def _open_bracket(lines: list[str], start: Any, mark: Any, path: str) -> Finding:
    bracket = lines[start.line][start.column : start.column + 1]
    message = f"the bracket '{bracket}' that opens here is not closed"
    hint = f"separate its items with commas and close it with '{_CLOSING.get(bracket, bracket)}'"
    if mark.line < len(lines) and lines[mark.line].strip():
        hint += f"; line {mark.line + 1} does not fit into it any more"
    return fault("yaml-syntax", place_of(path, start), message, hint)


def _long_quote(text: str, mark: Any) -> Any:
    """Where a quoted text begins that ends just before `mark`, lines below; None without one."""
    with suppress(yaml.YAMLError):
        for token in yaml.scan(text, Loader=yaml.CSafeLoader):
            if token.start_mark.index >= mark.index:
                break
            is_quoted = isinstance(token, yaml.ScalarToken) and token.style in {"'", '"'}
            begin, end = token.start_mark, token.end_mark
            if is_quoted and begin.line < end.line == mark.line:
                return begin
    return None


def _second_field(lines: list[str], mark: Any, path: str) -> Finding | None:
    """Why the first colon of a line cannot be one of a field: what stands on the line before."""
    above, line = ["", *lines][mark.line : mark.line + 2]
    if not _KEY_ALONE.fullmatch(line[: mark.column]) or not above.strip():
        return None
    depth = len(above) - len(above.lstrip(" -"))
    column = len(line) - len(line.lstrip())
    if ":" not in above:
        place = Place(path, mark.line, len(above) - len(above.lstrip(" -")) + 1)
        return fault("yaml-syntax", place, *_NO_COLON_WORDS)
    if column > depth:
        message = "this line is indented further than the field above it, which has a value already"
        hint = "indent it like the fields around it"
        return fault("yaml-syntax", Place(path, mark.line + 1, column + 1), message, hint)
    return None
