"""Pull requests through the commands of the workflows, in clones as shallow as theirs."""

from __future__ import annotations

import html
import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.playbooks import AGREEMENT, PLAYBOOK
from tests.repositories import Repository
from tests.workflows import (
    ACTION,
    GITLAB,
    REPOSITORY,
    Ran,
    Runner,
    inputs_of_action,
    read,
    step,
    workflow,
)

PINNED = PLAYBOOK + "as_of: 2026-05-13\n"
"""A Wednesday: MS-01 was missed on 30 April."""

MILESTONES = """\
milestones:
  - id: MS-01
    title: Go-live
    baseline_due: 2026-04-30
    deliverables: [DL-01]
"""
HONEST = """\
changes:
  - id: CR-01
    title: Data comes later
    type: date
    cause: client
    raised_on: 2026-05-06
    raised_by: rosa-lind
    status: approved
    decided_on: 2026-05-12
    decided_by: ines-ward
    effects: [{ milestone: MS-01, from: 2026-04-30, to: 2026-05-29 }]
"""
FILE = "vendors/acme/milestones.yml"
PULL_REQUEST = workflow("vendorbook-pull-request")


class Hosted:
    """A repository at its host, with a pull request that is about to be merged."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.origin = Repository(folder / "origin")
        files = {"milestones": MILESTONES, "agreement": AGREEMENT}
        self.origin.write({"acme": files, "bolt": {}}, playbook=PINNED)
        for number in range(3):
            self.origin.commit(f"Begin {number}")
        self.origin.git("checkout", "--quiet", "-b", "pull-request")

    def merge(self) -> None:
        """Merge as the host does for the run, after something else has landed on main."""
        self.origin.commit("Say what changes")
        self.origin.git("checkout", "--quiet", "main")
        self.origin.put("README.md", "Elsewhere.\n")
        self.origin.commit("Do something else")
        self.origin.git("checkout", "--quiet", "--detach", "main")
        self.origin.git("merge", "--quiet", "--no-ff", "-m", "Merge", "pull-request")
        self.origin.git("update-ref", "refs/pull/7/merge", "HEAD")

    def checkout(self, depth: int) -> Path:
        """What the checkout of the workflow leaves: a detached commit, so many commits deep."""
        clone = Repository(self.folder / "clone")
        deep = [f"--depth={depth}"] if depth else []
        address = self.origin.top.as_uri()
        clone.git("fetch", "--quiet", *deep, address, "+refs/pull/7/merge:refs/pull/7/merge")
        clone.git("checkout", "--quiet", "--detach", "refs/pull/7/merge")
        return clone.top


@pytest.fixture
def hosted(tmp_path: Path) -> Hosted:
    return Hosted(tmp_path)


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path / "runner")


def checkout_of_the_workflow(hosted: Hosted) -> Path:
    settings = next(
        each["with"]
        for each in read(PULL_REQUEST)["jobs"]["records"]["steps"]
        if each.get("uses", "").startswith("actions/checkout@")
    )
    return hosted.checkout(settings["fetch-depth"])


def validate(runner: Runner, folder: Path) -> Ran:
    """The action as the pull-request workflow calls it."""
    given = {k.replace("-", "_"): v for k, v in step(PULL_REQUEST, "Validate")["with"].items()}
    return runner.run(step(ACTION, "Run"), folder, inputs_of_action(**given))


def test_an_honest_change_passes(hosted: Hosted, runner: Runner) -> None:
    hosted.origin.put("vendors/acme/changes.yml", HONEST)
    hosted.merge()
    folder = checkout_of_the_workflow(hosted)
    ran = validate(runner, folder)
    assert (ran.code, ran.outputs["exit-code"]) == (0, "0"), ran.log
    assert "::error" not in ran.log
    assert Path(ran.outputs["report"]).read_text(encoding="utf-8").startswith("# Vendors of Client")


def test_a_moved_baseline_fails_and_is_annotated(hosted: Hosted, runner: Runner) -> None:
    hosted.origin.put(FILE, MILESTONES.replace("2026-04-30", "2026-05-29"))
    hosted.merge()
    ran = validate(runner, checkout_of_the_workflow(hosted))
    assert (ran.code, ran.outputs["exit-code"]) == (1, "1")
    assert (
        f"::error file={FILE},line=4,col=5,title=baseline-changed::MS-01 'Go-live': baseline_due "
        "was 30 Apr 2026 and is 29 May 2026 now, but it was agreed" in ran.log
    )
    assert f"| error | baseline-changed | {FILE}:4 |" in html.unescape(ran.summary)


def test_a_missed_milestone_is_told_and_fails_no_pull_request(
    hosted: Hosted, runner: Runner
) -> None:
    hosted.merge()
    folder = checkout_of_the_workflow(hosted)
    assert validate(runner, folder).code == 0
    ran = runner.run(step(PULL_REQUEST, "Check"), folder, {})
    assert ran.code == 0, ran.log
    assert "MS-01 'Go-live' was due on 30 Apr 2026" in html.unescape(ran.summary)
    assert "::" not in ran.log


def test_the_report_and_the_number_are_handed_over(hosted: Hosted, runner: Runner) -> None:
    hosted.origin.put("vendors/acme/changes.yml", HONEST)
    hosted.merge()
    folder = checkout_of_the_workflow(hosted)
    number = {"github.event.pull_request.number": "7"}
    ran = runner.run(step(PULL_REQUEST, "Tell what changes"), folder, number)
    assert ran.code == 0, ran.log
    left = folder / step(PULL_REQUEST, "Hand over")["with"]["path"]
    assert sorted(each.name for each in left.iterdir()) == ["comment.md", "number"]
    assert (left / "number").read_text() == "7\n"
    text = (left / "comment.md").read_text(encoding="utf-8")
    assert text.startswith("### What this change means\n")
    assert "29 May 2026" in text


def test_a_clone_that_does_not_hold_the_base_stops_the_run(hosted: Hosted, runner: Runner) -> None:
    hosted.origin.put(FILE, MILESTONES.replace("2026-04-30", "2026-05-29"))
    hosted.merge()
    ran = validate(runner, hosted.checkout(depth=1))
    assert (ran.code, ran.outputs) == (2, {"exit-code": "2"})
    assert "this clone is shallow: fetch the whole history (fetch-depth: 0)" in ran.log


def test_a_playbook_in_a_subfolder_is_annotated_where_the_host_shows_it(
    tmp_path: Path, runner: Runner
) -> None:
    repository = Repository(tmp_path / "all", "it/books")
    broken = MILESTONES.replace("title:", "titel:")
    repository.write({"acme": {"milestones": broken, "agreement": AGREEMENT}}, playbook=PINNED)
    outputs = "gitlab=g.json\nsarif=s.json"
    given = inputs_of_action(command="validate", root="it/books", outputs=outputs)
    ran = runner.run(step(ACTION, "Run"), repository.top, given)
    assert ran.code == 1
    where = f"it/books/{FILE}"
    assert ran.log.startswith(f"::error file={where},line=3,col=5,title=unknown-key::'titel' is")
    (issue,) = json.loads((repository.top / "g.json").read_text())
    assert issue["location"]["path"] == where
    (result,) = json.loads((repository.top / "s.json").read_text())["runs"][0]["results"]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == where


def test_the_action_passes_everything_on(hosted: Hosted, runner: Runner) -> None:
    hosted.merge()
    given = inputs_of_action(
        root=".",
        fail_on="never",
        outputs="json=build/one.json\n\ntext=build/a b.txt\n",
        arguments="--vendor=acme\n--as-of=2026-05-14\n",
    )
    folder = hosted.checkout(depth=2)
    ran = runner.run(step(ACTION, "Run"), folder, given)
    assert (ran.code, ran.outputs["exit-code"]) == (0, "0"), ran.log
    found = json.loads((folder / "build/one.json").read_text())
    assert found["as_of"] == "2026-05-14"
    assert {each["vendor"] for each in found["findings"]} == {"acme"}
    assert (folder / "build/a b.txt").is_file()


@pytest.mark.parametrize("field", ["root", "base", "fail_on", "outputs", "arguments", "command"])
def test_no_input_of_the_action_is_run(hosted: Hosted, runner: Runner, field: str) -> None:
    hosted.merge()
    folder = hosted.checkout(depth=2)
    for hostile in ('$(touch "$HOME/pwned")', '"; touch "$HOME/pwned"; "', "`touch ~/pwned`"):
        ran = runner.run(step(ACTION, "Run"), folder, inputs_of_action(**{field: hostile}))
        assert ran.code in ({0, 1} if field == "outputs" else {2}), ran.log
    assert not (runner.temporary / "pwned").exists()


@pytest.mark.parametrize("command", ["", "build", "--version", "--help", "-h"])
def test_the_action_runs_two_commands_and_no_other(
    hosted: Hosted, runner: Runner, command: str
) -> None:
    ran = runner.run(step(ACTION, "Run"), hosted.origin.top, inputs_of_action(command=command))
    assert ran.code == 2
    assert ran.log == "::error::command is validate or check\n"


def test_the_action_installs_the_commit_that_it_is_pinned_to(tmp_path: Path) -> None:
    programs = program(tmp_path / "programs", "pip", 'echo "$@"')
    runner = Runner(tmp_path / "runner", programs)
    ran = runner.run(step(ACTION, "Install"), tmp_path, inputs_of_action())
    here = ACTION.parent
    assert (ran.code, ran.log) == (
        0,
        f"install --quiet --constraint {here}/constraints.txt {here}\n",
    )


def test_gitlab_installs_what_the_variable_says_and_nothing_by_a_bare_name(tmp_path: Path) -> None:
    programs = program(tmp_path / "programs", "pip", 'printf "%s\\n" "$@"')
    before = read(GITLAB)[".vendorbook"]["before_script"]
    given = {"VENDORBOOK_SOURCE": "git+https://git.example/us/vendorbook@0123abc"}
    ran = Runner(tmp_path / "runner", programs).run(
        {"run": "\n".join(before), "env": given}, tmp_path, {}
    )
    assert ran.log.splitlines() == [
        "install",
        "--quiet",
        "vendorbook @ git+https://git.example/us/vendorbook@0123abc",
    ]


@pytest.mark.parametrize("file", [*(REPOSITORY / "docs").glob("*.md"), REPOSITORY / "README.md"])
def test_no_page_says_to_install_by_a_bare_name(file: Path) -> None:
    commands = re.findall(r"pip install [^\n`]*vendorbook[^\n`]*", file.read_text("utf-8"))
    assert [each for each in commands if " @ git+" not in each] == []


def program(folder: Path, name: str, script: str) -> Path:
    """A folder with a program of that name."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)
    return folder


