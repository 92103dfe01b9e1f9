"""What is wrong with the live data on the pages written by hand, with the policy's severities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.checks import default_severities
from vendorbook.content import read_content
from vendorbook.findings import in_reading_order
from vendorbook.policy import apply_policy
from vendorbook.surveys import policy_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorbook.content import ContentPage
    from vendorbook.findings import Finding
    from vendorbook.outcome_cache import OutcomeCache
    from vendorbook.portfolio import Portfolio
    from vendorbook.surveys import Clock


def survey_content(
    portfolio: Portfolio, clock: Clock, kept: OutcomeCache | None = None
) -> list[Finding]:
    """Every mistake on every page, in reading order; what did not change is not judged again.

    Without what earlier runs `kept`, all are judged.
    """
    pages, found = read_content(portfolio.root)
    pages = [page for page in pages if page.may_be_live]
    if pages and kept is not None:
        found += kept.mistakes(pages, clock, lambda: _mistakes(portfolio, pages))
    elif pages:
        found += _mistakes(portfolio, pages)
    as_of = policy_day(portfolio, clock)
    return in_reading_order(apply_policy(found, portfolio.playbook, as_of))


def _mistakes(portfolio: Portfolio, pages: Sequence[ContentPage]) -> list[Finding]:
    # Loading Jinja takes a sixth of a small check, which most checks can do without.
    from vendorbook.pages.content_templates import find_mistakes, vocabulary_of  # noqa: PLC0415

    vocabulary = vocabulary_of(portfolio.playbook, default_severities())
    return [each for page in pages for each in find_mistakes(page, vocabulary)]
