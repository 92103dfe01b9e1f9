"""The playbook's own pages, as people wrote them: Markdown below `content/`.

What stands between `{{` and `}}` in them is understood by `pages`; nothing is rendered here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vendorbook.files import shown
from vendorbook.findings import Finding, Place

if TYPE_CHECKING:
    from pathlib import Path

CONTENT_FOLDER: Final = "content"
MOST_BYTES: Final = 1_000_000

_FRONT_MATTER: Final = re.compile(r"-{3}[ \t]*\n.*?\n(?:-{3}|\.{3})[ \t]*\n", re.DOTALL)


@dataclass(frozen=True)
class ContentPage:
    """One page written by hand.

    Attributes:
        path: Its file, relative to the playbook's root.
        head: The front matter with its marks, or nothing.
        body: Everything after it.
    """

    path: str
    head: str
    body: str

    @property
    def may_be_live(self) -> bool:
        """Whether it has anything that could be meant to be rendered."""
        return may_be_live(self.head) or may_be_live(self.body)


def may_be_live(text: str) -> bool:
    """Whether a text has anything that could be meant to be rendered."""
    return any(sign in text for sign in ("{{", "{%", "{#"))


def read_content(root: Path) -> tuple[list[ContentPage], list[Finding]]:
    """Every page below `content/`, and the findings about those that cannot be read."""
    pages: list[ContentPage] = []
    findings: list[Finding] = []
    folder = root / CONTENT_FOLDER
    for file in sorted(folder.rglob("*.md")):
        names = file.relative_to(folder).parts
        if any(name.startswith(".") for name in names) or file.is_symlink() or not file.is_file():
            continue
        path = "/".join(map(shown, (CONTENT_FOLDER, *names)))
        text, problem = _text_of(file)
        if problem:
            code, message = problem
            findings.append(Finding(code, Place(path), message))
        else:
            pages.append(ContentPage(path, *split_front_matter(text)))
    return pages, findings


def split_front_matter(text: str) -> tuple[str, str]:
    """The front matter of a page with its marks, and everything after it."""
    found = _FRONT_MATTER.match(text)
    end = found.end() if found else 0
    return text[:end], text[end:]


def _text_of(file: Path) -> tuple[str, tuple[str, str] | None]:
    """The text of a file, and the code and message of what is wrong with it."""
    try:
        content = file.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        return "", ("content-template", f"this page cannot be read: {reason}")
    if len(content) > MOST_BYTES:
        return "", ("too-large", f"this page has more than {MOST_BYTES:,} bytes")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "", ("content-template", "this page is not UTF-8 text, so it was not read")
    return text.replace("\r\n", "\n").replace("\r", "\n"), None
