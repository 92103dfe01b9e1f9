"""What a scorecard of the second implementation says, in shapes that are easy to compare.

`summary` holds text, lists and mappings only, fractions in lowest terms, so that the same shape can
be made from the program's scorecard and the two compared with `==`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.scorecard.generated_vendors import GeneratedPlaybook, GeneratedVendor
from tests.scorecard.second_evidence import AVAILABLE, NOT_APPLICABLE, Row
from tests.scorecard.second_implementation import score

Card = dict[str, Any]


@dataclass(frozen=True)
class Loss:
    """Points that one row takes from the vendor's hundred."""

    indicator: str
    label: str
    points: Fraction


def effective_weight(card: Card, row: Row) -> Fraction:
    """The row's share of the overall score; the shares of all available rows together are 1."""
    dimension, indicator = row["dimension"], row["indicator"]
    if row["state"] != AVAILABLE or None in {
        card["score"],
        card["dimensions"][dimension]["score"],
    }:
        return Fraction(0)
    beside = [d for d in card["dimensions"].values() if d["score"] is not None]
    inside = [
        i
        for where, i in card["indicators"].items()
        if where[0] == dimension and i["score"] is not None
    ]
    rows = [
        r
        for r in card["rows"]
        if (r["dimension"], r["indicator"]) == (dimension, indicator) and r["state"] == AVAILABLE
    ]
    return Fraction(
        share(card["dimensions"][dimension], beside)
        * share(card["indicators"][dimension, indicator], inside)
        * share(row, rows)
    )


def share(part: dict[str, Any], parts: list[dict[str, Any]]) -> Fraction:
    """How much of the weight of all parts one of them has."""
    return Fraction(part["weight"] / sum((p["weight"] for p in parts), Fraction(0)))


def points_lost(card: Card) -> list[Loss]:
    """What each available row costs, dearest first; together all that is missing from 100."""
    losses = [
        Loss(r["indicator"], r["label"], effective_weight(card, r) * (100 - r["score"]))
        for r in card["rows"]
        if r["state"] == AVAILABLE
    ]
    return sorted(losses, key=lambda loss: (-loss.points, loss.indicator, loss.label))


def second_opinion(playbook: GeneratedPlaybook, vendor: GeneratedVendor) -> dict[str, Any]:
    """The summary of a generated vendor's scorecard, to hold against the program's."""
    calendar = playbook.calendars[vendor.calendar]
    return summary(score(vendor.files, playbook.policy, calendar, vendor.as_of))


def summary(card: Card) -> dict[str, Any]:
    """What two scorecards of one vendor must agree on.

    Rows come without their labels, which are wording, and without those that do not apply: each as
    where it counts, its state, its score and its effective weight (missing ones have neither), in
    sorted order. A vendor that is too new has a score here; its grade says that it is not rated.
    """
    own = {
        "end": str(card["E"]),
        "score": shown(card["score"]),
        "rounded": shown(card["rounded"]),
        "confidence": shown(card["confidence"]),
        "too_new": card["too_new"],
        "grade": card["grade"],
        "caps": [f"{cap} {best}" for cap, best in card["caps"]],
        "final_grade": card["final_grade"],
        "colour": card["colour"],
        "dimensions": {
            name: [shown(d["score"]), shown(d["coverage"])]
            for name, d in card["dimensions"].items()
        },
        "indicators": {
            "/".join(where): [shown(i["weight"]), shown(i["score"]), shown(i["coverage"])]
            for where, i in card["indicators"].items()
            if i["coverage"] is not None
        },
        "rows": sorted(shown_row(card, r) for r in card["rows"] if r["state"] != NOT_APPLICABLE),
    }
    if "previous" in card:
        own |= {"trend": card["trend"], "previous": summary(card["previous"])}
    return own


def shown_row(card: Card, row: Row) -> str:
    """One row as a line of text."""
    where = f"{row['dimension']}/{row['indicator']} {row['state']}"
    if row["state"] != AVAILABLE:
        return where
    return f"{where} {shown(row['score'])} {shown(effective_weight(card, row))}"


def shown(number: Fraction | None) -> str:
    """A fraction in lowest terms, or a dash where there is no number."""
    return "-" if number is None else str(number)
