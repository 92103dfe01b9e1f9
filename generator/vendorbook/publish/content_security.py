"""What a browser may do on a page of the site, written into the page itself.

A Content-Security-Policy is the second lock: even if the text of a record became markup, it could
neither run nor ask another host for anything. Scripts of the theme that stand in the page are
allowed by their hashes. Which ones those are is read from the page for missing addresses, which has
the theme's parts and no content; whatever else stands in a page never adds a hash.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from typing import TYPE_CHECKING, Final

from vendorbook.publish.site_files import write_if_changed

if TYPE_CHECKING:
    from pathlib import Path

MISSING_PAGE: Final = "404.html"
"""The page that a server shows for an address that does not exist."""

DIRECTIVES: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
"""The rules without hashes. `data:` is for the theme's icons, which its style sheet holds."""

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_BASE = re.compile(r'new URL\("[\w./~%-]*",location\)')
_HEAD = re.compile(r'<head[^>]*>(?:\s*<meta charset="?[\w-]+"?\s*/?>)?', re.IGNORECASE)


class ContentSecurity:
    """Adds the rules to documents of one theme."""

    def __init__(self, themed: str, styles: tuple[str, ...] = ()) -> None:
        """Learn which scripts are the theme's own from a document that has no content.

        `styles` are what the theme's scripts put into style elements.
        """
        self._styles = styles
        self._known = {_without_base(script) for script in _SCRIPT.findall(themed)}
        self._metas: dict[tuple[str, ...], str] = {}

    def protect(self, document: str) -> str:
        """The document with its rules as the first thing in its head.

        Scripts in the page are allowed when they are the theme's own, which may differ only in the
        way to the site's root. A document without a head is returned as it is.
        """
        head = _HEAD.search(document)
        if head is None:
            return document
        scripts = tuple(
            script for script in _SCRIPT.findall(document) if _without_base(script) in self._known
        )
        metas = self._metas.get(scripts)
        if metas is None:
            metas = self._metas[scripts] = _metas(scripts, self._styles)
        return f"{document[: head.end()]}{metas}{document[head.end() :]}"


def protect_site(site_dir: Path, styles: tuple[str, ...] = ()) -> None:
    """Add the rules to every page of a site that an engine has written."""
    missing = site_dir / MISSING_PAGE
    themed = missing.read_text(encoding="utf-8") if missing.is_file() else ""
    security = ContentSecurity(themed, styles)
    for file in sorted(site_dir.rglob("*.html")):
        write_if_changed(file, security.protect(file.read_text(encoding="utf-8")))


def _without_base(script: str) -> str:
    return _BASE.sub("", script)


def _metas(scripts: tuple[str, ...], styles: tuple[str, ...]) -> str:
    rules = dict(DIRECTIVES)
    for name, texts in (("script-src", scripts), ("style-src", styles)):
        rules[name] = " ".join([rules[name], *map(_hash, texts)])
    policy = "; ".join(f"{name} {value}" for name, value in rules.items())
    return (
        f'\n<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '\n<meta name="referrer" content="no-referrer">'
    )


def _hash(text: str) -> str:
    """A script or style as a policy names it; browsers read line ends of any kind as one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
