"""Whom to call and when to call the next: every ladder as a card that can hang on a wall."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from vendorbook.wording import plural, span_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorbook.portfolio import Vendor
    from vendorbook.records.communication import Channel
    from vendorbook.records.contacts import EscalationStep, Person
    from vendorbook.records.facts import Duration

_ORDER: Final = ("incident", "delivery", "commercial", "relationship")
_MINUTES: Final = {"m": 1, "h": 60, "d": 24 * 60}


@dataclass(frozen=True)
class CallLevel:
    """One level of a ladder.

    Attributes:
        step: The facts.
        person: Whom we call; None when contacts.yml does not have them.
        tell: Who is told on our side; likewise.
        starts: When this level is called, counted from the first call.
        wait: How long to wait for progress before the next level.
        channel: What the level is called through; None where none is named.
    """

    step: EscalationStep
    person: Person | None
    tell: Person | None
    starts: str
    wait: str
    channel: Channel | None


@dataclass(frozen=True)
class CallCard:
    """The ladder for one purpose, the lowest level first."""

    purpose: str
    levels: tuple[CallLevel, ...]


def call_cards(vendor: Vendor) -> list[CallCard]:
    """Every ladder, the one for incidents first."""
    steps = vendor.contacts.escalation if vendor.contacts else ()
    ordered = sorted(steps, key=lambda step: (_ORDER.index(step.for_), step.level))
    channels = vendor.communication.channels if vendor.communication else ()
    by_id = {channel.id: channel for channel in channels}
    return [
        CallCard(purpose, _levels(vendor, list(group), by_id))
        for purpose, group in groupby(ordered, key=lambda step: step.for_)
    ]


def _levels(
    vendor: Vendor, steps: Sequence[EscalationStep], channels: dict[str, Channel]
) -> tuple[CallLevel, ...]:
    return tuple(
        CallLevel(
            step=step,
            person=vendor.person(step.vendor),
            tell=vendor.person(step.client),
            starts=_starts([each.after for each in steps[:number]]),
            wait=span_in_words(step.after.amount, step.after.unit),
            channel=channels.get(step.via or ""),
        )
        for number, step in enumerate(steps)
    )


def _starts(waits: Sequence[Duration]) -> str:
    """The waits of all levels below, together; working days and hours do not add up to one sum."""
    if not waits:
        return "at once"
    days = sum(wait.amount for wait in waits if wait.unit == "wd")
    minutes = sum(wait.amount * _MINUTES[wait.unit] for wait in waits if wait.unit != "wd")
    parts = [plural(days, "working day")] if days else []
    for unit, length in (("day", 24 * 60), ("hour", 60), ("minute", 1)):
        count, minutes = divmod(minutes, length)
        if count:
            parts.append(plural(count, unit))
    return f"after {' '.join(parts)}"
