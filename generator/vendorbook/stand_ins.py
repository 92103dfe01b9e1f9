"""Values that a field may have, made up where a file has none that is right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeVar

from vendorbook.schemas import field_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorbook.schema_words import Pointer, SchemaField

Option = TypeVar("Option")

_NUMBERS: Final = (0, 1, 2, 5, 10, 50, 100, 1000)


class StandIns:
    """Makes values for the fields of one kind of record, in one of an even number of ways.

    Even ways take the least of what is allowed; odd ways the most, and leave no field and no list
    empty. No value of one is the same in the other if that can be helped. Of what is chosen from a
    list, each pair of ways takes another: way 0 the first, way 1 the last, way 2 the second.

    Attributes:
        is_full: Whether it is one of the odd ways.
        invented: The ids that were made up.
        named_lists: The names of the lists that have them.
    """

    def __init__(self, kind: str, day: str, way: int) -> None:
        """Make values for `kind`, with `day` for every date."""
        self._kind = kind
        self._day = day
        self._way = way
        self.is_full = way % 2 == 1
        self.invented: set[str] = set()
        self.named_lists: set[str] = set()

    def value(self, path: Pointer) -> Any:
        """A value for the field at a path."""
        field = field_at(self._kind, path)
        kind = field.get("type")
        kinds = [kind] if isinstance(kind, str) else list(kind or ())
        if "const" in field:
            return field["const"]
        if "enum" in field:
            return self.one_of(field["enum"])
        if "object" in kinds:
            keys = field.get("properties" if self.is_full else "required", ())
            return {key: self.value((*path, key)) for key in keys}
        if "array" in kinds:
            return [self.value((*path, 0))] * max(field.get("minItems", 0), int(self.is_full))
        if "boolean" in kinds:
            return self.is_full
        if "number" in kinds or "integer" in kinds:
            return self.one_of([each for each in _NUMBERS if _allows(field, each)] or [0])
        text = self._text(field)
        if path[-1] == "id":
            self.invented.add(text)
            self.named_lists.add(list_of(path))
        return text

    def one_of(self, options: Sequence[Option]) -> Option:
        """One of several options, which each way chooses by its number."""
        index = self._way // 2 % len(options)
        return options[-1 - index] if self.is_full else options[index]

    def _text(self, field: SchemaField) -> str:
        if field.get("format") in {"date", "moment"}:
            return self._day
        if field.get("format") == "timezone":
            return "Pacific/Auckland" if self.is_full else "UTC"
        like = str(self.one_of(field.get("examples", ("text",))))
        number, year = ("9999", "2098") if self.is_full else ("9998", "1998")
        # A name that nothing else has, so that the two ways differ and no id is there twice.
        unlike = (
            re.sub("[0-9]+$", number, like),
            re.sub("^20[0-9]{2}", year, like),
            f"{like}-{number}",
        )
        pattern = field.get("pattern", "")
        fitting = (each for each in unlike if each != like and re.search(pattern, each))
        return next(fitting, like)


def list_of(path: Pointer) -> str:
    """The name of the list that holds the record whose field is at a path; empty outside lists."""
    return next((step for step in path[-2::-1] if isinstance(step, str)), "")


def _allows(field: SchemaField, number: int) -> bool:
    least, most = field.get("minimum", number), field.get("maximum", number)
    above, below = field.get("exclusiveMinimum", -1), field.get("exclusiveMaximum", number + 1)
    return bool(least <= number <= most and above < number < below)
