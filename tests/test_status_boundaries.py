"""The day before and the day after: where each rule of a milestone's status begins and ends."""

from __future__ import annotations

import pytest

from tests.test_status import (
    CLIENT,
    DUE_430,
    GRACE_2,
    LATE_ACCEPTED,
    TWICE,
    VENDOR,
    Change,
    milestone,
    state,
)
from vendorbook.records.milestones import Milestone
from vendorbook.status import Status

WAIVED = Change("client", "04-20", release="waived")
DEFERRED = Change("client", "04-20", release="deferred")
SATURDAY = milestone("05-02")
"""Saturday before a bank holiday: the first working day is Tuesday 5 May."""
SENT_BACK = milestone("04-30", delivered_on="04-22", rejected="04-27")
AGAIN = milestone("04-30", delivered_on="05-05", rejected="04-27")

# milestone, changes, as-of day, status, working days late, reasons and flags
Edge = tuple[Milestone, tuple[Change, ...], str, Status, int | None, set[str]]
EDGES: dict[str, Edge] = {
    "eleven working days before": (DUE_430, (), "04-15", "upcoming", None, set()),
    "ten working days before": (DUE_430, (), "04-16", "due_soon", None, set()),
    "ten before a due Saturday": (SATURDAY, (), "04-20", "due_soon", None, set()),
    "the Friday before that": (SATURDAY, (), "04-17", "upcoming", None, set()),
    "the Sunday before that": (SATURDAY, (), "04-19", "upcoming", None, set()),
    "missed on a Saturday": (milestone("05-01"), (), "05-02", "missed", 0, set()),
    "grace on a Saturday": (
        milestone("05-01", grace_days=1), (), "05-02", "at_risk", None, {"in_grace"}
    ),
    "the last day of grace": (
        milestone("05-01", grace_days=1), (), "05-05", "at_risk", None, {"in_grace"}
    ),
    "grace is over": (milestone("05-01", grace_days=1), (), "05-06", "missed", 2, set()),
    "due day with grace": (GRACE_2, (), "04-30", "due_soon", None, set()),
    "first day of grace": (GRACE_2, (), "05-01", "at_risk", None, {"in_grace"}),
    "forecast on the due day": (
        milestone("04-30", forecast="04-30"), (), "03-02", "upcoming", None, set()
    ),
    "forecast on the next day": (
        milestone("04-30", forecast="05-01"), (), "03-02", "at_risk", None, {"forecast_late"}
    ),
    "forecast where a Saturday rolls": (
        milestone("05-02", forecast="05-05"), (), "03-02", "upcoming", None, set()
    ),
    "forecast behind where it rolls": (
        milestone("05-02", forecast="05-06"), (), "03-02", "at_risk", None, {"forecast_late"}
    ),
    "forecast for today": (
        milestone("04-30", forecast="04-28"), (), "04-28", "due_soon", None, set()
    ),
    "forecast for yesterday": (
        milestone("04-30", forecast="04-28"), (), "04-29", "at_risk", None, {"forecast_passed"}
    ),
    "forecast passed within grace": (
        milestone("04-30", grace_days=2, forecast="05-01"), (), "05-05", "at_risk", None,
        {"in_grace", "forecast_late", "forecast_passed"},
    ),
    "delivered today": (
        milestone("04-30", delivered_on="04-30"), (), "04-30", "delivered", None, set()
    ),
    "delivered tomorrow": (
        milestone("04-30", delivered_on="04-30"), (), "04-29", "due_soon", None, {"future_actual"}
    ),
    "18, delivered late today": (
        milestone("04-30", delivered_on="05-01"), (), "05-01", "delivered_late", 1, set()
    ),
    "delivered where a Saturday rolls": (
        milestone("05-02", delivered_on="05-05"), (), "05-05", "delivered", None, set()
    ),
    "delivered the day after": (
        milestone("05-02", delivered_on="05-06"), (), "05-06", "delivered_late", 1, set()
    ),
    "delivered on a late Saturday": (
        milestone("05-01", delivered_on="05-02"), (), "05-05", "delivered_late", 0, set()
    ),
    "late is counted from due, not from grace": (
        milestone("04-30", grace_days=2, delivered_on="05-06"), (), "05-06", "delivered_late", 3,
        set(),
    ),
    "late acceptance of a delivery in grace": (
        milestone("04-30", grace_days=2, delivered_on="05-05", accepted_on="07-01"), (), "07-02",
        "accepted", None, set(),
    ),
    "accepted today": (LATE_ACCEPTED, (), "05-14", "accepted_late", 5, set()),
    "accepted tomorrow": (LATE_ACCEPTED, (), "05-13", "delivered_late", 5, {"future_actual"}),
    "accepted, then sent back": (
        milestone("04-30", delivered_on="04-22", accepted_on="04-24", rejected="04-27"), (),
        "04-28", "at_risk", None, {"resubmission_pending"},
    ),
    "rejected today": (SENT_BACK, (), "04-27", "at_risk", None, {"resubmission_pending"}),
    "rejected, and the deadline passed": (SENT_BACK, (), "05-01", "missed", 1, set()),
    "26, not handed over again yet": (
        AGAIN, (), "04-30", "at_risk", None, {"resubmission_pending", "future_actual"}
    ),
    "the day after": (AGAIN, (), "05-01", "missed", 1, {"future_actual"}),
    "handed over again": (AGAIN, (), "05-05", "delivered_late", 2, set()),
    "complete is not partial": (
        milestone("04-30", delivered_on="04-29", percent_delivered=60), (), "04-29", "delivered",
        None, set(),
    ),
    "nothing of it yet": (
        milestone("04-30", percent_delivered=0), (), "04-28", "due_soon", None, {"partial:0"}
    ),
    "a change decided today": (
        DUE_430, (CLIENT,), "04-20", "upcoming", None, {"rebaselined:1"}
    ),
    "a change decided tomorrow": (DUE_430, (CLIENT,), "04-19", "due_soon", None, set()),
    "32, a change turned down": (
        DUE_430, (CLIENT._replace(status="rejected"),), "05-01", "missed", 1, set()
    ),
    "a change withdrawn": (
        DUE_430, (CLIENT._replace(status="withdrawn"),), "05-01", "missed", 1, set()
    ),
    "approved, but nobody wrote when": (
        DUE_430, (CLIENT._replace(decided=""),), "05-01", "missed", 1, set()
    ),
    "the last day of a moved date": (
        DUE_430, (VENDOR,), "05-29", "due_soon", None, {"rebaselined:1"}
    ),
    "36, after two moves": (DUE_430, TWICE, "07-01", "missed", 1, {"rebaselined:2"}),
    "38, waived tomorrow": (DUE_430, (WAIVED,), "04-19", "due_soon", None, set()),
    "waived today": (DUE_430, (WAIVED,), "04-20", "waived", None, set()),
    "waived on the deadline": (
        DUE_430, (WAIVED._replace(decided="04-30"),), "05-20", "waived", None, set()
    ),
    "41, deferred tomorrow": (DUE_430, (DEFERRED,), "04-19", "due_soon", None, set()),
    "42, deferred today": (DUE_430, (DEFERRED,), "04-20", "deferred", None, set()),
    "deferred past the deadline": (DUE_430, (DEFERRED,), "05-01", "deferred", None, set()),
    "deferred, dated again, missed": (
        DUE_430, (DEFERRED, Change("client", "05-20", to="06-30", id="CR-02")), "07-01", "missed",
        1, {"rebaselined:1"},
    ),
    "waived instead of deferred": (
        DUE_430, (DEFERRED, WAIVED._replace(decided="05-20", id="CR-02")), "05-21", "waived",
        None, set(),
    ),
    "the mark of a late change stays": (
        DUE_430,
        (
            Change("vendor", "05-06", to="06-30"),
            Change("client", "05-20", to="07-31", id="CR-02"),
        ),
        "05-21", "upcoming", None, {"rebaselined:2", "missed_before_change"},
    ),
    "a change the day after the deadline": (
        DUE_430, (VENDOR._replace(decided="05-01"),), "05-01", "upcoming", None,
        {"rebaselined:1", "missed_before_change"},
    ),
    "a change on the last day of grace": (
        GRACE_2, (VENDOR._replace(decided="05-05"),), "05-06", "upcoming", None, {"rebaselined:1"}
    ),
    "a change the day after grace": (
        GRACE_2, (VENDOR._replace(decided="05-06"),), "05-06", "upcoming", None,
        {"rebaselined:1", "missed_before_change"},
    ),
    "delivered on the day of a late change": (
        milestone("04-30", delivered_on="05-06"), (VENDOR._replace(decided="05-06"),), "05-06",
        "delivered", None, {"rebaselined:1"},
    ),
    "delivered the day after a late change": (
        milestone("04-30", delivered_on="05-07"), (VENDOR._replace(decided="05-06"),), "05-07",
        "delivered", None, {"rebaselined:1", "missed_before_change"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EDGES)
def test_every_rule_begins_and_ends_on_its_day(name: str) -> None:
    subject, moves, as_of, status, late, notes = EDGES[name]
    found = state(subject, as_of, moves)
    assert (found.status, found.late) == (status, late)
    assert {*found.reasons, *found.flags} == notes
