"""Steps of the workflows as they stand in their files, run as the host would run them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

REPOSITORY = Path(__file__).parents[1]
ACTION = REPOSITORY / "action.yml"
WORKFLOWS = tuple(sorted((REPOSITORY / ".github/workflows").glob("*.yml")))
GITLAB = REPOSITORY / "ci/gitlab/vendorbook.gitlab-ci.yml"

_SHELLS = {
    "bash": ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"],
    "python3 -I {0}": [sys.executable, "-I", "-c"],
}


def read(file: Path) -> Any:
    """What a YAML file holds; a workflow's key `on` is read as true."""
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def steps_of(file: Path) -> Iterator[dict[str, Any]]:
    """Every step of an action or workflow."""
    data = read(file)
    if "runs" in data:
        yield from data["runs"]["steps"]
    for job in data.get("jobs", {}).values():
        yield from job["steps"]


def workflow(name: str) -> Path:
    """The file of a workflow."""
    return REPOSITORY / f".github/workflows/{name}.yml"


def step(file: Path, name: str) -> dict[str, Any]:
    """The step of that name."""
    return next(each for each in steps_of(file) if each.get("name") == name)


def inputs_of_action(**given: str) -> dict[str, str]:
    """The expressions of the action's inputs, with their defaults."""
    declared = read(ACTION)["inputs"]
    values = {name: str(facts["default"]) for name, facts in declared.items()}
    for name, value in given.items():
        assert name.replace("_", "-") in values
        values[name.replace("_", "-")] = value
    return {f"inputs.{name}": value for name, value in values.items()}


@dataclass(frozen=True)
class Ran:
    """What a step did.

    Attributes:
        code: Its exit code.
        log: What it printed.
        outputs: Its outputs.
        summary: What it added to the summary of the job.
    """

    code: int
    log: str
    outputs: Mapping[str, str]
    summary: str


@dataclass(frozen=True)
class Runner:
    """A runner: a temporary folder, and programs that stand before all others.

    Attributes:
        temporary: The runner's own folder.
        programs: A folder of programs that are found first.
    """

    temporary: Path
    programs: Path | None = None

    def run(self, wanted: Mapping[str, Any], folder: Path, expressions: Mapping[str, str]) -> Ran:
        """Run one step in a folder.

        Args:
            wanted: The step as it stands in the file.
            folder: Where it runs.
            expressions: The value of every expression that its environment takes.
        """
        self.temporary.mkdir(parents=True, exist_ok=True)
        output, summary = self.temporary / "output", self.temporary / "summary"
        output.write_text("")
        summary.write_text("")
        environment = {
            **self._environment(),
            **{k: _filled(str(v), expressions) for k, v in wanted.get("env", {}).items()},
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(summary),
        }
        done = subprocess.run(
            [*_SHELLS[wanted.get("shell", "bash")], wanted["run"]],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        pairs = (line.split("=", 1) for line in output.read_text().splitlines())
        return Ran(done.returncode, done.stdout, dict(pairs), summary.read_text())

    def _environment(self) -> dict[str, str]:
        before = [str(self.programs)] if self.programs else []
        return {
            "PATH": os.pathsep.join([*before, str(Path(sys.executable).parent), "/usr/bin:/bin"]),
            "PYTHONPATH": str(REPOSITORY / "generator"),
            "HOME": str(self.temporary),
            "RUNNER_TEMP": str(self.temporary),
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(REPOSITORY),
        }


def _filled(text: str, expressions: Mapping[str, str]) -> str:
    return re.sub(r"\$\{\{ (.+?) \}\}", lambda found: expressions[found[1]], text)
