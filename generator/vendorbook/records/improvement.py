"""Plans that bring a struggling service back: cause, owners, checkpoints, and their end."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from vendorbook.records.facts import Action, Record, record

CheckpointOutcome = Literal["on_track", "at_risk", "off_track"]
PlanOutcome = Literal["met", "partly_met", "failed", "withdrawn"]


@record
class ExitCriterion(Record):
    """What ends a plan; measurable when it names a KPI, a value and for how many periods."""

    text: str
    kpi: str | None = None
    target: Decimal | None = None
    consecutive_periods: int | None = None


@record
class Checkpoint(Record):
    """A day on which both sides look whether the plan works."""

    due: date
    held_on: date | None = None
    outcome: CheckpointOutcome | None = None
    note: str | None = None


@record
class ImprovementPlan(Record):
    """One plan; it is open until `closed_on`."""

    id: str
    title: str
    opened_on: date
    agreed_on: date | None = None
    triggered_by: tuple[str, ...]
    root_cause: str
    owner_client: str
    owner_vendor: str
    target_end: date
    exit_criteria: tuple[ExitCriterion, ...]
    actions: tuple[Action, ...] = ()
    checkpoints: tuple[Checkpoint, ...]
    if_it_fails: str
    closed_on: date | None = None
    outcome: PlanOutcome | None = None
    internal: bool = False


@record
class ImprovementFile(Record):
    """The file `improvement.yml`, or one fragment of it."""

    improvement: tuple[ImprovementPlan, ...]
