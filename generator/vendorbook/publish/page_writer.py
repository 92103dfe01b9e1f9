"""Writing all pages of a production into a site, whatever the engine that built the rest of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.publish.search_index import SearchEntries
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
    for page in production.pages():
        document = shell(page) if page.path.endswith(".html") else page.body
        write_if_changed(inside(site_dir, page.path), document)
        entries.add(page)
    return entries
