"""Everything computed for one build, with the pages kept on disk until an engine asks for them.

The survey of the vendors and the rendering of their pages happen in one pass; what stays in memory
is small: findings, summaries and dates. Which engine turns the pages into a site is not known here.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from vendorbook.across import Across, VendorRows, vendor_rows
from vendorbook.checks import default_severities, manuals
from vendorbook.content_surveys import survey_content
from vendorbook.contents import CACHE_FOLDER, policy_contents
from vendorbook.exports.api import LISTS
from vendorbook.exports.atom import MOST_ENTRIES
from vendorbook.exports.tables import TABLES
from vendorbook.exports.vendor_facts import vendor_facts
from vendorbook.findings import Finding, in_reading_order
from vendorbook.pages.content_templates import vocabulary_of
from vendorbook.pages.live_lists import LiveData
from vendorbook.pages.registry import (
    PORTFOLIO_PATHS,
    Feeds,
    broken_vendor_page,
    portfolio_pages,
    vendor_pages,
)
from vendorbook.pages.vendor_review_pack import with_pdf_link
from vendorbook.plain_values import as_json, from_json
from vendorbook.portfolio import Portfolio, load
from vendorbook.provenance import TracedSurvey, contents_below, run_name
from vendorbook.publish.editions import (
    SHARED_PATHS,
    Publication,
    SharedEditions,
    VendorEditions,
    broken_editions,
    publication,
    schema_pages,
    vendor_editions,
)
from vendorbook.publish.spool import KeptSpool, Spool, open_spool
from vendorbook.surveys import (
    Clock,
    clock_of,
    for_each_vendor,
    policy_day,
    survey_calendars,
    survey_portfolio,
    survey_waivers,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime
    from pathlib import Path

    from vendorbook.pages import Page
    from vendorbook.summary import Summary

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
    digest: str


_Made = tuple[_VendorOutcome, VendorRows, VendorEditions]
"""What is kept of one vendor, its rows for other pages, and its parts of other files."""


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
        joined: The files that vendors share, by their path; `copy_joined` gives them.
        live: What lists on pages written by hand are made from; None when there is no policy.
        has_pdfs: Whether review packs lie beside their pages as PDFs too, so that pages lead there.
    """

    as_of: date | None
    faults: list[Finding]
    situations: list[Finding]
    slugs: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    live: LiveData | None = None
    has_pdfs: bool = False
    _digests: dict[str, str] = field(default_factory=dict, repr=False)
    _shared: SharedEditions | None = field(default=None, repr=False)
    _spool: Spool | None = field(default=None, repr=False)

    @property
    def findings(self) -> list[Finding]:
        """Faults and situations in reading order."""
        return in_reading_order([*self.faults, *self.situations])

    @property
    def error_lines(self) -> list[str]:
        """Every fault that fails the build, on a line of its own."""
        return [
            f"{fault.place}: {fault.code}: {' '.join(fault.message.split())}"
            for fault in self.faults
            if fault.severity == "error"
        ]

    def read_group(self, name: str) -> list[Page]:
        """The pages of one vendor, or of the portfolio."""
        pages = self._spool.read(name) if self._spool else []
        return [with_pdf_link(page) for page in pages] if self.has_pdfs else pages

    def digest_of(self, name: str) -> str:
        """The digest of what `read_group` gives, for vendors whose pages outlive the build."""
        digest = self._digests.get(name, "")
        return f"{digest} with PDF" if digest and self.has_pdfs else digest

    def pages(self) -> Iterator[Page]:
        """Every page, one group after the other."""
        for name in self.groups:
            yield from self.read_group(name)

    def copy_joined(self, path: str, target: Path) -> None:
        """Copy one of the joined files to where the site has it."""
        if self._shared:
            self._shared.files.copy_to(path, target)

    def close(self) -> None:
        """Give the disk space back; the pages are gone afterwards."""
        if self._shared:
            self._shared.close()
        if self._spool:
            self._spool.close()


