"""The only door to YAML: a file becomes plain data, and the place of every key and value.

YAML allows far more than a record needs, and PyYAML's constructors guess types (`10:30` becomes a
number, `NO` becomes false). So the parser's events are read one by one and only `true`, `false`,
`null` and plain numbers are anything but text. Whatever is refused is a finding at its line and
column; nothing here raises for what a file contains. This module knows nothing of vendors.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined] # exported, though not said so
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from vendorbook.findings import Finding, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

MAX_BYTES: Final = 1_000_000
"""The largest file that is read. A year of a busy vendor's feedback is about a tenth of it."""

MAX_DEPTH: Final = 30
"""How deep lists and mappings may nest. No record kind needs more than six."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,18})?\Z").match
_WORDS: Final = {"true": True, "false": False, "null": None, "~": None, "": None}
_UNUSUAL_SIGNS: Final = ("&", "*", "!", "\\")
"""Signs that anchors, aliases, tags and escapes begin with; most files hold none of them."""

_MAYBE_NUMBER: Final = frozenset("-0123456789")


class Layout(NamedTuple):
    """Where everything in one document stands.

    Attributes:
        marks: The place of every key and value, in the order of the file.
        indexes: For the identity of every mapping and list, the index of its own mark, followed by
            those of its keys or items. A value in a mapping stands one mark after its key.
    """

    marks: list[Any]
    indexes: dict[int, list[int]]


@dataclass(eq=False)
class Document:
    """One YAML file as plain data that remembers where everything stood.

    Attributes:
        path: The file's path relative to the playbook's root, with forward slashes.
        data: Mappings, lists, text, int, Decimal, bool or None.
        text: The file as it stands, comments included.
    """

    path: str
    data: Any
    text: str = field(repr=False)
    _known_layout: Layout | None = field(repr=False, default=None)

    def place(self, pointer: Sequence[str | int] = (), *, key: bool = False) -> Place:
        """Where the value at `pointer` starts; with `key`, where its key does.

        A pointer that leaves the data gives the place of its longest part that exists.
        """
        node, index = self.data, 0
        for step in pointer:
            found = self._child(node, step)
            if found is None:
                break
            node, index = found
        else:
            if key and pointer and isinstance(pointer[-1], str):
                index -= 1
        return self._place_at(index)

    def place_in(self, container: Any, key: str | None = None) -> Place:
        """Where `container`, a mapping or list of this document's data, starts, or its `key`.

        A container that is not of this document gives the file.
        """
        layout = self._layout.indexes.get(id(container))
        if layout is None:
            return Place(self.path)
        index = layout[0]
        if key is not None:
            for position, name in enumerate(container, start=1):
                if name == key:
                    index = layout[position]
                    break
        return self._place_at(index)

    @property
    def _layout(self) -> Layout:
        """Most documents are never asked for a place, so they are laid out when one is."""
        if self._known_layout is None:
            builder = _Builder(self.path)
            copy, _ = builder.build(self.text)
            indexes: dict[int, list[int]] = {}
            if copy is not None:
                _match_identities(copy.data, self.data, builder.layout, indexes)
            self._known_layout = Layout(builder.marks, indexes)
        return self._known_layout

    def _child(self, node: Any, step: str | int) -> tuple[Any, int] | None:
        indexes = self._layout.indexes
        if isinstance(node, dict) and step in node:
            position = list(node).index(step)
            return node[step], indexes[id(node)][position + 1] + 1
        if isinstance(node, list) and isinstance(step, int) and 0 <= step < len(node):
            return node[step], indexes[id(node)][step + 1]
        return None

    def _place_at(self, index: int) -> Place:
        marks = self._layout.marks
        if index >= len(marks):
            return Place(self.path)
        mark = marks[index]
        return Place(self.path, mark.line + 1, mark.column + 1)


def _match_identities(
    copy: Any, original: Any, known: dict[int, list[int]], indexes: dict[int, list[int]]
) -> None:
    """Say of the original's mappings and lists what is known of an equal copy's."""
    if isinstance(copy, dict):
        indexes[id(original)] = known[id(copy)]
        for each, own in zip(copy.values(), original.values(), strict=True):
            _match_identities(each, own, known, indexes)
    elif isinstance(copy, list):
        indexes[id(original)] = known[id(copy)]
        for each, own in zip(copy, original, strict=True):
            _match_identities(each, own, known, indexes)


def read_document(
    file: Path, path: str, *, places: bool = False
) -> tuple[Document | None, list[Finding]]:
    """Read one file; `path` is the name that findings give it.

    With `places`, the place of everything is noted at once, which is quicker than later when many
    will be asked for.

    Returns the document, or None when the file cannot be used at all, and every refusal.
    """
    try:
        with file.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        return None, [_fault("yaml-syntax", Place(path), f"this file cannot be read: {reason}")]
    return parse_document(content, path, places=places)


def parse_document(
    content: bytes, path: str, *, places: bool = False
) -> tuple[Document | None, list[Finding]]:
    """Turn a file's bytes into a document; see `read_document`."""
    if len(content) > MAX_BYTES:
        message = f"this file is larger than {MAX_BYTES:,} bytes"
        hint = "split it: a log may be a folder of the same name with several files in it"
        return None, [_fault("too-large", Place(path), message, hint)]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [_bad_encoding(content, error, path)]
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if findings := _forbidden_characters(text, path):
        return None, findings
    if not places and not any(sign in text for sign in _UNUSUAL_SIGNS):
        with suppress(_Refused, yaml.YAMLError):
            return Document(path, _plain_data(text), text), []
    return _Builder(path).build(text)


