"""What the makers of chance records share: the dates that matter, and changes logged on the way."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.scorecard.second_dates import ONE_DAY, Plain, WorkingDays

SECURE = "https://documents.example/paper"
CLIENT_SIDE = ("ines-ward", "pia-nand")
VENDOR_SIDE = ("kit-morrow", "rosa-lind")
EVERYBODY = (*CLIENT_SIDE, *VENDOR_SIDE, "otto-lund")
OPTIONAL_FILES = (
    "communication",
    "meetings",
    "agreement",
    "milestones",
    "changes",
    "feedback",
    "measurements",
    "reviews",
    "improvement",
    "partnership",
)


@dataclass(frozen=True)
class Draft:
    """What the makers of records share: chance, the dates that matter, and what is there so far.

    Luck is how often things go well, so that every grade comes about.
    """

    chance: random.Random
    days: WorkingDays
    as_of: date
    end: date
    quarter_start: date
    year_start: date
    present: frozenset[str]
    luck: float
    first_change: int
    action_numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    changes: list[Plain] = field(default_factory=list)

    def maybe(self, probability: float) -> bool:
        return self.chance.random() < probability

    def lucky(self) -> bool:
        return self.maybe(self.luck)

    def one_of(self, *values: Any) -> Any:
        return self.chance.choice(values)

    def near(self, day: date, before: int = 4, after: int = 4) -> date:
        return day + self.chance.randint(-before, after) * ONE_DAY

    def some_day(self) -> date:
        """A day at a border, or anywhere in the fifteen months that can matter."""
        borders = (self.year_start, self.quarter_start, self.end, self.end, self.as_of)
        if self.maybe(0.5):
            return self.near(self.one_of(*borders))
        return self.quarter_start + self.chance.randint(-330, 150) * ONE_DAY

    def add_change(
        self, kind: str, cause: str, decided_on: date, effects: list[Plain], *, approved: bool
    ) -> str:
        """Log a change request, whose other states do nothing, and say its id."""
        number = self.first_change + len(self.changes)
        status = "approved" if approved else self.one_of("proposed", "rejected")
        change = {
            "id": f"CR-{number:02}",
            "title": "Something changes",
            "type": kind,
            "cause": cause,
            "raised_on": str(decided_on - 3 * ONE_DAY),
            "raised_by": self.one_of(*VENDOR_SIDE),
            "status": status,
            "effects": effects,
        }
        if status != "proposed":
            change |= {"decided_on": str(decided_on), "decided_by": self.one_of(*CLIENT_SIDE)}
        self.changes.append(change)
        return str(change["id"])
