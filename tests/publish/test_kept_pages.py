"""Pages kept between builds: only changed vendors are rendered, and nothing can be told apart."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.playbooks import PLAYBOOK, write_playbook
from tests.test_outcome_cache import AGREEMENT, ISSUE, PROMISED, WAITS, edit
from vendorbook.contents import CACHE_FOLDER
from vendorbook.pages.across_page import TABS
from vendorbook.pages.registry import vendor_pages
from vendorbook.publish import made_vendors
from vendorbook.publish.portfolio_pages import PORTFOLIO_GROUP, PortfolioPages
from vendorbook.publish.production import produce

if TYPE_CHECKING:
    from vendorbook.publish.production import Production

REPOSITORY = Path(__file__).parents[2]
DAY = date(2026, 10, 9)
NOON = datetime(2026, 10, 9, 12, tzinfo=UTC)


class Builds:
    """Builds of one playbook that count which vendors were rendered."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.rendered: list[str] = []

        def noted(assessment: Any, findings: Any) -> Any:
            self.rendered.append(assessment.vendor.slug)
            return vendor_pages(assessment, findings)

        monkeypatch.setattr(made_vendors, "vendor_pages", noted)
        self.renewed: list[str] = []
        renew = PortfolioPages._renewed

        def noting(self_: PortfolioPages, path: str, *rest: Any) -> Any:
            self.renewed.append(path)
            return renew(self_, path, *rest)

        monkeypatch.setattr(PortfolioPages, "_renewed", noting)

    def build(
        self, as_of: date | None = DAY, now: datetime = NOON, *, keeps: bool = True
    ) -> dict[str, object]:
        """Everything that a site is made from."""
        self.rendered.clear()
        self.renewed.clear()
        made = produce(self.root, now=now, as_of=as_of, keeps=keeps)
        try:
            groups = {name: made.read_group(name) for name in made.groups}
            joined = {path: self.joined(made, path) for path in sorted(made.joined)}
            told = {"findings": made.findings, "errors": made.error_lines, "paths": made.paths}
            return {"groups": groups, "joined": joined, **told}
        finally:
            made.close()

    def joined(self, made: Production, path: str) -> bytes:
        target = self.root / "joined"
        made.copy_joined(path, target)
        return target.read_bytes()


@pytest.fixture
def builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Builds:
    root = write_playbook(
        tmp_path,
        {
            "acme": {"agreement": AGREEMENT, "milestones": WAITS, "feedback": ISSUE},
            "bolt": {"agreement": AGREEMENT, "milestones": PROMISED},
            "cord": {"agreement": AGREEMENT},
        },
    )
    return Builds(root, monkeypatch)


def test_only_what_changed_is_rendered_and_nothing_differs(builds: Builds) -> None:
    first = builds.build()
    assert builds.rendered == ["acme", "bolt", "cord"]
    assert first == builds.build()
    assert builds.rendered == []
    assert first == builds.build(keeps=False)


@pytest.mark.parametrize(
    ("name", "old", "new", "rendered"),
    [
        ("vendors/cord/contacts.yml", "Pia Nand", "Pia Nanda", ["cord"]),
        ("vendors/acme/feedback.yml", "Search is down", "Search is slow", ["acme"]),
        ("vendors/bolt/milestones.yml", "2026-10-23", "2026-11-23", ["acme", "bolt"]),
        ("vendors/cord/vendor.yml", "name: Acme", "name: [", []),
        ("playbook.yml", "name: Client", "name: Customer", ["acme", "bolt", "cord"]),
        ("calendars/england.yml", "Boxing Day", "Day of rest", ["acme", "bolt", "cord"]),
    ],
)
def test_an_edit_renders_all_whom_it_concerns(
    builds: Builds, name: str, old: str, new: str, rendered: list[str]
) -> None:
    before = builds.build()
    edit(builds.root, name, old, new)
    after = builds.build()
    assert builds.rendered == rendered
    assert after == builds.build(keeps=False)
    if name.startswith("vendors"):
        assert before != after


OF_ALL = {"index.html", "vendors/index.html", *(f"across/{tab}/index.html" for tab in TABS)}


