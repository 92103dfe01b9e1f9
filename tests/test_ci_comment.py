"""What the privileged workflows post, and what they refuse to."""

from __future__ import annotations

import json
import re
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.playbooks import AGREEMENT, PLAYBOOK
from tests.repositories import Repository
from tests.workflows import REPOSITORY, Ran, Runner, read, step, workflow
from vendorbook.cli import main

COMMENT = workflow("vendorbook-comment")
SCHEDULE = workflow("vendorbook-schedule")
HONEST = "### What this change means\n\n- **MS-01 &#39;Go-live&#39; moved** <sub>a&#58;4</sub>\n"
COMMIT = "3f" * 20
ARTIFACTS = "repos/client/book/actions/runs/55/artifacts?name=vendorbook-comment"
PULL = "repos/client/book/pulls/7"
COMMENTS = "repos/client/book/issues/7/comments?per_page=100"
ISSUES = "repos/client/book/issues?state=open&per_page=100"
BOT = {"login": "github-actions[bot]"}
MINE = {"id": 31, "number": 31, "user": BOT}


class Host:
    """What GitHub would say, and what it was told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "host"
        programs = folder / "programs"
        for each in (self.folder, programs, folder / "work"):
            each.mkdir()
        gh = programs / "gh"
        gh.write_text(
            f'#!/bin/sh\nFAKE_GITHUB="{self.folder}" '
            f'exec "{sys.executable}" "{REPOSITORY}/tests/fake_gh.py" "$@"\n'
        )
        gh.chmod(0o755)
        self.work = folder / "work"
        self.runner = Runner(folder / "runner", programs)
        self.answers: dict[str, list[Any]] = {
            ARTIFACTS: [{"artifacts": [{"id": 9, "size_in_bytes": 900}]}],
            PULL: [{"state": "open", "head": {"sha": COMMIT, "repo": {"id": 42}}}],
            COMMENTS: [[]],
            ISSUES: [[]],
        }
        self.artifact({"comment.md": HONEST, "number": "7\n"})

    def artifact(self, files: Mapping[str, str]) -> None:
        """Say what the artifact holds."""
        with zipfile.ZipFile(self.folder / "zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in files.items():
                archive.writestr(name, text)

    def run(self, file: Path, name: str, expressions: Mapping[str, str]) -> Ran:
        """Run one step."""
        (self.folder / "answers.json").write_text(json.dumps(self.answers))
        given = {"github.token": "token", "github.repository": "client/book", **expressions}
        return self.runner.run(step(file, name), self.work, given)

    def comment(self, head_repository: str = "42") -> Ran:
        """Run the steps of the comment's workflow as far as they go."""
        expressions = {
            "github.event.workflow_run.id": "55",
            "github.event.workflow_run.head_sha": COMMIT,
            "github.event.workflow_run.head_repository.id": head_repository,
        }
        ran = self.run(COMMENT, "Fetch", expressions)
        if "artifact" not in ran.outputs:
            return ran
        ran = self.run(COMMENT, "Read", expressions)
        if ran.code != 0:
            return ran
        expressions["steps.read.outputs.number"] = ran.outputs["number"]
        return self.run(COMMENT, "Post", expressions)

    def digest(self, report: str) -> Ran:
        """Run the step that publishes the digest."""
        file = self.work / "report.md"
        file.write_text(report, encoding="utf-8")
        expressions = {"steps.check.outputs.report": str(file)}
        return self.run(SCHEDULE, "Publish the digest", expressions)

    @property
    def written(self) -> list[dict[str, str]]:
        """What it was told, the first first."""
        file = self.folder / "written.jsonl"
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


@pytest.fixture
def host(tmp_path: Path) -> Host:
    return Host(tmp_path)


def test_a_first_comment_is_posted(host: Host) -> None:
    ran = host.comment()
    assert ran.code == 0, ran.log
    assert host.written == [
        {
            "method": "POST",
            "address": "repos/client/book/issues/7/comments",
            "body": f"<!-- vendorbook -->\n{HONEST}\n<sub>Of commit {COMMIT}.</sub>\n",
        }
    ]


def test_the_comment_that_is_there_is_updated_wherever_it_stands(host: Host) -> None:
    marked = "<!-- vendorbook -->\nold"
    host.answers[COMMENTS] = [
        [
            {"id": 29, "user": {"login": "rosa"}, "body": marked},
            {"id": 30, "user": BOT, "body": "Quoting <!-- vendorbook -->"},
        ],
        [{**MINE, "body": marked}, {"id": 32, "user": BOT, "body": marked}],
    ]
    assert host.comment().code == 0
    assert [(each["method"], each["address"]) for each in host.written] == [
        ("PATCH", "repos/client/book/issues/comments/31")
    ]


@pytest.mark.parametrize(
    "number", ["", "0", "-7", "07", "7a", "7\n8", "../1", "$(id)", "٧", "7;id", "1" * 11, "1" * 30]
)
def test_a_number_is_digits_or_nothing_is_posted(host: Host, number: str) -> None:
    host.artifact({"comment.md": HONEST, "number": number})
    ran = host.comment()
    assert ran.code == 1
    assert ran.log.startswith("::error::number is ")
    assert host.written == []


@pytest.mark.parametrize(
    "head",
    [
        {"state": "open", "head": {"sha": "77" * 20, "repo": {"id": 42}}},
        {"state": "closed", "head": {"sha": COMMIT, "repo": {"id": 42}}},
        {"state": "open", "head": {"sha": COMMIT, "repo": {"id": 43}}},
        {"state": "open", "head": {"sha": COMMIT, "repo": None}},
    ],
    ids=["another commit", "closed", "another fork", "a fork that is gone"],
)
def test_a_pull_request_that_is_not_the_one_of_the_run_gets_nothing(
    host: Host, head: dict[str, Any]
) -> None:
    host.answers[PULL] = [head]
    ran = host.comment()
    assert ran.code == 0, ran.log
    assert ran.log == ("::notice::Pull request 7 is not, or no longer, at the commit of that run\n")
    assert host.written == []


