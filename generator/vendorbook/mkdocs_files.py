"""What MkDocs has to know of pages that we write ourselves, and what people hear from it."""

from __future__ import annotations

import logging
import re
import sys
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File, Files, InclusionLevel

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig

    from vendorbook.pages import Page
    from vendorbook.publish.production import Production

_ANCHOR = re.compile(r'\sid="([^"]+)"')


class WrittenByUs(File):
    """A static file that MkDocs may link to, and that is written once MkDocs is done."""

    def copy_file(self, dirty: bool = False) -> None:
        """Leave the file alone."""


class LazyAnchors(set[str]):
    """The anchors of a page of ours, which is read when a link leads to one of them."""

    def __init__(self, read: Callable[[], Page]) -> None:
        """Read nothing yet."""
        super().__init__()
        self._read: Callable[[], Page] | None = read

    def __contains__(self, anchor: object) -> bool:
        """Whether the page has the anchor."""
        if self._read:
            self.update(_ANCHOR.findall(self._read().body))
            self._read = None
        return super().__contains__(anchor)


def navigation_sources(nav: Any) -> set[str]:
    """Every document that the navigation names."""
    if isinstance(nav, str):
        return {nav}
    if isinstance(nav, dict):
        nav = list(nav.values())
    return set().union(*map(navigation_sources, nav)) if isinstance(nav, list) else set()


def replace_file(files: Files, file: File) -> None:
    """Let MkDocs know of a file, in the place of any that it found under the same name."""
    existing = files.get_file_from_path(file.src_uri)
    if existing is not None:
        files.remove(existing)
    if file.is_documentation_page():
        file.inclusion = InclusionLevel.INCLUDED
    files.append(file)


def search_entries_of(config: MkDocsConfig) -> list[dict[str, Any]]:
    """What Material's search knows so far, to be added to; a list of nobody's without it."""
    plugin = config.plugins.get("search") or config.plugins.get("material/search")
    index = getattr(plugin, "search_index", None)
    known: list[dict[str, Any]] | None = getattr(index, "entries", None)
    return [] if known is None else known


def add_search_entries(
    config: MkDocsConfig, entries: list[dict[str, Any]], production: Production
) -> None:
    """Replace what Material's search knows of our placeholders by our own entries."""
    known = search_entries_of(config)
    ours = {path.removesuffix("index.html") for path in production.paths}
    known[:] = [each for each in known if each["location"].partition("#")[0] not in ours]
    known.extend(entries)


def show_log() -> None:
    """Print what MkDocs says as `mkdocs` itself would, once."""
    logger = logging.getLogger("mkdocs")
    if not logger.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(levelname)-8s %(message)s"))
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        logger.propagate = False
