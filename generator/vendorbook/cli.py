"""The command line: it parses, builds and calls; whatever it knows stands elsewhere.

Exit codes: 0 clean, 1 findings at or above `--fail-on`, 2 cannot run.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vendorbook import __version__, terminal
from vendorbook.checks import manuals
from vendorbook.exports import milestones as milestones_export
from vendorbook.findings import SEVERITIES, Finding, in_reading_order
from vendorbook.portfolio import PLAYBOOK_FILE, Portfolio, load
from vendorbook.reporters import REPORTERS
from vendorbook.reporters.github import github_step_summary
from vendorbook.reporters.report import Report
from vendorbook.schema_messages import closest
from vendorbook.surveys import (
    Clock,
    VendorSurvey,
    clock_of,
    for_each_vendor,
    policy_day,
    survey_portfolio,
    survey_vendor,
    survey_waivers,
)
from vendorbook.wording import plural, written_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

DEFAULT_JOBS = min(2, os.cpu_count() or 1)
EXIT_FINDINGS = 1
EXIT_CANNOT_RUN = 2


class CannotRun(click.ClickException):
    """Something outside the records stops the command."""

    exit_code = EXIT_CANNOT_RUN


class Day(click.ParamType[date]):
    """A day on the command line, such as 2026-10-09."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read a day written as year-month-day."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is no day; write it as 2026-10-09", param, ctx)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="vendorbook")
@click.option(
    "-C",
    "--root",
    type=click.Path(path_type=Path, file_okay=False),
    help="The playbook's folder. Default: the nearest one upwards that holds playbook.yml.",
)
@click.pass_context
def main(context: click.Context, root: Path | None) -> None:
    """Keep IT vendor relationships as YAML records: validate, check and publish them."""
    context.obj = root


def _find_root(root: Path | None) -> Path:
    """The playbook's folder.

    Raises:
        CannotRun: When there is none.
    """
    if root is not None:
        if not (root / PLAYBOOK_FILE).is_file():
            raise CannotRun(f"there is no {PLAYBOOK_FILE} in {root}")
        return root.resolve()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / PLAYBOOK_FILE).is_file():
            return folder
    raise CannotRun(
        f"there is no {PLAYBOOK_FILE} in this folder or any above it; "
        "name the playbook's folder with -C"
    )


def _now() -> datetime:
    return datetime.now(UTC)


