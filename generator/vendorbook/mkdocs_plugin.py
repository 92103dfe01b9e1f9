"""The only door to MkDocs: `mkdocs build`, `mkdocs serve` and `vendorbook build` are one road.

To MkDocs, our pages in the navigation are empty documents and all others are static files, so that
links and the navigation work as ever; once MkDocs is done, every page is written by us in the
theme's own shell.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from mkdocs.config import config_options as options
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files

from vendorbook.calendars import CALENDARS_FOLDER
from vendorbook.contents import CACHE_FOLDER, program_version
from vendorbook.files import VENDORS_FOLDER
from vendorbook.findings import in_reading_order
from vendorbook.mkdocs_documents import (
    TEMPLATES,
    FinishedPages,
    KeptDocuments,
    what_is_around,
)
from vendorbook.mkdocs_files import (
    add_search_entries,
    replace_file,
    site_files,
)
from vendorbook.mkdocs_markdown import KeptMarkdown
from vendorbook.mkdocs_theme import ThemeRenderer
from vendorbook.pages import playbook_broken
from vendorbook.pages.templating import keep_compiled
from vendorbook.portfolio import PLAYBOOK_FILE, load
from vendorbook.publish.as_markdown import as_markdown
from vendorbook.publish.content_security import MISSING_PAGE, ContentSecurity
from vendorbook.publish.page_writer import write_pages
from vendorbook.publish.pdf import why_not
from vendorbook.publish.previous_site import PreviousSite, previous_site
from vendorbook.publish.production import Production, produce
from vendorbook.publish.review_packs import write_review_packs
from vendorbook.publish.search_index import SearchEntries
from vendorbook.publish.site_files import ASSETS_FOLDER, SCRIPTS, STYLES, assets_source
from vendorbook.surveys import asked_day
from vendorbook.wording import plural

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal

    from jinja2 import Environment, Template
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage
    from mkdocs.utils.templates import TemplateContext


log = get_plugin_logger("vendorbook")

_PAGES = "pages"
_NOTES = "site.sqlite"
_CONVERTED = "content.json"
_DOCUMENTS = "documents.sqlite"
AS_OF_VARIABLE = "VENDORBOOK_AS_OF"
"""Names the day to judge where options do not reach."""


class VendorbookConfig(Config):  # type: ignore[no-untyped-call] # MkDocs leaves this untyped
    """The plugin's options in mkdocs.yml."""

    root = options.Type(str, default="")
    """The playbook's folder; left out, the folder of mkdocs.yml."""

    as_of = options.Type(str, default="")
    """The day to judge, such as 2026-10-09; left out, the playbook's pin or today."""

    jobs = options.Type(int, default=1)
    """How many processes share the work."""

    cache = options.Type(bool, default=True)
    """Whether pages of vendors that did not change are taken from the playbook's cache."""

    pdf = options.Type(bool, default=False)
    """Whether review packs are written as PDFs too; a server does not write them."""


