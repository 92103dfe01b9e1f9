"""Reads a vendor's folder as plain data: text, true or false, numbers, lists and mappings.

A reader of its own, so that the second implementation owes nothing to the program's.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")


def read_plain(file: Path) -> Any:
    """One YAML file, with numbers as `int` or `Decimal` and every other scalar as text."""
    return converted(yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader))


def converted(node: Any) -> Any:
    """The same data with numbers and true or false in place of their spelling."""
    if isinstance(node, dict):
        return {key: converted(value) for key, value in node.items()}
    if isinstance(node, list):
        return [converted(value) for value in node]
    if node in {"true", "false"}:
        return node == "true"
    if NUMBER.fullmatch(node):
        return Decimal(node) if "." in node else int(node)
    return node


def read_folder(folder: Path) -> dict[str, Any]:
    """All files of one vendor by name; a folder of files of one kind is one file."""
    files: dict[str, Any] = {file.stem: read_plain(file) for file in folder.glob("*.yml")}
    for parts in (entry for entry in folder.iterdir() if entry.is_dir()):
        entries = [e for file in sorted(parts.glob("*.yml")) for e in read_plain(file)[parts.name]]
        files[parts.name] = {parts.name: entries}
    return files
