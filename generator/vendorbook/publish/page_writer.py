"""Writing all pages of a production into a site, whatever the engine that built the rest of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.publish.search_index import SearchEntries, entries_of, share_of_a_vendor
from vendorbook.publish.site_files import SiteFolder

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from vendorbook.pages import Page
    from vendorbook.publish.previous_site import PreviousSite
    from vendorbook.publish.production import Production
    from vendorbook.publish.shell import Shell


def write_pages(
    production: Production,
    site_dir: Path,
    shell: Shell,
    written: Collection[str] = (),
    previous: PreviousSite | None = None,
) -> SearchEntries:
    """Write every page, wrapped by `shell` if it is HTML, and return what search should know.

    Pages of the portfolio that are `written` already, and pages that the `previous` site has, are
    left as they are.
    """
    site, entries = SiteFolder(site_dir), SearchEntries()
    portfolio = production.portfolio
    for path in portfolio.paths:
        if path not in written:
            _write(portfolio.read(path), site, shell)
    entries.add(entries_of(map(portfolio.head, portfolio.paths)))
    share = share_of_a_vendor(len(production.slugs))
    for slug in production.slugs:
        digest = production.digest_of(slug)
        found = previous.entries(slug, digest, share, shell) if previous else None
        if found is None:
            pages = production.read_group(slug)
            for page in pages:
                _write(page, site, shell)
            found = entries_of(pages, limit=share)
            if previous:
                previous.note(slug, digest, pages, share, found, shell)
        entries.add(found)
    for path in production.joined:
        production.copy_joined(path, site.file(path))
    if previous:
        previous.finish(production.slugs)
    return entries


def _write(page: Page, site: SiteFolder, shell: Shell) -> None:
    site.write(page.path, shell(page) if page.path.endswith(".html") else page.body)
