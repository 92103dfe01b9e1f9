"""Builds over an earlier site: only changed vendors are written, and nothing shows which ones."""

from __future__ import annotations

import os
import re
import shutil
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from tests.publish.test_mkdocs_site import book
from tests.test_outcome_cache import edit
from vendorbook.contents import CACHE_FOLDER
from vendorbook.mkdocs_site import build_site
from vendorbook.publish import page_writer
from vendorbook.publish.production import produce

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from vendorbook.pages import Page
    from vendorbook.publish.shell import Shell
    from vendorbook.publish.site_files import SiteFolder

DAY = date(2026, 10, 9)
NOTES = f"{CACHE_FOLDER}/site.sqlite"
ISSUE = """\
feedback:
  - { id: FB-001, kind: issue, direction: to_vendor, raised_at: 2026-10-09T11:45:00+00:00,
      raised_by: ines-ward, about: quality, severity: critical, summary: Search is down. }
"""


@pytest.fixture(autouse=True)
def at_a_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = book(tmp_path, feedback=ISSUE)
    build(made)
    return made


def build(root: Path, *, keeps: bool = True) -> dict[str, bytes]:
    """Every file of the site."""
    build_site(root, as_of=DAY, keeps=keeps)
    site = root / "site"
    return {
        path.relative_to(site).as_posix(): path.read_bytes() if path.is_file() else b"folder"
        for path in sorted(site.rglob("*"))
    }


def written_anew(root: Path) -> list[str]:
    """The vendors that the next build writes; the site is as if it was built from nothing."""
    before = {slug: page(root, slug) for slug in ("acme", "bolt")}
    after = build(root)
    anew = [slug for slug, was in before.items() if page(root, slug) != was]
    assert after == build(root, keeps=False)
    return anew


def page(root: Path, slug: str) -> tuple[int, int] | None:
    """What shows whether a vendor's page was written again."""
    file = root / f"site/vendors/{slug}/people/index.html"
    return (file.stat().st_ino, file.stat().st_mtime_ns) if file.exists() else None


def test_what_did_not_change_is_not_written_again(root: Path) -> None:
    assert written_anew(root) == []


def append(name: str, text: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        with (root / name).open("a", encoding="utf-8") as file:
            file.write(text)

    return change


def replace(name: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda root: edit(root, name, old, new)


def template(root: Path) -> None:
    edit(root, "mkdocs.yml", "name: material\n", "name: material\n  custom_dir: theme\n")
    (root / "theme/partials").mkdir(parents=True)
    text = "<p>{{ page.toc | length }} entries, {{ page.url }}</p>"
    (root / "theme/partials/copyright.html").write_text(text)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (replace("vendors/bolt/contacts.yml", "Pia Nand", "Pia Nanda"), ["bolt"]),
        (replace("vendors/acme/vendor.yml", "name: Acme", "name: ["), ["acme"]),
        (lambda root: shutil.rmtree(root / "vendors/bolt"), ["bolt"]),
        (lambda root: (root / "vendors/acme/feedback.yml").unlink(), ["acme"]),
        (replace("playbook.yml", "name: Client", "name: Customer"), ["acme", "bolt"]),
        (append("content/notes.md", "\nMore words.\n"), []),
        (replace("mkdocs.yml", "Notes: notes.md", "Words: notes.md"), ["acme", "bolt"]),
        (append("mkdocs.yml", "  - Acme: vendors/acme/people/index.md\n"), ["acme", "bolt"]),
        (template, ["acme", "bolt"]),
    ],
    ids=["edit", "break", "remove", "file", "policy", "content", "navigation", "named", "template"],
)
def test_a_change_writes_all_whom_it_concerns(
    root: Path, change: Callable[[Path], None], expected: list[str]
) -> None:
    change(root)
    assert written_anew(root) == expected


@pytest.mark.parametrize("where", ["vendors/acme/index.html", "feeds/vendors/acme.ics"])
def test_a_file_that_somebody_touched_is_written_again(root: Path, where: str) -> None:
    file = root / "site" / where
    was = file.stat()
    file.write_bytes(b"x" * was.st_size)
    assert written_anew(root) == ["acme"]
    file.unlink()
    file.symlink_to(root / "playbook.yml")
    build(root)
    file.unlink()
    assert written_anew(root) == ["acme"]


def test_a_file_that_somebody_added_goes(root: Path) -> None:
    for name in ("vendors/acme/more.html", "vendors/cord/index.html", "feeds/vendors/x.ics"):
        (root / "site" / name).parent.mkdir(exist_ok=True)
        (root / "site" / name).write_text("more")
    assert written_anew(root) == []


@pytest.mark.parametrize("content", ["", "{}", "SQLite format 3", "x" * 5000])
def test_broken_notes_are_as_good_as_none(root: Path, content: str) -> None:
    (root / NOTES).write_text(content)
    assert written_anew(root) == ["acme", "bolt"]


def test_without_a_cache_nothing_is_noted_or_put_aside(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / NOTES).unlink()
    monkeypatch.setenv("CI", "true")
    build(root)
    assert not (root / NOTES).exists()
    assert not (root / "site/.vendorbook-before").exists()


def test_what_a_build_that_died_had_put_aside_goes(root: Path) -> None:
    (root / "site/.vendorbook-before/0").mkdir(parents=True)
    assert written_anew(root) == []
    assert not (root / "site/.vendorbook-before").exists()


def test_several_processes_write_what_one_does(root: Path) -> None:
    for number in range(12):
        folder = root / f"vendors/bolt-{number}"
        shutil.copytree(root / "vendors/bolt", folder)
        edit(root, f"vendors/bolt-{number}/vendor.yml", "id: bolt", f"id: bolt-{number}")
    edit(root, "vendors/bolt-11/vendor.yml", "name: Acme", "name: [")  # a page of another shape
    build_site(root, as_of=DAY, processes=2)
    before = page(root, "bolt-3")
    build_site(root, as_of=DAY, processes=2)
    assert page(root, "bolt-3") == before
    for number in range(12):
        edit(root, f"vendors/bolt-{number}/contacts.yml", "Pia Nand", f"Pia Nand {number}")
    build_site(root, as_of=DAY, processes=2)
    assert page(root, "bolt-3") != before
    assert build(root) == build(root, keeps=False)


def test_workers_write_the_pages_of_vendors(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write, notes = page_writer._write, root / "writers.txt"

    def noted(page: Page, site: SiteFolder, shell: Shell) -> None:
        with notes.open("a") as stream:
            stream.write(f"{os.getpid()}\n")
        write(page, site, shell)

    monkeypatch.setattr(page_writer, "_write", noted)
    for number in range(12):
        folder = root / f"vendors/bolt-{number}"
        shutil.copytree(root / "vendors/bolt", folder)
        edit(root, f"vendors/bolt-{number}/vendor.yml", "id: bolt", f"id: bolt-{number}")
    build_site(root, as_of=DAY, processes=2)
    writers = set(map(int, notes.read_text().split()))
    assert writers.difference({os.getpid()})


def test_a_build_beside_another_shows_what_is_there_now(root: Path) -> None:
    other = produce(root, now=datetime(2026, 10, 9, tzinfo=UTC), as_of=DAY, keeps=True)
    file = root / "vendors/bolt/vendor.yml"
    for name in ("Bold", "Bolder", "Boldest"):
        text = re.sub(r"name: \w+", f"name: {name}", file.read_text(encoding="utf-8"))
        file.write_text(text, encoding="utf-8")
        assert build(root) == build(root, keeps=False)
    other.close()
    assert build(root) == build(root, keeps=False)
