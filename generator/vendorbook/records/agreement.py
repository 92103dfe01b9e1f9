"""What was agreed: objectives, scope, deliverables, quality, KPIs, and what we owe."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from vendorbook.records.facts import Duration, Period, Record, record

KpiArea = Literal["progress", "quality", "efficiency", "cost", "satisfaction"]
KpiUnit = Literal["percent", "hours", "days", "count", "score", "currency"]
Direction = Literal["higher", "lower"]
Frequency = Literal["monthly", "quarterly"]
KpiSource = Literal["vendor", "client", "tool"]
IfMissing = Literal["exclude", "fail"]


@record
class Objective(Record):
    """Why both sides do this."""

    text: str
    measured_by: str | None = None


@record
class Scope(Record):
    """What is in, what is out, and what was assumed when the price was agreed."""

    in_: tuple[str, ...]
    out: tuple[str, ...]
    assumptions: tuple[str, ...] = ()


@record
class Deliverable(Record):
    """Something handed over; `review_days` are the working days for accepting it, if agreed."""

    id: str
    title: str
    contract: str | None = None
    acceptance_criteria: tuple[str, ...]
    acceptor: str
    review_days: int | None = None


@record
class QualityStandard(Record):
    """What good means, where it ends, and how it is checked."""

    id: str
    standard: str
    acceptable_level: str
    method: str
    kpi: str | None = None


@record
class ClientObligation(Record):
    """What the client owes the vendor; milestones may depend on it."""

    id: str
    text: str
    owner: str
    due: date
    done_on: date | None = None
    internal: bool = False


@record
class SeverityTarget(Record):
    """How soon issues of one severity are answered and fixed."""

    respond: Duration
    resolve: Duration


@record
class FeedbackTarget(Record):
    """How soon concerns and suggestions are answered."""

    respond: Duration


@record
class ResponseTargets(Record):
    """The response times that were agreed; what is left out was not agreed."""

    critical: SeverityTarget | None = None
    high: SeverityTarget | None = None
    medium: SeverityTarget | None = None
    low: SeverityTarget | None = None
    feedback: FeedbackTarget | None = None


@record
class KpiTarget(Record):
    """What is wanted from a period on; every row after the first names the change behind it."""

    from_: Period
    target: Decimal
    minimum: Decimal
    floor: Decimal | None = None
    change: str | None = None


@record
class Kpi(Record):
    """Something measured; `credit_pct` is per cent of the period's charge, owed when it is red."""

    id: str
    name: str
    area: KpiArea
    unit: KpiUnit
    direction: Direction
    frequency: Frequency
    definition: str
    source: KpiSource
    weight: Decimal = Decimal(1)
    contractual: bool
    targets: tuple[KpiTarget, ...]
    min_sample: int | None = None
    if_missing: IfMissing = "exclude"
    credit_pct: Decimal | None = None


@record
class Agreement(Record):
    """The file `agreement.yml`."""

    objectives: tuple[Objective, ...]
    scope: Scope
    deliverables: tuple[Deliverable, ...]
    quality_standards: tuple[QualityStandard, ...] = ()
    client_obligations: tuple[ClientObligation, ...] = ()
    response_targets: ResponseTargets | None = None
    kpis: tuple[Kpi, ...]
