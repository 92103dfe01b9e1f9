"""How counts and days are said, in findings and on pages alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


def working_days(count: int) -> str:
    """A number of working days: `1 working day`, `5 working days`."""
    return plural(count, "working day")


def plural(count: int, word: str, words: str = "") -> str:
    """A count with its noun: `1 milestone`, `5 milestones`; `words` for an irregular plural."""
    return f"{count:,} {word if count == 1 else words or word + 's'}"


def written_day(day: date | None) -> str:
    """A day as people write it, `9 Oct 2026`; nothing for no day."""
    return "" if day is None else f"{day.day} {day:%b %Y}"
