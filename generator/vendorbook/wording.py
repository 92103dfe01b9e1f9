"""How counts, days and states are said, in findings, tables and pages alike."""

from __future__ import annotations

import difflib
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from datetime import date

_LONGEST_VALUE: Final = 60

NO_VENDOR_YET = "vendors/ has no vendor yet; begin with 'vendorbook new SLUG'"
"""What a playbook without vendors is told."""


def working_days(count: int) -> str:
    """A number of working days: `1 working day`, `5 working days`."""
    return plural(count, "working day")


def working_days_past(count: int) -> str:
    """How long a last day is past; on the weekend after it no working day has gone by yet."""
    return working_days(count) if count else "less than a working day"


def plural(count: int, word: str, words: str = "") -> str:
    """A count with its noun: `1 milestone`, `5 milestones`; `words` for an irregular plural."""
    return f"{count:,} {word if count == 1 else words or word + 's'}"


def span_in_words(amount: int, unit: str) -> str:
    """An agreed length of time: `15 minutes`, `1 hour`, `2 working days`."""
    return plural(amount, {"m": "minute", "h": "hour", "d": "day", "wd": "working day"}[unit])


_PHONE_GROUPS: Final = (
    ("+4420", "0", (2, 4, 4)),
    ("+447", "0", (4, 6)),
    ("+44", "0", (3, 3, 4)),
    ("+1", "", (3, 3, 4)),
)
"""How numbers that begin so are spaced: what is dialled first within the country, and the digits of
each group behind the country's code. Other countries space theirs in many ways.
"""


class SpacedPhone(NamedTuple):
    """A phone number as people write it: `+44 20 7946 0123`.

    Attributes:
        first_at_home: What it begins with within its country, such as `020`.
    """

    written: str
    country: str
    first_at_home: str


def spaced_phone(phone: str) -> SpacedPhone | None:
    """A number in groups; None where nobody knows how its country spaces it."""
    for start, first, lengths in _PHONE_GROUPS:
        country = "44" if start.startswith("+44") else "1"
        digits = phone.removeprefix(f"+{country}")
        if phone.startswith(start) and len(digits) == sum(lengths):
            ends = [sum(lengths[: at + 1]) for at in range(len(lengths))]
            groups = [digits[end - size : end] for end, size in zip(ends, lengths, strict=True)]
            return SpacedPhone(f"+{country} {' '.join(groups)}", country, first + groups[0])
    return None


_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun",
                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")  # fmt: skip


def written_day(day: date | None) -> str:
    """A day as people write it, `9 Oct 2026`; nothing for no day."""
    return "" if day is None else f"{day.day} {_MONTHS[day.month - 1]} {day.year:04}"


def pin_in_words(is_pinned: bool) -> str:
    """What stands behind the day that is told of, where the policy decided which day it is."""
    return ", pinned by as_of in playbook.yml" if is_pinned else ""


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


def plain_number(number: Decimal) -> str:
    """A number as people write it, without zeros at the end: `99.9`, `1,250`, `4`."""
    return f"{number.normalize():,f}"


def decimal_text(number: Fraction | int, places: int = 2) -> str:
    """An exact number in decimals, rounded half up to so many places, without zeros at the end."""
    scale = 10**places
    fraction = Fraction(number)
    scaled = (2 * abs(fraction.numerator) * scale + fraction.denominator) // (
        2 * fraction.denominator
    )
    text = plain_number(Decimal(scaled) / scale)
    return f"−{text}" if fraction < 0 and scaled else text


def signed(number: Decimal) -> str:
    """A difference with its sign: `+4.4`, `−3`."""
    if number > 0:
        return f"+{number}"
    return f"−{-number}" if number < 0 else "±0"


def two_decimals(number: Fraction | int) -> str:
    """A number with two decimals, rounded half up, so that a column of them stands straight."""
    whole, _, part = decimal_text(number).partition(".")
    return f"{whole}.{part:<02}"


def written_value(value: Any) -> str:
    """A value as somebody would write it in YAML, on one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(written_value, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {written_value(each)}" for key, each in value.items()) + "}"
    text = str(value)
    return f'"{text}"' if text.startswith("+") else text


def closest(word: str, candidates: list[str]) -> str | None:
    """The candidate that somebody who wrote `word` most likely meant, or None."""
    lowered = {each.lower(): each for each in candidates}
    normal = word.lower().replace("-", "_")
    if normal in lowered:
        return lowered[normal]
    swapped = [sorted(normal), sorted(word.lower())]
    for each, right in lowered.items():
        if len(each) > 2 and sorted(each) in swapped:
            return right
    for options, probe in ((lowered, word.lower()), (lowered, normal)):
        if found := difflib.get_close_matches(probe, list(options), n=1, cutoff=0.7):
            return options[found[0]]
    return None


def quoted(value: Any) -> str:
    """A value in single quotes on one line, cut when it is long."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    text = " ".join(text.split())
    return f"'{text[: _LONGEST_VALUE - 1]}…'" if len(text) > _LONGEST_VALUE else f"'{text}'"
