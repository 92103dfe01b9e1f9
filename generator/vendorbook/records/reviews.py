"""Formal reviews: ratings with their reasons, the vendor's comment, and what follows."""

from __future__ import annotations

from datetime import date
from typing import Literal

from vendorbook.records.facts import Action, Record, record

ReviewKind = Literal["monthly", "quarterly", "annual", "exit"]
RatedArea = Literal["quality", "schedule", "cost", "management", "communication", "partnership"]
RatingWord = Literal[
    "exceptional", "very_good", "satisfactory", "marginal", "unsatisfactory", "not_applicable"
]
Recommendation = Literal["yes", "no"]


@record
class Rating(Record):
    """One area's rating; satisfactory means that what was agreed was met."""

    area: RatedArea
    rating: RatingWord
    narrative: str


@record
class Review(Record):
    """One formal review; `period` is a month, quarter, half-year or year as people write it."""

    id: str
    kind: ReviewKind
    period: str
    held_on: date
    chair: str
    attendees: tuple[str, ...] = ()
    ratings: tuple[Rating, ...]
    recommend: Recommendation | None = None
    recommend_reason: str | None = None
    vendor_comment: str | None = None
    vendor_commented_on: date | None = None
    decisions: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    internal: bool = False


@record
class ReviewsFile(Record):
    """The file `reviews.yml`, or one fragment of it."""

    reviews: tuple[Review, ...]
