"""Mistakes on pages written by hand, kept between runs: judged again when anything changed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.playbooks import PLAYBOOK, write_playbook
from vendorbook import content_surveys, contents, outcome_cache
from vendorbook.content_surveys import survey_content
from vendorbook.contents import CACHE_FOLDER
from vendorbook.outcome_cache import OutcomeCache
from vendorbook.portfolio import load
from vendorbook.surveys import Clock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from vendorbook.content import ContentPage
    from vendorbook.findings import Finding
    from vendorbook.portfolio import Portfolio

DAY = date(2026, 10, 9)


class Runs:
    """Runs over one playbook that count how often pages were judged."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.judged = 0
        find = content_surveys._mistakes

        def counted(portfolio: Portfolio, pages: Sequence[ContentPage]) -> list[Finding]:
            self.judged += 1
            return find(portfolio, pages)

        monkeypatch.setattr(content_surveys, "_mistakes", counted)

    def run(self) -> tuple[int, list[str]]:
        """How often pages were judged, and the messages."""
        self.judged = 0
        kept = OutcomeCache(self.root)
        portfolio = load(self.root).portfolio
        assert portfolio is not None
        found = survey_content(portfolio, Clock(DAY, DAY), kept)
        return self.judged, [f"{each.severity}: {each.place}: {each.message}" for each in found]


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runs:
    root = write_playbook(tmp_path, {"acme": {}})
    page(root, "one", "{{ nothing }}")
    page(root, "two", '{{ findings("contact-unverified") }}')
    return Runs(root, monkeypatch)


def page(root: Path, name: str, text: str) -> None:
    (root / "content").mkdir(exist_ok=True)
    (root / f"content/{name}.md").write_text(f"# Page\n\n{text}\n", encoding="utf-8")


def test_pages_that_did_not_change_are_not_judged_again(runs: Runs) -> None:
    judged, found = runs.run()
    assert judged == 1
    assert len(found) == 1
    assert found[0].startswith("error: content/one.md:3:4: there is no function 'nothing'")
    assert runs.run() == (0, found)


def test_no_mistake_is_kept_too(runs: Runs) -> None:
    page(runs.root, "one", '{{ milestones("missed") }}')
    assert runs.run() == (1, [])
    assert runs.run() == (0, [])


def test_an_edited_moved_or_new_page_is_judged(runs: Runs) -> None:
    runs.run()
    page(runs.root, "two", '{{ findings("contact-unverifed") }}')
    judged, found = runs.run()
    assert (judged, len(found)) == (1, 2)
    (runs.root / "content/one.md").rename(runs.root / "content/three.md")
    judged, found = runs.run()
    assert judged == 1
    assert [each.split(":")[1] for each in found] == [" content/three.md", " content/two.md"]
    page(runs.root, "four", "{{ five }}")
    assert runs.run()[0] == 1
    (runs.root / "content/four.md").unlink()
    assert runs.run() == (1, found)


def test_the_policy_of_now_says_how_bad_it_is(runs: Runs) -> None:
    runs.run()
    policy = f"{PLAYBOOK}severities: {{ content-template: warning }}\n"
    (runs.root / "playbook.yml").write_text(policy, encoding="utf-8")
    judged, found = runs.run()
    assert judged == 1
    assert [each.partition(":")[0] for each in found] == ["warning"]


def test_another_program_judges_anew(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    runs.run()
    monkeypatch.setattr(outcome_cache, "run_name", lambda *_: "another")
    assert runs.run()[0] == 1


@pytest.mark.parametrize("text", ["", "5", "[5]", "{", "[[]]", '[["a"]]'])
def test_a_broken_entry_is_as_good_as_none(runs: Runs, text: str) -> None:
    _, found = runs.run()
    file = runs.root / CACHE_FOLDER / "outcomes.sqlite"
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("update content set mistakes = ?", (text,))
    assert runs.run() == (1, found)
    file.write_bytes(b"nonsense" * 1000)
    assert runs.run() == (1, found)
    assert runs.run() == (0, found)


def test_every_library_that_is_installed_counts() -> None:
    names = [name.lower().replace("_", "-") for name in contents._installed()]
    for library in ("pyyaml", "jsonschema-rs", "jsonschema", "jinja2", "markdown-it-py", "nh3"):
        assert [name for name in names if name.startswith(f"{library}-")] != []
