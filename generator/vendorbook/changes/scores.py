"""What a change does to a vendor's scorecard: the score, the grade, and the rows that moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from vendorbook.change import Change
from vendorbook.wording import decimal_text, plural

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from vendorbook.comparison import Comparison
    from vendorbook.scorecard.card import Scorecard
    from vendorbook.scorecard.rows import Row

MOST_ROWS: Final = 5
"""How many moved rows are told; the rest is counted."""


class _Moved(NamedTuple):
    """One row that scores differently, came or went, and what that costs."""

    name: str
    words: str
    before: Row | None
    after: Row | None
    points: Fraction | int


def changes(comparison: Comparison) -> Iterator[Change]:
    """The scorecard before and after, when the score or the grade differs."""
    before, after = comparison.before.scorecard, comparison.after.scorecard
    if before is None or after is None:
        return
    was, now = _said(before), _said(after)
    if (was, before.exact) == (now, after.exact):
        return
    vendor = comparison.after.vendor
    moved = _moved_rows(before, after)
    words = f"score of {after.quarter}: {was} → {now}" if was != now else f"score: {now} as before"
    if moved:
        words += f"; {'; '.join(_row_said(each) for each in moved[:MOST_ROWS])}"
    if len(moved) > MOST_ROWS:
        words += f"; and {plural(len(moved) - MOST_ROWS, 'more row')}"
    facts: dict[str, Any] = {
        "before": _facts(before),
        "after": _facts(after),
        "rows": [_row_facts(each) for each in moved],
    }
    place = vendor.profile.place("id")
    yield Change("score-changed", "scores", vendor.slug, "", words, place, facts)


def _said(card: Scorecard) -> str:
    """A score with its grade: `79.0, grade C (K1)`."""
    if card.grade is None:
        return f"not rated ({card.unrated})"
    capped = ""
    if card.grade != card.uncapped_grade:
        capped = f" ({', '.join(dict.fromkeys(cap.id for cap in card.caps))})"
    return f"{card.score}, grade {card.grade}{capped}"


def _moved_rows(before: Scorecard, after: Scorecard) -> list[_Moved]:
    """Rows whose own score differs, and rows that came or went; the dearest first."""
    old, new = _rows(before), _rows(after)
    moved = []
    for name in dict.fromkeys((*old, *new)):
        was, now = old.get(name), new.get(name)
        if was is None or now is None or was[1].score != now[1].score:
            points = (now[2] if now else 0) - (was[2] if was else 0)
            words = (now or was or ("",))[0]
            moved.append(
                _Moved(name, words, was[1] if was else None, now[1] if now else None, points)
            )
    return sorted(moved, key=lambda each: (-abs(each.points), each.name))


def _rows(card: Scorecard) -> dict[str, tuple[str, Row, Fraction]]:
    """Every available row by its name: its words, itself and the points it lost."""
    return {
        f"{each.indicator.name}:{each.row.subject}": (
            f"{each.row.subject}, {each.indicator.title[:1].lower()}{each.indicator.title[1:]}",
            each.row,
            each.points,
        )
        for each in card.lost
    }


def _row_said(moved: _Moved) -> str:
    old, new = _score(moved.before), _score(moved.after)
    if moved.before is None:
        return f"{moved.words}: counts now, with {new}"
    if moved.after is None:
        return f"{moved.words}: counts no more (was {old})"
    return f"{moved.words}: {old} → {new}"


def _score(row: Row | None) -> str:
    return "nothing" if row is None or row.score is None else decimal_text(row.score, 1)


def _facts(card: Scorecard) -> dict[str, Any]:
    return {
        "score": None if card.score is None else float(card.score),
        "exact": None if card.exact is None else str(card.exact),
        "grade": card.grade,
        "caps": list(dict.fromkeys(cap.id for cap in card.caps)),
    }


def _row_facts(moved: _Moved) -> dict[str, Any]:
    return {
        "row": moved.name,
        "before": _number(moved.before),
        "after": _number(moved.after),
        "points_lost": round(float(moved.points), 4),
    }


def _number(row: Row | None) -> float | None:
    return None if row is None or row.score is None else float(row.score)