@pytest.mark.parametrize(
    ("code", "sent"), [(0, ""), (1, "-s Vendors: what needs attention: overdue\n"), (2, "")]
)
def test_the_recipe_for_cron_mails_findings_and_nothing_else(
    tmp_path: Path, code: int, sent: str
) -> None:
    text = (REPOSITORY / "docs/ci.md").read_text(encoding="utf-8")
    (recipe,) = re.findall(r"```sh\n(#!/bin/sh\n.*?)```", text, re.DOTALL)
    programs = program(tmp_path / "programs", "git", "exit 0")
    # What cannot run writes no report, and a report of last week may lie about.
    writes = 'for each; do file=${each#--output=}; done; [ "$file" ] && echo overdue > "$file"'
    program(programs, "vendorbook", f"{writes if code < 2 else ''}\nexit {code}")
    program(
        programs, "mail", f'printf "%s %s: " "$1" "$2" > {tmp_path}/sent; cat >> {tmp_path}/sent'
    )
    (tmp_path / "build").mkdir()
    (tmp_path / "build/digest.md").write_text("last week\n")
    script = tmp_path / "weekly.sh"
    script.write_text(recipe.replace("/srv/playbook &&", f"{tmp_path} &&"))
    ran = Runner(tmp_path / "runner", programs).run({"run": f"sh {script}"}, tmp_path, {})
    assert ran.code == (2 if code == 2 else 0)
    mail = tmp_path / "sent"
    assert (mail.read_text() if mail.exists() else "") == sent


