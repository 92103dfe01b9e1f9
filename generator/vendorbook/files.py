"""One file becomes one record, and what lies in a folder is told without trusting its names."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from vendorbook.documents import read_document
from vendorbook.findings import Finding, Place
from vendorbook.records.building import build
from vendorbook.schemas import validate

if TYPE_CHECKING:
    from pathlib import Path

    from vendorbook.records import Kind
    from vendorbook.records.facts import Record

VENDORS_FOLDER = "vendors"
"""The folder of a playbook that holds one folder for each vendor."""


def read_record(file: Path | str, path: str, kind: Kind) -> tuple[Record | None, list[Finding]]:
    """Read a file that belongs to no vendor; None when it cannot be used as a whole."""
    document, findings = read_document(file, path)
    if document is None:
        return None, findings
    validation = validate(document, kind.name)
    findings = findings + validation.findings
    return None if validation.data is None else build(
        kind.root, validation.data, document
    ), findings


def entries_of(
    folder: Path | str, path: str, slug: str = ""
) -> tuple[list[os.DirEntry[str]], list[Finding]]:
    """What lies in a folder, by name and without hidden entries, or that it cannot be opened."""
    try:
        with os.scandir(folder) as entries:
            found = [each for each in entries if not each.name.startswith(".")]
        return sorted(found, key=lambda each: each.name), []
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        message = f"this folder cannot be read: {reason}"
        return [], [Finding("unknown-file", Place(path), message, vendor=slug)]


def shown(name: str) -> str:
    """A name without what a terminal would obey, or could not print at all."""
    return "".join(
        each if each.isprintable() else each.encode("unicode_escape").decode() for each in name
    )
