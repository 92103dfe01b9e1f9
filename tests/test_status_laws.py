"""Milestone statuses: what holds for every milestone, every change and every day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.test_status import ENGLAND, NOWHERE, Change, day, state
from vendorbook.records.building import build
from vendorbook.records.milestones import Milestone
from vendorbook.status import STATUS_WORDS

mid_year = st.dates(day("03-02"), day("09-30"))
optional_day = st.none() | mid_year


@st.composite
def milestones(draw: st.DrawFn) -> Milestone:
    data: dict[str, Any] = {
        "id": "MS-01",
        "title": "Any",
        "baseline_due": draw(mid_year).isoformat(),
        "grace_days": draw(st.integers(0, 5)),
    }
    for key in ("forecast", "delivered_on", "accepted_on"):
        if value := draw(optional_day):
            data[key] = value.isoformat()
    rejections = draw(st.lists(mid_year, max_size=2))
    data["rejections"] = [{"date": each.isoformat(), "reason": "No."} for each in rejections]
    return build(Milestone, data, NOWHERE)


@st.composite
def changes(draw: st.DrawFn) -> tuple[Change, ...]:
    count = draw(st.integers(0, 3))
    return tuple(
        Change(
            draw(st.sampled_from(["client", "vendor", "external"])),
            draw(mid_year).isoformat()[5:],
            to=draw(mid_year).isoformat()[5:],
            id=f"CR-0{number}",
        )
        for number in range(count)
    )


@given(milestones(), changes(), mid_year)
def test_there_is_always_exactly_one_known_status(
    subject: Milestone, moves: tuple[Change, ...], as_of: date
) -> None:
    assert state(subject, as_of, moves).status in STATUS_WORDS


@given(milestones(), changes(), mid_year)
def test_after_the_deadline_nothing_but_delivery_or_release_helps(
    subject: Milestone, moves: tuple[Change, ...], as_of: date
) -> None:
    found = state(subject, as_of, moves)
    delivered = found.status in {"accepted", "accepted_late", "delivered", "delivered_late"}
    assert (found.status == "missed") == (as_of > found.schedule.deadline and not delivered)


@given(milestones(), changes(), mid_year)
def test_vendor_moves_never_move_the_score_date(
    subject: Milestone, moves: tuple[Change, ...], as_of: date
) -> None:
    only_vendor = tuple(each._replace(cause="vendor") for each in moves)
    expected = ENGLAND.roll(subject.baseline_due)
    assert state(subject, as_of, only_vendor).schedule.score_date == expected


@given(milestones(), changes(), mid_year, mid_year)
def test_what_is_only_proposed_changes_nothing(
    subject: Milestone, moves: tuple[Change, ...], as_of: date, to: date
) -> None:
    proposed = Change("client", "", to=to.isoformat()[5:], id="CR-09", status="proposed")
    assert state(subject, as_of, (*moves, proposed)) == state(subject, as_of, moves)


@given(milestones(), mid_year)
def test_more_grace_never_makes_a_miss(subject: Milestone, as_of: date) -> None:
    more = replace(subject, grace_days=subject.grace_days + 3)
    assume(state(subject, as_of).status != "missed")
    assert state(more, as_of).status != "missed"


@given(milestones(), mid_year)
def test_a_miss_is_counted_from_the_due_date(subject: Milestone, as_of: date) -> None:
    found = state(subject, as_of)
    assume(found.status == "missed")
    due, count = ENGLAND.roll(subject.baseline_due), 0
    while due < as_of:
        due += timedelta(days=1)
        count += due.weekday() < 5 and due not in ENGLAND.non_working
    assert found.late == count


@given(milestones(), changes(), mid_year)
def test_looking_back_is_as_if_later_facts_were_not_written_yet(
    subject: Milestone, moves: tuple[Change, ...], as_of: date
) -> None:
    def known(when: date | None) -> date | None:
        return when if when is not None and when <= as_of else None

    then = replace(
        subject,
        delivered_on=known(subject.delivered_on),
        accepted_on=known(subject.accepted_on),
        rejections=tuple(each for each in subject.rejections if each.date <= as_of),
    )
    decided = tuple(each for each in moves if day(each.decided) <= as_of)
    now, past = state(subject, as_of, moves), state(then, as_of, decided)
    flags = tuple(each for each in now.flags if each != "future_actual")
    assert now._replace(flags=flags) == past


@given(milestones(), changes(), mid_year, st.sampled_from(["rejected", "withdrawn"]))
def test_what_was_turned_down_changes_nothing(
    subject: Milestone, moves: tuple[Change, ...], as_of: date, status: str
) -> None:
    refused = tuple(each._replace(status=status) for each in moves)
    assert state(subject, as_of, refused) == state(subject, as_of)
