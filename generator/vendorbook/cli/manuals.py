"""The manual of a check on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from vendorbook.checks import manuals
from vendorbook.cli.common import refuse_unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

_GROUPS: Final = {
    "record": ("record fault", "Record faults, which 'validate' and 'check' find"),
    "situation": ("situation", "Situations, which 'check' finds"),
}
"""What a check of each group is, and the heading of the list of them all."""


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Print the manual of a check; without CODE, list all of them."""
    if code is None:
        click.echo("\n".join(_list()))
        return
    pages = {each.code: each for each in manuals()}
    refuse_unknown("check", code, pages)
    manual = pages[code]
    kind, _ = _GROUPS[manual.group]
    click.echo(f"{manual.code} ({kind}, {manual.severity})\n\n{manual.text}")


def _list() -> Iterator[str]:
    """Every code with the first line of its manual, by group."""
    pages = sorted(manuals(), key=lambda manual: manual.code)
    width = max(len(manual.code) for manual in pages)
    for group, (_, heading) in _GROUPS.items():
        yield f"{heading}:"
        for manual in pages:
            if manual.group == group:
                summary = manual.text.partition("\n")[0].removesuffix(".")
                yield f"  {manual.code:<{width}}  {summary}"
        yield ""
    yield "'vendorbook explain CODE' prints the manual of one."
