"""Changes to the plain records of a vendor: for the better, to nothing known, to nothing expected.

Each kind of change is a function from a vendor's files to all ways of making that one change.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from tests.scorecard.generated_vendors import GeneratedVendor
from tests.scorecard.second_dates import (
    ONE_DAY,
    Plain,
    add_months,
    end_of_day,
    instant_of,
    latest_quarter_end,
    period_days,
    slots,
)

Change = Callable[[GeneratedVendor], Iterator[Plain]]
Edit = Callable[[Plain], Plain | None]

RATINGS = ("unsatisfactory", "marginal", "satisfactory", "very_good", "exceptional")
WITH_ACTIONS = ("meetings", "reviews", "improvement")


def edited(files: Plain, file: str, key: str, edit: Edit) -> Iterator[Plain]:
    """The files with one entry of one list edited, once for each entry that the edit is for."""
    entries = files.get(file, {}).get(key, [])
    for number, entry in enumerate(entries):
        changed = edit(entry)
        if changed is not None:
            others = [*entries[:number], changed, *entries[number + 1 :]]
            yield {**files, file: {**files[file], key: others}}


def of_entries(file: str, key: str, edit: Edit) -> Change:
    return lambda vendor: edited(vendor.files, file, key, edit)


def of_actions(edit: Edit) -> Change:
    def change(vendor: GeneratedVendor) -> Iterator[Plain]:
        for file in WITH_ACTIONS:
            yield from edited(vendor.files, file, file, first_part("actions", edit))

    return change


def first_part(key: str, edit: Edit) -> Edit:
    """An edit of an entry that edits the first of its parts that it can."""

    def change(entry: Plain) -> Plain | None:
        for number, part in enumerate(entry.get(key, [])):
            changed = edit(part)
            if changed is not None:
                parts = [*entry[key][:number], changed, *entry[key][number + 1 :]]
                return {**entry, key: parts}
        return None

    return change


def earlier(day: str, days: int) -> str:
    return str(date.fromisoformat(day) - days * ONE_DAY)


def hand_over_earlier(milestone: Plain) -> Plain | None:
    if "delivered_on" not in milestone or "rejections" in milestone:
        return None
    return milestone | {"delivered_on": earlier(milestone["delivered_on"], 3)}


def hand_over_at_last(milestone: Plain) -> Plain | None:
    if {"delivered_on", "rejections", "date_unknown"} & milestone.keys():
        return None
    return milestone | {"delivered_on": earlier(milestone["baseline_due"], 40)}


def never_sent_back(milestone: Plain) -> Plain | None:
    kept = {key: value for key, value in milestone.items() if key != "rejections"}
    return kept if kept != milestone else None


def finished(field: str, by: str) -> Edit:
    """An edit that says something was done on the day, or at the moment, of another field."""

    def edit(entry: Plain) -> Plain | None:
        if "dropped" in entry or entry.get(field) == entry[by]:
            return None
        decision = {"decision": "declined"} if entry.get("type") == "idea" else {}
        return entry | {field: entry[by]} | decision

    return edit


def of_feedback(field: str) -> Edit:
    edit = finished(field, "raised_at")
    return lambda entry: None if entry["kind"] == "praise" else edit(entry)


def better_rating(rating: Plain) -> Plain | None:
    word = rating["rating"]
    if word in {"not_applicable", RATINGS[-1]}:
        return None
    return rating | {"rating": RATINGS[RATINGS.index(word) + 1]}


def is_of_quarter(row: Plain, vendor: GeneratedVendor) -> bool:
    end = latest_quarter_end(vendor.as_of)
    return add_months(end + ONE_DAY, -3) <= period_days(row["period"])[1] <= end


def better_value(vendor: GeneratedVendor) -> Iterator[Plain]:
    kpis = vendor.files.get("agreement", {}).get("kpis", [])
    directions = {kpi["id"]: kpi["direction"] for kpi in kpis}
    step = {"higher": Decimal("0.3"), "lower": Decimal("-0.3")}

    def edit(row: Plain) -> Plain | None:
        if "value" not in row or not is_of_quarter(row, vendor):
            return None
        return row | {"value": row["value"] + step[directions[row["kpi"]]]}

    return edited(vendor.files, "measurements", "measurements", edit)


def with_slot(vendor: GeneratedVendor, entry: Plain, *, when_held: bool) -> Iterator[Plain]:
    """One more log entry in each slot of the year that was held, or that was not."""
    end = latest_quarter_end(vendor.as_of)
    log = vendor.files.get("meetings", {}).get("meetings", [])
    for routine in vendor.files.get("communication", {}).get("routines", []):
        for first, last in slots(routine, end):
            is_held = any(
                logged.get("routine") == routine["id"]
                and logged["status"] != "cancelled"
                and first <= date.fromisoformat(logged["date"]) <= last
                for logged in log
            )
            if last >= add_months(end + ONE_DAY, -3) and is_held == when_held:
                added = {"id": "MT-900", "routine": routine["id"], "date": str(first)} | entry
                yield {**vendor.files, "meetings": {"meetings": [*log, added]}}


BETTER: dict[str, Change] = {
    "a milestone handed over earlier": of_entries("milestones", "milestones", hand_over_earlier),
    "a milestone handed over at last": of_entries("milestones", "milestones", hand_over_at_last),
    "a hand-over never sent back": of_entries("milestones", "milestones", never_sent_back),
    "an action done by its day": of_actions(finished("done_on", "due")),
    "a slot held": lambda vendor: with_slot(vendor, {"status": "held"}, when_held=False),
    "an answer at once": of_entries("feedback", "feedback", of_feedback("responded_at")),
    "a fix at once": of_entries("feedback", "feedback", of_feedback("resolved_at")),
    "a better value of a KPI": better_value,
    "a better rating": of_entries("reviews", "reviews", first_part("ratings", better_rating)),
    "an activity done or an idea decided": of_entries(
        "partnership", "activities", finished("done_on", "planned_for")
    ),
    "a goal achieved": of_entries("partnership", "goals", finished("achieved_on", "target_date")),
}
"""Changes of what happened, each better for the vendor; none of what was agreed or expected."""


def unreported(vendor: GeneratedVendor) -> Iterator[Plain]:
    """The files without one measurement of the quarter, of a KPI that does not fail by that."""
    kpis = vendor.files.get("agreement", {}).get("kpis", [])
    lenient = {kpi["id"] for kpi in kpis if kpi.get("if_missing") != "fail"}
    log = vendor.files.get("measurements", {}).get("measurements", [])
    for number, row in enumerate(log):
        if is_of_quarter(row, vendor) and row["kpi"] in lenient and "value" in row:
            others = log[:number] + log[number + 1 :]
            yield {**vendor.files, "measurements": {"measurements": others}}


def unmeasurable(row: Plain) -> Plain | None:
    if "value" not in row:
        return None
    return {key: row[key] for key in ("kpi", "period", "reported_on")} | {"not_applicable": True}


def dropped(entry: Plain) -> Plain | None:
    if "dropped" in entry:
        return None
    kept = {key: entry[key] for key in entry if key not in {"done_on", "achieved_on"}}
    return kept | {"dropped": "Not needed any more"}


def unrated(rating: Plain) -> Plain | None:
    if rating["rating"] == "not_applicable":
        return None
    return rating | {"rating": "not_applicable"}


NOT_EXPECTED: dict[str, Change] = {
    "nothing to measure": of_entries("measurements", "measurements", unmeasurable),
    "a dropped action": of_actions(dropped),
    "a dropped goal": of_entries("partnership", "goals", dropped),
    "an area that is not rated": of_entries("reviews", "reviews", first_part("ratings", unrated)),
    "a slot that we called off": lambda vendor: with_slot(
        vendor, {"status": "cancelled", "cancelled_by": "client"}, when_held=False
    ),
}
"""Changes after which something is no longer expected of the vendor."""


def reordered(files: Plain, seed: int) -> Plain:
    """The same records with every list of entries in another order, and actions within them."""
    chance = random.Random(seed)

    def shuffled(value: object) -> object:
        if isinstance(value, dict):
            return {key: shuffled(part) for key, part in value.items()}
        if isinstance(value, list):
            return chance.sample([shuffled(part) for part in value], len(value))
        return value

    return {name: shuffled(content) for name, content in files.items()}


def until_quarter_end(vendor: GeneratedVendor, zone: str) -> Plain:
    """The files as they would be if nothing had happened after the quarter, but KPI reports."""
    end, files = latest_quarter_end(vendor.as_of), vendor.files
    limit = end_of_day(end, ZoneInfo(zone))

    def over(moment: str | None) -> bool:
        return moment is not None and instant_of(moment, ZoneInfo(zone)) > limit

    def without(entry: Plain, *fields: str) -> Plain:
        late = {field for field in fields if over(entry.get(field))}
        late |= {"evidence"} if "accepted_on" in late else set()
        late |= {"decision"} if "done_on" in late else set()
        return {key: value for key, value in entry.items() if key not in late}

    def sent_back(milestone: Plain) -> list[Plain]:
        return list(milestone.get("rejections", []))

    def is_about_milestones(change: Plain) -> bool:
        return all("milestone" in effect for effect in change["effects"])

    happened = {"meetings": "date", "reviews": "held_on", "improvement": "opened_on"}
    cut = dict(files)
    for file, day in (happened | {"feedback": "raised_at"}).items():
        if file in files:
            cut[file] = {file: [entry for entry in files[file][file] if not over(entry[day])]}
    for file in happened.keys() & files.keys():
        cut[file] = {
            file: [
                entry | {"actions": [without(a, "done_on") for a in entry.get("actions", [])]}
                for entry in cut[file][file]
            ]
        }
    if "feedback" in files:
        entries = [without(e, "responded_at", "resolved_at") for e in cut["feedback"]["feedback"]]
        cut["feedback"] = {"feedback": entries}
    if "milestones" in files:
        cut["milestones"] = {
            "milestones": [
                without(milestone, "delivered_on", "accepted_on")
                | {
                    "rejections": [
                        r for r in milestone.get("rejections", []) if not over(r["date"])
                    ]
                }
                for milestone in files["milestones"]["milestones"]
            ]
        }
    if "changes" in files:
        kept = [
            change
            for change in files["changes"]["changes"]
            if not (over(change.get("decided_on")) and is_about_milestones(change))
        ]
        cut["changes"] = {"changes": kept}
    if "partnership" in files:
        kept = [a for a in files["partnership"]["activities"] if not over(a["planned_for"])]
        goals = [without(goal, "achieved_on") for goal in files["partnership"]["goals"]]
        cut["partnership"] = {
            "activities": [without(activity, "done_on") for activity in kept],
            "goals": [goal for goal in goals if not over(goal["target_date"])],
        }
    return cut
