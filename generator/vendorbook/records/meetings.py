"""Which of the agreed meetings and reports took place, what was decided and promised."""

from __future__ import annotations

from datetime import date
from typing import Literal

from vendorbook.records.facts import Action, Record, record

MeetingStatus = Literal["held", "received", "cancelled"]
CancelledBy = Literal["client", "vendor", "both"]


@record
class Meeting(Record):
    """One meeting or report; without a routine it was an extra one."""

    id: str
    routine: str | None = None
    date: date
    status: MeetingStatus
    cancelled_by: CancelledBy | None = None
    minutes: str | None = None
    summary: str | None = None
    decisions: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    internal: bool = False


@record
class MeetingsFile(Record):
    """The file `meetings.yml`, or one fragment of it."""

    meetings: tuple[Meeting, ...]