def produce(
    root: Path,
    *,
    now: datetime,
    as_of: date | None = None,
    site_url: str | None = None,
    processes: int = 1,
    progress: Callable[[int, int], None] | None = None,
    keeps: bool = False,
) -> Production:
    """Survey every vendor and render every page.

    Args:
        root: The folder that holds playbook.yml.
        now: The instant of the run, with its offset.
        as_of: The day to assess for; left out, the pin in playbook.yml or else `now` decides.
        site_url: Where the site is published, for feeds that are read elsewhere.
        processes: How many processes may share the work.
        progress: Called with (done, total) after each vendor.
        keeps: Whether the pages of vendors that did not change are taken from the playbook's cache,
            and those that did are kept there.
    """
    policy = policy_contents(root)
    portfolio, faults = load(root)
    if portfolio is None:
        return Production(None, in_reading_order(faults), [])
    clock = clock_of(portfolio, now, as_of)
    about = publication(
        portfolio.playbook.organisation.name, policy_day(portfolio, clock), site_url
    )
    run = run_name(root, policy, clock, f"pages {about.site_url}") if keeps else None
    spool = open_spool(root / CACHE_FOLDER / "pages" if run else None)
    across, shared = Across(), SharedEditions(about)
    outcomes: list[_VendorOutcome] = []
    for outcome, rows, editions in for_each_vendor(
        _Maker(portfolio, clock, spool, run or "", about).make,
        portfolio.slugs,
        processes=processes,
        progress=progress,
    ):
        outcomes.append(outcome)
        across.add(rows)
        shared.add(outcome.slug, editions)
    faults += survey_portfolio(portfolio, clock) + survey_content(portfolio, clock)
    for outcome in outcomes:
        faults += outcome.faults
    situations = survey_calendars(portfolio, clock)
    situations += [finding for outcome in outcomes for finding in outcome.situations]
    faults += survey_waivers(portfolio, [*faults, *situations], clock)
    production = Production(
        policy_day(portfolio, clock),
        in_reading_order(faults),
        in_reading_order(situations),
        tuple(outcome.slug for outcome in outcomes),
        (*PORTFOLIO_PATHS, *SHARED_PATHS, *(path for each in outcomes for path in each.paths)),
        (PORTFOLIO_GROUP, *(outcome.slug for outcome in outcomes)),
        _digests={each.slug: each.digest for each in outcomes} if spool.is_kept else {},
        _shared=shared,
        _spool=spool,
    )
    shared.finish([finding for finding in production.findings if not finding.vendor])
    production.joined = shared.files.paths
    production.live = LiveData(
        vocabulary_of(portfolio.playbook, default_severities()),
        policy_day(portfolio, clock),
        production.findings,
        across,
        tuple(outcome.summary for outcome in outcomes if outcome.summary),
        portfolio.playbook.site.edit_url,
    )
    _produce_portfolio(portfolio, outcomes, across, production, spool)
    if isinstance(spool, KeptSpool):
        spool.forget_others(production.groups)
    return production


class _Maker:
    """Makes the pages of one vendor after another, or finds those that were made before."""

    def __init__(
        self, portfolio: Portfolio, clock: Clock, spool: Spool, run: str, about: Publication
    ) -> None:
        self._portfolio = portfolio
        self._clock = clock
        self._spool = spool
        self._run = run
        self._about = about
        self._digests: dict[str, str] | None = {} if run else None
        self._contents = contents_below(portfolio.root)

    def make(self, slug: str) -> _Made:
        """The pages on disk; returns what is kept of a vendor, and what it adds to other files."""
        return self._kept(slug) or self._made(slug)

    def _kept(self, slug: str) -> _Made | None:
        spool = self._spool
        found = spool.kept(slug) if isinstance(spool, KeptSpool) else None
        with suppress(AttributeError, LookupError, TypeError, ValueError):
            if found is not None and found[0] == self._run:
                source, outcome, rows, editions = map(from_json, found[1:])
                if source.is_in_time(self._clock) and source.holds(
                    self._portfolio.slugs, self._contents
                ):
                    return outcome, rows, editions
        return None

    def _made(self, slug: str) -> _Made:
        traced = TracedSurvey(self._portfolio, slug, self._clock, self._digests)
        survey = traced.survey
        assessment = survey.assessment
        if assessment is None:
            pages = [broken_vendor_page(slug, survey.findings)]
            summary, rows = None, VendorRows()
            editions = broken_editions(slug, self._about)
        else:
            facts = vendor_facts(assessment, survey.findings)
            editions = vendor_editions(facts, self._about)
            pages = [*vendor_pages(assessment, survey.findings), *editions.pages]
            summary, rows = facts.summary, vendor_rows(assessment, facts.due)
            editions = replace(editions, pages=())
        digest = self._spool.write(slug, pages)
        outcome = _VendorOutcome(
            slug,
            survey.faults,
            survey.situations,
            summary,
            tuple(page.path for page in pages),
            digest,
        )
        source = traced.provenance()
        if (
            isinstance(self._spool, KeptSpool)
            and source is not None
            and source.holds(self._portfolio.slugs, self._contents)
        ):
            with suppress(TypeError):  # a row that holds more than plain values is made anew
                kept = [self._run, *map(as_json, (source, outcome, rows, editions))]
                self._spool.keep(slug, kept, digest)
        return outcome, rows, editions


def _produce_portfolio(
    portfolio: Portfolio,
    outcomes: list[_VendorOutcome],
    across: Across,
    production: Production,
    spool: Spool,
) -> None:
    assert production.as_of is not None  # noqa: S101 - there is a portfolio, so there is a day
    pages = portfolio_pages(
        portfolio,
        [outcome.summary for outcome in outcomes if outcome.summary],
        production.findings,
        across,
        production.as_of,
        manuals(),
        Feeds(tuple(TABLES), ("index", *LISTS), MOST_ENTRIES),
    )
    spool.write(PORTFOLIO_GROUP, [*pages, *schema_pages()])
