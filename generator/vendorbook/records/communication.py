"""Which channel is for what, and which meetings and reports were agreed."""

from __future__ import annotations

from datetime import date
from typing import Literal

from vendorbook.records.facts import Duration, Record, record

ChannelPurpose = Literal["incident", "support", "delivery", "reporting", "commercial", "informal"]
RoutineKind = Literal["meeting", "report"]
RoutineLevel = Literal["operational", "tactical", "strategic"]
Cadence = Literal["weekly", "fortnightly", "monthly", "quarterly", "semiannual", "annual"]


@record
class Channel(Record):
    """One place to talk, and what for."""

    id: str
    purpose: ChannelPurpose
    tool: str
    address: str
    hours: str | None = None
    respond_within: Duration | None = None
    owner: str | None = None


@record
class Routine(Record):
    """An agreed meeting or report; its first slot is the first that starts from `starts_on`."""

    id: str
    kind: RoutineKind
    title: str
    level: RoutineLevel
    cadence: Cadence
    starts_on: date
    ends_on: date | None = None
    chair: str
    attendees: tuple[str, ...] = ()
    agenda: str | None = None


@record
class Communication(Record):
    """The file `communication.yml`."""

    channels: tuple[Channel, ...]
    routines: tuple[Routine, ...]
