"""What we build together with all vendors: ideas, shared goals, successes and thanks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.pages.across_page import across_page, what_is_left_out

if TYPE_CHECKING:
    from datetime import date

    from vendorbook.across import Across
    from vendorbook.pages import Page
    from vendorbook.portfolio import Portfolio

TAB = "partnership"


def page(portfolio: Portfolio, across: Across, as_of: date) -> Page:
    """The page of partnership."""
    return across_page(
        TAB,
        portfolio,
        as_of,
        lead="Which ideas wait for an answer, what we want to reach together, and who was thanked.",
        headings=(
            ("ideas", "Ideas"),
            ("goals", "Shared goals"),
            ("together", "Done together"),
            ("celebrate", "To celebrate"),
            ("thanks", "Thanks"),
        ),
        words="ideas board, shared goals, joint planning, celebrations, kudos, praise",
        ideas=across.ideas.rows,
        ideas_left_out=what_is_left_out(across.ideas, "open idea"),
        idea_days=portfolio.playbook.windows.idea_days,
        decided=across.decided_ideas.rows,
        goals=across.goals.rows,
        goals_left_out=what_is_left_out(across.goals, "goal"),
        activities=across.activities.rows,
        activities_left_out=what_is_left_out(across.activities, "activity", "activities"),
        successes=across.successes.rows,
        thanks=across.praise.rows,
        thanks_left_out=what_is_left_out(across.praise, "thank-you"),
    )
