"""What a pull request means: plain values that reporters can print.

A change speaks of facts and of what follows from them, never of files or layout.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from vendorbook.findings import Place

Group = Literal[
    "watch",
    "misses",
    "milestones",
    "scores",
    "policy",
    "changes",
    "agreement",
    "contracts",
    "feedback",
    "people",
    "performance",
    "rhythm",
    "partnership",
]

GROUPS: Final[dict[Group, str]] = {
    "watch": "Whether anybody watches",
    "misses": "Missed milestones",
    "milestones": "Milestones",
    "scores": "Scorecards",
    "policy": "Policy",
    "changes": "Change requests",
    "agreement": "What was agreed",
    "contracts": "Contracts and documents",
    "feedback": "Feedback",
    "people": "People and channels",
    "performance": "Measurements, reviews and plans",
    "rhythm": "Meetings and actions",
    "partnership": "Partnership",
}
"""What changes are about, the most important first, and how that is said."""


@dataclass(frozen=True)
class Change:
    """One thing that a change of the records means.

    Attributes:
        kind: What happened, lower case with hyphens, such as `milestone-moved`.
        group: What it is about.
        vendor: The vendor's slug, or empty for the policy.
        record: The record's id within the vendor, or empty.
        message: What happened, in words.
        place: Where it stands now; for what is gone, where it stood.
        facts: The same for programs, such as dates and statuses before and after.
    """

    kind: str
    group: Group
    vendor: str
    record: str
    message: str
    place: Place
    facts: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class AuditEntry:
    """A promise that was changed, and by which commit.

    Attributes:
        commit: The full name of the commit that brought the change to the main line.
        author: Who wrote that commit.
        day: The day on which it was written.
        subject: The first line of its message.
        change: What was changed.
    """

    commit: str
    author: str
    day: date
    subject: str
    change: Change


def by_importance(changes: Iterable[Change]) -> list[Change]:
    """Changes in the order in which a reader should see them."""
    order = list(GROUPS)
    return sorted(
        changes,
        key=lambda each: (order.index(each.group), each.vendor, each.place.path, each.place.line),
    )
