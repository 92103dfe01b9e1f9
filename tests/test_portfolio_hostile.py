"""Folders as they should not be: odd names, links, files for folders, and what still works then."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from shutil import rmtree

import pytest

from tests.playbooks import AGREEMENT, CALENDAR, PLAYBOOK, VENDOR, open_playbook, write_playbook
from tests.test_portfolio import FEEDBACK, messages
from vendorbook.findings import Finding, Place
from vendorbook.portfolio import load
from vendorbook.vendor_reading import read_vendor

TWO_MILESTONES = """\
milestones:
  - { id: MS-01, title: Good, baseline_due: 2026-04-30 }
  - { id: MS-02, title: Bad, baseline_due: soon }
"""


def all_findings(root: Path) -> list[Finding]:
    """Everything that is said about a playbook, whose findings must all be printable."""
    portfolio, findings, _ = load(root)
    for slug in portfolio.slugs if portfolio else ():
        assert portfolio is not None
        findings += read_vendor(portfolio, slug).findings
    for finding in findings:
        assert f"{finding.place.path}{finding.message}{finding.hint}".isprintable()
        assert len(finding.fingerprint) == 20
    return findings


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"Bad Name", "Bad Name"),
        (b"a\nb", "a\\nb"),
        (b"a\rb", "a\\rb"),
        (b"\x1b[31m", "\\x1b[31m"),
        (b"\xff", "\\udcff"),
        ("a\u202eb".encode(), "a\\u202eb"),
        (b"::error::x", "::error::x"),
        (b"-a", "-a"),
        (b"a-", "a-"),
        (b"a--b", "a--b"),
        (b"a_b", "a_b"),
        (b"a.b", "a.b"),
        ("é".encode(), "é"),
        ("a１".encode(), "a１"),
    ],
)
def test_a_folder_name_is_never_obeyed_only_shown(tmp_path: Path, name: bytes, shown: str) -> None:
    root = write_playbook(tmp_path, {"acme": {}})
    os.mkdir(os.fsencode(root / "vendors") + b"/" + name)
    (finding,) = all_findings(root)
    assert finding.code == "folder-mismatch"
    assert finding.place == Place(f"vendors/{shown}")
    assert finding.message == (
        f"the folder name '{shown}' is not lower-case words joined by hyphens"
    )
    assert finding.hint == "rename the folder and the vendor's id alike"


@pytest.mark.parametrize(
    ("name", "shown"),
    [(b"x\n::error::.yml", "x\\n::error::.yml"), (b"\xff.yml", "\\udcff.yml")],
)
@pytest.mark.parametrize("folder", ["vendors/acme", "vendors/acme/feedback", "calendars"])
def test_a_file_name_is_never_obeyed_only_shown(
    tmp_path: Path, folder: str, name: bytes, shown: str
) -> None:
    root = write_playbook(tmp_path, {"acme": {"feedback/2026.yml": FEEDBACK.format(number=1)}})
    with open(os.fsencode(root / folder) + b"/" + name, "w") as file:
        file.write("unknown: 1\n")
    found = all_findings(root)
    assert {finding.place.path for finding in found} == {f"{folder}/{shown}"}


def make_vendors_a_file(root: Path) -> None:
    rmtree(root / "vendors")
    (root / "vendors").write_text("x")


def make_vendors_a_link(root: Path) -> None:
    (root / "vendors").rename(root / "elsewhere")
    (root / "vendors").symlink_to(root / "elsewhere")


@pytest.mark.parametrize("change", [make_vendors_a_file, make_vendors_a_link])
def test_vendors_is_a_plain_folder(tmp_path: Path, change: Callable[[Path], None]) -> None:
    root = write_playbook(tmp_path, {"acme": {}})
    change(root)
    portfolio, (finding,), _ = load(root)
    assert portfolio is not None
    assert portfolio.slugs == ()
    assert (finding.code, finding.place) == ("unknown-file", Place("vendors"))
    assert finding.message == "this is no folder, so no vendor in it is read"
    assert finding.hint == "vendors/ is a plain folder that holds one folder for each vendor"


def test_a_playbook_may_still_have_no_vendors(tmp_path: Path) -> None:
    root = write_playbook(tmp_path, {})
    assert open_playbook(root).slugs == ()
    rmtree(root / "vendors")
    assert open_playbook(root).slugs == ()


def test_an_empty_vendor_folder_lacks_both_required_files(tmp_path: Path) -> None:
    root = write_playbook(tmp_path, {"acme": {}})
    (root / "vendors/bolt").mkdir()
    assert [message.partition(" (")[0] for message in messages(root, "bolt")] == [
        f"vendors/bolt/{name}.yml:1 missing-file: {name}.yml is missing; every vendor folder has "
        "one"
        for name in ("vendor", "contacts")
    ]
    assert read_vendor(open_playbook(root), "bolt").vendor is None
    assert messages(root, "acme") == []


@pytest.mark.parametrize("name", ["vendor", "contacts"])
def test_a_required_file_that_is_a_link_is_one_finding(tmp_path: Path, name: str) -> None:
    root = write_playbook(tmp_path, {"acme": {}})
    file = root / f"vendors/acme/{name}.yml"
    file.rename(root / "real.yml")
    file.symlink_to(root / "real.yml")
    assert messages(root) == [
        f"vendors/acme/{name}.yml:1 unknown-file: this is a symbolic link; records are plain files "
        "(replace it by the file itself)"
    ]
    vendor = read_vendor(open_playbook(root), "acme").vendor
    assert (vendor is None) == (name == "vendor")
    assert vendor is None or vendor.unusable == {"contacts"}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "milestones.yml",
            "this is a folder; milestones.yml is a plain file (rename or remove it)",
        ),
        ("milestones", "this is no kind of record (did you mean 'milestones.yml'?)"),
        ("feedbacks", "this is no kind of record (did you mean the folder 'feedback'?)"),
        ("Milestones.yml", "this is no kind of record (did you mean 'milestones.yml'?)"),
        ("contact.yml", "this is no kind of record (remove it: contacts.yml is there as well)"),
    ],
)
def test_what_lies_beside_the_records_is_named(tmp_path: Path, name: str, message: str) -> None:
    root = write_playbook(tmp_path, {"acme": {}})
    entry = root / "vendors/acme" / name
    if name in {"Milestones.yml", "contact.yml"}:
        entry.write_text("x")
    else:
        entry.mkdir()
    assert messages(root) == [f"vendors/acme/{name}:1 unknown-file: {message}"]


def test_a_log_folder_holds_plain_yml_files_only(tmp_path: Path) -> None:
    root = write_playbook(tmp_path, {"acme": {"feedback/a.yml": FEEDBACK.format(number=1)}})
    folder = root / "vendors/acme/feedback"
    (folder / "b.yaml").write_text("x")
    (folder / "deeper").mkdir()
    (folder / "c.yml").symlink_to(folder / "a.yml")
    (folder / ".hidden.yml").write_text("x")
    assert messages(root) == [
        f"vendors/acme/feedback/{name}:1 unknown-file: this is no record file; a log's folder "
        "holds plain .yml files only (rename or remove it)"
        for name in ("b.yaml", "c.yml", "deeper")
    ]
    vendor = read_vendor(open_playbook(root), "acme").vendor
    assert vendor is not None
    assert [entry.id for entry in vendor.feedback] == ["FB-001"]


def test_a_folder_that_cannot_be_opened_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_playbook(tmp_path, {"acme": {}})
    portfolio = open_playbook(root)

    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    refused = [(f.place.path, f.message) for f in load(root).findings]
    assert refused[:2] == [
        ("calendars", "this folder cannot be read: permission denied"),
        ("vendors", "this folder cannot be read: permission denied"),
    ]
    assert [(f.place.path, f.message) for f in read_vendor(portfolio, "acme").findings] == [
        ("vendors/acme", "this folder cannot be read: permission denied")
    ]


def test_one_broken_item_costs_itself_alone_and_its_id_is_remembered(tmp_path: Path) -> None:
    root = write_playbook(tmp_path, {"acme": {"milestones": TWO_MILESTONES}})
    vendor, findings, _ = read_vendor(open_playbook(root), "acme")
    assert vendor is not None
    assert [milestone.id for milestone in vendor.milestones] == ["MS-01"]
    assert vendor.milestones[0].place("title") == Place("vendors/acme/milestones.yml", 2, 18)
    assert vendor.dropped == {"MS-02"}
    assert not vendor.unusable
    assert [finding.record for finding in findings] == ["MS-02"]


def test_one_broken_fragment_leaves_the_others_and_says_that_not_all_is_known(
    tmp_path: Path,
) -> None:
    root = write_playbook(
        tmp_path,
        {"acme": {"feedback/a.yml": FEEDBACK.format(number=1), "feedback/b.yml": "feedback: [\n"}},
    )
    vendor, findings, _ = read_vendor(open_playbook(root), "acme")
    assert vendor is not None
    assert [entry.id for entry in vendor.feedback] == ["FB-001"]
    assert vendor.unusable == {"feedback"}
    assert [finding.place for finding in findings] == [Place("vendors/acme/feedback/b.yml", 2, 1)]


def test_what_stands_around_a_broken_item_keeps_its_place(tmp_path: Path) -> None:
    profile = VENDOR.format(slug="acme").replace("auto_renew: false", "auto_renew: maybe")
    agreement = AGREEMENT.replace("in: [Testing]", "in: [Testing, 2030]") + (
        "quality_standards: [{ id: QS-1 }]\n"
    )
    root = write_playbook(
        tmp_path, {"acme": {"vendor": profile + "calendar: mars\n", "agreement": agreement}}
    )
    vendor, findings, _ = read_vendor(open_playbook(root), "acme")
    assert vendor is not None
    assert [(f.code, f.place.line, f.place.column) for f in findings if "mars" in f.message] == [
        ("dangling-reference", 17, 1)
    ]
    assert vendor.profile.place("tier") == Place("vendors/acme/vendor.yml", 4, 1)
    assert vendor.agreement is not None
    assert vendor.agreement.scope.place() == Place("vendors/acme/agreement.yml", 2, 8)
    assert vendor.agreement.scope.place("out") == Place("vendors/acme/agreement.yml", 2, 31)
    assert vendor.agreement.place("kpis") == Place("vendors/acme/agreement.yml", 5, 1)
    assert vendor.dropped == {"main", "QS-1"}


def test_a_missing_calendar_is_said_where_it_is_named(tmp_path: Path) -> None:
    root = write_playbook(tmp_path, {"acme": {}})
    (root / "calendars/england.yml").rename(root / "calendars/other.yml")
    findings = load(root).findings
    assert [(f.place.path, f.place.line, f.code) for f in findings] == [
        ("playbook.yml", 2, "dangling-reference")
    ]
    assert findings[0].hint == "add calendars/england.yml or name one that exists: other"


@pytest.mark.parametrize(
    ("before", "after"),
    [("name: England 2026", "name: ["), ("2026-05-04", "2026-05-34"), ("[sat, sun]", "[saturday]")],
)
def test_a_calendar_with_a_fault_is_not_used_at_all(
    tmp_path: Path, before: str, after: str
) -> None:
    """Half a calendar would move deadlines: without 4 May, a milestone of 2 May is missed early."""
    milestones = "milestones: [{id: MS-01, title: A, baseline_due: 2026-05-02}]"
    root = write_playbook(tmp_path, {"acme": {"milestones": milestones}})
    (root / "calendars/england.yml").write_text(CALENDAR.replace(before, after))
    portfolio, findings, _ = load(root)
    assert portfolio is not None
    assert [f.place.path for f in findings] == ["calendars/england.yml"]
    vendor = read_vendor(portfolio, "acme").vendor
    assert vendor is not None
    assert vendor.days is None


@pytest.mark.parametrize("name", ["uk.yaml", "notes.txt"])
def test_what_is_no_calendar_is_said(tmp_path: Path, name: str) -> None:
    root = write_playbook(tmp_path, {"acme": {}})
    (root / "calendars" / name).write_text(CALENDAR)
    _, (finding,), _ = load(root)
    assert (finding.place.path, finding.code) == (f"calendars/{name}", "unknown-file")


def test_a_broken_policy_leaves_no_portfolio_and_still_says_all_of_it(tmp_path: Path) -> None:
    root = write_playbook(tmp_path, {"Bad": {}}, playbook=PLAYBOOK.replace("London", "Londn"))
    portfolio, findings, _ = load(root)
    assert portfolio is None
    assert [finding.code for finding in findings] == ["bad-format", "folder-mismatch"]


def test_a_neighbour_is_read_once_and_brings_its_own_calendar(tmp_path: Path) -> None:
    profile = VENDOR.format(slug="bolt") + "calendar: other\n"
    root = write_playbook(tmp_path, {"acme": {}, "bolt": {"vendor": profile}, "cut": {}})
    (root / "calendars/other.yml").write_text(CALENDAR.replace("England 2026", "Other"))
    (root / "vendors/cut/vendor.yml").write_text("name: [\n")
    portfolio = open_playbook(root)
    bolt = portfolio.neighbour("bolt")
    assert bolt is not None
    assert bolt.days is not None
    assert bolt.days.name == "Other"
    assert portfolio.neighbour("bolt") is bolt
    assert portfolio.neighbour("cut") is None
    assert portfolio.neighbour("../acme") is None
