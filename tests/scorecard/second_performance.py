"""The rows of Performance in the second scorecard: KPIs, period by period, and the review."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from tests.scorecard.second_dates import Plain, period_days, period_holding
from tests.scorecard.second_evidence import (
    ALL,
    AVAILABLE,
    MISSING,
    NOT_APPLICABLE,
    NOTHING,
    Quarter,
    Row,
    by,
    missing,
    row,
)

RATINGS = {
    "exceptional": 100,
    "very_good": 90,
    "satisfactory": 75,
    "marginal": 45,
    "unsatisfactory": 0,
}


def target_for(kpi: Plain, period: str) -> Plain | None:
    """The target that holds in a period: the latest that began by then."""
    first = period_days(period)[0]
    begun = [t for t in kpi["targets"] if period_days(t["from"])[0] <= first]
    return max(begun, key=lambda t: period_days(t["from"])[0]) if begun else None


def is_excused(quarter: Quarter, kpi: str, period: str, measurement: Plain | None) -> bool:
    named = (measurement or {}).get("excused")
    for change in quarter.entries("changes"):
        if change["status"] != "approved" or not by(change.get("decided_on"), quarter.as_of):
            continue
        if change["id"] == named:
            return True
        wanted = {"kpi": kpi, "period": period}
        if any(effect.get("measurement") == wanted for effect in change["effects"]):
            return True
    return False


def measured(quarter: Quarter, kpi: Plain, period: str) -> tuple[str, Fraction | None]:
    """The state of a KPI's period as reported by the as-of date, and its value if it has one."""
    found = [
        m
        for m in quarter.entries("measurements")
        if m["kpi"] == kpi["id"] and m["period"] == period and by(m["reported_on"], quarter.as_of)
    ]
    measurement = found[0] if found else None
    if target_for(kpi, period) is None or is_excused(quarter, kpi["id"], period, measurement):
        return NOT_APPLICABLE, None
    if measurement is None:
        return MISSING, None
    if measurement.get("not_applicable"):
        return NOT_APPLICABLE, None
    if "value" in measurement:
        return AVAILABLE, Fraction(measurement["value"])
    if measurement["denominator"] < kpi.get("min_sample", 0):
        return MISSING, None
    return AVAILABLE, 100 * Fraction(measurement["numerator"]) / Fraction(
        measurement["denominator"]
    )


def normalised(kpi: Plain, period: str, value: Fraction) -> Fraction:
    """A KPI's value as a score: 100 from the target on, 60 at the minimum, 0 at the floor."""
    target = target_for(kpi, period)
    assert target is not None
    sign = 1 if kpi["direction"] == "higher" else -1
    v, t, m = sign * value, sign * Fraction(target["target"]), sign * Fraction(target["minimum"])
    f = sign * Fraction(target["floor"]) if "floor" in target else 2 * m - t
    if v >= t:
        return ALL
    if v >= m:
        return 60 + 40 * (v - m) / (t - m)
    if v > f:
        return 60 * (v - f) / (m - f)
    return NOTHING


def kpi_periods(quarter: Quarter, kpi: Plain) -> list[str]:
    starts = [quarter.quarter_start]
    if kpi["frequency"] == "monthly":
        starts = [quarter.quarter_start.replace(day=1, month=starts[0].month + n) for n in range(3)]
    return [period_holding(day, kpi["frequency"]) for day in starts]


def kpi_rows(quarter: Quarter, kpi: Plain) -> Iterator[Row]:
    where = f"performance/{kpi['id']}"
    for period in kpi_periods(quarter, kpi):
        state, value = measured(quarter, kpi, period)
        report_days = quarter.window("report_kpi_days", 5)
        report_due = quarter.days.shift(period_days(period)[1], report_days)
        if value is not None:
            yield row(where, period, normalised(kpi, period, value))
        elif state == NOT_APPLICABLE:
            yield row(where, period, None)
        elif kpi.get("if_missing") == "fail" and report_due <= quarter.as_of:
            yield row(where, period, NOTHING)
        else:
            yield missing(where, period)


def latest_review(reviews: list[Plain], first: date, last: date) -> Plain | None:
    held = [r for r in reviews if first <= date.fromisoformat(r["held_on"]) <= last]
    return max(held, key=lambda r: (r["held_on"], int(r["id"][3:])), default=None)


def review_rows(quarter: Quarter) -> Iterator[Row]:
    review = latest_review(quarter.entries("reviews"), quarter.year_start, quarter.end)
    tier = quarter.files["vendor"]["tier"]
    standard = {"strategic": "quarterly", "tactical": "semiannual", "operational": "annual"}
    tiers = quarter.policy.get("tiers", {})
    wanted = tiers.get(tier, {}).get("review", standard.get(tier, "none"))
    if review is not None:
        for rating in review["ratings"]:
            points = RATINGS.get(rating["rating"])
            score = None if points is None else Fraction(points)
            yield row("performance/review", f"{review['id']} {rating['area']}", score)
    elif wanted != "none":
        yield missing("performance/review", "review")
