"""Whatever is edited: a site that is built again is, byte for byte, one built from nothing.

One playbook is edited again and again, so that each build takes over what the one before it left.
"""

from __future__ import annotations

import re
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.conftest import REPOSITORY
from vendorbook import mkdocs_documents, mkdocs_markdown, provenance
from vendorbook.mkdocs_site import build_site
from vendorbook.pages.across_page import TABS
from vendorbook.publish import previous_site, seen_folders

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAY = date(2026, 10, 9)
NAVIGATION = """
nav:
  - Home: index.md
  - Vendors: vendors/index.md
  - Milestones: across/milestones/index.md
  - People: across/people/index.md
  - Notes: notes.md
  - lists.md
"""
LISTS = """\
# Lists

See [a vendor](vendors/keelhaven/index.html), [people](across/people/index.md) and
[notes](notes.md#more).

{{ findings("milestone-missed", "contact-unverified") }}

{{ milestones("missed", "at_risk") }}

{{ due(30) }}

{{ praise() }}
"""


@pytest.fixture(autouse=True)
def at_a_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    # Edits follow builds more quickly here than anybody could make them.
    monkeypatch.setattr(seen_folders, "GRAIN", 20_000_000)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("book")
    for name in ("vendors", "calendars"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "playbook.yml", root)
    settings = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(settings[: settings.index("\nnav:")] + NAVIGATION)
    (root / "content").mkdir()
    (root / "content/notes.md").write_text(
        '# Notes\n\n## More\n\nWords, {{ policy("windows.idea_days") }}.\n'
    )
    (root / "content/lists.md").write_text(LISTS)
    (root / "content/plan.txt").write_text("a plan")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("CI", raising=False)
        build_site(root, as_of=DAY)
    return root


def files_of(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes() if path.is_file() else b"folder"
        for path in sorted(site.rglob("*"))
    }


def shown(root: Path, tmp_path: Path, as_of: date = DAY) -> dict[str, bytes]:
    """What the next build makes; it is the same as if there had been none before."""
    fresh = tmp_path / "fresh"
    assert build_site(root, as_of=as_of, site_dir=fresh, keeps=False) == 0
    assert build_site(root, as_of=as_of) == 0
    expected, found = files_of(fresh), files_of(root / "site")
    assert sorted(found) == sorted(expected)
    assert [path for path in expected if found[path] != expected[path]] == []
    return found


