"""What both sides build together beyond the contract."""

from __future__ import annotations

from datetime import date
from typing import Literal

from vendorbook.records.facts import Record, record

ActivityType = Literal[
    "strategic_planning",
    "joint_workshop",
    "roadmap_review",
    "joint_problem_solving",
    "retrospective",
    "training",
    "idea",
    "celebration",
]
ProposedBy = Literal["client", "vendor"]
IdeaDecision = Literal["accepted", "declined", "parked"]


@record
class Goal(Record):
    """A shared goal with an owner on each side."""

    id: str
    text: str
    owner_client: str
    owner_vendor: str
    target_date: date
    measured_by: str | None = None
    achieved_on: date | None = None
    dropped: str | None = None
    internal: bool = False


@record
class Activity(Record):
    """Something done together; an idea is raised on `planned_for` and decided on `done_on`."""

    id: str
    type: ActivityType
    title: str
    proposed_by: ProposedBy
    planned_for: date
    done_on: date | None = None
    decision: IdeaDecision | None = None
    participants: tuple[str, ...] = ()
    outcome: str | None = None
    benefit: str | None = None
    relates_to: tuple[str, ...] = ()
    internal: bool = False


@record
class Partnership(Record):
    """The file `partnership.yml`."""

    vision: str | None = None
    goals: tuple[Goal, ...] = ()
    activities: tuple[Activity, ...] = ()