def _default_format() -> str:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def _shared_options(command: Callable[..., None]) -> Callable[..., None]:
    """Options of every command that prints findings."""
    options = (
        click.argument("paths", nargs=-1, type=click.Path(path_type=Path)),
        click.option(
            "--format",
            "format_name",
            type=click.Choice(["auto", *REPORTERS]),
            default="auto",
            help="auto is github under GitHub Actions, else text.",
        ),
        click.option(
            "--output",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Write the report here instead of printing it.",
        ),
        click.option(
            "--fail-on",
            type=click.Choice([*SEVERITIES, "never"]),
            default="error",
            show_default=True,
            help="The least severity that makes the exit code 1.",
        ),
        click.option("--select", multiple=True, metavar="CODE", help="Only findings of this code."),
        click.option("--ignore", multiple=True, metavar="CODE", help="No findings of this code."),
        click.option(
            "--vendor", "vendors", multiple=True, metavar="SLUG", help="Only this vendor."
        ),
        click.option(
            "--jobs",
            type=click.IntRange(1, 64),
            default=DEFAULT_JOBS,
            show_default=True,
            help="How many processes share the work (Linux).",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


@main.command()
@_shared_options
@click.pass_obj
def validate(root: Path | None, /, **options: Any) -> None:
    """Find what is wrong with the records.

    PATHS limits the report to some files or folders. Nothing depends on the date but facts that lie
    in the future.
    """
    _report_findings(root, as_of=None, situations=False, **options)


@main.command()
@_shared_options
@click.option("--as-of", type=Day(), help="Judge as of this day instead of today.")
@click.pass_obj
def check(root: Path | None, /, as_of: date | None, **options: Any) -> None:
    """Validate, then find what needs attention as of a day: missed milestones and the like.

    PATHS limits the report to some files or folders.
    """
    _report_findings(root, as_of=as_of, situations=True, **options)


def _report_findings(
    root: Path | None,
    *,
    as_of: date | None,
    situations: bool,
    paths: Sequence[Path],
    format_name: str,
    output: Path | None,
    fail_on: str,
    select: Sequence[str],
    ignore: Sequence[str],
    vendors: Sequence[str],
    jobs: int,
) -> None:
    folder = _find_root(root)
    _refuse_unknown_codes((*select, *ignore))
    limits = _limits(folder, paths)
    portfolio, findings = load(folder)
    day: date | None = None
    slugs: tuple[str, ...] = ()
    if portfolio is not None:
        clock = clock_of(portfolio, _now(), as_of)
        slugs = _chosen_slugs(portfolio, vendors, limits)
        findings += _survey(portfolio, slugs, clock, situations=situations, jobs=jobs)
        day = policy_day(portfolio, clock) if situations else None
    chosen = in_reading_order(
        finding
        for finding in findings
        if _within(finding, limits)
        and (not vendors or finding.vendor in vendors)
        and (not select or finding.code in select)
        and finding.code not in ignore
    )
    _print_report(chosen, day, len(slugs), format_name, output)
    sys.exit(_exit_code(chosen, fail_on))


def _survey(
    portfolio: Portfolio,
    slugs: Sequence[str],
    clock: Clock,
    *,
    situations: bool,
    jobs: int,
) -> list[Finding]:
    def survey(slug: str) -> list[Finding]:
        return survey_vendor(portfolio, slug, clock, situations=situations).findings

    findings = survey_portfolio(portfolio, clock)
    with terminal.progress("Reading vendors") as progress:
        for found in for_each_vendor(survey, slugs, processes=jobs, progress=progress):
            findings += found
    if situations and slugs == portfolio.slugs:
        findings += survey_waivers(portfolio, findings, clock)
    return findings


def _limits(root: Path, paths: Sequence[Path]) -> tuple[str, ...]:
    """The given paths relative to the root.

    Raises:
        CannotRun: For a path that does not exist or lies outside the playbook.
    """
    limits = []
    for path in paths:
        if not path.exists():
            raise CannotRun(f"there is no file or folder {path}")
        try:
            limits.append(path.resolve().relative_to(root.resolve()).as_posix())
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
    for vendor in vendors:
        if vendor not in portfolio.slugs:
            near = closest(vendor, list(portfolio.slugs))
            raise CannotRun(
                f"there is no vendor '{vendor}'" + (f"; did you mean '{near}'?" if near else "")
            )
    wanted = set(vendors or portfolio.slugs)
    parts = [limit.split("/") for limit in limits]
    if limits and all(part[0] == "vendors" and len(part) > 1 for part in parts):
        wanted &= {part[1] for part in parts}
    return tuple(slug for slug in portfolio.slugs if slug in wanted)


def _refuse_unknown_codes(codes: Iterable[str]) -> None:
    known = [manual.code for manual in manuals()]
    for code in codes:
        if code not in known:
            near = closest(code, known)
            raise CannotRun(
                f"there is no check '{code}'" + (f"; did you mean '{near}'?" if near else "")
            )


def _print_report(
    findings: Sequence[Finding],
    as_of: date | None,
    vendors: int,
    format_name: str,
    output: Path | None,
) -> None:
    name = _default_format() if format_name == "auto" else format_name
    report = Report(
        findings=tuple(findings),
        as_of=as_of,
        checked=plural(vendors, "vendor"),
        colour=output is None and terminal.wants_colour(sys.stdout),
        width=terminal.width(sys.stdout),
    )
    text = REPORTERS[name](report)
    if output is not None:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8")
    else:
        click.echo(text, nl=False, color=report.colour)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if name == "github" and summary:
        with Path(summary).open("a", encoding="utf-8") as stream:
            stream.write(github_step_summary(report))


def _exit_code(findings: Iterable[Finding], fail_on: str) -> int:
    if fail_on == "never":
        return 0
    failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    failed = any(each.severity in failing and not each.waived for each in findings)
    return EXIT_FINDINGS if failed else 0


@main.command()
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), default="text")
@click.option("--as-of", type=Day(), help="Judge as of this day instead of today.")
@click.option("--vendor", "vendors", multiple=True, metavar="SLUG", help="Only this vendor.")
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=DEFAULT_JOBS, help="Processes to use (Linux)."
)
@click.pass_obj
def milestones(
    root: Path | None, format_name: str, as_of: date | None, vendors: Sequence[str], jobs: int
) -> None:
    """List every milestone with its derived status, dates, lateness and reasons."""
    portfolio, findings = load(_find_root(root))
    if portfolio is None:
        _print_report(findings, None, 0, "text", None)
        sys.exit(EXIT_FINDINGS)
    clock = clock_of(portfolio, _now(), as_of)

    def rows_of(slug: str) -> tuple[list[milestones_export.MilestoneRow], VendorSurvey]:
        survey = survey_vendor(portfolio, slug, clock, situations=False)
        assessment = survey.assessment
        rows = milestones_export.milestone_rows(assessment) if assessment else []
        return rows, VendorSurvey(slug, None, survey.faults, [])

    rows, faults = [], list(findings)
    slugs = _chosen_slugs(portfolio, vendors, ())
    with terminal.progress("Reading vendors") as progress:
        for found, survey in for_each_vendor(rows_of, slugs, processes=jobs, progress=progress):
            rows += found
            faults += [each for each in survey.faults if each.severity == "error"]
    if format_name == "json":
        click.echo(milestones_export.as_json(rows), nl=False)
    else:
        terminal.print_milestones(rows, sys.stdout)
        day = written_day(policy_day(portfolio, clock))
        click.echo(f"{plural(len(rows), 'milestone')} as of {day}")
    if faults:
        click.echo(f"{len(faults)} record faults: run 'vendorbook validate' to see them", err=True)
        sys.exit(EXIT_FINDINGS)


