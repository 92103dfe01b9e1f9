"""Everything computed for one build, with the pages kept on disk until an engine asks for them.

Which engine turns the pages into a site is not known here.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from vendorbook.checks import default_severities, manuals
from vendorbook.content import may_be_live
from vendorbook.content_surveys import survey_content
from vendorbook.contents import CACHE_FOLDER, digest_of_list, policy_contents
from vendorbook.exports.api import LISTS
from vendorbook.exports.atom import MOST_ENTRIES
from vendorbook.exports.tables import TABLES
from vendorbook.findings import Finding, in_reading_order
from vendorbook.outcome_cache import OutcomeCache
from vendorbook.pages.content_templates import render_content, vocabulary_of
from vendorbook.pages.live_lists import LiveData
from vendorbook.pages.registry import PORTFOLIO_PATHS, Feeds, portfolio_pages
from vendorbook.pages.vendor_review_pack import with_pdf_link
from vendorbook.portfolio import Portfolio, load
from vendorbook.provenance import run_name
from vendorbook.publish.editions import SHARED_PATHS, publication, schema_pages
from vendorbook.publish.made_vendors import FreshVendors, VendorMaker
from vendorbook.publish.portfolio_pages import PORTFOLIO_GROUP, PortfolioPages
from vendorbook.publish.rebuilt_vendors import RebuiltVendors, told
from vendorbook.publish.seen_folders import see_folder
from vendorbook.publish.spool import KeptSpool, Spool
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
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from vendorbook.pages import Page
    from vendorbook.publish.editions import Publication
    from vendorbook.publish.made_vendors import Vendors
    from vendorbook.publish.told_vendors import ToldVendor

Made = TypeVar("Made")


@dataclass
class Production:
    """One build's results.

    Attributes:
        as_of: The day of the organisation that everything is assessed for; None when the policy
            cannot be used, and then there are no pages.
        policy_faults: What is wrong with the records of no single vendor.
        policy_situations: What is wrong in the world of no single vendor.
        live: What lists on pages written by hand are made from; None when there is no policy.
        has_pdfs: Whether review packs lie beside their pages as PDFs too, so that pages lead there.
    """

    as_of: date | None
    policy_faults: list[Finding]
    policy_situations: list[Finding]
    live: LiveData | None = None
    has_pdfs: bool = False
    _vendors: Vendors | None = field(default=None, repr=False)
    _portfolio: PortfolioPages | None = field(default=None, repr=False)
    _spool: Spool | None = field(default=None, repr=False)

    @cached_property
    def faults(self) -> list[Finding]:
        """What is wrong with the records."""
        found = self._vendors.faults if self._vendors else []
        return in_reading_order([*self.policy_faults, *found])

    @cached_property
    def situations(self) -> list[Finding]:
        """What is wrong in the world."""
        found = self._vendors.situations if self._vendors else []
        return in_reading_order([*self.policy_situations, *found])

    @property
    def findings(self) -> list[Finding]:
        """Faults and situations in reading order."""
        return in_reading_order([*self.faults, *self.situations])

    @cached_property
    def error_lines(self) -> list[str]:
        """Every fault that fails the build, on a line of its own."""
        found = self._vendors.errors if self._vendors else []
        return [
            f"{fault.place}: {fault.code}: {' '.join(fault.message.split())}"
            for fault in in_reading_order([*self.policy_faults, *found])
            if fault.severity == "error"
        ]

    @property
    def slugs(self) -> tuple[str, ...]:
        """The vendors that have pages."""
        return self._vendors.slugs if self._vendors else ()

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The path of every page."""
        found = self._vendors.paths if self._vendors else []
        return (*PORTFOLIO_PATHS, *SHARED_PATHS, *found) if self._vendors else ()

    @property
    def groups(self) -> tuple[str, ...]:
        """Names that `read_group` takes: one for each vendor, and one for all other pages."""
        return (PORTFOLIO_GROUP, *self.slugs) if self._vendors else ()

    @property
    def joined(self) -> tuple[str, ...]:
        """The files that vendors share, by their path; `copy_joined` gives them."""
        return self._vendors.files.paths if self._vendors else ()

    def read_group(self, name: str) -> list[Page]:
        """The pages of one vendor, or of the portfolio."""
        if self._spool is None or self._portfolio is None:
            return []
        if name == PORTFOLIO_GROUP:
            return [self._portfolio.read(path) for path in self._portfolio.paths]
        pages = self._spool.read(name)
        return [with_pdf_link(page) for page in pages] if self.has_pdfs else pages

    def digest_of(self, name: str) -> str:
        """The digest of what `read_group` gives, for vendors whose pages outlive the build."""
        known = self._vendors and name != PORTFOLIO_GROUP
        digest = self._vendors.digest_of(name) if self._vendors and known else ""
        return f"{digest} with PDF" if digest and self.has_pdfs else digest

    def pages(self) -> Iterator[Page]:
        """Every page, one group after the other."""
        for name in self.groups:
            yield from self.read_group(name)

    def content(self, text: str, path: str) -> str:
        """The Markdown of a page written by hand with its live data; see `render_content`."""
        if not may_be_live(text):
            return text
        if self._portfolio is None or self.live is None:
            return render_content(text, path, None)
        return self._portfolio.content(text, path, self.live)

    def copy_joined(self, path: str, target: Path) -> None:
        """Copy one of the joined files to where the site has it."""
        if self._vendors:
            self._vendors.files.copy_to(path, target)

    def version_of_joined(self, path: str) -> str:
        """What changes whenever one of the joined files does; nothing where nobody knows."""
        return self._vendors.files.version(path) if self._vendors else ""

    @property
    def portfolio(self) -> PortfolioPages:
        """The pages that belong to no vendor."""
        assert self._portfolio is not None  # noqa: S101 - there is a policy, so there are pages
        return self._portfolio

    def close(self) -> None:
        """Give the disk space back; the pages are gone afterwards, and so is all but the errors."""
        _ = self.error_lines
        if self._vendors:
            self._vendors.close()
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
    cache: str = "pages",
) -> Production:
    """Survey every vendor and render every page.

    Args:
        root: The folder that holds playbook.yml.
        now: The instant of the run, with its offset.
        as_of: The day to assess for; left out, the pin in playbook.yml or else `now` decides.
        site_url: Where the site is published, for feeds that are read elsewhere.
        processes: How many processes may share the work.
        progress: Called with (done, total) after each vendor that has to be made.
        keeps: Whether the pages of vendors that did not change are taken from the playbook's cache,
            and those that did are kept there.
        cache: The folder of the cache for that; builds for other addresses have others.
    """
    policy = policy_contents(root)
    portfolio, faults, _ = load(root)
    if portfolio is None:
        return Production(None, in_reading_order(faults), [])
    clock = clock_of(portfolio, now, as_of)
    about = publication(
        portfolio.playbook.organisation.name, policy_day(portfolio, clock), site_url
    )
    run = run_name(root, policy, clock, f"pages {about}") if keeps else None
    if run:
        kept, folder = OutcomeCache(root), root / CACHE_FOLDER / cache
        with suppress(OSError, ImportError, sqlite3.Error):
            work = _Work(portfolio, clock, about, list(faults), processes, progress)
            return work.rebuild(folder, run, kept)
    return _Work(portfolio, clock, about, faults, processes, progress).build()


