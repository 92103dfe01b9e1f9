"""Writing all pages of a production into a site, whatever the engine that built the rest of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.publish.portfolio_pages import PORTFOLIO_GROUP
from vendorbook.publish.search_index import SearchEntries, entries_of, share_of_a_vendor
from vendorbook.publish.site_files import SiteFolder

if TYPE_CHECKING:
    from pathlib import Path

    from vendorbook.publish.previous_site import PreviousSite
    from vendorbook.publish.production import Production
    from vendorbook.publish.shell import Shell


def write_pages(
    production: Production, site_dir: Path, shell: Shell, previous: PreviousSite | None = None
) -> SearchEntries:
    """Write every page, wrapped by `shell` if it is HTML, and return what search should know.

    Pages that the `previous` site has are left as they are.
    """
    site, entries = SiteFolder(site_dir), SearchEntries()
    share = share_of_a_vendor(len(production.slugs))
    for group in production.groups:
        digest = production.digest_of(group)
        found = previous.entries(group, digest, share, shell) if previous else None
        if found is not None:
            entries.add(found)
            continue
        pages = production.read_group(group)
        for page in pages:
            document = shell(page) if page.path.endswith(".html") else page.body
            site.write(page.path, document)
        found = entries_of(pages, limit=None if group == PORTFOLIO_GROUP else share)
        entries.add(found)
        if previous and group != PORTFOLIO_GROUP:
            previous.note(group, digest, pages, share, found, shell)
    for path in production.joined:
        production.copy_joined(path, site.file(path))
    if previous:
        previous.finish(production.slugs)
    return entries
