"""Pages with live data through both engines, the command line and the server."""

from __future__ import annotations

import html
import json
import re
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.playbooks import PLAYBOOK
from tests.publish.test_mkdocs_site import _until, book, built, read_links
from vendorbook.mkdocs_site import build_site

HOSTILE = (
    "</section></div><img src=x onerror=alert(1)> **bold** `x` [a](javascript:alert(1)) "
    "{{ 7 * 7 }} {: onclick=y } &lt;script&gt;"
)
MISSED = f"milestones: [{{id: MS-01, title: {json.dumps(HOSTILE)}, baseline_due: 2026-04-30}}]\n"
PAGE = """\
---
title: Live
---
# Live

An answer within {{ policy("windows.idea_days") }} days, says {{ policy("organisation.name") }}.

{{ milestones("missed") }}
Straight on, with `{{ nonsense }}`.

{{ findings("milestone-missed") }}

```
{{ more nonsense }}
```

| A | B |
| --- | --- |
| {{ policy("scoring.bands.A") }} | {{ policy("severities.idea-undecided") }} |
"""
MISTAKES = """\
# Wrong

{{ finding("milestone-missed") }}

Within {{ policy("windows.idea_dayz") }} days, *really*.

{% include "x" %}
"""
TOLD = [
    "content/deep/live.md:3:4: content-template: there is no function 'finding' for pages",
    "content/deep/live.md:5:19: content-template: there is no value 'windows.idea_dayz' in "
    "playbook.yml",
    "content/deep/live.md:7:1: content-template: statements between {% and %} are not understood "
    "on pages",
]


def live_book(root: Path, page: str = PAGE, **more: str) -> Path:
    book(root, milestones=MISSED, **more)
    policy = PLAYBOOK.replace("name: Client", f"name: {json.dumps(HOSTILE)}")
    (root / "playbook.yml").write_text(policy + "as_of: 2026-05-06\n")
    settings = (root / "mkdocs.yml").read_text()
    (root / "mkdocs.yml").write_text(settings + "  - Live: deep/live.md\n")
    (root / "content/deep").mkdir()
    (root / "content/deep/live.md").write_text(page)
    return root


def article(page: str) -> str:
    found = re.search(r"<article.*?</article>", page, re.DOTALL)
    assert found is not None
    return found[0]


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_a_page_shows_live_data_and_record_text_stays_text(tmp_path: Path, engine: str) -> None:
    root = live_book(tmp_path)
    assert build_site(root, engine=engine, strict=True) == 0
    pages = built(root)
    page = article(pages["deep/live/index.html"])
    words = html.unescape(page)
    assert f"An answer within 20 days, says {HOSTILE}." in words
    assert words.count(HOSTILE) == 3
    assert "<img" not in page
    assert "<strong>bold</strong>" not in page
    assert page.count('class="vb-live"') == 2
    assert page.count("</section>") == 2
    assert "<p>Straight on, with <code>{{ nonsense }}</code>.</p>" in page
    assert "{{ more nonsense }}" in page
    assert "<td>90</td>\n<td>warning</td>" in page
    links = read_links(page)
    assert links.handlers == []
    base = "https://site.example/deep/live/"
    targets = {urldefrag(urljoin(base, link))[0] for link in links.links if link[:1] != "#"}
    assert "https://site.example/vendors/acme/milestones/" in targets
    for target in targets:
        path = target.removeprefix("https://site.example/") + "index.html"
        assert path in pages


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
@pytest.mark.parametrize("strict", [False, True])
def test_mistakes_stand_on_the_page_and_end_the_build(
    tmp_path: Path, engine: str, strict: bool
) -> None:
    root = live_book(tmp_path, MISTAKES)
    command = [sys.executable, "-m", "vendorbook", "build", "--engine", engine]
    result = subprocess.run(
        command + (["--strict"] if strict else []),
        cwd=root,
        check=False,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    for line in TOLD:
        assert line in result.stderr
    page = article(built(root)["deep/live/index.html"])
    assert page.count('class="vb-mistake"') == 3
    assert "there is no function 'finding' for pages. Did you mean 'findings'?" in html.unescape(
        re.sub(r"</?(span|strong)>", "", page)
    )
    assert "<em>really</em>" in page


def test_the_command_line_tells_all_of_them_in_one_run(tmp_path: Path) -> None:
    root = live_book(tmp_path, MISTAKES)
    for command in ("validate", "check"):
        result = subprocess.run(
            [sys.executable, "-m", "vendorbook", command, "content", "--format", "json"],
            cwd=root,
            check=False,
            capture_output=True,
            text=True,
        )
        assert (result.returncode, result.stderr) == (1, "")
        found = json.loads(result.stdout)["findings"]
        told = [
            f"{f['path']}:{f['line']}:{f['column']}: {f['code']}: {f['message']}" for f in found
        ]
        assert told == TOLD
        assert [f["hint"] for f in found][:2] == [
            "did you mean 'findings'?",
            "did you mean 'windows.idea_days'?",
        ]


def test_plain_mkdocs_makes_the_same_page(tmp_path: Path) -> None:
    root = live_book(tmp_path)
    assert build_site(root) == 0
    ours = built(root)["deep/live/index.html"]
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", "site"]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    assert built(root)["deep/live/index.html"] == ours


def test_while_serving_a_broken_policy_leaves_the_page_with_a_reason(tmp_path: Path) -> None:
    root = live_book(tmp_path)
    (root / "playbook.yml").write_text("schema_version: [\n")
    config = load_config(str(root / "mkdocs.yml"))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    pages = built(root)
    assert "the playbook&#39;s policy cannot be used" in pages["deep/live/index.html"]
    assert "The playbook cannot be read" in pages["index.html"]


def test_search_leaves_live_lists_out(tmp_path: Path) -> None:
    root = live_book(tmp_path)
    assert build_site(root) == 0
    index = json.loads((root / "site/search/search_index.json").read_text())
    entries = [each for each in index["docs"] if each["location"].startswith("deep/live/")]
    assert any("Straight on" in each["text"] for each in entries)
    assert not any("30 Apr 2026" in each["text"] for each in entries)


def test_serving_follows_the_records(tmp_path: Path) -> None:
    """The server is a process of its own, as a person would start it."""
    root = live_book(tmp_path)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "vendorbook", "serve", "--address", f"127.0.0.1:{port}"]
    address = f"http://127.0.0.1:{port}/deep/live/"
    with subprocess.Popen(
        command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            assert "30 Apr 2026" in _until(address, "30 Apr 2026")
            file = root / "vendors/acme/milestones.yml"
            file.write_text(file.read_text().replace("2026-04-30", "2026-04-29"))
            assert "29 Apr 2026" in _until(address, "29 Apr 2026")
            page = root / "content/deep/live.md"
            page.write_text(PAGE.replace('findings("', 'findings("x", "'))
            # A mistake is shown in its place, and the server goes on.
            assert "there is no check" in _until(address, "there is no check")
            page.write_text(PAGE)
            assert "29 Apr 2026" in _until(address, "29 Apr 2026")
        finally:
            server.terminate()
