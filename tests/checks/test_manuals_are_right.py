"""The examples in the manuals of the checks: what is said to fail fails, and what passes passes.

An example is some top-level fields of one file; the rest of the vendor is built around it here. An
as-of date is read from the words before the example, such as `Fails, from 1 May 2026 on:`.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

import pytest

from tests.playbooks import (
    AGREEMENT,
    CONTACTS,
    PLAYBOOK,
    VENDOR,
    faults,
    open_playbook,
    revision_faults,
    situations,
    write_playbook,
)
from vendorbook.checks import (
    FAULT_CHECKS,
    PORTFOLIO_CHECKS,
    PORTFOLIO_SITUATION_CHECKS,
    REVISION_CHECKS,
    SITUATION_CHECKS,
    find_portfolio_faults,
    find_portfolio_situations,
    manuals,
)
from vendorbook.findings import Finding
from vendorbook.records import VENDOR_KINDS
from vendorbook.schemas import load_schema

USUAL_DAY = date(2026, 10, 9)
IN_WORDS_ONLY = {"folder-mismatch", "kpi-area-missing"}
"""Checks whose examples are told, because they need more than one file or many lines."""

AROUND = {
    "vendor": VENDOR.format(slug="acme").replace("tier: operational", "tier: strategic"),
    "contacts": CONTACTS.replace(
        "escalation:",
        "  - { id: ada-lin, name: Ada Lin, side: client, title: Analyst, roles: [service_owner], "
        "email: ada@client.example, verified_on: 2026-01-05, left_on: 2026-09-04 }\nescalation:",
    )
    + "  - { level: 2, for: incident, vendor: kit-morrow, client: ines-ward, after: 1h }\n",
    "agreement": AGREEMENT.replace(
        "kpis: []\n",
        """\
kpis:
  - id: availability
    name: Availability
    area: quality
    unit: percent
    direction: higher
    frequency: monthly
    definition: Minutes in service, of all minutes agreed.
    source: tool
    contractual: false
    targets: [{ from: 2026-07, target: 99.9, minimum: 99.5 }]
    credit_pct: 5
""",
    )
    + """\
response_targets:
  critical: { respond: 15m, resolve: 4h }
  high: { respond: 4h, resolve: 2d }
  medium: { respond: 1wd, resolve: 10wd }
  low: { respond: 2wd, resolve: 20wd }
  feedback: { respond: 5wd }
""",
    "milestones": """\
milestones:
  - { id: MS-01, title: Claims intake live, baseline_due: 2026-04-30, deliverables: [DL-01] }
  - { id: MS-07, title: Claims archive moved, baseline_due: 2026-12-11, deliverables: [DL-01] }
""",
}

BESIDE = {
    "plan-closable": {
        "measurements": """\
measurements:
  - { kpi: availability, period: 2026-07, value: 99.95, reported_on: 2026-08-06 }
  - { kpi: availability, period: 2026-08, value: 99.95, reported_on: 2026-09-04 }
  - { kpi: availability, period: 2026-09, value: 99.95, reported_on: 2026-10-06 }
""",
    }
}
"""What another file holds, in words in the manual: the examples that need more than one."""

MS_01 = """\
milestones:
  - { id: MS-01, title: Claims intake live, baseline_due: 2026-04-30, deliverables: [DL-01] }
"""
BASES = {
    "baseline-changed": MS_01,
    "milestone-removed": MS_01 + "  - { id: MS-02, title: Archive, baseline_due: 2026-12-11 }\n",
    "miss-hidden": MS_01,
    "change-backdated": MS_01.replace("2026-04-30", "2026-10-30"),
    "target-changed": """\
kpis:
  - id: availability
    name: Availability
    area: quality
    unit: percent
    direction: higher
    frequency: monthly
    definition: Minutes in service, of all minutes agreed.
    source: tool
    contractual: true
    targets: [{ from: 2026-01, target: 99.9, minimum: 99.0 }]
""",
    "measurement-restated": """\
