"""Milestones that hand nothing over."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.playbooks import AGREEMENT, faults, open_playbook, said, write_playbook
from vendorbook.checks import find_faults
from vendorbook.vendor_reading import read_vendor

MILESTONES = """\
milestones:
  - { id: MS-01, title: With, baseline_due: 2026-04-30, deliverables: [DL-01] }
  - { id: MS-02, title: Without, baseline_due: 2026-05-29 }
  - { id: MS-03, title: Empty, baseline_due: 2026-06-30, deliverables: [] }
  - { id: MS-04, title: Imported, baseline_due: 2020-06-30, date_unknown: true }
"""


def test_each_is_named_once_but_not_those_of_imported_history(tmp_path: Path) -> None:
    found = faults(tmp_path, agreement=AGREEMENT, milestones=MILESTONES)
    assert said(found, "milestone-without-deliverable") == [
        "3: MS-02 'Without' names no deliverable",
        "4: MS-03 'Empty' names no deliverable",
    ]


def test_nothing_is_said_where_the_agreement_cannot_be_read(tmp_path: Path) -> None:
    files = {"agreement": "scope: [", "milestones": MILESTONES}
    portfolio = open_playbook(write_playbook(tmp_path, {"acme": files}))
    vendor = read_vendor(portfolio, "acme").vendor
    assert vendor is not None
    assert find_faults(vendor, portfolio, date(2026, 10, 9)) == []
