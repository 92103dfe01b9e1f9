"""The logs of a vendor made by chance: what happened, was said, was measured."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from tests.scorecard.generated_draft import CLIENT_SIDE, EVERYBODY, VENDOR_SIDE, Draft
from tests.scorecard.second_dates import (
    ONE_DAY,
    Plain,
    add_months,
    period_days,
    period_holding,
    slots,
)

RATINGS = ("exceptional", "very_good", "satisfactory", "marginal", "unsatisfactory")
AREAS = ("quality", "schedule", "cost", "management", "communication", "partnership")


def actions(draft: Draft, most: int, earliest: date) -> list[Plain]:
    found = []
    for _ in range(draft.chance.randint(0, most)):
        due = max(earliest, draft.some_day())
        action: Plain = {
            "id": f"AC-{next(draft.action_numbers):03}",
            "text": "Do it",
            "due": str(due),
        }
        action["owner"] = draft.one_of(*EVERYBODY, *VENDOR_SIDE)
        if draft.maybe(0.1):
            action["dropped"] = "No longer needed"
        elif draft.lucky():
            action["done_on"] = str(max(earliest, draft.near(due, 5, draft.one_of(0, 2))))
        found.append(action)
    return found


def meetings(draft: Draft, routines: list[Plain]) -> list[Plain]:
    found: list[Plain] = []
    if "meetings" not in draft.present:
        return found

    def add(day: date, routine: str | None, status: str) -> None:
        entry: Plain = {"id": f"MT-{len(found) + 1:03}", "date": str(day)}
        if routine:
            entry["routine"] = routine
        if status in {"held", "received"}:
            entry["status"] = status
        else:
            entry |= {"status": "cancelled", "cancelled_by": status}
        found.append(entry)

    for routine in routines:
        held = "held" if routine["kind"] == "meeting" else "received"
        for first, last in slots(routine, draft.as_of + 30 * ONE_DAY):
            if first < draft.quarter_start - 100 * ONE_DAY and (last - first).days < 31:
                continue
            for _ in range(draft.one_of(1, 1, 1, 2) if draft.lucky() else draft.one_of(0, 1)):
                status = held if draft.lucky() else draft.one_of("client", "vendor", "both")
                day = draft.one_of(first, last, first + (last - first) // 2)
                add(day, routine["id"], status)
    add(draft.some_day(), None, "held")
    for entry in draft.chance.sample(found, min(3, len(found))):
        entry["actions"] = actions(draft, 3, date.fromisoformat(entry["date"]))
    draft.chance.shuffle(found)
    return found


def measurements(draft: Draft, kpis: list[Plain]) -> list[Plain]:
    found = []
    for kpi in kpis if "measurements" in draft.present else []:
        step = 3 if kpi["frequency"] == "quarterly" else 1
        start = draft.quarter_start if step == 1 else add_months(draft.quarter_start, -3)
        # A KPI that does badly does so for a while, or no run of red periods ever comes about.
        bad = not draft.lucky() and draft.maybe(0.6)
        for months in range(-6, 7, step):
            period = period_holding(add_months(start, months), kpi["frequency"])
            if draft.maybe(0.9):
                found.append(measurement(draft, kpi, period, bad=bad))
            elif draft.maybe(0.2):
                excuse(draft, kpi["id"], period, approved=draft.maybe(0.7))
    return found


def excuse(draft: Draft, kpi: str, period: str, *, approved: bool) -> str | None:
    """Log a change that asks to excuse a period, decided before or after the as-of date."""
    if "changes" not in draft.present:
        return None
    decided = draft.near(draft.as_of, 20, 3)
    effects: list[Plain] = [{"measurement": {"kpi": kpi, "period": period}, "excused": True}]
    cause = draft.one_of("client", "external")
    return draft.add_change("relief", cause, decided, effects, approved=approved)


def measurement(draft: Draft, kpi: Plain, period: str, *, bad: bool) -> Plain:
    end = period_days(period)[1]
    reported = end + draft.one_of(1, 3, 5, 6, 7, 8, 9, 16, 40) * ONE_DAY
    record: Plain = {"kpi": kpi["id"], "period": period, "reported_on": str(reported)}
    if draft.maybe(0.08):
        return record | {"not_applicable": True}
    if draft.maybe(0.1):
        approved = draft.maybe(0.7)
        excused = excuse(draft, kpi["id"], period, approved=approved)
        record |= {"excused": excused} if excused and approved and draft.maybe(0.7) else {}
    if draft.maybe(0.3):
        whole = draft.one_of(7, 9, 10, 30, Decimal("33.5"))
        share = draft.one_of(Decimal("0.5"), Decimal("0.91"), Decimal("0.04"))
        return record | {"numerator": share * whole, "denominator": whole}
    target = kpi["targets"][-1 if draft.maybe(0.7) else 0]
    best, least = target["target"], target["minimum"]
    worse = -1 if kpi["direction"] == "higher" else 1
    value = least + worse * draft.one_of(Decimal("0.1"), 1, 2, 5)
    if not bad:
        better = best - worse * Decimal("0.25")
        middle = (Decimal(best) + Decimal(least)) / 2
        value = draft.one_of(best, better) if draft.lucky() else draft.one_of(least, middle, value)
    return record | {"value": value}


def feedback(draft: Draft) -> list[Plain]:
    zone = ZoneInfo("Europe/London")
    found = []
    for number in range(1, draft.chance.randint(1, 14)):
        kind = draft.one_of("praise", "suggestion", "concern", "issue", "issue", "issue")
        day = draft.near(draft.some_day(), 7, 0)
        at = datetime.combine(day, time(draft.one_of(0, 9, 17, 23), draft.one_of(0, 30)), zone)
        timed = draft.maybe(0.7)
        entry: Plain = {
            "id": f"FB-{number:02}",
            "kind": kind,
            "direction": "to_vendor" if draft.maybe(0.8) else "to_client",
            "raised_at": spelt(draft, at, timed=timed),
            "raised_by": draft.one_of(*CLIENT_SIDE, *VENDOR_SIDE),
            "about": "quality",
            "summary": "Something to say",
        }
        if kind == "issue":
            entry["severity"] = draft.one_of("critical", "high", "medium", "low")
            if draft.maybe(0.3):
                entry["escalation_level"] = draft.one_of(1, 2, 3)
        quick, slow = (30, 31, 120), (24 * 60, 26 * 60, 3 * 24 * 60, 7 * 24 * 60, 12 * 24 * 60)
        for field, chance in (("responded_at", 0.8), ("resolved_at", 0.6)):
            at += timedelta(minutes=draft.one_of(*(quick if draft.lucky() else slow)))
            if kind != "praise" and draft.maybe(chance):
                if timed and draft.maybe(0.9):
                    entry[field] = spelt(draft, at, timed=True)
                else:
                    # Nowhere is it a later day already than fourteen hours ahead of London.
                    entry[field] = str((at + timedelta(hours=14 * timed)).date())
        found.append(entry)
    draft.chance.shuffle(found)
    return found


def spelt(draft: Draft, at: datetime, *, timed: bool) -> str:
    """A moment as a date, or with the offset of one place or another."""
    zone = ZoneInfo(draft.one_of("Europe/London", "America/New_York", "Asia/Tokyo", "UTC"))
    if not timed:
        return str(at.date())
    text = at.astimezone(zone).isoformat()
    return text.replace("+00:00", "Z")


def reviews(draft: Draft) -> list[Plain]:
    found = []
    for number in range(1, draft.one_of(1, 1, 2, 3, 4)):
        held = draft.some_day()
        ratings = [
            {
                "area": area,
                "rating": draft.one_of(
                    *(RATINGS[:3] if draft.lucky() else (*RATINGS, "not_applicable"))
                ),
                "narrative": "As we saw it",
            }
            for area in AREAS[: draft.chance.randint(1, 6)]
        ]
        record: Plain = {
            "id": f"RV-{number:02}",
            "kind": draft.one_of("monthly", "quarterly", "annual", "exit"),
            "period": "2025-Q3",
            "held_on": str(held),
            "chair": "ines-ward",
            "ratings": ratings,
            "actions": actions(draft, 2, held),
        }
        found.append(record)
    return found


def plans(draft: Draft, kpis: list[Plain]) -> list[Plain]:
    found = []
    for number in range(1, draft.one_of(1, 1, 1, 2, 3) if kpis else 1):
        opened = draft.near(draft.as_of, 250, 2)
        record: Plain = {
            "id": f"IP-{number:02}",
            "title": "Get better",
            "opened_on": str(opened),
            "triggered_by": [],
            "root_cause": "Unclear",
            "owner_client": "ines-ward",
            "owner_vendor": "kit-morrow",
            "target_end": str(opened + 120 * ONE_DAY),
            "exit_criteria": [{"text": "It works", "kpi": kpis[0]["id"], "target": 90}],
            "actions": actions(draft, 2, opened),
            "checkpoints": [],
            "if_it_fails": "We part",
        }
        for weeks in (2, 4, 6):
            checkpoint: Plain = {"due": str(opened + 7 * weeks * ONE_DAY)}
            if draft.maybe(0.7):
                held = draft.near(opened + 7 * weeks * ONE_DAY, 9, 9)
                outcome = draft.one_of("on_track", "at_risk", "off_track")
                checkpoint |= {"held_on": str(held), "outcome": outcome}
            record["checkpoints"].append(checkpoint)
        if draft.maybe(0.6):
            closed = draft.near(add_months(draft.as_of, draft.one_of(-6, 0)), 2, 2)
            outcome = draft.one_of("met", "failed", "failed", "withdrawn")
            record |= {"closed_on": str(max(opened, closed)), "outcome": outcome}
        found.append(record)
    return found


def partnership(draft: Draft) -> Plain:
    kinds = ("strategic_planning", "joint_workshop", "training", "celebration", "idea", "idea")
    activities, goals = [], []
    for number in range(1, draft.chance.randint(1, 9)):
        planned = draft.near(draft.some_day(), 35, 0)
        entry: Plain = {
            "id": f"PA-{number:02}",
            "type": draft.one_of(*kinds, "idea"),
            "title": "Together",
            "proposed_by": draft.one_of("client", "vendor"),
            "planned_for": str(planned),
        }
        if draft.lucky():
            span = draft.one_of(0, 5, 10, 10, 11, 20, 20, 21)
            entry["done_on"] = str(draft.days.shift(planned, span))
            if entry["type"] == "idea":
                entry["decision"] = draft.one_of("accepted", "declined", "parked")
        activities.append(entry)
    for number in range(1, draft.chance.randint(1, 5)):
        target = draft.some_day()
        goal: Plain = {"id": f"GO-{number:02}", "text": "Aim", "target_date": str(target)}
        goal |= {"owner_client": "ines-ward", "owner_vendor": "kit-morrow"}
        if draft.maybe(0.15):
            goal["dropped"] = "Not wanted any more"
        elif draft.lucky():
            goal["achieved_on"] = str(draft.near(target, 5, draft.one_of(0, 2)))
        goals.append(goal)
    return {"activities": activities, "goals": goals}
