"""What the second implementation makes of the rules that can be read in two ways."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.scorecard.plain_records import read_plain
from tests.scorecard.second_implementation import score

ENGLAND = read_plain(Path(__file__).parents[2] / "calendars" / "england-wales.yml")
POLICY: dict[str, Any] = {"organisation": {"timezone": "Europe/London"}}
PEOPLE = [{"id": "kit", "side": "vendor"}, {"id": "ines", "side": "client"}]


def card(**lists: Any) -> dict[str, Any]:
    """The scorecard on 9 October 2026 of a vendor that has some lists and nothing else."""
    files: dict[str, Any] = {
        "vendor": {"tier": "commodity", "contracts": [{"start": "2025-01-01"}]},
        "contacts": {"people": PEOPLE, "escalation": lists.pop("escalation", [])},
        "agreement": {"kpis": lists.pop("kpis", [])},
        "communication": {"routines": lists.pop("routines", [])},
    }
    files |= {name: {name: entries} for name, entries in lists.items()}
    return score(files, POLICY, ENGLAND, date(2026, 10, 9))


def indicator(card: dict[str, Any], name: str) -> tuple[Any, Any]:
    found = next(i for where, i in card["indicators"].items() if where[1] == name)
    return found["score"], found["coverage"]


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (["held"], 100),
        ([], 0),
        (["client"], None),
        (["vendor"], 0),
        (["both"], None),
        (["client", "vendor"], None),
        (["client", "held"], 100),
    ],
)
def test_a_slot_is_kept_missed_or_called_off_by_us(
    statuses: list[str], expected: int | None
) -> None:
    routine = {"id": "talk", "cadence": "quarterly", "starts_on": "2026-07-01"}
    meetings = [
        {"routine": "talk", "date": "2026-08-03", "status": "held"}
        if status == "held"
        else {"routine": "talk", "date": "2026-08-03", "status": "cancelled"}
        | {"cancelled_by": status}
        for status in statuses
    ]
    assert indicator(card(routines=[routine], meetings=meetings), "C1")[0] == expected


def test_each_routine_weighs_the_same() -> None:
    weekly = {"id": "weekly", "cadence": "weekly", "starts_on": "2026-09-07"}
    monthly = {"id": "monthly", "cadence": "monthly", "starts_on": "2026-09-01"}
    held = [{"routine": "weekly", "date": "2026-09-08", "status": "held"}]
    # Weeks end on 13, 20 and 27 September: one of three; and none of one month.
    found = card(routines=[weekly, monthly], meetings=held)
    assert indicator(found, "C1") == (Fraction(100, 6), 1)


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ({"owner": "kit", "done_on": "2026-09-30"}, 100),
        ({"owner": "kit", "done_on": "2026-10-01"}, 0),
        ({"owner": "kit"}, 0),
        ({"owner": "kit", "dropped": "Not needed"}, None),
        ({"owner": "ines"}, None),
    ],
)
def test_an_action_is_done_by_its_last_day(action: dict[str, Any], expected: int | None) -> None:
    entry = {"id": "AC-01", "due": "2026-09-30"} | action
    meetings = [{"date": "2026-09-01", "status": "held", "actions": [entry]}]
    assert indicator(card(meetings=meetings), "C2")[0] == expected


def kpi(**more: Any) -> dict[str, Any]:
    target = {"from": "2026-01", "target": 90, "minimum": 80}
    basis = {"id": "speed", "direction": "higher", "frequency": "monthly", "contractual": True}
    return basis | {"targets": [target]} | more


def test_a_missing_row_that_fails_is_there_with_nothing() -> None:
    july = {"kpi": "speed", "period": "2026-07", "value": 95, "reported_on": "2026-08-03"}
    # September's report is due on 7 October: five working days after the month.
    assert indicator(card(kpis=[kpi()], measurements=[july]), "speed") == (100, Fraction(1, 3))
    failing = card(kpis=[kpi(if_missing="fail")], measurements=[july])
    assert indicator(failing, "speed") == (Fraction(100, 3), 1)


def test_a_review_weighs_a_quarter_of_the_kpis_and_one_without_them() -> None:
    review: dict[str, Any] = {"id": "RV-01", "held_on": "2025-10-01"}
    review |= {"ratings": [{"area": "quality", "rating": "marginal"}]}
    alone = card(reviews=[review])
    assert indicator(alone, "review") == (45, 1)
    assert alone["dimensions"]["performance"] == {"weight": 35, "score": 45, "coverage": 1}
    beside = card(reviews=[review], kpis=[kpi(weight=8)])
    assert beside["dimensions"]["performance"]["score"] == 45
    assert beside["dimensions"]["performance"]["coverage"] == Fraction(2, 10)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"07": 79, "08": 79, "09": 79}, [("K4", "C")]),
        ({"07": 79, "08": 80, "09": 79}, []),
        ({"07": 85, "08": 79, "09": 79}, []),
        ({"06": 79, "07": 79, "08": 79}, [("K4", "C")]),
        ({"06": 79, "07": 79, "09": 79}, []),
        ({"05": 79, "06": 79, "07": 79, "09": 85}, []),
        ({"06": 79, "07": 79, "08": "nothing", "09": 79}, [("K4", "C")]),
        ({"07": 79, "08": "nothing", "09": 79}, []),
        ({"01": 79, "02": 79, "03": "nothing"}, []),
    ],
)
def test_three_red_periods_run_without_a_gap(values: dict[str, Any], expected: list[Any]) -> None:
    rows = [
        {"kpi": "speed", "period": f"2026-{month}", "reported_on": "2026-10-09"}
        | ({"not_applicable": True} if value == "nothing" else {"value": value})
        for month, value in values.items()
    ]
    found = card(kpis=[kpi()], measurements=rows)["caps"]
    assert [cap for cap in found if cap[0] == "K4"] == expected


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ({}, "C"),
        ({"checkpoints": [{"due": "2026-10-01", "outcome": "off_track"}]}, "C"),
        ({"checkpoints": [{"due": "2026-10-01", "held_on": "2026-10-09"}]}, "D"),
        ({"closed_on": "2026-04-10", "outcome": "failed"}, "D"),
        ({"closed_on": "2026-04-09", "outcome": "failed"}, None),
        ({"closed_on": "2026-10-09", "outcome": "met"}, None),
        ({"closed_on": "2026-10-10", "outcome": "met"}, "C"),
        ({"opened_on": "2026-10-10"}, None),
    ],
)
def test_a_plan_caps_while_open_and_for_six_months_after_failing(
    plan: dict[str, Any], expected: str | None
) -> None:
    entry: dict[str, Any] = {"id": "IP-01", "opened_on": "2026-01-05", "checkpoints": []} | plan
    for checkpoint in entry["checkpoints"]:
        checkpoint["outcome"] = "off_track"
    assert dict(card(improvement=[entry])["caps"]).get("K3") == expected


def test_confidence_and_caps_leave_the_number_alone() -> None:
    nothing = card()
    assert (nothing["score"], nothing["confidence"], nothing["final_grade"]) == (
        None,
        None,
        "not rated",
    )
    assert nothing["caps"] == []
    too_little = card(kpis=[kpi()], measurements=[])
    assert too_little["caps"] == [("K7", "not rated")]
    assert too_little["colour"] == "grey"
