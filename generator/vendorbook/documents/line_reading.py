"""Reading a document line by line, for files as plain as most records are.

Most of a check's time goes into reading, and most of that into the objects that the parser makes of
every sign. This makes one of every line. It knows a small part of YAML and is strict about it: one
key and one value a line, quotes and brackets closed on the line they open on. Whatever it is not
sure of it refuses, and the parser reads the whole file. A test holds the two against each other.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from vendorbook.documents.careful_reading import Refused
from vendorbook.documents.quick_reading import UNUSUAL_SIGNS, plain_data
from vendorbook.documents.scalars import MAYBE_NUMBER, WORDS, is_number

_LINE: Final = re.compile(
    r"( *+(?:- ++)?+)(?:([A-Za-z_][\w-]{0,99}+):(?: ++|(?=\n)))?+"
    # Words without a sign in them, and dates, are what they are.
    r"(?:([A-Za-z][^:#\n]*+|\d{4}-[\d:T.+-]*\d)\n"
    # A block of text takes all lines after it that stand deeper than its own.
    r"|([>|]-?(?:\n\1 +.*)++(?!\n\n+\1 )|.*)\n)",
    re.ASCII,
)
_INDICATORS: Final = frozenset("-?:,[]{}#&*!|>'\"%@`")
_NO_CONTENT: Final = frozenset(("", "#"))
_NO_LINES: Final = re.compile(r"(?: *+(?:#.*+)?+\n)*+")
"""Lines at the beginning that are empty or hold only a comment."""
_SPACE_OR_END: Final = frozenset(("", " "))
_SINGLE_QUOTED: Final = re.compile(r"'(?:[^'\n]|'')*'")
_DOUBLE_QUOTED: Final = re.compile(r'"[^"\\\n]*"')
_IN_BRACKETS: Final = r"[A-Za-z0-9](?:[A-Za-z0-9 ./_+-]*[A-Za-z0-9./_+-])?"
_FLOW_LIST: Final = re.compile(rf"\[ ?{_IN_BRACKETS}(?:, {_IN_BRACKETS})* ?\]", re.ASCII)
_FLOW_PAIR: Final = rf"([A-Za-z_][\w-]{{0,99}}): ({_IN_BRACKETS})"
_FLOW_MAPPING: Final = re.compile(rf"\{{ ?{_FLOW_PAIR}(?:, {_FLOW_PAIR})* ?\}}", re.ASCII)
_FLOW_MAPPINGS: Final = re.compile(
    rf"\[ ?{_FLOW_MAPPING.pattern}(?:, {_FLOW_MAPPING.pattern})* ?\]", re.ASCII
)
_flow_mappings = re.compile(r"\{[^}]*\}").findall
_flow_pairs = re.compile(_FLOW_PAIR, re.ASCII).findall
_MAX_NESTING: Final = 8
"""Of lines, and of brackets within one; both together stay far below what is refused."""


Starts = dict[int, tuple[int, int]]
"""By the identity of a mapping, the line and column of its first key, both counted from 0."""


def line_data(text: str) -> tuple[Any, Starts]:  # noqa: PLR0912, PLR0915
    """The data of a plain document, and where each mapping in it starts.

    Mappings in brackets have no start here.

    Raises:
        Refused: When a line may mean something that this does not know.
        yaml.YAMLError: When what stands in brackets is broken.
    """
    if "\t" in text or " \n" in text or text[-1:] != "\n":
        raise Refused
    root: dict[str, Any] = {}
    starts: Starts = {id(root): (_first_line(text), 0)}
    container: Any = root
    column = 0
    # How a line of the current mapping begins; None while anything else may come.
    margin: str | None = ""
    above: list[tuple[Any, str | None, int]] = []
    # How the next item begins while the current mapping is one of `items`.
    next_lead: str | None = None
    items: list[Any] = []
    pending: str | None = None
    number = -1
    for lead, key, plain, written in _LINE.findall(text):
        number += 1
        if lead == next_lead and key:
            container = {}
            items.append(container)
            starts[id(container)] = (number, column)
        elif lead != margin or not key:
            value = plain or written
            dash = "-" in lead
            depth = lead.index("-") if dash else len(lead)
            next_lead = None
            if not key and not dash and value[:1] in _NO_CONTENT:
                continue
            if pending is not None:
                if depth > column or (dash and depth == column):
                    if len(above) >= _MAX_NESTING:
                        raise Refused
                    below: Any = [] if dash else {}
                    container[pending] = below
                    above.append((container, " " * column, column))
                    container, margin, column = below, None if dash else lead, depth
                    if not dash:
                        starts[id(below)] = (number, depth)
                else:
                    margin = " " * column
                pending = None
            while depth < column or (depth == column and margin is None and not dash):
                if not above:
                    raise Refused
                container, margin, column = above.pop()
            if depth != column or (dash and margin is not None) or not (key or (dash and value)):
                raise Refused
            if dash and key:
                above.append((container, None, column))
                items, container = container, {}
                items.append(container)
                column = len(lead)
                margin, next_lead = " " * column, lead
                starts[id(container)] = (number, column)
            if not key:
                container.append(_value(value, column))
                number += written.count("\n")
                continue
        if key in container:
            raise Refused
        if plain:
            container[key] = WORDS.get(plain, plain)
        elif written[:1] == "[" and (words := _plain_items(written)) is not None:
            container[key] = list(words)
        elif written[:1] in _NO_CONTENT:
            pending = key
            margin = next_lead = None
            container[key] = None
        else:
            container[key] = _value(written, column)
            if written[0] in ">|":
                number += written.count("\n")
    if not root:
        raise Refused
    return root, starts


def line_of_key(lines: list[str], first: int, column: int, key: str) -> int | None:
    """The line of a key of the mapping that starts there; None when it is not found."""
    start, margin = f"{key}:", " " * column
    after = column + len(start)
    if lines[first].startswith(start, column) and lines[first][after : after + 1] in _SPACE_OR_END:
        return first
    start = margin + start
    for number in range(first + 1, len(lines)):
        line = lines[number]
        if line.startswith(start) and line[after : after + 1] in _SPACE_OR_END:
            return number
        if not line.startswith(margin) and line[:column].lstrip(" ")[:1] not in _NO_CONTENT:
            return None
    return None


def _first_line(text: str) -> int:
    start = _NO_LINES.match(text)
    end = start.end() if start else 0
    if end == len(text):
        raise Refused
    return text.count("\n", 0, end)


def _block(value: str, column: int) -> str:
    """The text of a block: `>` makes one line of its lines, `-` leaves the last break out."""
    header, *lines = value.split("\n")
    if not lines:
        raise Refused
    margin = len(lines[0]) - len(lines[0].lstrip(" "))
    blank = " " * margin
    if margin <= column or not all(
        line.startswith(blank) and line[margin] != " " for line in lines
    ):
        raise Refused
    text = (" " if header[0] == ">" else "\n").join([line[margin:] for line in lines])
    return text if header[1:] else f"{text}\n"


def _value(written: str, column: int) -> Any:
    """The value that is written on a line, or on several for a block of text."""
    first = written[0]
    if first in ">|":
        return _block(written, column)
    if first in MAYBE_NUMBER and is_number(written):
        return Decimal(written) if "." in written else int(written)
    if first in "[{":
        return _bracketed(written)
    if first == "'" and _SINGLE_QUOTED.fullmatch(written):
        return written[1:-1].replace("''", "'")
    if first == '"' and _DOUBLE_QUOTED.fullmatch(written):
        return written[1:-1]
    if first in _INDICATORS:
        raise Refused
    if " #" in written:
        written = written[: written.index(" #")].rstrip(" ")
    if ": " in written or written[-1] == ":":
        raise Refused
    return _scalar(written)


def _bracketed(value: str) -> Any:
    items = _plain_items(value)
    if items is not None:
        return list(items)
    if _FLOW_MAPPING.fullmatch(value):
        return _flow_mapping(value)
    if _FLOW_MAPPINGS.fullmatch(value):
        return [_flow_mapping(each) for each in _flow_mappings(value)]
    if value.count("[") + value.count("{") > _MAX_NESTING or any(
        sign in value for sign in UNUSUAL_SIGNS
    ):
        raise Refused
    return plain_data(value)


def _flow_mapping(value: str) -> dict[str, Any]:
    pairs = _flow_pairs(value)
    mapping = {key: _scalar(each) for key, each in pairs}
    if len(mapping) < len(pairs):
        raise Refused
    return mapping


@lru_cache(maxsize=10_000)
def _plain_items(value: str) -> tuple[Any, ...] | None:
    """What a list of plain words in brackets holds; None when it is anything else."""
    if _FLOW_LIST.fullmatch(value):
        return tuple(_scalar(each) for each in value[1:-1].strip(" ").split(", "))
    return None


def _scalar(text: str) -> Any:
    if text[0] in MAYBE_NUMBER:
        if is_number(text):
            return Decimal(text) if "." in text else int(text)
        return text
    return WORDS.get(text, text)
