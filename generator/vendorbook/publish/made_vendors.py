"""What is made of each vendor in a build: pages on disk, and a little that others need.

A vendor's survey and the rendering of its pages happen in one go, and what stays in memory is
small: findings, a summary, rows for other pages, parts of other files.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from vendorbook.across import Across, VendorRows, rows_of_findings, vendor_rows
from vendorbook.exports.vendor_facts import vendor_facts
from vendorbook.pages.registry import broken_vendor_page, vendor_pages
from vendorbook.provenance import TracedSurvey
from vendorbook.publish.editions import (
    Publication,
    SharedEditions,
    VendorEditions,
    broken_editions,
    vendor_editions,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorbook.findings import Finding
    from vendorbook.portfolio import Portfolio
    from vendorbook.provenance import Provenance
    from vendorbook.publish.joined_files import JoinedFiles
    from vendorbook.publish.spool import Spool
    from vendorbook.summary import Summary
    from vendorbook.surveys import Clock


@dataclass(frozen=True)
class MadeVendor:
    """One vendor whose pages are on disk.

    Attributes:
        paths: The paths of its pages.
        digest: The digest of its pages if they outlive the build.
        rows: What it gives to pages across vendors.
        editions: What it adds to files of several vendors.
        source: What all of it was made from; None when nobody wanted to know.
    """

    slug: str
    faults: list[Finding]
    situations: list[Finding]
    summary: Summary | None
    paths: tuple[str, ...]
    digest: str
    rows: VendorRows
    editions: VendorEditions
    source: Provenance | None


class VendorMaker:
    """Makes one vendor after another."""

    def __init__(
        self,
        portfolio: Portfolio,
        clock: Clock,
        spool: Spool,
        about: Publication,
        *,
        is_traced: bool,
    ) -> None:
        """Keep what all vendors share; only where it `is_traced` is known what each is made of."""
        self._portfolio = portfolio
        self._clock = clock
        self._spool = spool
        self._about = about
        self._digests: dict[str, str] | None = {} if is_traced else None

    def make(self, slug: str) -> MadeVendor:
        """Survey a vendor and put its pages on disk."""
        traced = TracedSurvey(self._portfolio, slug, self._clock, self._digests)
        survey = traced.survey
        assessment = survey.assessment
        if assessment is None:
            pages = [broken_vendor_page(slug, survey.findings)]
            summary, rows = None, rows_of_findings(survey.findings)
            editions = broken_editions(slug, self._about)
        else:
            facts = vendor_facts(assessment, survey.findings)
            editions = vendor_editions(facts, self._about)
            pages = [*vendor_pages(assessment, survey.findings), *editions.pages]
            summary, rows = facts.summary, vendor_rows(assessment, survey.findings, facts.due)
        return MadeVendor(
            slug,
            survey.faults,
            survey.situations,
            summary,
            tuple(page.path for page in pages),
            self._spool.write(slug, pages),
            rows,
            replace(editions, pages=()),
            traced.provenance(),
        )


class Vendors(Protocol):
    """All vendors of a build, once each of them is made."""

    @property
    def slugs(self) -> tuple[str, ...]:
        """The vendors in their order."""

    @property
    def paths(self) -> list[str]:
        """The path of every page."""

    @property
    def faults(self) -> list[Finding]:
        """What is wrong with the records."""

    @property
    def situations(self) -> list[Finding]:
        """What is wrong in the world."""

    @property
    def errors(self) -> list[Finding]:
        """The faults that fail the build."""

    @property
    def files(self) -> JoinedFiles:
        """The files that vendors share."""

    def digest_of(self, slug: str) -> str:
        """The digest of a vendor's pages, if they outlive the build; else nothing."""

    def finish(self, policy_findings: Sequence[Finding]) -> None:
        """Add what belongs to no vendor; `policy_findings` are those of the policy."""

    def close(self) -> None:
        """Give back what ends with the build."""


class FreshVendors:
    """The vendors of a build that keeps nothing, taken in one after the other."""

    def __init__(self, about: Publication) -> None:
        """Start without any."""
        self.across = Across()
        self._shared = SharedEditions(about)
        self._outcomes: list[MadeVendor] = []

    def add(self, made: MadeVendor) -> None:
        """Take in one more vendor."""
        self.across.add(made.rows)
        self._shared.add(made.slug, made.editions)
        empty = VendorEditions((), (), ())
        self._outcomes.append(replace(made, rows=VendorRows(), editions=empty))

    @property
    def slugs(self) -> tuple[str, ...]:
        """The vendors in their order."""
        return tuple(each.slug for each in self._outcomes)

    @property
    def paths(self) -> list[str]:
        """The path of every page."""
        return [path for each in self._outcomes for path in each.paths]

    @property
    def faults(self) -> list[Finding]:
        """What is wrong with the records."""
        return [fault for each in self._outcomes for fault in each.faults]

    @property
    def situations(self) -> list[Finding]:
        """What is wrong in the world."""
        return [finding for each in self._outcomes for finding in each.situations]

    @property
    def errors(self) -> list[Finding]:
        """The faults that fail the build."""
        return [fault for fault in self.faults if fault.severity == "error"]

    @property
    def summaries(self) -> list[Summary]:
        """Every vendor in short that can be used."""
        return [each.summary for each in self._outcomes if each.summary]

    @property
    def standings(self) -> list[Summary]:
        """What pages of scorecards show of them."""
        return [each.standing_alone() for each in self.summaries]

    @property
    def files(self) -> JoinedFiles:
        """The files that vendors share."""
        return self._shared.files

    def digest_of(self, slug: str) -> str:
        """Nothing, for no page outlives the build."""
        return ""

    def finish(self, policy_findings: Sequence[Finding]) -> None:
        """Add what belongs to no vendor."""
        self._shared.finish(policy_findings)

    def close(self) -> None:
        """Give the disk space back."""
        self._shared.close()
