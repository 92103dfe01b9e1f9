"""Milestones across vendors: what is missed comes first, with its reason and who must act."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests.pages.across import across, demo_page, page_of, table_rows, words
from tests.playbooks import AGREEMENT, open_playbook
from vendorbook.across.milestones import MilestoneRow
from vendorbook.across.shortlist import Shortlist
from vendorbook.findings import Place
from vendorbook.pages.registry import ACROSS_PAGES
from vendorbook.status import Status

AS_OF = date(2026, 5, 6)
CHANGES = """\
changes:
  - id: CR-01
    title: Late access
    type: date
    cause: client
    raised_on: 2026-04-10
    raised_by: rosa-lind
    status: approved
    decided_on: 2026-04-20
    decided_by: pia-nand
    effects: [{ milestone: MS-02, from: 2026-04-30, to: 2026-05-29 }]
"""
MILESTONES = """\
milestones:
  - { id: MS-01, title: Done, baseline_due: 2026-04-01, delivered_on: 2026-03-31, accepted_on: 2026-04-08, evidence: 'https://documents.example/1' }
  - { id: MS-02, title: Moved, baseline_due: 2026-04-30 }
  - { id: MS-03, title: Go-live, baseline_due: 2026-04-30, critical: true }
  - { id: MS-04, title: Handover, baseline_due: 2026-06-30, depends_on: [MS-03] }
  - { id: MS-05, title: Report, baseline_due: 2026-04-30, delivered_on: 2026-04-29, deliverables: [DL-01] }
