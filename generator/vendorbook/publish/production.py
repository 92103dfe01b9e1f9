"""Everything computed for one build, with the pages kept on disk until an engine asks for them.

The survey of the vendors and the rendering of their pages happen in one pass; what stays in memory
is small: findings, summaries and dates. Which engine turns the pages into a site is not known here.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vendorbook.across import Across, VendorRows, vendor_rows
from vendorbook.checks import default_severities, manuals
from vendorbook.content_surveys import survey_content
from vendorbook.findings import Finding, in_reading_order
from vendorbook.pages import Heading, Page, SearchEntry
from vendorbook.pages.content_templates import vocabulary_of
from vendorbook.pages.live_lists import LiveData
from vendorbook.pages.registry import (
    PORTFOLIO_PATHS,
    broken_vendor_page,
    portfolio_pages,
    vendor_page_paths,
    vendor_pages,
)
from vendorbook.portfolio import Portfolio, load
from vendorbook.summary import Summary, summarise
from vendorbook.surveys import (
    Clock,
    clock_of,
    for_each_vendor,
    policy_day,
    survey_portfolio,
    survey_vendor,
    survey_waivers,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime

PORTFOLIO_GROUP = "_portfolio"
"""The group of the pages that belong to no vendor. No vendor's slug can start with a low line."""


@dataclass(frozen=True)
class _VendorOutcome:
    """What is kept of one vendor once its pages are on disk."""

    slug: str
    faults: list[Finding]
    situations: list[Finding]
    summary: Summary | None
    paths: tuple[str, ...]


@dataclass
class Production:
    """One build's results.

    Attributes:
        as_of: The day of the organisation that everything is assessed for; None when the policy
            cannot be used, and then there are no pages.
        faults: What is wrong with the records.
        situations: What is wrong in the world.
        slugs: The vendors that have pages.
        paths: The path of every page.
        groups: Names that `read_group` takes: one for each vendor, and one for all other pages.
        live: What lists on pages written by hand are made from; None when there is no policy.
    """

    as_of: date | None
    faults: list[Finding]
    situations: list[Finding]
    slugs: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    live: LiveData | None = None
    _spool: _Spool | None = field(default=None, repr=False)

    @property
    def findings(self) -> list[Finding]:
        """Faults and situations in reading order."""
        return in_reading_order([*self.faults, *self.situations])

    def read_group(self, name: str) -> list[Page]:
        """The pages of one vendor, or of the portfolio."""
        return self._spool.read(name) if self._spool else []

    def pages(self) -> Iterator[Page]:
        """Every page, one group after the other."""
        for name in self.groups:
            yield from self.read_group(name)

    def close(self) -> None:
        """Give the disk space back; the pages are gone afterwards."""
        if self._spool:
            self._spool.close()


def produce(
    root: Path,
    *,
    now: datetime,
    as_of: date | None = None,
    processes: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Production:
    """Survey every vendor and render every page.

    Args:
        root: The folder that holds playbook.yml.
        now: The instant of the run, with its offset.
        as_of: The day to assess for; left out, the pin in playbook.yml or else `now` decides.
        processes: How many processes may share the work.
        progress: Called with (done, total) after each vendor.
    """
    portfolio, faults = load(root)
    if portfolio is None:
        return Production(None, in_reading_order(faults), [])
    clock = clock_of(portfolio, now, as_of)
    spool = _Spool()
    across = Across()
    outcomes: list[_VendorOutcome] = []
    for outcome, rows in for_each_vendor(
        lambda slug: _produce_vendor(portfolio, slug, clock, spool),
        portfolio.slugs,
        processes=processes,
        progress=progress,
    ):
        outcomes.append(outcome)
        across.add(rows)
    faults += survey_portfolio(portfolio, clock) + survey_content(portfolio, clock)
    for outcome in outcomes:
        faults += outcome.faults
    situations = [finding for outcome in outcomes for finding in outcome.situations]
    faults += survey_waivers(portfolio, [*faults, *situations], clock)
    production = Production(
        policy_day(portfolio, clock),
        in_reading_order(faults),
        in_reading_order(situations),
        tuple(outcome.slug for outcome in outcomes),
        (*PORTFOLIO_PATHS, *(path for outcome in outcomes for path in outcome.paths)),
        (PORTFOLIO_GROUP, *(outcome.slug for outcome in outcomes)),
        _spool=spool,
    )
    production.live = LiveData(
        vocabulary_of(portfolio.playbook, default_severities()),
        policy_day(portfolio, clock),
        production.findings,
        across,
        tuple(outcome.summary for outcome in outcomes if outcome.summary),
        portfolio.playbook.site.edit_url,
    )
    _produce_portfolio(portfolio, outcomes, across, production, spool)
    return production


def _produce_vendor(
    portfolio: Portfolio, slug: str, clock: Clock, spool: _Spool
) -> tuple[_VendorOutcome, VendorRows]:
    """Write one vendor's pages; returns what is kept of it, and its rows for the other pages."""
    # Every row of a page links to its record when there is an address to link to.
    places = portfolio.playbook.site.edit_url is not None
    survey = survey_vendor(portfolio, slug, clock, places=places)
    assessment = survey.assessment
    if assessment is None:
        page = broken_vendor_page(slug, survey.findings)
        spool.write(slug, [page])
        kept = _VendorOutcome(slug, survey.faults, survey.situations, None, (page.path,))
        return kept, VendorRows()
    spool.write(slug, vendor_pages(assessment, survey.findings))
    kept = _VendorOutcome(
        slug,
        survey.faults,
        survey.situations,
        summarise(assessment, survey.findings),
        vendor_page_paths(slug),
    )
    return kept, vendor_rows(assessment)


def _produce_portfolio(
    portfolio: Portfolio,
    outcomes: list[_VendorOutcome],
    across: Across,
    production: Production,
    spool: _Spool,
) -> None:
    assert production.as_of is not None  # noqa: S101 - there is a portfolio, so there is a day
    pages = portfolio_pages(
        portfolio,
        [outcome.summary for outcome in outcomes if outcome.summary],
        production.findings,
        across,
        production.as_of,
        manuals(),
    )
    spool.write(PORTFOLIO_GROUP, pages)


class _Spool:
    """Pages on disk, one file for each group."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="vendorbook-")

    def _file(self, name: str) -> Path:
        return Path(self._folder.name) / f"{name}.json"

    def write(self, name: str, pages: list[Page]) -> None:
        data = [
            [p.path, p.title, p.body, [list(vars(h).values()) for h in p.headings],
             [list(vars(s).values()) for s in p.search]]
            for p in pages
        ]  # fmt: skip
        self._file(name).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")

    def read(self, name: str) -> list[Page]:
        data: list[Any] = json.loads(self._file(name).read_text(encoding="utf-8"))
        return [
            Page(
                path,
                title,
                body,
                tuple(Heading(*each) for each in headings),
                tuple(SearchEntry(*each) for each in search),
            )
            for path, title, body, headings, search in data
        ]

    def close(self) -> None:
        self._folder.cleanup()
