"""The published demo on a phone, at night: whom to call is near, and a thumb is enough to do it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.publish.test_every_page import every_kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SCREEN = {"width": 390, "height": 664}
"""A common phone, without what its browser needs for itself."""

FINGER = 44
"""Pixels that a number must be high to be called in a hurry."""

POINTER = 24
"""Pixels that every other target must be high, as WCAG 2.2 wants it."""

SIZES = """
(links) => links.filter((link) => link.offsetParent !== null).map((link) => {
  const box = link.getBoundingClientRect();
  const inline = getComputedStyle(link).display === "inline";
  const lines = link.getClientRects();
  return [link.textContent.trim(), inline ? lines[0].height : box.height];
})
"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=SCREEN, has_touch=True)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def heights(page: Page, links: str) -> list[tuple[str, float]]:
    found: Any = page.locator(links).evaluate_all(SIZES)
    return [(text, height) for text, height in found]


def test_home_leads_to_the_board_of_whom_to_call_first(page: Page, demo_address: str) -> None:
    page.goto(demo_address)
    first = page.locator(".vb-tabs a").first
    assert first.inner_text() == "Who to call"
    box = first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= SCREEN["height"]
    first.click()
    page.wait_for_url("**/across/people/#on-call")
    assert page.locator("#on-call").is_visible()


@pytest.mark.parametrize(
    "path", ["vendors/keelhaven/", "vendors/oxbow-meridian/", "vendors/tamarisk-forge/milestones/"]
)
def test_whom_to_call_is_on_the_first_screen_of_every_page_of_a_vendor(
    page: Page, demo_address: str, path: str
) -> None:
    page.goto(demo_address + path)
    jump = page.get_by_role("link", name="Who to call", exact=True)
    box = jump.bounding_box()
    assert box is not None
    assert box["height"] >= FINGER
    assert box["y"] + box["height"] <= SCREEN["height"]
    jump.click()
    page.wait_for_url(re.compile(r"/vendors/[a-z-]+/#call$"))
    page.wait_for_timeout(300)
    number = page.locator("#call a[href^='tel:']").first.bounding_box()
    assert number is not None
    assert 0 <= number["y"] <= SCREEN["height"] - number["height"]


