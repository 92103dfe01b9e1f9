"""What changed since another revision, and in the whole history: `diff` and `audit`."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from vendorbook import terminal
from vendorbook.audit import audit as audit_history
from vendorbook.change import by_importance
from vendorbook.changes import changes_of, policy_changes, vendor_come, vendor_gone
from vendorbook.cli.common import (
    EXIT_FINDINGS,
    CannotRun,
    as_of_option,
    find_root,
    now,
    refuse_unknown,
    vendor_option,
)
from vendorbook.cli.outputs import Target, Targets, write_file
from vendorbook.comparison import ended_misses, removed_milestones
from vendorbook.exports.audit import audit_as_json, audit_as_text
from vendorbook.reporters.changes import CHANGE_REPORTERS, ChangeReport, worst_first
from vendorbook.reporters.report import Report
from vendorbook.reporters.text import as_text
from vendorbook.revision_surveys import (
    ComparedVendor,
    Revisions,
    compare_vendor,
    open_revisions,
    policy_faults,
)
from vendorbook.revisions import NoRevision, is_shallow
from vendorbook.surveys import policy_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from vendorbook.change import Change
    from vendorbook.findings import Finding


@click.command()
@click.argument("base")
@click.argument("head", required=False)
@click.option("--format", "format_name", type=click.Choice([*CHANGE_REPORTERS]), default="text")
@click.option(
    "--output",
    "targets",
    type=Targets(CHANGE_REPORTERS),
    multiple=True,
    help="Write the report to FILE instead of printing it; with FORMAT=, write it in that format "
    "as well. May be repeated.",
)
@as_of_option
@vendor_option
@click.pass_obj
def diff(
    root: Path | None,
    base: str,
    head: str | None,
    format_name: str,
    targets: Sequence[Target],
    as_of: date | None,
    vendors: Sequence[str],
) -> None:
    """Tell what a change means for dates, misses and findings.

    BASE and HEAD are git revisions; without HEAD, the folder as it lies there is compared. What
    counts is what HEAD did since it left BASE. Both are judged as of the same day.
    """
    folder = find_root(root)
    try:
        with open_revisions(folder, base, head, now(), as_of) as revisions:
            if not isinstance(revisions, Revisions):
                click.echo(as_text(Report(tuple(revisions), None, "0 vendors")), nl=False)
                sys.exit(EXIT_FINDINGS)
            report = _change_report(revisions, vendors)
    except NoRevision as reason:
        raise CannotRun(str(reason)) from None
    for target in targets:
        write_file(target.file, CHANGE_REPORTERS[target.format or format_name](report))
    if all(target.format for target in targets):
        shown = replace(
            report, colour=terminal.wants_colour(sys.stdout), width=terminal.width(sys.stdout)
        )
        click.echo(CHANGE_REPORTERS[format_name](shown), nl=False, color=shown.colour)


def _change_report(revisions: Revisions, vendors: Sequence[str]) -> ChangeReport:
    known = {slug for pair in revisions.pairs for slug in pair if slug} | set(revisions.after.slugs)
    for vendor in vendors:
        refuse_unknown("vendor", vendor, sorted(known))
    pairs = [pair for pair in revisions.pairs if not vendors or set(vendors) & set(pair)]
    changes: list[Change] = []
    new: list[Finding] = list(policy_faults(revisions))
    cleared: list[Finding] = []
    names = {}
    if revisions.before is not None and not vendors:
        changes += policy_changes(revisions.before, revisions.after)
    with terminal.progress("Comparing vendors") as progress:
        for done, pair in enumerate(pairs, start=1):
            compared = compare_vendor(revisions, pair)
            changes += _changes(compared)
            come, gone = _difference(compared)
            new += come
            cleared += gone
            survey = compared.after or compared.before
            if survey is not None and survey.assessment is not None:
                names[survey.slug] = survey.assessment.vendor.profile.name
            if progress is not None:
                progress(done, len(pairs))
    return ChangeReport(
        base=revisions.base,
        head=revisions.head or "",
        as_of=policy_day(revisions.after, revisions.clock),
        changes=tuple(by_importance(changes)),
        new=tuple(worst_first(new)),
        cleared=tuple(worst_first(cleared)),
        vendor_names=names,
    )


def _changes(compared: ComparedVendor) -> list[Change]:
    if compared.comparison is not None:
        return changes_of(compared.comparison, len(compared.unwatched))
    if compared.before is None and compared.after and compared.after.assessment:
        return [vendor_come(compared.after.assessment)]
    if compared.after is None and compared.before and compared.before.assessment:
        return [vendor_gone(compared.before.assessment)]
    return []


def _difference(compared: ComparedVendor) -> tuple[list[Finding], list[Finding]]:
    """Findings that are new, and findings that are cleared; waived ones are neither.

    What disappeared with its milestone or its vendor's folder, because the vendor is said to have
    ended, or by an edit that hides a miss, is not cleared.
    """
    before = [f for f in (compared.before.findings if compared.before else ()) if not f.waived]
    after = [f for f in (compared.after.findings if compared.after else ()) if not f.waived]
    known, present = {f.fingerprint for f in before}, {f.fingerprint for f in after}
    come = [f for f in after if f.fingerprint not in known]
    unsolved = _unsolved(compared)
    present |= {f.fingerprint for f in compared.unwatched}
    gone = [
        f
        for f in before
        if compared.after is not None and f.fingerprint not in present and f.record not in unsolved
    ]
    return [*compared.faults, *come], gone


def _unsolved(compared: ComparedVendor) -> set[str]:
    """The milestones of which a finding may be gone although nothing was done about it."""
    if compared.comparison is None:
        return set()
    removed = {each.id for each in removed_milestones(compared.comparison)}
    endings = ended_misses(compared.comparison)
    return removed | {pair.after.milestone.id for pair, why in endings if why.kind == "edit"}


@click.command()
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), default="text")
@vendor_option
@click.pass_obj
def audit(root: Path | None, format_name: str, vendors: Sequence[str]) -> None:
    """List baselines that changed and misses that changes covered.

    Walks the git history of the main line, and names commit, author and date.
    """
    folder = find_root(root)
    try:
        with terminal.progress("Reading commits") as progress:
            entries = list(audit_history(folder, progress))
        is_whole = not is_shallow(folder)
        if not is_whole:
            click.echo("Warning: this clone is shallow, so older commits were not read", err=True)
    except NoRevision as reason:
        raise CannotRun(str(reason)) from None
    chosen = [each for each in entries if not vendors or each.change.vendor in vendors]
    if format_name == "json":
        click.echo(audit_as_json(chosen), nl=False)
    else:
        lines = audit_as_text(chosen, is_whole=is_whole).splitlines()
        click.echo("\n".join(terminal.plain(line) for line in lines))
