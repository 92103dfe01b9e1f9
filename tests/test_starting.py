"""Beginning a playbook and a vendor: what is written is valid, and nothing is written over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from tests.playbooks import write_playbook
from vendorbook.cli import main
from vendorbook.starting import slug_of, write_new

REPOSITORY = Path(__file__).parents[1]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments], catch_exceptions=False)


def contents(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_a_new_playbook_has_no_fault_and_no_error(tmp_path: Path) -> None:
    begun = run("init", tmp_path / "own", "--name", "Fenwick Vale Mutual")
    assert begun.exit_code == 0
    where = tmp_path / "own"
    assert begun.output == (
        f"A new playbook for Fenwick Vale Mutual is in {where}.\n\n"
        "Next:\n"
        f"  1. cd {where} && git init && vendorbook validate\n"
        "  2. vendorbook new SLUG begins a vendor of your own; then remove vendors/sample-vendor\n"
        "  3. vendorbook serve shows the site while you edit\n"
    )
    assert run("-C", where, "validate").output == "No findings in 1 vendor.\n"
    assert run("-C", where, "check").exit_code == 0
    policy = yaml.safe_load((where / "playbook.yml").read_text())
    assert policy == {
        "schema_version": 1,
        "organisation": {
            "name": "Fenwick Vale Mutual",
            "timezone": "Europe/London",
            "calendar": "england-wales",
        },
    }
    settings = (where / "mkdocs.yml").read_text(encoding="utf-8")
    assert 'site_name: "Fenwick Vale Mutual · Vendorbook"\n' in settings


def test_a_new_playbook_has_the_pages_and_settings_of_this_repository(tmp_path: Path) -> None:
    assert run("init", tmp_path).exit_code == 0
    written = contents(tmp_path)
    for folder, pattern in (("content", "**/*.md"), ("schemas", "*.json"), (".vscode", "*.json")):
        for file in (REPOSITORY / folder).glob(pattern):
            assert written[file.relative_to(REPOSITORY).as_posix()] == file.read_text("utf-8")
    assert {path for path in written if path.startswith((".github/", "ci/"))} == {
        ".github/workflows/vendorbook-comment.yml",
        ".github/workflows/vendorbook-publish.yml",
        ".github/workflows/vendorbook-pull-request.yml",
        ".github/workflows/vendorbook-schedule.yml",
        "ci/vendorbook.gitlab-ci.yml",
    }
    assert {".cache/", "build/", "site/"} <= set(written[".gitignore"].splitlines())


def test_workflows_name_nobody_s_action_until_somebody_writes_its_address(tmp_path: Path) -> None:
    assert run("init", tmp_path).exit_code == 0
    text = "\n".join(
        file.read_text(encoding="utf-8") for file in (tmp_path / ".github/workflows").iterdir()
    )
    assert "uses: ./" not in text
    assert text.count("uses: WRITE_THE_OWNER/vendorbook@WRITE_THE_COMMIT # see docs/github.md") == 3


def test_a_calendar_that_we_do_not_have_begins_with_weekends(tmp_path: Path) -> None:
    options = ("--timezone", "Europe/Paris", "--calendar", "france")
    begun = run("init", tmp_path, *options)
    assert begun.output.endswith(
        "\ncalendars/france.yml has weekends only: write the holidays into it.\n"
    )
    assert run("-C", tmp_path, "validate").output == "No findings in 1 vendor.\n"
    calendar = yaml.safe_load((tmp_path / "calendars/france.yml").read_text())
    assert (calendar["weekend"], calendar["non_working"]) == (["sat", "sun"], [])
    assert not (tmp_path / "calendars/england-wales.yml").exists()


@pytest.mark.parametrize(
    "name", ["Yes", "12", 'A "B" Ltd', "Ça va: #1", "{slug}", "- x", "2026-10-09", "O'Neil & Söhne"]
)
def test_a_name_is_kept_whatever_it_looks_like(tmp_path: Path, name: str) -> None:
    assert run("init", tmp_path, "--name", name).exit_code == 0
    assert run("-C", tmp_path, "new", "acme", "--name", name).exit_code == 0
    assert run("-C", tmp_path, "validate").output == "No findings in 2 vendors.\n"
    policy = yaml.safe_load((tmp_path / "playbook.yml").read_text(encoding="utf-8"))
    vendor = yaml.safe_load((tmp_path / "vendors/acme/vendor.yml").read_text(encoding="utf-8"))
    assert (policy["organisation"]["name"], vendor["name"]) == (name, name)


def test_nothing_that_exists_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "playbook.yml").write_text("mine\n")
    (tmp_path / "content").write_text("a file where a folder would be\n")
    (tmp_path / "vendors").symlink_to("/nowhere")
    before = contents(tmp_path)
    result = run("init", tmp_path)
    assert result.exit_code == 2
    assert result.output == (
        f"Error: 3 files exist in {tmp_path}, so nothing was written:\n"
        "  content\n  playbook.yml\n  vendors\n"
    )
    assert contents(tmp_path) == before


def test_a_file_that_appears_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "playbook.yml").write_text("mine\n")
    with pytest.raises(FileExistsError):
        write_new(tmp_path, {"playbook.yml": "ours\n"})
    assert contents(tmp_path) == {"playbook.yml": "mine\n"}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--timezone", "Europe/Londn"), "no time zone 'Europe/Londn'; did you mean 'Europe/Lond"),
        (("--calendar", "../x"), "'../x' is no calendar's short name, which is lower-case words"),
        (("--name", "A\nB"), "--name takes a name on one line, without control characters"),
    ],
)
def test_what_init_cannot_use(tmp_path: Path, options: tuple[str, ...], message: str) -> None:
    result = run("init", tmp_path / "own", *options)
    assert result.exit_code == 2
    assert message in result.output
    assert not (tmp_path / "own").exists()


def test_a_new_vendor_is_valid_at_once_whatever_today_is_pinned_to(tmp_path: Path) -> None:
    pinned = """\
        schema_version: 1
        organisation: { name: Client, timezone: Europe/London, calendar: england }
        as_of: 2026-02-28
    """
    book = write_playbook(tmp_path, {}, playbook=pinned)
    begun = run("-C", book, "new", "acme-systems")
    assert begun.output == (
        "vendors/acme-systems/vendor.yml and vendors/acme-systems/contacts.yml are begun; "
        "replace the stand-ins by what is true.\n"
    )
    assert run("-C", book, "validate").output == "No findings in 1 vendor.\n"
    checked = run("-C", book, "check")
    assert checked.exit_code == 0
    written = (book / "vendors/acme-systems/vendor.yml").read_text()
    assert "\nname: Acme systems\n" in written
    assert not re.search(r"\{[a-z]+\}", written)


@pytest.mark.parametrize(
    ("vendor", "message"),
    [
        ("acme", "vendors/acme exists already; nothing was written"),
        (
            "Acme Ltd.",
            "'Acme Ltd.' is no vendor's short name, which is lower-case words joined by hyphens; "
            "did you mean 'acme-ltd'?",
        ),
        ("../acme", "did you mean 'acme'?"),
        ("日本", "lower-case words joined by hyphens\n"),
        ("", "'' is no vendor's short name"),
    ],
)
def test_a_folder_that_new_refuses(tmp_path: Path, vendor: str, message: str) -> None:
    book = write_playbook(tmp_path / "book", {"acme": {}})
    before = contents(tmp_path)
    result = run("-C", book, "new", vendor)
    assert result.exit_code == 2
    assert message in result.output
    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    ("text", "slug"),
    [("Acme Ltd.", "acme-ltd"), ("Söhne & Co", "sohne-co"), ("a--b", "a-b"), ("§", "")],
)
def test_the_nearest_short_name(text: str, slug: str) -> None:
    assert slug_of(text) == slug