@main.command()
@click.argument("code")
def explain(code: str) -> None:
    """Print the manual of a check."""
    _refuse_unknown_codes([code])
    manual = next(each for each in manuals() if each.code == code)
    kind = "record fault" if manual.group == "record" else "situation"
    click.echo(f"{manual.code} ({kind}, {manual.severity})\n\n{manual.text}")


@main.command()
@click.option("--engine", type=click.Choice(["mkdocs", "zensical"]), default="mkdocs")
@click.option(
    "--site-dir", type=click.Path(path_type=Path, file_okay=False), help="Where the site goes."
)
@click.option("--as-of", type=Day(), help="Judge as of this day instead of today.")
@click.option("--strict", is_flag=True, help="Warnings of the engine fail the build.")
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=DEFAULT_JOBS, help="Processes to use (Linux)."
)
@click.pass_obj
def build(
    root: Path | None,
    engine: str,
    site_dir: Path | None,
    as_of: date | None,
    strict: bool,
    jobs: int,
) -> None:
    """Build the site."""
    from vendorbook.mkdocs_plugin import build_site  # noqa: PLC0415 - others need not wait for it

    folder = _find_root(root)
    with terminal.progress("Rendering vendors") as progress:
        code = build_site(
            folder,
            engine=engine,
            site_dir=site_dir,
            as_of=as_of,
            strict=strict,
            processes=jobs,
            progress=progress,
        )
    sys.exit(code)


@main.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT")
@click.option("--as-of", type=Day(), help="Judge as of this day instead of today.")
@click.pass_obj
def serve(root: Path | None, address: str, as_of: date | None) -> None:
    """Show the site while records are edited; every change rebuilds it."""
    from vendorbook.mkdocs_plugin import serve_site  # noqa: PLC0415 - others need not wait for it

    serve_site(_find_root(root), address=address, as_of=as_of)
