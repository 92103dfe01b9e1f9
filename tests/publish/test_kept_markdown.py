"""Pages written by hand: converted again when anything changed, and every warning is repeated."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import markdown
import pytest

from tests.publish.test_mkdocs_site import book
from tests.test_outcome_cache import edit
from vendorbook.contents import CACHE_FOLDER
from vendorbook.mkdocs_site import build_site

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = date(2026, 10, 9)
KEPT = f"{CACHE_FOLDER}/content.json"
OTHER = """\
# Other *words*

## First part

See [the notes](notes.md#more) and [a record](vendors/acme/people/index.html).

{{ findings("contact-unverified") }}

- [ ] A box
"""


class Builds:
    """Builds of one site that count which pages were converted."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.converted: list[str] = []
        convert = markdown.Markdown.convert

        def noted(self_: markdown.Markdown, source: str) -> str:
            if source.strip():
                self.converted.append(source.strip().partition("\n")[0])
            return convert(self_, source)

        monkeypatch.setattr(markdown.Markdown, "convert", noted)

    def build(self, **options: Any) -> dict[str, bytes]:
        self.converted.clear()
        self.code = build_site(self.root, as_of=DAY, **options)
        site = self.root / "site"
        return {
            path.relative_to(site).as_posix(): path.read_bytes()
            for path in sorted(site.rglob("*"))
            if path.is_file()
        }

    def rebuild(self) -> list[str]:
        """Which pages a build converts; its site is as if it was built from nothing."""
        site = self.build()
        converted = sorted(self.converted)
        assert site == self.build(keeps=False)
        return converted


@pytest.fixture
def builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Builds:
    monkeypatch.delenv("CI", raising=False)
    root = book(tmp_path)
    with (root / "content/notes.md").open("a", encoding="utf-8") as file:
        file.write("\n## More { #more }\n\nWords.\n")
    (root / "content/other.md").write_text(OTHER, encoding="utf-8")
    made = Builds(root, monkeypatch)
    made.build()
    assert sorted(made.converted) == ["# Notes", "# Other *words*"]
    return made


def change(name: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda root: edit(root, name, old, new)


@pytest.mark.parametrize(
    ("alter", "expected"),
    [
        (lambda _: None, []),
        (change("content/notes.md", "Words.", "Other words."), ["# Notes"]),
        # The list of findings on the other page is another one then.
        (
            change(
                "vendors/acme/contacts.yml", "verified_on: 2026-01-05", "verified_on: 2025-01-05"
            ),
            ["# Other *words*"],
        ),
        (
            lambda root: (root / "content/other.md").rename(root / "content/else.md"),
            ["# Notes", "# Other *words*"],
        ),
        (
            change("mkdocs.yml", "permalink: true", "permalink: here"),
            ["# Notes", "# Other *words*"],
        ),
        (lambda root: (root / KEPT).write_text("nonsense"), ["# Notes", "# Other *words*"]),
    ],
    ids=["nothing", "page", "record", "move", "settings", "broken"],
)
def test_only_what_changed_is_converted(
    builds: Builds, alter: Callable[[Path], None], expected: list[str]
) -> None:
    alter(builds.root)
    assert builds.rebuild() == expected


def test_a_broken_link_is_told_in_every_build(builds: Builds) -> None:
    edit(builds.root, "content/notes.md", "Words.", "[Words](nowhere.md).")
    for _ in range(2):
        builds.build(strict=True)
        assert builds.code == 1
        assert builds.converted == ["# Notes"]


def test_an_anchor_that_went_is_missed_from_a_page_that_was_kept(builds: Builds) -> None:
    edit(builds.root, "content/notes.md", "{ #more }", "{ #less }")
    for _ in range(2):
        builds.build(strict=True)
        assert builds.code == 1
    assert builds.converted == []


def test_an_extension_that_may_read_more_keeps_nothing(builds: Builds) -> None:
    edit(builds.root, "mkdocs.yml", "  - tables\n", "  - tables\n  - meta\n")
    builds.build()
    builds.build()
    assert sorted(builds.converted) == ["# Notes", "# Other *words*"]
