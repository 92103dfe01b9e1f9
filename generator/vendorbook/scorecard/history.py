"""Scorecards of one vendor over time: this quarter's, and earlier ones recomputed from records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.response_times import instant_of
from vendorbook.scorecard.card import Scorecard, scorecard
from vendorbook.scorecard.evidence import Evidence
from vendorbook.scorecard.quarters import (
    latest_complete_quarter,
    previous_quarter,
    settled_on,
    windows_of,
)
from vendorbook.workdays import CalendarGap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.records.facts import Period


def current(assessment: Assessment) -> Scorecard | None:
    """The scorecard of the latest complete quarter; None without all records or the calendar."""
    evidence = evidence_of(assessment)
    return None if evidence is None else scorecard(evidence)


def earlier(assessment: Assessment, before: Period | None = None) -> Iterator[Scorecard]:
    """The scorecards of the quarters before, the latest first, back to the first contract.

    Each is judged for the tenth working day after its end, so that late facts cannot rewrite it.

    Args:
        assessment: The vendor.
        before: The quarter to begin below; left out, the one that the vendor is judged by now.
    """
    evidence = evidence_of(assessment)
    starts = [contract.start for contract in assessment.vendor.profile.contracts]
    if evidence is None or not starts:
        return
    quarter = previous_quarter(before or evidence.windows.quarter)
    while quarter.last_day >= min(starts):
        try:
            settled = settled_on(quarter, evidence.days)
        except CalendarGap:
            return
        moment = instant_of(settled, assessment.vendor.timezone)
        past = Evidence(
            evidence.vendor,
            evidence.policy,
            evidence.days,
            windows_of(quarter),
            settled,
            moment,
            evidence.feedback,
        )
        yield scorecard(past)
        quarter = previous_quarter(quarter)


def evidence_of(assessment: Assessment) -> Evidence | None:
    """What the latest complete quarter is judged by; None without all records or the calendar."""
    days = assessment.vendor.days
    if days is None or assessment.vendor.in_doubt:
        return None
    return Evidence(
        assessment.vendor,
        assessment.policy,
        days,
        windows_of(latest_complete_quarter(assessment.as_of)),
        assessment.as_of,
        assessment.moment,
        assessment.feedback,
    )
