"""Where a playbook's scoring differs from the usual one, in words."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import TYPE_CHECKING

from vendorbook.wording import plain_number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from vendorbook.records.facts import Record
    from vendorbook.records.playbook import Scoring


def differences(scoring: Scoring) -> list[str]:
    """Every setting that is not the default: `weight of feedback 20 instead of 15`."""
    return [
        *_of("weight of {}", scoring.weights),
        *_of("grade {} from", scoring.bands),
        *_of("cap {}", scoring.caps),
        *_of("confidence {} from", scoring.confidence),
        *_own("points for each working day late", "late_points_per_day", scoring),
        *_own("points that make a trend", "trend", scoring),
    ]


def _of(words: str, record: Record) -> Iterator[str]:
    for each in fields(record):
        if each.name != "origin":
            yield from _own(words.format(each.name), each.name, record)


def _own(words: str, name: str, record: Record) -> Iterator[str]:
    usual = next(each.default for each in fields(record) if each.name == name)
    value = getattr(record, name)
    if usual is not MISSING and value != usual:
        yield f"{words} {_said(value)} instead of {_said(usual)}"


def _said(value: bool | Decimal) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return plain_number(value)
