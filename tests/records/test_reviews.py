"""Formal reviews."""

from __future__ import annotations

from datetime import date

import pytest

from tests.records.reading import SOMEWHERE, faults, read
from vendorbook.records.facts import Action
from vendorbook.records.reviews import Rating, Review, ReviewsFile


def test_a_review_with_the_vendors_comment() -> None:
    reviews = read(
        ReviewsFile,
        """\
        reviews:
          - id: RV-02
            kind: quarterly
            period: 2026-Q2
            held_on: 2026-07-15
            chair: ines-ward
            attendees: [ines-ward, kit-morrow]
            ratings:
              - {area: quality, rating: satisfactory, narrative: No rollback.}
              - {area: cost, rating: not_applicable, narrative: Fixed price.}
            recommend: no
            recommend_reason: Late twice.
            vendor_comment: We agree on quality.
            vendor_commented_on: 2026-07-22
            decisions: [Backlog every two weeks]
            actions: [{id: AC-07, text: Clean the backlog, owner: kit-morrow, due: 2026-08-01}]
            internal: true
        """,
    )

    assert reviews == ReviewsFile(
        origin=SOMEWHERE,
        reviews=(
            Review(
                origin=SOMEWHERE,
                id="RV-02",
                kind="quarterly",
                period="2026-Q2",
                held_on=date(2026, 7, 15),
                chair="ines-ward",
                attendees=("ines-ward", "kit-morrow"),
                ratings=(
                    Rating(
                        origin=SOMEWHERE,
                        area="quality",
                        rating="satisfactory",
                        narrative="No rollback.",
                    ),
                    Rating(
                        origin=SOMEWHERE,
                        area="cost",
                        rating="not_applicable",
                        narrative="Fixed price.",
                    ),
                ),
                recommend="no",
                recommend_reason="Late twice.",
                vendor_comment="We agree on quality.",
                vendor_commented_on=date(2026, 7, 22),
                decisions=("Backlog every two weeks",),
                actions=(
                    Action(
                        origin=SOMEWHERE,
                        id="AC-07",
                        text="Clean the backlog",
                        owner="kit-morrow",
                        due=date(2026, 8, 1),
                    ),
                ),
                internal=True,
            ),
        ),
    )
    assert reviews.reviews[0].ratings[1].place().line == 10


RATED = "ratings: [{area: cost, rating: marginal, narrative: Over budget.}]"


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        (f"period: 2026-09, {RATED}", []),
        (f"period: 2026-H1, {RATED}", []),
        (f"period: '2026', {RATED}", []),
        (f"period: 2026, {RATED}", ["wrong-type: 'period' is the number 2026, expected text"]),
        (
            f"period: Q3, {RATED}",
            [
                "bad-format: 'period' is 'Q3', expected a month such as 2026-09, a quarter "
                "2026-Q3, a half-year 2026-H1, or a year 2026 in quotes"
            ],
        ),
        (
            "period: 2026-Q3, ratings: []",
            ["bad-value: 'ratings' is empty, expected at least 1 entry"],
        ),
        (
            "period: 2026-Q3, ratings: [{area: cost, rating: satisfactory}]",
            ["missing-key: 'narrative' is missing from a rating"],
        ),
        (
            f"period: 2026-Q3, {RATED}, recommend: yes",
            ["missing-key: 'recommend_reason' is missing from a review"],
        ),
        (
            f"period: 2026-Q3, {RATED}, recommend_reason: They tell us early.",
            ["missing-key: 'recommend' is missing from a review"],
        ),
        (
            f"period: 2026-Q3, {RATED}, recommend: true, recommend_reason: A",
            ["bad-value: 'recommend' is 'true', expected one of yes, no"],
        ),
        (
            f"period: 2026-Q3, {RATED}, vendor_comment: We agree.",
            ["missing-key: 'vendor_commented_on' is missing from a review"],
        ),
    ],
)
def test_right_and_wrong_reviews(details: str, expected: list[str]) -> None:
    text = f"reviews: [{{id: RV-01, kind: annual, held_on: 2026-07-15, chair: ines, {details}}}]"
    assert faults(ReviewsFile, text) == expected
