"""Writes vendors that are plain data as a playbook's files, for the program to read."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.scorecard.generated_vendors import GeneratedPlaybook, GeneratedVendor
from tests.scorecard.second_dates import Plain


def write_playbook(root: Path, playbook: GeneratedPlaybook) -> Path:
    """Write policy, calendars and all vendors into an empty folder, and say which folder."""
    (root / "calendars").mkdir(parents=True)
    write(root / "playbook.yml", playbook.policy)
    for name, calendar in playbook.calendars.items():
        write(root / "calendars" / f"{name}.yml", calendar)
    for vendor in playbook.vendors:
        write_vendor(root / "vendors" / vendor.slug, vendor)
    return root


def write_vendor(folder: Path, vendor: GeneratedVendor) -> None:
    """Write one vendor's folder, which must be new."""
    folder.mkdir(parents=True)
    for name, content in vendor.files.items():
        write(folder / f"{name}.yml", content)


def write(file: Path, content: Plain) -> None:
    """Write one mapping as YAML, each entry of a list on a line of its own."""
    lines = []
    for key, value in content.items():
        if isinstance(value, list) and value:
            lines += [f"{key}:", *(f"  - {flow(entry)}" for entry in value)]
        else:
            lines.append(f"{key}: {flow(value)}")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def flow(value: Any) -> str:
    """A value on one line; text is quoted, so that only numbers can be taken for numbers."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key}: {flow(part)}" for key, part in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(flow(part) for part in value) + "]"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return json.dumps(value)
