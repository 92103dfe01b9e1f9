"""The second implementation on its own: the worked example, the rules one by one, and by chance."""

from __future__ import annotations

import ast
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.scorecard.generated_vendors import generated_calendar
from tests.scorecard.plain_records import read_folder, read_plain
from tests.scorecard.second_dates import (
    due,
    in_time,
    latest_quarter_end,
    promise,
    slots,
    working_days,
)
from tests.scorecard.second_implementation import score
from tests.scorecard.second_performance import normalised
from tests.scorecard.second_summary import effective_weight, points_lost

REPOSITORY = Path(__file__).parents[2]
ENGLAND = read_plain(REPOSITORY / "calendars" / "england-wales.yml")
DAYS = working_days(ENGLAND)
LONDON = ZoneInfo("Europe/London")
POLICY: dict[str, Any] = {"organisation": {"timezone": "Europe/London"}}


@pytest.mark.parametrize("file", sorted(Path(__file__).parent.glob("*_*.py")), ids=lambda f: f.stem)
def test_nothing_but_tests_imports_the_program(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    imported = [
        n.name for node in ast.walk(tree) if isinstance(node, ast.Import) for n in node.names
    ]
    imported += [str(n.module) for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
    own_programs = [name for name in imported if name.partition(".")[0] == "vendorbook"]
    assert file.name.startswith(("test_", "program_")) or own_programs == []


@pytest.fixture(scope="module")
def keelhaven() -> dict[str, Any]:
    policy = read_plain(REPOSITORY / "playbook.yml")
    files = read_folder(REPOSITORY / "vendors" / "keelhaven")
    return score(files, policy, ENGLAND, date(2026, 10, 9))


def test_the_worked_example_by_indicator(keelhaven: dict[str, Any]) -> None:
    indicators = {where[1]: found for where, found in keelhaven["indicators"].items()}
    rhythm = (Fraction(1100, 12) + 100 + 75) / 3
    assert {name: found["score"] for name, found in indicators.items()} == {
        "C1": rhythm,
        "C2": 80,
        "E1": Fraction(430, 6),
        "E2": 75,
        "F1": Fraction(175, 2),
        "F2": 80,
        "availability": 76,
        "p1-restore": 90,
        "csat": 85,
        "cost-to-earned": 76,
        "review": Fraction(285, 4),
        "P1": 75,
        "P2": None,
        "P3": 80,
    }
    assert indicators["csat"]["coverage"] == Fraction(2, 3)
    assert indicators["review"]["weight"] == 2


def test_the_worked_example_as_a_whole(keelhaven: dict[str, Any]) -> None:
    assert {name: d["score"] for name, d in keelhaven["dimensions"].items()} == {
        "communication": Fraction(256, 3),
        "expectations": Fraction(218, 3),
        "feedback": Fraction(335, 4),
        "performance": Fraction(7965, 100),
        "partnership": Fraction(5350, 70),
    }
    assert keelhaven["score"] == Fraction(41501, 525)
    assert keelhaven["rounded"] == 79
    assert keelhaven["confidence"] == (15 + 25 + 15 + 35 * Fraction(28, 30) + 10) / 100
    assert (keelhaven["grade"], keelhaven["caps"]) == ("B", [("K1", "C")])
    assert (keelhaven["final_grade"], keelhaven["colour"]) == ("C", "amber")
    assert keelhaven["previous"]["rounded"] == Fraction(746, 10)
    assert keelhaven["trend"] == "improving"


def test_the_worked_example_says_where_the_points_went(keelhaven: dict[str, Any]) -> None:
    losses = points_lost(keelhaven)
    assert [(loss.label, f"{float(loss.points):.4f}") for loss in losses[:7]] == [
        ("MS-05", "2.6250"),
        ("MS-03", "2.3333"),
        ("MS-03", "1.8750"),
        ("2026-09", "1.8200"),
        ("PA-10", "1.7857"),
        ("FB-031", "1.5000"),
        ("2026-08", "1.0500"),
    ]
    assert sum(loss.points for loss in losses) == 100 - Fraction(41501, 525)
    assert sum(effective_weight(keelhaven, row) for row in keelhaven["rows"]) == 1


@pytest.mark.parametrize(
    ("direction", "levels", "value", "expected"),
    [
        ("higher", ("99.90", "99.50", "99.00"), "99.95", 100),
        ("higher", ("99.90", "99.50", "99.00"), "99.90", 100),
        ("higher", ("99.90", "99.50", "99.00"), "99.50", 60),
        ("higher", ("99.90", "99.50", "99.00"), "99.00", 0),
        ("lower", ("4", "6", "10"), "4", 100),
        ("lower", ("4", "6", "10"), "6", 60),
        ("lower", ("4", "6", "10"), "12", 0),
        # No floor given: as far below the minimum as that is below the target, so 60·1/2 half-way.
        ("higher", ("90", "80", None), "75", 30),
        ("lower", ("4", "6", None), "8", 0),
        # Target and minimum in one: nothing lies between 100 and what is below 60.
        ("higher", ("90", "90", "80"), "90", 100),
        ("higher", ("90", "90", "80"), "85", 30),
    ],
)
def test_a_value_becomes_a_score(
    direction: str, levels: tuple[str, str, str | None], value: str, expected: int
) -> None:
    named = zip(("target", "minimum", "floor"), levels, strict=True)
    target = {"from": "2026-01"} | {name: Fraction(x) for name, x in named if x is not None}
    kpi = {"direction": direction, "targets": [target]}
    assert normalised(kpi, "2026-09", Fraction(value)) == expected


def change(number: str, cause: str, decided: str, **effect: str) -> dict[str, Any]:
    return {
        "id": f"CR-{number}",
        "cause": cause,
        "status": "approved",
        "decided_on": f"2026-{decided}",
        "effects": [{"milestone": "MS-01", **effect}],
    }


@pytest.mark.parametrize(
    ("baseline", "changes", "dates"),
    [
        ("04-03", [], ("04-03", "04-07", "04-07")),
        ("05-02", [], ("05-02", "05-05", "05-05")),
        ("04-30", [change("01", "client", "04-20", to="2026-05-29")], ("05-29", "05-29", "05-29")),
        ("04-30", [change("01", "vendor", "04-20", to="2026-05-29")], ("05-29", "05-29", "04-30")),
        (
            "04-30",
            [
                change("02", "vendor", "05-20", to="2026-06-30"),
                change("01", "client", "04-20", to="2026-05-29"),
            ],
            ("06-30", "06-30", "05-29"),
        ),
        (
            # The hundredth comes after the ninety-ninth, whatever the alphabet says.
            "04-30",
            [
                change("100", "client", "04-20", to="2026-06-30"),
                change("99", "client", "04-20", to="2026-05-29"),
            ],
            ("06-30", "06-30", "06-30"),
        ),
    ],
)
def test_a_promise_moves(
    baseline: str, changes: list[dict[str, Any]], dates: tuple[str, str, str]
) -> None:
    milestone = {"id": "MS-01", "baseline_due": f"2026-{baseline}"}
    found = promise(milestone, changes, DAYS, date(2026, 12, 31))
    assert (found.due, found.deadline, found.score_date) == tuple(
        date.fromisoformat(f"2026-{day}") for day in dates
    )


def test_a_new_date_ends_a_deferral_but_no_waiver() -> None:
    milestone = {"id": "MS-01", "baseline_due": "2026-04-30"}
    moved = change("02", "vendor", "04-21", to="2026-05-29")
    for release, kept in (("deferred", None), ("waived", "waived")):
        changes = [change("01", "client", "04-20", release=release), moved]
        assert promise(milestone, changes, DAYS, date(2026, 5, 1)).release == kept


def timeliness(as_of: date = date(2026, 10, 9), /, **files: Any) -> list[Fraction]:
    """The scores of the E1 rows of a vendor with MS-01, baseline 2026-09-15."""
    files["milestone"] = {"id": "MS-01", "baseline_due": "2026-09-15"} | files.get("milestone", {})
    record = {
        "vendor": {"tier": "commodity", "contracts": [{"start": "2025-01-01"}]},
        "milestones": {"milestones": [files["milestone"]]},
        "changes": {"changes": files.get("changes", [])},
    }
    card = score(record, POLICY, ENGLAND, as_of)
    return [row["score"] for row in card["rows"] if row["indicator"] == "E1"]


def test_lateness_is_judged_at_the_end_of_the_quarter() -> None:
    # 16, 17, 18, 21, 22, 23, 24, 25, 28, 29, 30 September are eleven working days.
    assert timeliness(milestone={"delivered_on": "2026-10-01"}) == [100 - 5 * 11]
    assert timeliness(milestone={"delivered_on": "2026-09-17"}) == [90]
    assert timeliness(milestone={"delivered_on": "2026-09-17", "grace_days": 2}) == [100]
    assert timeliness(milestone={"delivered_on": "2026-09-18", "grace_days": 2}) == [85]
    rejected = {"delivered_on": "2026-09-17", "rejections": [{"date": "2026-09-17"}]}
    assert timeliness(milestone=rejected) == [45]
    assert timeliness(milestone={"date_unknown": True}) == []


def test_a_release_ends_lateness_or_takes_the_milestone_out() -> None:
    def released(cause: str, decided: str) -> list[Fraction]:
        return timeliness(changes=[change("01", cause, decided, release="waived")])

    assert released("vendor", "09-15") == []
    assert released("vendor", "09-16") == [95]
    assert released("client", "09-29") == []
    assert released("vendor", "10-01") == [45]


def test_clocks_run_round_the_clock_or_by_working_days() -> None:
    raised = "2026-09-25T23:30:00+01:00"
    assert str(due(raised, "2h", DAYS, LONDON)) == (
        "Clock(day=datetime.date(2026, 9, 26), "
        "instant=datetime.datetime(2026, 9, 26, 0, 30, tzinfo=datetime.timezone.utc))"
    )
    in_two_days = due(raised, "2wd", DAYS, LONDON)
    assert (in_two_days.day, in_two_days.instant) == (date(2026, 9, 29), None)
    assert in_time("2026-09-29T22:59:00Z", in_two_days, LONDON)
    assert in_time("2026-09-29T23:00:00Z", in_two_days, LONDON)
    assert not in_time("2026-09-29T23:00:01Z", in_two_days, LONDON)


def test_a_clock_may_start_with_a_days_end_and_run_out_at_midnight() -> None:
    # The 25th ends at 23:00 in Greenwich.
    started = due("2026-09-25", "2h", DAYS, LONDON)
    assert str(started.instant) == "2026-09-26 01:00:00+00:00"
    assert due("2026-09-25T22:00:00+01:00", "2h", DAYS, LONDON).day == date(2026, 9, 25)
    assert due("2026-09-25T22:01:00+01:00", "2h", DAYS, LONDON).day == date(2026, 9, 26)


def test_a_date_alone_is_the_end_of_that_day() -> None:
    clock = due("2026-09-28T09:00:00+01:00", "4h", DAYS, LONDON)
    assert in_time("2026-09-27", clock, LONDON)
    assert in_time("2026-09-28T13:00:00+01:00", clock, LONDON)
    assert not in_time("2026-09-28", clock, LONDON)


@pytest.mark.parametrize(
    ("cadence", "starts_on", "first"),
    [
        ("weekly", "2026-06-30", ("2026-07-06", "2026-07-12")),
        ("fortnightly", "2026-06-30", ("2026-06-30", "2026-07-13")),
        ("monthly", "2026-07-01", ("2026-07-01", "2026-07-31")),
        ("quarterly", "2026-07-02", ("2026-10-01", "2026-12-31")),
        ("semiannual", "2026-01-02", ("2026-07-01", "2026-12-31")),
        ("annual", "2026-01-01", ("2026-01-01", "2026-12-31")),
    ],
)
def test_the_first_slot_starts_on_or_after_the_start(
    cadence: str, starts_on: str, first: tuple[str, str]
) -> None:
    found = slots({"cadence": cadence, "starts_on": starts_on}, date(2027, 1, 1))
    assert tuple(map(str, found[0])) == first


@pytest.mark.parametrize(
    ("as_of", "end"),
    [
        ("2026-09-29", "2026-06-30"),
        ("2026-09-30", "2026-09-30"),
        ("2026-12-30", "2026-09-30"),
        ("2027-01-01", "2026-12-31"),
    ],
)
def test_a_quarter_is_complete_on_its_last_day(as_of: str, end: str) -> None:
    assert latest_quarter_end(date.fromisoformat(as_of)) == date.fromisoformat(end)


def test_a_day_beyond_the_calendar_is_not_guessed() -> None:
    days = working_days(generated_calendar(["sat", "sun"]))
    with pytest.raises(ValueError, match="the calendar does not cover 2030-01-01"):
        days.roll(date(2030, 1, 1))
