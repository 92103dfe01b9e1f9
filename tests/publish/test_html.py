"""The HTML of every page is what the standard asks for, and every link leads somewhere."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urldefrag, urljoin

import html5lib
import pytest
from click.testing import CliRunner

from vendorbook.cli import main
from vendorbook.mkdocs_site import build_site

if TYPE_CHECKING:
    from collections.abc import Iterator

SITE = "https://site.example/"
OWN_PART = re.compile(r"(?:vendors|across)/[\w/-]+/#[\w.-]+")
"""Part of a page, as feeds and the API name it."""

IDS = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers", "list")
"""Attributes that name elements of the same page."""

BLOCKS = {
    "article", "aside", "blockquote", "details", "dialog", "div", "dl", "fieldset",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main",
    "nav", "ol", "p", "pre", "section", "table", "ul"
}  # fmt: skip
PHRASES_ONLY = {
    "abbr", "b", "button", "code", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "i",
    "label", "p", "small", "span", "strong"
}  # fmt: skip
INTERACTIVE = {"a", "button", "select", "textarea", "label", "summary"}
CHILDREN = {"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}, "tr": {"td", "th"}}

each_engine = pytest.mark.parametrize("engine", ["mkdocs", "zensical"])


@pytest.fixture
def site(engine: str, request: pytest.FixtureRequest) -> Path:
    found: Path = request.getfixturevalue("demo_site" if engine == "mkdocs" else "zensical_site")
    return found


def faults_of(text: str) -> list[str]:
    """What a strict parser and the content model have against a document."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    root = parser.parse(text)
    lines = text.split("\n")
    found = [
        f"{code} {values}: …{lines[line - 1][max(0, column - 80) : column]}"
        for (line, column), code, values in parser.errors
    ]
    ids = Counter(each.get("id") for each in root.iter() if each.get("id"))
    found += [f"two elements have the id {name}" for name, count in ids.items() if count > 1]
    article = next(root.iter("article"), None)
    if article is not None:
        found += unknown_names(article, set(ids))
        found += misplaced(article, ())
        found += unreachable(article)
        found += mislabelled(article)
    return found


def unknown_names(article: Any, ids: set[str]) -> Iterator[str]:
    for element in article.iter():
        for attribute in IDS:
            for name in (element.get(attribute) or "").split():
                if name not in ids:
                    yield f"{attribute} names {name}, which is not on the page"


