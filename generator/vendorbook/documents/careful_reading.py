"""Reading a document with the place of everything in it, and finding whatever is refused."""

from __future__ import annotations

from dataclasses import replace
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

from vendorbook.documents.refusals import FORBIDDEN, fault, invisible, place_of
from vendorbook.documents.scalars import MAX_DEPTH, MAYBE_NUMBER, WORDS, is_number
from vendorbook.documents.syntax_errors import syntax_finding

if TYPE_CHECKING:
    from collections.abc import Callable

    from vendorbook.findings import Finding


class Layout(NamedTuple):
    """Where everything in one document stands.

    Attributes:
        marks: The place of every key and value, in the order of the file.
        indexes: For the identity of every mapping and list, the index of its own mark, followed by
            those of its keys or items. A value in a mapping stands one mark after its key.
    """

    marks: list[Any]
    indexes: dict[int, list[int]]


class _Repeated(NamedTuple):
    """A key that stands in its mapping already.

    Attributes:
        position: Which of the findings speaks of it.
        key: The key.
        container: The mapping, as far as it has been read.
        layout: Its layout, see `Layout`.
        advice: What to do.
    """

    position: int
    key: str
    container: dict[str, Any]
    layout: list[int]
    advice: str


_COPIED_FILE: Final = (
    "the fields of this file begin a second time here, with '{key}'",
    "keep one of the two copies",
)
_NO_DASH: Final = (
    "'{key}' stands twice in this entry, so another entry seems to begin here",
    "write '- ' before '{key}', as before the first field of every entry",
)


class Refused(Exception):  # noqa: N818 - leaves the event loop, never this module
    """The rest of the file cannot be understood; a finding says why."""


class CarefulReader:
    """Builds one document out of parser events, collecting refusals on the way."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.findings: list[Finding] = []
        self.marks: list[Any] = []
        self.layout: dict[int, list[int]] = {}
        self.usable = True
        self._repeated: list[_Repeated] = []

    def read(self, text: str) -> tuple[Any, Layout | None]:
        """The data of a document and its layout; no layout when it cannot be used."""
        try:
            data = self._read(text)
        except Refused:
            return None, None
        except yaml.YAMLError as error:
            self.findings.append(syntax_finding(error, self.path, text))
            return None, None
        finally:
            self._say_where_first()
        if not self.usable:
            return None, None
        return data, Layout(self.marks, self.layout)

    def _read(self, text: str) -> Any:
        """Read the single document of `text`.

        Raises:
            Refused: After a finding was noted that ends the reading.
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
                    if value[:1] in MAYBE_NUMBER:
                        if is_number(value):
                            value = Decimal(value) if "." in value else int(value)
                    elif value in WORDS:
                        value = WORDS[value]
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
                self._note_duplicate(str(key), container, layout, event)
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
            raise Refused
        if is_key:
            message = "a list or mapping cannot be a key"
            hint = "write the key as plain text; text that starts with '[' or '{' needs quotes"
            self._refuse("yaml-syntax", event.start_mark, message, hint)
            raise Refused

    def _check_escapes(self, event: Any) -> None:
        if match := FORBIDDEN.search(event.value):
            self.usable = False
            hint = "remove the escape sequence that writes it"
            self.findings.append(
                invisible(place_of(self.path, event.start_mark), match.group(), hint)
            )

    def _refuse_alias(self, event: Any, *, is_key: bool) -> None:
        message = f"the alias '*{event.anchor}' is not allowed"
        hint = "write the value out; text that starts with '*' needs quotes"
        self._refuse("alias-forbidden", event.start_mark, message, hint)
        if is_key:
            raise Refused

    def _note_duplicate(
        self, key: str, container: dict[str, Any], layout: list[int], event: Any
    ) -> None:
        place = place_of(self.path, self.marks[layout.pop()])
        message = f"'{key}' stands twice in this mapping; the first one counts"
        is_list = isinstance(event, SequenceStartEvent) and isinstance(container[key], list)
        if is_list and not event.flow_style and next(reversed(container)) == key:
            advice = "delete this line, so that what follows joins that list"
        else:
            advice = "remove one of the two, or merge them"
        self._repeated.append(_Repeated(len(self.findings), key, container, layout, advice))
        self.findings.append(fault("duplicate-key", place, message))

    def _say_where_first(self) -> None:
        """Complete the hints about repeated keys, going through each mapping once."""
        indexes: dict[int, dict[str, int]] = {}
        for each in self._repeated:
            own = id(each.container)
            if own not in indexes:
                indexes[own] = dict(zip(each.container, each.layout[1:], strict=False))
            line = self.marks[indexes[own][each.key]].line + 1
            hint = f"it is already at line {line}: {each.advice}"
            self.findings[each.position] = replace(self.findings[each.position], hint=hint)
        self._join_copies()

    def _join_copies(self) -> None:
        """Say once of a mapping that another one stands in it, instead of once for each key."""
        groups: dict[int, list[_Repeated]] = {}
        for each in self._repeated:
            groups.setdefault(id(each.container), []).append(each)
        told = set()
        for first, *others in groups.values():
            is_file = first.layout[0] == 0
            if first.key == next(iter(first.container)) and len(others) > int(is_file):
                message, hint = _COPIED_FILE if is_file else _NO_DASH
                self.findings[first.position] = replace(
                    self.findings[first.position],
                    message=message.format(key=first.key),
                    hint=hint.format(key=first.key),
                )
                told |= {each.position for each in others}
                self.usable = False
        self.findings = [each for n, each in enumerate(self.findings) if n not in told]

    def _refuse(self, code: str, mark: Any, message: str, hint: str) -> None:
        self.usable = False
        self.findings.append(fault(code, place_of(self.path, mark), message, hint))
