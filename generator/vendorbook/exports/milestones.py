"""Every milestone with everything derived for it, as JSON and as a table for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from vendorbook.reporters.json_text import json_text
from vendorbook.status import STATUS_WORDS, Status
from vendorbook.wording import flag_in_words, reason_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Place


class MilestoneRow(NamedTuple):
    """One milestone of one vendor as exports show it; plain values, small enough to collect.

    Attributes:
        late: Working days late, or None; counted from the due date, not from the end of grace.
    """

    vendor: str
    id: str
    title: str
    status: Status
    baseline_due: date
    due: date
    deadline: date
    score_date: date
    late: int | None
    reasons: tuple[str, ...]
    flags: tuple[str, ...]
    place: Place


def milestone_rows(assessment: Assessment) -> list[MilestoneRow]:
    """The rows of one vendor, in the order of its file."""
    return [
        MilestoneRow(
            vendor=assessment.vendor.slug,
            id=each.milestone.id,
            title=each.milestone.title,
            status=each.state.status,
            baseline_due=each.milestone.baseline_due,
            due=each.state.schedule.due,
            deadline=each.state.schedule.deadline,
            score_date=each.state.schedule.score_date,
            late=each.state.late,
            reasons=each.state.reasons,
            flags=each.state.flags,
            place=each.milestone.place(),
        )
        for each in assessment.milestones
    ]


def as_json(rows: Iterable[MilestoneRow]) -> str:
    """A JSON list with one object for each milestone."""
    return json_text([as_data(row) for row in rows])


def as_data(row: MilestoneRow) -> dict[str, Any]:
    """One milestone as plain data."""
    return {
        "vendor": row.vendor,
        "id": row.id,
        "title": row.title,
        "status": row.status,
        "baseline_due": row.baseline_due.isoformat(),
        "due": row.due.isoformat(),
        "deadline": row.deadline.isoformat(),
        "score_date": row.score_date.isoformat(),
        "late": row.late,
        "reasons": list(row.reasons),
        "flags": list(row.flags),
        "path": row.place.path,
        "line": row.place.line,
    }


TABLE_HEADINGS = ("Milestone", "Status", "Baseline", "Due", "Late", "Title", "Why")
"""The columns of the terminal's table."""


def table_cells(row: MilestoneRow) -> Sequence[str]:
    """One row of the terminal's table; `Late` is in working days."""
    return (
        row.id,
        STATUS_WORDS[row.status],
        row.baseline_due.isoformat(),
        row.due.isoformat() if row.due != row.baseline_due else "",
        f"{row.late} wd" if row.late else "",
        row.title,
        "; ".join((*map(reason_in_words, row.reasons), *map(flag_in_words, row.flags))),
    )
