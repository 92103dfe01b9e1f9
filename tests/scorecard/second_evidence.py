"""The evidence rows of the second scorecard but those of Performance, one function an indicator.

Each row says what was expected, whether it is there, and what it scores from 0 to 100. Nothing is
summed up here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from tests.scorecard.second_dates import (
    Clock,
    Plain,
    WorkingDays,
    delivered,
    due,
    in_time,
    promise,
    slots,
)

Row = dict[str, Any]

AVAILABLE, MISSING, NOT_APPLICABLE = "available", "missing", "not_applicable"
ALL, NOTHING = Fraction(100), Fraction(0)


@dataclass(frozen=True)
class Quarter:
    """One vendor's records with the days between which they count."""

    files: Plain
    policy: Plain
    days: WorkingDays
    zone: ZoneInfo
    as_of: date
    end: date
    quarter_start: date
    year_start: date

    def entries(self, file: str, key: str | None = None) -> list[Plain]:
        """One list of one file; empty when the file or the list is not there."""
        found: list[Plain] = self.files.get(file, {}).get(key or file, [])
        return found

    def window(self, name: str, standard: int) -> int:
        """A span in working days, as the policy sets it."""
        days: int = self.policy.get("windows", {}).get(name, standard)
        return days

    def in_quarter(self, day: date) -> bool:
        return self.quarter_start <= day <= self.end

    def in_year(self, day: date) -> bool:
        return self.year_start <= day <= self.end


def row(where: str, label: str, score: Fraction | None, weight: Fraction = Fraction(1)) -> Row:
    """A row that counts, or one that does not apply when it has no score."""
    dimension, indicator = where.split("/")
    state = NOT_APPLICABLE if score is None else AVAILABLE
    kept = Fraction(0) if score is None else weight
    return {
        "dimension": dimension,
        "indicator": indicator,
        "label": label,
        "state": state,
        "score": score,
        "weight": kept,
    }


def missing(where: str, label: str) -> Row:
    """A row that was expected and is not there."""
    return {**row(where, label, NOTHING), "state": MISSING, "score": None}


def yes_or_no(kept: bool) -> Fraction:
    return ALL if kept else NOTHING


def by(done: str | None, last_day: date) -> bool:
    """Whether something was done on or before a day."""
    return done is not None and date.fromisoformat(done) <= last_day


def rhythm_kept(quarter: Quarter) -> Iterator[Row]:
    for routine in quarter.entries("communication", "routines"):
        rarely = routine["cadence"] in {"quarterly", "semiannual", "annual"}
        counts = quarter.in_year if rarely else quarter.in_quarter
        scores: dict[str, Fraction | None] = {}
        for first, last in slots(routine, quarter.end):
            if counts(last):
                scores[f"{routine['id']} {first}"] = slot_score(quarter, routine["id"], first, last)
        # Each routine weighs one in all, shared evenly among its slots that apply.
        applicable = sum(score is not None for score in scores.values())
        for label, score in scores.items():
            yield row("communication/C1", label, score, Fraction(1, max(applicable, 1)))


def slot_score(quarter: Quarter, routine: str, first: date, last: date) -> Fraction | None:
    entries = [
        entry
        for entry in quarter.entries("meetings")
        if entry.get("routine") == routine and first <= date.fromisoformat(entry["date"]) <= last
    ]
    if any(entry["status"] in {"held", "received"} for entry in entries):
        return ALL
    if any(entry.get("cancelled_by") in {"client", "both"} for entry in entries):
        return None
    return NOTHING


def actions_on_time(quarter: Quarter) -> Iterator[Row]:
    theirs = {p["id"] for p in quarter.entries("contacts", "people") if p["side"] == "vendor"}
    for file in ("meetings", "reviews", "improvement"):
        for entry in quarter.entries(file):
            for action in entry.get("actions", []):
                last_day = date.fromisoformat(action["due"])
                if action["owner"] in theirs and quarter.in_quarter(last_day):
                    kept = yes_or_no(by(action.get("done_on"), last_day))
                    # Nobody expects what both sides agreed not to do.
                    score = None if "dropped" in action else kept
                    yield row("communication/C2", action["id"], score)


