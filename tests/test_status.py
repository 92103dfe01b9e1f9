"""Milestone statuses: the truth table, its boundary days, and the laws behind it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from tests.test_workdays import ENGLAND as ENGLAND_2026
from vendorbook.documents import Document
from vendorbook.records.building import build
from vendorbook.records.changes import ChangeRequest
from vendorbook.records.milestones import Milestone
from vendorbook.schedules import replay
from vendorbook.status import Circumstances, MilestoneState, Predecessor, judge

if TYPE_CHECKING:
    from collections.abc import Sequence

NOWHERE = Document("milestones.yml", {}, "")

ENGLAND = replace(ENGLAND_2026, first=date(2025, 1, 1), last=date(2027, 12, 31))
"""Wider than the year, because moves of the score date may leave it."""


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def milestone(baseline: str, **facts: Any) -> Milestone:
    data: dict[str, Any] = {"id": "MS-01", "title": "Go-live", "baseline_due": f"2026-{baseline}"}
    for key, value in facts.items():
        if key == "rejected":
            data["rejections"] = [
                {"date": f"2026-{each}", "reason": "No."} for each in value.split()
            ]
        else:
            data[key] = f"2026-{value}" if isinstance(value, str) else value
    return build(Milestone, data, NOWHERE)


class Change(NamedTuple):
    """A change request in short: cause, day of decision, and what it does."""

    cause: str
    decided: str
    to: str = ""
    release: str = ""
    id: str = "CR-01"
    status: str = "approved"

    def record(self) -> ChangeRequest:
        effect: dict[str, Any] = {"milestone": "MS-01"}
        if self.to:
            effect |= {"from": "2026-01-02", "to": f"2026-{self.to}"}
        else:
            effect["release"] = self.release
        data = {
            "id": self.id,
            "title": "Change",
            "type": "date",
            "cause": self.cause,
            "raised_on": "2026-01-02",
            "raised_by": "a",
            "status": self.status,
            "effects": [effect],
        }
        if self.decided:
            data |= {"decided_on": f"2026-{self.decided}", "decided_by": "b"}
        return build(ChangeRequest, data, NOWHERE)


def state(
    subject: Milestone,
    as_of: str | date,
    changes: Sequence[Change] = (),
    circumstances: Circumstances = Circumstances(),  # noqa: B008 - frozen, and empty
) -> MilestoneState:
    when = day(as_of) if isinstance(as_of, str) else as_of
    schedule = replay(subject, [each.record() for each in changes], ENGLAND, when)
    return judge(subject, schedule, ENGLAND, when, circumstances)


def waits_for(status: Any, expected: str) -> Circumstances:
    return Circumstances(predecessors=(Predecessor("MS-00", status, day(expected)),))


DUE_430 = milestone("04-30")
GRACE_2 = milestone("04-30", grace_days=2)
CLIENT = Change("client", "04-20", to="05-29")
VENDOR = Change("vendor", "04-20", to="05-29")
TWICE = (CLIENT, Change("vendor", "05-20", to="06-30", id="CR-02"))
LATE_ACCEPTED = milestone(
    "04-30", delivered_on="05-08", accepted_on="05-14", evidence="https://e.example"
)

# number, milestone, changes, circumstances, day, status, due, deadline, score date, notes
Row = tuple[int, Milestone, tuple[Change, ...], Circumstances, str, str, str, str, str, set[str]]
NONE = Circumstances()
TABLE: list[Row] = [
    (1, DUE_430, (), NONE, "04-15", "upcoming", "04-30", "04-30", "04-30", set()),
    (2, DUE_430, (), NONE, "04-16", "due_soon", "04-30", "04-30", "04-30", set()),
    (3, DUE_430, (), NONE, "04-30", "due_soon", "04-30", "04-30", "04-30", set()),
    (4, DUE_430, (), NONE, "05-01", "missed", "04-30", "04-30", "04-30", {"late 1"}),
    (5, milestone("04-03"), (), NONE, "04-07", "due_soon", "04-03", "04-07", "04-07", set()),
    (6, milestone("04-03"), (), NONE, "04-08", "missed", "04-03", "04-07", "04-07", {"late 1"}),
    (7, milestone("05-02"), (), NONE, "05-05", "due_soon", "05-02", "05-05", "05-05", set()),
    (8, milestone("05-02"), (), NONE, "05-06", "missed", "05-02", "05-05", "05-05", {"late 1"}),
    (9, GRACE_2, (), NONE, "05-05", "at_risk", "04-30", "05-05", "04-30", {"in_grace"}),
    (10, GRACE_2, (), NONE, "05-06", "missed", "04-30", "05-05", "04-30", {"late 3"}),
    (11, milestone("04-30", grace_days=2, delivered_on="05-05"), (), NONE,
     "05-06", "delivered", "04-30", "05-05", "04-30", set()),
    (12, milestone("04-30", forecast="05-08"), (), NONE,
     "03-02", "at_risk", "04-30", "04-30", "04-30", {"forecast_late"}),
    (13, milestone("04-30", forecast="04-28"), (), NONE,
     "03-02", "upcoming", "04-30", "04-30", "04-30", set()),
    (14, milestone("04-30", forecast="04-28"), (), NONE,
     "04-29", "at_risk", "04-30", "04-30", "04-30", {"forecast_passed"}),
    (15, milestone("04-30", forecast="05-29"), (), NONE,
     "05-01", "missed", "04-30", "04-30", "04-30", {"late 1"}),
    (16, milestone("04-30", delivered_on="04-30"), (), NONE,
     "05-05", "delivered", "04-30", "04-30", "04-30", set()),
    (17, milestone("04-30", delivered_on="05-01"), (), NONE,
     "05-05", "delivered_late", "04-30", "04-30", "04-30", {"late 1"}),
    (19, milestone("04-30", delivered_on="04-29"), (), NONE,
     "05-14", "delivered", "04-30", "04-30", "04-30", set()),
    (20, milestone("04-30", delivered_on="04-29"), (), NONE,
     "05-15", "delivered", "04-30", "04-30", "04-30", {"acceptance_overdue"}),
    (21, milestone("04-30", delivered_on="04-29", accepted_on="05-07"), (), NONE,
     "05-15", "accepted", "04-30", "04-30", "04-30", set()),
    (22, LATE_ACCEPTED, (), NONE, "05-15", "accepted_late", "04-30", "04-30", "04-30", {"late 5"}),
    (23, milestone("04-30", delivered_on="04-22", rejected="04-27"), (), NONE,
     "04-28", "at_risk", "04-30", "04-30", "04-30", {"resubmission_pending"}),
    (24, milestone("04-30", delivered_on="04-22", rejected="04-27"), (), NONE,
     "04-26", "delivered", "04-30", "04-30", "04-30", {"future_actual"}),
    (25, milestone("04-30", delivered_on="04-29", rejected="04-27"), (), NONE,
     "04-29", "delivered", "04-30", "04-30", "04-30", set()),
    (27, milestone("04-30", percent_delivered=60), (), NONE,
     "04-28", "due_soon", "04-30", "04-30", "04-30", {"partial:60"}),
    (28, milestone("04-30", percent_delivered=60), (), NONE,
     "05-01", "missed", "04-30", "04-30", "04-30", {"partial:60", "late 1"}),
    (29, DUE_430, (CLIENT,), NONE,
     "05-06", "upcoming", "05-29", "05-29", "05-29", {"rebaselined:1"}),
    (30, DUE_430, (CLIENT,), NONE, "04-19", "due_soon", "04-30", "04-30", "04-30", set()),
    (31, DUE_430, (Change("client", "", to="05-29", status="proposed"),), NONE,
     "05-01", "missed", "04-30", "04-30", "04-30", {"late 1"}),
    (33, milestone("04-30", delivered_on="05-28", accepted_on="06-04"), (VENDOR,), NONE,
     "06-05", "accepted", "05-29", "05-29", "04-30", {"rebaselined:1"}),
    (34, DUE_430, (VENDOR,), NONE,
     "06-01", "missed", "05-29", "05-29", "04-30", {"rebaselined:1", "late 1"}),
    (35, DUE_430, TWICE, NONE, "06-15", "upcoming", "06-30", "06-30", "05-29", {"rebaselined:2"}),
    (37, DUE_430, (Change("client", "04-20", release="waived"),), NONE,
     "05-06", "waived", "04-30", "04-30", "04-30", set()),
    (39, DUE_430, (Change("client", "03-20", release="cancelled"),), NONE,
     "05-06", "cancelled", "04-30", "04-30", "04-30", set()),
    (40, DUE_430, (Change("client", "04-20", release="deferred"),), NONE,
     "06-01", "deferred", "04-30", "04-30", "04-30", set()),
    (43, DUE_430, (), waits_for("missed", "03-31"),
     "04-01", "at_risk", "04-30", "04-30", "04-30", {"dependency:MS-00"}),
    (44, DUE_430, (), waits_for("missed", "03-31"),
     "05-01", "missed", "04-30", "04-30", "04-30", {"late 1"}),
    (46, DUE_430, (), waits_for("waived", "03-31"),
     "04-01", "upcoming", "04-30", "04-30", "04-30", set()),
    (48, milestone("06-30"), (), Circumstances(issues=("FB-01",)),
     "04-01", "at_risk", "06-30", "06-30", "06-30", {"issue:FB-01"}),
]  # fmt: skip


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"row {row[0]}")
def test_the_truth_table(row: Row) -> None:
    _, subject, changes, circumstances, as_of, status, due, deadline, score_date, notes = row
    found = state(subject, as_of, changes, circumstances)
    assert found.status == status
    assert found.schedule.due == day(due)
    assert found.schedule.deadline == day(deadline)
    assert found.schedule.score_date == day(score_date)
    late = {f"late {found.late}"} if found.late else set()
    assert {*found.reasons, *found.flags, *late} == notes


def test_two_changes_of_one_day_apply_in_the_order_of_their_ids() -> None:
    changes = (
        Change("client", "04-20", to="06-30", id="CR-02"),
        Change("client", "04-20", to="05-29", id="CR-01"),
    )
    assert state(DUE_430, "05-06", changes).schedule.due == day("06-30")


def test_a_change_decided_after_the_miss_leaves_its_mark_for_ever() -> None:
    late = Change("vendor", "07-08", to="08-28")
    found = state(milestone("06-30"), "07-09", (late,))
    assert found.status == "upcoming"
    assert found.flags == ("rebaselined:1", "missed_before_change")


def test_a_change_decided_on_the_deadline_is_in_time() -> None:
    found = state(DUE_430, "05-06", (Change("vendor", "04-30", to="05-29"),))
    assert found.flags == ("rebaselined:1",)


def test_a_change_decided_after_delivery_is_no_cover_up() -> None:
    delivered = milestone("04-30", delivered_on="04-30")
    found = state(delivered, "05-20", (Change("client", "05-06", to="05-29"),))
    assert "missed_before_change" not in found.flags


def test_a_release_decided_after_the_miss_is_marked_too() -> None:
    found = state(DUE_430, "05-20", (Change("client", "05-06", release="waived"),))
    assert found.status == "waived"
    assert found.flags == ("missed_before_change",)


def test_a_new_date_ends_a_deferral_but_not_a_waiver() -> None:
    deferred = Change("client", "04-20", release="deferred")
    waived = Change("client", "04-20", release="waived")
    dated = Change("client", "05-20", to="06-30", id="CR-02")
    assert state(DUE_430, "05-21", (deferred, dated)).status == "upcoming"
    assert state(DUE_430, "05-21", (waived, dated)).status == "waived"


def test_delivery_wins_over_a_deferral_and_loses_to_a_waiver() -> None:
    delivered = milestone("04-30", delivered_on="04-29")
    deferred = (Change("client", "04-20", release="deferred"),)
    waived = (Change("client", "04-20", release="waived"),)
    assert state(delivered, "05-05", deferred).status == "delivered"
    assert state(delivered, "05-05", waived).status == "waived"


def test_looking_back_knows_nothing_of_later_facts() -> None:
    found = state(LATE_ACCEPTED, "05-05")
    assert found.status == "missed"
    assert found.flags == ("future_actual",)
    assert state(LATE_ACCEPTED, "05-13").status == "delivered_late"


def test_a_rejection_on_the_day_of_delivery_undoes_it() -> None:
    rejected = milestone("04-30", delivered_on="04-22", rejected="04-22")
    assert state(rejected, "04-22").reasons == ("resubmission_pending",)


def test_a_client_move_to_an_earlier_day_moves_the_score_date_back() -> None:
    found = state(DUE_430, "04-21", (Change("client", "04-20", to="04-28"),))
    assert found.schedule.score_date == day("04-28")


def test_an_external_cause_moves_the_score_date_and_grace_does_not() -> None:
    found = state(GRACE_2, "05-06", (Change("external", "04-20", to="05-29"),))
    assert found.schedule.score_date == day("05-29")
    assert found.schedule.deadline == day("06-02")


def test_history_without_a_date_is_accepted_and_says_so() -> None:
    found = state(milestone("04-30", date_unknown=True), "05-20")
    assert (found.status, found.flags, found.late) == ("accepted", ("date_unknown",), None)


@pytest.mark.parametrize(
    ("status", "expected", "reasons"),
    [
        ("deferred", "03-31", ("dependency:MS-00",)),
        ("upcoming", "05-01", ("dependency:MS-00",)),
        ("upcoming", "04-30", ()),
        ("at_risk", "05-04", ("dependency:MS-00",)),
        ("delivered_late", "06-30", ()),
        ("cancelled", "06-30", ()),
    ],
)
def test_which_predecessors_endanger(status: str, expected: str, reasons: tuple[str, ...]) -> None:
    assert state(DUE_430, "04-01", (), waits_for(status, expected)).reasons == reasons


@pytest.mark.parametrize(
    ("promised", "reasons"),
    [
        ("03-31", ("obligation:OB-01",)),
        ("04-01", ()),
        ("04-30", ()),
        ("05-01", ("obligation:OB-01",)),
    ],
)
def test_an_obligation_endangers_when_overdue_or_promised_too_late(
    promised: str, reasons: tuple[str, ...]
) -> None:
    circumstances = Circumstances(obligations=(("OB-01", day(promised)),))
    assert state(DUE_430, "04-01", (), circumstances).reasons == reasons


def test_acceptance_is_due_after_the_agreed_days() -> None:
    delivered = milestone("04-30", delivered_on="04-29")
    found = state(delivered, "05-06", (), Circumstances(review_days=2))
    assert found.acceptance_due == day("05-01")
    assert found.flags == ("acceptance_overdue",)
    assert state(milestone("04-30"), "04-15").acceptance_due is None
