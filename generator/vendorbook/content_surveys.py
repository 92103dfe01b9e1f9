"""What is wrong with the live data on the pages written by hand, with the policy's severities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.checks import default_severities
from vendorbook.content import read_content
from vendorbook.findings import in_reading_order
from vendorbook.policy import apply_policy
from vendorbook.surveys import policy_day

if TYPE_CHECKING:
    from vendorbook.findings import Finding
    from vendorbook.portfolio import Portfolio
    from vendorbook.surveys import Clock


def survey_content(portfolio: Portfolio, clock: Clock) -> list[Finding]:
    """Every mistake on every page, in reading order."""
    pages, found = read_content(portfolio.root)
    pages = [page for page in pages if page.may_be_live]
    if pages:
        # Loading Jinja takes a sixth of a small check, which a playbook without live data saves.
        from vendorbook.pages.content_templates import (  # noqa: PLC0415
            find_mistakes,
            vocabulary_of,
        )

        vocabulary = vocabulary_of(portfolio.playbook, default_severities())
        for page in pages:
            found += find_mistakes(page, vocabulary)
    as_of = policy_day(portfolio, clock)
    return in_reading_order(apply_policy(found, portfolio.playbook, as_of))