"""  # noqa: E501 - one milestone on one line reads best


def test_the_table_says_lateness_reason_cause_and_who_and_begins_with_what_is_missed(
    tmp_path: Path,
) -> None:
    page = page_of(
        tmp_path, AS_OF, "milestones", milestones=MILESTONES, changes=CHANGES, agreement=AGREEMENT
    )
    assert table_rows(page) == [
        "missed Acme MS-03 Go-live critical 30 Apr 2026 3 not delivered Rosa Lind vendor's side",
        "at risk Acme MS-04 Handover 30 Jun 2026 waits for MS-03 Rosa Lind vendor's side",
        "delivered Acme MS-05 Report 30 Apr 2026 delivered 29 Apr 2026 our answer by 14 May 2026 "
        "Ines Ward our side",
        "upcoming Acme MS-02 Moved 29 May 2026 from 30 Apr 2026 to 29 May 2026, our cause "
        "Rosa Lind vendor's side",
        "accepted Acme MS-01 Done 1 Apr 2026 delivered 31 Mar 2026, accepted 8 Apr 2026",
    ]
    assert "As of 6 May 2026" in words(page)
    assert '<time datetime="2026-04-30">30 Apr 2026</time>' in page


def test_every_row_leads_to_the_vendors_page_and_can_be_filtered(tmp_path: Path) -> None:
    page = page_of(tmp_path, AS_OF, "milestones", milestones=MILESTONES, changes=CHANGES)
    assert 'href="../../vendors/acme/milestones/#ms-03"' in page
    assert 'href="../../vendors/acme/people/#person-rosa-lind"' in page
    assert 'data-status="missed" data-who="the vendor" data-open="1" data-moved="0"' in page
    assert 'data-status="upcoming" data-who="the vendor" data-open="1" data-moved="1"' in page
    assert 'data-status="accepted" data-who="" data-open="0" data-moved="0"' in page


def test_the_picture_draws_what_the_table_says_in_words_too(tmp_path: Path) -> None:
    page = page_of(tmp_path, AS_OF, "milestones", milestones=MILESTONES, changes=CHANGES)
    picture = page[page.index('<svg class="vb-picture"') : page.index("</svg></div>")]
    assert '<title id="timeline-title">Milestones of all vendors</title>' in picture
    assert "5 milestones of 1 vendor from" in picture
    assert (
        "<title>MS-02 Moved: upcoming, first due 30 Apr 2026, moved to 29 May 2026, our cause"
        in picture
    )
    moves = re.findall(r'vb-move--client" x1="([\d.]+)" x2="([\d.]+)"', picture)
    today = re.search(r'vb-today" x1="([\d.]+)"', picture)
    assert len(moves) == 1
    assert today is not None
    # 30 April lies before today, 6 May, and 29 May after it.
    assert float(moves[0][0]) < float(today[1]) < float(moves[0][1])
    assert "<script" not in page


def test_without_milestones_the_page_says_what_to_record(tmp_path: Path) -> None:
    text = words(page_of(tmp_path, AS_OF, "milestones"))
    assert "No milestone is open." in text
    assert "write in vendors/acme/milestones.yml: milestones: - id: MS-01" in text


def test_the_demo_shows_all_eleven_statuses_and_whose_cause_moved_what() -> None:
    rows = table_rows(demo_page("milestones"))
    # Tamarisk Forge has 8, Keelhaven 7, Lintel & Thread 5, Oxbow Meridian 7.
    assert len(rows) == 27
    assert rows[0].startswith("missed Oxbow Meridian Data MS-02 Claims and policy tables critical")
    assert "from 30 Jun 2026 to 28 Aug 2026, the vendor's cause" in rows[0]
    assert " 29 moved only after it had been missed 70% delivered" in rows[0]
    assert rows[1].startswith("missed Oxbow Meridian Data MS-03")
    assert " 15 " in rows[1]
    statuses = ("missed", "at risk", "due soon", "delivered", "delivered late", "deferred",
                "upcoming", "accepted", "accepted late", "waived", "cancelled")  # fmt: skip
    filters = re.search(r'name="status">(.*?)</select>', demo_page("milestones"))
    assert filters is not None
    assert set(re.findall(r"<option>(.*?)</option>", filters[1])) == set(statuses)
    moved = next(row for row in rows if "Tamarisk Forge MS-03" in row)
    assert "from 31 Jul 2026 to 14 Aug 2026, our cause" in moved
    owed = next(row for row in rows if "Keelhaven MS-06" in row)
    assert "we still owe OB-01" in owed
    assert owed.endswith("our side")


def row(vendor: str, number: int, status: Status, due: date) -> MilestoneRow:
    return MilestoneRow(
        vendor, vendor, f"MS-{number:02d}", "", False, status, due, due, None, None, None, None,
        None, 5 if status == "missed" else None, (), (), None, Place("x"),
    )  # fmt: skip


def test_a_shortlist_keeps_the_most_urgent_and_counts_the_rest() -> None:
    kept: Shortlist[MilestoneRow] = Shortlist(3)
    for vendor in ("a", "b", "c", "d"):
        kept.add(
            [
                row(vendor, 1, "upcoming", date(2026, 12, 1)),
                row(vendor, 2, "missed" if vendor == "d" else "accepted", date(2026, 1, 5)),
                row(vendor, 3, "at_risk", date(2026, 6, 1)),
            ]
        )
    assert [(each.vendor, each.id) for each in kept.rows] == [
        ("d", "MS-02"), ("a", "MS-03"), ("b", "MS-03")
    ]  # fmt: skip
    assert (kept.total, kept.left_out) == (12, 9)


def test_a_page_without_room_for_all_says_how_many_more_there_are_and_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = across(tmp_path, AS_OF, {"acme": {"milestones": MILESTONES}})
    short: Shortlist[MilestoneRow] = Shortlist(2)
    short.add(rows.milestones.rows)
    monkeypatch.setitem(vars(rows), "milestones", short)
    text = words(ACROSS_PAGES["milestones"](open_playbook(tmp_path), rows, AS_OF).body)
    assert (
        "Of 5 milestones, the 2 that matter first are shown; the others stand on the pages of "
        "their vendors. All vendors"
    ) in text


def test_what_is_closed_stands_last_and_begins_with_the_latest() -> None:
    kept: Shortlist[MilestoneRow] = Shortlist(9)
    kept.add(
        [
            row("a", 1, "accepted", date(2025, 3, 31)),
            row("a", 2, "waived", date(2026, 3, 31)),
            row("a", 3, "upcoming", date(2027, 3, 31)),
        ]
    )
    assert [each.id for each in kept.rows] == ["MS-03", "MS-02", "MS-01"]
