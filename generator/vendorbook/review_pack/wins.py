"""What went well in a quarter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorbook.across.partnership import success_rows
from vendorbook.across.praise import praise_rows
from vendorbook.records.facts import numbered
from vendorbook.scorecard.quarters import latest_complete_quarter, windows_of

if TYPE_CHECKING:
    from datetime import date

    from vendorbook.assessment import Assessment


@dataclass(frozen=True)
class Win:
    """Something to say thanks for.

    Attributes:
        kind: `praise`, `celebration`, `goal reached` or `milestone accepted`.
        by: For praise, who said it.
    """

    kind: str
    record: str
    what: str
    page: str
    day: date
    by: str


def wins(assessment: Assessment, hidden: frozenset[str]) -> tuple[Win, ...]:
    """Praise, celebrations and successes of the latest complete quarter, the latest first."""
    windows = windows_of(latest_complete_quarter(assessment.as_of))
    found = [
        Win("praise", row.id, row.summary, "feedback", row.said_on, row.by)
        for row in praise_rows(assessment)
    ]
    found += [
        Win(row.kind, row.id, row.title, row.page, row.day, "") for row in success_rows(assessment)
    ]
    shown = [win for win in found if windows.is_dense(win.day) and win.record not in hidden]
    return tuple(sorted(shown, key=lambda win: (win.day, numbered(win.record)), reverse=True))
