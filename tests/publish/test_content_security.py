"""Every page carries rules that let the theme's own scripts run, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import served
from tests.publish.test_mkdocs_site import book
from tests.publish.watching import Watch, search
from vendorbook.mkdocs_site import build_site
from vendorbook.publish.content_security import ContentSecurity

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# printf 'var a=1' | openssl dgst -sha256 -binary | base64
HASH_OF_VAR_A = "'sha256-WazVQOu5lmXfSreSrMJd1CsaQ4c00fUQpJfBYCuMSIw='"
THEMED = (
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8"><title>T</title></head>'
    '<body><script>s=new URL("/",location)</script><script>var a=1</script></body></html>'
)
POLICY = re.compile('<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
ENGINES = ["mkdocs", "zensical"]


def rules_of(document: str) -> dict[str, list[str]]:
    policy = POLICY.findall(document)
    assert len(policy) == 1
    return {name: values for name, *values in (rule.split() for rule in policy[0].split(";"))}


def test_the_theme_s_scripts_are_allowed_by_their_hashes() -> None:
    protected = ContentSecurity(THEMED).protect(THEMED)
    rules = rules_of(protected)
    assert rules["default-src"] == ["'none'"]
    assert rules["script-src"][0] == "'self'"
    assert rules["script-src"][2] == HASH_OF_VAR_A
    assert len(rules["script-src"]) == 3
    assert rules["style-src"] == ["'self'"]
    assert protected.index("charset") < protected.index("http-equiv") < protected.index("<title>")
    assert protected.index("charset") < 1024


@pytest.mark.parametrize("engine_ends_lines_with", ["\r\n", "\r"])
def test_line_ends_are_hashed_as_browsers_read_them(engine_ends_lines_with: str) -> None:
    plain = THEMED.replace("var a=1", "var a=1\nvar b")
    other = plain.replace("a=1\n", f"a=1{engine_ends_lines_with}")
    assert POLICY.findall(ContentSecurity(other).protect(other)) == POLICY.findall(
        ContentSecurity(plain).protect(plain)
    )


@pytest.mark.parametrize(
    "script",
    [
        "<script>canary()</script>",
        "<script>var a=1;canary()</script>",
        '<script>s=new URL("",location);canary();new URL("/",location)</script>',
        '<script>s=new URL(""+canary(),location)</script>',
    ],
)
def test_a_script_in_a_page_never_adds_a_hash(script: str) -> None:
    security = ContentSecurity(THEMED)
    page = THEMED.replace("</title>", f"</title>{script}").replace("<body>", f"<body>{script}")
    assert rules_of(security.protect(page)) == rules_of(security.protect(THEMED))


def test_scripts_may_differ_in_the_way_to_the_root() -> None:
    deep = THEMED.replace('URL("/"', 'URL("../../.."')
    rules = rules_of(ContentSecurity(THEMED).protect(deep))
    assert len(rules["script-src"]) == 3
    assert rules["script-src"] != rules_of(ContentSecurity(THEMED).protect(THEMED))["script-src"]


def test_what_is_no_document_is_left_alone() -> None:
    assert ContentSecurity(THEMED).protect("<p>fragment</p>") == "<p>fragment</p>"


@pytest.mark.parametrize("engine", ENGINES)
def test_every_page_of_the_demo_has_strict_rules(
    engine: str, request: pytest.FixtureRequest
) -> None:
    site: Path = request.getfixturevalue("demo_site" if engine == "mkdocs" else "zensical_site")
    pages = sorted(site.rglob("*.html"))
    assert site / "404.html" in pages
    for file in pages:
        text = file.read_text(encoding="utf-8")
        policy = POLICY.findall(text)
        assert len(policy) == 1, file
        assert "unsafe" not in policy[0], file
        # Three scripts of the theme, each allowed by its hash.
        assert len(rules_of(text)["script-src"]) == 4, file
        assert text.count('<meta name="referrer" content="no-referrer">') == 1, file
        assert re.findall(r"<[a-z][^>]*\s(?:style|on[a-z]+)=", text) == [], file
        assert "<style" not in text, file


def test_serving_has_no_rules_because_it_adds_a_script(tmp_path: Path) -> None:
    from mkdocs.commands.build import build  # noqa: PLC0415 - as `mkdocs serve` does it
    from mkdocs.config import load_config  # noqa: PLC0415

    root = book(tmp_path)
    config = load_config(str(root / "mkdocs.yml"))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    for file in (root / "site").rglob("*.html"):
        assert POLICY.findall(file.read_text(encoding="utf-8")) == []


@pytest.mark.browser
@pytest.mark.parametrize("engine", ENGINES)
def test_everything_works_under_the_rules(
    browser: Browser, engine: str, request: pytest.FixtureRequest
) -> None:
    from playwright.sync_api import expect  # noqa: PLC0415 - as its fixture does

    address = request.getfixturevalue("demo_address" if engine == "mkdocs" else "zensical_address")
    context = browser.new_context(viewport={"width": 1360, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    watch = Watch(page, address)

    page.goto(address + "vendors/")
    page.locator("label[for='__palette_1']").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_label("Find", exact=True).fill("oxbow")
    expect(page.locator("#vendor-table tbody tr:visible")).to_have_count(1)
    page.get_by_label("Find", exact=True).fill("")
    heading = page.locator("#vendor-table th", has_text="Missed")
    heading.click()
    expect(heading).to_have_attribute("aria-sort", re.compile("ascending|descending"))

    page.goto(address + "across/scorecards/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    for box in page.locator("table[data-comparable] input").all()[:2]:
        box.check()
    expect(page.get_by_role("region", name="Side by side")).to_be_visible()

    page.goto(address + "playbook/communication/agendas/")
    page.locator(".md-code__button[data-md-type='copy'], .md-clipboard").first.click()
    page.locator(".md-dialog--active").wait_for()
    assert page.evaluate("navigator.clipboard.readText()")
    page.locator(".md-tabs a", has_text="Vendors").first.click()
    page.wait_for_url(address + "vendors/")

    assert "Rosa Lindqvist" in search(page, engine, "Rosa Lindqvist")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("h=rosa", re.IGNORECASE))
    assert watch.complaints() == []
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_written_into_a_page_does_not_run(
    browser: Browser, tmp_path: Path, engine: str
) -> None:
    """The second lock by itself: raw HTML of a page written by hand goes past the first one."""
    root = book(tmp_path)
    (root / "content/notes.md").write_text(
        "# Notes\n\n<script>window.__canary = 1</script>\n\n"
        '<img src="missing.png" onerror="window.__canary = 2">\n\n'
        '<p style="position: fixed" id="styled">Styled</p>\n\n'
        '<a id="try" href="javascript:window.__canary=3">Try</a>\n'
    )
    assert build_site(root, engine=engine) == 0
    with served(root / "site") as address:
        page = browser.new_page()
        watch = Watch(page, address)
        page.goto(address + "notes/")
        page.locator("#try").click()
        assert page.evaluate("window.__canary") is None
        assert page.locator("#styled").evaluate("e => getComputedStyle(e).position") == "static"
        complaints = watch.complaints()
        page.close()
    refused = [each for each in complaints if "Content Security Policy" in each]
    assert len(refused) >= 4
    assert {each.partition(":")[0] for each in complaints} == {"console", "missing"}
