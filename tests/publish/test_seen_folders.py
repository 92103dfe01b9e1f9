"""Which folders of vendors are believed to hold what they held when they were read."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vendorbook.publish.seen_folders import GRAIN, SeenFolder, see_folder

if TYPE_CHECKING:
    from collections.abc import Callable

LATER = 60_000_000_000
"""A minute, in nanoseconds: long after the files of a test were written."""

RECORDS = ("vendor.yml", "feedback/2026.yml")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, "vendor.yml", "id: acme\n")
    write(tmp_path, "feedback/2026.yml", "feedback: []\n")
    write(tmp_path, "drafts/one.yml", "draft: 1\n")
    return tmp_path


def write(root: Path, name: str, text: str) -> Path:
    file = root / "vendors/acme" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def seen(root: Path, now: int | None = None) -> SeenFolder:
    return see_folder(root, "acme", time.time_ns() + LATER if now is None else now)


def test_a_folder_that_nobody_touches_is_as_before(root: Path) -> None:
    assert seen(root).is_as_before(root, "acme")


def rewrite_in_place(root: Path) -> None:
    """The same size, and the time of change turned back, as a careful forger would."""
    file = root / "vendors/acme/vendor.yml"
    times = file.stat()
    write(root, "vendor.yml", "id: acmf\n")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def replace_by_another(root: Path) -> None:
    file = root / "vendors/acme/vendor.yml"
    times = file.stat()
    other = write(root, "vendor.new", "id: acmf\n")
    os.utime(other, ns=(times.st_atime_ns, times.st_mtime_ns))
    other.replace(file)


def swap_names(root: Path) -> None:
    folder = root / "vendors/acme"
    (folder / "vendor.yml").rename(folder / "x")
    (folder / "feedback/2026.yml").rename(folder / "vendor.yml")
    (folder / "x").rename(folder / "feedback/2026.yml")


CHANGES: dict[str, Callable[[Path], object]] = {
    "rewritten in place": rewrite_in_place,
    "replaced by another": replace_by_another,
    "names swapped": swap_names,
    "added": lambda root: write(root, "contacts.yml", ""),
    "added in a folder": lambda root: write(root, "feedback/2027.yml", ""),
    "removed": lambda root: (root / "vendors/acme/feedback/2026.yml").unlink(),
    "closed": lambda root: (root / "vendors/acme/vendor.yml").chmod(0o200),
    "gone": lambda root: shutil.rmtree(root / "vendors/acme"),
    "a folder removed": lambda root: shutil.rmtree(root / "vendors/acme/drafts"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_is_touched_is_read_again(root: Path, what: str) -> None:
    before = seen(root)
    CHANGES[what](root)
    assert not before.is_as_before(root, "acme")


def test_a_copy_of_the_playbook_is_read_again(root: Path, tmp_path: Path) -> None:
    before = seen(root)
    shutil.copytree(root / "vendors", tmp_path / "copy/vendors")  # with its times
    assert not before.is_as_before(tmp_path / "copy", "acme")
    assert before.contents == seen(tmp_path / "copy").contents


def test_what_is_hidden_or_in_no_folder_of_records_does_not_matter(root: Path) -> None:
    before = seen(root)
    write(root, ".vendor.yml.swp", "")
    write(root, "drafts/two.yml", "")
    assert before.is_as_before(root, "acme")
    assert before.contents == seen(root).contents


def test_what_changed_shortly_before_it_was_read_is_not_believed(root: Path) -> None:
    changed = max((root / "vendors/acme" / each).stat().st_ctime_ns for each in RECORDS)
    assert seen(root, changed + GRAIN + 1).is_as_before(root, "acme")
    assert not seen(root, changed + GRAIN).is_as_before(root, "acme")
    assert not seen(root, changed).is_as_before(root, "acme")


def test_where_a_link_leads_nobody_can_tell(root: Path) -> None:
    (root / "vendors/acme/contacts.yml").symlink_to(root / "elsewhere")
    assert not seen(root).is_as_before(root, "acme")


def test_a_folder_that_is_not_there_is_looked_for_again(tmp_path: Path) -> None:
    before = seen(tmp_path)
    assert not before.is_as_before(tmp_path, "acme")
    write(tmp_path, "vendor.yml", "id: acme\n")
    assert seen(tmp_path).contents != before.contents
