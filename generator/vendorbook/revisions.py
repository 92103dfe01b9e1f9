"""Git, and nothing but git: what the playbook's files were at another revision.

Only plumbing commands are called, which run no filter, hook or external program, so that a clone of
somebody else's pull request is safe to read. Nothing is ever written to the repository.
"""

from __future__ import annotations

import hashlib
import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

RECORD_PATHS = ("playbook.yml", "calendars", "vendors")
"""Everything that a playbook's records and policy are made of."""

_PLAIN_FILES = {"100644", "100755"}


class NoRevision(Exception):  # noqa: N818 - named for what is missing
    """A revision cannot be read; the text says why, and what to do."""


@dataclass(frozen=True)
class Commit:
    """One commit of the history.

    Attributes:
        name: Its full object name.
        author: Who wrote it.
        when: When it was written.
        subject: The first line of its message.
    """

    name: str
    author: str
    when: datetime
    subject: str


Tree = dict[str, str]
"""The object name of every plain file, by its path relative to the playbook's root."""


def resolve(root: Path, revision: str) -> str:
    """The full name of the commit that a revision means.

    Raises:
        NoRevision: When there is no git, no repository, or no such commit here.
    """
    found = _git(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if found is None:
        _git_or_raise(root, "rev-parse", "--git-dir")
        hint = (
            "this clone is shallow: fetch the whole history (fetch-depth: 0), or that commit"
            if is_shallow(root)
            else "fetch it first, or correct its name"
        )
        raise NoRevision(f"there is no revision '{revision}' here; {hint}")
    return found.decode().strip()


def is_shallow(root: Path) -> bool:
    """Whether older commits are missing here."""
    return _git(root, "rev-parse", "--is-shallow-repository") == b"true\n"


def common_ancestor(root: Path, base: str, head: str) -> str:
    """Where `head` left `base`; `base` itself when the history here is too short to tell."""
    found = _git(root, "merge-base", base, head)
    return found.decode().split()[0] if found else base


def tree_of(root: Path, commit: str) -> Tree:
    """The playbook's files at a commit; symbolic links and submodules are left out.

    Raises:
        NoRevision: When git cannot list them.
    """
    listed = _git_or_raise(root, "ls-tree", "-r", "-z", commit, "--", *RECORD_PATHS)
    tree = {}
    for entry in listed.decode("utf-8", "surrogateescape").split("\0"):
        if entry:
            facts, _, path = entry.partition("\t")
            mode, _, name = facts.split()
            if mode in _PLAIN_FILES and ".." not in PurePosixPath(path).parts:
                tree[path] = name
    return tree


def tree_of_folder(root: Path, like: Tree) -> Tree:
    """The playbook's files as they lie in the folder, named as git would name them.

    Args:
        root: The playbook's folder.
        like: A tree of the same repository, which shows how its objects are named.
    """
    algorithm = "sha256" if any(len(name) == 64 for name in like.values()) else "sha1"
    tree = {}
    for path in _files_of(root):
        content = path.read_bytes()
        name = hashlib.new(algorithm, b"blob %d\0" % len(content), usedforsecurity=False)
        name.update(content)
        tree[path.relative_to(root).as_posix()] = name.hexdigest()
    return tree


def _files_of(root: Path) -> Iterator[Path]:
    for name in RECORD_PATHS:
        path = root / name
        if path.is_file() and not path.is_symlink():
            yield path
        elif path.is_dir():
            for each in sorted(path.rglob("*")):
                if each.is_file() and not each.is_symlink():
                    yield each


def changed_vendors(before: Tree, after: Tree) -> tuple[set[str], bool]:
    """The vendors' folders in which a file differs, and whether policy or calendars differ."""
    differing = {
        path for path in before.keys() | after.keys() if before.get(path) != after.get(path)
    }
    parts = [PurePosixPath(path).parts for path in differing]
    slugs = {each[1] for each in parts if each[0] == "vendors" and len(each) > 2}
    return slugs, any(each[0] != "vendors" for each in parts)


def vendors_in(tree: Tree) -> set[str]:
    """The vendors' folders of a tree."""
    parts = (PurePosixPath(path).parts for path in tree)
    return {each[1] for each in parts if each[0] == "vendors" and len(each) > 2}


def write_files(root: Path, tree: Tree, paths: Collection[str], target: Path) -> None:
    """Write some files of a tree below a temporary folder, byte for byte.

    Raises:
        NoRevision: When git does not have their content.
    """
    for path, content in zip(paths, read_objects(root, [tree[p] for p in paths]), strict=True):
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def read_objects(root: Path, names: Iterable[str]) -> list[bytes]:
    """The content of objects, in the order of their names.

    Raises:
        NoRevision: When git does not have one of them.
    """
    wanted = list(names)
    given = "".join(f"{name}\n" for name in wanted).encode()
    answer = _git_or_raise(root, "cat-file", "--batch", given=given) if wanted else b""
    contents = []
    at = 0
    for name in wanted:
        end = answer.index(b"\n", at)
        header = answer[at:end].split()
        if len(header) != 3:
            raise NoRevision(f"git does not have the object {name}; fetch the whole history")
        size = int(header[2])
        contents.append(answer[end + 1 : end + 1 + size])
        at = end + size + 2
    return contents


def history(root: Path, head: str = "HEAD") -> list[Commit]:
    """Every commit of the main line that touched the records, the oldest first.

    Of a merge, the merge commit is listed: that is when its changes landed.

    Raises:
        NoRevision: When git cannot tell.
    """
    listed = _git_or_raise(
        root, "log", "--first-parent", "--reverse", "-z", "--format=%H%n%an%n%aI%n%s",
        "--no-show-signature", "--end-of-options", head, "--", *RECORD_PATHS,
    )  # fmt: skip
    commits = []
    for entry in listed.decode("utf-8", "replace").split("\0"):
        if entry.strip():
            name, author, when, subject = entry.strip("\n").split("\n", 3)
            commits.append(Commit(name, author, datetime.fromisoformat(when), subject))
    return commits


def first_parent(root: Path, commit: str) -> str | None:
    """The commit before on the main line; None for the first, or where the history is cut."""
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}^1")
    return found.decode().strip() if found else None


def _git_or_raise(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    found = _run(root, arguments, given)
    if found.returncode != 0:
        said = found.stderr.decode("utf-8", "replace").strip().splitlines() or ["git failed"]
        if "not a git repository" in said[0]:
            raise NoRevision("the folder is in no git repository, so it has no history")
        raise NoRevision(f"git says: {said[0].removeprefix('fatal: ')}")
    return found.stdout


def _git(root: Path, *arguments: str) -> bytes | None:
    """What git answers, or None when it says no."""
    found = _run(root, arguments, b"")
    return found.stdout if found.returncode == 0 else None


def _run(
    root: Path, arguments: tuple[str, ...], given: bytes
) -> subprocess.CompletedProcess[bytes]:
    command = [
        "git",
        "--no-replace-objects",
        "-c",
        "core.fsmonitor=false",
        "-C",
        str(root),
        *arguments,
    ]
    try:
        return subprocess.run(command, input=given, capture_output=True, check=False)  # noqa: S603
    except FileNotFoundError:
        raise NoRevision("git is not installed") from None