def milestone_weight(milestone: Plain) -> Fraction:
    return Fraction(milestone.get("weight", 2 if milestone.get("critical") else 1))


def timeliness(quarter: Quarter) -> Iterator[Row]:
    points = Fraction(quarter.policy.get("scoring", {}).get("late_points_per_day", 5))
    for milestone in quarter.entries("milestones"):
        if milestone.get("date_unknown"):
            continue
        late = lateness(milestone, quarter)
        if late is not None:
            score = max(NOTHING, 100 - points * late)
            yield row("expectations/E1", milestone["id"], score, milestone_weight(milestone))


def lateness(milestone: Plain, quarter: Quarter) -> int | None:
    """Working days from the score date; None when the milestone is no part of the year's score."""
    days = quarter.days
    agreed = promise(milestone, quarter.entries("changes"), days, quarter.end)
    if not quarter.in_year(agreed.score_deadline):
        return None
    released = agreed.release_decided
    if released is not None and (
        released <= agreed.deadline or agreed.release_cause in {"client", "external"}
    ):
        return None
    handed_over = delivered(milestone, quarter.end)
    if handed_over is not None:
        in_days = handed_over <= agreed.score_deadline
        return 0 if in_days else days.between(agreed.score_date, handed_over)
    return max(0, days.between(agreed.score_date, released or quarter.end))


def right_first_time(quarter: Quarter) -> Iterator[Row]:
    for milestone in quarter.entries("milestones"):
        if milestone.get("date_unknown"):
            continue
        rejected = [date.fromisoformat(r["date"]) for r in milestone.get("rejections", [])]
        rejected = [day for day in rejected if day <= quarter.end]
        accepted = milestone.get("accepted_on")
        decisions = [*rejected, *([date.fromisoformat(accepted)] if accepted else [])]
        if any(quarter.in_year(day) for day in decisions):
            yield row("expectations/E2", milestone["id"], yes_or_no(not rejected))


def feedback_clock(quarter: Quarter, entry: Plain, act: str) -> Clock | None:
    """When an entry must be answered (`respond`) or fixed (`resolve`), if that was ever agreed."""
    kind = entry["severity"] if entry["kind"] == "issue" else "feedback"
    targets = quarter.files.get("agreement", {}).get("response_targets", {})
    duration = targets.get(kind, {}).get(act)
    if duration is None:
        return None
    return due(entry["raised_at"], duration, quarter.days, quarter.zone)


def feedback_handled(quarter: Quarter) -> Iterator[Row]:
    for entry in quarter.entries("feedback"):
        if entry["direction"] != "to_vendor" or entry["kind"] == "praise":
            continue
        answer = feedback_clock(quarter, entry, "respond")
        if answer is not None and quarter.in_quarter(answer.day):
            # Whoever has fixed it has answered; either of the two in time is an answer in time.
            acts = (entry.get("responded_at"), entry.get("resolved_at"))
            kept = any(in_time(act, answer, quarter.zone) for act in acts)
            yield row("feedback/F1", entry["id"], yes_or_no(kept))
        fix = feedback_clock(quarter, entry, "resolve")
        if entry["kind"] == "issue" and fix is not None and quarter.in_quarter(fix.day):
            kept = in_time(entry.get("resolved_at"), fix, quarter.zone)
            yield row("feedback/F2", entry["id"], yes_or_no(kept))


def partnership_rows(quarter: Quarter) -> Iterator[Row]:
    for activity in quarter.entries("partnership", "activities"):
        is_idea = activity["type"] == "idea"
        span = quarter.window("idea_days", 20) if is_idea else quarter.window("activity_days", 10)
        last_day = quarter.days.shift(date.fromisoformat(activity["planned_for"]), span)
        if quarter.in_year(last_day):
            where = "partnership/P3" if is_idea else "partnership/P1"
            yield row(where, activity["id"], yes_or_no(by(activity.get("done_on"), last_day)))
    for goal in quarter.entries("partnership", "goals"):
        last_day = date.fromisoformat(goal["target_date"])
        if quarter.in_year(last_day):
            score = None if "dropped" in goal else yes_or_no(by(goal.get("achieved_on"), last_day))
            yield row("partnership/P2", goal["id"], score)