def sub(name: str, pattern: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        file = root / name
        text = file.read_text(encoding="utf-8")
        changed = re.sub(pattern, new, text, count=1, flags=re.MULTILINE)
        assert changed != text
        file.write_text(changed, encoding="utf-8")

    return change


def add_vendor(root: Path) -> None:
    shutil.copytree(root / "vendors/tamarisk-forge", root / "vendors/arbor")
    sub("vendors/arbor/vendor.yml", "^id: .*", "id: arbor")(root)


def own_theme(root: Path) -> None:
    (root / "theme/partials").mkdir(parents=True)
    text = "{{ page.title }}, {{ nav | length }}"
    (root / "theme/partials/copyright.html").write_text(text, encoding="utf-8")
    sub("mkdocs.yml", "^  name: material", "  name: material\n  custom_dir: theme")(root)


def static_in_our_place(root: Path) -> None:
    (root / "content/feeds").mkdir()
    (root / "content/feeds/own.txt").write_text("own")


def rename_two(root: Path) -> None:
    for slug in ("keelhaven", "tamarisk-forge"):
        sub(f"vendors/{slug}/vendor.yml", "^name: (.*)", r"name: \1 Group")(root)


RECORDS: dict[str, Callable[[Path], object]] = {
    "vendor": sub("vendors/keelhaven/vendor.yml", "^name: .*", "name: Keelhaven again"),
    "contacts": sub("vendors/keelhaven/contacts.yml", "name: Ines Ward", "name: Ines Wardell"),
    "communication": sub(
        "vendors/keelhaven/communication.yml", "purpose: support", "purpose: informal"
    ),
    "agreement": sub(
        "vendors/keelhaven/agreement.yml", "text: Claims can be", "text: Claims may be"
    ),
    "partnership": sub("vendors/keelhaven/partnership.yml", "by a fifth", "by a fourth"),
    "title": sub("vendors/keelhaven/milestones.yml", "Backup platform with", "Backups with"),
    "day": sub(
        "vendors/oxbow-meridian/milestones.yml",
        "^    delivered_on: .*\n(?:    accepted_on: .*\n)?",
        "",
    ),
    "changes": sub("vendors/keelhaven/changes.yml", "Patch service one", "Patching one"),
    "meetings": sub("vendors/keelhaven/meetings/2025-H2.yml", "First call", "The first call"),
    "feedback": sub("vendors/keelhaven/feedback.yml", "cost nobody a", "cost nobody half a"),
    "measurements": sub("vendors/keelhaven/measurements/2025.yml", "value: 99.93", "value: 91.93"),
    "reviews": sub("vendors/keelhaven/reviews.yml", "Share the staffing", "Show the staffing"),
    "improvement": sub("vendors/oxbow-meridian/improvement.yml", "Tables that", "All tables that"),
    "two vendors": rename_two,
    "nothing": lambda root: None,
}
OTHERS: dict[str, Callable[[Path], object]] = {
    "policy": sub("playbook.yml", "name: Fenwick Vale Mutual", "name: Fenwick Vale"),
    "severity": sub("playbook.yml", r"\Z", "severities: { milestone-missed: info }\n"),
    "calendar": sub("calendars/england-wales.yml", "^  - { date: 2026-05-25.*\n", ""),
    "content": sub("content/notes.md", "Words", "Other words"),
    "heading": sub("content/lists.md", "^# Lists", "# All lists"),
    "subheading": sub("content/notes.md", "## More", "## More { .much }"),
    "list": sub("content/lists.md", "due.30.", "due(60)"),
    "head": sub("content/lists.md", r"\A", "---\nhide: [toc]\n---\n"),
    "new page": lambda root: (root / "content/new.md").write_text("# New\n\nA page.\n"),
    "static": lambda root: (root / "content/plan.txt").write_text("another plan"),
    "static in our place": static_in_our_place,
    "moved": lambda root: (root / "content/plan.txt").rename(root / "content/else.txt"),
    "site name": sub("mkdocs.yml", "^site_name: .*", "site_name: Another"),
    "navigation": sub("mkdocs.yml", "Notes: notes.md", "Words: notes.md"),
    "order": sub("mkdocs.yml", "(  - Words.*\n)(  - lists.*\n)", r"\2\1"),
    "feature": sub("mkdocs.yml", "    - navigation.top\n", ""),
    "address": sub("mkdocs.yml", r"\A", "site_url: https://book.example/\n"),
    "named": sub(
        "mkdocs.yml", "  - lists", "  - Who: vendors/keelhaven/people/index.md\n  - lists"
    ),
    "own theme": own_theme,
    "no theme": sub("mkdocs.yml", "\n  custom_dir: theme", ""),
    "vendor added": add_vendor,
    "vendor removed": lambda root: shutil.rmtree(root / "vendors/tamarisk-forge"),
}


@pytest.mark.parametrize("what", [*RECORDS, *OTHERS])
def test_an_edit_of_anything_leaves_nothing_behind(root: Path, tmp_path: Path, what: str) -> None:
    before = files_of(root / "site")
    {**RECORDS, **OTHERS}[what](root)
    assert (shown(root, tmp_path) == before) == (what == "nothing")


@pytest.mark.parametrize(
    "path",
    [
        "vendors/keelhaven/people/index.html",
        "vendors/index.html",
        "across/people/index.html",
        "feeds/due.csv",
        "feeds/people/ines-ward.ics",
        "feeds/vendors/keelhaven.xml",
        "api/v1/index.json",
        "api/v1/vendors/keelhaven.json",
        "api/v1/schemas/due.schema.json",
        "notes/index.html",
        "search/search_index.json",
        "404.html",
        "assets/vendorbook/vendorbook.css",
    ],
)
def test_a_file_of_the_site_that_somebody_touched_or_removed_is_as_it_was(
    root: Path, tmp_path: Path, path: str
) -> None:
    before = shown(root, tmp_path)
    file = root / "site" / path
    file.write_bytes(b"x" * file.stat().st_size)
    assert shown(root, tmp_path) == before
    file.unlink()
    assert shown(root, tmp_path) == before
    file.unlink()
    file.mkdir()
    (file / "more.txt").write_text("more")
    assert shown(root, tmp_path) == before


def test_another_day_is_told_and_so_is_the_one_before_it(root: Path, tmp_path: Path) -> None:
    before = shown(root, tmp_path)
    assert shown(root, tmp_path, as_of=date(2026, 12, 9)) != before
    assert shown(root, tmp_path) == before


def test_another_program_makes_everything_anew(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = shown(root, tmp_path)
    for module in (mkdocs_documents, mkdocs_markdown, provenance, previous_site):
        monkeypatch.setattr(module, "program_version", lambda: "another")
    monkeypatch.setitem(TABS, "people", "All people")
    after = shown(root, tmp_path)
    assert after != before
    assert b"All people" in after["across/people/index.html"]
    monkeypatch.undo()
    monkeypatch.delenv("CI", raising=False)
    assert shown(root, tmp_path) == before


@pytest.mark.parametrize(
    "name",
    ["site.sqlite", "documents.sqlite", "content.json", "pages/kept.sqlite", "outcomes.sqlite"],
)
def test_what_is_kept_may_be_deleted_and_broken(root: Path, tmp_path: Path, name: str) -> None:
    before = shown(root, tmp_path)
    file = root / ".cache/vendorbook" / name
    file.unlink()
    assert shown(root, tmp_path) == before
    file.write_bytes(file.read_bytes()[:4096] + b"x" * 8192)
    assert shown(root, tmp_path) == before
