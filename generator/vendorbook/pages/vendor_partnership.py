"""What both sides build together beyond the contract: ideas, goals, successes, activities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.across.ideas import idea_rows
from vendorbook.across.partnership import activity_rows, goal_rows, success_rows
from vendorbook.pages import SearchEntry, anchor_of
from vendorbook.pages.vendor_page import entry, vendor_page
from vendorbook.wording import plural, working_days
from vendorbook.workdays import CalendarGap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Finding
    from vendorbook.pages import Page
    from vendorbook.records.partnership import Activity

TAB = "partnership"


def page(assessment: Assessment, findings: Sequence[Finding]) -> Page:
    """The page of the partnership."""
    partnership = assessment.vendor.partnership
    activities = sorted(
        partnership.activities if partnership else (),
        key=lambda each: (each.planned_for, each.id),
        reverse=True,
    )
    goals = {row.id: row for row in goal_rows(assessment)}
    waiting = {row.id: row for row in idea_rows(assessment)}
    ideas = [each for each in activities if each.type == "idea"]
    return vendor_page(
        "vendor_partnership.html",
        TAB,
        assessment,
        findings,
        headings=(
            ("ideas", "Ideas"),
            ("goals", "Shared goals"),
            ("celebrate", "To celebrate"),
            ("activities", "Done together"),
        ),
        search=_search(assessment),
        partnership=partnership,
        goals=[(each, goals[each.id]) for each in (partnership.goals if partnership else ())],
        waiting=[(each, waiting[each.id]) for each in reversed(ideas) if each.id in waiting],
        decided=[
            (each, _days_to_answer(each, assessment)) for each in ideas if each.id not in waiting
        ],
        idea_days=assessment.policy.windows.idea_days,
        activities=[each for each in activities if each.type != "idea"],
        late={row.id for row in activity_rows(assessment) if row.is_late},
        successes=sorted(success_rows(assessment), key=lambda row: row.urgency),
    )


def _days_to_answer(idea: Activity, assessment: Assessment) -> str:
    """How long an answer took, in words; empty where there is none or nobody can tell."""
    days = assessment.vendor.days
    if idea.done_on is None or days is None:
        return ""
    try:
        count = days.between(idea.planned_for, idea.done_on)
    except CalendarGap:
        return f"after {plural((idea.done_on - idea.planned_for).days, 'day')}"
    allowed = assessment.policy.windows.idea_days
    return f"after {working_days(count)}" + (", too late" if count > allowed else "")


def _search(assessment: Assessment) -> list[SearchEntry]:
    partnership = assessment.vendor.partnership
    if partnership is None:
        return []
    found = [
        entry(assessment, anchor_of(goal.id), f"{goal.id} Shared goal", goal.text, rank=3)
        for goal in partnership.goals
    ]
    found += [
        entry(assessment, anchor_of(a.id), f"{a.id} {a.title}", a.type.replace("_", " "), rank=3)
        for a in partnership.activities
    ]
    return found