# One loop, for the same reason as in `_Builder`.
def _plain_data(text: str) -> Any:  # noqa: PLR0912
    """The data of a document without anything unusual, read as quickly as can be.

    Nothing is noted on the way, neither places nor refusals.

    Raises:
        _Refused: When there is anything that `_Builder` has to look at.
        yaml.YAMLError: When the parser gives up.
    """
    next_event = CParser(text).get_event
    next_event()
    if not isinstance(next_event(), DocumentStartEvent):
        return None
    root: list[Any] = []
    container: Any = root
    in_mapping = False
    key: str | None = None
    above: list[tuple[Any, bool]] = []
    while True:
        event: Any = next_event()
        kind = event.__class__
        value: Any
        if kind is ScalarEvent:
            value = event.value
            if in_mapping and key is None:
                key = value
                if key in container or key == "<<":
                    raise _Refused
                continue
            if not event.style:
                if value[:1] in _MAYBE_NUMBER:
                    if _NUMBER(value):
                        value = Decimal(value) if "." in value else int(value)
                elif value in _WORDS:
                    value = _WORDS[value]
            if in_mapping:
                container[key] = value
                key = None
            else:
                container.append(value)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if len(above) >= MAX_DEPTH or (in_mapping and key is None):
                raise _Refused
            value = {} if kind is MappingStartEvent else []
            if in_mapping:
                container[key] = value
                key = None
            else:
                container.append(value)
            above.append((container, in_mapping))
            container, in_mapping = value, kind is MappingStartEvent
            continue
        else:
            container, in_mapping = above.pop()
        if not above:
            break
    next_event()
    if not isinstance(next_event(), StreamEndEvent):
        raise _Refused
    return root[0]


def _fault(code: str, place: Place, message: str, hint: str = "") -> Finding:
    return Finding(code, place, message, hint)


def _bad_encoding(content: bytes, error: UnicodeDecodeError, path: str) -> Finding:
    before = content[: error.start].decode("utf-8-sig", errors="replace")
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    message = f"the byte 0x{content[error.start]:02x} is not UTF-8 text"
    return _fault("yaml-syntax", Place(path, line, column), message, "save the file as UTF-8")


def _forbidden_characters(text: str, path: str) -> list[Finding]:
    findings = []
    for number, line in enumerate(text.split("\n"), start=1) if _FORBIDDEN.search(text) else ():
        if match := _FORBIDDEN.search(line):
            findings.append(
                _invisible(Place(path, number, match.start() + 1), match.group(), "delete it")
            )
    return findings


def _invisible(place: Place, character: str, hint: str) -> Finding:
    message = f"the invisible character U+{ord(character):04X} is not allowed here"
    return _fault("yaml-syntax", place, message, hint)


class _Refused(Exception):  # noqa: N818 - leaves the event loop, never this module
    """The rest of the file cannot be understood; a finding says why."""


