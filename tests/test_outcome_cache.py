"""Outcomes kept between runs: used when nothing changed, and never when anything did."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.playbooks import CALENDAR, PLAYBOOK, open_playbook, write_playbook
from vendorbook import contents, outcome_cache, provenance, surveys
from vendorbook.contents import CACHE_FOLDER
from vendorbook.outcome_cache import OutcomeCache
from vendorbook.outcomes import as_data, from_data
from vendorbook.portfolio import load
from vendorbook.surveys import Clock

if TYPE_CHECKING:
    from pathlib import Path

    from vendorbook.outcomes import VendorOutcome

DAY = date(2026, 10, 9)
NOON = datetime(2026, 10, 9, 12, tzinfo=UTC)
AGREEMENT = """\
objectives: [{ text: Less to worry about }]
scope: { in: [Testing], out: [Mending] }
deliverables:
  - { id: DL-01, title: Report, acceptance_criteria: [Yes], acceptor: ines-ward }
kpis: []
response_targets:
  critical: { respond: 30m, resolve: 4h }
  high: { respond: 2h, resolve: 1d }
  medium: { respond: 1d, resolve: 5d }
  low: { respond: 2wd, resolve: 10wd }
  feedback: { respond: 5wd }
"""
WAITS = """\
milestones:
  - { id: MS-01, title: Ours, baseline_due: 2026-10-30, deliverables: [DL-01],
      depends_on: [bolt/MS-07] }
"""
PROMISED = """\
milestones:
  - { id: MS-07, title: Theirs, baseline_due: 2026-10-23, deliverables: [DL-01] }
"""
ISSUE = """\
feedback:
  - { id: FB-001, kind: issue, direction: to_vendor, raised_at: 2026-10-09T11:45:00+00:00,
      raised_by: ines-ward, about: quality, severity: critical, summary: Search is down. }
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_playbook(
        tmp_path,
        {
            "acme": {"agreement": AGREEMENT, "milestones": WAITS, "feedback": ISSUE},
            "bolt": {"agreement": AGREEMENT, "milestones": PROMISED},
            "cord": {"agreement": AGREEMENT},
        },
    )


