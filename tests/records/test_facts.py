"""How data becomes a record, whatever the kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import FrozenInstanceError, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Literal

import pytest

from tests.records.reading import SOMEWHERE
from vendorbook.documents import Document, parse_document
from vendorbook.records.building import build
from vendorbook.records.facts import (
    Duration,
    Moment,
    Period,
    Record,
    defaulted,
    numbered,
    parse_date,
    parse_duration,
    parse_moment,
    parse_period,
    record,
    yaml_key,
)


@record
class Depth(Record):
    """How deep."""

    metres: Decimal = Decimal(3)


@record
class Pond(Record):
    """A record with one field of each type."""

    name: str
    count: int
    frozen: bool = False
    from_: date | None = None
    seen: Moment | None = None
    every: Duration | None = None
    period: Period | None = None
    kind: Literal["deep", "flat"] = "flat"
    colours: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    depths: tuple[Depth, ...] = ()
    depth: Depth = field(default_factory=defaulted(Depth))
    spare: Depth | None = None


def document(text: str) -> Document:
    parsed, findings = parse_document(text.encode(), "pond.yml")
    assert parsed is not None
    assert findings == []
    return parsed


def pond(text: str) -> Pond:
    source = document(text)
    return build(Pond, source.data, source)


def test_every_type_of_field() -> None:
    built = pond(
        """\
name: Ash
count: 4
frozen: true
from: 2026-10-09
seen: 2026-10-09T12:00:00Z
every: 2wd
period: 2026-Q4
kind: deep
colours: [green, grey]
words: {a: b}
depths: [{metres: 1.5}, {}]
depth: {metres: 2}
spare: {metres: 7}
"""
    )

    assert built == Pond(
        origin=SOMEWHERE,
        name="Ash",
        count=4,
        frozen=True,
        from_=date(2026, 10, 9),
        seen=datetime(2026, 10, 9, 12, tzinfo=UTC),
        every=Duration(2, "wd"),
        period=Period(2026, 10, 4),
        kind="deep",
        colours=("green", "grey"),
        words={"a": "b"},
        depths=(
            Depth(origin=SOMEWHERE, metres=Decimal("1.5")),
            Depth(origin=SOMEWHERE, metres=Decimal(3)),
        ),
        depth=Depth(origin=SOMEWHERE, metres=Decimal(2)),
        spare=Depth(origin=SOMEWHERE, metres=Decimal(7)),
    )
    assert isinstance(built.depth.metres, Decimal)


def test_a_whole_number_may_be_written_with_decimals() -> None:
    assert type(pond("{name: A, count: 4.0}").count) is int


def test_one_word_stands_for_a_list_of_one() -> None:
    assert pond("{name: A, count: 1, colours: green}").colours == ("green",)


def test_a_default_record_stands_where_the_record_around_it_does() -> None:
    built = pond("name: A\ncount: 1\n")
    assert built.depth == Depth(origin=SOMEWHERE, metres=Decimal(3))
    assert built.depth.place("metres") == ("pond.yml", 1, 1)
    assert built.spare is None


def test_places_of_the_record_its_keys_and_its_parts() -> None:
    built = pond("name: A\ncount: 1\nfrom: 2026-10-09\ndepths:\n  - metres: 1\n")
    assert built.place() == ("pond.yml", 1, 1)
    assert built.place("from") == ("pond.yml", 3, 1)
    assert built.place("kind") == ("pond.yml", 1, 1)
    assert built.depths[0].place("metres") == ("pond.yml", 5, 5)


@pytest.mark.parametrize("key", ["place", "from_", "origin", "colour", "__class__"])
def test_a_key_that_is_no_field_changes_nothing(key: str) -> None:
    built = pond(f"name: A\ncount: 1\n{key}: green\n")
    assert built == Pond(
        origin=SOMEWHERE, name="A", count=1, depth=Depth(origin=SOMEWHERE, metres=Decimal(3))
    )
    assert built.place("count").line == 2


def test_records_are_frozen_and_compared_by_their_facts() -> None:
    one, other = pond("{name: A, count: 1}"), pond("\n\n{count: 1, name: A}")
    assert one == other
    assert one.place() != other.place()
    with pytest.raises(FrozenInstanceError):
        one.name = "B"  # type: ignore[misc] # that it is forbidden is the point


def test_a_type_that_records_do_not_use_is_our_own_mistake() -> None:
    @record
    class Odd(Record):
        """Has a field of a strange type."""

        what: set[str] = field(default_factory=set)

    source = document("what: [a]")
    with pytest.raises(TypeError, match="records have no fields of the type"):
        build(Odd, source.data, source)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("30m", (30, "m")), ("4h", (4, "h")), ("2d", (2, "d")), ("10wd", (10, "wd"))],
)
def test_durations(text: str, expected: tuple[int, str]) -> None:
    assert parse_duration(text) == expected
    assert str(parse_duration(text)) == text


@pytest.mark.parametrize("text", ["", "0m", "5", "m", "1.5h", "5w", "5 wd", "5wd\n"])
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the text itself is all there is to say
        parse_duration(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-09", date(2026, 9, 1), date(2026, 9, 30)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_periods(text: str, first: date, last: date) -> None:
    period = parse_period(text)
    assert (period.first_day, period.last_day) == (first, last)
    assert str(period) == text


def test_periods_of_one_frequency_sort_by_time() -> None:
    quarters = ["2025-Q4", "2026-Q1", "2026-Q2"]
    assert [str(each) for each in sorted(map(parse_period, reversed(quarters)))] == quarters


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-10-09", date(2026, 10, 9)),
        ("2026-10-09T02:15:00Z", datetime(2026, 10, 9, 2, 15, tzinfo=UTC)),
        ("2026-10-09T02:15+01:00", datetime(2026, 10, 9, 1, 15, tzinfo=UTC)),
    ],
)
def test_moments(text: str, expected: Any) -> None:
    assert parse_moment(text) == expected
    assert isinstance(parse_moment(text), datetime) == ("T" in text)


def test_dates() -> None:
    assert parse_date("2026-10-09") == date(2026, 10, 9)


def test_ids_sort_by_their_number() -> None:
    ids = ["CR-100", "CR-99", "monthly-call", "CR-1000", "CR-10", "CR-010"]
    assert sorted(ids, key=numbered) == [
        "monthly-call",
        "CR-010",
        "CR-10",
        "CR-99",
        "CR-100",
        "CR-1000",
    ]


def test_reserved_words_carry_an_underscore() -> None:
    assert [yaml_key(name) for name in ("in_", "from_", "done_on")] == ["in", "from", "done_on"]


def test_a_record_is_made_and_changed_with_keywords_alone() -> None:
    made = Depth(origin=SOMEWHERE, metres=Decimal(4))
    assert replace(made, metres=Decimal(5)) == Depth(origin=SOMEWHERE, metres=Decimal(5))
    assert Depth(origin=SOMEWHERE).metres == Decimal(3)
    assert repr(made) == "Depth(metres=Decimal('4'))"
    source = document("metres: 4\n")
    assert hash(made) == hash(build(Depth, source.data, source))
    with pytest.raises(FrozenInstanceError):
        del made.metres
    with pytest.raises(TypeError, match="a Pond lacks its name"):
        Pond(origin=SOMEWHERE, count=1)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="a Depth has no feet"):
        Depth(origin=SOMEWHERE, feet=1)  # type: ignore[call-arg]
