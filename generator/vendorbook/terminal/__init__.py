"""What a person sees on a terminal besides findings: progress, and tables.

Text of records is hostile until its control characters are gone; `plain` is the door for that.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Final

from vendorbook.reporters.escaping import without_control

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.console import Console

    from vendorbook.exports.milestones import MilestoneRow

COLUMN_GAP: Final = 2
"""Columns of the terminal between two columns of a table."""

_LEAST_BESIDE: Final = 18
"""What a title and a reason need to stand beside each other without breaking words."""

_STATUS_STYLES = {
    "missed": "bold red",
    "at_risk": "yellow",
    "accepted_late": "dim",
    "delivered_late": "yellow",
    "accepted": "green",
    "delivered": "green",
    "due_soon": "blue",
}


def plain(text: str) -> str:
    """Text without control characters, so that a record cannot drive the terminal."""
    return without_control(text)


def accept_every_text(stream: IO[str]) -> None:
    """Let a stream take any text, whatever the machine's own encoding can hold.

    Programs behind a file or a pipe expect UTF-8; a terminal shows a question mark for what it
    cannot show.
    """
    if isinstance(stream, io.TextIOWrapper):
        if stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="replace")


def wants_colour(stream: IO[str]) -> bool:
    """Whether a stream is a terminal that shows colour; NO_COLOR and FORCE_COLOR are respected."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def width(stream: IO[str]) -> int:
    """How many columns there are; 100 when nobody is looking."""
    return shutil.get_terminal_size((100, 24)).columns if stream.isatty() else 100


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None] | None]:
    """A progress bar on standard error while it is a terminal, else nothing at all."""
    with progress_bars(what) as (advance,):
        yield advance


@contextmanager
def progress_bars(*what: str) -> Iterator[tuple[Callable[[int, int], None] | None, ...]]:
    """Several progress bars, of which only the first is seen before its work begins."""
    if not sys.stderr.isatty():
        yield (None,) * len(what)
        return
    from rich.console import Console  # noqa: PLC0415 - most runs show no bar
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:

        def begin(label: str, is_seen: bool) -> Callable[[int, int], None]:
            task = bar.add_task(label, total=None, visible=is_seen)
            return lambda done, total: bar.update(task, completed=done, total=total, visible=True)

        yield tuple(begin(label, number == 0) for number, label in enumerate(what))


def console_for(stream: IO[str]) -> Console:
    """What writes to a stream: coloured for a person, plain for a file."""
    from rich.console import Console  # noqa: PLC0415 - other commands need not wait for it

    return Console(
        file=stream,
        width=width(stream),
        no_color=not wants_colour(stream),
        highlight=False,
        force_terminal=wants_colour(stream),
    )


def print_milestones(rows: Sequence[MilestoneRow], stream: IO[str]) -> None:
    """One table for each vendor."""
    from rich.table import Table  # noqa: PLC0415 - other commands need not wait for it
    from rich.text import Text  # noqa: PLC0415

    from vendorbook.exports.milestones import TABLE_HEADINGS, table_cells  # noqa: PLC0415

    console = console_for(stream)
    is_narrow = _is_narrow([table_cells(row) for row in rows], TABLE_HEADINGS, console.width)
    vendors = dict.fromkeys(row.vendor for row in rows)
    for vendor in vendors:
        table = Table(title=Text(plain(vendor)), title_justify="left", box=None, pad_edge=False)
        for heading in TABLE_HEADINGS[: -1 if is_narrow else None]:
            wraps = heading in {"Title", "Why"}
            table.add_column(
                heading, no_wrap=not wraps, overflow="fold", ratio=1 if wraps else None
            )
        for row in rows:
            if row.vendor == vendor:
                cells = [Text(plain(cell)) for cell in table_cells(row)]
                cells[1].stylize(_STATUS_STYLES.get(row.status, ""))
                if is_narrow and (why := cells.pop()):
                    cells[-1].append("\n").append(why.plain, style="dim")
                table.add_row(*cells)
        console.print(table)
        console.print()


def _is_narrow(rows: Sequence[Sequence[str]], headings: Sequence[str], width: int) -> bool:
    """Whether the reason must stand below the title: the last two columns share what is left."""
    columns = [max(map(len, cells)) for cells in zip(headings, *rows, strict=True)]
    taken = sum(columns[:-2]) + COLUMN_GAP * (len(columns) - 1)
    return width - taken < 2 * _LEAST_BESIDE
