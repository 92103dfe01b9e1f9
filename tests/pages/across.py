"""The pages across vendors, made of YAML that stands in a test or of the demo."""

from __future__ import annotations

import html
import re
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING

from tests.conftest import REPOSITORY
from tests.playbooks import open_playbook, write_playbook
from vendorbook.across import Across, vendor_rows
from vendorbook.assessment import assess
from vendorbook.pages.across_page import across_path
from vendorbook.pages.registry import ACROSS_PAGES
from vendorbook.publish.production import produce
from vendorbook.vendor_reading import read_vendor

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def words(body: str) -> str:
    """The text of a page on one line."""
    inside_lines = re.sub(r"</?(time|a|strong|span|code)\b[^>]*>", "", body)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", inside_lines)).split())


def table_rows(body: str) -> list[str]:
    """The text of every row of every table of a page, without the heads."""
    return [words(row) for row in re.findall(r"<tr[^>]*>(?!<th scope=\"col\").*?</tr>", body, re.S)]


def across(root: Path, as_of: date, vendors: Mapping[str, Mapping[str, str]]) -> Across:
    """The rows of a playbook with the given vendors and files."""
    portfolio = open_playbook(write_playbook(root, vendors))
    rows = Across()
    for slug in portfolio.slugs:
        vendor, findings, _ = read_vendor(portfolio, slug)
        assert findings == []
        assert vendor is not None
        rows.add(vendor_rows(assess(vendor, portfolio, as_of), []))
    return rows


def page_of(root: Path, as_of: date, tab: str, **files: str) -> str:
    """One page across vendors for the only vendor `acme` with the given files."""
    rows = across(root, as_of, {"acme": files})
    return ACROSS_PAGES[tab](open_playbook(root), rows, as_of).body


@cache
def demo_pages() -> dict[str, str]:
    """Every page of the demo that belongs to no vendor."""
    production = produce(REPOSITORY, now=datetime.now(UTC))
    pages = {p.path: p.body for p in production.pages() if not p.path.startswith("vendors/")}
    production.close()
    return pages


def demo_page(tab: str) -> str:
    """One page across the vendors of the demo."""
    return demo_pages()[across_path(tab)]
