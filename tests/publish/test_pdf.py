"""Review packs as PDFs: hostile text stays text, nothing is fetched, the bytes are the same."""

from __future__ import annotations

import io
import os
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest
from click.testing import CliRunner

from tests.conftest import REPOSITORY
from tests.playbooks import AGREEMENT, write_playbook
from tests.publish.test_rebuilt_site import files_of
from vendorbook.cli import main
from vendorbook.mkdocs_site import build_site
from vendorbook.publish import pdf
from vendorbook.publish.pdf import document_of, pdf_of, why_not

DAY = date(2026, 10, 9)
HOSTILE = '<img src="http://evil.example/x.png"><script>canary()</script>'


@pytest.fixture
def weasyprint() -> None:
    """WeasyPrint; without it a test is skipped, unless everything optional is required."""
    problem = why_not()
    if problem and os.environ.get("VENDORBOOK_REQUIRE_BROWSER") == "1":
        pytest.fail(problem)
    if problem:
        pytest.skip(problem)


def text_of(data: bytes) -> str:
    reader = pypdf.PdfReader(io.BytesIO(data))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def book(root: Path, **files: str) -> Path:
    """A small playbook with a site and two vendors, one of them broken."""
    write_playbook(root, {"acme": {"agreement": AGREEMENT, **files}, "bolt": {"vendor": "id: 1\n"}})
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(settings[: settings.index("\nnav:")], encoding="utf-8")
    (root / "content").mkdir()
    return root


@pytest.mark.usefixtures("weasyprint")
def test_a_document_says_what_it_is_and_is_tagged() -> None:
    data = pdf_of("Pack & more", "<h1>Acme</h1><h2>1 Actions</h2><p>None.</p>", DAY)
    reader = pypdf.PdfReader(io.BytesIO(data))
    metadata: Any = reader.metadata
    assert metadata.title == "Pack & more"
    assert metadata.creation_date_raw == "D:20261009"
    assert metadata.modification_date_raw == "D:20261009"
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    outline: Any = reader.outline
    assert outline[0].title == "Acme"
    assert outline[1][0].title == "1 Actions"
    assert "Page 1 of 1" in text_of(data)
    assert tuple(map(round, reader.pages[0].mediabox[2:])) == (595, 842)


@pytest.mark.usefixtures("weasyprint")
def test_the_same_page_is_the_same_bytes() -> None:
    body = '<h1>Acme</h1><svg viewBox="0 0 9 9"><circle class="vb-spark__last" r="4"/></svg>'
    assert pdf_of("Pack", body, DAY) == pdf_of("Pack", body, DAY)
    assert pdf_of("Pack", body, DAY) != pdf_of("Pack", body, date(2026, 10, 10))


@pytest.mark.usefixtures("weasyprint")
def test_nothing_is_fetched_whatever_a_document_mentions(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words", encoding="utf-8")
    asked: list[str] = []
    refuse = type(pdf._no_fetcher()).fetch

    def noted(self: object, url: str, headers: object = None) -> None:
        asked.append(url)
        refuse(self, url, headers)

    monkeypatch.setattr(type(pdf._no_fetcher()), "fetch", noted)
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("a document went online"))
    planted = (
        "<h1>Acme</h1><style>p { background: url(http://evil.example/a.png) }"
        "@font-face { font-family: f; src: url(http://evil.example/f.woff) }"
        "@import url(http://evil.example/i.css);</style>"
        '<p style="font-family: f">Still here.</p>'
        '<img src="http://evil.example/b.png"><link rel="stylesheet" href="//evil.example/c.css">'
        f'<object data="{secret.as_uri()}"></object>'
        f'<link rel="attachment" href="{secret.as_uri()}">'
        '<svg viewBox="0 0 9 9"><image href="http://evil.example/d.png" height="9"/></svg>'
    )
    data = pdf_of("Pack", planted, DAY)
    assert "Still here." in text_of(data)
    assert "hidden words" not in text_of(data)
    assert b"hidden words" not in data
    assert {url for url in asked if url.endswith(".png")} >= {
        "http://evil.example/a.png",
        "http://evil.example/b.png",
    }


