"""Vendors made by chance, but the same for the same seed, to compare two scorecards on.

Dates crowd around the borders where something starts or stops counting. All records keep their
schemas and the rules between records, so that the program accepts them; facts later than the as-of
date are among them on purpose. The pinned today lies after everything.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tests.scorecard.generated_draft import OPTIONAL_FILES, Draft
from tests.scorecard.generated_records import all_files
from tests.scorecard.second_dates import (
    ONE_DAY,
    Plain,
    add_months,
    latest_quarter_end,
    working_days,
)

TODAY = date(2028, 12, 29)
WEIGHTS: tuple[tuple[int | Decimal, ...], ...] = (
    (15, 25, 15, 35, 10),
    (20, 20, 20, 20, 20),
    (0, 50, 0, 50, 0),
    (Decimal("12.5"), Decimal("12.5"), 25, 30, 20),
    (0, 0, 100, 0, 0),
)
HOLIDAYS = ("01-01", "03-31", "05-04", "05-25", "07-01", "08-31", "09-30", "12-25", "12-28")


@dataclass(frozen=True)
class GeneratedVendor:
    """One vendor's files as plain data, the day to judge it on, and the calendar that holds."""

    slug: str
    files: Plain
    as_of: date
    calendar: str


@dataclass(frozen=True)
class GeneratedPlaybook:
    """A policy, calendars by name, and vendors."""

    policy: Plain
    calendars: dict[str, Plain]
    vendors: tuple[GeneratedVendor, ...]


def generated_playbook(seed: int, size: int) -> GeneratedPlaybook:
    """A playbook with so many vendors; seed 0 has the policy's defaults."""
    chance = random.Random(seed)
    calendars = {
        "london": generated_calendar(["sat", "sun"]),
        "cairo": generated_calendar(["fri", "sat"]),
    }
    policy = generated_policy(chance, plain=seed == 0)
    vendors = []
    for number in range(size):
        calendar = "cairo" if chance.random() < 0.2 else "london"
        draft = new_draft(chance, calendars[calendar])
        slug = f"vendor-{seed}-{number}"
        files = all_files(draft, slug)
        if calendar == "cairo":
            files["vendor"] |= {"calendar": "cairo"}
        vendors.append(GeneratedVendor(slug, files, draft.as_of, calendar))
    return GeneratedPlaybook(policy, calendars, tuple(vendors))


def generated_calendar(weekend: list[str]) -> Plain:
    """A calendar whose holidays lie on quarter borders and in odd clusters."""
    days = [f"{year}-{day}" for year in range(2022, 2030) for day in HOLIDAYS]
    return {
        "name": "Generated",
        "weekend": weekend,
        "covers": {"from": "2022-01-01", "to": "2029-12-31"},
        "non_working": [{"date": day, "name": "Holiday"} for day in days],
    }


def generated_policy(chance: random.Random, *, plain: bool) -> Plain:
    """A policy file: the defaults, or numbers of its own in most places."""
    policy: Plain = {
        "schema_version": 1,
        "organisation": {"name": "Client", "timezone": "Europe/London", "calendar": "london"},
        "as_of": str(TODAY),
    }
    if plain:
        return policy
    dimensions = ("communication", "expectations", "feedback", "performance", "partnership")
    policy["windows"] = {
        "report_kpi_days": chance.choice([0, 3, 5]),
        "idea_days": chance.choice([5, 20]),
        "activity_days": chance.choice([0, 10]),
    }
    rarest = chance.choice(["annual", "none"])
    policy["tiers"] = {
        "strategic": {"review": "monthly"},
        "operational": {"review": rarest},
        "commodity": {"review": rarest},
    }
    policy["scoring"] = {
        "weights": dict(zip(dimensions, chance.choice(WEIGHTS), strict=True)),
        "late_points_per_day": chance.choice([0, 5, Decimal("2.5"), 10]),
        "bands": {"A": 95, "B": 80, "C": Decimal("62.5"), "D": 30, "E": 0},
        "caps": {f"K{number}": chance.random() < 0.7 for number in range(1, 8)},
        "confidence": {"high": Decimal("0.9"), "medium": Decimal("0.7"), "low": Decimal("0.55")},
        "trend": chance.choice([0, Decimal("1.5"), 3]),
    }
    return policy


def new_draft(chance: random.Random, calendar: Plain) -> Draft:
    """An as-of date close to a quarter's border more often than not, and which files there are."""
    border = add_months(date(2024, 12, 31) + ONE_DAY, 3 * chance.randint(1, 12)) - ONE_DAY
    as_of = border + timedelta(days=chance.choice([-1, 0, 0, 1, 3, 6, 7, 8, 9, 14, 15, 16, 45, 88]))
    end = latest_quarter_end(as_of)
    share = chance.choice([0.3, 0.8, 1, 1, 1])
    return Draft(
        chance=chance,
        days=working_days(calendar),
        as_of=as_of,
        end=end,
        quarter_start=add_months(end + ONE_DAY, -3),
        year_start=add_months(end + ONE_DAY, -12),
        present=frozenset(file for file in OPTIONAL_FILES if chance.random() < share),
        luck=chance.choice([0.4, 0.75, 0.95]),
        first_change=chance.choice([1, 97, 101]),
    )
