"""How scores are made: from the policy in force and from what the code says of itself."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vendorbook.findings import Place, source_url
from vendorbook.pages import Heading, Page, SearchEntry, render
from vendorbook.scorecard import performance
from vendorbook.scorecard.caps import CAPS
from vendorbook.scorecard.card import MEASURES, PRACTICES
from vendorbook.scorecard.mirror import MEASURES as MIRROR_MEASURES
from vendorbook.scorecard.policy_notes import differences
from vendorbook.wording import decimal_text, plain_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from vendorbook.portfolio import Portfolio
    from vendorbook.records.playbook import Playbook
    from vendorbook.scorecard.evidence import Measure

PATH: Final = "reference/scores/index.html"

_HEADINGS: Final = (
    ("practices", "Practices and indicators"),
    ("numbers", "From rows to a score"),
    ("grades", "Grades"),
    ("caps", "Caps"),
    ("confidence", "Confidence"),
    ("trend", "Trend"),
    ("mirror", "Our own side"),
    ("left-out", "Not scored, on purpose"),
)

_LOW_CONFIDENCE: Final = (
    "Less is recorded than the policy asks for: the vendor is not rated.",
    "A number that rests on too little would be a guess.",
)


@dataclass(frozen=True)
class IndicatorManual:
    """What readers are told of one indicator or cap: a summary, and the rest in paragraphs."""

    name: str
    title: str
    weight: str
    paragraphs: tuple[str, ...]


def page(portfolio: Portfolio) -> Page:
    """The reference of scores."""
    playbook = portfolio.playbook
    scoring = playbook.scoring
    body = render(
        "reference_scores.html",
        PATH,
        scoring=scoring,
        windows=playbook.windows,
        practices=[(name, _weight(playbook, name), _indicators(name)) for name in PRACTICES],
        caps=[*_caps(playbook)],
        mirror=_measures(MIRROR_MEASURES),
        ratings=[
            (word.replace("_", " "), score) for word, score in performance.RATING_SCORES.items()
        ],
        bands=[
            (letter, plain_number(getattr(scoring.bands, letter)))
            for letter in ("A", "B", "C", "D", "E")
        ],
        number=plain_number,
        share=lambda part: f"{decimal_text(part * 100, 0)}%",
        notes=differences(scoring),
        policy_source=source_url(playbook.site.edit_url, _policy_place(playbook)),
    )
    headings = tuple(Heading(*each) for each in _HEADINGS)
    words = "score grade cap confidence weight indicator trend " + " ".join(PRACTICES)
    return Page(
        PATH,
        "How scores are made",
        body,
        headings,
        (SearchEntry("", "How scores are made", words),),
    )


def _policy_place(playbook: Playbook) -> Place:
    return playbook.place("scoring")


def _weight(playbook: Playbook, practice: str) -> str:
    return plain_number(getattr(playbook.scoring.weights, practice))


def _indicators(practice: str) -> list[IndicatorManual]:
    if practice != "performance":
        return _measures(MEASURES[practice])
    return [
        _manual("", "Each KPI", "its own weight", performance.measured),
        _manual(
            "", "Last review", "a quarter of the applicable KPIs' weights", performance.last_review
        ),
    ]


def _measures(measures: Iterable[Measure]) -> list[IndicatorManual]:
    return [
        _manual(each.name, each.title, decimal_text(each.weight), each.rows) for each in measures
    ]


def _caps(playbook: Playbook) -> list[tuple[IndicatorManual, bool]]:
    switched = playbook.scoring.caps
    found = [
        (_manual(name, "", "", find), bool(getattr(switched, name))) for name, find in CAPS.items()
    ]
    low = IndicatorManual("K7", "", "", _LOW_CONFIDENCE)
    return [*found, (low, switched.K7)]


def _manual(name: str, title: str, weight: str, function: Callable[..., Any]) -> IndicatorManual:
    """What a function's docstring says, without the cap's name in front."""
    text = (inspect.getdoc(function) or "").removeprefix(f"{name}: ")
    paragraphs = tuple(" ".join(each.split()) for each in text.split("\n\n"))
    first = paragraphs[0][:1].upper() + paragraphs[0][1:]
    return IndicatorManual(name, title, weight, (first, *paragraphs[1:]))
