"""Markdown that people wrote into records, made into harmless HTML.

Raw HTML is not understood, what comes out passes an allow-list, and links lead to web and mail
addresses only. Pictures are dropped: a page asks no other host for anything.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_TAGS: Final = {
    "p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a", "s", "hr",
}  # fmt: skip
_SCHEMES: Final = {"http", "https", "mailto"}
_NEEDS_MARKDOWN: Final = re.compile(r"[*_`\[\]#>~\\|+\-=&<]|\d[.)]|\n|https?:|  ")


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - most runs meet no Markdown in a record

    return MarkdownIt("commonmark", {"html": False}).enable("strikethrough").disable("image")


def prose(text: str | None) -> Markup:
    """Markdown as HTML paragraphs; nothing for no text."""
    if not text:
        return Markup("")
    if not _NEEDS_MARKDOWN.search(text):
        return Markup(f"<p>{escape(text)}</p>")  # noqa: S704 - escaped right here
    import nh3  # noqa: PLC0415 - likewise

    clean = nh3.clean(
        _markdown().render(text),
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes=_SCHEMES,
        link_rel="noopener nofollow",
    )
    return Markup(clean.strip())  # noqa: S704 - cleaned by the allow-list above


def safe_url(address: str | None) -> str:
    """The address when a link may lead there, else nothing.

    Web, mail and phone addresses may; user names and passwords in one may not.
    """
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return ""
    if parts.scheme in {"http", "https"} and parts.netloc and "@" not in parts.netloc:
        return address or ""
    return (address or "") if parts.scheme in {"mailto", "tel"} else ""
