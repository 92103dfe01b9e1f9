"""Two builds of one playbook at the same time: neither disturbs the other."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.publish.test_mkdocs_site import book
from tests.publish.test_rebuilt_site import files_of
from vendorbook.contents import CACHE_FOLDER
from vendorbook.mkdocs_site import build_site
from vendorbook.publish.file_lock import FileLock

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 10, 9)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("CI", raising=False)
    return book(tmp_path / "book")


def started(root: Path, *options: str) -> subprocess.Popen[str]:
    command = (sys.executable, "-m", "vendorbook", "-C", str(root), "build", "--as-of", str(DAY))
    environment = {name: value for name, value in os.environ.items() if name != "CI"}
    return subprocess.Popen(
        (*command, *options), stderr=subprocess.PIPE, text=True, env=environment
    )


def test_two_sites_of_one_playbook(root: Path, tmp_path: Path) -> None:
    assert build_site(root, as_of=DAY, site_dir=tmp_path / "fresh", keeps=False) == 0
    for _ in range(2):
        builds = [started(root, "--site-dir", str(tmp_path / name)) for name in ("one", "two")]
        said = [each.communicate(timeout=60)[1] for each in builds]
        assert [each.returncode for each in builds] == [0, 0], said
        expected = files_of(tmp_path / "fresh")
        assert files_of(tmp_path / "one") == files_of(tmp_path / "two") == expected


def test_while_another_build_has_the_notes_on_the_site_none_are_taken(root: Path) -> None:
    build_site(root, as_of=DAY)
    expected = files_of(root / "site")
    lock = FileLock(root / CACHE_FOLDER / "site.lock")
    (root / "vendors/bolt/vendor.yml").touch()
    assert build_site(root, as_of=DAY) == 0
    assert files_of(root / "site") == expected
    lock.release()
    assert build_site(root, as_of=DAY) == 0
    assert files_of(root / "site") == expected


def test_one_waits_while_another_lays_pages_out_for_zensical(root: Path) -> None:
    pytest.importorskip("zensical")
    lock = FileLock(root / "build/zensical.lock")
    build = started(root, "--engine", "zensical")
    assert build.stderr is not None
    line = next(each for each in build.stderr if "waits" in each)
    assert "another build is using build/zensical; this one waits until it has ended" in line
    assert not (root / "site/index.html").exists()
    lock.release()
    build.communicate(timeout=60)
    assert build.returncode == 0
    assert (root / "site/index.html").exists()
