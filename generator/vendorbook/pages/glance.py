"""The few numbers at the head of the home page, each with the page that lists what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from vendorbook.pages.across_calendar import SOON_DAYS
from vendorbook.pages.across_page import across_path
from vendorbook.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from vendorbook.across import Across
    from vendorbook.summary import Summary


@dataclass(frozen=True)
class Glance:
    """One number.

    Attributes:
        mark: The shape beside it.
        words: The number with its noun.
        path: The page that lists what was counted.
        query: The state of that page's filter, beginning with `?`, or empty.
        anchor: The part of that page.
    """

    mark: str
    words: str
    path: str
    query: str
    anchor: str


def glances(
    summaries: Sequence[Summary], across: Across, as_of: date, idea_days: int
) -> list[Glance]:
    """What is late, red, undecided or near in the whole portfolio; nothing that is zero.

    Of kinds that a page has no room for, those kept are counted: they are the most urgent.
    """
    return [
        Glance(mark, plural(count, word, words), across_path(tab), query, anchor)
        for count, mark, word, words, tab, query, anchor in _counts(
            summaries, across, as_of, idea_days
        )
        if count
    ]


def _counts(
    summaries: Sequence[Summary], across: Across, as_of: date, idea_days: int
) -> Iterator[tuple[int, str, str, str, str, str, str]]:
    """Count, mark, noun and its plural, page, filter and part of the page."""
    missed = sum(each.count("missed") for each in summaries)
    at_risk = sum(each.count("at_risk") for each in summaries)
    yield missed, "missed", "missed milestone", "", "milestones", "?status=missed", "table"
    yield (
        at_risk, "at_risk", "milestone at risk", "milestones at risk", "milestones",
        "?status=at+risk", "table",
    )  # fmt: skip
    over = sum(1 for row in across.feedback.rows if row.clocks and row.clocks[0].is_over)
    yield (
        over, "missed", "issue past its limit", "issues past their limit", "issues", "?over=1",
        "open",
    )  # fmt: skip
    red = sum(1 for row in across.kpis.rows if row.tone == "red")
    yield red, "missed", "red KPI", "", "kpis", "?colour=red", "latest"
    pressing = sum(1 for r in across.contracts.rows if r.level in {"error", "warning", "info"})
    yield (
        pressing, "warning", "contract to decide", "contracts to decide", "contracts",
        "?pressing=1", "contracts",
    )  # fmt: skip
    lapsed = sum(1 for row in across.documents.rows if row.level in {"error", "warning"})
    yield (
        lapsed, "warning", "document lapsed or soon", "documents lapsed or soon", "contracts",
        "?lapsing=1", "documents",
    )  # fmt: skip
    waiting = sum(1 for row in across.ideas.rows if (row.waited or 0) > idea_days)
    yield (
        waiting, "missed", "idea waiting too long", "ideas waiting too long", "partnership", "",
        "ideas",
    )  # fmt: skip
    last = as_of + timedelta(days=SOON_DAYS)
    soon = sum(n for (day, _, _), n in across.due_counts.items() if day <= last)
    yield (
        soon, "due_soon", f"date in the next {SOON_DAYS} days",
        f"dates in the next {SOON_DAYS} days", "calendar", "?soon=1", "list",
    )  # fmt: skip