def test_on_a_wide_screen_the_card_is_near_and_levels_stand_side_by_side(
    page: Page, demo_address: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(demo_address + "vendors/keelhaven/")
    assert not page.get_by_role("link", name="Who to call", exact=True).is_visible()
    page.goto(demo_address + "across/people/")
    levels = page.locator("#call-table tbody tr").first.locator("li")
    assert levels.count() == 3
    first, second = levels.nth(0).bounding_box(), levels.nth(1).bounding_box()
    assert first is not None
    assert second is not None
    assert first["y"] == second["y"]
    assert first["x"] < second["x"]


@pytest.mark.parametrize(
    ("path", "cards"),
    [
        ("vendors/oxbow-meridian/", "#call"),
        ("vendors/keelhaven/people/", ".vb-call"),
        ("across/people/", "#call-table"),
    ],
)
def test_numbers_are_as_high_as_a_finger_and_other_links_large_enough(
    page: Page, demo_address: str, path: str, cards: str
) -> None:
    page.goto(demo_address + path)
    numbers = heights(page, f"{cards} a[href^='tel:']")
    others = heights(page, f"{cards} a:not([href^='tel:'])")
    assert len(numbers) >= 3
    assert len(others) >= 3
    assert [each for each in numbers if each[1] < FINGER] == []
    assert [each for each in others if each[1] < POINTER] == []


def test_numbers_of_people_are_as_high_as_a_finger(page: Page, demo_address: str) -> None:
    page.goto(demo_address + "vendors/keelhaven/people/")
    assert [each for each in heights(page, ".vb-people a[href^='tel:']") if each[1] < FINGER] == []


@pytest.mark.parametrize(
    ("words", "title", "address"),
    [
        # What a missed call leaves behind, and the same number without its sign.
        ("+442079460113", "Jamal Okoro", "vendors/keelhaven/people/#person-jamal-okoro"),
        ("442079460113", "Jamal Okoro", "vendors/keelhaven/people/#person-jamal-okoro"),
        ("who to call at night", "Who to call at night", "across/people/#on-call"),
        ("call", "Who to call at night", "across/people/#on-call"),
        ("phone", "Who to call at night", "across/people/#on-call"),
        ("2am", "Who to call at night", "across/people/#on-call"),
        ("escalation", "Who to call at night", "across/people/#on-call"),
        ("incident", "Who to call at night", "across/people/#on-call"),
    ],
)
def test_search_finds_whom_to_call_and_who_has_called(
    page: Page, demo_address: str, words: str, title: str, address: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(demo_address)
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type(words, delay=10)
    path, anchor = address.split("#")
    hit = page.locator(f".md-search-result a[href*='{path}'][href$='#{anchor}']").first
    hit.wait_for(state="attached", timeout=10_000)
    assert title in (hit.text_content() or "")
    # Every hit stands below the page that it is on; without one, the page would be nowhere.
    assert page.locator(".md-search-result a[href*='undefined']").count() == 0
    # Hits of what was typed so far may still stand there for a moment.
    first = page.locator(".md-search-result a").first
    expect(first).to_have_attribute("href", re.compile(re.escape(path)), timeout=10_000)
    expect(first).not_to_be_empty()


@pytest.mark.parametrize("engine", ["demo", "zensical"])
@pytest.mark.parametrize(
    ("path", "first", "others"),
    [
        ("across/milestones/", "Scorecards", ["Calendar", "Partnership"]),
        ("across/scorecards/", "Milestones", ["Calendar", "Partnership"]),
        ("reference/checks/", "Fields", ["Scores", "Feeds and API"]),
    ],
)
def test_the_menu_lists_every_page_of_a_section(
    page: Page,
    request: pytest.FixtureRequest,
    engine: str,
    path: str,
    first: str,
    others: list[str],
) -> None:
    address = request.getfixturevalue(f"{engine}_address")
    page.goto(address + path)
    page.locator("label.md-header__button[for='__drawer']").click()
    menu = page.locator(".md-nav--primary")
    for title in [*others, first]:
        expect(menu.get_by_role("link", name=title, exact=True).first).to_be_in_viewport()
    menu.get_by_role("link", name=first, exact=True).click()
    page.wait_for_url(re.compile(rf"/{path.partition('/')[0]}/{first.lower()}/"))


@pytest.mark.parametrize("engine", ["demo", "zensical"])
def test_a_tab_leads_to_the_first_page_of_its_section(
    page: Page, request: pytest.FixtureRequest, engine: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(request.getfixturevalue(f"{engine}_address"))
    tabs = page.locator(".md-tabs__link")
    titles = [each.strip() for each in tabs.all_inner_texts()]
    assert titles == ["Home", "Vendors", "Across vendors", "Playbook", "Reference"]
    tabs.nth(2).click()
    page.wait_for_url("**/across/scorecards/")
    tabs.nth(4).click()
    page.wait_for_url("**/reference/fields/")


def test_points_lost_are_not_cut(page: Page, demo_address: str) -> None:
    for vendor in ("keelhaven", "oxbow-meridian", "tamarisk-forge"):
        page.goto(f"{demo_address}vendors/{vendor}/scorecard/")
        table = page.locator(".vb-table--practices").first
        hidden = table.evaluate("table => table.parentElement.scrollWidth - table.parentElement"
                                ".clientWidth")  # fmt: skip
        assert hidden <= 0
        cell = table.locator(".vb-practice td:nth-child(5)").first
        box = cell.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= SCREEN["width"]


RECORDS = """
() => [...document.querySelectorAll(".vb-scroll > .vb-table--records")].flatMap((table) => {
  const box = table.parentElement;
  const name = box.getAttribute("aria-label");
  const blank = [...table.querySelectorAll("[data-label]")].filter((cell) =>
    cell.offsetParent && !cell.innerText.trim() && !cell.querySelector("svg"));
  return [
    ...(box.scrollWidth > box.clientWidth ? [name + " is too wide"] : []),
    ...blank.map((cell) => name + " has nothing under " + cell.dataset.label),
  ];
})
"""


def test_no_record_needs_scrolling_sideways(page: Page, demo_site: Path, demo_address: str) -> None:
    found = {}
    for path in every_kind(demo_site):
        page.goto(demo_address + path)
        if faults := page.evaluate(RECORDS):
            found[path] = faults
    assert found == {}


def test_records_say_what_their_values_are_and_sort_without_columns(
    page: Page, demo_address: str
) -> None:
    page.goto(demo_address + "vendors/")
    row = page.locator("#vendor-table tbody tr", has_text="Oxbow")
    grade = row.get_by_text("declining")
    expect(grade).to_be_visible()
    box = row.bounding_box()
    assert box is not None
    assert box["width"] <= SCREEN["width"]
    label = "cell => getComputedStyle(cell, '::before').content"
    missed = row.locator("td[data-label=Missed]")
    assert '"Missed"' in missed.evaluate(label) or '"Missed "' in missed.evaluate(label)
    page.locator("#vendor-table th", has_text="Owner").click()
    expect(page.locator("#vendor-table tbody tr").first).to_contain_text("Amara Lyle")
    # On a wide screen, and on paper, it is a table with columns.
    page.emulate_media(media="print")
    assert row.evaluate("row => getComputedStyle(row).display") == "table-row"
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1280, "height": 900})
    assert row.evaluate("row => getComputedStyle(row).display") == "table-row"
    assert missed.evaluate(label) == "none"


def test_the_first_column_of_a_wide_table_stays(page: Page, demo_address: str) -> None:
    page.goto(demo_address + "across/scorecards/")
    region = page.get_by_role("region", name="Heat map of practices")
    name = region.locator("tbody th").first
    before = name.bounding_box()
    region.evaluate("each => { each.scrollLeft = 200; }")
    assert region.evaluate("each => each.scrollLeft") == 200
    assert name.bounding_box() == before


def test_a_table_that_scrolls_sideways_shows_it_until_its_end(
    page: Page, demo_address: str
) -> None:
    page.goto(demo_address + "vendors/keelhaven/scorecard/")
    region = page.get_by_role("region", name="Monthly KPIs")
    start = _edge(page, region)
    region.evaluate("each => { each.scrollLeft = each.scrollWidth; }")
    assert _edge(page, region) != start


def _edge(page: Page, region: Any) -> bytes:
    """A picture of the blank strip at the right edge, below the words of the heading."""
    region.scroll_into_view_if_needed()
    box = region.bounding_box()
    assert box is not None
    clip: Any = {"x": box["x"] + box["width"] - 3, "y": box["y"] + 1, "width": 2, "height": 4}
    return page.screenshot(clip=clip)
