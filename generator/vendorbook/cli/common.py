"""What every command shares: the playbook's folder, days and names, and how to stop."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vendorbook.portfolio import PLAYBOOK_FILE
from vendorbook.surveys import asked_day
from vendorbook.wording import closest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vendorbook.portfolio import Portfolio

SITE_FILE = "mkdocs.yml"
EXIT_FINDINGS = 1
EXIT_CANNOT_RUN = 2
DEFAULT_JOBS = min(2, os.cpu_count() or 1)


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
            return asked_day(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


as_of_option = click.option("--as-of", type=Day(), help="Judge as of this day instead of today.")
vendor_option = click.option(
    "--vendor", "vendors", multiple=True, metavar="SLUG", help="Only this vendor."
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=DEFAULT_JOBS,
    show_default=True,
    help="How many processes share the work (Linux).",
)
cache_option = click.option(
    "--cache/--no-cache",
    default=lambda: not os.environ.get("CI"),
    show_default="cache, but not where CI is set",
    help="Keep outcomes in .cache/vendorbook and read again only what changed.",
)


def find_root(root: Path | None) -> Path:
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
        "name the playbook's folder with -C, or begin one with 'vendorbook init'"
    )


def find_site(root: Path | None) -> Path:
    """The playbook's folder, which says what its site is.

    Raises:
        CannotRun: When there is none, or it has no mkdocs.yml.
    """
    folder = find_root(root)
    if not (folder / SITE_FILE).is_file():
        raise CannotRun(
            f"there is no {SITE_FILE} in {folder}, so there is no site to make; "
            "'vendorbook init' in an empty folder makes one to copy"
        )
    return folder


def folder_in_repository(root: Path) -> str:
    """Where the playbook lies in its repository; empty at the top, and without a repository."""
    for folder in (root, *root.parents):
        if (folder / ".git").exists():
            return "" if folder == root else root.relative_to(folder).as_posix()
    return ""


def now() -> datetime:
    """The instant of the run."""
    return datetime.now(UTC)


def known_vendors(portfolio: Portfolio, vendors: Sequence[str]) -> tuple[str, ...]:
    """The vendors that were asked for, in the order of their folders; all when none was.

    Raises:
        CannotRun: For a vendor that does not exist.
    """
    for vendor in vendors:
        refuse_unknown("vendor", vendor, portfolio.slugs)
    return tuple(slug for slug in portfolio.slugs if not vendors or slug in vendors)


def refuse_unknown(what: str, name: str, known: Iterable[str], *, is_listed: bool = False) -> None:
    """Stop for a name that does not exist, and suggest the one that was probably meant.

    With `is_listed`, the message lists the names that do exist.

    Raises:
        CannotRun: When the name is not among the known ones.
    """
    names = list(known)
    if name not in names:
        near = closest(name, names)
        suggestion = f"; did you mean '{near}'?" if near else ""
        if is_listed:
            suggestion += f"{' It' if near else '; it'} is one of {', '.join(names)}"
        raise CannotRun(f"there is no {what} '{name}'{suggestion}")
