"""What a replay leaves behind, and what the world around a milestone does to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.test_status import (
    CLIENT,
    DUE_430,
    ENGLAND,
    TWICE,
    Change,
    day,
    milestone,
    state,
    waits_for,
)
from vendorbook.schedules import Schedule, replay
from vendorbook.status import Circumstances, MilestoneState, Predecessor, judge

WAIVED = Change("client", "04-20", release="waived")
DEFERRED = Change("client", "04-20", release="deferred")

# baseline, grace, changes in order, day, due, deadline, score date
SCORE_DATES: dict[str, tuple[str, int, tuple[Change, ...], str, str, str]] = {
    "weekend baseline": ("05-02", 0, (), "05-02", "05-05", "05-05"),
    "weekend baseline, client moves it one working day": (
        "05-02", 0, (Change("client", "04-20", to="05-06"),), "05-06", "05-06", "05-06",
    ),
    "client moves it to a Saturday": (
        "04-30", 0, (Change("client", "04-20", to="05-02"),), "05-02", "05-05", "05-05",
    ),
    "client moves a Saturday to the day it rolls to": (
        "05-02", 0, (Change("client", "04-20", to="05-05"),), "05-05", "05-05", "05-05",
    ),
    "client, vendor, external": (
        "04-30", 0,
        (
            Change("client", "04-01", to="05-08"),
            Change("vendor", "04-02", to="05-29", id="CR-02"),
            Change("external", "04-07", to="06-05", id="CR-03"),
        ),
        "06-05", "06-05", "05-15",
    ),
    "vendor brings it forward, client puts it back": (
        "05-29", 0,
        (Change("vendor", "04-01", to="05-22"), Change("client", "04-02", to="05-29", id="CR-02")),
        "05-29", "05-29", "06-04",
    ),
    "client brings it forward across a holiday": (
        "05-07", 0, (Change("client", "04-01", to="04-30"),), "04-30", "04-30", "04-30",
    ),
    "client brings it forward after a vendor's move": (
        "04-30", 0,
        (Change("vendor", "04-01", to="05-29"), Change("client", "04-02", to="05-22", id="CR-02")),
        "05-22", "05-22", "04-24",
    ),
    "the hundredth change of a day follows the ninety-ninth": (
        "04-30", 0,
        (
            Change("client", "04-20", to="06-30", id="CR-100"),
            Change("client", "04-20", to="05-29", id="CR-99"),
        ),
        "06-30", "06-30", "06-30",
    ),
    "grace is granted again behind the new date": (
        "04-30", 2, (Change("vendor", "04-01", to="05-22"),), "05-22", "05-27", "04-30",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SCORE_DATES)
def test_only_others_move_the_score_date_and_by_working_days(name: str) -> None:
    baseline, grace, moves, due, deadline, score_date = SCORE_DATES[name]
    schedule = state(milestone(baseline, grace_days=grace), "04-21", moves).schedule
    found = (schedule.due, schedule.deadline, schedule.score_date)
    assert found == (day(due), day(deadline), day(score_date))


def test_every_move_is_remembered_with_its_cause() -> None:
    found = state(DUE_430, "06-15", TWICE).schedule.moves
    assert found == (
        ("CR-01", "client", day("04-20"), day("04-30"), day("05-29")),
        ("CR-02", "vendor", day("05-20"), day("05-29"), day("06-30")),
    )


def released(record: Change, revisit_on: date | None) -> Any:
    change = record.record()
    effects = tuple(replace(each, revisit_on=revisit_on) for each in change.effects)
    return replace(change, effects=effects)


def test_a_release_says_who_decided_it_and_when_to_look_again_until_a_new_date() -> None:
    deferred = released(DEFERRED, day("09-01"))
    again = Change("client", "05-20", to="06-30", id="CR-02").record()
    before = replay(DUE_430, [deferred, again], ENGLAND, day("05-19"))
    after = replay(DUE_430, [deferred, again], ENGLAND, day("05-20"))
    assert (before.release, before.released_by, before.revisit_on) == (
        "deferred", "CR-01", day("09-01"),
    )  # fmt: skip
    assert (after.release, after.released_by, after.revisit_on) == (None, "", None)
    waived = released(WAIVED, day("09-01"))
    kept = replay(DUE_430, [waived, again], ENGLAND, day("05-20"))
    assert (kept.release, kept.released_by, kept.revisit_on) == ("waived", "CR-01", day("09-01"))


def test_a_change_to_another_milestone_changes_nothing() -> None:
    other = replace(DUE_430, id="MS-02")
    assert state(other, "05-01", (CLIENT, WAIVED)).status == "missed"


@pytest.mark.parametrize(
    "status", ["accepted", "accepted_late", "delivered", "delivered_late", "waived", "cancelled"]
)
def test_a_satisfied_predecessor_never_endangers_however_late(status: str) -> None:
    assert state(DUE_430, "04-01", (), waits_for(status, "12-01")).status == "upcoming"


@pytest.mark.parametrize("status", ["missed", "deferred"])
def test_a_missed_or_deferred_predecessor_endangers_however_early(status: str) -> None:
    found = state(DUE_430, "04-01", (), waits_for(status, "01-02"))
    assert (found.status, found.reasons) == ("at_risk", ("dependency:MS-00",))


def test_all_reasons_are_given_in_one_order() -> None:
    subject = milestone("04-30", grace_days=3, forecast="05-01", rejected="04-27")
    circumstances = Circumstances(
        predecessors=(Predecessor("MS-00", "missed", day("03-31")),),
        obligations=(("OB-01", day("04-01")),),
        issues=("FB-01", "FB-02"),
    )
    assert state(subject, "05-05", (), circumstances).reasons == (
        "in_grace",
        "forecast_late",
        "forecast_passed",
        "resubmission_pending",
        "dependency:MS-00",
        "obligation:OB-01",
        "issue:FB-01",
        "issue:FB-02",
    )


@pytest.mark.parametrize(
    ("as_of", "window", "status"),
    [
        ("04-29", 1, "due_soon"),
        ("04-29", 0, "upcoming"),
        ("04-30", 0, "due_soon"),
        ("04-15", 11, "due_soon"),
        ("04-14", 11, "upcoming"),
    ],
)
def test_how_soon_is_soon_is_policy(as_of: str, window: int, status: str) -> None:
    schedule = replay(DUE_430, [], ENGLAND, day(as_of))
    found = judge(DUE_430, schedule, ENGLAND, day(as_of), due_soon_days=window)
    assert found.status == status


@pytest.mark.parametrize(
    ("delivered", "review_days", "acceptance_due", "next_day"),
    [
        ("04-29", 10, "05-14", "05-15"),
        ("05-01", 10, "05-18", "05-19"),
        ("05-02", 2, "05-06", "05-07"),
        ("05-01", 1, "05-05", "05-06"),
    ],
)
def test_acceptance_is_overdue_the_day_after_the_review_days(
    delivered: str, review_days: int, acceptance_due: str, next_day: str
) -> None:
    subject = milestone("04-30", delivered_on=delivered)
    circumstances = Circumstances(review_days=review_days)
    assert state(subject, acceptance_due, (), circumstances).flags == ()
    assert state(subject, next_day, (), circumstances).flags == ("acceptance_overdue",)
    accepted = replace(subject, accepted_on=day(next_day))
    found = state(accepted, next_day, (), circumstances)
    assert (found.flags, found.acceptance_due) == ((), None)


@pytest.mark.parametrize(
    "value",
    [
        Schedule(day("04-30"), day("04-30"), day("04-30")),
        Predecessor("MS-00", "missed", day("04-30")),
        Circumstances(),
        MilestoneState("missed", Schedule(day("04-30"), day("04-30"), day("04-30"))),
        ENGLAND,
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_was_derived_cannot_be_edited(value: object) -> None:
    name = next(iter(type(value).__annotations__))
    with pytest.raises(AttributeError):
        setattr(value, name, None)