def test_a_title_is_text_and_pictures_carry_their_style() -> None:
    document = document_of("</title><script>", '<svg class="vb-bar"><rect/></svg>', DAY)
    assert "<title>&lt;/title&gt;&lt;script&gt;</title>" in document
    assert '<svg class="vb-bar"><style>' in document
    assert ".vb-bar__fill" in document


@pytest.mark.usefixtures("weasyprint")
@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_a_build_writes_a_pack_beside_each_page_and_hostile_text_stays_text(
    engine: str, tmp_path: Path
) -> None:
    milestones = f"""\
milestones:
  - {{ id: MS-01, title: '{HOSTILE}', baseline_due: 2026-09-30, deliverables: [DL-01] }}
"""
    root = book(tmp_path, milestones=milestones)
    steps: list[tuple[int, int]] = []
    code = build_site(
        root,
        engine=engine,
        as_of=DAY,
        pdf=True,
        processes=2,
        pdf_progress=lambda done, total: steps.append((done, total)),
    )
    assert code == 1  # the broken vendor
    assert steps == [(1, 2), (2, 2)]
    site = root / "site"
    said = text_of((site / "vendors/acme/review-pack.pdf").read_bytes())
    assert f"MS-01{HOSTILE}missed".replace(" ", "") in said.replace(" ", "")
    assert "Page 1 of" in said
    page = (site / "vendors/acme/review-pack/index.html").read_text(encoding="utf-8")
    assert 'href="../review-pack.pdf"' in page
    assert not (site / "vendors/bolt/review-pack.pdf").exists()
    assert "Take this sheet out" not in said  # there is nothing to take out


@pytest.mark.usefixtures("weasyprint")
def test_a_build_without_pdf_leaves_none_behind(tmp_path: Path) -> None:
    root = book(tmp_path)
    for engine in ("mkdocs", "zensical"):
        build_site(root, engine=engine, as_of=DAY, pdf=True)
        assert (root / "site/vendors/acme/review-pack.pdf").exists()
        build_site(root, engine=engine, as_of=DAY)
        assert not (root / "site/vendors/acme/review-pack.pdf").exists()
        page = (root / "site/vendors/acme/review-pack/index.html").read_text(encoding="utf-8")
        assert "review-pack.pdf" not in page


def test_without_the_extra_a_build_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, logged: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    result = CliRunner().invoke(main, ["-C", str(book(tmp_path)), "build", "--pdf"])
    assert result.exit_code == 2
    assert (
        "PDFs need WeasyPrint: install Vendorbook with its extra 'pdf'"
        in logged.text + result.output
    )
    assert not (tmp_path / "site").exists()


@pytest.mark.usefixtures("weasyprint")
def test_a_site_with_packs_is_built_again_as_from_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    milestones = "milestones:\n  - { id: MS-01, title: Gate, baseline_due: 2026-09-30 }\n"
    root = book(tmp_path, milestones=milestones)
    shutil.rmtree(root / "vendors/bolt")
    (root / "content/notes.md").write_text("# Notes\n", encoding="utf-8")
    file = root / "vendors/acme/milestones.yml"
    packs = set()
    for title, has_packs in (("Gate", True), ("Bridge", True), ("Bridge", False), ("Bridge", True)):
        file.write_text(milestones.replace("Gate", title), encoding="utf-8")
        fresh = tmp_path / "fresh"
        assert build_site(root, as_of=DAY, site_dir=fresh, keeps=False, pdf=has_packs) == 0
        assert build_site(root, as_of=DAY, pdf=has_packs) == 0
        found = files_of(root / "site")
        assert found == files_of(fresh)
        packs.add(tuple(data for path, data in found.items() if path.endswith(".pdf")))
    assert sorted(map(len, packs)) == [0, 1, 1]
    assert sum("MS-01 Bridge" in text_of(pack) for each in packs for pack in each) == 1