class _Builder:
    """Builds one document out of parser events, collecting refusals on the way."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.findings: list[Finding] = []
        self.marks: list[Any] = []
        self.layout: dict[int, list[int]] = {}
        self.usable = True

    def build(self, text: str) -> tuple[Document | None, list[Finding]]:
        try:
            data = self._read(text)
        except _Refused:
            return None, self.findings
        except yaml.YAMLError as error:
            self.findings.append(_syntax_finding(error, self.path))
            return None, self.findings
        if not self.usable:
            return None, self.findings
        return Document(self.path, data, text, Layout(self.marks, self.layout)), self.findings

    def _read(self, text: str) -> Any:
        """Read the single document of `text`.

        Raises:
            _Refused: After a finding was noted that ends the reading.
            yaml.YAMLError: When the parser itself gives up.
        """
        next_event = CParser(text).get_event
        next_event()
        if not isinstance(next_event(), DocumentStartEvent):
            return None
        data = self._node(next_event)
        next_event()
        after: Any = next_event()
        if not isinstance(after, StreamEndEvent):
            message = "a second document starts here; a file holds one"
            self._refuse("yaml-syntax", after.start_mark, message, "remove the line '---'")
        return data

    # One loop, because nearly all the time of a check is spent in it.
    def _node(self, next_event: Callable[[], Any]) -> Any:  # noqa: PLR0912, PLR0915
        """Build the value whose events come next, without recursion: depth costs no stack.

        A container's layout is the index of its own mark followed by those of its keys or items;
        a value in a mapping always stands one mark after its key.
        """
        layouts = self.layout
        marks = self.marks
        mark = marks.append
        number = -1
        root: list[Any] = []
        container: Any = root
        layout = [0]
        in_mapping = False
        key: str | None = None
        above: list[tuple[Any, list[int], bool]] = []
        while True:
            event = next_event()
            kind = event.__class__
            value: Any
            number += 1
            if kind is ScalarEvent:
                value = event.value
                style = event.style
                if event.anchor is not None or event.tag is not None:
                    self._check_properties(event)
                if style == '"':
                    self._check_escapes(event)
                if in_mapping and key is None:
                    if value == "<<" and not style:
                        self._refuse_merge(event)
                    key = value
                    layout.append(number)
                    mark(event.start_mark)
                    continue
                if not style:
                    if value[:1] in _MAYBE_NUMBER:
                        if _NUMBER(value):
                            value = Decimal(value) if "." in value else int(value)
                    elif value in _WORDS:
                        value = _WORDS[value]
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._check_container(event, len(above), is_key=in_mapping and key is None)
                value = {} if kind is MappingStartEvent else []
                layouts[id(value)] = [number]
            elif kind is AliasEvent:
                self._refuse_alias(event, is_key=in_mapping and key is None)
                value = None
            else:
                number -= 1
                container, layout, in_mapping = above.pop()
                if not above:
                    return root[0]
                continue
            if not in_mapping:
                layout.append(number)
                container.append(value)
            elif key in container:
                self._note_duplicate(str(key), marks[layout.pop()])
            else:
                container[key] = value
            key = None
            mark(event.start_mark)
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                above.append((container, layout, in_mapping))
                container, layout = value, layouts[id(value)]
                in_mapping = kind is MappingStartEvent
            elif not above:
                return value

    def _refuse_merge(self, event: Any) -> None:
        message = "merge keys ('<<') are not allowed"
        self._refuse("alias-forbidden", event.start_mark, message, "write the fields out")

    def _check_properties(self, event: Any) -> None:
        if event.anchor is not None:
            message = f"the anchor '&{event.anchor}' is not allowed"
            hint = "write the value out; text that starts with '&' needs quotes"
            self._refuse("alias-forbidden", event.start_mark, message, hint)
        if event.tag is not None:
            name = event.tag.replace("tag:yaml.org,2002:", "!!")
            message = f"the tag '{name}' is not allowed"
            hint = "remove it: the kind of a value follows from its field; text that starts with "
            self._refuse("yaml-syntax", event.start_mark, message, hint + "'!' needs quotes")

    def _check_container(self, event: Any, depth: int, *, is_key: bool) -> None:
        self._check_properties(event)
        if depth >= MAX_DEPTH:
            message = f"lists and mappings are nested deeper than {MAX_DEPTH} levels"
            self._refuse("too-large", event.start_mark, message, "no record needs more than six")
            raise _Refused
        if is_key:
            message = "a list or mapping cannot be a key"
            hint = "write the key as plain text; text that starts with '[' or '{' needs quotes"
            self._refuse("yaml-syntax", event.start_mark, message, hint)
            raise _Refused

    def _check_escapes(self, event: Any) -> None:
        if match := _FORBIDDEN.search(event.value):
            self.usable = False
            hint = "remove the escape sequence that writes it"
            self.findings.append(
                _invisible(_place(self.path, event.start_mark), match.group(), hint)
            )

    def _refuse_alias(self, event: Any, *, is_key: bool) -> None:
        message = f"the alias '*{event.anchor}' is not allowed"
        hint = "write the value out; text that starts with '*' needs quotes"
        self._refuse("alias-forbidden", event.start_mark, message, hint)
        if is_key:
            raise _Refused

    def _note_duplicate(self, key: str, mark: Any) -> None:
        message = f"'{key}' stands twice in this mapping; the first one counts"
        hint = "remove one of the two, or merge them"
        self.findings.append(_fault("duplicate-key", _place(self.path, mark), message, hint))

    def _refuse(self, code: str, mark: Any, message: str, hint: str) -> None:
        self.usable = False
        self.findings.append(_fault(code, _place(self.path, mark), message, hint))


def _place(path: str, mark: Any) -> Place:
    return Place(path, mark.line + 1, mark.column + 1)


_PLAIN_WORDS: Final = (
    (
        "cannot start any token",
        "a character here cannot start a value",
        "indent with spaces, never with tabs; put text that starts with a sign in quotes",
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
        "unexpected end of stream",
        "a quoted text is never closed",
        "add the closing quote",
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


def _syntax_finding(error: yaml.YAMLError, path: str) -> Finding:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", None) or error).split("\n")[0]
    place = _place(path, mark) if mark is not None else Place(path)
    for words, message, hint in _PLAIN_WORDS:
        if words in problem:
            return _fault("yaml-syntax", place, message, hint)
    return _fault("yaml-syntax", place, f"this is not valid YAML: {problem}")
