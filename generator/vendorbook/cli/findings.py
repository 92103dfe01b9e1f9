"""Finding faults and situations from the command line: `validate` and `check`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, cast

import click

from vendorbook import __version__
from vendorbook.checks import manuals
from vendorbook.cli.common import (
    EXIT_FINDINGS,
    CannotRun,
    as_of_option,
    cache_option,
    find_root,
    folder_in_repository,
    jobs_option,
    known_vendors,
    now,
    refuse_unknown,
    vendor_option,
)
from vendorbook.cli.gathering import Outcome, compare, survey, survey_possible
from vendorbook.cli.outputs import FORMATS, Target, Targets, write_reports
from vendorbook.findings import SEVERITIES, Finding, in_reading_order
from vendorbook.outcome_cache import OutcomeCache
from vendorbook.portfolio import Portfolio, load
from vendorbook.reporters.report import Report
from vendorbook.surveys import (
    clock_of,
    is_pinned,
    policy_day,
)
from vendorbook.wording import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date


class Options(TypedDict):
    """What the user asked for."""

    paths: Sequence[Path]
    format_name: str
    targets: Sequence[Target]
    fail_on: str
    exit_zero: bool
    select: Sequence[str]
    ignore: Sequence[str]
    vendors: Sequence[str]
    owner: str | None
    base: str | None
    base_optional: bool
    jobs: int
    cache: bool


def _shared_options(command: Callable[..., None]) -> Callable[..., None]:
    """Options of every command that prints findings."""
    options = (
        click.argument("paths", nargs=-1, type=click.Path(path_type=Path)),
        click.option(
            "--format",
            "format_name",
            type=click.Choice(["auto", *FORMATS]),
            default="auto",
            help="auto is github under GitHub Actions, else text.",
        ),
        click.option(
            "--output",
            "targets",
            type=Targets(),
            multiple=True,
            help="Write the report to FILE instead of printing it; with FORMAT=, write it in that "
            "format as well. May be repeated.",
        ),
        click.option(
            "--fail-on",
            type=click.Choice([*SEVERITIES, "never"]),
            default="error",
            show_default=True,
            help="The least severity that makes the exit code 1.",
        ),
        click.option("--exit-zero", is_flag=True, help="Report, but never exit with 1."),
        click.option("--select", multiple=True, metavar="CODE", help="Only findings of this code."),
        click.option("--ignore", multiple=True, metavar="CODE", help="No findings of this code."),
        vendor_option,
        click.option(
            "--owner", metavar="PERSON", help="Only what this person must act on (id in contacts)."
        ),
        click.option(
            "--base",
            metavar="REV",
            help="Compare with this git revision: what was agreed must not change quietly.",
        ),
        click.option(
            "--base-optional",
            is_flag=True,
            help="Without git or that revision, go on and say that nothing was compared.",
        ),
        jobs_option,
        cache_option,
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command()
@_shared_options
@click.pass_obj
def validate(root: Path | None, /, **options: Any) -> None:
    """Find what is wrong with the records.

    PATHS limits the report to some files or folders, counted from where you stand or, if they are
    not there, from the playbook's folder. Nothing depends on the date but facts that lie in the
    future.
    """
    _report_findings(root, None, cast("Options", options), situations=False)


@click.command()
@_shared_options
@as_of_option
@click.pass_obj
def check(root: Path | None, /, as_of: date | None, **options: Any) -> None:
    """Validate, then find what needs attention as of a day.

    That is missed milestones and the like. PATHS limits the report to some files or folders,
    counted from where you stand or, if they are not there, from the playbook's folder.
    """
    _report_findings(root, as_of, cast("Options", options), situations=True)


def _report_findings(
    root: Path | None, as_of: date | None, options: Options, *, situations: bool
) -> None:
    folder = find_root(root)
    codes = [manual.code for manual in manuals()]
    for code in (*options["select"], *options["ignore"]):
        refuse_unknown("check", code, codes)
    limits = _limits(folder, options["paths"])
    kept = OutcomeCache(folder) if options["cache"] else None
    portfolio, findings, possible = load(folder)
    outcome = Outcome(findings)
    day: date | None = None
    slugs: tuple[str, ...] = ()
    if portfolio is not None:
        clock = clock_of(portfolio, now(), as_of)
        slugs = _chosen_slugs(portfolio, options["vendors"], limits)
        survey(outcome, portfolio, slugs, clock, kept, situations=situations, jobs=options["jobs"])
        day = policy_day(portfolio, clock) if situations else None
    elif possible:
        slugs = _chosen_slugs(possible[0].portfolio, options["vendors"], limits)
        survey_possible(outcome, possible, slugs, options["jobs"])
        if situations:
            click.echo(
                "Warning: the policy cannot be used, so only faults were looked for", err=True
            )
    if options["base"] and portfolio is not None:
        compare(
            outcome,
            folder,
            slugs,
            options["base"],
            as_of,
            situations=situations,
            is_optional=options["base_optional"],
        )
    if options["owner"] is not None:
        refuse_unknown("person", options["owner"], sorted(outcome.people))
    outcome.findings = _chosen(outcome.findings, limits, options)
    report = _report(outcome, folder, portfolio, day, len(slugs))
    if portfolio is not None:
        pinned = situations and is_pinned(portfolio, now(), as_of)
        report = replace(report, is_pinned=pinned, is_empty=not portfolio.slugs)
    write_reports(report, options["format_name"], options["targets"])
    sys.exit(_exit_code(outcome.findings, options))


def _chosen(findings: Iterable[Finding], limits: Sequence[str], options: Options) -> list[Finding]:
    vendors, select, owner = options["vendors"], options["select"], options["owner"]
    return in_reading_order(
        finding
        for finding in findings
        if _within(finding, limits)
        and (not vendors or finding.vendor in vendors)
        and (not select or finding.code in select)
        and finding.code not in options["ignore"]
        and (owner is None or finding.actor.person == owner)
    )


def _report(
    outcome: Outcome, root: Path, portfolio: Portfolio | None, day: date | None, vendors: int
) -> Report:
    playbook = portfolio.playbook if portfolio else None
    return Report(
        findings=tuple(outcome.findings),
        as_of=day,
        checked=plural(vendors, "vendor"),
        version=__version__,
        organisation=playbook.organisation.name if playbook else "",
        manuals={manual.code: manual for manual in manuals()},
        vendor_names=outcome.names,
        due_dates=tuple(sorted(outcome.due, key=lambda each: (each.day, each.vendor))),
        edit_url=playbook.site.edit_url if playbook else None,
        known=outcome.known,
        folder=folder_in_repository(root),
        base=outcome.base,
        made_at=now(),
    )


def _limits(root: Path, paths: Sequence[Path]) -> tuple[str, ...]:
    """The given paths relative to the root; they count from where the user stands, else from it.

    Raises:
        CannotRun: For a path that does not exist or lies outside the playbook.
    """
    limits = []
    for path in paths:
        found = next((each for each in (path, root / path) if each.exists()), None)
        if found is None:
            places = dict.fromkeys((str(Path.cwd()), str(root)))
            where = "" if path.is_absolute() else f" in {' or in '.join(places)}"
            raise CannotRun(f"there is no file or folder {path}{where}")
        try:
            limits.append(found.resolve().relative_to(root.resolve()).as_posix())
        except ValueError:
            raise CannotRun(f"{path} is outside the playbook in {root}") from None
    return tuple(limits)


def _within(finding: Finding, limits: Sequence[str]) -> bool:
    path = finding.place.path
    return not limits or any(
        limit in {".", path} or path.startswith(f"{limit}/") for limit in limits
    )


def _chosen_slugs(
    portfolio: Portfolio, vendors: Sequence[str], limits: Sequence[str]
) -> tuple[str, ...]:
    """The vendors that have to be read.

    Raises:
        CannotRun: For a vendor that does not exist.
    """
    wanted = set(known_vendors(portfolio, vendors))
    parts = [limit.split("/") for limit in limits]
    if limits and all(part[0] == "vendors" and len(part) > 1 for part in parts):
        wanted &= {part[1] for part in parts}
    return tuple(slug for slug in portfolio.slugs if slug in wanted)


def _exit_code(findings: Iterable[Finding], options: Options) -> int:
    if options["exit_zero"] or options["fail_on"] == "never":
        return 0
    failing = SEVERITIES[: SEVERITIES.index(cast("Any", options["fail_on"])) + 1]
    failed = any(each.severity in failing and not each.waived for each in findings)
    return EXIT_FINDINGS if failed else 0
