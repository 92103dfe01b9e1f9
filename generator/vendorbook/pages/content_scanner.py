"""Where on a page written by hand something is to be rendered.

Code is left alone: fenced blocks, and text between backticks. Everything else that opens with `{{`
or `{%`, or is a comment between `{#` and `#}`, is a piece; an anchor such as `{#ladder}` is not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_PIECE: Final = 500
"""Characters of one expression with its braces."""

PieceKind = Literal["expression", "unclosed", "statement", "comment", "hidden"]

_OPENING: Final = re.compile(r"\{[{%#]")
_PART: Final = re.compile(r""""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\}\}|.""")
_FENCE: Final = re.compile(r"[ \t>]*(`{3,}|~{3,})(.*)")
_RUN: Final = re.compile(r"(?<!\\)`+")
_NEW_PARAGRAPH: Final = re.compile(r"[ \t>]*(?:$|[-*+] |\d+[.)] |#|\|)")


class Piece(NamedTuple):
    """One thing to render, or to refuse.

    Attributes:
        kind: `expression` for `{{ … }}`; `unclosed` for `{{` without its end on the same line;
            `statement` for `{% … %}`; `comment` for `{# … #}`; `hidden` for an expression behind a
            code fence that is never closed.
        start: Where it begins in the text.
        end: Where it ends.
        line: Its line, from 1.
        column: Its column, from 1.
        is_alone: Whether nothing else stands on its line, not even spaces before it.
    """

    kind: PieceKind
    start: int
    end: int
    line: int
    column: int
    is_alone: bool


def pieces(text: str) -> Iterator[Piece]:
    """Everything on a page that is to be rendered or refused, in order."""
    readable, unclosed = _without_code(text)
    end, line, line_start = 0, 1, 0
    for opening in _OPENING.finditer(readable):
        start = opening.start()
        if start < end:
            continue
        newlines = text.count("\n", end, start)
        if newlines:
            line += newlines
            line_start = text.rindex("\n", 0, start) + 1
        kind, end = _piece_at(readable, start)
        if not kind:
            continue
        if unclosed is not None and start > unclosed:
            kind = "hidden"
        line_end = text.find("\n", end)
        rest = text[end : line_end if line_end >= 0 else len(text)]
        is_alone = start == line_start and not rest.strip()
        yield Piece(kind, start, end, line, start - line_start + 1, is_alone)


def _piece_at(text: str, start: int) -> tuple[PieceKind | Literal[""], int]:
    """What opens at `start`, and where it ends; no kind for an anchor or other plain text."""
    limit = min(start + LONGEST_PIECE, len(text))
    line_end = text.find("\n", start, limit)
    limit = line_end if line_end >= 0 else limit
    opening = text[start : start + 2]
    if opening == "{{":
        for part in _PART.finditer(text, start + 2, limit):
            if part.group() == "}}":
                return "expression", part.end()
        return "unclosed", start + 2
    closing = "%}" if opening == "{%" else "#}"
    end = text.find(closing, start + 2, limit)
    if opening == "{%":
        return "statement", end + 2 if end >= 0 else start + 2
    return ("comment", end + 2) if end >= 0 else ("", start + 2)


def _without_code(text: str) -> tuple[str, int | None]:
    """The text with spaces in place of code, and where a fence opens that is never closed."""
    lines = text.split("\n")
    unclosed = _blank_fences(lines)
    first = 0
    for number in range(1, len(lines) + 1):
        if number == len(lines) or _NEW_PARAGRAPH.match(lines[number]):
            paragraph = "\n".join(lines[first:number])
            if "`" in paragraph:
                lines[first:number] = _blank_spans(paragraph).split("\n")
            first = number
    start = None if unclosed is None else sum(len(line) + 1 for line in lines[:unclosed])
    return "\n".join(lines), start


def _blank_fences(lines: list[str]) -> int | None:
    """Blank every fenced block; gives the line of the first fence that is never closed.

    As in the sites' Markdown, a fence is closed by the same signs in the same number.
    """
    fences = {number: found for number, line in enumerate(lines) if (found := _FENCE.match(line))}
    closing: dict[str, list[int]] = {}
    for number, found in fences.items():
        if not found[2].strip():
            closing.setdefault(found[1], []).append(number)
    unclosed = None
    last = -1
    for number, found in fences.items():
        if number <= last or (found[1][0] == "`" and "`" in found[2]):
            continue
        ends = closing.get(found[1], [])
        index = bisect_right(ends, number)
        if index < len(ends):
            last = ends[index]
            for each in range(number, last + 1):
                lines[each] = " " * len(lines[each])
        elif unclosed is None:
            unclosed = number
    return unclosed


def _blank_spans(paragraph: str) -> str:
    """Blank what stands between backticks: as many as opened it close it."""
    runs = [found.span() for found in _RUN.finditer(paragraph)]
    by_length: dict[int, list[int]] = {}
    for index, (start, end) in enumerate(runs):
        by_length.setdefault(end - start, []).append(index)
    shown = []
    done = index = 0
    while index < len(runs):
        start, end = runs[index]
        same = by_length[end - start]
        later = bisect_right(same, index)
        if later < len(same):
            index = same[later]
            end = runs[index][1]
            shown += [paragraph[done:start], re.sub(r"[^\n]", " ", paragraph[start:end])]
            done = end
        index += 1
    return "".join([*shown, paragraph[done:]])
