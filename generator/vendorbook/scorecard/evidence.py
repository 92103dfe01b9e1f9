"""What a scorecard is made from: one vendor's records, the policy, and the day of judgement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

    from vendorbook.records.playbook import Playbook
    from vendorbook.response_times import FeedbackState
    from vendorbook.scorecard.quarters import Windows
    from vendorbook.scorecard.rows import Number, Row
    from vendorbook.vendor import Vendor
    from vendorbook.workdays import WorkCalendar


@dataclass(frozen=True)
class Evidence:
    """What every indicator may look at.

    Attributes:
        vendor: The facts.
        policy: The playbook's policy.
        days: The working days of the vendor's contract.
        windows: The quarter and the twelve months that end with it.
        as_of: The day of judgement: caps hold on it, and what was reported by it counts.
        moment: The instant at which clocks of minutes and hours are read on that day.
        feedback: The state of every feedback entry on that day or later.
    """

    vendor: Vendor
    policy: Playbook
    days: WorkCalendar
    windows: Windows
    as_of: date
    moment: datetime
    feedback: tuple[FeedbackState, ...]


@dataclass(frozen=True)
class Measure:
    """How one indicator is made.

    Attributes:
        name: The indicator's short name, such as `C1`.
        title: The same in words.
        weight: How much it counts within its dimension.
        rows: Finds its rows; the docstring is what readers are told of it.
    """

    name: str
    title: str
    weight: Number
    rows: Callable[[Evidence], Iterable[Row]]
