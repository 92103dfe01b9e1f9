"""What each side told the other, with the answers. The state of an entry is derived."""

from __future__ import annotations

from typing import Literal

from vendorbook.records.facts import Moment, Record, record

FeedbackKind = Literal["praise", "suggestion", "concern", "issue"]
FeedbackDirection = Literal["to_vendor", "to_client"]
FeedbackTopic = Literal["delivery", "quality", "communication", "cost", "people", "security"]
IssueSeverity = Literal["critical", "high", "medium", "low"]


@record
class FeedbackEntry(Record):
    """One thing said; every issue has a severity."""

    id: str
    kind: FeedbackKind
    direction: FeedbackDirection
    raised_at: Moment
    raised_by: str
    about: FeedbackTopic
    relates_to: tuple[str, ...] = ()
    summary: str
    detail: str | None = None
    severity: IssueSeverity | None = None
    assigned_to: str | None = None
    responded_at: Moment | None = None
    response: str | None = None
    resolved_at: Moment | None = None
    resolution: str | None = None
    escalation_level: int | None = None
    disputed: bool = False
    dispute_outcome: str | None = None
    internal: bool = False


@record
class FeedbackFile(Record):
    """The file `feedback.yml`, or one fragment of it."""

    feedback: tuple[FeedbackEntry, ...]
