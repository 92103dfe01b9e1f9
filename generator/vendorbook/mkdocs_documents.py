"""Finished documents, which MkDocs puts out as they are.

Pages of the portfolio that the navigation names are wrapped by our shell and not by MkDocs. A page
written by hand is wrapped again only if anything changed that the theme can see: the page itself,
the navigation, the settings, the theme. Where a plugin, a hook or a folder of templates is used
that we do not know, nobody can tell, and everything is wrapped each time.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mkdocs.utils import get_build_date

from vendorbook.contents import digest_of_list, program_version
from vendorbook.mkdocs_files import LazyAnchors, are_plugins_known, search_entries_of
from vendorbook.mkdocs_markdown import toc_as_data
from vendorbook.publish.content_security import MISSING_PAGE
from vendorbook.publish.kept_database import open_database
from vendorbook.publish.shell import Shell

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping, Sequence

    from jinja2 import Template
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from vendorbook.mkdocs_theme import ThemeRenderer
    from vendorbook.publish.portfolio_pages import PortfolioPages

PLACEHOLDER: Final = "vendorbook-finished.html"
"""The template of a page whose document is finished already; what it says is thrown away."""

TEMPLATES: Final = Path(__file__).parent / "assets" / "theme"
"""The folder that holds it."""

_TABLES: Final = (
    "create table documents (path text primary key, made_from text, document text, entries text)",
    "create table shapes (around text, shape text, pieces text, primary key (around, shape))",
)


class KeptDocuments:
    """The documents of the last build, and those of this one; broken or locked is as good as none.

    Attributes:
        around: The digest of all that the theme sees besides a page; empty where nobody knows.
    """

    def __init__(self, file: Path, around: str) -> None:
        """Open the file that holds them."""
        self.around = around
        self._database: sqlite3.Connection | None = None
        if around:
            with suppress(OSError, sqlite3.Error):
                self._database = open_database(file, _TABLES, program_version())

    def document(self, path: str, made_from: str) -> tuple[str, list[Any]] | None:
        """A page's document and its search entries, if it was made from the same."""
        query = "select document, entries from documents where path = ? and made_from = ?"
        key = (path, digest_of_list([self.around, made_from]))
        with suppress(sqlite3.Error, ValueError):
            for document, entries in self._database.execute(query, key) if self._database else ():
                return document, json.loads(entries)
        return None

    def keep(self, path: str, made_from: str, document: str, entries: list[Any]) -> None:
        """Keep a page's document."""
        if self._database:
            made_from = digest_of_list([self.around, made_from])
            row = (path, made_from, document, json.dumps(entries))
            with suppress(sqlite3.Error):
                self._database.execute("insert or replace into documents values (?, ?, ?, ?)", row)

    def pieces(self, shape: str) -> list[str] | None:
        """The theme's part of pages of a shape."""
        query = "select pieces from shapes where around = ? and shape = ?"
        with suppress(sqlite3.Error, ValueError):
            found = self._database.execute(query, (self.around, shape)) if self._database else ()
            for (pieces,) in found:
                return list(json.loads(pieces))
        return None

    def keep_pieces(self, shape: str, pieces: list[str]) -> None:
        """Keep the theme's part of pages of a shape; those around other pages are forgotten."""
        if self._database:
            row = (self.around, shape, json.dumps(pieces))
            with suppress(sqlite3.Error):
                self._database.execute("delete from shapes where around != ?", (self.around,))
                self._database.execute("insert or replace into shapes values (?, ?, ?)", row)

    def close(self) -> None:
        """Make everything final."""
        if self._database:
            with suppress(sqlite3.Error):
                self._database.commit()
            self._database.close()
            self._database = None


