"""The theme's part of a page, rendered by MkDocs' own templates for the shell to fill."""

from __future__ import annotations

import html
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils.templates import TemplateContext

from vendorbook.files import VENDORS_FOLDER
from vendorbook.pages.across_page import ACROSS_FOLDER

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation

    from vendorbook.pages import Page
    from vendorbook.publish.shell import Marks, Shape

_WITHOUT_SIDEBAR = frozenset({"", VENDORS_FOLDER, ACROSS_FOLDER})
"""Sections whose pages are wide tables, and have tabs of their own to get from one to the other."""


class ThemeRenderer:
    """Renders the theme for pages that MkDocs itself does not write."""

    def __init__(
        self,
        config: MkDocsConfig,
        navigation: Navigation,
        files: Files,
        environment: Environment,
    ) -> None:
        """Keep what templates ask for."""
        self.config = config
        self.navigation = navigation
        self._files = files
        self.environment = environment

    def __call__(self, page: Page, shape: Shape, marks: Marks) -> str:
        """The theme's document for one shape of page, with marks for the page's own parts."""
        config = self.config
        source = self._files.get_file_from_path(f"{page.path.removesuffix('.html')}.md")
        known = source.page if source else None
        before = (known.meta, known.content, known.toc) if known else None
        shown = self._themed_page(page, shape, marks, known)
        active = self._active_page(shape)
        if active is not None:
            active.active = True
        try:
            context = TemplateContext(
                nav=self.navigation,
                pages=self._files.documentation_pages(),
                base_url="/".join([".."] * shape.depth) or ".",
                extra_css=list(config.extra_css),
                extra_javascript=[str(script) for script in config.extra_javascript],
                mkdocs_version="",
                build_date_utc=datetime.now(UTC),
                config=config,
                page=shown,
            )
            return self.environment.get_template("main.html").render(context)
        finally:
            if active is not None:
                active.active = False
            if known and before:
                # No other page may see marks, in its navigation for instance.
                known.meta, known.content, known.toc = before

    def _themed_page(
        self, page: Page, shape: Shape, marks: Marks, known: MkDocsPage | None
    ) -> MkDocsPage:
        config = self.config
        if known is not None:
            # Its title is the navigation's and stays; only the document's own title is ours.
            shown = known
        else:
            file = File.generated(config, f"{page.path.removesuffix('.html')}.md", content="")
            # Relative addresses follow from the depth alone, which all pages of a shape share.
            file.url = "page/" * shape.depth
            shown = MkDocsPage(marks.title, file, config)
            if config.site_url:
                shown.canonical_url = config.site_url + marks.url
        shown.meta = {"title": marks.title}
        hidden = ["navigation"] if shape.section in _WITHOUT_SIDEBAR else []
        shown.meta["hide"] = hidden + ([] if shape.headings else ["toc"])
        # The theme adds a heading of its own to a page whose content seems to have none.
        shown.content = f"<!--<h1-->{marks.body}"
        headings = [AnchorLink(html.escape(h.title), h.anchor, h.level) for h in shape.headings]
        # The theme's link past the navigation leads to the first of them, so one must be there; of
        # the first level, it is no entry of the table of contents.
        shown.toc = TableOfContents(headings or [AnchorLink("Top", "top", 1)])
        return shown

    def _active_page(self, shape: Shape) -> MkDocsPage | None:
        """The page of the navigation that is shown as the current one."""
        path = shape.path or f"{shape.section}/index.html"
        pages = self.navigation.pages
        return next((page for page in pages if page.file.dest_uri == path), None)