class Runs:
    """Runs over one playbook that count which vendors had to be read."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.read: list[str] = []
        survey = surveys.survey_vendor

        def noted(*arguments: object, **options: object) -> object:
            self.read.append(str(arguments[1]))
            return survey(*arguments, **options)  # type: ignore[arg-type]

        monkeypatch.setattr(provenance, "survey_vendor", noted)

    def run(
        self,
        when: date | datetime = DAY,
        today: date | datetime | None = None,
        *,
        situations: bool = True,
        vendors: tuple[str, ...] | None = None,
        is_kept: bool = True,
    ) -> list[VendorOutcome]:
        self.read.clear()
        kept = OutcomeCache(self.root) if is_kept else None
        portfolio = load(self.root).portfolio
        assert portfolio is not None
        clock = Clock(when, today or when)
        slugs = portfolio.slugs if vendors is None else vendors
        return outcome_cache.outcomes(portfolio, slugs, clock, kept, situations=situations)


@pytest.fixture
def runs(root: Path, monkeypatch: pytest.MonkeyPatch) -> Runs:
    return Runs(root, monkeypatch)


def said(found: list[VendorOutcome]) -> list[object]:
    return [(each.slug, each.name, each.findings, each.due, each.people) for each in found]


def test_what_did_not_change_is_not_read_again(runs: Runs) -> None:
    first = runs.run()
    assert runs.read == ["acme", "bolt", "cord"]
    assert said(runs.run()) == said(first)
    assert runs.read == []


def test_an_outcome_survives_being_written_down(runs: Runs) -> None:
    for outcome in runs.run(NOON):
        assert from_data(json.loads(json.dumps(as_data(outcome)))) == outcome


def edit(root: Path, name: str, old: str, new: str) -> None:
    file = root / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "read"),
    [
        ("vendors/cord/vendor.yml", "name: Acme", "name: Cord", ["cord"]),
        ("vendors/cord/vendor.yml", "owner: ines-ward", "owner: nobody-here", ["cord"]),
        ("vendors/cord/contacts.yml", "Pia Nand", "Pia Nanda", ["cord"]),
        ("vendors/cord/agreement.yml", "Report", "[", ["cord"]),
        ("vendors/acme/feedback.yml", "Search is down", "Mail kit@vendor.example", ["acme"]),
        ("vendors/bolt/milestones.yml", "2026-10-23", "2026-11-23", ["acme", "bolt"]),
        ("vendors/bolt/milestones.yml", "MS-07", "MS-08", ["acme", "bolt"]),
        ("vendors/bolt/contacts.yml", "Pia Nand", "Pia Nanda", ["bolt"]),
        ("playbook.yml", "name: Client", "name: Customer", ["acme", "bolt", "cord"]),
        ("calendars/england.yml", "2026-10-", "2026-10-", ["acme", "bolt", "cord"]),
    ],
)
def test_an_edit_is_seen_by_all_whom_it_concerns(
    runs: Runs, name: str, old: str, new: str, read: list[str]
) -> None:
    if name.startswith("calendars"):
        holiday = "  - { date: 2026-10-30, name: Holiday }\n"
        (runs.root / name).write_text(CALENDAR, encoding="utf-8")
        runs.run()
        (runs.root / name).write_text(CALENDAR + holiday, encoding="utf-8")
    else:
        runs.run()
        edit(runs.root, name, old, new)
    found = runs.run()
    assert runs.read == read
    assert said(found) == said(runs.run(is_kept=False))


def test_severities_are_those_of_the_policy_now(runs: Runs) -> None:
    before = {each.code: each.severity for each in runs.run()[0].findings}
    assert before["backup-missing"] != "info"
    text = PLAYBOOK + "severities: { backup-missing: info }\n"
    (runs.root / "playbook.yml").write_text(text, encoding="utf-8")
    after = {each.code: each.severity for each in runs.run()[0].findings}
    assert after["backup-missing"] == "info"


def test_files_that_come_go_or_become_something_else_are_seen(runs: Runs) -> None:
    folder = runs.root / "vendors" / "cord"
    runs.run()
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    assert "unknown-file" in {each.code for each in runs.run()[2].findings}
    (folder / "notes.txt").unlink()
    assert "unknown-file" not in {each.code for each in runs.run()[2].findings}
    (folder / "feedback").mkdir()
    (folder / "feedback" / "2026.yml").write_text("feedback: 5\n", encoding="utf-8")
    runs.run()
    assert runs.read == ["cord"]
    (folder / "feedback" / "2026.yml").write_text("feedback: []\n", encoding="utf-8")
    runs.run()
    assert runs.read == ["cord"]
    (folder / "agreement.yml").rename(runs.root / "elsewhere.yml")
    (folder / "agreement.yml").symlink_to(runs.root / "elsewhere.yml")
    assert "unknown-file" in {each.code for each in runs.run()[2].findings}


def test_a_vendor_that_was_missed_is_found_once_it_exists(runs: Runs) -> None:
    edit(runs.root, "vendors/acme/milestones.yml", "bolt/MS-07", "dune/MS-07")
    assert "there is no vendor 'dune'" in {each.message for each in runs.run()[0].findings}
    (runs.root / "vendors" / "bolt").rename(runs.root / "vendors" / "dune")
    edit(runs.root, "vendors/dune/vendor.yml", "id: bolt", "id: dune")
    found = runs.run()
    assert runs.read == ["acme", "dune"]
    assert "there is no vendor 'dune'" not in {each.message for each in found[0].findings}


def test_every_day_and_kind_of_run_is_kept_for_itself(runs: Runs) -> None:
    on_day = said(runs.run(DAY))
    later = said(runs.run(date(2026, 11, 20)))
    faults = said(runs.run(DAY, situations=False))
    assert len({str(each) for each in (on_day, later, faults)}) == 3
    for again, expected in (
        (runs.run(DAY), on_day),
        (runs.run(date(2026, 11, 20)), later),
        (runs.run(DAY, situations=False), faults),
    ):
        assert said(again) == expected
        assert runs.read == []
    runs.run(DAY, date(2026, 1, 5))
    assert runs.read == ["acme", "bolt", "cord"]


def test_another_program_reads_everything_again(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs.run()
    monkeypatch.setattr(provenance, "program_version", lambda: "another")
    runs.run()
    assert runs.read == ["acme", "bolt", "cord"]


@pytest.mark.parametrize(
    ("later", "read"),
    [
        (timedelta(minutes=2), []),
        # The issue was to be answered within 30 minutes of 11:45.
        (timedelta(minutes=14, seconds=59), []),
        (timedelta(minutes=16), ["acme"]),
        # The day ends at 23:00 UTC, British Summer Time still being in force.
        (timedelta(hours=10, minutes=59), ["acme"]),
        (timedelta(hours=11), ["acme", "bolt", "cord"]),
        (timedelta(minutes=-1), ["acme", "bolt", "cord"]),
    ],
)
def test_an_instant_holds_until_a_clock_runs_out(
    runs: Runs, later: timedelta, read: list[str]
) -> None:
    runs.run(NOON)
    found = runs.run(NOON + later)
    assert runs.read == read
    assert said(found) == said(runs.run(NOON + later, is_kept=False))


def test_one_vendor_alone_is_kept_too(runs: Runs) -> None:
    alone = runs.run(vendors=("acme",))
    everything = runs.run()
    assert runs.read == ["bolt", "cord"]
    assert said(everything)[0] == said(alone)[0]


def test_a_file_edited_while_it_is_read_is_not_kept(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = surveys.survey_vendor

    def editing(*arguments: object, **options: object) -> object:
        found = survey(*arguments, **options)  # type: ignore[arg-type]
        if arguments[1] == "bolt":
            edit(runs.root, "vendors/bolt/vendor.yml", "name: Acme", "name: Bolt")
        return found

    monkeypatch.setattr(provenance, "survey_vendor", editing)
    runs.run()
    monkeypatch.setattr(provenance, "survey_vendor", survey)
    assert [each.name for each in runs.run()] == ["Acme", "Bolt", "Acme"]


def test_a_policy_edited_between_is_not_mixed_up(runs: Runs) -> None:
    runs.run()
    kept = OutcomeCache(runs.root)
    text = PLAYBOOK + "severities: { backup-missing: info }\n"
    (runs.root / "playbook.yml").write_text(text, encoding="utf-8")
    portfolio = open_playbook(runs.root)
    clock = Clock(DAY, DAY)
    found = outcome_cache.outcomes(portfolio, portfolio.slugs, clock, kept, situations=True)
    assert said(found) == said(runs.run(is_kept=False))


def cache_file(root: Path) -> Path:
    return root / CACHE_FOLDER / "outcomes.sqlite"


def test_a_broken_file_is_as_good_as_none_and_made_anew(runs: Runs) -> None:
    expected = said(runs.run())
    cache_file(runs.root).write_bytes(b"nonsense" * 1000)
    assert said(runs.run()) == expected
    assert said(runs.run()) == expected
    assert runs.read == []


@pytest.mark.parametrize("text", ["", "[]", "5", "{}", '{"slug": "acme"}', "null", "{"])
def test_a_broken_entry_is_as_good_as_none(runs: Runs, text: str) -> None:
    expected = said(runs.run())
    with closing(sqlite3.connect(cache_file(runs.root))) as file, file:
        file.execute("update outcomes set outcome = ? where slug = 'acme'", (text,))
    assert said(runs.run()) == expected
    assert runs.read == ["acme"]


def test_a_locked_file_is_as_good_as_none(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcome_cache, "_SECONDS_TO_WAIT", 0.01)
    expected = said(runs.run())
    with closing(sqlite3.connect(cache_file(runs.root), isolation_level=None)) as file:
        file.execute("begin exclusive")
        assert said(runs.run()) == expected
        assert runs.read == ["acme", "bolt", "cord"]


def test_a_folder_that_cannot_be_written_is_as_good_as_none(runs: Runs) -> None:
    (runs.root / ".cache").write_text("in the way", encoding="utf-8")
    assert said(runs.run()) == said(runs.run())
    assert runs.read == ["acme", "bolt", "cord"]


def test_the_file_does_not_grow_with_the_days(runs: Runs) -> None:
    for number in range(8):
        runs.run(DAY + timedelta(days=number))
    with closing(sqlite3.connect(cache_file(runs.root))) as file:
        assert file.execute("select count(*) from outcomes").fetchone() == (3 * 4,)


_EDITS = st.lists(
    st.tuples(
        st.sampled_from(["acme", "bolt", "cord"]),
        st.sampled_from(["vendor", "milestones", "contacts", "feedback"]),
        st.sampled_from(
            [("2026-10", "2026-09"), ("2026-09", "2026-10"), ("MS-07", "MS-08"), ("Acme", "Ace"),
             ("MS-08", "MS-07"), ("bolt/", "cord/"), ("cord/", "dune/"), ("- {", "{"), ("Ace", ":"),
             ("ines-ward", "pia-nand"), ("high", "critical"), ("critical", "high")]
        ),
    ),
    min_size=1,
    max_size=3,
)  # fmt: skip


@given(st.lists(st.tuples(_EDITS, st.integers(-20, 90)), min_size=2, max_size=4))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_runs_with_and_without_a_cache_agree_over_any_edits(
    runs: Runs, steps: list[tuple[list[tuple[str, str, tuple[str, str]]], int]]
) -> None:
    for edits, minutes in steps:
        for slug, kind, (old, new) in edits:
            file = runs.root / "vendors" / slug / f"{kind}.yml"
            if file.exists():
                text = file.read_text(encoding="utf-8")
                file.write_text(text.replace(old, new), encoding="utf-8")
        for when in (DAY, NOON + timedelta(minutes=minutes)):
            assert said(runs.run(when)) == said(runs.run(when, is_kept=False))


def test_what_python_and_templates_leave_behind_is_no_part_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "__file__", str(tmp_path / "contents.py"))
    (tmp_path / "pages.py").write_text("x = 1")
    before = contents.program_version.__wrapped__()
    (tmp_path / "__pycache__").mkdir()
    for name in ("pages.cpython-311.pyc", "__jinja2_0a67.cache"):
        (tmp_path / "__pycache__" / name).write_bytes(b"compiled")
    assert contents.program_version.__wrapped__() == before
    (tmp_path / "home.html").write_text("<h1>")
    assert contents.program_version.__wrapped__() != before
