"""What MkDocs has to know of pages that we write ourselves, and what people hear from it."""

from __future__ import annotations

import logging
import re
import sys
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from mkdocs.structure.files import File, Files, InclusionLevel

from vendorbook.contents import digest_of_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mkdocs.config.defaults import MkDocsConfig

    from vendorbook.pages import Page
    from vendorbook.publish.production import Production

KNOWN_PLUGINS: Final = frozenset({"material/search", "vendorbook"})
"""Plugins of which we know what they do with files and pages."""

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


class SiteFiles(Files):
    """MkDocs' files, and ours, each of which it comes to know when a link leads there.

    Attributes:
        ours: The digest of the names of our files.
    """

    def __init__(self, files: Files, paths: Iterable[str], config: MkDocsConfig) -> None:
        """Take over what MkDocs found, except under the names of our files."""
        self._paths = frozenset(paths)
        super().__init__(file for file in files if file.src_uri not in self._paths)
        self._config = config
        self.ours = digest_of_list(sorted(self._paths))

    def get_file_from_path(self, path: str) -> File | None:
        """The file of a name."""
        found = super().get_file_from_path(path)
        if found is None and (name := PurePath(path).as_posix()) in self._paths:
            found = WrittenByUs.generated(
                self._config, name, content=b"", inclusion=InclusionLevel.INCLUDED
            )
            self.append(found)
        return found

    @property
    def others(self) -> list[File]:
        """The files that are none of ours."""
        return [file for file in self if not isinstance(file, WrittenByUs)]


def site_files(files: Files, production: Production, config: MkDocsConfig) -> Files:
    """All files of the site: pages of ours in the navigation as empty documents, others as static.

    A plugin that we do not know may want to see every file, so that all are made.
    """
    paths = set(production.paths)
    documents = [
        source
        for source in sorted(navigation_sources(config.nav))
        if source.endswith(".md") and f"{source.removesuffix('.md')}.html" in paths
    ]
    paths.difference_update(f"{source.removesuffix('.md')}.html" for source in documents)
    found = SiteFiles(files, paths, config)
    for source in documents:
        replace_file(found, _document(config, source))
    if not are_plugins_known(config):
        for path in sorted(paths):
            found.get_file_from_path(path)
    return found


def _document(config: MkDocsConfig, source: str) -> File:
    """An empty document; one in a folder does not count as the index of its section.

    Each page of ours has a folder to itself, so that all are called index. The theme would make the
    first of them the title of the section where they stand, and leave it out of the menu.
    """
    file = File.generated(config, source, content="")
    folder = PurePath(source).parent.name
    if folder:
        # Where it goes would follow from the name.
        file.dest_uri, file.name = file.dest_uri, folder
    return file


def are_plugins_known(config: MkDocsConfig) -> bool:
    """Whether nothing takes part in the build but what we know."""
    return not config.hooks and KNOWN_PLUGINS.issuperset(config.plugins)


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
    ours = frozenset(production.paths)
    known[:] = [each for each in known if _path_of(each["location"]) not in ours]
    known.extend(entries)


def _path_of(location: str) -> str:
    """The path of the page to which a search entry leads."""
    address = location.partition("#")[0]
    return address if address.endswith(".html") else f"{address}index.html"


def show_log() -> None:
    """Print what MkDocs says as `mkdocs` itself would, once."""
    logger = logging.getLogger("mkdocs")
    if not logger.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(levelname)-8s %(message)s"))
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        logger.propagate = False
