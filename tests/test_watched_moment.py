"""A watched moment tells how long what was found for it stays right."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from vendorbook.watched_moment import WatchedMoment

if TYPE_CHECKING:
    from collections.abc import Callable

NOON = datetime(2026, 10, 9, 12, 0, 0, 250, tzinfo=UTC)
MIDNIGHT = datetime(2026, 10, 10, tzinfo=UTC)
EARLIER = NOON - timedelta(hours=1)
LATER = NOON + timedelta(hours=1)


def test_it_is_the_moment_itself() -> None:
    moment = WatchedMoment.of(NOON.astimezone(ZoneInfo("Europe/London")))
    assert isinstance(moment, datetime)
    assert moment == NOON
    assert moment.utcoffset() == timedelta(0)


def test_unused_it_holds_as_long_as_it_may() -> None:
    assert WatchedMoment.of(NOON).holds_until(MIDNIGHT) == MIDNIGHT


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (lambda moment, other: moment < other, [False, False, True]),
        (lambda moment, other: moment <= other, [False, True, True]),
        (lambda moment, other: moment > other, [True, False, False]),
        (lambda moment, other: moment >= other, [True, True, False]),
        (lambda moment, other: other < moment, [True, False, False]),
        (lambda moment, other: other <= moment, [True, True, False]),
        (lambda moment, other: other > moment, [False, False, True]),
        (lambda moment, other: other >= moment, [False, True, True]),
        (lambda moment, other: max(moment, other) is moment, None),
        (lambda moment, other: sorted([moment, other])[0] is moment, None),
    ],
)
def test_a_comparison_is_answered_and_noted(
    question: Callable[[datetime, datetime], bool], answer: list[bool] | None
) -> None:
    ends = []
    for number, other in enumerate((EARLIER, NOON, LATER)):
        moment = WatchedMoment.of(NOON)
        said = question(moment, other)
        if answer is not None:
            assert said is answer[number]
        ends.append(moment.holds_until(MIDNIGHT))
    assert ends == [MIDNIGHT, NOON, LATER]


@pytest.mark.parametrize(
    "look",
    [
        lambda moment: moment.hour,
        lambda moment: moment.date(),
        lambda moment: moment.astimezone(ZoneInfo("Europe/London")),
        lambda moment: moment.timestamp(),
        lambda moment: moment.isoformat(),
        lambda moment: moment.replace(hour=1),
        lambda moment: moment - EARLIER,
        lambda moment: LATER - moment,
        lambda moment: moment - timedelta(hours=1),
        lambda moment: moment + timedelta(hours=1),
        lambda moment: timedelta(hours=1) + moment,
        lambda moment: moment == EARLIER,
        lambda moment: moment != EARLIER,
        hash,
        str,
        repr,
        lambda moment: f"{moment:%H}",
    ],
)
def test_any_other_look_makes_it_hold_for_itself_alone(look: Callable[[datetime], object]) -> None:
    moment = WatchedMoment.of(NOON)
    assert look(moment) == look(NOON)
    assert moment.holds_until(MIDNIGHT) is None
