"""Where reports go: the terminal, files, and the step summary of GitHub Actions."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from vendorbook import terminal
from vendorbook.cli.common import CannotRun, refuse_unknown
from vendorbook.reporters import REPORTERS
from vendorbook.reporters.github import MAX_SUMMARY_BYTES, github_step_summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vendorbook.reporters.report import Report

FORMATS = tuple(REPORTERS)


class Target(NamedTuple):
    """One `--output`: a file, and its format unless it is that of `--format`."""

    file: Path
    format: str | None


class Targets(click.ParamType[Target]):
    """A file on the command line, with or without one of the formats before it."""

    name = "[FORMAT=]FILE"

    def __init__(self, formats: Iterable[str] = FORMATS) -> None:
        self.formats = tuple(formats)

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Target:
        """Split `sarif=findings.sarif` into format and file."""
        if isinstance(value, Target):
            return value
        name, equals, file = str(value).partition("=")
        if not equals or not re.fullmatch("[a-z]+", name):
            return Target(Path(value), None)
        refuse_unknown("format", name, self.formats, is_listed=True)
        if not file:
            self.fail(f"name a file after '{name}='", param, ctx)
        return Target(Path(file), name)


def default_format() -> str:
    """The format that `auto` means."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def write_reports(report: Report, format_name: str, targets: Sequence[Target]) -> None:
    """Print the report, or write it to files, in every format that was asked for.

    Raises:
        CannotRun: When a file cannot be written.
    """
    name = default_format() if format_name == "auto" else format_name
    for target in targets:
        write_file(target.file, REPORTERS[target.format or name](report))
    if all(target.format for target in targets):
        shown = replace(
            report,
            colour=terminal.wants_colour(sys.stdout),
            width=terminal.width(sys.stdout),
        )
        click.echo(REPORTERS[name](shown), nl=False, color=shown.colour)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if name == "github" and summary:
        _add_to_step_summary(Path(summary), report)


def _add_to_step_summary(file: Path, report: Report) -> None:
    """Write the report behind what the step has written so far, as far as there is room.

    Raises:
        CannotRun: When it cannot be written.
    """
    try:
        with file.open("a", encoding="utf-8") as stream:
            room = MAX_SUMMARY_BYTES - stream.tell()
            stream.write(github_step_summary(report, room))
    except OSError as error:
        raise CannotRun(_cannot_write(file, error)) from None


def write_file(file: Path, text: str) -> None:
    """Write a report, with the folders that it needs.

    Raises:
        CannotRun: When it cannot be written.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise CannotRun(_cannot_write(file, error)) from None


def _cannot_write(file: Path, error: OSError) -> str:
    return f"{file} cannot be written: {(error.strerror or 'it cannot be opened').lower()}"
