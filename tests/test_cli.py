"""The command line as a person or a CI job uses it, wrong inputs included."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from tests.playbooks import AGREEMENT, VENDOR, write_playbook
from vendorbook import __version__
from vendorbook.checks import manuals
from vendorbook.cli import COMMANDS, main
from vendorbook.reporters import REPORTERS
from vendorbook.reporters.github import MAX_SUMMARY_BYTES
from vendorbook.terminal import wants_colour

REPOSITORY = Path(__file__).parents[1]
MISSED = """\
milestones:
  - id: MS-01
    title: Go-live
    baseline_due: 2026-04-30
    deliverables: [DL-01]
"""


@pytest.fixture(autouse=True)
def outside_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments], catch_exceptions=False)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    profiles = {
        # Nobody reviews a commodity, so the missed milestone is the only error.
        slug: VENDOR.format(slug=slug).replace("tier: operational", "tier: commodity")
        for slug in ("acme", "bolt")
    }
    files = {"vendor": profiles["acme"], "milestones": MISSED, "agreement": AGREEMENT}
    return write_playbook(tmp_path, {"acme": files, "bolt": {"vendor": profiles["bolt"]}})


def test_version() -> None:
    assert run("--version").output == f"vendorbook, version {__version__}\n"


def test_a_clean_playbook_exits_with_0(book: Path) -> None:
    result = run("-C", book, "validate")
    assert (result.exit_code, result.output) == (0, "No findings in 2 vendors.\n")


def test_a_missed_milestone_exits_with_1(book: Path) -> None:
    result = run("-C", book, "check", "--as-of", "2026-05-01", "--select", "milestone-missed")
    assert result.exit_code == 1
    assert "vendors/acme/milestones.yml:4:5: error milestone-missed" in result.output
    assert result.output.endswith("1 error in 2 vendors as of 1 May 2026.\n")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--as-of", "2026-04-15"), 0),
        (("--as-of", "2026-05-01", "--fail-on", "never"), 0),
        (("--as-of", "2026-04-20", "--select", "milestone-due-soon", "--fail-on", "info"), 1),
        (("--as-of", "2026-04-20"), 0),
        (("--as-of", "2026-05-01", "--ignore", "milestone-missed"), 0),
        (("--as-of", "2026-05-01", "--select", "milestone-due-soon"), 0),
        (("--as-of", "2026-05-01", "--vendor", "bolt"), 0),
        (("--as-of", "2026-05-01", "--vendor", "acme"), 1),
    ],
)
def test_what_decides_the_exit_code(book: Path, options: tuple[str, ...], code: int) -> None:
    assert run("-C", book, "check", *options).exit_code == code


def test_paths_limit_the_report(book: Path) -> None:
    (book / "vendors/bolt/vendor.yml").write_text("id: bolt\n")
    assert run("-C", book, "validate", book / "vendors/acme").exit_code == 0
    result = run("-C", book, "validate", book / "vendors/bolt/vendor.yml")
    assert result.exit_code == 1
    assert result.output.endswith("8 errors in 1 vendor.\n")


CANNOT_RUN = [
    (("check",), "there is no playbook.yml in "),
    (
        ("check", "--as-of", "soon"),
        "'soon' is no day; write one that exists, for example 2026-10-09",
    ),
    (
        ("check", "--as-of", "2026-02-30"),
        "is no day; write one that exists, for example 2026-10-09",
    ),
    (("check", "--as-of", "9999-12-31"), "'9999-12-31' is outside the years 1900 to 2099"),
    (("build", "--as-of", "0001-01-01"), "'0001-01-01' is outside the years 1900 to 2099"),
    (("check", "--format", "xml"), "'xml' is not one of"),
    (("frobnicate",), "No such command 'frobnicate'"),
    (
        ("explain", "milestone-mised"),
        "there is no check 'milestone-mised'; did you mean 'milestone-missed'?",
    ),
]


@pytest.mark.parametrize(("arguments", "message"), CANNOT_RUN)
def test_what_cannot_run_exits_with_2(
    tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    result = run("-C", tmp_path, *arguments)
    assert result.exit_code == 2
    assert message in result.output


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--vendor", "acne"), "there is no vendor 'acne'; did you mean 'acme'?"),
        (("--select", "milestone-late"), "there is no check 'milestone-late'"),
        (("nowhere.yml",), "there is no file or folder nowhere.yml"),
        (("/",), "is outside the playbook in"),
    ],
)
def test_wrong_names_exit_with_2_and_a_suggestion(
    book: Path, options: tuple[str, ...], message: str
) -> None:
    result = run("-C", book, "check", *options)
    assert result.exit_code == 2
    assert message in result.output


def test_paths_count_from_here_or_else_from_the_playbook(
    book: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.chdir(elsewhere)
    (book / "vendors/bolt/vendor.yml").write_text("id: bolt\n")
    assert run("-C", book, "validate", "vendors/acme").exit_code == 0
    assert run("-C", book, "validate", "vendors/bolt").exit_code == 1
    missing = run("-C", book, "validate", "vendors/nobody")
    assert missing.exit_code == 2
    assert missing.output == (
        f"Error: there is no file or folder vendors/nobody in {elsewhere} or in {book}\n"
    )
    # What lies where the user stands counts first, although it is no part of the playbook.
    (elsewhere / "vendors").mkdir()
    assert "vendors is outside the playbook in" in run("-C", book, "validate", "vendors").output


PINNED = """\
    schema_version: 1
    organisation: { name: Client, timezone: Europe/London, calendar: england }
    as_of: 2026-10-09
