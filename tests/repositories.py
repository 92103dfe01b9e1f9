"""Real git repositories in temporary folders."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

from tests.playbooks import write_playbook

ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "HOME": "/nonexistent",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Ines Ward",
    "GIT_AUTHOR_EMAIL": "ines@client.example",
    "GIT_COMMITTER_NAME": "Ines Ward",
    "GIT_COMMITTER_EMAIL": "ines@client.example",
}


class Repository:
    """A repository whose work tree is a playbook, or holds one in a subfolder."""

    def __init__(self, top: Path, subfolder: str = "", *options: str) -> None:
        self.top = top
        self.root = top / subfolder
        self.root.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main", *options)

    def git(self, *arguments: str, date: str = "2026-05-04T10:00:00+01:00") -> str:
        """Run git and give what it says."""
        environment = {**ENVIRONMENT, "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.top,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def write(self, vendors: Mapping[str, Mapping[str, str]], **options: str) -> None:
        """Write a playbook, or some files of it, into the work tree."""
        write_playbook(self.root, vendors, **options)

    def put(self, path: str, text: str) -> None:
        """Write one file."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text), encoding="utf-8")

    def commit(self, subject: str = "Change", date: str = "2026-05-04T10:00:00+01:00") -> str:
        """Commit everything and give the commit's name."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", subject, date=date)
        return self.git("rev-parse", "HEAD")
