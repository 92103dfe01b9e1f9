"""A page of ours as Markdown, for engines that make documents of nothing else."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING

from vendorbook.pages.across_page import ACROSS_FOLDER

if TYPE_CHECKING:
    from vendorbook.pages import Page

_WITHOUT_SIDEBAR = ("vendors/", f"{ACROSS_FOLDER}/", "index.html")


def as_markdown(page: Page) -> str:
    """A page as front matter and one raw HTML block.

    Both the theme and Markdown print front matter as it is, so the title is escaped here; the body
    has no blank line, which would end the block.
    """
    title = json.dumps(html.escape(page.title))
    hidden = ["navigation"] if page.path.startswith(_WITHOUT_SIDEBAR) else []
    hidden += [] if page.headings else ["toc"]
    head = f"---\ntitle: {title}\nhide: {json.dumps(hidden)}\n---\n\n"
    return f'{head}<div class="vb-page">\n{page.body.strip()}\n</div>\n'
