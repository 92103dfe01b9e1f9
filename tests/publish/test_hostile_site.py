"""Hostile texts in every text of every record, seen by a real browser whose second lock is open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import served
from tests.publish.hostile_book import PROSE_TEXT, TEXT, text_fields, write_hostile_book
from tests.publish.watching import Watch, search
from vendorbook.mkdocs_site import build_site
from vendorbook.publish.zensical_site import site_urls
from vendorbook.records import ALL_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

WHAT_IS_WRONG = """() => {
  const found = [], article = document.querySelector("article");
  const texts = "zq|zp|else.example|__canary";
  if (window.__canary) found.push("ran " + window.__canary);
  for (const each of document.querySelectorAll("*")) {
    const ours = article.contains(each);
    for (const { name, value } of each.attributes) {
      if (name.startsWith("on")) found.push(each.tagName + " has " + name);
      if (ours && name === "style" && !each.closest(".md-typeset__scrollwrap, .md-top"))
        found.push(each.tagName + " has a style");
      if (["href", "src", "action"].includes(name)
          && !/^(https?:|mailto:|tel:|#|[./\\w-]*([?#]|$))/.test(value))
        found.push(each.tagName + " leads to " + value);
    }
    if (ours && each.matches("iframe, object, embed, base, meta, img, style"))
      found.push("a " + each.tagName + " in our content");
    if (each.matches("script, style") && new RegExp(texts).test(each.textContent))
      found.push("a text of a record inside " + each.tagName);
  }
  return found;
}"""
SHOWN = """() => [document.title, ...[...document.querySelectorAll("article, .md-nav, .md-header")]
  .map(each => { const copy = each.cloneNode(true);
    copy.querySelectorAll("script").forEach(one => one.remove()); return copy.textContent; })]"""
AS_WRITTEN_IN_PROSE = (
    "<script>window.__canary = 1</script>",
    "<img src=x onerror=window.__canary=2>",
    "[click](javascript:window.__canary=6)",
    "{% raw %}",
    "</title></script></style></article></body></html><iframe src=//else.example>",
)
NOT_VISITED = ("vendors/lintel-thread/", "vendors/tamarisk-forge/", "reference/")


@pytest.fixture(scope="module")
def hostile_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile")
    seen = write_hostile_book(root)
    missed = {kind.name: text_fields(kind.name) - seen.get(kind.name, set()) for kind in ALL_KINDS}
    assert {name: paths for name, paths in missed.items() if paths} == {}
    return root


@pytest.fixture(params=["mkdocs", "zensical"])
def engine(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def hostile_page(browser: Browser) -> Iterator[Page]:
    # Without the rules in the page, only the first lock is left.
    context = browser.new_context(bypass_csp=True, viewport={"width": 390, "height": 900})
    yield context.new_page()
    context.close()


def normal(text: str) -> str:
    return " ".join(text.split())


def misread(shown: str) -> list[str]:
    """Every place where a text is not shown as it was written.

    A text that was cut short ends in an ellipsis; one that takes Markdown has some of its signs
    turned into emphasis and lists.
    """
    whole = normal(TEXT)
    found = []
    for piece in normal(shown).split("zq ")[1:]:
        cut = piece.partition("…")[0].rstrip()
        if not f"zq {piece}".startswith(whole) and not (cut and whole.startswith(f"zq {cut}")):
            found.append(piece[:300])
    for piece in normal(shown).split("zp ")[1:]:
        own = piece.partition(" pz")[0]
        found += [f"{part} is not in {own}" for part in AS_WRITTEN_IN_PROSE if part not in own]
    return found


@pytest.mark.browser
def test_nothing_runs_and_all_texts_are_shown(
    hostile_page: Page, hostile_root: Path, engine: str, tmp_path: Path
) -> None:
    site = tmp_path / engine
    assert build_site(hostile_root, engine=engine, site_dir=site) == 0
    wrong = {}
    shown = 0
    with served(site) as address:
        watch = Watch(hostile_page, address)
        for path in sorted(site_urls(site)):
            if path.startswith(NOT_VISITED):
                continue
            hostile_page.goto(address + path)
            texts: list[str] = hostile_page.evaluate(SHOWN)
            found = [*watch.complaints(), *hostile_page.evaluate(WHAT_IS_WRONG)]
            found += [each for text in texts for each in misread(text)]
            wide = hostile_page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            found += [f"{wide} pixels too wide"] if wide > 0 else []
            shown += sum(text.count("zq ") for text in texts)
            if path.startswith("vendors/") and path != "vendors/":
                assert "zq hollyhock <script>window.__canary = 1</script>" in normal(texts[0])
            if found:
                wrong[path] = found[:5]
        assert wrong == {}
        assert shown > 1_000
        hostile_page.set_viewport_size({"width": 1360, "height": 900})
        hostile_page.goto(address)
        answer = normal(search(hostile_page, engine, "hollyhock"))
        assert "<script>window.__canary" in answer
        assert hostile_page.evaluate(WHAT_IS_WRONG) == []
        assert hostile_page.locator("a[href] img, mark img, ol img").count() == 0
        assert watch.complaints() == []


@pytest.mark.parametrize(
    ("shown", "faults"),
    [
        (TEXT, 0),
        (f"before {TEXT}{TEXT} after", 0),
        (f"{TEXT[:60].rsplit(' ', 1)[0]}… after", 0),
        (TEXT.replace("<script>window.__canary = 1</script>", ""), 1),
        (TEXT.replace("{{ 7*7 }}", "49"), 1),
        (TEXT.replace("&lt;b&gt;", "<b>"), 1),
        (PROSE_TEXT.replace("**bold**", "bold"), 0),
        (PROSE_TEXT.replace("{% raw %}", ""), 1),
    ],
)
def test_texts_that_are_shown_otherwise_are_noticed(shown: str, faults: int) -> None:
    assert len(misread(shown)) == faults