@pytest.mark.parametrize("artifacts", [[], [{"id": 9, "size_in_bytes": 100_001}]])
def test_a_report_that_is_absent_or_large_is_not_even_fetched(
    host: Host, artifacts: list[Any]
) -> None:
    host.answers[ARTIFACTS] = [{"artifacts": artifacts}]
    ran = host.comment()
    assert (ran.code, ran.outputs) == (0, {})
    assert ran.log == "::notice::That run left no report, or one that is too large\n"


def test_a_report_that_unpacks_to_much_is_refused(host: Host) -> None:
    host.artifact({"comment.md": "a" * 50_000_000, "number": "7"})
    assert (host.folder / "zip").stat().st_size < 100_000
    ran = host.comment()
    assert (ran.code, ran.log) == (1, "::error::comment.md is too large\n")


def test_what_reads_the_artifact_has_no_token() -> None:
    assert set(step(COMMENT, "Read")["env"]) == {"COMMIT"}
    assert "env" not in read(COMMENT)["jobs"]["comment"]


def test_nothing_is_unpacked(host: Host) -> None:
    host.artifact({"comment.md": HONEST, "number": "7", "../evil": "x", "body.json": "{}"})
    assert host.comment().code == 0
    assert sorted(each.name for each in host.work.iterdir()) == ["artifact.zip", "body.json"]
    assert not (host.work.parent / "evil").exists()
    assert host.written[0]["body"].startswith("<!-- vendorbook -->\n### What")


@pytest.mark.parametrize(
    "text",
    [
        "hello @ines-ward",
        "&#64;ines-ward",
        "&#x40;ines-ward",
        "&commat;ines-ward",
        "&#064;ines-ward",
        "[approved](https&#58;//vendor.example)",
        "![x](x)",
        "<img src=x>",
        "<sub onclick=x>",
        "<!-- vendorbook -->",
        "see https://vendor.example",
        "see www.vendor.example",
        "closes #12",
        "closes client/book#12",
        "```\nx\n```\n\\[x\\]",
        "| a | b |",
        "~~kept~~",
    ],
)
def test_a_text_that_vendorbook_cannot_have_written_is_refused(host: Host, text: str) -> None:
    host.artifact({"comment.md": f"### What this change means\n\n{text}\n", "number": "7"})
    ran = host.comment()
    assert (ran.code, ran.log) == (1, "::error::comment.md holds what Vendorbook never writes\n")
    assert host.written == []


def test_a_report_on_hostile_records_is_posted(host: Host, tmp_path: Path) -> None:
    hostile = (
        "@ines <img src=x> [a](https://b.example) www.c.example #12 `x` ~~y~~ | \\\\ !e &amp; $x$"
    )
    repository = Repository(tmp_path / "book")
    milestone = "{{ id: MS-01, title: '{}', baseline_due: {}, deliverables: [DL-01] }}"
    for due in ("2026-04-30", "2026-05-29"):
        text = f"milestones:\n  - {milestone.format(hostile, due)}\n"
        repository.write(
            {"acme": {"milestones": text, "agreement": AGREEMENT}},
            playbook=PLAYBOOK + "as_of: 2026-05-13\n",
        )
        repository.commit()
    target = tmp_path / "comment.md"
    arguments = ["diff", "HEAD^1", "HEAD", "--format=markdown", f"--output={target}"]
    result = CliRunner().invoke(main, ["-C", str(repository.root), *arguments])
    assert result.exit_code == 0, result.output
    text = target.read_text(encoding="utf-8")
    assert "ines" in text
    assert "baseline-changed" in text
    host.artifact({"comment.md": text, "number": "7"})
    ran = host.comment()
    assert ran.code == 0, ran.log
    assert len(host.written) == 1


def test_a_first_digest_opens_an_issue(host: Host) -> None:
    assert host.digest("# Vendors of Client\n").code == 0
    assert host.written == [
        {
            "method": "create",
            "address": None,
            "title": "Vendors: who must act on what",
            "body": "<!-- vendorbook-digest -->\n# Vendors of Client\n",
        }
    ]


def test_the_digest_that_is_open_is_updated(host: Host) -> None:
    marked = "<!-- vendorbook-digest -->\nold"
    host.answers[ISSUES] = [
        [
            {"number": 28, "user": BOT, "body": None},
            {"number": 29, "user": {"login": "rosa"}, "body": marked},
            {"number": 30, "user": BOT, "body": marked, "pull_request": {}},
        ],
        [{**MINE, "body": marked}],
    ]
    ran = host.digest("# Vendors of Client\n")
    assert ran.code == 0, ran.log
    assert [(each["method"], each["address"]) for each in host.written] == [("edit", "31")]


@pytest.mark.parametrize(("given", "code"), [("0", 0), ("1", 1), ("2", 2), ("", 2)])
def test_the_scheduled_run_fails_after_all_when_something_is_overdue(
    host: Host, given: str, code: int
) -> None:
    expressions = {"steps.check.outputs.exit-code": given}
    assert host.run(SCHEDULE, "Fail when something is overdue", expressions).code == code


def test_the_digest_is_published_before_the_run_fails() -> None:
    names = re.findall(r"- name: (.+)", SCHEDULE.read_text(encoding="utf-8"))
    assert names == ["Check", "Publish the digest", "Fail when something is overdue"]