def misplaced(element: Any, above: tuple[str, ...]) -> Iterator[str]:
    """Elements that may not stand where they stand."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag in BLOCKS and (outer := PHRASES_ONLY & set(above)):
        yield f"{tag} inside {sorted(outer)}"
    if tag in INTERACTIVE and (outer := {"a", "button"} & set(above)):
        yield f"{tag} inside {sorted(outer)}"
    for child in element:
        if tag in CHILDREN and isinstance(child.tag, str) and child.tag not in CHILDREN[tag]:
            yield f"{child.tag} as a child of {tag}"
        # The text of a picture is no HTML, whatever its elements are called.
        if child.tag != "svg":
            yield from misplaced(child, (*above, tag))


def unreachable(article: Any) -> Iterator[str]:
    """Boxes that scroll and that no keyboard reaches, and headings of tables that say nothing."""
    for element in article.iter("div"):
        if "vb-scroll" in (element.get("class") or "").split() and not (
            element.get("tabindex") == "0"
            and element.get("role") == "region"
            and element.get("aria-label")
        ):
            yield "a box that scrolls has no name or takes no focus"
    for table in article.iter("table"):
        if "vb-table" in (table.get("class") or "") and any(
            not heading.get("scope") for heading in table.iter("th")
        ):
            yield "a heading of a table has no scope"


def mislabelled(article: Any) -> Iterator[str]:
    """Cells whose label is not the heading of their column."""
    for table in article.iter("table"):
        rows = list(table.iter("tr"))
        headings = ["".join(each.itertext()).strip() for each in rows[0]] if rows else []
        for cells in map(list, rows):
            for heading, cell in zip(headings, cells, strict=False):
                if cell.get("data-label", heading) != heading:
                    yield f"a cell below {heading} says that it is {cell.get('data-label')}"


@each_engine
def test_every_page_is_valid(site: Path) -> None:
    faults = {}
    for file in sorted(site.rglob("*.html")):
        if found := faults_of(file.read_text(encoding="utf-8")):
            faults[file.relative_to(site).as_posix()] = found[:5]
    assert faults == {}


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<p>a<div>b</div></p>", "unexpected-end-tag"),
        ("<div><span>a</div>", "end-tag-too-early"),
        ("<a href='x'>a<a href='y'>b</a></a>", "unexpected"),
        ("<i id='x'></i><b id='x'></b>", "two elements have the id x"),
        ("<label for='y'>A</label>", "for names y, which is not on the page"),
        ("<span><div>b</div></span>", "div inside ['span']"),
        ("<ul><p>b</p></ul>", "p as a child of ul"),
        ("<a href='x'><button>b</button></a>", "button inside ['a']"),
        ("<div class='vb-scroll'>b</div>", "a box that scrolls has no name"),
        ("<table class='vb-table'><tr><th>b</th></tr></table>", "has no scope"),
        (
            "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td data-label='A'>2</td></tr>"
            "</table>",
            "a cell below B says that it is A",
        ),
        ("<p title='a' title='b'>c</p>", "duplicate-attribute"),
        ("<p>a & b &lt; c &nonsense; d</p>", "expected-named-entity"),
    ],
)
def test_faults_are_noticed(body: str, fault: str) -> None:
    page = "<!doctype html><html lang='en'><head><title>T</title></head><body><article>{}</article>"
    assert faults_of(page.format("<p>fine</p>") + "</body></html>") == []
    assert any(fault in each for each in faults_of(page.format(body) + "</body></html>"))


class Linked:
    """Where the pages of a site lead."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.pages = {
            file.relative_to(site).as_posix(): self._read(file) for file in site.rglob("*.html")
        }

    @staticmethod
    def _read(file: Path) -> tuple[set[str], list[str]]:
        root = html5lib.parse(file.read_text(encoding="utf-8"), namespaceHTMLElements=False)
        anchors = {each.get("id") or each.get("name") or "" for each in root.iter()}
        links = [
            each.get(name)
            for tag, name in (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"))
            for each in root.iter(tag)
            if each.get(name) is not None
        ]
        return anchors, links

    def broken(self) -> list[tuple[str, str]]:
        """Every page and link that leads nowhere."""
        return [
            (name, link)
            for name, (_, links) in self.pages.items()
            for link in links
            if not self.leads_somewhere(SITE + name.removesuffix("index.html"), link)
        ]

    def leads_somewhere(self, base: str, link: str) -> bool:
        """Whether a link that stands on the page `base` has a page, and a part of it."""
        target, anchor = urldefrag(urljoin(base, link))
        if not target.startswith(SITE):
            return True
        path = unquote(target.removeprefix(SITE).partition("?")[0])
        file = f"{path}index.html" if path.endswith("/") or not path else path
        if file not in self.pages:
            return (self.site / file).is_file()
        return not anchor or unquote(anchor) in self.pages[file][0] or anchor.startswith("__")


@cache
def linked(site: Path) -> Linked:
    return Linked(site)


@each_engine
def test_every_link_leads_somewhere(site: Path) -> None:
    found = linked(site)
    assert sum(len(links) for _, links in found.pages.values()) > 5_000
    assert found.broken() == []


@pytest.mark.parametrize("has_vendors", [True, False], ids=["two vendors", "none"])
def test_every_link_of_a_playbook_that_has_just_begun_leads_somewhere(
    tmp_path: Path, has_vendors: bool
) -> None:
    begun = CliRunner()
    book = str(tmp_path / "book")
    assert begun.invoke(main, ["init", book]).exit_code == 0
    if has_vendors:
        assert begun.invoke(main, ["-C", book, "new", "acme"]).exit_code == 0
    else:
        shutil.rmtree(tmp_path / "book/vendors/sample-vendor")
    site = tmp_path / "site"
    assert build_site(Path(book), site_dir=site, strict=True) == 0
    found = Linked(site)
    assert sum(len(links) for _, links in found.pages.values()) > 1_000
    assert found.broken() == []
    # Search leads to parts of pages, and so do calendars and the API.
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    led_to = {each["location"] for each in index["docs"]}
    for file in (each for name in ("json", "ics", "xml") for each in site.rglob(f"*.{name}")):
        led_to.update(OWN_PART.findall(file.read_text(encoding="utf-8").replace("\r\n ", "")))
    assert [each for each in sorted(led_to) if not found.leads_somewhere(SITE, each)] == []


def test_broken_links_are_noticed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "index.html").write_text(
        "<a href='a/'>1</a><a href='a/#here'>2</a><a href='b/'>3</a><a href='a/#there'>4</a>"
        "<a href='https://else.example/'>5</a><img src='x.png'>"
    )
    (tmp_path / "a/index.html").write_text("<p id='here'><a href='../'>back</a>")
    assert [link for _, link in Linked(tmp_path).broken()] == ["b/", "a/#there", "x.png"]
