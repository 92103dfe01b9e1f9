"""The command line: it parses, builds and calls; whatever it knows stands elsewhere.

Exit codes: 0 clean, 1 findings at or above `--fail-on`, 2 cannot run.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from vendorbook import __version__, terminal
from vendorbook.cli.exports import export
from vendorbook.cli.findings import check, validate
from vendorbook.cli.manuals import explain
from vendorbook.cli.milestones import milestones
from vendorbook.cli.revisions import audit, diff
from vendorbook.cli.scorecards import score
from vendorbook.cli.site import build, serve


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
    for stream in (sys.stdout, sys.stderr):
        terminal.accept_every_text(stream)
    context.obj = root


for command in (validate, check, milestones, score, diff, audit, export, explain, build, serve):
    main.add_command(command)
