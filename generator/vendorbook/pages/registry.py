"""Which pages there are: one line for each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from vendorbook.pages import (
    Page,
    across_calendar,
    across_contracts,
    across_issues,
    across_kpis,
    across_milestones,
    across_partnership,
    across_people,
    across_scorecards,
    home,
    reference_checks,
    reference_feeds,
    reference_fields,
    reference_scores,
    render,
    vendor_agreement,
    vendor_feedback,
    vendor_milestones,
    vendor_overview,
    vendor_partnership,
    vendor_people,
    vendor_review_pack,
    vendor_reviews,
    vendor_scorecard,
    vendors,
)
from vendorbook.pages.across_page import across_path
from vendorbook.pages.vendor_page import VENDORS_PATH, page_path

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from vendorbook.across import Across
    from vendorbook.assessment import Assessment
    from vendorbook.findings import Finding
    from vendorbook.manuals import CheckManual
    from vendorbook.portfolio import Portfolio
    from vendorbook.summary import Summary

VENDOR_PAGES: dict[str, Callable[[Assessment, Sequence[Finding]], Page]] = {
    vendor_overview.TAB: vendor_overview.page,
    vendor_scorecard.TAB: vendor_scorecard.page,
    vendor_milestones.TAB: vendor_milestones.page,
    vendor_agreement.TAB: vendor_agreement.page,
    vendor_people.TAB: vendor_people.page,
    vendor_feedback.TAB: vendor_feedback.page,
    vendor_reviews.TAB: vendor_reviews.page,
    vendor_partnership.TAB: vendor_partnership.page,
    vendor_review_pack.TAB: vendor_review_pack.page,
}
"""The pages of every vendor, by the folder they live in."""

ACROSS_PAGES: dict[str, Callable[[Portfolio, Across, date], Page]] = {
    across_milestones.TAB: across_milestones.page,
    across_calendar.TAB: across_calendar.page,
    across_people.TAB: across_people.page,
    across_issues.TAB: across_issues.page,
    across_kpis.TAB: across_kpis.page,
    across_contracts.TAB: across_contracts.page,
    across_partnership.TAB: across_partnership.page,
}
"""The pages across vendors, by the folder they live in."""

PORTFOLIO_PATHS: tuple[str, ...] = (
    home.PATH,
    VENDORS_PATH,
    across_scorecards.PATH,
    *(across_path(tab) for tab in ACROSS_PAGES),
    reference_fields.PATH,
    reference_checks.PATH,
    reference_scores.PATH,
    reference_feeds.PATH,
)
"""The paths of the pages that belong to no vendor."""


class Feeds(NamedTuple):
    """What the site publishes for other programs, which pages know by name only.

    Attributes:
        tables: The names of the tables.
        documents: The names of the API's documents about all vendors.
        most: How many entries a feed of what happened has at most.
    """

    tables: tuple[str, ...]
    documents: tuple[str, ...]
    most: int


def vendor_page_paths(slug: str) -> tuple[str, ...]:
    """The paths of a vendor's pages, known without rendering them."""
    return tuple(page_path(slug, tab) for tab in VENDOR_PAGES)


def vendor_pages(assessment: Assessment, findings: Sequence[Finding]) -> list[Page]:
    """Render every page of one vendor."""
    return [page(assessment, findings) for page in VENDOR_PAGES.values()]


def broken_vendor_page(slug: str, findings: Sequence[Finding]) -> Page:
    """The only page of a vendor whose vendor.yml cannot be used: what is wrong with it."""
    path = page_path(slug)
    body = render(
        "vendor_broken.html", path, slug=slug, findings=findings, vendors_path=VENDORS_PATH
    )
    return Page(path, slug, body)


def portfolio_pages(
    portfolio: Portfolio,
    summaries: Sequence[Summary],
    standings: Sequence[Summary],
    policy_findings: Sequence[Finding],
    across: Across,
    as_of: date,
    manuals: Callable[[], Sequence[CheckManual]],
    feeds: Feeds,
) -> dict[str, Callable[[], Page]]:
    """What renders every page that belongs to no vendor, by path, as `PORTFOLIO_PATHS` has them.

    `standings` are the summaries for scorecards, which show neither dates nor milestones, so that
    they need not be made anew where only these changed. `policy_findings` belong to no vendor.
    """

    def all_vendors() -> Page:
        usable = {summary.slug for summary in summaries}
        broken = [slug for slug in portfolio.slugs if slug not in usable]
        return vendors.page(portfolio, summaries, broken, as_of)

    makers: tuple[Callable[[], Page], ...] = (
        lambda: home.page(portfolio, summaries, policy_findings, across, as_of),
        all_vendors,
        lambda: across_scorecards.page(portfolio, standings, as_of),
        *(partial(page, portfolio, across, as_of) for page in ACROSS_PAGES.values()),
        reference_fields.page,
        lambda: reference_checks.page(manuals()),
        lambda: reference_scores.page(portfolio),
        lambda: reference_feeds.page(*feeds),
    )
    return dict(zip(PORTFOLIO_PATHS, makers, strict=True))
