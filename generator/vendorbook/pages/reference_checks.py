"""Every check, from the checks' own manuals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorbook.pages import Heading, Page, SearchEntry, render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorbook.manuals import CheckManual

PATH = "reference/checks/index.html"


@dataclass(frozen=True)
class Block:
    """A paragraph of a manual, or an example when `is_example`."""

    text: str
    is_example: bool


def page(manuals: Sequence[CheckManual]) -> Page:
    """The reference of checks."""
    groups = [
        ("situation", "Situations", [m for m in manuals if m.group == "situation"]),
        ("record", "Record faults", [m for m in manuals if m.group == "record"]),
    ]
    body = render("reference_checks.html", PATH, groups=groups, blocks=_blocks)
    headings = tuple(Heading(name, title) for name, title, _ in groups)
    search = tuple(SearchEntry(m.code, f"Check {m.code}", m.summary) for m in manuals)
    return Page(PATH, "Checks", body, headings, search)


def _blocks(manual: CheckManual) -> list[Block]:
    """The manual's paragraphs after its summary line; neighbouring examples are one."""
    blocks: list[Block] = []
    for text in re.split(r"\n{2,}", manual.text)[1:]:
        is_example = text.startswith("    ")
        shown = "\n".join(line[4:] for line in text.split("\n")) if is_example else text
        blocks.append(Block(shown, is_example))
    return blocks