"""
PIN = " as of 9 Oct 2026, pinned by as_of in playbook.yml"


def test_milestones_of_some_statuses_only(tmp_path: Path) -> None:
    later = (
        MISSED
        + "  - { id: MS-02, title: Handover, baseline_due: 2027-03-01, deliverables: [DL-01] }\n"
    )
    book = write_playbook(
        tmp_path, {"acme": {"milestones": later, "agreement": AGREEMENT}}, playbook=PINNED
    )
    everything = run("-C", book, "milestones").output
    assert "MS-01" in everything
    assert "MS-02" in everything
    missed = run("-C", book, "milestones", "--status", "missed").output
    assert "MS-01" in missed
    assert "MS-02" not in missed
    assert missed.endswith(f"1 milestone{PIN}\n")
    both = ("--status", "missed", "--status", "upcoming", "--format", "json")
    found = json.loads(run("-C", book, "milestones", *both).output)
    assert [(each["id"], each["status"]) for each in found] == [
        ("MS-01", "missed"),
        ("MS-02", "upcoming"),
    ]
    refused = run("-C", book, "milestones", "--status", "mised")
    assert refused.exit_code == 2
    assert "'mised' is not one of 'accepted'" in refused.output


def test_a_day_that_is_pinned_is_said_to_be(tmp_path: Path) -> None:
    book = write_playbook(tmp_path, {"acme": {}}, playbook=PINNED)
    assert run("-C", book, "check").output.endswith(f" in 1 vendor{PIN}.\n")
    assert run("-C", book, "milestones").output.endswith(f"0 milestones{PIN}\n")
    assert run("-C", book, "score").output.endswith(f"1 vendor{PIN}\n")
    assert run("-C", book, "score", "acme").output.startswith(f"Acme, 2026-Q3,{PIN}\n")
    for command in ("check", "milestones", "score"):
        asked = run("-C", book, command, "--as-of", "2026-10-09").output
        assert "as of 9 Oct 2026" in asked
        assert "pinned" not in asked
    assert "pinned" not in run("-C", book, "validate").output


def test_a_pin_on_today_is_nothing_to_tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = write_playbook(tmp_path, {"acme": {}}, playbook=PINNED)
    for late, pinned in ((22, False), (23, True)):
        # London is an hour ahead in October, so 23:30 is the day after there.
        moment = datetime(2026, 10, 9, late, 30, tzinfo=UTC)
        monkeypatch.setattr("vendorbook.cli.findings.now", lambda moment=moment: moment)
        assert ("pinned" in run("-C", book, "check").output) == pinned


def test_a_playbook_without_vendors_says_how_to_begin(tmp_path: Path) -> None:
    book = write_playbook(tmp_path, {})
    advice = "\nvendors/ has no vendor yet; begin with 'vendorbook new SLUG'\n"
    for command in ("validate", "check", "milestones", "score"):
        result = run("-C", book, command)
        assert result.exit_code == 0
        assert result.output.endswith(advice)
    run("-C", book, "new", "acme")
    assert "no vendor yet" not in run("-C", book, "validate", "playbook.yml").output


@pytest.mark.parametrize("address", ["99", "localhost", ":8000", "127.0.0.1:0", "127.0.0.1:70000"])
def test_an_address_that_is_none(book: Path, address: str) -> None:
    result = run("-C", book, "serve", "--address", address)
    assert result.exit_code == 2
    assert (
        f"'{address}' is no address; write --address HOST:PORT, for example 127.0.0.1:8000"
        in result.output
    )


@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_playbook_that_says_nothing_of_its_site(book: Path, command: str) -> None:
    result = run("-C", book, command)
    assert (result.exit_code, result.output) == (
        2,
        f"Error: there is no mkdocs.yml in {book}, so there is no site to make; "
        "'vendorbook init' in an empty folder makes one to copy\n",
    )


def test_what_cannot_be_served_is_no_traceback(book: Path) -> None:
    (book / "mkdocs.yml").write_text("docs_dir: nowhere\n")
    result = run("-C", book, "serve")
    assert result.exit_code == 2
    assert "Error: mkdocs.yml cannot be used: " in result.output
    (book / "content").mkdir()
    (book / "mkdocs.yml").write_text("site_name: X\ndocs_dir: content\nplugins: []\n")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        result = run("-C", book, "serve", "--address", address)
    assert result.exit_code == 2
    assert f"Error: {address} cannot be served: address already in use" in result.output


def test_explain_without_a_code_lists_all_of_them() -> None:
    result = run("explain")
    assert result.exit_code == 0
    faults, situations = result.output.split("\n\n")[:2]
    assert faults.startswith("Record faults, which 'validate' and 'check' find:\n")
    assert situations.startswith("Situations, which 'check' finds:\n")
    assert re.search(
        r"\n  missing-file  +A file that every playbook or vendor has is missing\n", faults
    )
    assert re.search(
        r"\n  contact-missing  +A role that must never be empty is held by nobody\n", situations
    )
    listed = re.findall("^  ([a-z-]+)", f"{faults}\n{situations}", re.MULTILINE)
    assert sorted(listed) == sorted(manual.code for manual in manuals())


def test_the_help_says_in_whole_words_what_each_command_does() -> None:
    commands = run("--help").output.partition("\nCommands:\n")[2].splitlines()
    assert len(commands) == len(COMMANDS)
    assert [line for line in commands if "..." in line] == []


def test_a_format_that_does_not_exist_names_those_that_do(book: Path) -> None:
    result = run("-C", book, "check", "--output", "xml=findings.xml")
    assert result.exit_code == 2
    assert result.output == (
        "Error: there is no format 'xml'; it is one of text, json, github, gitlab, sarif, junit, "
        "markdown\n"
    )


def test_the_nearest_playbook_upwards_is_found(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(book / "vendors" / "acme")
    assert run("validate").exit_code == 0
    monkeypatch.chdir("/")
    result = run("validate")
    assert result.exit_code == 2
    assert "name the playbook's folder with -C" in result.output


def test_a_broken_policy_is_findings_and_not_a_traceback(book: Path) -> None:
    (book / "playbook.yml").write_text("schema_version: 2\n")
    result = run("-C", book, "check")
    assert result.exit_code == 1
    assert "playbook.yml:1:17: error bad-value" in result.output
    assert "'schema_version' is '2', expected one of 1" in result.output


def test_under_github_actions_the_format_is_github(
    book: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    result = run("-C", book, "check", "--as-of", "2026-05-01")
    assert result.output.startswith("::error file=vendors/acme/milestones.yml,line=4,col=5,")
    assert (
        "| error | milestone-missed | vendors/acme/milestones&#46;yml&#58;4 |"
        in summary.read_text()
    )


def test_a_step_that_runs_two_commands_keeps_one_summary_below_the_limit(
    book: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("x" * (MAX_SUMMARY_BYTES - 1_000) + "\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    run("-C", book, "check", "--as-of", "2026-05-01", "--format", "github")
    text = summary.read_text()
    assert len(text.encode()) < MAX_SUMMARY_BYTES
    assert text.endswith(" more findings do not fit here.\n")


def test_a_summary_that_cannot_be_written_is_no_traceback(
    book: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    result = run("-C", book, "check", "--as-of", "2026-05-01", "--format", "github")
    assert result.exit_code == 2
    assert f"Error: {tmp_path} cannot be written: is a directory" in result.output


@pytest.mark.parametrize("name", REPORTERS)
def test_every_format_is_written_and_documented(book: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / f"report.{name}"
    arguments = ("-C", book, "check", "--as-of", "2026-05-01")
    printed = run(*arguments, "--format", name)
    written = run(*arguments, "--format", "text", "--output", f"{name}={target}")
    assert printed.exit_code == written.exit_code == 1
    without_instant = partial(re.sub, 'timestamp="[^"]*"', "")
    assert without_instant(printed.output) == without_instant(target.read_text(encoding="utf-8"))
    assert written.output.endswith(
        "1 error, 6 warnings and 4 notes in 2 vendors as of 1 May 2026.\n"
    )
    assert f"\n| `{name}` | " in (REPOSITORY / "docs" / "commands.md").read_text(encoding="utf-8")


def test_several_formats_in_one_run_and_none_of_the_vendors_is_left_out(
    book: Path, tmp_path: Path
) -> None:
    xml, sarif = tmp_path / "vendors.xml", tmp_path / "vendors.sarif"
    run("-C", book, "validate", "--output", f"junit={xml}", "--output", f"sarif={sarif}")
    suites = [suite.attrib["name"] for suite in ElementTree.parse(xml).getroot()]
    assert suites == ["playbook", "acme", "bolt"]
    driver = json.loads(sarif.read_text())["runs"][0]["tool"]["driver"]
    assert driver["version"] == __version__
    assert [rule["id"] for rule in driver["rules"]] == [manual.code for manual in manuals()]


@pytest.mark.parametrize(
    ("top", "expected"),
    [(".", "it/book/vendors/acme"), ("it/book", "vendors/acme"), (None, "vendors/acme")],
)
def test_forges_count_paths_from_the_top_of_the_repository(
    tmp_path: Path, top: str | None, expected: str
) -> None:
    book = write_playbook(
        tmp_path / "it" / "book", {"acme": {"milestones": MISSED, "agreement": AGREEMENT}}
    )
    if top:
        (tmp_path / top / ".git").mkdir()
    sarif, gitlab = tmp_path / "a.sarif", tmp_path / "a.json"
    arguments = ("-C", book, "check", "--as-of", "2026-05-01", "--select", "milestone-missed")
    files = ("--output", f"sarif={sarif}", "--output", f"gitlab={gitlab}")
    annotated = run(*arguments, *files, "--format", "github").output
    assert annotated.startswith(f"::error file={expected}/milestones.yml,line=4,")
    (result,) = json.loads(sarif.read_text())["runs"][0]["results"]
    where = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert where["uri"] == f"{expected}/milestones.yml"
    (issue,) = json.loads(gitlab.read_text())
    assert issue["location"]["path"] == f"{expected}/milestones.yml"
    assert "  vendors/acme/milestones.yml:4:5: error" in run(*arguments).output


@pytest.mark.parametrize("name", ["text", "junit"])
def test_a_machine_with_an_old_encoding_prints_every_name_in_utf_8(book: Path, name: str) -> None:
    file = book / "vendors/acme/milestones.yml"
    file.write_text(MISSED.replace("Go-live", "Łódź → go-live"), encoding="utf-8")
    arguments = ["-C", str(book), "check", "--as-of", "2026-05-01", "--format", name]
    printed = subprocess.run(
        [sys.executable, "-m", "vendorbook", *arguments],
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        check=False,
    )
    assert printed.returncode == 1, printed.stderr
    assert "Łódź → go-live" in printed.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("variables", "is_terminal", "wanted"),
    [
        ({}, False, False),
        ({"TERM": "xterm"}, True, True),
        ({"TERM": "dumb"}, True, False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, False, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
    ],
)
def test_who_sees_colour(
    variables: dict[str, str], is_terminal: bool, wanted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: is_terminal)
    assert wants_colour(stream) is wanted


def test_a_report_can_go_to_a_file(book: Path, tmp_path: Path) -> None:
    target = tmp_path / "reports" / "check.json"
    result = run(
        "-C", book, "check", "--as-of", "2026-05-01", "--format", "json", "--output", target
    )
    assert (result.exit_code, result.output) == (1, "")
    assert json.loads(target.read_text())["summary"]["error"] == 1


def test_milestones_as_json(book: Path) -> None:
    result = run("-C", book, "milestones", "--as-of", "2026-05-05", "--format", "json")
    assert json.loads(result.output) == [
        {
            "vendor": "acme",
            "id": "MS-01",
            "title": "Go-live",
            "status": "missed",
            "baseline_due": "2026-04-30",
            "due": "2026-04-30",
            "deadline": "2026-04-30",
            "score_date": "2026-04-30",
            "late": 2,
            "reasons": [],
            "flags": [],
            "path": "vendors/acme/milestones.yml",
            "line": 2,
        }
    ]


def test_milestones_as_a_table(book: Path) -> None:
    output = run("-C", book, "milestones", "--as-of", "2026-05-05").output
    assert "MS-01      missed  2026-04-30" in output
    assert output.endswith("1 milestone as of 5 May 2026\n")


def test_the_table_says_reasons_in_words() -> None:
    output = run("-C", REPOSITORY, "milestones", "--vendor", "oxbow-meridian").output
    words = " ".join(output.split())
    assert "MS-04 at risk 2026-10-23 Regulator's report" in words
    assert "waits for MS-02" in words
    assert "moved once; moved" in words
    assert "dependency:" not in words


@pytest.mark.parametrize("code", [manual.code for manual in manuals()])
def test_every_code_has_a_manual(code: str) -> None:
    result = run("explain", code)
    assert result.exit_code == 0
    assert result.output.startswith(f"{code} (")
    assert "\n\n" in result.output


DEMO_STATUSES = {
    "keelhaven": "accepted accepted accepted_late accepted delivered at_risk upcoming",
    "lintel-thread": "accepted_late delivered_late waived cancelled due_soon",
    "oxbow-meridian": "accepted_late missed missed at_risk upcoming at_risk at_risk",
    "tamarisk-forge": "accepted accepted accepted delivered due_soon at_risk deferred upcoming",
}
DEMO_LATE = {
    "keelhaven/MS-03": 8,
    "lintel-thread/MS-01": 5,
    "lintel-thread/MS-02": 4,
    "oxbow-meridian/MS-01": 37,
    "oxbow-meridian/MS-02": 29,
    "oxbow-meridian/MS-03": 15,
}


def test_the_demo_shows_every_status() -> None:
    rows = json.loads(run("-C", REPOSITORY, "milestones", "--format", "json").output)
    statuses: dict[str, list[str]] = {}
    for row in rows:
        statuses.setdefault(row["vendor"], []).append(row["status"])
    assert {slug: " ".join(found) for slug, found in statuses.items()} == DEMO_STATUSES
    late = {f"{row['vendor']}/{row['id']}": row["late"] for row in rows if row["late"]}
    assert late == DEMO_LATE


def test_the_demo_has_no_record_error_and_names_what_oxbow_missed() -> None:
    assert run("-C", REPOSITORY, "validate").exit_code == 0
    result = run("-C", REPOSITORY, "check", "--format", "json")
    assert result.exit_code == 1
    found = json.loads(result.output)
    missed = {
        each["record"]: (each["path"], each["line"], each["due"], each["days"])
        for each in found["findings"]
        if each["code"] == "milestone-missed"
    }
    lines = (REPOSITORY / "vendors/oxbow-meridian/milestones.yml").read_text().splitlines()
    for record, baseline in (("MS-02", "2026-06-30"), ("MS-03", "2026-09-18")):
        path, line, _, _ = missed[record]
        assert path == "vendors/oxbow-meridian/milestones.yml"
        assert lines[line - 1].strip() == f"baseline_due: {baseline}"
    assert missed["MS-02"][2:] == ("2026-08-28", 29)
    assert missed["MS-03"][2:] == ("2026-09-18", 15)
    assert run("-C", REPOSITORY, "check", "--as-of", "2025-01-02").exit_code == 0


def test_a_copy_of_the_demo_can_be_broken_and_mended(tmp_path: Path) -> None:
    for name in ("vendors", "calendars"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    shutil.copy(REPOSITORY / "playbook.yml", tmp_path)
    file = tmp_path / "vendors/tamarisk-forge/milestones.yml"
    good = file.read_text()
    file.write_text(good.replace("depends_on: [OB-01]", "depends_on: [OB-09]"))
    result = run("-C", tmp_path, "validate")
    assert result.exit_code == 1
    assert "'OB-09' is not defined in agreement.yml" in result.output
    file.write_text(good)
    assert run("-C", tmp_path, "validate").exit_code == 0


def test_nothing_was_wrong_with_the_demo_long_before_its_contracts() -> None:
    for day in ("2024-01-01", "1990-06-01"):
        result = run("-C", REPOSITORY, "check", "--no-cache", "--as-of", day)
        assert (result.exit_code, "error" in result.stdout) == (0, False), day
