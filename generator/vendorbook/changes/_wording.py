"""How values, fields and names are said when they change."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from vendorbook.records.facts import Money, Record, yaml_key
from vendorbook.wording import written_day

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONG: Final = 60
_PRIVATE: Final = frozenset({"email", "phone", "chat"})
"""Personal data: that they differ is said, what they are is not."""


def differing(before: Record, after: Record) -> Iterator[tuple[str, Any, Any]]:
    """Every field whose value differs: its YAML key, and both values."""
    for each in fields(before):
        old, new = getattr(before, each.name), getattr(after, each.name)
        if each.name != "origin" and old != new:
            yield yaml_key(each.name), old, new


def in_words(key: str, old: Any, new: Any) -> str:
    """How one field differs: `due 30 Apr 2026 → 29 May 2026`."""
    name = words_of(key)
    if key in _PRIVATE:
        return f"{name} {'added' if old is None else 'removed' if new is None else 'changed'}"
    if _is_list(old) or _is_list(new):
        return _lists(name, tuple(old or ()), tuple(new or ()))
    if isinstance(old, Record) or isinstance(new, Record):
        return _parts(name, old, new)
    before, after = said(old), said(new)
    if old is None or old == "":
        return f"{name} recorded" if len(after) > _LONG else f"{name} {after}"
    if new is None or new == "":
        return f"{name} removed" if len(before) > _LONG else f"{name} removed (was {before})"
    if len(before) > _LONG or len(after) > _LONG:
        return f"{name} reworded"
    return f"{name} {before} → {after}"


def _is_list(value: Any) -> bool:
    """Whether a value is a list; durations and periods are tuples by name only."""
    return isinstance(value, tuple) and not hasattr(value, "_fields")


def words_of(key: str) -> str:
    """A YAML key as people say it: `baseline_due` is `baseline due`."""
    return key.replace("_", " ")


def said(value: Any) -> str:
    """A value as people say it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{written_day(value.date())}, {value:%H:%M}"
    if isinstance(value, date):
        return written_day(value)
    if isinstance(value, Money):
        return f"{value.amount:,} {value.currency}"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "nothing" if value is None else str(value)


def _parts(name: str, old: Any, new: Any) -> str:
    if old is None:
        return f"{name} added"
    if new is None:
        return f"{name} removed"
    if isinstance(old, Money):
        return f"{name} {said(old)} → {said(new)}"
    parts = [in_words(key, *values) for key, *values in differing(old, new)]
    return f"{name}: {', '.join(parts)}"


def _lists(name: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> str:
    """How a list differs: what came, what went, or only that it was reordered or reworded."""
    if not all(isinstance(each, str) for each in (*old, *new)):
        count = len(new) - len(old)
        if count:
            return f"{name}: {abs(count)} {'more' if count > 0 else 'fewer'}"
        return f"{name} changed"
    come = [each for each in new if each not in old]
    gone = [each for each in old if each not in new]
    parts = [f"added {_quoted(each)}" for each in come]
    parts += [f"dropped {_quoted(each)}" for each in gone]
    return f"{name}: {', '.join(parts)}" if parts else f"{name} in another order"


def _quoted(text: str) -> str:
    return f"'{text}'" if len(text) <= 2 * _LONG else f"'{text[: 2 * _LONG]}…'"
