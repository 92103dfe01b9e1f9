"""What all pages across vendors share: their paths, their head, and where a row leads to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from vendorbook.findings import source_url
from vendorbook.pages import Page, SearchEntry, headings_in, render
from vendorbook.pages.vendor_page import VENDORS_PATH, page_path
from vendorbook.wording import pin_in_words, plural

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from vendorbook.across.shortlist import Shortlist
    from vendorbook.portfolio import Portfolio

ACROSS_FOLDER: Final = "across"

TABS: Final = {
    "scorecards": "Scorecards",
    "milestones": "Milestones",
    "calendar": "Calendar",
    "people": "People",
    "issues": "Issues",
    "kpis": "KPIs",
    "contracts": "Contracts",
    "partnership": "Partnership",
}
"""The pages across vendors: their folder, and what they are called."""


def across_path(tab: str) -> str:
    """The path of one of the pages across vendors."""
    return f"{ACROSS_FOLDER}/{tab}/index.html"


def across_page(
    tab: str,
    portfolio: Portfolio,
    as_of: date,
    *,
    lead: str,
    headings: Sequence[tuple[str, str]] = (),
    words: str = "",
    entries: Sequence[SearchEntry] = (),
    **values: Any,
) -> Page:
    """Render one page across vendors with the head that all of them have.

    Args:
        tab: Which page.
        portfolio: The policy, and which vendors there are.
        as_of: The day everything is told for.
        lead: What the page answers, in a sentence.
        headings: The table of contents.
        words: What search should find the page by, beside its title.
        entries: What search should find within the page.
        **values: What its template needs.
    """
    site = portfolio.playbook.site
    path = across_path(tab)
    body = render(
        f"across_{tab}.html",
        path,
        tab=tab,
        tabs=TABS,
        lead=lead,
        as_of=as_of,
        pin=pin_in_words(portfolio.playbook.as_of == as_of),
        notice=site.internal_notice,
        across_path=across_path,
        page_path_of=page_path,
        vendors_path=VENDORS_PATH,
        source_at=partial(source_url, site.edit_url),
        **values,
    )
    title = f"{TABS[tab]} across vendors"
    search = (SearchEntry("", title, words or lead), *entries)
    return Page(path, title, body, headings_in(body, headings), search)


def what_is_left_out(shortlist: Shortlist[Any], word: str, words: str = "") -> str:
    """How many rows there was no room for, in a sentence; nothing when all are shown."""
    if not shortlist.left_out:
        return ""
    shown = shortlist.total - shortlist.left_out
    return (
        f"Of {plural(shortlist.total, word, words)}, the {shown:,} that matter first are shown; "
        "the others stand on the pages of their vendors."
    )
