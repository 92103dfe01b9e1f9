"""A document: plain data that remembers where everything stood."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from vendorbook.documents.careful_reading import CarefulReader, Layout
from vendorbook.documents.line_reading import Starts, line_of_key
from vendorbook.findings import Place

if TYPE_CHECKING:
    from collections.abc import Sequence


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
    _starts: Starts = field(repr=False, default_factory=dict)
    _originals: dict[int, tuple[Any, Any]] = field(repr=False, default_factory=dict)
    _places: dict[tuple[int, str | None], Place] = field(repr=False, default_factory=dict)

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
        asked = (id(container), key)
        if place := self._places.get(asked):
            return place
        if self._originals:
            _, container = self._originals.get(id(container), (None, container))
        if place := self._place_by_line(container, key):
            self._places[asked] = place
            return place
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

    def _place_by_line(self, container: Any, key: str | None) -> Place | None:
        """The place in a document that was read line by line, if that is easily told."""
        start = self._starts.get(id(container))
        if start is None:
            return None
        line: int | None = start[0]
        if key is not None and key in container:
            line = line_of_key(self._lines, *start, key)
        return None if line is None else Place(self.path, line + 1, start[1] + 1)

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")

    def stand_in(self, copy: Any, original: Any) -> None:
        """Let `copy` have the places of `original`, a mapping of this document's data."""
        _, original = self._originals.get(id(original), (None, original))
        self._originals[id(copy)] = (copy, original)

    @property
    def _layout(self) -> Layout:
        """Most documents are never asked for a place, so they are laid out when one is."""
        if self._known_layout is None:
            copy, layout = CarefulReader(self.path).read(self.text)
            indexes: dict[int, list[int]] = {}
            if layout is not None:
                _match_identities(copy, self.data, layout.indexes, indexes)
            self._known_layout = Layout(layout.marks if layout else [], indexes)
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
