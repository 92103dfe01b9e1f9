"""Every kind of page in a real browser: accessible, within the screen, quiet and by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.publish.watching import Watch
from vendorbook.publish.zensical_site import site_urls

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

OF_THE_THEME: Final = {
    ("aria-dialog-name", ".md-search"): "the search dialog has no name",
    ("landmark-unique", "nav[data-md-level="): "sections of the navigation are named alike",
    ("aria-allowed-attr", "nav[data-md-level="): "sections of the navigation say if they are open",
}
"""What axe finds in the themes, outside our content: rule and start of the selector, and why."""

SEEN_ONCE: Final = ("vendors/lintel-thread/", "vendors/tamarisk-forge/", "reference/fields/")
"""Left out where every kind of page, and not every page, is looked at."""


OVERFLOW: Final = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def every_page(site: Path) -> list[str]:
    return [*sorted(site_urls(site)), "404.html"]


def every_kind(site: Path) -> list[str]:
    """All vendors have the same kinds of pages, and so have all topics of the playbook."""
    topics = [each for each in every_page(site) if each.startswith("playbook/")]
    left_out = set(topics) - set(topics[::12])
    return [
        each for each in every_page(site) if each not in left_out and not each.startswith(SEEN_ONCE)
    ]


def is_of_the_theme(rule: str, target: str) -> bool:
    return any(rule == known and target.startswith(start) for known, start in OF_THE_THEME)


def violations(page: Page) -> list[str]:
    """What axe finds on a page as it stands."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415

    response = Axe().run(page, options={"resultTypes": ["violations"]}).response
    found: list[dict[str, Any]] = response["violations"]
    return [
        f"{each['id']}: {node['target'][0]}: {node['html'][:120]}"
        for each in found
        for node in each["nodes"]
        if not is_of_the_theme(each["id"], str(node["target"][0]))
    ]


def overflow(page: Page, widths: tuple[int, ...]) -> list[str]:
    """The widths of a screen that the page does not keep.

    The theme moves its sidebars a moment after the screen has changed.
    """
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        for _ in range(20):
            over = page.evaluate(OVERFLOW)
            if over <= 0:
                break
            page.wait_for_timeout(50)
        else:
            found.append(f"{over} pixels wider than {width}")
    return found


def walk(
    browser: Browser, address: str, paths: list[str], scheme: str, widths: tuple[int, ...]
) -> dict[str, list[str]]:
    """Everything that is wrong with pages, by page; axe looks at them in the last of the widths.

    It looks before the screen changes, after which the theme fades parts of its own in.
    """
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_viewport_size({"width": widths[-1], "height": 900})
    watch = Watch(page, address)
    found = {}
    for path in paths:
        page.goto(address + path)
        complaints = [*violations(page), *overflow(page, widths), *watch.complaints()]
        if complaints:
            found[path] = complaints[:5]
    context.close()
    return found


def test_no_page_has_anything_wrong(browser: Browser, demo_site: Path, demo_address: str) -> None:
    assert walk(browser, demo_address, every_page(demo_site), "light", (768, 1360)) == {}


@pytest.mark.parametrize(
    ("scheme", "widths"),
    [("dark", (1360,)), ("light", (390,)), ("dark", (360, 390))],
    ids=["dark", "phone", "dark phone"],
)
def test_no_kind_of_page_has_anything_wrong_on_other_screens(
    browser: Browser, demo_site: Path, demo_address: str, scheme: str, widths: tuple[int, ...]
) -> None:
    assert walk(browser, demo_address, every_kind(demo_site), scheme, widths) == {}


def test_no_kind_of_page_has_anything_wrong_with_zensical(
    browser: Browser, zensical_site: Path, zensical_address: str
) -> None:
    assert walk(browser, zensical_address, every_kind(zensical_site), "light", (1360, 390)) == {}


def test_faults_are_noticed(browser: Browser, demo_address: str) -> None:
    page = browser.new_page()
    watch = Watch(page, demo_address)
    page.goto(demo_address)
    page.evaluate(
        """() => {
          const article = document.querySelector("article");
          article.innerHTML = "<input><img src='https://else.example/x.png'>"
            + "<p class='wide' onclick='x()'>" + "x".repeat(2000) + "</p>";
          document.querySelector(".wide").style.whiteSpace = "nowrap";
        }"""
    )
    found = [*overflow(page, (1360,)), *violations(page), *watch.complaints()]
    page.close()
    for expected in ("pixels wider than 1360", "label: ", "image-alt: ", "console: "):
        assert any(expected in each for each in found), expected


def test_the_keyboard_reaches_the_content_first(browser: Browser, demo_address: str) -> None:
    from playwright.sync_api import expect  # noqa: PLC0415

    page = browser.new_page()
    page.goto(demo_address + "vendors/keelhaven/milestones/")
    page.keyboard.press("Tab")
    skip = page.locator(".md-skip")
    assert skip.evaluate("e => e === document.activeElement")
    expect(skip).not_to_have_css("opacity", "0")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("#."))
    target = page.url.partition("#")[2]
    assert page.locator(f"article [id='{target}']").count() == 1
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")
    page.close()


@pytest.mark.parametrize(
    "path", ["vendors/", "vendors/keelhaven/scorecard/", "across/milestones/", "reference/scores/"]
)
def test_whatever_has_the_focus_shows_it(browser: Browser, demo_address: str, path: str) -> None:
    page = browser.new_page()
    page.goto(demo_address + path)
    page.locator(".md-skip").focus()
    page.keyboard.press("Enter")
    hidden = []
    seen = 0
    for _ in range(40):
        page.keyboard.press("Tab")
        inside, shown, told = page.evaluate(
            """() => {
              const one = document.activeElement, style = getComputedStyle(one);
              const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
              return [one.closest("article") !== null, outlined || style.boxShadow !== "none",
                one.outerHTML.slice(0, 120)];
            }"""
        )
        seen += inside
        if inside and not shown:
            hidden.append(told)
    page.close()
    assert seen >= 3
    assert hidden == []
