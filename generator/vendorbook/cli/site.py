"""Building and showing the site from the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vendorbook import terminal
from vendorbook.cli.common import as_of_option, cache_option, find_root, jobs_option

if TYPE_CHECKING:
    from datetime import date


@click.command()
@click.option("--engine", type=click.Choice(["mkdocs", "zensical"]), default="mkdocs")
@click.option(
    "--site-dir", type=click.Path(path_type=Path, file_okay=False), help="Where the site goes."
)
@as_of_option
@click.option("--strict", is_flag=True, help="Warnings of the engine fail the build.")
@click.option("--pdf", is_flag=True, help="Write review packs as PDFs too (extra 'pdf').")
@jobs_option
@cache_option
@click.pass_obj
def build(
    root: Path | None,
    engine: str,
    site_dir: Path | None,
    as_of: date | None,
    strict: bool,
    pdf: bool,
    jobs: int,
    cache: bool,
) -> None:
    """Build the site."""
    from vendorbook.mkdocs_plugin import build_site  # noqa: PLC0415 - others need not wait for it

    folder = find_root(root)
    bars = terminal.progress_bars("Rendering vendors", "Writing PDFs")
    with bars as (progress, pdf_progress):
        code = build_site(
            folder,
            engine=engine,
            site_dir=site_dir,
            as_of=as_of,
            strict=strict,
            processes=jobs,
            progress=progress,
            keeps=cache,
            pdf=pdf,
            pdf_progress=pdf_progress,
        )
    sys.exit(code)


@click.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT")
@as_of_option
@click.pass_obj
def serve(root: Path | None, address: str, as_of: date | None) -> None:
    """Show the site while records are edited; every change rebuilds it."""
    from vendorbook.mkdocs_plugin import serve_site  # noqa: PLC0415 - others need not wait for it

    serve_site(find_root(root), address=address, as_of=as_of)
