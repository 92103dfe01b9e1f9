"""The scorecard a second time: simple, slow, exact, and without a line of the program.

It takes one vendor's files as plain data (text, true or false, whole numbers, `Decimal`, lists and
mappings, with the keys of the schemas) and returns plain data. Where the rules can be read in two
ways, it reads them so:

READINGS
 1. Quarter. On a quarter's last day, that quarter is already complete.
 2. Slots. Only whole slots are expected: a routine's last slot ends on or before `ends_on`.
 3. Slots. A cancellation by `both` is the client's as well. An entry that is held or received
    outweighs any cancellation in the same slot; failing that, one cancellation by the client or
    by both is enough for "not applicable".
 4. Actions, goals. A dropped one is not expected any more: not applicable, whenever it was dropped.
 5. Actions are those of meetings, reviews and plans; `internal` entries count like all others.
 6. E1, replay. Changes count that were decided by the end of the quarter; changes of one day apply
    in the order of their numbers (CR-99 before CR-100). A new date ends a deferral, never a waiver
    or a cancellation, and moves the score date even then; it may move it to an earlier day.
 7. E1, releases. A deferral in force is a release like the others; of several, the last decides.
    "Before the deadline" means the deadline of the date in force, grace included, and the deadline
    itself still is before. A milestone released in time is out even if it was delivered later.
 8. E1. A delivery that stands counts before a release. A milestone still open on the last day of
    its grace at the quarter's end has lost the days of grace already. Lateness is never negative.
 9. E2. Every milestone weighs the same. Releases do not matter. A rejection of any age counts.
10. Feedback. F2 and K1, like F1, look at issues to the vendor only. Disputed entries count.
11. Feedback. An entry whose severity has no agreed time falls due never. A clock of minutes, hours
    or days that is started by a date alone starts at the end of that day.
12. Feedback. A fix is an answer too; the earlier of the two counts. A date without a time is the
    end of that day, so it is too late for a clock that ran out during the day. A day of a clock is
    24 hours, also when the clocks change. The last instant is still in time, and midnight is the
    last instant of the day that ends with it.
13. KPIs. A period before the first target is not expected. A dated target holds whatever became of
    the change request that it names. A target that begins with a quarter begins with its month.
14. KPIs. A period is excused by a change request approved by the as-of date that its measurement
    names, or that names the KPI and the period; the latter needs no measurement.
15. KPIs. `not_applicable` that is not reported by the as-of date is missing. `min_sample` says
    nothing about entries with a plain value.
16. KPIs. A missing row that fails is available, with 0, for the score and for the confidence; too
    small a sample is missing and can fail as well.
17. Review. Its weight is a quarter of the weights of the KPIs of which anything was expected,
    reported or not; without such a KPI it weighs 1, which makes it all of Performance.
18. Review. Of two held on one day the higher number is the later. Any kind of review counts, and
    counts also where the tier requires none.
19. Partnership. The 10 and 20 working days are the policy's. A parked idea is decided.
20. Confidence. Where nothing at all was expected there is none, and K7 does not hold.
21. Caps. "Today" is the end of the as-of date. K1: both halves speak of critical issues; the top
    level is the highest of the ladder that such an issue climbs, which is the incident ladder; a
    vendor without one uses that for delivery, else for the relationship, else the commercial one.
    `escalation_level` has no date.
22. Caps. K3: a plan that failed exactly six months ago no longer counts. The last checkpoint is the
    last that was held; of several plans the worst decides. K4: counted back from the latest period
    with a value, whatever its age. Periods that do not apply are passed over; a missing one is not
    red and breaks the run. K6: the latest review of all time.
23. K7 is what makes low confidence "not rated"; a policy that switches it off rates all the same.
24. Rated or not depends on the first contract's start only, not on the vendor's status. A vendor
    that is too new, or of which nothing can be scored, is not rated; its numbers are shown here.
25. The previous quarter is all of this again, as of its end plus ten working days.
"""

from __future__ import annotations

import math
from datetime import date
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from tests.scorecard.second_caps import caps
from tests.scorecard.second_dates import (
    ONE_DAY,
    Plain,
    add_months,
    latest_quarter_end,
    working_days,
)
from tests.scorecard.second_evidence import (
    AVAILABLE,
    NOT_APPLICABLE,
    Quarter,
    Row,
    actions_on_time,
    feedback_handled,
    partnership_rows,
    rhythm_kept,
    right_first_time,
    timeliness,
)
from tests.scorecard.second_performance import kpi_rows, review_rows

Indicators = dict[tuple[str, str], dict[str, Any]]

DIMENSIONS = {
    "communication": 15,
    "expectations": 25,
    "feedback": 15,
    "performance": 35,
    "partnership": 10,
}
FIXED_WEIGHTS = {
    ("communication", "C1"): 60,
    ("communication", "C2"): 40,
    ("expectations", "E1"): 70,
    ("expectations", "E2"): 30,
    ("feedback", "F1"): 50,
    ("feedback", "F2"): 50,
    ("partnership", "P1"): 50,
    ("partnership", "P2"): 30,
    ("partnership", "P3"): 20,
}
BANDS = {"A": 90, "B": 75, "C": 60, "D": 40, "E": 0}
NOT_RATED = "not rated"
WORST_LAST = ["A", "B", "C", "D", "E", NOT_RATED]
COLOURS = {"A": "green", "B": "green", "C": "amber", "D": "red", "E": "red", NOT_RATED: "grey"}


