"""Milestones: what is promised by when. The current due date is never written; it is derived."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from vendorbook.records.facts import Money, Record, record

MilestoneType = Literal["delivery", "approval", "reporting", "payment", "assessment"]


@record
class Rejection(Record):
    """One hand-over that the client sent back."""

    date: date
    reason: str


@record
class Milestone(Record):
    """One dated promise, as agreed and as it happened."""

    id: str
    title: str
    type: MilestoneType = "delivery"
    deliverables: tuple[str, ...] = ()
    contract: str | None = None
    baseline_due: date
    grace_days: int = 0
    critical: bool = False
    weight: Decimal | None = None
    value: Money | None = None
    depends_on: tuple[str, ...] = ()
    forecast: date | None = None
    percent_delivered: int | None = None
    delivered_on: date | None = None
    rejections: tuple[Rejection, ...] = ()
    accepted_on: date | None = None
    evidence: str | None = None
    date_unknown: bool = False
    internal: bool = False


@record
class MilestonesFile(Record):
    """The file `milestones.yml`."""

    milestones: tuple[Milestone, ...]
