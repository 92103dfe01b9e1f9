"""The home page: what is late, red or undecided at a glance, each number with its list."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from tests.pages.across import across, demo_pages, words
from tests.playbooks import open_playbook
from vendorbook.pages import home
from vendorbook.pages.glance import glances
from vendorbook.pages.registry import ACROSS_PAGES

AS_OF = date(2026, 5, 6)


def test_the_demo_at_a_glance_and_every_number_leads_to_its_list() -> None:
    page = demo_pages()["index.html"]
    # Oxbow's MS-02 and MS-03; its MS-04, MS-06 and MS-07, Keelhaven's MS-06, Tamarisk's MS-06;
    # FB-031; Keelhaven's agreement; Oxbow's certificate and Lintel's insurance; Lintel's idea.
    for href, text in (
        ("across/milestones/?status=missed#table", "2 missed milestones"),
        ("across/milestones/?status=at+risk#table", "5 milestones at risk"),
        ("across/issues/?over=1#open", "1 issue past its limit"),
        ("across/contracts/?pressing=1#contracts", "1 contract to decide"),
        ("across/contracts/?lapsing=1#documents", "2 documents lapsed or soon"),
        ("across/partnership/#ideas", "1 idea waiting too long"),
    ):
        assert f'<a href="{href}">{text}</a>' in page


def test_every_filter_that_home_links_to_exists_on_its_page() -> None:
    pages = demo_pages()
    links = re.findall(r'<a href="(across/[^"?]*)\?([^"#]*)#([^"]*)"', pages["index.html"])
    assert len(links) >= 5
    for path, query, anchor in links:
        body = pages[f"{path}index.html"]
        name, _, value = query.partition("=")
        assert f'name="{name}"' in body
        assert f'data-{name}="{value.replace("+", " ")}' in body
        assert f'id="{anchor}"' in body


def test_home_leads_to_every_page_across_vendors() -> None:
    page = demo_pages()["index.html"]
    for tab in ACROSS_PAGES:
        assert f'href="across/{tab}/"' in page


def test_when_nothing_waits_home_says_so(tmp_path: Path) -> None:
    rows = across(tmp_path, AS_OF, {})
    assert glances([], rows, AS_OF, 20) == []
    page = home.page(open_playbook(tmp_path), [], [], rows, AS_OF)
    text = words(page.body)
    assert "Nothing waits for us." in text
    assert "There is no vendor yet. To record it, write in vendors/acme/vendor.yml" in text
