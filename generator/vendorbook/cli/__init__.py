"""The command line: it parses, builds and calls; whatever it knows stands elsewhere.

Exit codes: 0 clean, 1 findings at or above `--fail-on`, 2 cannot run.
"""

from __future__ import annotations

import atexit
import gc
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, Final, cast

import click

from vendorbook import __version__, terminal

COMMANDS: Final = {
    "init": "starting",
    "new": "starting",
    "validate": "findings",
    "check": "findings",
    "milestones": "milestones",
    "score": "scorecards",
    "diff": "revisions",
    "audit": "revisions",
    "export": "exports",
    "explain": "manuals",
    "build": "site",
    "serve": "site",
}
"""The module of each command; it is loaded when the command is wanted, so that none waits for all.
"""


_OBJECTS_A_SWEEP: Final = 50_000
"""How many new objects Python looks through for rings; of modules, most are there to stay."""


class _Commands(click.Group):
    """A group of the commands above."""

    def main(self, *args: Any, **options: Any) -> Any:
        """Run a command, and sweep rarely while its modules are loaded."""
        gc.set_threshold(_OBJECTS_A_SWEEP)
        # All memory goes when the process ends; looking for rings in it first would take a tenth of
        # a small build.
        atexit.register(gc.freeze)
        return super().main(*args, **options)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, or None."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"vendorbook.cli.{COMMANDS[cmd_name]}")
        return cast("click.Command", getattr(module, cmd_name))


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
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
