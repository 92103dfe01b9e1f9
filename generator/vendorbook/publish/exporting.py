"""Writing the machine-readable editions alone, without the pages, into a folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorbook.exports.vendor_facts import vendor_facts
from vendorbook.findings import Finding, in_reading_order
from vendorbook.publish.editions import (
    SharedEditions,
    VendorEditions,
    broken_editions,
    publication,
    schema_pages,
    vendor_editions,
)
from vendorbook.publish.site_files import inside, write_if_changed
from vendorbook.surveys import (
    Clock,
    for_each_vendor,
    policy_day,
    survey_calendars,
    survey_portfolio,
    survey_vendor,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from vendorbook.portfolio import Portfolio


@dataclass(frozen=True)
class Exported:
    """What was written.

    Attributes:
        folder: The folder, laid out as the site is.
        faults: How many errors the records have.
    """

    folder: Path
    faults: int


def export_editions(
    portfolio: Portfolio,
    slugs: Sequence[str],
    clock: Clock,
    folder: Path,
    *,
    site_url: str | None = None,
    processes: int = 1,
) -> Exported:
    """Write the editions of some vendors below `folder`, as the site has them.

    Args:
        portfolio: The policy.
        slugs: The vendors.
        clock: What the run calls now.
        folder: An empty folder.
        site_url: Where the site is published, or nothing.
        processes: How many processes may share the work.
    """
    about = publication(
        portfolio.playbook.organisation.name, policy_day(portfolio, clock), site_url
    )
    shared = SharedEditions(about)

    def editions_of(slug: str) -> tuple[VendorEditions, list[Finding]]:
        survey = survey_vendor(portfolio, slug, clock)
        if survey.assessment is None:
            return broken_editions(slug, about), survey.faults
        facts = vendor_facts(survey.assessment, survey.findings)
        return vendor_editions(facts, about), survey.faults

    policy = in_reading_order(survey_portfolio(portfolio, clock))
    faults = list(policy)
    made = for_each_vendor(editions_of, slugs, processes=processes)
    for slug, (editions, found) in zip(slugs, made, strict=True):
        for page in editions.pages:
            write_if_changed(inside(folder, page.path), page.body)
        shared.add(slug, editions)
        faults += found
    for page in schema_pages():
        write_if_changed(inside(folder, page.path), page.body)
    shared.finish(in_reading_order([*policy, *survey_calendars(portfolio, clock)]))
    for path in shared.files.paths:
        shared.files.copy_to(path, inside(folder, path))
    shared.close()
    return Exported(folder, sum(1 for fault in faults if fault.severity == "error"))
