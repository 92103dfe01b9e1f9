"""Writing all pages of a production into a site, whatever the engine that built the rest of it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from vendorbook.publish.search_index import SearchEntries, entries_of, share_of_a_vendor
from vendorbook.publish.site_files import SiteFolder
from vendorbook.surveys import for_each_vendor

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from vendorbook.pages import Page
    from vendorbook.publish.previous_site import PreviousSite
    from vendorbook.publish.production import Production
    from vendorbook.publish.search_index import GroupEntries, KeptEntries
    from vendorbook.publish.shell import Shell


def write_pages(
    production: Production,
    site_dir: Path,
    shell: Shell,
    written: Collection[str] = (),
    previous: PreviousSite | None = None,
    processes: int = 1,
) -> SearchEntries:
    """Write every page, wrapped by `shell` if it is HTML, and return what search should know.

    Pages of the portfolio that are `written` already, and pages that the `previous` site has, are
    left as they are. Several `processes` share the pages of vendors.
    """
    site, entries = SiteFolder(site_dir), SearchEntries()
    portfolio = production.portfolio
    for path in portfolio.paths:
        if path not in written:
            _write(portfolio.read(path), site, shell)
    entries.add(entries_of(map(portfolio.head, portfolio.paths)))
    for found in _vendor_entries(production, site, shell, previous, processes):
        entries.add(found)
    for path in production.joined:
        version = production.version_of_joined(path)
        if not (previous and previous.has_joined(path, version)):
            production.copy_joined(path, site.file(path))
            if previous:
                previous.note_joined(path, version)
    return entries


def _vendor_entries(
    production: Production,
    site: SiteFolder,
    shell: Shell,
    previous: PreviousSite | None,
    processes: int,
) -> Iterator[GroupEntries | KeptEntries]:
    """Write the pages of every vendor that the previous site does not have as they are now."""
    slugs, digest_of = production.slugs, production.digest_of
    share = share_of_a_vendor(len(slugs))
    known = {
        slug: kept
        for slug in (slugs if previous else ())
        if previous and (kept := previous.entries(slug, digest_of(slug), share, shell))
    }
    fresh = [slug for slug in slugs if slug not in known]

    def write(shell: Shell, slug: str) -> tuple[GroupEntries, list[Page]]:
        pages = production.read_group(slug)
        for page in pages:
            _write(page, site, shell)
        heads = [replace(page, body="", search=()) for page in pages]
        return entries_of(pages, limit=share), heads

    # The first vendor has nearly all shapes of pages; who shares the rest need not make them again.
    first = (write(shell, slug) for slug in fresh[:1])
    others = shell if processes == 1 else shell.apart()
    rest = for_each_vendor(partial(write, others), fresh[1:], processes=processes)
    made = chain(first, rest)
    for slug in slugs:
        if slug in known:
            yield known[slug]
            continue
        found, heads = next(made)
        if previous:
            previous.note(slug, digest_of(slug), heads, share, found, shell)
        yield found


def _write(page: Page, site: SiteFolder, shell: Shell) -> None:
    site.write(page.path, shell(page) if page.path.endswith(".html") else page.body)
