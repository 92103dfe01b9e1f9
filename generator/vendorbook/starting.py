"""Beginning something: the files of a new playbook, and those of a new vendor.

What a playbook begins with is what this repository itself has: its pages, its calendar, its
workflows and its settings for editors. Only policy and records come from `starter/`, with words in
braces for what is not known yet. Nothing that exists is ever written over.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from vendorbook.calendars import CALENDARS_FOLDER
from vendorbook.files import VENDORS_FOLDER
from vendorbook.portfolio import PLAYBOOK_FILE
from vendorbook.schemas import schemas_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

SAMPLE_VENDOR: Final = "sample-vendor"
"""The folder of the vendor that a new playbook begins with."""

DEFAULT_CALENDAR: Final = "england-wales"
"""The calendar that comes with Vendorbook, public holidays included."""

ACTION: Final = "WRITE_THE_OWNER/vendorbook@WRITE_THE_COMMIT"
"""Stands in workflows for the action's address.

Nobody's name at GitHub can have two underscores, so a workflow that keeps the placeholder runs
nobody's code.
"""

GITLAB_FILE: Final = "ci/vendorbook.gitlab-ci.yml"

_STARTER: Final = Path(__file__).resolve().parent / "starter"
_OWN_ACTION = re.compile(r"uses: \./(?: #.*)?$", re.MULTILINE)
_PLACEHOLDER = re.compile(r"\{([a-z]+)\}")
_NO_TEXT: Final = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


@dataclass(frozen=True)
class Beginning:
    """What a new playbook is told about its organisation.

    Attributes:
        name: The organisation's name, as pages show it.
        timezone: Where its days begin and end, such as `Europe/London`.
        calendar: The slug of its calendar; one that we do not have begins with weekends only.
        today: The day on which the sample vendor's contacts were confirmed.
    """

    name: str
    timezone: str
    calendar: str
    today: date


def playbook_files(beginning: Beginning) -> dict[str, str]:
    """Every file of a new playbook, by its path in it."""
    facts = {
        "name": _quoted(beginning.name),
        "timezone": beginning.timezone,
        "calendar": beginning.calendar,
    }
    return {
        PLAYBOOK_FILE: _filled("playbook.yml", facts),
        f"{CALENDARS_FOLDER}/{beginning.calendar}.yml": _calendar(beginning),
        "mkdocs.yml": _site_settings(beginning.name),
        ".gitignore": _text(_STARTER / "gitignore"),
        **vendor_files(SAMPLE_VENDOR, "Sample vendor", beginning.today),
        **dict(_copies()),
    }


def vendor_files(slug: str, name: str, today: date) -> dict[str, str]:
    """The files that every vendor has, by their paths in the playbook; they are valid as they are.

    Args:
        slug: The name of the vendor's folder.
        name: What everybody calls the vendor.
        today: When its stand-in contract begins, for a year, and its contacts were confirmed.
    """
    facts = {
        "slug": slug,
        "name": _quoted(name),
        "today": today.isoformat(),
        "start": today.replace(day=1).isoformat(),
        "end": today.replace(year=today.year + 1, month=12, day=31).isoformat(),
    }
    return {
        f"{VENDORS_FOLDER}/{slug}/{file}": _filled(file, facts)
        for file in ("vendor.yml", "contacts.yml")
    }


def slug_of(text: str) -> str:
    """The folder's name that a text comes nearest to, `acme-ltd` for `Acme Ltd.`; maybe empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", plain))


def in_the_way(folder: Path, paths: Iterable[str]) -> list[str]:
    """Which of the paths exist already, or cannot be made because of something on their way."""
    found = set()
    for path in paths:
        parts = Path(path).parts
        for count in range(1, len(parts)):
            parent = folder.joinpath(*parts[:count])
            if os.path.lexists(parent) and (parent.is_symlink() or not parent.is_dir()):
                found.add(Path(*parts[:count]).as_posix())
                break
        else:
            if os.path.lexists(folder / path):
                found.add(path)
    return sorted(found)


def write_new(folder: Path, files: Mapping[str, str]) -> None:
    """Write files that do not exist yet, with the folders that they need.

    Raises:
        OSError: When one cannot be written, or exists after all.
    """
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="") as stream:
            stream.write(text)


def _copies() -> Iterator[tuple[str, str]]:
    """What a new playbook has in common with this repository."""
    source = _source()
    for file in sorted((source / "content").rglob("*.md")):
        yield file.relative_to(source).as_posix(), _text(file)
    for file in sorted((source / "schemas").glob("*.schema.json")):
        yield file.relative_to(source).as_posix(), _text(file)
    yield ".vscode/settings.json", _text(source / ".vscode/settings.json")
    for file in sorted((source / ".github/workflows").glob("vendorbook-*.yml")):
        theirs = _OWN_ACTION.sub(f"uses: {ACTION} # see docs/github.md of Vendorbook", _text(file))
        yield file.relative_to(source).as_posix(), theirs
    yield GITLAB_FILE, _text(source / "ci/gitlab/vendorbook.gitlab-ci.yml")


def _calendar(beginning: Beginning) -> str:
    ours = _source() / CALENDARS_FOLDER / f"{beginning.calendar}.yml"
    if ours.is_file():
        return _text(ours)
    year = beginning.today.year
    span = {"first": f"{year - 1}-01-01", "last": f"{year + 1}-12-31"}
    return _filled("calendar.yml", {"slug": beginning.calendar, **span})


def _site_settings(name: str) -> str:
    title = _quoted(f"{name} · Vendorbook")
    settings = _text(_source() / "mkdocs.yml")
    return re.sub(r"(?m)^site_name: .*$", lambda _: f"site_name: {title}", settings)


def _source() -> Path:
    """Where our own files are: inside an installed package, or at the top of the repository."""
    return schemas_folder().parent


def _filled(name: str, facts: Mapping[str, str]) -> str:
    """A file of `starter/` with what is known in place of the words in braces."""
    text = _text(_STARTER / name)
    return _PLACEHOLDER.sub(lambda found: facts.get(found[1], found[0]), text)


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _quoted(text: str) -> str:
    """Text as a YAML value on one line, plain where nobody could take it for anything else."""
    is_plain = re.fullmatch(r"[A-Z][A-Za-z]*(?: [A-Za-z]+)*", text) and text.lower() not in _NO_TEXT
    return text if is_plain else json.dumps(text, ensure_ascii=False)
