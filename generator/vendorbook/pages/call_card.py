"""Whom to call and when to call the next: every ladder as a card that can hang on a wall."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from vendorbook.ladders import ladder
from vendorbook.on_call import people_on_call, stand_in_by_phone
from vendorbook.wording import plural, span_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorbook.assessment import Assessment
    from vendorbook.records.communication import Channel
    from vendorbook.records.contacts import EscalationStep, Person
    from vendorbook.records.facts import Duration

_ORDER: Final = ("incident", "delivery", "commercial", "relationship")
_MINUTES: Final = {"m": 1, "h": 60, "d": 24 * 60}


@dataclass(frozen=True)
class OnCall:
    """Somebody of the vendor who is on call, and who stands in when there is no answer."""

    person: Person
    stand_in: Person | None


@dataclass(frozen=True)
class CallLevel:
    """One level of a ladder.

    Attributes:
        step: The facts.
        person: Whom we call; None when contacts.yml does not have them.
        stand_in: Who is called when there is no answer; None without anybody who has a phone.
        tell: Who is told on our side; None as for `person`.
        starts: When this level is called, counted from the first call.
        wait: How long to wait for progress before the next level.
        channel: What the level is called through; None where none is named.
    """

    step: EscalationStep
    person: Person | None
    stand_in: Person | None
    tell: Person | None
    starts: str
    wait: str
    channel: Channel | None


@dataclass(frozen=True)
class CallCard:
    """The ladder for one purpose, the lowest level first."""

    purpose: str
    levels: tuple[CallLevel, ...]


def call_cards(assessment: Assessment) -> list[CallCard]:
    """Every ladder, the one for incidents first."""
    vendor = assessment.vendor
    steps = vendor.contacts.escalation if vendor.contacts else ()
    ordered = sorted(steps, key=lambda step: (_ORDER.index(step.for_), step.level))
    channels = vendor.communication.channels if vendor.communication else ()
    by_id = {channel.id: channel for channel in channels}
    return [
        CallCard(purpose, _levels(assessment, list(group), by_id))
        for purpose, group in groupby(ordered, key=lambda step: step.for_)
    ]


def called_first(assessment: Assessment) -> list[OnCall]:
    """Whoever is on call, where there is no ladder for incidents; otherwise the ladder says it."""
    vendor, as_of = assessment.vendor, assessment.as_of
    if ladder(vendor, "incident"):
        return []
    return [
        OnCall(each, stand_in_by_phone(vendor, each, as_of))
        for each in people_on_call(vendor, as_of)
    ]


def _levels(
    assessment: Assessment, steps: Sequence[EscalationStep], channels: dict[str, Channel]
) -> tuple[CallLevel, ...]:
    vendor, as_of = assessment.vendor, assessment.as_of
    return tuple(
        CallLevel(
            step=step,
            person=vendor.person(step.vendor),
            stand_in=stand_in_by_phone(vendor, vendor.person(step.vendor), as_of),
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
