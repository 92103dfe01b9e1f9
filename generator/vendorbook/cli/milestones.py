"""The list of every milestone on the command line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from vendorbook import terminal
from vendorbook.cli.common import (
    EXIT_FINDINGS,
    as_of_option,
    find_root,
    jobs_option,
    known_vendors,
    now,
    vendor_option,
)
from vendorbook.exports import milestones as milestones_export
from vendorbook.portfolio import load
from vendorbook.reporters.report import Report
from vendorbook.reporters.text import as_text
from vendorbook.status import STATUS_WORDS
from vendorbook.surveys import (
    VendorSurvey,
    clock_of,
    for_each_vendor,
    is_pinned,
    policy_day,
    survey_vendor,
)
from vendorbook.wording import NO_VENDOR_YET, pin_in_words, plural, written_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path


@click.command()
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), default="text")
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice(list(STATUS_WORDS)),
    help="Only milestones of this status; may be given several times.",
)
@as_of_option
@vendor_option
@jobs_option
@click.pass_obj
def milestones(
    root: Path | None,
    format_name: str,
    statuses: Sequence[str],
    as_of: date | None,
    vendors: Sequence[str],
    jobs: int,
) -> None:
    """List every milestone with its derived status and reasons.

    What is late is late by working days; what is at risk says why.
    """
    portfolio, findings, _ = load(find_root(root))
    if portfolio is None:
        click.echo(as_text(Report(tuple(findings), None, plural(0, "vendor"))), nl=False)
        sys.exit(EXIT_FINDINGS)
    clock = clock_of(portfolio, now(), as_of)

    def rows_of(slug: str) -> tuple[list[milestones_export.MilestoneRow], VendorSurvey]:
        survey = survey_vendor(portfolio, slug, clock, situations=False)
        assessment = survey.assessment
        rows = milestones_export.milestone_rows(assessment) if assessment else []
        return rows, VendorSurvey(slug, None, survey.faults, [])

    rows, faults = [], list(findings)
    slugs = known_vendors(portfolio, vendors)
    with terminal.progress("Reading vendors") as progress:
        for found, survey in for_each_vendor(rows_of, slugs, processes=jobs, progress=progress):
            rows += [each for each in found if not statuses or each.status in statuses]
            faults += [each for each in survey.faults if each.severity == "error"]
    if format_name == "json":
        click.echo(milestones_export.as_json(rows), nl=False)
    else:
        terminal.print_milestones(rows, sys.stdout)
        day = written_day(policy_day(portfolio, clock))
        pin = pin_in_words(is_pinned(portfolio, now(), as_of))
        click.echo(f"{plural(len(rows), 'milestone')} as of {day}{pin}")
        if not portfolio.slugs:
            click.echo(NO_VENDOR_YET)
    if faults:
        click.echo(
            f"{plural(len(faults), 'record fault')}: run 'vendorbook validate' to see them",
            err=True,
        )
        sys.exit(EXIT_FINDINGS)
