"""The files that others' CI takes from this repository: well-formed, pinned, and safe."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.workflows import ACTION, GITLAB, REPOSITORY, WORKFLOWS, read, steps_of

BIN = Path(sys.executable).parent
GITHUB_FILES = (ACTION, *WORKFLOWS)
NAMES = [file.name for file in GITHUB_FILES]
OURS = [file for file in WORKFLOWS if file.name.startswith("vendorbook-")]


def run(*command: str | Path, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BIN / command[0], *command[1:]], input=given, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-actions", [ACTION]),
        ("vendor.github-workflows", WORKFLOWS),
        ("vendor.gitlab-ci", [GITLAB]),
    ],
)
def test_files_are_what_their_host_expects(schema: str, files: list[Path]) -> None:
    done = run("check-jsonschema", "--builtin-schema", schema, *files)
    assert done.returncode == 0, done.stdout


def test_an_auditor_of_workflows_finds_nothing() -> None:
    done = run("zizmor", "--offline", "--no-progress", *GITHUB_FILES)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("file", GITHUB_FILES, ids=NAMES)
def test_shell_is_clean(file: Path) -> None:
    for step in steps_of(file):
        if "run" in step and step.get("shell", "bash") == "bash":
            done = run("shellcheck", "--shell=bash", "-", given=f"set -eo pipefail\n{step['run']}")
            assert done.returncode == 0, f"{step.get('name')}\n{done.stdout}"


@pytest.mark.parametrize("file", GITHUB_FILES, ids=NAMES)
def test_nothing_is_written_into_a_script_by_the_host(file: Path) -> None:
    for step in steps_of(file):
        assert "${{" not in step.get("run", "")


@pytest.mark.parametrize("file", GITHUB_FILES, ids=NAMES)
def test_actions_are_pinned_to_a_commit_and_say_which_version_it_is(file: Path) -> None:
    for used in re.findall(r"uses: (.+)", file.read_text(encoding="utf-8")):
        assert re.fullmatch(r"\./( #.*)?|[a-z/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used), used


def test_each_action_has_one_commit_everywhere() -> None:
    pins: dict[str, set[str]] = {}
    for file in GITHUB_FILES:
        for name, pin in re.findall(r"uses: ([a-z/-]+)@(.+)", file.read_text(encoding="utf-8")):
            pins.setdefault(name, set()).add(pin)
    assert [name for name, found in pins.items() if len(found) > 1] == []


def permissions(file: Path) -> dict[str, str]:
    """What the jobs of a workflow may do, beside nothing."""
    data = read(file)
    assert data["permissions"] == {}, "each job asks for what it needs"
    return {
        each: access for job in data["jobs"].values() for each, access in job["permissions"].items()
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("test", {"contents": "read"}),
        ("vendorbook-pull-request", {"contents": "read"}),
        ("vendorbook-comment", {"actions": "read", "pull-requests": "write"}),
        ("vendorbook-schedule", {"contents": "read", "issues": "write"}),
        ("vendorbook-publish", {"contents": "read", "pages": "write", "id-token": "write"}),
    ],
)
def test_a_workflow_may_do_no_more_than_it_must(name: str, expected: dict[str, str]) -> None:
    file = next(each for each in WORKFLOWS if each.stem == name)
    assert permissions(file) == expected


def test_every_workflow_is_among_those_whose_permissions_are_known() -> None:
    assert [file.stem for file in WORKFLOWS] == [
        "test",
        "vendorbook-comment",
        "vendorbook-publish",
        "vendorbook-pull-request",
        "vendorbook-schedule",
    ]


def triggers(file: Path) -> set[str]:
    found = read(file)[True]
    return {found} if isinstance(found, str) else set(found)


def test_code_of_strangers_never_meets_a_token_that_may_write() -> None:
    for file in WORKFLOWS:
        assert "pull_request_target" not in file.read_text(encoding="utf-8")
        if "pull_request" in triggers(file):
            assert set(permissions(file).values()) == {"read"}
        if "workflow_run" in triggers(file):
            assert all("uses" not in step for step in steps_of(file))


def test_each_of_our_workflows_has_one_reason_to_run() -> None:
    assert {file.stem.removeprefix("vendorbook-"): triggers(file) for file in OURS} == {
        "comment": {"workflow_run"},
        "publish": {"push", "workflow_dispatch"},
        "pull-request": {"pull_request"},
        "schedule": {"schedule", "workflow_dispatch"},
    }


def test_the_comment_follows_the_workflow_of_that_name() -> None:
    comment, pull_request = (
        read(REPOSITORY / f".github/workflows/vendorbook-{name}.yml")
        for name in ("comment", "pull-request")
    )
    assert comment[True]["workflow_run"]["workflows"] == [pull_request["name"]]


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_no_checkout_keeps_the_token_and_no_job_runs_for_ever(file: Path) -> None:
    for step in steps_of(file):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
    assert all("timeout-minutes" in job for job in read(file)["jobs"].values())


def test_inputs_of_the_action_are_described_and_none_is_required() -> None:
    for name, facts in read(ACTION)["inputs"].items():
        assert facts["description"], name
        assert "default" in facts, name
