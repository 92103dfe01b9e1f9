"""What a run of `validate` or `check` gathers: findings, and what reports tell beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from vendorbook import terminal
from vendorbook.certainty import found_always
from vendorbook.cli.common import CannotRun, now
from vendorbook.content_surveys import survey_content
from vendorbook.files import shown
from vendorbook.outcome_cache import OutcomeCache, outcomes
from vendorbook.surveys import (
    Clock,
    clock_of,
    survey_calendars,
    survey_portfolio,
    survey_waivers,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from vendorbook.findings import DueDate, Finding
    from vendorbook.portfolio import Portfolio, PossiblePortfolio
    from vendorbook.revision_surveys import Revisions


@dataclass
class Outcome:
    """What was found, and what reports tell beside it."""

    findings: list[Finding] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    due: list[DueDate] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    known: frozenset[str] | None = None
    base: str = ""


def survey(
    outcome: Outcome,
    portfolio: Portfolio,
    slugs: Sequence[str],
    clock: Clock,
    kept: OutcomeCache | None,
    *,
    situations: bool,
    jobs: int,
) -> None:
    """Survey the vendors, and add what was found to the outcome."""
    outcome.findings += survey_portfolio(portfolio, clock) + survey_content(portfolio, clock, kept)
    if situations:
        outcome.findings += survey_calendars(portfolio, clock)
        if names := [shown(name) for name, each in portfolio.calendars.items() if each is None]:
            message = f"nothing was looked for that depends on the calendar {' or '.join(names)}"
            click.echo(f"Warning: {message}, which cannot be used", err=True)
    with terminal.progress("Reading vendors") as progress:
        for found in outcomes(
            portfolio,
            slugs,
            clock,
            kept,
            situations=situations,
            processes=jobs,
            progress=progress,
        ):
            outcome.findings += found.findings
            outcome.names[found.slug] = found.name
            outcome.due += found.due
            outcome.people |= set(found.people)
    if situations and slugs == portfolio.slugs:
        outcome.findings += survey_waivers(portfolio, outcome.findings, clock)


def survey_possible(
    outcome: Outcome, possible: Sequence[PossiblePortfolio], slugs: Sequence[str], jobs: int
) -> None:
    """Add the faults that are there however the policy will be mended."""
    ways = []
    for portfolio, doubt in possible:
        found = Outcome()
        survey(found, portfolio, slugs, clock_of(portfolio, now()), None,
                situations=False, jobs=jobs)  # fmt: skip
        ways.append([each for each in found.findings if each.place not in doubt.told])
        outcome.names.update(found.names)
        outcome.people |= found.people
    outcome.findings += found_always(ways)


def compare(
    outcome: Outcome,
    folder: Path,
    slugs: Sequence[str],
    base: str,
    as_of: date | None,
    *,
    situations: bool,
    is_optional: bool,
) -> None:
    """Compare with a base revision, and add to the outcome what a change must not do.

    Raises:
        CannotRun: When the base cannot be read, unless it `is_optional`.
    """
    from vendorbook.revision_surveys import (  # noqa: PLC0415 - without a base nothing waits for it
        Revisions,
        open_revisions,
    )
    from vendorbook.revisions import NoRevision  # noqa: PLC0415

    try:
        with open_revisions(folder, base, None, now(), as_of) as revisions:
            if isinstance(revisions, Revisions):
                _add_comparison(outcome, revisions, slugs, situations=situations)
    except NoRevision as reason:
        message = f"nothing was compared with '{base}': {reason}"
        if not is_optional:
            raise CannotRun(message) from None
        click.echo(f"Warning: {message}", err=True)


def _add_comparison(
    outcome: Outcome, revisions: Revisions, slugs: Sequence[str], *, situations: bool
) -> None:
    from vendorbook.revision_surveys import compare_vendor, policy_faults  # noqa: PLC0415

    known: set[str] = set()
    pairs = [pair for pair in revisions.pairs if pair[1] is None or pair[1] in slugs]
    with terminal.progress("Comparing vendors") as progress:
        for done, pair in enumerate(pairs, start=1):
            compared = compare_vendor(revisions, pair, situations=situations)
            outcome.findings += compared.faults
            if compared.before is not None:
                known |= {finding.fingerprint for finding in compared.before.findings}
            if progress is not None:
                progress(done, len(pairs))
    outcome.findings += policy_faults(revisions)
    concerned = {slug for pair in pairs for slug in pair if slug}
    is_same_policy = not revisions.is_policy_changed
    outcome.known = frozenset(known).union(
        finding.fingerprint
        for finding in outcome.findings
        if finding.vendor not in concerned and (finding.vendor or is_same_policy)
    )
    outcome.base = revisions.base
