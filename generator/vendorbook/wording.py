"""How counts, days and states are said, in findings, tables and pages alike."""

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


def reason_in_words(reason: str) -> str:
    """Why a milestone is at risk, as people say it."""
    name, _, reference = reason.partition(":")
    return {
        "in_grace": "in its days of grace",
        "forecast_late": "forecast is later than the due date",
        "forecast_passed": "forecast has passed",
        "resubmission_pending": "rejected, not delivered again yet",
        "dependency": f"waits for {reference}",
        "obligation": f"we still owe {reference}",
        "issue": f"issue {reference} is open",
    }[name]


def flag_in_words(flag: str) -> str:
    """What to know beside a milestone's status, as people say it."""
    name, _, value = flag.partition(":")
    return {
        "rebaselined": "moved once" if value == "1" else f"moved {value} times",
        "missed_before_change": "moved only after it had been missed",
        "acceptance_overdue": "our answer is overdue",
        "partial": f"{value}% delivered",
        "future_actual": "has a date that is still to come",
        "date_unknown": "completed, day not recorded",
    }[name]


def cause_in_words(cause: str) -> str:
    """Whose cause a change is."""
    return {
        "vendor": "the vendor's cause",
        "client": "our cause",
        "external": "nobody's cause",
    }[cause]