@pytest.mark.parametrize(("due", "code"), [("2026-04-30", 0), ("2026-05-29", 1)])
def test_a_merge_request_at_gitlab(hosted: Hosted, runner: Runner, due: str, code: int) -> None:
    hosted.origin.put(FILE, MILESTONES.replace("2026-04-30", due))
    hosted.merge()
    job = read(GITLAB)["vendorbook-merge-request"]
    folder = hosted.checkout(int(job["variables"]["GIT_DEPTH"]))
    base = hosted.origin.git("merge-base", "main", "pull-request")
    given = {**read(GITLAB)["variables"], "CI_MERGE_REQUEST_DIFF_BASE_SHA": base}
    ran = runner.run({"run": "\n".join(job["script"]), "env": given}, folder, {})
    assert ran.code == code, ran.log
    artifacts = job["artifacts"]
    for path in (*artifacts["paths"], *artifacts["reports"].values()):
        assert (folder / path).is_file(), path
    quality = json.loads((folder / artifacts["reports"]["codequality"]).read_text())
    assert ("baseline-changed" in {each["check_name"] for each in quality}) == bool(code)


def test_the_hook_of_pre_commit_stops_a_faulty_record(hosted: Hosted, runner: Runner) -> None:
    (hook,) = read(ACTION.parent / ".pre-commit-hooks.yaml")
    assert hook["pass_filenames"] is False
    top = hosted.origin.top
    entry = {"run": hook["entry"]}
    assert runner.run(entry, top, {}).code == 0
    hosted.origin.put(FILE, MILESTONES.replace("title:", "titel:"))
    ran = runner.run(entry, top, {})
    assert ran.code == 1
    assert "unknown-key" in ran.log
    tracked = subprocess.run(
        ["git", "-C", top, "ls-files"], capture_output=True, text=True, check=True
    ).stdout
    assert FILE in tracked
