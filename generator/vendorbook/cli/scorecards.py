"""Scorecards on the command line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from vendorbook import terminal
from vendorbook.cli.common import (
    EXIT_FINDINGS,
    CannotRun,
    as_of_option,
    find_root,
    jobs_option,
    known_vendors,
    now,
)
from vendorbook.exports import scorecards as scorecards_export
from vendorbook.portfolio import load
from vendorbook.reporters.report import Report
from vendorbook.reporters.text import as_text
from vendorbook.scorecard.standing import Standing, standing_of, why_none
from vendorbook.surveys import clock_of, for_each_vendor, is_pinned, policy_day, survey_vendor
from vendorbook.wording import NO_VENDOR_YET, closest, pin_in_words, plural, written_day

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from vendorbook.assessment import Assessment
    from vendorbook.portfolio import Portfolio
    from vendorbook.surveys import Clock


@click.command()
@click.argument("vendor", required=False)
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), default="text")
@click.option(
    "--explain", "row", metavar="ROW", help="Show one row's formula with its numbers, as E1:MS-05."
)
@as_of_option
@jobs_option
@click.pass_obj
def score(
    root: Path | None,
    vendor: str | None,
    format_name: str,
    row: str | None,
    as_of: date | None,
    jobs: int,
) -> None:
    """Show a scorecard and where the points went.

    Without VENDOR, the grades of all, worst first.
    """
    if row is not None and vendor is None:
        raise CannotRun("--explain needs a vendor: vendorbook score VENDOR --explain ROW")
    portfolio, findings, _ = load(find_root(root))
    if portfolio is None:
        click.echo(as_text(Report(tuple(findings), None, plural(0, "vendor"))), nl=False)
        sys.exit(EXIT_FINDINGS)
    clock = clock_of(portfolio, now(), as_of)
    pin = pin_in_words(is_pinned(portfolio, now(), as_of))
    if vendor is None:
        _score_all(portfolio, clock, format_name, jobs, pin)
    else:
        known_vendors(portfolio, (vendor,))
        _score_one(portfolio, vendor, clock, format_name, row, pin)


def _score_one(
    portfolio: Portfolio, slug: str, clock: Clock, format_name: str, row: str | None, pin: str
) -> None:
    survey = survey_vendor(portfolio, slug, clock, situations=False)
    assessment = survey.assessment
    errors = sum(each.severity == "error" for each in survey.faults)
    if assessment is None:
        _say_faults(errors)
        sys.exit(EXIT_FINDINGS)
    if row is not None:
        _explain(assessment, row)
    elif format_name == "json":
        click.echo(scorecards_export.as_json([scorecards_export.as_data(assessment)]), nl=False)
    else:
        from vendorbook.terminal.scorecards import print_scorecard  # noqa: PLC0415 - loads rich

        print_scorecard(assessment, assessment.earlier_scorecards, sys.stdout, pin)
    if errors:
        _say_faults(errors)
        sys.exit(EXIT_FINDINGS)


def _explain(assessment: Assessment, wanted: str) -> None:
    """Print one row's formula.

    Raises:
        CannotRun: When the scorecard has no such row.
    """
    from vendorbook.terminal.scorecards import print_explanation, row_name  # noqa: PLC0415

    card = assessment.scorecard
    if card is None or not card.lost:
        why = card.unrated if card else why_none(assessment)
        raise CannotRun(f"{assessment.vendor.slug} has no rows: {why}")
    rows = {row_name(each): each for each in card.lost}
    found = [each for name, each in rows.items() if wanted in {name, each.row.subject}]
    if not found:
        near = closest(wanted, [*rows, *(each.row.subject for each in card.lost)])
        listed = f"'vendorbook score {assessment.vendor.slug}' lists the rows that lost points"
        suggestion = f"did you mean '{near}'?" if near else listed
        raise CannotRun(f"the scorecard has no row '{wanted}'; {suggestion}")
    for number, each in enumerate(found):
        if number:
            click.echo()
        print_explanation(card, each, sys.stdout)


def _score_all(portfolio: Portfolio, clock: Clock, format_name: str, jobs: int, pin: str) -> None:
    is_json = format_name == "json"

    def outcome(slug: str) -> tuple[str, Standing | None, dict[str, Any] | None, int]:
        survey = survey_vendor(portfolio, slug, clock, situations=False)
        errors = sum(each.severity == "error" for each in survey.faults)
        if survey.assessment is None:
            return slug, None, None, errors
        if is_json:
            return slug, None, scorecards_export.as_data(survey.assessment), errors
        return slug, standing_of(survey.assessment), None, errors

    standings, cards, errors = [], [], 0
    with terminal.progress("Scoring vendors") as progress:
        for slug, standing, card, faults in for_each_vendor(
            outcome, portfolio.slugs, processes=jobs, progress=progress
        ):
            errors += faults
            if standing is not None:
                standings.append((slug, standing))
            if card is not None:
                cards.append(card)
    if is_json:
        click.echo(scorecards_export.as_json(cards), nl=False)
    else:
        from vendorbook.terminal.scorecards import print_standings  # noqa: PLC0415 - loads rich

        print_standings(standings, sys.stdout)
        day = written_day(policy_day(portfolio, clock))
        click.echo(f"\n{plural(len(standings), 'vendor')} as of {day}{pin}")
        if not portfolio.slugs:
            click.echo(NO_VENDOR_YET)
    if errors:
        _say_faults(errors)
        sys.exit(EXIT_FINDINGS)


def _say_faults(errors: int) -> None:
    words = plural(errors, "record fault")
    click.echo(f"{words}: run 'vendorbook validate' to see them", err=True)
