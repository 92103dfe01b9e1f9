"""Beginning a playbook and a vendor from the command line: `init` and `new`."""

from __future__ import annotations

import shlex
import zoneinfo
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vendorbook.cli.common import CannotRun, find_root, now, refuse_unknown
from vendorbook.files import VENDORS_FOLDER
from vendorbook.portfolio import load
from vendorbook.starting import (
    DEFAULT_CALENDAR,
    SAMPLE_VENDOR,
    Beginning,
    in_the_way,
    playbook_files,
    slug_of,
    vendor_files,
    write_new,
)
from vendorbook.surveys import clock_of, policy_day
from vendorbook.wording import plural

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


@click.command()
@click.argument(
    "folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path, file_okay=False)
)
@click.option("--name", help="The organisation's name; left out, that of the folder.")
@click.option("--timezone", default="Europe/London", show_default=True, metavar="ZONE")
@click.option(
    "--calendar",
    default=DEFAULT_CALENDAR,
    show_default=True,
    metavar="SLUG",
    help="Which days are worked; another name begins a calendar without holidays.",
)
@click.pass_obj
def init(
    root: Path | None, folder: Path | None, name: str | None, timezone: str, calendar: str
) -> None:
    """Begin a new playbook.

    DIR is made where it does not exist; left out, it is the folder you stand in. Nothing that
    exists is written over.
    """
    home = (root or Path()) / (folder or Path())
    refuse_unknown("time zone", timezone, sorted(zoneinfo.available_timezones()))
    _refuse_no_slug("calendar", calendar)
    chosen = _one_line(name or _words_of(home.resolve().name) or "Our organisation")
    today = now().astimezone(zoneinfo.ZoneInfo(timezone)).date()
    _write(home, playbook_files(Beginning(chosen, timezone, calendar, today)))
    there = "" if home == Path() else f"cd {shlex.quote(str(home))} && "
    click.echo(
        f"A new playbook for {chosen} is in {home.resolve()}.\n\n"
        "Next:\n"
        f"  1. {there}git init && vendorbook validate\n"
        "  2. vendorbook new SLUG begins a vendor of your own; "
        f"then remove {VENDORS_FOLDER}/{SAMPLE_VENDOR}\n"
        "  3. vendorbook serve shows the site while you edit"
    )
    if calendar != DEFAULT_CALENDAR:
        click.echo(f"\ncalendars/{calendar}.yml has weekends only: write the holidays into it.")


@click.command()
@click.argument("vendor")
@click.option("--name", help="What everybody calls the vendor; left out, as VENDOR says.")
@click.pass_obj
def new(root: Path | None, vendor: str, name: str | None) -> None:
    """Begin a vendor's folder with the files that every vendor has.

    VENDOR is the folder's name for ever: lower-case words joined by hyphens.
    """
    folder = find_root(root)
    _refuse_no_slug("vendor", vendor)
    home = f"{VENDORS_FOLDER}/{vendor}"
    if in_the_way(folder, [home]):
        raise CannotRun(f"{home} exists already; nothing was written")
    chosen = _one_line(name or _words_of(vendor))
    files = vendor_files(vendor, chosen, _today(folder))
    _write(folder, files)
    click.echo(f"{' and '.join(files)} are begun; replace the stand-ins by what is true.")


def _today(root: Path) -> date:
    """The playbook's own today, after which its facts would lie in the future."""
    portfolio = load(root).portfolio
    return policy_day(portfolio, clock_of(portfolio, now())) if portfolio else now().date()


def _write(folder: Path, files: Mapping[str, str]) -> None:
    """Write all the files, or none when one of them exists.

    Raises:
        CannotRun: When something is in the way, or a file cannot be written.
    """
    found = in_the_way(folder, files)
    if found:
        listed = "".join(f"\n  {each}" for each in found)
        verb = "exists" if len(found) == 1 else "exist"
        raise CannotRun(
            f"{plural(len(found), 'file')} {verb} in {folder.resolve()}, "
            f"so nothing was written:{listed}"
        )
    try:
        write_new(folder, files)
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise CannotRun(f"{error.filename or folder} cannot be written: {reason}") from None


def _refuse_no_slug(what: str, text: str) -> None:
    """Stop for a name that no file or folder of a playbook can have.

    Raises:
        CannotRun: With the name that comes nearest.
    """
    near = slug_of(text)
    if not text or near != text:
        suggestion = f"; did you mean '{near}'?" if near else ""
        raise CannotRun(
            f"'{text}' is no {what}'s short name, which is lower-case words joined by hyphens"
            f"{suggestion}"
        )


def _one_line(text: str) -> str:
    """A name that fits on a line of a record.

    Raises:
        CannotRun: For one that is empty or holds what nobody can see.
    """
    name = text.strip()
    if not name or not name.isprintable():
        raise CannotRun("--name takes a name on one line, without control characters")
    return name


def _words_of(name: str) -> str:
    """A folder's name as words: `my-playbook` becomes `My playbook`."""
    words = " ".join(name.replace("-", " ").replace("_", " ").split())
    return words[:1].upper() + words[1:]
