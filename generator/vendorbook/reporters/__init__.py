"""Reporters: findings in the forms that people and machines read.

A reporter is a pure function from a report to text, one file each. Reporters know findings and
nothing else of the house. Messages may hold text of records, so every reporter makes it harmless in
its own form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.reporters.github import as_github
from vendorbook.reporters.gitlab import as_gitlab
from vendorbook.reporters.json import as_json
from vendorbook.reporters.junit import as_junit
from vendorbook.reporters.markdown import as_markdown
from vendorbook.reporters.sarif import as_sarif
from vendorbook.reporters.text import as_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from vendorbook.reporters.report import Report

REPORTERS: dict[str, Callable[[Report], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
    "sarif": as_sarif,
    "junit": as_junit,
    "markdown": as_markdown,
}
"""Every output format by the name that `--format` takes."""
