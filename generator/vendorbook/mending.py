"""One way to mend a file that breaks its schema, and what is not known of it then."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from vendorbook.schemas import field_at, ids_in, is_valid, lists_below, violations_of
from vendorbook.stand_ins import StandIns, list_of
from vendorbook.wording import closest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vendorbook.documents import Document
    from vendorbook.findings import Place
    from vendorbook.schema_words import Pointer, SchemaField, SchemaViolation

ROUNDS: Final = 6
"""How often what is mended is looked at again: a key that is put in can ask for another one."""

_NUMBERED = re.compile("[A-Za-z]{2,3}.{0,2}[0-9]+", re.ASCII)
"""A mistyped id that all the same says which number it means."""

_OF_A_MAPPING: Final = frozenset({"additionalProperties", "required", "dependentRequired", "anyOf",
                                  "oneOf", "not"})  # fmt: skip
"""The rules about which keys a mapping has."""


class Doubt(NamedTuple):
    """What is not known of a file that breaks its schema.

    Attributes:
        dropped: Ids of list items that had to be left out, and ids that are wrong.
        uncertain: The names of lists that may hold other ids than those that are here.
        invented: Ids that stand in for missing ones.
        told: The places of values whose form is wrong, of which nothing more is to be said.
    """

    dropped: frozenset[str] = frozenset()
    uncertain: frozenset[str] = frozenset()
    invented: frozenset[str] = frozenset()
    told: frozenset[Place] = frozenset()


class Possibility(NamedTuple):
    """One way in which a file may keep its schema.

    Attributes:
        data: The data, or None when no way was found. Ids stay as they were written, right or
            wrong, for that is what the records are called in every message.
        doubt: What is not known of it.
    """

    data: dict[str, Any] | None
    doubt: Doubt


def all_doubts(doubts: Iterable[Doubt]) -> Doubt:
    """What is not known of several files."""
    return Doubt(*(frozenset[Any]().union(*parts) for parts in zip(*doubts, strict=True)))


class Mender:
    """Mends one file in one way."""

    def __init__(self, document: Document, kind: str, day: str, way: int) -> None:
        self._document = document
        self._kind = kind
        self._day = day
        self._way = way
        self._stand_ins = StandIns(kind, day, way)
        self._dropped: set[str] = set()
        self._uncertain: set[str] = set()
        self._copies: dict[int, Any] = {}
        self._written_ids: list[tuple[dict[str, Any], str]] = []

    def possibility(self, violations: Sequence[SchemaViolation]) -> Possibility:
        """The data once no rule is broken any more; `violations` are those of the file."""
        data: dict[str, Any] | None = self._document.data
        told = self._places(violations)
        if not isinstance(data, dict):
            data = {}
            violations = list(violations_of(self._kind, data))
        for round_number in range(ROUNDS):
            if is_valid(self._kind, data):
                break
            violations = violations if round_number == 0 else list(violations_of(self._kind, data))
            data = self._mended(data, violations, is_late=round_number == ROUNDS // 2)
        else:
            data = None
            self._dropped |= ids_in(self._document.data)
            self._uncertain.update(lists_below(self._kind, ()))
        for mapping, written in self._written_ids:
            mapping["id"] = written
        doubt = Doubt(
            frozenset(self._dropped),
            frozenset(self._uncertain | self._stand_ins.named_lists),
            frozenset(self._stand_ins.invented),
            frozenset(told),
        )
        return Possibility(data, doubt)

    def _places(self, violations: Iterable[SchemaViolation]) -> set[Place]:
        """Where values of the wrong form stand, and their keys."""
        found = set()
        for each in violations:
            if not (isinstance(each.value, dict) and each.keyword in _OF_A_MAPPING):
                found.add(self._document.place(each.path))
                found.add(self._document.place(each.path, key=True))
        return found

    def _mended(
        self, data: dict[str, Any], violations: Sequence[SchemaViolation], *, is_late: bool
    ) -> dict[str, Any]:
        """A copy in which every value that breaks a rule is another one, or is gone."""
        # A key that was mistyped may be the one that is missing, and a list may lose the entry that
        # is there twice, so each kind has a round of its own.
        mistyped = [each for each in violations if not each.spoils_data]
        others = [each for each in violations if each.keyword != "uniqueItems"]
        gone: set[Pointer] = set()
        for violation in mistyped or others or violations:
            if _is_wrong_id(violation):
                data = self._with_right_id(data, violation)
                continue
            found = {} if is_late else self._changes(violation)
            if not found:
                gone.add(_part_of(violation.path, is_whole=is_late))
            for path, value in found.items():
                if value is _NOTHING:
                    gone.add(path)
                else:
                    data = self._with(data, path, value)
        # From the back, so that the positions of what is still to go do not change.
        for path in sorted(gone, key=_by_position, reverse=True):
            data = self._without(data, path)
        return data

    def _changes(self, violation: SchemaViolation) -> dict[Pointer, Any]:
        """New values by their places; nothing where only leaving the whole out would help."""
        keyword, path, value = violation.keyword, violation.path, violation.value
        if keyword == "propertyNames":
            return {(*path, str(value)): _NOTHING}
        if keyword == "uniqueItems":
            unique = [each for n, each in enumerate(value) if each not in value[:n]]
            self._document.stand_in(unique, value)
            return {path: unique}
        if isinstance(value, dict) and keyword == "additionalProperties":
            return self._renamed(path, value)
        if isinstance(value, dict) and keyword in _OF_A_MAPPING:
            return self._changed_keys(keyword, path, value, violation.expected)
        self._uncertain.update(lists_below(self._kind, path))
        is_needed = self._is_needed(path)
        if is_needed is None or (not is_needed and not self._stand_ins.is_full):
            return {path: _NOTHING}
        return {path: self._stand_ins.value(path)}

    def _renamed(self, path: Pointer, value: dict[str, Any]) -> dict[Pointer, Any]:
        """Unknown keys under the names that they probably mean, or gone."""
        known = field_at(self._kind, path).get("properties", {})
        free = [name for name in known if name not in value]
        changes: dict[Pointer, Any] = {}
        for key in [each for each in value if each not in known]:
            changes[*path, key] = _NOTHING
            if value[key] is None and key.isdigit():
                torn = list(value)[list(value).index(key) - 1]
                changes[*path, torn] = self._stand_ins.value((*path, torn))
            elif meant := closest(key, free):
                free.remove(meant)
                changes[*path, meant] = value[key]
        return changes

    def _changed_keys(
        self, keyword: str, path: Pointer, value: dict[str, Any], expected: Any
    ) -> dict[Pointer, Any]:
        """What a mapping lacks, or has too much."""
        needed: Sequence[str] = ()
        surplus: Sequence[str] = ()
        if keyword == "required":
            needed = expected
        elif keyword == "dependentRequired":
            needed = [key for trigger in expected if trigger in value for key in expected[trigger]]
        elif keyword in {"anyOf", "oneOf"}:
            present = [each for each in expected if _names_any(each, value)]
            chosen = self._stand_ins.one_of(present or expected)
            needed = _required_in(chosen)
            surplus = [key for each in present if each is not chosen for key in _required_in(each)]
        else:
            present = [key for key in _required_in(expected) if key in value]
            surplus = present if "anyOf" in expected else [self._stand_ins.one_of(present)]
        changes: dict[Pointer, Any] = {(*path, key): _NOTHING for key in surplus if key in value}
        for key in needed:
            if key not in value:
                changes[*path, key] = self._stand_ins.value((*path, key))
                self._uncertain.update(lists_below(self._kind, (*path, key)))
        return changes

    def _is_needed(self, path: Pointer) -> bool | None:
        """Whether a value can be left out; None for one that stands under a free key."""
        if not path:
            return True
        parent = field_at(self._kind, path[:-1])
        if isinstance(path[-1], int):
            return False
        if path[-1] not in parent.get("properties", {}):
            return None
        return path[-1] in parent.get("required", ())

    def _with(self, data: dict[str, Any], path: Pointer, value: Any) -> dict[str, Any]:
        """A copy with another value at `path`; everything keeps its place in the document."""
        copy, parent = self._copied_along(data, path)
        parent[path[-1]] = value
        return copy

    def _with_right_id(self, data: dict[str, Any], violation: SchemaViolation) -> dict[str, Any]:
        """A copy with a right id for a wrong one, until everything else is mended as well."""
        copy, parent = self._copied_along(data, violation.path)
        self._written_ids.append((parent, violation.value))
        self._dropped.add(violation.value)
        if not _NUMBERED.fullmatch(violation.value):
            self._uncertain.add(list_of(violation.path))
        parent["id"] = StandIns(self._kind, self._day, self._way).value(violation.path)
        return copy

    def _without(self, data: dict[str, Any], path: Pointer) -> dict[str, Any]:
        if not path:
            return {}
        copy, parent = self._copied_along(data, path)
        self._dropped |= ids_in(parent[path[-1]])
        del parent[path[-1]]
        return copy

    def _copied_along(self, data: dict[str, Any], path: Pointer) -> tuple[dict[str, Any], Any]:
        """A copy of the data, and what in it holds the value at `path`."""
        copy = parent = self._copied(data)
        for step in path[:-1]:
            parent[step] = parent = self._copied(parent[step])
        return copy, parent

    def _copied(self, original: Any) -> Any:
        """A copy that stands where the original does; what is one already is its own."""
        if id(original) in self._copies:
            return original
        copy = dict(original) if isinstance(original, dict) else list(original)
        self._document.stand_in(copy, original)
        self._copies[id(copy)] = copy
        return copy


_NOTHING: Final = object()
"""Stands for a value that goes."""


def _by_position(path: Pointer) -> list[tuple[bool, int, str]]:
    return [
        (isinstance(step, int), step if isinstance(step, int) else 0, str(step)) for step in path
    ]


def _part_of(path: Pointer, *, is_whole: bool) -> Pointer:
    """The innermost list item that holds `path`, or the outermost; without any, the value."""
    positions = [n for n, step in enumerate(path, start=1) if isinstance(step, int)]
    return path[: positions[0 if is_whole else -1]] if positions else path


def _is_wrong_id(violation: SchemaViolation) -> bool:
    return violation.path[-1:] == ("id",) and isinstance(violation.value, str)


def _names_any(option: SchemaField, value: dict[str, Any]) -> bool:
    """Whether a mapping has any key that one of several options asks for."""
    return any(key in value for key in _required_in(option))


def _required_in(schema: SchemaField) -> list[str]:
    """The keys that a rule about a mapping names."""
    nested = [key for each in schema.get("anyOf", ()) for key in _required_in(each)]
    return [*schema.get("required", ()), *nested]
