"""Pull requests in real git repositories: what is caught, and what passes."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.playbooks import CALENDAR, PLAYBOOK
from tests.repositories import ENVIRONMENT, Repository
from vendorbook.cli import main

PINNED = PLAYBOOK + "as_of: 2026-05-13\n"
"""A Wednesday: MS-01 was missed on 30 April."""

MILESTONES = """\
milestones:
  - id: MS-01
    title: Go-live
    baseline_due: 2026-04-30
    deliverables: [DL-01]
  - id: MS-02
    title: Handover
    baseline_due: 2026-07-31
    deliverables: [DL-01]
"""
AGREEMENT = """\
objectives: [{ text: Less to worry about }]
scope: { in: [Testing], out: [Mending] }
deliverables:
  - { id: DL-01, title: Report, acceptance_criteria: [It says yes or no], acceptor: ines-ward }
kpis: []
"""
FILES = {"milestones": MILESTONES, "agreement": AGREEMENT}
CHANGE = """\
changes:
  - id: CR-01
    title: Data comes later
    type: date
    cause: client
    raised_on: 2026-05-06
    raised_by: {raiser}
    status: approved
    decided_on: {decided}
    decided_by: ines-ward
    effects: [{{ milestone: MS-01, from: 2026-04-30, to: 2026-05-29 }}]
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "book")
    repository.write({"acme": FILES, "bolt": {}}, playbook=PINNED)
    repository.commit("Begin")
    repository.git("checkout", "--quiet", "-b", "pull-request")
    return repository


def codes(repository: Repository, *options: str) -> list[str]:
    result = run("-C", repository.root, "validate", "--base", "main", "--format", "json", *options)
    assert result.exit_code in {0, 1}, result.output
    return [each["code"] for each in json.loads(result.output)["findings"]]


def edit(repository: Repository, path: str, old: str, new: str) -> None:
    file = repository.root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


FILE = "vendors/acme/milestones.yml"


@pytest.mark.parametrize("is_committed", [True, False])
def test_a_moved_baseline_is_caught(repository: Repository, is_committed: bool) -> None:
    edit(repository, FILE, "2026-04-30", "2026-05-29")
    if is_committed:
        repository.commit("Correct a date")
    result = run("-C", repository.root, "validate", "--base", "main")
    assert result.exit_code == 1
    assert (
        "  vendors/acme/milestones.yml:4:5: error baseline-changed (new)\n"
        "    MS-01 'Go-live': baseline_due was 30 Apr 2026 and is 29 May 2026 now, but it was "
        "agreed\n" in result.output
    )
    assert "error miss-hidden (new)" in result.output
    base = repository.git("rev-parse", "main")
    assert result.output.endswith(f"2 errors in 2 vendors; 2 new since {base[:10]}.\n")


def test_a_deleted_milestone_is_caught(repository: Repository) -> None:
    edit(repository, FILE, MILESTONES.partition("  - id: MS-02")[0], "milestones:\n")
    assert codes(repository) == ["milestone-removed"]


def test_a_deleted_file_is_caught(repository: Repository) -> None:
    (repository.root / FILE).unlink()
    repository.commit("Tidy up")
    assert codes(repository) == ["milestone-removed", "milestone-removed"]


def test_a_change_approved_by_its_raiser_is_caught(repository: Repository) -> None:
    repository.put(
        "vendors/acme/changes.yml", CHANGE.format(raiser="ines-ward", decided="2026-05-12")
    )
    assert codes(repository) == ["change-unauthorised"]


def test_a_back_dated_delivery_is_caught(repository: Repository) -> None:
    edit(repository, FILE, "2026-04-30\n", "2026-04-30\n    delivered_on: 2026-04-30\n")
    assert codes(repository) == ["change-backdated"]


def test_a_back_dated_decision_is_caught(repository: Repository) -> None:
    text = CHANGE.format(raiser="rosa-lind", decided="2026-04-29").replace("05-06", "04-06")
    repository.put("vendors/acme/changes.yml", text)
    assert codes(repository) == ["change-backdated"]


def test_an_honest_change_passes(repository: Repository) -> None:
    repository.put(
        "vendors/acme/changes.yml", CHANGE.format(raiser="rosa-lind", decided="2026-05-12")
    )
    repository.commit("Approve CR-01")
    assert codes(repository) == []
    assert run("-C", repository.root, "validate", "--base", "main").exit_code == 0


def test_an_honest_delivery_passes(repository: Repository) -> None:
    edit(repository, FILE, "2026-04-30\n", "2026-04-30\n    delivered_on: 2026-05-12\n")
    assert codes(repository) == []


