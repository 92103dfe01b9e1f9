"""Files are written below one folder and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vendorbook.publish.site_files import SiteFolder

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_written_once_and_again_only_if_it_changes(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path / "site")
    (tmp_path / "site").mkdir()
    assert site.write("a/b/index.html", "one")
    assert not site.write("a/b/index.html", "one")
    assert not SiteFolder(tmp_path / "site").write("a/b/index.html", "one")
    assert site.write("a/b/index.html", "two")
    assert (tmp_path / "site/a/b/index.html").read_text(encoding="utf-8") == "two"
    assert site.write("index.html", "home")
    assert (tmp_path / "site/index.html").read_text(encoding="utf-8") == "home"


@pytest.mark.parametrize(
    "path", ["../x", "a/../../x", "/x", "a//x", "a/..", "", "a/", "./x", "a/."]
)
def test_a_path_that_leads_out_is_refused(tmp_path: Path, path: str) -> None:
    (tmp_path / "site").mkdir()
    with pytest.raises(ValueError, match="of the site"):
        SiteFolder(tmp_path / "site").write(path, "x")
    assert not (tmp_path / "x").exists()


def test_a_link_that_leads_out_is_not_followed(tmp_path: Path) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside"
    site.mkdir()
    outside.mkdir()
    (outside / "file").write_text("theirs", encoding="utf-8")
    (site / "folder").symlink_to(outside)
    (site / "file").symlink_to(outside / "file")
    for path in ("folder/new", "folder/deep/new", "file"):
        with pytest.raises(ValueError, match="leads out of the site"):
            SiteFolder(site).write(path, "ours")
    assert [each.name for each in outside.iterdir()] == ["file"]
    assert (outside / "file").read_text(encoding="utf-8") == "theirs"
