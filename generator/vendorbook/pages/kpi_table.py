"""The KPI table of a scorecard: the latest periods of every KPI with value, colour and target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vendorbook.assessment import made_once
from vendorbook.kpi_rows import latest_first, red_run
from vendorbook.pages.scorecard_charts import Sparkline, sparkline
from vendorbook.wording import decimal_text, plain_number, plural
from vendorbook.workdays import CalendarGap

if TYPE_CHECKING:
    from vendorbook.assessment import Assessment
    from vendorbook.kpi_rows import KpiRow
    from vendorbook.records.agreement import Frequency, Kpi

PERIODS: Final = 12
SHOWN: Final = 6
"""How many periods have a column of their own; the sparkline shows up to `PERIODS`."""

UNITS: Final = {
    "percent": "%",
    "hours": "h",
    "days": "d",
    "count": "",
    "score": "points",
    "currency": "",
}


_WORDS: Final = {
    "green": "green, at the target or better",
    "amber": "amber, between minimum and target",
    "red": "red, worse than the minimum",
}


@dataclass(frozen=True)
class KpiCell:
    """One period of one KPI, in words."""

    row: KpiRow | None
    value: str
    tone: str
    word: str


@dataclass(frozen=True)
class KpiLine:
    """One KPI."""

    kpi: Kpi
    target: str
    minimum: str
    unit: str
    cells: tuple[KpiCell, ...]
    picture: Sparkline | None
    running: str


@dataclass(frozen=True)
class KpiTable:
    """The KPIs of one frequency; `periods` are the columns, oldest first."""

    frequency: Frequency
    periods: tuple[str, ...]
    lines: tuple[KpiLine, ...]


@made_once
def kpi_tables(assessment: Assessment) -> list[KpiTable]:
    """One table for monthly KPIs and one for quarterly ones, where there are any."""
    agreement = assessment.vendor.agreement
    tables = []
    frequencies: tuple[Frequency, ...] = ("monthly", "quarterly")
    for frequency in frequencies:
        kpis = [kpi for kpi in (agreement.kpis if agreement else ()) if kpi.frequency == frequency]
        rows = {kpi.id: _rows(assessment, kpi) for kpi in kpis}
        periods = sorted({row.period for found in rows.values() for row in found[-SHOWN:]})[-SHOWN:]
        lines = tuple(_line(kpi, rows[kpi.id], [str(each) for each in periods]) for kpi in kpis)
        if lines:
            tables.append(KpiTable(frequency, tuple(str(each) for each in periods), lines))
    return tables


def _rows(assessment: Assessment, kpi: Kpi) -> list[KpiRow]:
    """The latest rows, oldest first; those not yet due for a report are left out."""
    as_of, windows = assessment.as_of, assessment.policy.windows
    found: list[KpiRow] = []
    try:
        for row in latest_first(assessment.vendor, kpi, as_of, as_of, windows):
            found.append(row)
            if len(found) == PERIODS:
                break
    except CalendarGap:
        pass
    found.reverse()
    return found


def _line(kpi: Kpi, rows: list[KpiRow], periods: list[str]) -> KpiLine:
    by_period = {str(row.period): row for row in rows}
    target = rows[-1].target if rows else None
    running = sum(1 for _ in red_run(reversed(rows)))
    return KpiLine(
        kpi=kpi,
        target=plain_number(target.target) if target else "",
        minimum=plain_number(target.minimum) if target else "",
        unit=UNITS[kpi.unit],
        cells=tuple(_cell(by_period.get(period)) for period in periods),
        picture=sparkline(rows),
        running=f"red {plural(running, 'period')} running" if running > 1 else "",
    )


def _cell(row: KpiRow | None) -> KpiCell:
    if row is None:
        return KpiCell(None, "", "", "no target yet")
    if row.value is None:
        if row.state == "not_applicable":
            return KpiCell(row, "n/a", "", "nothing to measure, or excused")
        is_small = row.measurement is not None
        return KpiCell(row, "–", "", "sample too small" if is_small else "not reported")
    colour = row.colour or "green"
    return KpiCell(row, decimal_text(row.value), colour, _WORDS[colour])
