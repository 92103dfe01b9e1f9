"""How promises were changed: asked for, decided, by whom, and why."""

from __future__ import annotations

from datetime import date
from typing import Literal

from vendorbook.records.facts import Period, Record, record

ChangeType = Literal["date", "scope", "kpi_target", "release", "relief"]
Cause = Literal["vendor", "client", "external"]
ChangeStatus = Literal["proposed", "approved", "rejected", "withdrawn"]
Release = Literal["waived", "deferred", "cancelled"]


@record
class MeasurementKey(Record):
    """Which measurement is meant."""

    kpi: str
    period: Period


@record
class Effect(Record):
    """One thing that a change request changes; exactly one kind of effect is set."""

    milestone: str | None = None
    from_: date | None = None
    to: date | None = None
    release: Release | None = None
    revisit_on: date | None = None
    kpi: str | None = None
    from_period: Period | None = None
    measurement: MeasurementKey | None = None
    excused: bool | None = None
    scope: str | None = None


@record
class ChangeRequest(Record):
    """One request to change what was promised; only an approved one changes anything."""

    id: str
    title: str
    type: ChangeType
    cause: Cause
    raised_on: date
    raised_by: str
    status: ChangeStatus
    decided_on: date | None = None
    decided_by: str | None = None
    reference: str | None = None
    effects: tuple[Effect, ...]
    internal: bool = False


@record
class ChangesFile(Record):
    """The file `changes.yml`, or one fragment of it."""

    changes: tuple[ChangeRequest, ...]