class FinishedPages:
    """Puts finished documents in the place of what MkDocs makes of their pages.

    Attributes:
        shell: What wraps our pages.
        missing_page: The page for missing addresses, if it is known.
        written: The paths of the pages that MkDocs has written.
    """

    def __init__(
        self,
        kept: KeptDocuments,
        portfolio: PortfolioPages,
        theme: ThemeRenderer,
        protect: Callable[[str], str],
    ) -> None:
        """Make the shell, and keep what all pages share."""
        paths = frozenset(page.file.dest_uri for page in theme.navigation.pages)
        self.shell = Shell(theme, paths, protect, kept)
        self.missing_page = kept.document(MISSING_PAGE, "")
        self._kept = kept
        self._portfolio = portfolio
        self._protect = protect
        self._environment = theme.environment
        self._entries = search_entries_of(theme.config)
        self._ours = frozenset(self._portfolio.paths)
        self._known: dict[str, tuple[str, list[Any]]] = {}
        self._seen: dict[str, str] = {}
        self._metas: dict[str, MutableMapping[str, Any]] = {}
        self._entries_before = 0
        self.written: set[str] = set()

    def prepare(self, pages: Sequence[Page]) -> None:
        """Find out which pages are finished, once all pages and their titles are known."""
        # What one page shows of another must not be changed before all have been looked at.
        for page in pages:
            path = page.file.dest_uri
            if path not in self._ours and self._kept.around:
                seen = self._seen[path] = what_is_seen(page)
                known = self._kept.document(path, seen) if seen else None
                if known is not None:
                    self._known[path] = known
        for page in pages:
            path = page.file.dest_uri
            if path in self._ours:
                # MkDocs checks anchors against this set; it saw only our empty document.
                page.present_anchor_ids = LazyAnchors(partial(self._portfolio.read, path))
            if path in self._ours or path in self._known:
                self._metas[path] = page.meta
                page.meta = {**page.meta, "template": PLACEHOLDER, "search": {"exclude": True}}

    def template(self, name: str, template: Template) -> Template:
        """The template of a name; one that costs nothing where its document is known."""
        is_known = name == MISSING_PAGE and self.missing_page
        return self._environment.get_template(PLACEHOLDER) if is_known else template

    def missing_output(self, output: str) -> str:
        """The page for missing addresses, of which MkDocs made `output`, still unprotected."""
        if self.missing_page:
            return self.missing_page[0]
        self._kept.keep(MISSING_PAGE, "", output, [])
        return output

    def begin(self) -> None:
        """Note which search entries are none of the page that comes next."""
        self._entries_before = len(self._entries)

    def output(self, page: Page, output: str) -> str:
        """The document of a page, of which MkDocs made `output`."""
        path = page.file.dest_uri
        page.meta = self._metas.get(path, page.meta)
        self.written.add(path)
        if path in self._ours:
            return self._wrapped(path)
        if path in self._known:
            document, entries = self._known.pop(path)
            self._entries.extend(entries)
            return document
        document = self._protect(output)
        if seen := self._seen.get(path):
            self._kept.keep(path, seen, document, self._entries[self._entries_before :])
        return document

    def close(self) -> None:
        """Keep what was finished."""
        self._kept.close()

    def _wrapped(self, path: str) -> str:
        digest = self._portfolio.digest(path)
        # Pages that end with the build have no digest: another build has the folder.
        known = self._kept.document(path, digest) if digest else None
        if known is not None:
            return known[0]
        document = self.shell(self._portfolio.read(path))
        if digest:
            self._kept.keep(path, digest, document, [])
        return document


def what_is_around(config: MkDocsConfig, navigation: Navigation, *, serving: bool) -> str:
    """The digest of all that the theme sees besides a page; empty where nobody knows."""
    theme = config.theme
    is_known = theme.name == "material" and not theme.custom_dir and are_plugins_known(config)
    if not is_known:
        return ""
    settings = {key: config[key] for key in config if key not in {"theme", "plugins", "hooks"}}
    plugins = {name: dict(plugin.config) for name, plugin in config.plugins.items()}
    try:
        return _digest(
            program_version(),
            get_build_date(),
            serving,
            {key: theme[key] for key in theme},
            settings,
            {name: plugins[name] for name in plugins if name != "vendorbook"},
            [_as_data(item) for item in navigation.items],
        )
    except TypeError:  # a setting that is no plain value
        return ""


def what_is_seen(page: Page) -> str:
    """The digest of all that the theme sees of a page; empty where nobody knows."""
    try:
        return _digest(
            page.file.src_uri,
            page.file.dest_uri,
            page.file.inclusion.value,
            page.title,
            page.content,
            page.meta,
            toc_as_data(page.toc),
            page.canonical_url,
            page.abs_url,
            page.edit_url,
            [_as_data(each) for each in (page.previous_page, page.next_page)],
            [each.title for each in page.ancestors],
        )
    except TypeError:
        return ""


def _as_data(item: Any) -> Any:
    """An item of the navigation, with all below it."""
    if item is None:
        return None
    children = [_as_data(each) for each in item.children or ()]
    address, meta = getattr(item, "url", ""), getattr(item, "meta", {})
    return [type(item).__name__, item.title, address, meta, children]


def _digest(*values: Any) -> str:
    return digest_of_list([json.dumps(values, default=_plain)])


def _plain(value: Any) -> Any:
    """A value that JSON does not know, as one that it does.

    Raises:
        TypeError: When it may be more than what it shows.
    """
    text = repr(value)
    if " at 0x" in text or hasattr(value, "read"):
        raise TypeError(f"{text} is no plain value")
    return [type(value).__name__, text]