@pytest.mark.parametrize(
    ("name", "old", "new", "renewed"),
    [
        ("vendors/acme/vendor.yml", "name: Acme", "name: Acme  # A remark.", set()),
        # Contracts and dates show who owns them.
        ("vendors/cord/contacts.yml", "Pia Nand", "Pia Nanda", {"people", "contracts", ""}),
        # An answer to it falls due.
        (
            "vendors/acme/feedback.yml",
            "Search is down",
            "Search is slow",
            {"issues", "calendar", ""},
        ),
        # Bolt has neither feedback nor KPIs nor anything of a partnership.
        (
            "vendors/bolt/vendor.yml",
            "name: Acme",
            "name: Bolt",
            {"", "vendors", *TABS} - {"issues", "kpis", "partnership"},
        ),
    ],
)
def test_a_page_of_all_vendors_is_made_anew_only_if_it_shows_what_changed(
    builds: Builds, name: str, old: str, new: str, renewed: set[str]
) -> None:
    builds.build()
    assert set(builds.renewed) > OF_ALL
    edit(builds.root, name, old, new)
    after = builds.build()
    paths = {path.removesuffix("index.html").strip("/") for path in builds.renewed}
    assert {path.removeprefix("across/") for path in paths} == renewed
    assert after == builds.build()
    assert builds.renewed == []
    assert after == builds.build(keeps=False)


def test_everything_that_the_demo_shows_can_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("vendors", "calendars", "content"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    shutil.copy(REPOSITORY / "playbook.yml", tmp_path)
    builds = Builds(tmp_path, monkeypatch)
    first = builds.build()
    assert builds.rendered != []
    assert builds.build() == first
    assert builds.rendered == []


def test_days_and_clocks_are_told_apart(builds: Builds) -> None:
    builds.build()
    builds.build(DAY + timedelta(days=1))
    assert builds.rendered == ["acme", "bolt", "cord"]
    builds.build(None)
    builds.build(None, NOON + timedelta(minutes=1))
    # A page that tells how long a clock has run is right for its moment only.
    assert builds.rendered == ["acme"]
    late = NOON + timedelta(hours=11)
    assert builds.build(None, late) == builds.build(None, late, keeps=False)


def test_another_policy_leaves_no_page_behind(builds: Builds) -> None:
    builds.build()
    text = PLAYBOOK + "severities: { backup-missing: info }\n"
    (builds.root / "playbook.yml").write_text(text, encoding="utf-8")
    assert builds.build() == builds.build(keeps=False)


def test_a_vendor_that_went_leaves_nothing(builds: Builds) -> None:
    builds.build()
    (builds.root / "vendors" / "cord").rename(builds.root / "elsewhere")
    assert builds.build() == builds.build(keeps=False)
    folder = builds.root / CACHE_FOLDER / "pages"
    names = {file.name.partition(".")[0] for file in folder.glob("*.pages")}
    assert {name for name in names if not name.startswith(PORTFOLIO_GROUP)} == {"acme", "bolt"}


@pytest.mark.parametrize("content", [b"", b"[]", b"[1, 2]", b"\xff"])
def test_a_broken_file_of_pages_is_as_good_as_none(builds: Builds, content: bytes) -> None:
    expected = builds.build()
    (builds.root / CACHE_FOLDER / "pages" / "acme.pages").write_bytes(content)
    assert builds.build() == expected
    assert builds.rendered == ["acme"]


@pytest.mark.parametrize("name", ["kept.sqlite", "joined/feeds/people.csv", "joined/feeds/all.ics"])
@pytest.mark.parametrize("content", [b"", b"SQLite format 3", b"\xff" * 5000])
def test_a_broken_file_of_all_vendors_is_as_good_as_none(
    builds: Builds, name: str, content: bytes
) -> None:
    expected = builds.build()
    (builds.root / CACHE_FOLDER / "pages" / name).write_bytes(content)
    assert builds.build() == expected
    assert builds.rendered == ["acme", "bolt", "cord"]
    assert builds.build() == expected
    assert builds.rendered == []


def test_a_second_build_at_the_same_time_makes_do_without(builds: Builds) -> None:
    expected = builds.build()
    first = produce(builds.root, now=NOON, as_of=DAY, keeps=True)
    assert builds.build() == expected
    assert builds.rendered == ["acme", "bolt", "cord"]
    first.close()
    assert builds.build() == expected
    assert builds.rendered == []


def test_a_folder_that_cannot_be_written_is_as_good_as_none(builds: Builds) -> None:
    (builds.root / ".cache").write_text("in the way", encoding="utf-8")
    assert builds.build() == builds.build()
    assert builds.rendered == ["acme", "bolt", "cord"]
