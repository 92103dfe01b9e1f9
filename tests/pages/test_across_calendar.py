"""The calendar: every date with its kind, vendor and actor, week by week."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

from tests.pages.across import demo_page, page_of, table_rows, words
from vendorbook.pages.calendar_picture import calendar_picture, week_of

AS_OF = date(2026, 5, 6)
ROUTINE = """\
channels: []
routines:
  - { id: ops, kind: meeting, title: Operations call, level: operational, cadence: monthly, starts_on: 2026-01-05, chair: ines-ward }
"""  # noqa: E501 - one routine on one line reads best


def test_the_list_says_day_kind_vendor_actor_and_week(tmp_path: Path) -> None:
    page = page_of(
        tmp_path,
        AS_OF,
        "calendar",
        milestones="milestones: [{ id: MS-01, title: Go-live, baseline_due: 2026-05-08 }]\n",
        communication=ROUTINE,
    )
    rows = table_rows(page)
    assert rows[0] == "8 May 2026 MS-01 Go-live milestone Acme Rosa Lind vendor's side this week"
    assert rows[1] == (
        "31 May 2026 ops Operations call (1 May 2026 to 31 May 2026) meeting Acme Ines Ward "
        "our side 25 to 31 May"
    )
    assert 'href="../../vendors/acme/milestones/#ms-01"' in page
    assert 'href="../../vendors/acme/people/#routine-ops"' in page
    assert 'data-week="this week" data-what="promises" data-who="the vendor"' in page
    assert "<desc" in page
    assert "1 promises" in page


def test_a_week_across_two_months_names_both(tmp_path: Path) -> None:
    due = "milestones: [{ id: MS-01, title: Go-live, baseline_due: 2026-07-02 }]\n"
    assert "29 Jun to 5 Jul" in words(page_of(tmp_path, AS_OF, "calendar", milestones=due))


def test_the_picture_has_a_place_for_every_day_and_a_number_where_there_is_no_room() -> None:
    first, second = date(2026, 5, 6), date(2026, 5, 11)
    counts = Counter(
        {
            (first, "milestone", "vendor"): 1,
            (second, "action", "client"): 2,
            (second, "idea", "vendor"): 5,
        }
    )
    picture = calendar_picture(counts, AS_OF, 80)
    assert picture is not None
    # 190 units for the labels, 800 for 80 days: ten units a day.
    promises = [mark for mark in picture.marks if mark.group == "promises"]
    assert [(mark.x, mark.words) for mark in promises] == [(190.0, "6 May 2026: milestone")]
    ideas = [mark for mark in picture.marks if mark.group == "actions and ideas"]
    assert [mark.x for mark in ideas] == [240.0] * 4
    assert [mark.is_ours for mark in ideas] == [True, True, False, False]
    assert ideas[0].words == "11 May 2026: 2 × action, 5 × idea"
    assert [count for _, _, count in picture.more] == [7]
    assert picture.weeks[0] == (240.0, "11 May")
    assert "8 dates from 6 May 2026 to 25 Jul 2026: 1 promises, 7 actions and ideas" in (
        picture.description
    )
    assert week_of(date(2026, 5, 10)) == date(2026, 5, 4)


def test_without_a_date_the_page_says_what_to_record(tmp_path: Path) -> None:
    text = words(page_of(tmp_path, date(2025, 3, 1), "calendar", contacts=FEW))
    assert "Nothing falls due. To record it, write in vendors/acme/milestones.yml" in text


FEW = """\
people:
  - { id: ines-ward, name: Ines Ward, side: client, title: Owner, roles: [relationship_owner], email: ines@client.example, verified_on: 2025-02-28 }
escalation:
  - { level: 1, for: incident, vendor: ines-ward, client: ines-ward, after: 30m }
"""  # noqa: E501 - one person on one line reads best


def test_the_demos_dates_are_all_there() -> None:
    rows = table_rows(demo_page("calendar"))
    wanted = (
        r"^9 Oct 2026 MS-05 Accept or reject: .* Keelhaven Daniel Achebe our side this week$",
        r"^16 Oct 2026 MS-06 Replication .* milestone Keelhaven ",
        r"^20 Oct 2026 MS-05 Go-live for motor claims milestone Tamarisk Forge ",
        r"^30 Oct 2026 msa-2025 Decide, or .* renews after 31 Dec 2026 notice Keelhaven ",
        r"^30 Oct 2026 indemnity Expires: .* document Lintel & Thread QA ",
        r"^30 Nov 2026 IP-01 .* end of plan Oxbow Meridian Data ",
        r"^4 Dec 2026 MS-05 Rehearsal of the exit milestone Oxbow Meridian Data ",
        r"^31 Dec 2026 strategic Hold the quarterly review of this strategic vendor review ",
    )
    for pattern in wanted:
        assert any(re.match(pattern, row.replace(" record ", " ")) for row in rows), pattern
