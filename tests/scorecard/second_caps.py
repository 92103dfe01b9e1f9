"""The caps of the second scorecard: what, on the as-of date, no number can make up for."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.scorecard.second_dates import (
    ONE_DAY,
    Plain,
    add_months,
    delivered,
    end_of_day,
    instant_of,
    period_days,
    period_holding,
    promise,
)
from tests.scorecard.second_evidence import NOT_APPLICABLE, Quarter, by, feedback_clock
from tests.scorecard.second_performance import latest_review, measured, target_for

LONG_AGO = date(1900, 1, 1)


# The ladder that a critical issue climbs: the first of these that the vendor has.
CRITICAL_CLIMBS = ("incident", "delivery", "relationship", "commercial")


def caps(quarter: Quarter, confidence: Fraction | None, low: Fraction) -> list[tuple[str, str]]:
    """The caps that hold and are switched on, each with the best grade that it leaves."""
    holding = [
        ("K1", "C" if critical_issue_stuck(quarter) else None),
        ("K2", "C" if critical_milestone_missed(quarter) else None),
        ("K3", plan_cap(quarter)),
        ("K4", "C" if any(red_three_running(quarter, k) for k in contractual(quarter)) else None),
        ("K5", "B" if document_expired(quarter) else None),
        ("K6", "D" if rated_unsatisfactory(quarter) else None),
        ("K7", "not rated" if confidence is not None and confidence < low else None),
    ]
    switched = quarter.policy.get("scoring", {}).get("caps", {})
    return [(cap, best) for cap, best in holding if best is not None and switched.get(cap, True)]


def critical_issue_stuck(quarter: Quarter) -> bool:
    top = top_level(quarter)
    for entry in quarter.entries("feedback"):
        if (entry["kind"], entry["direction"]) != ("issue", "to_vendor"):
            continue
        if entry["severity"] != "critical" or not is_open(entry, quarter):
            continue
        clock = feedback_clock(quarter, entry, "resolve")
        if clock is not None and clock.instant is None and clock.day < quarter.as_of:
            return True
        now = end_of_day(quarter.as_of, quarter.zone)
        if clock is not None and clock.instant is not None and clock.instant < now:
            return True
        if top is not None and entry.get("escalation_level", 0) >= top:
            return True
    return False


def top_level(quarter: Quarter) -> int | None:
    """The highest level of the ladder that a critical issue climbs, if there is any ladder."""
    steps = quarter.entries("contacts", "escalation")
    for purpose in CRITICAL_CLIMBS:
        levels = [int(step["level"]) for step in steps if step["for"] == purpose]
        if levels:
            return max(levels)
    return None


def is_open(entry: Plain, quarter: Quarter) -> bool:
    now = end_of_day(quarter.as_of, quarter.zone)
    if instant_of(entry["raised_at"], quarter.zone) > now:
        return False
    fixed = entry.get("resolved_at")
    return fixed is None or instant_of(fixed, quarter.zone) > now


def critical_milestone_missed(quarter: Quarter) -> bool:
    changes, today = quarter.entries("changes"), quarter.as_of
    return any(
        promise(milestone, changes, quarter.days, today).release is None
        and delivered(milestone, today) is None
        and today > promise(milestone, changes, quarter.days, today).deadline
        for milestone in quarter.entries("milestones")
        if milestone.get("critical") and not milestone.get("date_unknown")
    )


def plan_cap(quarter: Quarter) -> str | None:
    """D for a failed plan or one off its track, C for any other open plan."""
    best = None
    for plan in quarter.entries("improvement"):
        if not by(plan["opened_on"], quarter.as_of):
            continue
        if by(plan.get("closed_on"), quarter.as_of):
            six_months_ago = add_months(quarter.as_of, -6)
            if plan["outcome"] == "failed" and not by(plan["closed_on"], six_months_ago):
                return "D"
            continue
        held = [c for c in plan["checkpoints"] if by(c.get("held_on"), quarter.as_of)]
        last = max(held, key=lambda c: (c["held_on"], c["due"]), default=None)
        if last is not None and last["outcome"] == "off_track":
            return "D"
        best = "C"
    return best


def contractual(quarter: Quarter) -> list[Plain]:
    return [kpi for kpi in quarter.entries("agreement", "kpis") if kpi["contractual"]]


def red_three_running(quarter: Quarter, kpi: Plain) -> bool:
    """Whether the latest period with a value and the two that apply before it are all red."""
    reported = {m["period"] for m in quarter.entries("measurements") if m["kpi"] == kpi["id"]}
    with_value = [p for p in reported if measured(quarter, kpi, p)[1] is not None]
    if not with_value:
        return False
    period = max(with_value, key=lambda p: period_days(p)[0])
    red = 0
    while red < 3 and target_for(kpi, period) is not None:
        if is_red(quarter, kpi, period):
            red += 1
        elif measured(quarter, kpi, period)[0] != NOT_APPLICABLE:
            return False
        period = period_holding(period_days(period)[0] - ONE_DAY, kpi["frequency"])
    return red == 3


def is_red(quarter: Quarter, kpi: Plain, period: str) -> bool:
    _, value = measured(quarter, kpi, period)
    target = target_for(kpi, period)
    if value is None or target is None:
        return False
    minimum = Fraction(target["minimum"])
    return value < minimum if kpi["direction"] == "higher" else value > minimum


def document_expired(quarter: Quarter) -> bool:
    return any(
        document.get("required") and by(document.get("expires_on"), quarter.as_of - ONE_DAY)
        for document in quarter.files["vendor"].get("documents", [])
    )


def rated_unsatisfactory(quarter: Quarter) -> bool:
    review = latest_review(quarter.entries("reviews"), LONG_AGO, quarter.as_of)
    return review is not None and any(r["rating"] == "unsatisfactory" for r in review["ratings"])
