"""Real MkDocs builds: one road, nothing stale, nothing unescaped, and a stop for record faults."""

from __future__ import annotations

import html
import json
import logging
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.playbooks import VENDOR, write_playbook
from vendorbook.mkdocs_site import build_site
from vendorbook.pages import Page, SearchEntry
from vendorbook.publish.search_index import SearchEntries, entries_of, share_of_a_vendor
from vendorbook.publish.zensical_site import site_urls

HOSTILE = "<img src=x onerror=alert(1)> &lt;script&gt; {{ 7 * 7 }} **bold** `x`"


def book(root: Path, **more: str) -> Path:
    """A small playbook with a site."""
    write_playbook(root, {"acme": dict(more), "bolt": {}})
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    settings = (root / "mkdocs.yml").read_text()
    start = settings.index("\nnav:")
    navigation = (
        "\nnav:\n  - Home: index.md\n  - Vendors: vendors/index.md\n"
        "  - Notes: notes.md\n  - Fields: reference/fields/index.md\n"
    )
    (root / "mkdocs.yml").write_text(settings[:start] + navigation)
    (root / "content").mkdir(exist_ok=True)
    (root / "content/notes.md").write_text(
        "# Notes\n\nSee [Acme](vendors/acme/index.html) and [fields](reference/fields/index.md).\n"
    )
    return root


def built(root: Path) -> dict[str, str]:
    site = root / "site"
    return {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(site.rglob("*.html"))
    }


