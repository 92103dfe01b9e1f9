"""Rows, indicators and dimensions: how single facts become one number, and who lost which points.

An indicator is the weighted mean of its available rows, a dimension that of its scored indicators,
the score that of the scored dimensions. A row's effective weight is its share of the score, so the
points that all rows lose add up to exactly 100 minus the score.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from vendorbook.findings import Place
    from vendorbook.records.facts import Record

Number = int | Fraction
"""An exact number; whole numbers are kept as such because they are quicker."""

RowState = Literal["available", "missing", "not_applicable"]
"""`missing` was expected and is absent; `not_applicable` was not expected of the vendor."""

BEST: Number = 100


class Row(NamedTuple):
    """One piece of evidence.

    Attributes:
        subject: What it is about, unique within its indicator, such as `MS-05` or `2026-09`.
        label: The same in words.
        state: Whether there is evidence.
        score: 0 to 100; None unless available.
        weight: How much it counts within its indicator.
        record: The record's id within the vendor, for links; may be empty.
        page: The vendor's page that shows the record, such as `milestones`.
        source: The record that the row was made of; for what is absent, the one that asks for it.
        key: The field of the record to look at.
        reason: Tells how the score came about, with the row's numbers put in.
    """

    subject: str
    label: str
    state: RowState
    score: Number | None
    weight: Number
    record: str
    page: str
    source: Record
    key: str | None
    reason: Callable[[], str]

    @property
    def place(self) -> Place:
        """Where the evidence stands."""
        return self.source.place(self.key)


@dataclass(frozen=True)
class Indicator:
    """One thing that is looked at.

    Attributes:
        name: `C1` to `P3`, a KPI's id, or `review`.
        title: The same in words.
        weight: How much it counts within its dimension.
        rows: The evidence, in order.
    """

    name: str
    title: str
    weight: Number
    rows: tuple[Row, ...]

    @cached_property
    def row_weight(self) -> Number:
        """The sum of the weights of the available rows."""
        return sum([row.weight for row in self.rows if row.state == "available"])

    @cached_property
    def score(self) -> Fraction | None:
        """The weighted mean of the available rows, 0 to 100; None without any."""
        return _mean([(row.weight, row.score) for row in self.rows])

    @cached_property
    def coverage(self) -> Fraction | None:
        """The share of the expected rows that is available; None when nothing was expected."""
        states = [row.state for row in self.rows]
        available = states.count("available")
        expected = available + states.count("missing")
        return Fraction(available, expected) if expected else None


@dataclass(frozen=True)
class Dimension:
    """One of the five practices.

    Attributes:
        name: `communication`, `expectations`, `feedback`, `performance` or `partnership`.
        weight: What the policy gives it.
        indicators: What it is made of.
    """

    name: str
    weight: Number
    indicators: tuple[Indicator, ...]

    @cached_property
    def indicator_weight(self) -> Number:
        """The sum of the weights of the scored indicators."""
        return sum(each.weight for each in self.indicators if each.score is not None)

    @cached_property
    def score(self) -> Fraction | None:
        """The weighted mean of the scored indicators, 0 to 100; None without any."""
        return _mean([(each.weight, each.score) for each in self.indicators])

    @property
    def rounded_score(self) -> Decimal | None:
        """The score to one decimal, half up."""
        return None if self.score is None else rounded(self.score)

    @cached_property
    def confidence(self) -> Fraction | None:
        """The weighted mean of the coverage of all applicable indicators, scored or not."""
        return _mean([(each.weight, each.coverage) for each in self.indicators])


class LostPoints(NamedTuple):
    """What one available row has cost.

    Attributes:
        effective_weight: Its share of the score; all shares add up to 1.
        points: How many points of the score it has cost; all add up to 100 minus the score.
    """

    dimension: Dimension
    indicator: Indicator
    row: Row
    effective_weight: Fraction
    points: Fraction


def rounded(score: Fraction) -> Decimal:
    """A score to one decimal, half up; the grade follows from what is shown."""
    tenths = (score.numerator * 20 + score.denominator) // (2 * score.denominator)
    return Decimal(tenths).scaleb(-1)


def exact(number: Decimal) -> Number:
    """A decimal of the records as an exact number."""
    numerator, denominator = number.as_integer_ratio()
    return numerator if denominator == 1 else Fraction(numerator, denominator)


def overall(dimensions: Iterable[Dimension]) -> Fraction | None:
    """The score: the weighted mean of the scored dimensions; None without any."""
    return _mean((each.weight, each.score) for each in dimensions)


def confidence_of(dimensions: Iterable[Dimension]) -> Fraction | None:
    """How much of what was expected is there, 0 to 1; None when nothing was expected."""
    return _mean((each.weight, each.confidence) for each in dimensions)


def lost_points(dimensions: Iterable[Dimension]) -> Iterator[LostPoints]:
    """The effective weight of every available row and the points it has lost, in order."""
    scored = [each for each in dimensions if each.score is not None]
    total = sum(each.weight for each in scored)
    for dimension in scored if total else ():
        share = Fraction(dimension.weight) / total / dimension.indicator_weight
        for indicator in dimension.indicators:
            if indicator.score is not None:
                each_share = share * indicator.weight / indicator.row_weight
                known: dict[tuple[Number, Number], tuple[Fraction, Fraction]] = {}
                for row in indicator.rows:
                    if row.score is not None:
                        # Most rows weigh the same and score everything or nothing.
                        kind = (row.weight, row.score)
                        if kind not in known:
                            effective = each_share * row.weight
                            known[kind] = (effective, effective * (BEST - row.score))
                        yield LostPoints(dimension, indicator, row, *known[kind])


def _mean(pairs: Iterable[tuple[Number, Number | None]]) -> Fraction | None:
    """The weighted mean of what is known; None when that weighs nothing.

    Two sums of whole numbers, each over one denominator, and a single fraction at the end: adding
    up fractions would reduce each sum on the way.
    """
    total, total_parts = 0, 1
    weighted, weighted_parts = 0, 1
    for weight, value in pairs:
        if type(weight) is type(value) is int and total_parts == 1:
            total += weight
            weighted += weight * value * weighted_parts
        elif value is not None:
            parts = weight.denominator
            total = total * parts + weight.numerator * total_parts
            total_parts *= parts
            parts *= value.denominator
            product = weight.numerator * value.numerator
            weighted = weighted * parts + product * weighted_parts
            weighted_parts *= parts
    return Fraction(weighted * total_parts, weighted_parts * total) if total else None