class VendorbookPlugin(BasePlugin[VendorbookConfig]):  # type: ignore[no-untyped-call] # likewise
    """Adds the pages made of records to a MkDocs site."""

    progress: Callable[[int, int], None] | None = None
    pdf_progress: Callable[[int, int], None] | None = None

    def __init__(self) -> None:
        """Start without a production; each build makes one."""
        super().__init__()
        self._serving = False
        self._production: Production | None = None
        self._navigation: Navigation | None = None
        self._previous: PreviousSite | None = None
        self._markdown: KeptMarkdown | None = None
        self._finished: FinishedPages | None = None
        self._security = ContentSecurity("")

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether a server is running, which a broken record must not end."""
        del dirty
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add our style sheets and scripts to every page.

        Raises:
            PluginError: When PDFs are wanted that cannot be made here.
        """
        if self._writes_pdfs and (problem := why_not()):
            raise PluginError(problem)
        if str(TEMPLATES) not in config.theme.dirs:
            config.theme.dirs.append(str(TEMPLATES))
        for name in STYLES:
            path = f"{ASSETS_FOLDER}/{name}"
            if path not in config.extra_css:
                config.extra_css.append(path)
        for name in SCRIPTS:
            path = f"{ASSETS_FOLDER}/{name}"
            if path not in config.extra_javascript:
                config.extra_javascript.append(path)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Save what vendors have on the site from MkDocs, which is about to empty it.

        Raises:
            PluginError: When the policy cannot be used; the site stays as it is then.
        """
        self._previous = self._finished = None
        if not self._serving:
            portfolio, faults, _ = load(self._root(config))
            if portfolio is None:
                self._report(Production(None, in_reading_order(faults), []))
        if self._keeps:
            notes = self._cache(config, _NOTES)
            self._previous = previous_site(Path(config.site_dir), notes)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Compute everything, and tell MkDocs which files there will be."""
        if self._previous:
            self._previous.give_back()
        self._close()
        self._production = produce(
            self._root(config),
            now=datetime.now(UTC),
            as_of=self._as_of(),
            site_url=config.site_url,
            processes=self._processes,
            progress=self.progress,
            keeps=self._keeps,
            cache=self._cache(config, _PAGES).name,
        )
        self._production.has_pdfs = self._writes_pdfs
        files = site_files(files, self._production, config)
        if self._production.live is None:
            broken = as_markdown(playbook_broken.page(self._production.faults))
            replace_file(files, File.generated(config, "index.md", content=broken))
        for name in (*STYLES, *SCRIPTS):
            asset = str(assets_source() / name)
            replace_file(
                files, File.generated(config, f"{ASSETS_FOLDER}/{name}", abs_src_path=asset)
            )
        return files

    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Put live data into a page written by hand."""
        del config, files
        if self._production is None or not page.file.src_uri.endswith(".md"):
            return markdown
        if self._markdown:
            self._markdown.adopt(page)
        return self._production.content(markdown, page.file.dest_uri)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the navigation for the shell."""
        self._navigation = nav
        converted = self._cache(config, _CONVERTED)
        self._markdown = KeptMarkdown(converted, config, files) if self._keeps else None
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Make the shell of the theme's templates, and tell MkDocs where links may lead."""
        if self._markdown:
            self._markdown.write()
        production, navigation = self._production, self._navigation
        if production is None or production.live is None or navigation is None:
            return env
        keep_compiled(env, program_version())
        around = what_is_around(config, navigation, serving=self._serving) if self._keeps else ""
        kept = KeptDocuments(self._cache(config, _DOCUMENTS), around)
        theme = ThemeRenderer(config, navigation, files, env)
        self._finished = FinishedPages(kept, production.portfolio, theme, self._protect)
        self._finished.prepare([file.page for file in files.documentation_pages() if file.page])
        return env

    def on_pre_template(
        self, template: Template, *, template_name: str, config: MkDocsConfig
    ) -> Template:
        """Spare MkDocs the page for missing addresses where it is known."""
        del config
        return self._finished.template(template_name, template) if self._finished else template

    @event_priority(-100)  # after all plugins that change the scripts which are hashed here
    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Learn the theme's scripts from the page for missing addresses, and protect it."""
        del config
        if template_name == MISSING_PAGE:
            if self._finished:
                output = self._finished.missing_output(output)
            self._security = ContentSecurity(output)
            return self._protect(output)
        return output

    @event_priority(100)  # before the search plugin reads the page
    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Learn where the search entries of a page begin."""
        del page, config, nav
        if self._finished:
            self._finished.begin()
        return context

    @event_priority(-100)  # after all plugins that change the scripts which are hashed here
    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Protect a page written by hand, or put out one of ours."""
        del config
        return self._finished.output(page, output) if self._finished else self._protect(output)

    @event_priority(100)  # before the search plugin writes its index
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write our pages into the finished site and hand our entries to search."""
        production, finished = self._production, self._finished
        if production is None:
            return
        site_dir = Path(config.site_dir)
        entries = SearchEntries()
        if finished:
            entries = write_pages(
                production,
                site_dir,
                finished.shell,
                finished.written,
                self._previous,
                self._processes,
            )
        add_search_entries(config, entries.result(), production)
        if self._previous:
            around = finished.shell.around if finished else ""
            self._previous.finish(production.slugs, production.joined, around)
        if entries.is_shortened:
            log.info("The search index is large: it has one entry for each vendor only.")
        if production.has_pdfs:
            files = write_review_packs(
                production, site_dir, processes=self.config.jobs, progress=self.pdf_progress
            )
            log.info(f"Wrote {plural(len(files), 'review pack')} as PDF")
        self._close()
        self._report(production)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Rebuild when a record changes."""
        del builder
        root = self._root(config)
        for name in (VENDORS_FOLDER, CALENDARS_FOLDER, PLAYBOOK_FILE):
            if (root / name).exists():
                server.watch(str(root / name))
        return server

    def on_build_error(self, *, error: Exception) -> None:
        """Give the disk space back."""
        del error
        if self._previous:
            self._previous.drop()
        self._close()

    @property
    def _writes_pdfs(self) -> bool:
        return self.config.pdf and not self._serving

    @property
    def _processes(self) -> int:
        """How many processes share the work; a server may hold threads, which no fork survives."""
        return 1 if self._serving else self.config.jobs

    @property
    def _keeps(self) -> bool:
        """Whether anything is kept from one build to the next."""
        return bool(self.config.cache) and not os.environ.get("CI")

    def _cache(self, config: MkDocsConfig, name: str) -> Path:
        """Where something is kept; a server has an address and a folder of its own."""
        return self._root(config) / CACHE_FOLDER / (f"served-{name}" if self._serving else name)

    def _close(self) -> None:
        if self._production is not None:
            self._production.close()
            self._production = None
        if self._finished is not None:
            self._finished.close()

    def _protect(self, document: str) -> str:
        """The document with its rules; none while serving, which adds a script to each page."""
        return document if self._serving else self._security.protect(document)

    def _as_of(self) -> date | None:
        """The day to judge: the option's, or the one that `vendorbook serve` was given.

        Raises:
            PluginError: When it is no day.
        """
        written = self.config.as_of or os.environ.get(AS_OF_VARIABLE, "")
        try:
            return asked_day(written) if written else None
        except ValueError as error:
            raise PluginError(f"as_of: {error}") from None

    def _root(self, config: MkDocsConfig) -> Path:
        base = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
        return (base / self.config.root).resolve()

    def _report(self, production: Production) -> None:
        """Say what is wrong with the records; outside a server, that ends the build."""
        errors = production.error_lines
        for line in errors:
            log.error(line)
        if errors and not self._serving:
            count = plural(len(errors), "record fault")
            raise PluginError(f"{count}: mend the records and build again")
