"""Writing all pages of a production into a site, whatever the engine that built the rest of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.publish.production import PORTFOLIO_GROUP
from vendorbook.publish.search_index import SearchEntries, share_of_a_vendor
from vendorbook.publish.site_files import inside, write_if_changed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from vendorbook.pages import Page
    from vendorbook.publish.production import Production


def write_pages(
    production: Production, site_dir: Path, shell: Callable[[Page], str]
) -> SearchEntries:
    """Write every page, wrapped by `shell` if it is HTML, and return what search should know."""
    entries = SearchEntries()
    share = share_of_a_vendor(len(production.slugs))
    for group in production.groups:
        pages = production.read_group(group)
        for page in pages:
            document = shell(page) if page.path.endswith(".html") else page.body
            write_if_changed(inside(site_dir, page.path), document)
        limit = None if group == PORTFOLIO_GROUP else share
        entries.add_group(pages, limit=limit)
    for path in production.joined:
        production.copy_joined(path, inside(site_dir, path))
    return entries