class _Work:
    """One build."""

    def __init__(
        self,
        portfolio: Portfolio,
        clock: Clock,
        about: Publication,
        faults: list[Finding],
        processes: int,
        progress: Callable[[int, int], None] | None,
    ) -> None:
        self._portfolio = portfolio
        self._clock = clock
        self._about = about
        self._faults = faults
        self._situations: list[Finding] = []
        self._processes = processes
        self._progress = progress
        self._day = policy_day(portfolio, clock)

    def build(self) -> Production:
        """Make everything, and keep nothing."""
        spool, portfolio = Spool(), self._portfolio
        vendors = FreshVendors(self._about)
        maker = VendorMaker(portfolio, self._clock, spool, self._about, is_traced=False)
        for made in self._each(maker.make, portfolio.slugs):
            vendors.add(made)
        self._survey_policy(None, lambda: [*vendors.faults, *vendors.situations])
        production = self._production(vendors, spool)
        findings = production.findings
        vendors.finish([finding for finding in findings if not finding.vendor])
        production.live = self._live(findings, vendors)
        policy_findings = in_reading_order([*self._faults, *self._situations])
        production.portfolio.make(self._makers(production.live, policy_findings))
        return production

    def rebuild(self, folder: Path, run: str, kept: OutcomeCache) -> Production:
        """Make what changed since the last build that kept its pages in `folder`.

        Raises:
            OSError, ImportError, sqlite3.Error: When nothing can be kept there.
        """
        spool = KeptSpool(folder)
        try:
            return self._rebuilt(spool, run, kept)
        except BaseException:
            spool.close()
            raise

    def _rebuilt(self, spool: KeptSpool, run: str, kept: OutcomeCache) -> Production:
        portfolio, clock = self._portfolio, self._clock
        see = partial(see_folder, portfolio.root, now=spool.began_at)
        vendors = RebuiltVendors(
            spool, run, self._about, portfolio.slugs, clock, portfolio.root, see
        )
        try:
            maker = VendorMaker(portfolio, clock, spool, self._about, is_traced=True)

            def make(slug: str) -> ToldVendor:
                return told(maker.make(slug), portfolio.slugs, see)

            for made in self._each(make, vendors.missing):
                vendors.add(made)
            self._survey_policy(kept, vendors.findings)
            vendors.finish(in_reading_order([*self._faults, *self._situations]))
            production = self._production(vendors, spool)
            production.live = self._live(vendors.all_findings, vendors)
            base = digest_of_list([str(self._day), *portfolio.slugs])
            makers = self._makers(production.live, vendors.policy_findings)
            production.portfolio.make_changed(makers, base, vendors)
            vendors.commit()
        except BaseException:
            vendors.close()
            raise
        return production

    def _each(self, make: Callable[[str], Made], slugs: Sequence[str]) -> Iterator[Made]:
        return for_each_vendor(make, slugs, processes=self._processes, progress=self._progress)

    def _survey_policy(
        self, kept: OutcomeCache | None, vendors: Callable[[], list[Finding]]
    ) -> None:
        """Find what is wrong with no single vendor; `vendors` gives what is wrong with them."""
        portfolio, clock = self._portfolio, self._clock
        self._faults += survey_portfolio(portfolio, clock)
        self._faults += survey_content(portfolio, clock, kept)
        self._situations += survey_calendars(portfolio, clock)
        if portfolio.playbook.waivers:
            found = [*self._faults, *self._situations, *vendors()]
            self._faults += survey_waivers(portfolio, found, clock)

    def _production(self, vendors: Vendors, spool: Spool) -> Production:
        return Production(
            self._day,
            self._faults,
            self._situations,
            _vendors=vendors,
            _portfolio=PortfolioPages(spool),
            _spool=spool,
        )

    def _live(
        self, findings: Sequence[Finding], vendors: FreshVendors | RebuiltVendors
    ) -> LiveData:
        playbook = self._portfolio.playbook
        return LiveData(
            vocabulary_of(playbook, default_severities()),
            self._day,
            findings,
            vendors.across,
            vendors.summaries,
            vendors.standings,
            playbook.site.edit_url,
        )

    def _makers(
        self, live: LiveData, policy_findings: Sequence[Finding]
    ) -> dict[str, Callable[[], Page]]:
        """What makes every page that belongs to no vendor."""
        feeds = Feeds(tuple(TABLES), ("index", *LISTS), MOST_ENTRIES)
        pages = portfolio_pages(
            self._portfolio,
            live.summaries,
            live.standings,
            policy_findings,
            live.across,
            self._day,
            manuals,
            feeds,
        )
        return pages | {page.path: partial(_same, page) for page in schema_pages()}


def _same(page: Page) -> Page:
    return page
