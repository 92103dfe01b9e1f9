"""Scorecards of all vendors: heat map, who matters how much and does how well, who moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vendorbook.pages.across_page import across_page, across_path
from vendorbook.pages.reference_scores import PATH as SCORES_PATH
from vendorbook.scorecard.caps import caps_in_words
from vendorbook.scorecard.card import PRACTICES
from vendorbook.scorecard.grades import GRADES, colour_of, grade_of
from vendorbook.wording import signed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from vendorbook.pages import Page
    from vendorbook.portfolio import Portfolio
    from vendorbook.records.playbook import Bands
    from vendorbook.scorecard.grades import Colour
    from vendorbook.summary import Summary

TAB = "scorecards"
PATH: Final = across_path(TAB)
MOST_MOVERS: Final = 10
MOST_IN_A_CELL: Final = 12
TIERS: Final = ("strategic", "tactical", "operational", "commodity")
_NOT_RATED: Final = "not rated"


@dataclass(frozen=True)
class HeatCell:
    """One practice of one vendor."""

    score: Decimal | None
    colour: Colour


@dataclass(frozen=True)
class GridRow:
    """The vendors of one level of importance, by grade; `more` counts those without room."""

    label: str
    cells: tuple[tuple[str, tuple[Summary, ...], int], ...]


def page(portfolio: Portfolio, summaries: Sequence[Summary], as_of: date) -> Page:
    """The page of all scorecards."""
    bands = portfolio.playbook.scoring.bands
    ordered = sorted(summaries, key=_badness)
    columns = [*reversed(GRADES), _NOT_RATED]
    rated = [each for each in ordered if each.standing.difference is not None]
    return across_page(
        TAB,
        portfolio,
        as_of,
        lead="How every vendor does, better or worse than a quarter ago, and in which practice.",
        words="grade, score, trend, practices, caps, compare, criticality, movers",
        rows=[(each, _heat(each, bands)) for each in ordered],
        practices=PRACTICES,
        tiers=[tier for tier in TIERS if any(each.tier == tier for each in summaries)],
        columns=columns,
        grid=_grid(ordered, columns),
        better=_movers(rated, sign=1),
        worse=_movers(rated, sign=-1),
        signed=signed,
        caps_in_words=caps_in_words,
        scores_path=SCORES_PATH,
    )


def _badness(summary: Summary) -> tuple[bool, int, Decimal | int, str]:
    """The worst grade first, those not rated last."""
    standing = summary.standing
    rank = GRADES.index(standing.grade) if standing.grade else 0
    return (standing.grade is None, -rank, standing.score or 0, summary.name)


def _heat(summary: Summary, bands: Bands) -> list[HeatCell]:
    cells = []
    for practice in PRACTICES:
        score = summary.standing.practices.get(practice)
        colour = colour_of(None if score is None else grade_of(score, bands))
        cells.append(HeatCell(score, colour))
    return cells


def _grid(summaries: Sequence[Summary], columns: Sequence[str]) -> list[GridRow]:
    """Importance from top to bottom, grades from worst to best."""
    levels = [("critical function", [each for each in summaries if each.is_critical])]
    for tier in TIERS:
        levels.append(
            (tier, [each for each in summaries if each.tier == tier and not each.is_critical])
        )
    return [
        GridRow(label, tuple(_grid_cell(found, column) for column in columns))
        for label, found in levels
        if found
    ]


def _grid_cell(summaries: Sequence[Summary], column: str) -> tuple[str, tuple[Summary, ...], int]:
    inside = [each for each in summaries if (each.standing.grade or _NOT_RATED) == column]
    return column, tuple(inside[:MOST_IN_A_CELL]), max(0, len(inside) - MOST_IN_A_CELL)


def _movers(summaries: Sequence[Summary], sign: int) -> list[Summary]:
    """Whose score rose, or with -1 fell, the most since the quarter before."""
    moved = [
        (sign * each.standing.difference, each)
        for each in summaries
        if each.standing.difference is not None and sign * each.standing.difference > 0
    ]
    moved.sort(key=lambda pair: (-pair[0], pair[1].name))
    return [each for _, each in moved[:MOST_MOVERS]]