class _Links(HTMLParser):
    """Collects what a page offers and where it leads."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.scripts_inline: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.anchors.add(value)
            if name.startswith("on"):
                self.handlers.append(name)
            if (tag, name) in {("a", "href"), ("img", "src"), ("script", "src"), ("link", "href")}:
                self.links.append(value or "")


def read_links(page: str) -> _Links:
    links = _Links()
    links.feed(page)
    return links


def test_every_way_of_building_is_one_road(tmp_path: Path) -> None:
    root = book(tmp_path)
    assert build_site(root, strict=True) == 0
    ours = built(root)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", "site"]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    assert built(root) == ours
    assert "vendors/acme/milestones/index.html" in ours
    assert "notes/index.html" in ours


def test_nothing_stale_is_left_when_a_vendor_goes(tmp_path: Path) -> None:
    root = book(tmp_path)
    assert build_site(root) == 0
    assert (root / "site/vendors/bolt/index.html").is_file()
    shutil.rmtree(root / "vendors/bolt")
    assert build_site(root) == 0
    assert not (root / "site/vendors/bolt").exists()
    index = json.loads((root / "site/search/search_index.json").read_text())
    assert not any("bolt" in entry["location"] for entry in index["docs"])


def test_a_link_to_a_vendor_that_is_gone_fails_a_strict_build(tmp_path: Path) -> None:
    root = book(tmp_path)
    shutil.rmtree(root / "vendors/acme")
    assert build_site(root, strict=True) == 1


def test_a_link_to_a_check_must_name_one_that_exists(
    tmp_path: Path, logged: pytest.LogCaptureFixture
) -> None:
    root = book(tmp_path)
    settings = (root / "mkdocs.yml").read_text()
    (root / "mkdocs.yml").write_text(f"{settings}  - Checks: reference/checks/index.md\n")
    note = root / "content/notes.md"
    note.write_text("# Notes\n\nSee [it](reference/checks/index.md#milestone-missed).\n")
    assert build_site(root, strict=True) == 0
    note.write_text("# Notes\n\nSee [it](reference/checks/index.md#milestone-mist).\n")
    assert build_site(root, strict=True) == 1
    assert "does not contain an anchor '#milestone-mist'" in logged.text


def test_record_faults_stop_the_build_at_the_end(tmp_path: Path) -> None:
    root = book(tmp_path, milestones="milestones: [{id: MS-1, title: A, baseline_due: soon}]\n")
    command = [sys.executable, "-m", "mkdocs", "build", "-d", "site"]
    result = subprocess.run(command, cwd=root, check=False, capture_output=True, text=True)
    assert result.returncode == 1
    assert "vendors/acme/milestones.yml:1:19: bad-format: 'id' is 'MS-1'" in result.stderr
    assert "2 record faults: mend the records and build again" in result.stderr
    assert "Traceback" not in result.stderr
    assert build_site(root) == 1


def test_a_vendor_that_cannot_be_read_has_a_page_that_says_why(tmp_path: Path) -> None:
    root = book(tmp_path, vendor="id: acme\nname: [\n")
    assert build_site(root) == 1
    page = built(root)["vendors/acme/index.html"]
    assert "cannot be shown until these faults are mended" in page
    assert "a value is missing here" in page


def test_a_hostile_name_is_text_everywhere(tmp_path: Path) -> None:
    vendor = VENDOR.format(slug="acme").replace("name: Acme", f"name: {json.dumps(HOSTILE)}")
    root = book(tmp_path, vendor=vendor)
    assert build_site(root, strict=True) == 0
    for page in built(root).values():
        assert "<img src=x" not in page
        assert not read_links(page).handlers
    page = built(root)["vendors/acme/index.html"]
    title = page[page.index("<title>") + 7 : page.index("</title>")]
    assert html.unescape(title).startswith(HOSTILE)
    index = json.loads((root / "site/search/search_index.json").read_text())
    entry = next(each for each in index["docs"] if each["location"] == "vendors/acme/")
    assert html.unescape(entry["title"]).startswith(HOSTILE)
    assert "<img" not in entry["title"]


def test_zensical_builds_the_same_pages_and_finds_the_same_words(
    demo_site: Path, zensical_site: Path
) -> None:
    assert site_urls(zensical_site) == site_urls(demo_site)
    for site in (demo_site, zensical_site):
        text = site / ("search/search_index.json" if site == demo_site else "search.json")
        if not text.is_file():
            text = next(site.rglob("search*.json"))
        words = html.unescape(text.read_text(encoding="utf-8"))
        for expected in ("Rosa Lindqvist", "Go-live for motor claims", "Backup platform"):
            assert expected in words


def test_zensical_keeps_hostile_text_inert(tmp_path: Path) -> None:
    vendor = VENDOR.format(slug="acme").replace("name: Acme", f"name: {json.dumps(HOSTILE)}")
    root = book(tmp_path, vendor=vendor)
    assert build_site(root, engine="zensical") == 0
    for name, page in built(root).items():
        assert "<img src=x" not in page, name
        assert "<strong>bold</strong>" not in page, name
    assert "{{ 7 * 7 }}" in html.unescape(built(root)["vendors/acme/index.html"])


def test_staging_removes_what_is_no_longer_made(tmp_path: Path) -> None:
    root = book(tmp_path)
    assert build_site(root, engine="zensical") == 0
    assert (root / "site/vendors/bolt/index.html").is_file()
    shutil.rmtree(root / "vendors/bolt")
    assert build_site(root, engine="zensical") == 0
    assert not (root / "site/vendors/bolt").exists()
    assert not (root / "build/zensical/docs/vendors/bolt").exists()


def test_the_index_keeps_its_budget(demo_site: Path) -> None:
    index = (demo_site / "search" / "search_index.json").read_text()
    ours = [each for each in json.loads(index)["docs"] if each["location"].startswith("vendors/k")]
    assert len(json.dumps(ours, separators=(",", ":"))) <= 24_100


@pytest.mark.parametrize(
    ("vendors", "share"),
    [(1, 24_000), (25, 24_000), (50, 12_000), (100, 6_000), (300, 5_000), (1_000, 5_000)],
)
def test_the_more_vendors_the_smaller_the_share(vendors: int, share: int) -> None:
    assert share_of_a_vendor(vendors) == share


def test_an_entry_brings_that_of_its_page_along_once_and_within_the_limit() -> None:
    people = (SearchEntry("ines", "Ines", "x", 1), SearchEntry("kit", "Kit", "x", 1))
    goals = (SearchEntry("go-1", "GO-1", "x", 2), SearchEntry("", "Goals", "All", 3))
    pages = [
        Page("vendors/v/people/index.html", "People", "", (), people),
        Page("vendors/v/goals/index.html", "Goals of V", "", (), goals),
    ]
    entries = SearchEntries()
    entries.add(entries_of(pages, limit=6_000))
    assert [(each["location"], each["title"]) for each in entries.result()] == [
        ("vendors/v/people/", "People"),
        ("vendors/v/people/#ines", "Ines"),
        ("vendors/v/people/#kit", "Kit"),
        ("vendors/v/goals/", "Goals"),
        ("vendors/v/goals/#go-1", "GO-1"),
    ]
    # {"location":"vendors/v/people/","title":"People","text":""}, and so on: 60 and 64 bytes.
    short = SearchEntries()
    short.add(entries_of(pages, limit=124))
    assert [each["location"] for each in short.result()] == [
        "vendors/v/people/",
        "vendors/v/people/#ines",
    ]


def test_an_index_that_grows_too_large_keeps_one_entry_a_vendor() -> None:
    entries = SearchEntries()
    text = "x" * 5_000
    for number in range(450):
        path = f"vendors/v{number}/index.html"
        found = (SearchEntry("", f"V{number}", text), SearchEntry("a", "More", "y", rank=1))
        entries.add(entries_of([Page(path, "V", "", (), found)], limit=6_000))
    assert entries.is_shortened
    assert [entry["location"] for entry in entries.result()][:2] == ["vendors/v0/", "vendors/v1/"]
    assert len(entries.result()) == 450


def test_a_day_in_mkdocs_yml_that_is_none_is_explained(tmp_path: Path) -> None:
    root = book(tmp_path)
    settings = (root / "mkdocs.yml").read_text()
    (root / "mkdocs.yml").write_text(
        settings.replace("  - vendorbook\n", "  - vendorbook: { as_of: soon }\n")
    )
    command = [sys.executable, "-m", "mkdocs", "build", "-d", "site"]
    result = subprocess.run(command, cwd=root, check=False, capture_output=True, text=True)
    assert result.returncode == 1
    assert "as_of: 'soon' is no day; write one that exists, for example 2026-10-09" in result.stderr
    assert "Traceback" not in result.stderr


def test_serving_rebuilds_what_changed_and_survives_a_broken_record(tmp_path: Path) -> None:
    """The server is a process of its own, as a person would start it."""
    root = book(
        tmp_path, milestones="milestones: [{id: MS-01, title: First, baseline_due: 2026-04-30}]\n"
    )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "vendorbook", "serve", "--address", f"127.0.0.1:{port}"]
    address = f"http://127.0.0.1:{port}/vendors/acme/milestones/"
    with subprocess.Popen(
        command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            assert "First" in _until(address, "First")
            file = root / "vendors/acme/milestones.yml"
            file.write_text(file.read_text().replace("First", "Second"))
            assert "Second" in _until(address, "Second")
            file.write_text("milestones: [\n")
            # The overview says what is wrong with the file, and the server goes on.
            overview = _until(address.replace("milestones/", ""), "a value is missing here")
            assert "yaml-syntax" in overview
            policy = root / "playbook.yml"
            before = policy.read_text()
            policy.write_text(before.replace("timezone: Europe/London", "timezone: Europe/Londn"))
            home = address.replace("vendors/acme/milestones/", "")
            broken = _until(home, "The playbook cannot be read")
            assert "playbook.yml:" in broken
            assert "'timezone' is 'Europe/Londn', which is no time zone" in html.unescape(broken)
            policy.write_text(before)
            assert "Needs action" in _until(home, "Needs action")
        finally:
            server.terminate()


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_a_policy_that_cannot_be_used_leaves_the_site_as_it_was(
    tmp_path: Path, engine: str, logged: pytest.LogCaptureFixture
) -> None:
    root = book(tmp_path)
    assert build_site(root) == 0
    before = sorted(root.glob("site/**/*.html"))
    policy = (root / "playbook.yml").read_text()
    (root / "playbook.yml").write_text(policy + "calender: {}\n")
    logged.clear()
    assert build_site(root, engine=engine) == 1
    assert sorted(root.glob("site/**/*.html")) == before
    found = [each.getMessage() for each in logged.records if each.levelno >= logging.WARNING]
    said = list(dict.fromkeys(found))
    assert "unknown-key: 'calender' is not a field of this file" in said[0]
    assert len(said) == (2 if engine == "mkdocs" else 1)


def _until(address: str, words: str) -> str:
    """What the address answers once it holds the words; the last answer when it never does."""
    answer = ""
    for _ in range(150):
        try:
            with urllib.request.urlopen(address, timeout=5) as response:
                answer = response.read().decode()
        except OSError:
            answer = ""
        if words in answer:
            break
        time.sleep(0.2)
    return answer
