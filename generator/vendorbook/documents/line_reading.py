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
    r"( *)(- +)?(?:([A-Za-z_][\w-]{0,99}):(?: +|(?=\n)))?"
    # A block of text takes all lines after it that stand deeper than its own.
    r"([>|]-?(?:\n\1 +.*)++(?!\n\n+\1 )|.*)\n",
    re.ASCII,
)
_INDICATORS: Final = frozenset("-?:,[]{}#&*!|>'\"%@`")
_SINGLE_QUOTED: Final = re.compile(r"'(?:[^'\n]|'')*'")
_DOUBLE_QUOTED: Final = re.compile(r'"[^"\\\n]*"')
_IN_BRACKETS: Final = r"[A-Za-z0-9](?:[A-Za-z0-9 ./_+-]*[A-Za-z0-9./_+-])?"
_FLOW_LIST: Final = re.compile(rf"\[ ?{_IN_BRACKETS}(?:, {_IN_BRACKETS})* ?\]", re.ASCII)
_FLOW_PAIR: Final = rf"([A-Za-z_][\w-]{{0,99}}): ({_IN_BRACKETS})"
_FLOW_MAPPING: Final = re.compile(rf"\{{ ?{_FLOW_PAIR}(?:, {_FLOW_PAIR})* ?\}}", re.ASCII)
_flow_pairs = re.compile(_FLOW_PAIR, re.ASCII).findall
_MAX_NESTING: Final = 8
"""Of lines, and of brackets within one; both together stay far below what is refused."""


Start = tuple[int, int]
"""The line and column of a mapping's first key, both counted from 0."""


def line_data(text: str) -> tuple[Any, dict[int, Start]]:  # noqa: PLR0912, PLR0915
    """The data of a plain document, and where each mapping in it starts, by its identity.

    Mappings in brackets have no start here.

    Raises:
        Refused: When a line may mean something that this does not know.
        yaml.YAMLError: When what stands in brackets is broken.
    """
    if "\t" in text or " \n" in text or text[-1:] != "\n":
        raise Refused
    starts: dict[int, Start] = {}
    root: dict[str, Any] = {}
    container: Any = root
    in_mapping = True
    column = 0
    above: list[tuple[Any, bool, int]] = []
    pending: str | None = None
    number = -1
    for indentation, dash, key, written in _LINE.findall(text):
        number += 1
        depth = len(indentation)
        if depth != column or dash or not key or not in_mapping or pending is not None:
            if not key and not dash and (not written or written[0] == "#"):
                continue
            if pending is not None:
                if depth > column or (dash and depth == column):
                    if len(above) >= _MAX_NESTING:
                        raise Refused
                    below: Any = [] if dash else {}
                    container[pending] = below
                    above.append((container, in_mapping, column))
                    container, in_mapping, column = below, not dash, depth
                    if not dash:
                        starts[id(below)] = (number, depth)
                pending = None
            while depth < column or (depth == column and not in_mapping and not dash):
                if not above:
                    raise Refused
                container, in_mapping, column = above.pop()
            if depth != column or (dash and in_mapping) or not (key or (dash and written)):
                raise Refused
            if dash and key:
                item: dict[str, Any] = {}
                container.append(item)
                above.append((container, in_mapping, column))
                container, in_mapping, column = item, True, depth + len(dash)
                starts[id(item)] = (number, column)
        if key:
            if key in container:
                raise Refused
            if not written or written[0] == "#":
                pending = key
                container[key] = None
                continue
        value: Any = written
        first = written[0]
        if first not in _INDICATORS:
            if " #" in value:
                value = value[: value.index(" #")].rstrip(" ")
            if ": " in value or value[-1] == ":":
                raise Refused
            if first in MAYBE_NUMBER:
                if is_number(value):
                    value = Decimal(value) if "." in value else int(value)
            elif value in WORDS:
                value = WORDS[value]
        elif first in ">|":
            number += written.count("\n")
            value = _block(written, column)
        else:
            value = _unusual(written)
        if key:
            container[key] = value
        else:
            container.append(value)
    if not root:
        raise Refused
    starts[id(root)] = (_first_line(text), 0)
    return root, starts


def place_of_key(lines: list[str], start: Start, key: str) -> Start | None:
    """Where a key of the mapping at `start` stands; None when it is not found."""
    first, column = start
    for number in range(first, len(lines)):
        line = lines[number]
        before = line[:column]
        if number > first and before.strip(" "):
            if before.lstrip(" ")[0] == "#":
                continue
            return None
        if line.startswith(f"{key}: ", column) or line[column:] == f"{key}:":
            return number, column
    return None


def _first_line(text: str) -> int:
    lines = enumerate(text.split("\n"))
    return next(number for number, line in lines if line.lstrip(" ")[:1] not in {"", "#"})


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


def _unusual(value: str) -> Any:
    """A value that begins with a sign."""
    first = value[0]
    if first == "'" and _SINGLE_QUOTED.fullmatch(value):
        return value[1:-1].replace("''", "'")
    if first == '"' and _DOUBLE_QUOTED.fullmatch(value):
        return value[1:-1]
    if first == "-" and is_number(value):
        return _scalar(value)
    if first in "[{":
        return _bracketed(value)
    raise Refused


def _bracketed(value: str) -> Any:
    items = _plain_items(value)
    if items is not None:
        return list(items)
    if _FLOW_MAPPING.fullmatch(value):
        pairs = _flow_pairs(value)
        mapping = {key: _scalar(each) for key, each in pairs}
        if len(mapping) == len(pairs):
            return mapping
    if value.count("[") + value.count("{") > _MAX_NESTING or any(
        sign in value for sign in UNUSUAL_SIGNS
    ):
        raise Refused
    return plain_data(value)


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
