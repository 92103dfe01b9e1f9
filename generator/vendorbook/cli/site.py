"""Building and showing the site from the command line."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vendorbook import terminal
from vendorbook.cli.common import (
    SITE_FILE,
    CannotRun,
    as_of_option,
    cache_option,
    find_site,
    jobs_option,
)

if TYPE_CHECKING:
    from datetime import date


class Address(click.ParamType[str]):
    """Where a server listens, such as 127.0.0.1:8000."""

    name = "HOST:PORT"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Refuse what is no address."""
        host, _, port = str(value).rpartition(":")
        if not host or not re.fullmatch("[0-9]{1,5}", port) or not 0 < int(port) < 65536:
            self.fail(
                f"'{value}' is no address; write --address HOST:PORT, for example 127.0.0.1:8000",
                param,
                ctx,
            )
        return str(value)


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
    from vendorbook.mkdocs_site import build_site  # noqa: PLC0415 - others need not wait for it

    folder = find_site(root)
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
@click.option("--address", type=Address(), default="127.0.0.1:8000", show_default=True)
@as_of_option
@click.pass_obj
def serve(root: Path | None, address: str, as_of: date | None) -> None:
    """Show the site and rebuild it while records are edited."""
    from vendorbook.mkdocs_site import serve_site  # noqa: PLC0415 - others need not wait for it

    folder = find_site(root)
    try:
        serve_site(folder, address=address, as_of=as_of)
    except click.ClickException as error:
        raise CannotRun(f"{SITE_FILE} cannot be used: {error.format_message()}") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CannotRun(f"{address} cannot be served: {reason}; --address takes another") from None