def score(vendor_data: Plain, policy: Plain, calendar: Plain, as_of: date) -> dict[str, Any]:
    """The scorecard of the latest complete quarter, and of the one before it under `previous`.

    Args:
        vendor_data: The vendor's parsed files by name, such as `milestones`; absent ones are empty.
        policy: The parsed `playbook.yml`; its time zone holds unless the vendor has its own.
        calendar: The parsed calendar that holds for this vendor.
        as_of: The day at whose end everything is judged.
    """
    card = one_quarter(vendor_data, policy, calendar, as_of)
    before = card["Q"][0] - ONE_DAY
    previous_as_of = working_days(calendar).shift(before, 10)
    previous = one_quarter(vendor_data, policy, calendar, previous_as_of)
    step = Fraction(policy.get("scoring", {}).get("trend", 3))
    return {**card, "previous": previous, "trend": trend(card, previous, step)}


def trend(now: dict[str, Any], before: dict[str, Any], step: Fraction) -> str:
    """What the difference of the two rounded scores is called."""
    if NOT_RATED in {now["final_grade"], before["final_grade"]}:
        return "new"
    change = now["rounded"] - before["rounded"]
    if change >= step:
        return "improving"
    return "declining" if change <= -step else "steady"


def one_quarter(files: Plain, policy: Plain, calendar: Plain, as_of: date) -> dict[str, Any]:
    """The scorecard of one quarter, without any comparison."""
    end = latest_quarter_end(as_of)
    quarter = Quarter(
        files=files,
        policy=policy,
        days=working_days(calendar),
        zone=ZoneInfo(files["vendor"].get("timezone", policy["organisation"]["timezone"])),
        as_of=as_of,
        end=end,
        quarter_start=add_months(end + ONE_DAY, -3),
        year_start=add_months(end + ONE_DAY, -12),
    )
    scoring = policy.get("scoring", {})
    rows = all_rows(quarter)
    indicators = score_indicators(quarter, rows)
    dimensions = score_dimensions(indicators, scoring.get("weights", {}))
    exact = weighted_mean(list(dimensions.values()), "score")
    confidence = weighted_mean(list(dimensions.values()), "coverage")
    rounded = None if exact is None else Fraction(math.floor(10 * exact + Fraction(1, 2)), 10)
    low = Fraction(scoring.get("confidence", {}).get("low", Fraction(1, 2)))
    starts = [date.fromisoformat(c["start"]) for c in files["vendor"]["contracts"]]
    too_new = not starts or min(starts) > quarter.quarter_start
    grade = NOT_RATED if too_new or rounded is None else band(rounded, scoring.get("bands", {}))
    holding = caps(quarter, confidence, low)
    final = max([grade, *(best for _, best in holding)], key=WORST_LAST.index)
    return {
        "E": end,
        "Q": (quarter.quarter_start, end),
        "Y": (quarter.year_start, end),
        "T": as_of,
        "rows": rows,
        "indicators": indicators,
        "dimensions": dimensions,
        "score": exact,
        "rounded": rounded,
        "confidence": confidence,
        "too_new": too_new,
        "grade": grade,
        "caps": holding,
        "final_grade": final,
        "colour": COLOURS[final],
    }


def all_rows(quarter: Quarter) -> list[Row]:
    """Every evidence row, dimension by dimension."""
    kpis = quarter.entries("agreement", "kpis")
    return [
        *rhythm_kept(quarter),
        *actions_on_time(quarter),
        *timeliness(quarter),
        *right_first_time(quarter),
        *feedback_handled(quarter),
        *(row for kpi in kpis for row in kpi_rows(quarter, kpi)),
        *review_rows(quarter),
        *partnership_rows(quarter),
    ]


def score_indicators(quarter: Quarter, rows: list[Row]) -> Indicators:
    """Weight, score and coverage of each indicator; both None where nothing was expected."""
    weights = {where: Fraction(weight) for where, weight in FIXED_WEIGHTS.items()}
    kpis = {("performance", k["id"]): k for k in quarter.entries("agreement", "kpis")}
    weights |= {where: Fraction(kpi.get("weight", 1)) for where, kpi in kpis.items()}
    weights["performance", "review"] = Fraction(0)
    found: Indicators = {}
    for where, weight in weights.items():
        expected = [
            r
            for r in rows
            if (r["dimension"], r["indicator"]) == where and r["state"] != NOT_APPLICABLE
        ]
        available = [r for r in expected if r["state"] == AVAILABLE]
        found[where] = {
            "weight": weight,
            "score": weighted_mean(available, "score"),
            "coverage": Fraction(len(available), len(expected)) if expected else None,
        }
    # The review is a fifth of the whole: a quarter of what the KPIs weigh together.
    applicable = [found[where]["weight"] for where in kpis if found[where]["coverage"] is not None]
    found["performance", "review"]["weight"] = sum(applicable, Fraction(0)) / 4 or Fraction(1)
    return found


def score_dimensions(indicators: Indicators, weights: Plain) -> dict[str, dict[str, Any]]:
    """Weight, score and coverage of each dimension, from the indicators that have one."""
    found = {}
    for name, standard in DIMENSIONS.items():
        own = [indicator for where, indicator in indicators.items() if where[0] == name]
        found[name] = {
            "weight": Fraction(weights.get(name, standard)),
            "score": weighted_mean(own, "score"),
            "coverage": weighted_mean(own, "coverage"),
        }
    return found


def weighted_mean(parts: list[dict[str, Any]], what: str) -> Fraction | None:
    """The mean of what the parts have of something, by weight; None if no weight has any."""
    having = [part for part in parts if part[what] is not None]
    total = sum((part["weight"] for part in having), Fraction(0))
    if total == 0:
        return None
    return Fraction(sum(part["weight"] * part[what] for part in having) / total)


def band(rounded: Fraction, bands: Plain) -> str:
    """The best grade whose lower edge the rounded score reaches."""
    return next(g for g, least in BANDS.items() if rounded >= Fraction(bands.get(g, least)))
