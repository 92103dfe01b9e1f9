"""KPIs and service credits as the page across vendors shows them: red ones first."""

from __future__ import annotations

from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from vendorbook.actors import in_role, owner, vendor_delivery
from vendorbook.due_dates.making import working_day_after
from vendorbook.due_dates.rhythm import reporter
from vendorbook.due_kpis import due_rows, watched_kpis
from vendorbook.kpi_rows import is_red, red_run
from vendorbook.wording import decimal_text, plain_number
from vendorbook.workdays import CalendarGap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from fractions import Fraction

    from vendorbook.across.shortlist import Urgency
    from vendorbook.assessment import Assessment
    from vendorbook.findings import Actor, Place
    from vendorbook.kpi_rows import KpiRow
    from vendorbook.records.agreement import Kpi

_PERIODS: Final = 12
_SHOWN: Final = 6
_ORDER: Final = ("red", "overdue", "amber", "missing", "green", "excused")


class KpiValue(NamedTuple):
    """One period: its value in decimals, empty without one, and its tone as in `KpiLine`."""

    period: str
    text: str
    tone: str
    value: Fraction | None


class KpiLine(NamedTuple):
    """One KPI of one vendor with its latest period.

    Attributes:
        latest: The latest period that was reported or should have been.
        tone: `green`, `amber` or `red`; `overdue` when nothing was reported in time, `missing` when
            the sample was too small, `excused` when there was nothing to measure.
        running: How many periods running it has been red, back from the latest value.
        history: The latest periods, oldest first.
        reported_by: By when the latest period was to be reported, where that is known.
    """

    vendor: str
    vendor_name: str
    id: str
    name: str
    area: str
    unit: str
    direction: str
    frequency: str
    is_contractual: bool
    target: str
    minimum: str
    latest: KpiValue
    running: int
    history: tuple[KpiValue, ...]
    reported_by: date | None
    actor: Actor
    place: Place

    @property
    def tone(self) -> str:
        """The tone of the latest period."""
        return self.latest.tone

    @property
    def urgency(self) -> Urgency:
        """Red ones first, those that are red for longest leading; then what nobody reported."""
        contractual = 0 if self.is_contractual else 1
        return (_ORDER.index(self.tone), -self.running, contractual, self.vendor, self.id)


class CreditRow(NamedTuple):
    """One service credit that a red value earned.

    Attributes:
        percent: Per cent of the period's charge.
        state: `claimed`, `received`, `waived`, or empty while nobody has claimed it.
        claim_by: By when it is to be claimed; None when the calendar does not tell.
    """

    vendor: str
    vendor_name: str
    id: str
    name: str
    period: str
    text: str
    unit: str
    percent: str
    state: str
    claim_by: date | None
    is_over: bool
    actor: Actor
    place: Place

    @property
    def urgency(self) -> Urgency:
        """Unclaimed ones first, the oldest leading; then the others, the latest first."""
        day = self.claim_by.toordinal() if self.claim_by else 0
        return (1, -day, self.vendor, self.id) if self.state else (0, day, self.vendor, self.id)


def kpi_lines(assessment: Assessment) -> Iterator[KpiLine]:
    """Every KPI of a vendor that has at least one period behind it."""
    vendor = assessment.vendor
    for kpi in watched_kpis(assessment):
        rows = _latest_rows(assessment, kpi)
        if not rows:
            continue
        latest = rows[-1]
        actor = vendor_delivery(vendor) if latest.colour else reporter(vendor, kpi)
        yield KpiLine(
            vendor=vendor.slug,
            vendor_name=vendor.profile.name,
            id=kpi.id,
            name=kpi.name,
            area=kpi.area,
            unit=kpi.unit,
            direction=kpi.direction,
            frequency=kpi.frequency,
            is_contractual=kpi.contractual,
            target=plain_number(latest.target.target),
            minimum=plain_number(latest.target.minimum),
            latest=_value(latest),
            running=sum(1 for _ in red_run(reversed(rows))),
            history=tuple(_value(row) for row in rows[-_SHOWN:]),
            reported_by=latest.reported_by,
            actor=actor,
            place=latest.measurement.place("period") if latest.measurement else kpi.place("id"),
        )


def credit_rows(assessment: Assessment) -> Iterator[CreditRow]:
    """Every credit that a red value of the latest twelve periods earned."""
    vendor = assessment.vendor
    finance = in_role(vendor, "client", "finance")
    for kpi in watched_kpis(assessment):
        for row in _latest_rows(assessment, kpi) if kpi.credit_pct else ():
            measurement = row.measurement
            if kpi.credit_pct is None or not is_red(row) or measurement is None:
                continue
            claim_by = working_day_after(
                assessment, measurement.reported_on, assessment.policy.windows.credit_days
            )
            yield CreditRow(
                vendor=vendor.slug,
                vendor_name=vendor.profile.name,
                id=kpi.id,
                name=kpi.name,
                period=str(row.period),
                text=_value(row).text,
                unit=kpi.unit,
                percent=plain_number(kpi.credit_pct),
                state=measurement.credit or "",
                claim_by=claim_by,
                is_over=claim_by is not None and claim_by < assessment.as_of,
                actor=finance if finance.person else owner(vendor),
                place=measurement.place("period"),
            )


def _latest_rows(assessment: Assessment, kpi: Kpi) -> list[KpiRow]:
    """The latest periods, oldest first, up to the latest that is reported or should be."""
    found: list[KpiRow] = []
    # What the calendar does not cover is left out; the check `calendar-gap` speaks of it.
    with suppress(CalendarGap):
        for row in islice(due_rows(assessment, kpi), _PERIODS):
            found.append(row)
    found.reverse()
    return found


def _value(row: KpiRow) -> KpiValue:
    period = str(row.period)
    if row.value is not None and row.colour is not None:
        return KpiValue(period, decimal_text(row.value), row.colour, row.value)
    if row.state == "not_applicable":
        return KpiValue(period, "", "excused", None)
    return KpiValue(period, "", "missing" if row.measurement is not None else "overdue", None)