measurements:
  - { kpi: availability, period: 2026-09, value: 99.40, reported_on: 2026-10-06 }
""",
}
"""What the base revision has, in words in the manual: the examples of checks that compare."""


class Example(NamedTuple):
    """An example of a manual: which check, whether it fails, the words before it, and its YAML."""

    code: str
    fails: bool
    condition: str
    text: str

    @property
    def name(self) -> str:
        return f"{self.code}-{'fails' if self.fails else 'passes'}"

    @property
    def day(self) -> date:
        found = re.match(r"(from|on|before) (\d+ [A-Z][a-z]+ \d{4})", self.condition)
        if found is None:
            return USUAL_DAY
        day = datetime.strptime(found[2], "%d %B %Y").date()
        return day - timedelta(weeks=1) if found[1] == "before" else day


def examples_of(code: str, manual: str) -> list[Example]:
    """The examples that are YAML; the passing one is judged on the day of the failing one."""
    blocks = re.findall(
        r"^(Fails|Passes)(?:, )?([^:\n]*):\n\n((?:    .*\n|\n)+)", manual + "\n", re.M
    )
    found = [Example(code, word == "Fails", said, dedent(text)) for word, said, text in blocks]
    return [each._replace(condition=found[0].condition) for each in found]


REVISIONS = {module.CODE for module in REVISION_CHECKS}
SITUATIONS = {module.CODE for module in SITUATION_CHECKS}
CODES = {
    *(module.CODE for module in FAULT_CHECKS),
    *(module.CODE for module in PORTFOLIO_CHECKS),
    *(module.CODE for module in PORTFOLIO_SITUATION_CHECKS),
    *REVISIONS,
    *SITUATIONS,
}
EXAMPLES = [
    example
    for manual in manuals()
    if manual.code in CODES
    for example in examples_of(manual.code, manual.text)
]


def test_every_check_shows_what_fails() -> None:
    shown = {example.code for example in EXAMPLES if example.fails}
    assert CODES - shown == IN_WORDS_ONLY


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.name)
def test_what_a_manual_shows_is_true(tmp_path: Path, example: Example) -> None:
    found = [each for each in _findings(tmp_path, example) if each.code == example.code]
    assert len(found) == example.fails


def _findings(root: Path, example: Example) -> list[Finding]:
    kind = _kind_of(example.text)
    if kind == "playbook":
        folder = write_playbook(root, {"acme": AROUND}, playbook=PLAYBOOK + example.text)
        return find_portfolio_faults(open_playbook(folder))
    if kind == "calendar":
        folder = write_playbook(root, {"acme": AROUND})
        (folder / "calendars" / "england.yml").write_text(example.text, encoding="utf-8")
        return find_portfolio_situations(open_playbook(folder), example.day)
    if example.code in REVISIONS:
        base = {**AROUND, kind: _replaced(AROUND.get(kind, ""), BASES[example.code])}
        now = {**AROUND, kind: _replaced(AROUND.get(kind, ""), example.text)}
        return revision_faults(root, example.day, base, now)
    beside = {**AROUND, **BESIDE.get(example.code, {})}
    files = {**beside, kind: _replaced(beside.get(kind, ""), example.text)}
    if example.code in SITUATIONS:
        return situations(root, example.day, **files)
    return faults(root, example.day, **files)


def _kind_of(text: str) -> str:
    """The kind of file that has the top-level fields of an example."""
    fields = set(_sections(text))
    kinds = [*VENDOR_KINDS, "playbook", "calendar"]
    (kind,) = (each for each in kinds if fields <= load_schema(each)["properties"].keys())
    return kind


def _replaced(text: str, example: str) -> str:
    return "".join({**_sections(text), **_sections(example)}.values())


def _sections(text: str) -> dict[str, str]:
    """The top-level fields of a YAML text, each with all of its lines."""
    parts = re.split(r"^(?=[a-z_]+:)", text.rstrip("\n") + "\n", flags=re.M)
    return {part.partition(":")[0]: part for part in parts if part.strip()}