def test_layout_and_comments_are_no_change(repository: Repository) -> None:
    head, _, second = MILESTONES.partition("  - id: MS-02")
    first = head.removeprefix("milestones:\n")
    turned = f"# In order of importance.\nmilestones:\n\n  - id: MS-02{second}\n{first}"
    repository.put(FILE, turned)
    assert codes(repository) == []


def test_a_calendar_that_hides_a_miss_is_caught(repository: Repository) -> None:
    holidays = "".join(
        f"  - {{ date: 2026-{day}, name: Closed }}\n"
        for day in ("04-30", "05-01", "05-05", "05-06", "05-07", "05-08", "05-11", "05-12", "05-13")
    )
    repository.put("calendars/england.yml", CALENDAR + holidays)
    assert codes(repository) == ["miss-hidden"]


def test_a_calendar_that_no_longer_reaches_a_miss_is_caught(repository: Repository) -> None:
    edit(repository, "calendars/england.yml", "from: 2025-01-01", "from: 2026-06-01")
    assert "miss-hidden" in codes(repository)


def test_a_day_that_is_set_back_is_caught(repository: Repository) -> None:
    edit(repository, "playbook.yml", "as_of: 2026-05-13", "as_of: 2026-04-01")
    result = run("-C", repository.root, "validate", "--base", "main")
    assert result.exit_code == 1
    assert (
        "as_of sets today back from 13 May 2026 to 1 Apr 2026, which hides everything that was "
        "missed in between" in " ".join(result.output.split())
    )


def test_a_check_that_is_switched_off_in_the_same_change_still_counts(
    repository: Repository,
) -> None:
    edit(repository, "playbook.yml", "as_of:", "severities: { baseline-changed: 'off' }\nas_of:")
    edit(repository, FILE, "2026-07-31", "2026-08-31")
    assert codes(repository) == ["baseline-changed"]


def test_a_renamed_folder_hides_nothing(repository: Repository) -> None:
    repository.git("mv", "vendors/acme", "vendors/acme-group")
    edit(repository, "vendors/acme-group/vendor.yml", "id: acme", "id: acme-group")
    repository.commit("Follow the new name")
    assert codes(repository) == []
    edit(repository, "vendors/acme-group/milestones.yml", "2026-04-30", "2026-05-29")
    assert codes(repository) == ["baseline-changed", "miss-hidden"]


def test_a_folder_that_is_gone_is_caught(repository: Repository) -> None:
    shutil.rmtree(repository.root / "vendors/acme")
    assert codes(repository) == ["milestone-removed"]


def test_a_vendor_that_is_new_may_bring_its_history(repository: Repository) -> None:
    text = MILESTONES.replace("2026-04-30", "2025-04-30\n    delivered_on: 2025-04-29")
    repository.write({"zeta": {"milestones": text, "agreement": AGREEMENT}}, playbook=PINNED)
    assert codes(repository) == []


def test_a_file_that_cannot_be_read_is_no_removal(repository: Repository) -> None:
    repository.put(FILE, MILESTONES + "  - [")
    assert codes(repository) == ["yaml-syntax"]
    repository.put(FILE, MILESTONES.replace("title: Handover", "titel: Handover"))
    assert codes(repository) == ["unknown-key"]


def test_findings_are_new_or_known(repository: Repository) -> None:
    edit(repository, "vendors/bolt/contacts.yml", "after: 30m", "after: soon")
    arguments = ("-C", repository.root, "check", "--base", "main", "--format", "json")
    found = json.loads(run(*arguments).output)
    assert found["base"] == repository.git("rev-parse", "main")
    news = {each["code"]: each["new"] for each in found["findings"]}
    assert news["milestone-missed"] is False
    assert news["bad-format"] is True


def test_what_others_did_on_the_base_since_is_not_part_of_the_change(
    repository: Repository,
) -> None:
    repository.git("checkout", "--quiet", "main")
    third = "  - { id: MS-03, title: Archive, baseline_due: 2026-11-30, deliverables: [DL-01] }\n"
    repository.put(FILE, MILESTONES + third)
    repository.commit("Agree on the archive")
    repository.git("checkout", "--quiet", "pull-request")
    assert codes(repository) == []


def test_a_playbook_in_a_subfolder_is_compared(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "all", "vendors-of-it/book")
    repository.write({"acme": FILES}, playbook=PINNED)
    repository.commit()
    edit(repository, FILE, "2026-07-31", "2026-08-31")
    assert codes(repository) == ["baseline-changed"]


def test_a_repository_with_long_names_is_compared(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "long", "", "--object-format=sha256")
    repository.write({"acme": FILES, "bolt": {}}, playbook=PINNED)
    repository.commit()
    assert codes(repository) == []
    edit(repository, FILE, "2026-07-31", "2026-08-31")
    assert codes(repository) == ["baseline-changed"]


