"""Everything that the site publishes for other programs, on the command line."""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import click

from vendorbook.addresses import (
    API_FOLDER,
    api_path,
    api_vendor_path,
    calendar_path,
    changes_path,
    table_path,
)
from vendorbook.cli.common import (
    EXIT_FINDINGS,
    CannotRun,
    as_of_option,
    find_root,
    jobs_option,
    known_vendors,
    now,
    refuse_unknown,
    vendor_option,
)
from vendorbook.cli.outputs import write_file
from vendorbook.exports.api import LISTS
from vendorbook.exports.csv_text import BYTE_ORDER_MARK
from vendorbook.exports.tables import TABLES
from vendorbook.portfolio import load
from vendorbook.publish.exporting import Exported, export_editions
from vendorbook.publish.site_files import inside
from vendorbook.reporters.report import Report
from vendorbook.reporters.text import as_text
from vendorbook.surveys import clock_of
from vendorbook.wording import plural

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

FORMATS: Final = ("ics", "csv", "json", "atom")

_NAMES: Final = {"csv": tuple(TABLES), "json": ("vendors", *LISTS)}
"""What `--table` may name in each format that has tables."""


class SiteUrl(click.ParamType[str]):
    """The whole address of a site: http or https, a host, and perhaps a folder."""

    name = "url"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Refuse what feeds could not join a page's address to."""
        if not _is_site(str(value)):
            self.fail(
                f"'{value}' is no site's address; write an absolute one such as "
                "https://playbook.example/, with http or https and without '?', '#' or a password",
                param,
                ctx,
            )
        return str(value)


def _is_site(address: str) -> bool:
    try:
        parts = urlsplit(address)
        has_host = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    is_web = parts.scheme in {"http", "https"} and "@" not in parts.netloc
    return is_web and has_host and not re.search(r"[?#\\\s]", address) and address.isprintable()


@click.command()
@click.option("--format", "format_name", type=click.Choice(FORMATS), required=True)
@click.option("--table", metavar="NAME", help="Which table (csv) or list (json).")
@as_of_option
@vendor_option
@click.option(
    "--site-url",
    type=SiteUrl(),
    metavar="URL",
    help="Where the site is published; makes addresses whole.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE|DIR",
    help="Write a file, or every file of the format into a folder, instead of printing one.",
)
@jobs_option
@click.pass_obj
def export(
    root: Path | None,
    format_name: str,
    table: str | None,
    as_of: date | None,
    vendors: Sequence[str],
    site_url: str | None,
    output: Path | None,
    jobs: int,
) -> None:
    """Print or write calendars, tables, the API and what happened."""
    if table is not None:
        if format_name not in _NAMES:
            raise CannotRun(f"{format_name} has no tables; --table goes with csv and json")
        refuse_unknown("table", table, _NAMES[format_name])
    portfolio, findings, _ = load(find_root(root))
    if portfolio is None:
        click.echo(as_text(Report(tuple(findings), None, plural(0, "vendor"))), nl=False)
        sys.exit(EXIT_FINDINGS)
    slugs = known_vendors(portfolio, vendors)
    path = _path(format_name, table, slugs if vendors else ())
    if path is None and (output is None or output.is_file()):
        raise CannotRun(
            f"{format_name} is several files: name one with --table"
            + (", or one vendor with --vendor," if format_name == "json" else "")
            + " or a folder with --output"
        )
    with tempfile.TemporaryDirectory(prefix="vendorbook-") as folder:
        exported = export_editions(
            portfolio,
            slugs,
            clock_of(portfolio, now(), as_of),
            Path(folder),
            site_url=site_url,
            processes=jobs,
        )
        if path is None:
            assert output is not None  # noqa: S101 - several files were refused without one
            _write_all(exported, format_name, output)
        else:
            _put(exported, path, output)
    if exported.faults:
        click.echo(
            f"{plural(exported.faults, 'record fault')}: run 'vendorbook validate' to see them",
            err=True,
        )
        sys.exit(EXIT_FINDINGS)


def _path(format_name: str, table: str | None, asked_for: Sequence[str]) -> str | None:
    """The one file that is meant, from the site's root; None when it is several."""
    only = asked_for[0] if len(asked_for) == 1 else ""
    if format_name == "ics":
        return calendar_path(only)
    if format_name == "atom":
        return changes_path(only)
    if format_name == "csv":
        return table_path(table) if table else None
    if table:
        return api_path("index" if table == "vendors" else table)
    return api_vendor_path(only) if only else None


def _put(exported: Exported, path: str, output: Path | None) -> None:
    """Print one file or write it.

    Raises:
        CannotRun: When the vendor asked for cannot be exported, or the file cannot be written.
    """
    file = exported.folder / path
    if not file.is_file():
        raise CannotRun("nothing can be exported of a vendor whose vendor.yml has a fault")
    text = file.read_bytes().decode("utf-8")
    if output is None:
        # Whoever reads a pipe knows that it is UTF-8; only spreadsheets must be told.
        click.echo(text.removeprefix(BYTE_ORDER_MARK).encode(), nl=False)
        return
    write_file(output / Path(path).name if output.is_dir() else output, text)


def _write_all(exported: Exported, format_name: str, output: Path) -> None:
    """Write every file of a format, with the folders that the API has below its own.

    Raises:
        CannotRun: When a file cannot be written.
    """
    top = exported.folder / (API_FOLDER if format_name == "json" else Path(table_path("x")).parent)
    for file in sorted(top.rglob(f"*.{format_name}")):
        name = file.relative_to(top).as_posix()
        write_file(inside(output, name), file.read_bytes().decode("utf-8"))
