"""Performance: what was measured, and what the last formal review said."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Final

from vendorbook.kpi_rows import kpi_rows
from vendorbook.records.facts import numbered
from vendorbook.scorecard.rows import Indicator, Number, Row, RowState, exact
from vendorbook.wording import decimal_text, plain_number, written_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.kpi_rows import KpiRow
    from vendorbook.kpi_rows import RowState as KpiState
    from vendorbook.records.reviews import Rating, RatingWord, Review
    from vendorbook.scorecard.evidence import Evidence

REVIEW_NAME: Final = "review"
REVIEW_SHARE: Final = Fraction(1, 4)
"""The review's weight for each unit of weight of the applicable KPIs: a fifth of the dimension."""

RATING_SCORES: Final[dict[RatingWord, Number]] = {
    "exceptional": 100,
    "very_good": 90,
    "satisfactory": 75,
    "marginal": 45,
    "unsatisfactory": 0,
}
"""What each word of a review is worth; satisfactory means that what was agreed was met."""


_STATES: Final[dict[KpiState, RowState]] = {
    "measured": "available",
    "missing": "missing",
    "not_applicable": "not_applicable",
}


def indicators(evidence: Evidence) -> list[Indicator]:
    """One indicator for each KPI, and one for the last review."""
    found = list(measured(evidence))
    applicable = [each.weight for each in found if each.coverage is not None]
    weight = REVIEW_SHARE * sum(applicable) if sum(applicable) else 1
    rows = tuple(last_review(evidence))
    return [*found, Indicator(REVIEW_NAME, "Last review", weight, rows)]


def measured(evidence: Evidence) -> Iterator[Indicator]:
    """Every KPI over the periods of the quarter for which it had a target.

    At the target or better a period scores 100; between the minimum and the target 60 to 100, and
    between the floor and the minimum 0 to 60, in proportion. Left out are periods in which nothing
    could be measured or that an approved change excuses. A period that was not reported by the day
    of judgement, or with a sample that is too small, is missing.
    """
    agreement, windows = evidence.vendor.agreement, evidence.windows
    for kpi in agreement.kpis if agreement else ():
        found = kpi_rows(
            evidence.vendor,
            kpi,
            windows.dense_first,
            windows.last,
            evidence.as_of,
            evidence.policy.windows,
        )
        rows = tuple(_kpi_row(row) for row in found)
        yield Indicator(kpi.id, kpi.name, exact(kpi.weight), rows)


def _kpi_row(row: KpiRow) -> Row:
    return Row(
        subject=str(row.period),
        label=f"{row.kpi.name}, {row.period}",
        state="available" if row.score is not None else _STATES[row.state],
        score=row.score,
        weight=1,
        record=row.kpi.id,
        page="scorecard",
        source=row.measurement or row.kpi,
        key="period" if row.measurement else "id",
        reason=partial(_kpi_reason, row),
    )


def _kpi_reason(row: KpiRow) -> str:
    """The formula for one period with its numbers."""
    if row.value is None:
        return _why_unmeasured(row)
    target, least = row.target.target, row.target.minimum
    value = decimal_text(row.value)
    said = f"{value} against target {plain_number(target)} and minimum {plain_number(least)}"
    if row.kpi.direction == "lower":
        said += ", lower is better"
    score = decimal_text(row.score or 0)
    if row.colour == "green":
        return f"{said}: at the target or better = 100"
    if row.colour == "amber":
        shares = (
            f"({value} − {plain_number(least)}) / ({plain_number(target)} − {plain_number(least)})"
        )
        return f"{said}: 60 + 40 × {shares} = {score}"
    floor = plain_number(2 * least - target if row.target.floor is None else row.target.floor)
    if not row.score:
        return f"{said}: at the floor {floor} or worse = 0"
    return f"{said}: 60 × ({value} − {floor}) / ({plain_number(least)} − {floor}) = {score}"


def _why_unmeasured(row: KpiRow) -> str:
    if row.state == "not_applicable":
        return "nothing could be measured, or an approved change excuses it; it counts for nobody"
    if row.measurement is not None:
        sample, least = row.measurement.denominator, row.kpi.min_sample
        return f"a sample of {sample} is less than the {least} that were agreed"
    by = f" by {written_day(row.reported_by)}" if row.reported_by else ""
    return f"not reported{by}" + ("" if row.score is None else " = 0, as agreed")


def last_review(evidence: Evidence) -> Iterator[Row]:
    """Every area that was rated in the latest review held in the twelve months.

    Areas rated not applicable are left out. A review that the vendor's tier asks for and that was
    not held in the twelve months is missing.
    """
    review = latest_review(evidence)
    if review is not None:
        for rating in review.ratings:
            yield _rating_row(review, rating)
    elif getattr(evidence.policy.tiers, evidence.vendor.profile.tier).review != "none":
        yield Row(
            subject="review",
            label="A formal review in the last twelve months",
            state="missing",
            score=None,
            weight=1,
            record="",
            page="reviews",
            source=evidence.vendor.profile,
            key="tier",
            reason="none was held, though the vendor's tier asks for one".format,
        )


def latest_review(evidence: Evidence) -> Review | None:
    """The latest review held in the twelve months, if there was one."""
    held = [each for each in evidence.vendor.reviews if evidence.windows.is_sparse(each.held_on)]
    return max(held, key=lambda review: (review.held_on, numbered(review.id)), default=None)


def _rating_row(review: Review, rating: Rating) -> Row:
    score = RATING_SCORES.get(rating.rating)
    words = rating.rating.replace("_", " ")
    return Row(
        subject=rating.area,
        label=f"{review.id} {rating.area}: {words}",
        state="not_applicable" if score is None else "available",
        score=score,
        weight=1,
        record=review.id,
        page="reviews",
        source=rating,
        key="rating",
        reason=partial("{} = {}".format, words, "left out" if score is None else score),
    )