def test_a_base_without_a_playbook_freezes_nothing(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "young")
    repository.put("README.md", "Soon.\n")
    repository.commit()
    repository.git("checkout", "--quiet", "-b", "pull-request")
    repository.write({"acme": FILES}, playbook=PINNED)
    repository.commit()
    assert codes(repository) == []


def test_a_base_whose_policy_is_broken_is_compared_all_the_same(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "broken")
    repository.write({"acme": FILES}, playbook="schema_version: 1\n")
    repository.commit()
    repository.git("checkout", "--quiet", "-b", "pull-request")
    repository.write({"acme": FILES}, playbook=PINNED)
    edit(repository, FILE, "2026-07-31", "2026-08-31")
    assert codes(repository) == ["baseline-changed"]


@pytest.mark.parametrize("command", ["validate", "check"])
def test_a_missing_base_cannot_be_compared(repository: Repository, command: str) -> None:
    result = run("-C", repository.root, command, "--base", "origin/main")
    assert result.exit_code == 2
    assert result.output == (
        "Error: nothing was compared with 'origin/main': there is no revision 'origin/main' here; "
        "fetch it first, or correct its name\n"
    )
    result = run("-C", repository.root, "validate", "--base", "origin/main", "--base-optional")
    assert result.exit_code == 0
    assert result.stdout == "No findings in 2 vendors.\n"
    assert result.stderr.startswith("Warning: nothing was compared with 'origin/main': ")


def test_a_base_that_looks_like_an_option_is_only_a_name(repository: Repository) -> None:
    result = run("-C", repository.root, "validate", "--base=--output=elsewhere")
    assert result.exit_code == 2
    assert "there is no revision '--output=elsewhere' here" in result.output


def test_a_folder_outside_git_cannot_be_compared(tmp_path: Path) -> None:
    shutil.copytree(Repository(tmp_path / "x").root, tmp_path / "plain")
    shutil.rmtree(tmp_path / "plain" / ".git")
    (tmp_path / "plain" / "playbook.yml").write_text(PINNED)
    (tmp_path / "plain" / "calendars").mkdir()
    (tmp_path / "plain" / "calendars" / "england.yml").write_text(CALENDAR)
    result = run("-C", tmp_path / "plain", "validate", "--base", "main")
    assert result.exit_code == 2
    assert result.output == (
        "Error: nothing was compared with 'main': the folder is in no git repository, so it has no "
        "history\n"
    )


def test_without_git_nothing_can_be_compared(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    result = run("-C", repository.root, "validate", "--base", "main")
    assert result.exit_code == 2
    assert result.output == ("Error: nothing was compared with 'main': git is not installed\n")


def test_a_shallow_clone_says_what_it_lacks(repository: Repository, tmp_path: Path) -> None:
    first = repository.git("rev-parse", "HEAD")
    edit(repository, FILE, "2026-07-31", "2026-08-31")
    repository.commit()
    clone = tmp_path / "shallow"
    subprocess.run(
        ["git", "clone", "--quiet", "--depth=1", f"file://{repository.top}", str(clone)],
        check=True,
        env=ENVIRONMENT,
    )
    result = run("-C", clone, "validate", "--base", first)
    assert result.exit_code == 2
    assert (
        "this clone is shallow: fetch the whole history (fetch-depth: 0), or that commit"
        in result.output
    )


def test_a_shallow_clone_with_the_base_is_compared(repository: Repository, tmp_path: Path) -> None:
    base = repository.git("rev-parse", "main")
    edit(repository, FILE, "2026-07-31", "2026-08-31")
    repository.commit()
    clone = Repository(tmp_path / "shallow")
    clone.git("fetch", "--quiet", "--depth=1", f"file://{repository.top}", "pull-request")
    clone.git("checkout", "--quiet", "FETCH_HEAD")
    repository.git("config", "uploadpack.allowAnySHA1InWant", "true")
    clone.git("fetch", "--quiet", "--depth=1", f"file://{repository.top}", base)
    result = run("-C", clone.root, "validate", "--base", base, "--format", "json")
    assert [each["code"] for each in json.loads(result.output)["findings"]] == ["baseline-changed"]


def test_links_and_strange_paths_in_a_revision_are_left_out(repository: Repository) -> None:
    (repository.root / "vendors/acme/feedback.yml").symlink_to("/etc/passwd")
    repository.commit("Add a link")
    repository.git("branch", "--force", "main")
    (repository.root / "vendors/acme/feedback.yml").unlink()
    edit(repository, FILE, "2026-07-31", "2026-08-31")
    assert codes(repository) == ["baseline-changed"]


def test_only_the_vendors_asked_for_are_reported(repository: Repository) -> None:
    edit(repository, FILE, "2026-07-31", "2026-08-31")
    assert codes(repository, "--vendor", "bolt") == []
    assert codes(repository, "--vendor", "acme") == ["baseline-changed"]
