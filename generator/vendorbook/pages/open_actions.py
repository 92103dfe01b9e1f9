"""What both sides promised in meetings, reviews and plans: what is open, and what search finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vendorbook.assessment import has_happened
from vendorbook.pages import anchor_of
from vendorbook.pages.vendor_page import LONGEST_SEARCH_TITLE, entry
from vendorbook.wording import plural, working_days, written_day
from vendorbook.workdays import CalendarGap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.pages import SearchEntry
    from vendorbook.records.facts import Action

_OPEN_RANK: Final = 3
_DONE_RANK: Final = 4


@dataclass(frozen=True)
class OpenAction:
    """One action that is open on the day.

    Attributes:
        side: Of its owner.
        late: How late it is, in words; empty while there is time.
        page: The vendor's page that shows it.
        source: The id of the meeting, review or plan that it comes from.
    """

    action: Action
    side: str
    late: str
    page: str
    source: str


def open_actions(assessment: Assessment) -> list[OpenAction]:
    """Every open action, the one due first leading."""
    vendor = assessment.vendor
    found = []
    for action, page, source in _all_actions(assessment):
        if _is_open(assessment, action):
            owner = vendor.person(action.owner)
            side = owner.side if owner else "client"
            found.append(OpenAction(action, side, _late(assessment, action), page, source))
    return sorted(found, key=lambda each: (each.action.due, each.action.id))


def action_entries(assessment: Assessment, tab: str) -> list[SearchEntry]:
    """A search entry for every action that one of the vendor's pages shows, open ones first."""
    found = []
    for action, page, _ in _all_actions(assessment):
        if page == tab:
            title = f"{action.id} {action.text}"
            is_open = _is_open(assessment, action)
            more = action.text if len(title) > LONGEST_SEARCH_TITLE else ""
            owner = assessment.vendor.person_name(action.owner)
            day = f"due {written_day(action.due)}" if is_open else ""
            rank = _OPEN_RANK if is_open else _DONE_RANK
            found.append(
                entry(assessment, anchor_of(action.id), title, owner, day, more, rank=rank)
            )
    return sorted(found, key=lambda each: each.rank)


def _is_open(assessment: Assessment, action: Action) -> bool:
    vendor, as_of = assessment.vendor, assessment.as_of
    return action.dropped is None and not has_happened(action.done_on, as_of, vendor.timezone)


def _all_actions(assessment: Assessment) -> Iterator[tuple[Action, str, str]]:
    vendor = assessment.vendor
    for meeting in vendor.meetings:
        yield from ((each, "people", meeting.id) for each in meeting.actions)
    for review in vendor.reviews:
        yield from ((each, "reviews", review.id) for each in review.actions)
    for plan in vendor.improvement:
        yield from ((each, "reviews", plan.id) for each in plan.actions)


def _late(assessment: Assessment, action: Action) -> str:
    """Counted in working days, as the check does; in days where the calendar does not reach."""
    as_of, days = assessment.as_of, assessment.vendor.days
    if action.due >= as_of:
        return ""
    try:
        count = days.between(action.due, as_of) if days else 0
    except CalendarGap:
        return f"{plural((as_of - action.due).days, 'day')} late"
    return f"{working_days(count)} late" if count else ""
