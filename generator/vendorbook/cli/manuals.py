"""The manual of a check on the command line."""

from __future__ import annotations

import click

from vendorbook.checks import manuals
from vendorbook.cli.common import refuse_unknown


@click.command()
@click.argument("code")
def explain(code: str) -> None:
    """Print the manual of a check."""
    pages = {each.code: each for each in manuals()}
    refuse_unknown("check", code, pages)
    manual = pages[code]
    kind = "record fault" if manual.group == "record" else "situation"
    click.echo(f"{manual.code} ({kind}, {manual.severity})\n\n{manual.text}")
