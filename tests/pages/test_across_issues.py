"""Open issues across vendors: by the clock, in both directions, with disputes and the flow."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

from tests.pages.across import demo_page, page_of, table_rows, words
from tests.playbooks import AGREEMENT
from vendorbook.pages.flow_picture import flow_picture

AS_OF = date(2026, 5, 6)
TARGETS = """\
response_targets:
  critical: { respond: 30m, resolve: 4h }
  high: { respond: 1wd, resolve: 5wd }
  medium: { respond: 2wd, resolve: 10wd }
  low: { respond: 5wd, resolve: 20wd }
  feedback: { respond: 10wd }
"""
FEEDBACK = """\
feedback:
  - { id: FB-001, kind: issue, severity: critical, direction: to_vendor, raised_at: "2026-05-05T20:00:00+01:00", raised_by: ines-ward, about: security, summary: Nothing runs., responded_at: "2026-05-05T20:10:00+01:00", response: We look., escalation_level: 2 }
  - { id: FB-002, kind: issue, severity: high, direction: to_vendor, raised_at: 2026-04-24, raised_by: ines-ward, about: delivery, summary: It fell over. }
  - { id: FB-003, kind: concern, direction: to_client, raised_at: 2026-05-05, raised_by: rosa-lind, about: people, summary: Nobody answers. }
  - { id: FB-004, kind: concern, direction: to_vendor, raised_at: 2026-04-01, raised_by: ines-ward, about: cost, summary: Too dear., responded_at: 2026-04-08, response: It is not., disputed: true }
  - { id: FB-005, kind: concern, direction: to_vendor, raised_at: 2026-02-02, raised_by: ines-ward, about: cost, summary: Twice., responded_at: 2026-02-08, response: Once., disputed: true, dispute_outcome: It was once. }
  - { id: FB-006, kind: praise, direction: to_vendor, raised_at: 2026-04-01, raised_by: ines-ward, about: people, summary: Thanks. }
  - { id: FB-007, kind: issue, severity: low, direction: to_vendor, raised_at: 2026-03-02, raised_by: ines-ward, about: quality, summary: Typo., responded_at: 2026-03-03, response: Yes., resolved_at: 2026-04-02, resolution: Gone. }
"""  # noqa: E501 - one entry on one line reads best


def issues(root: Path) -> str:
    return page_of(root, AS_OF, "issues", feedback=FEEDBACK, agreement=AGREEMENT + TARGETS)


def test_what_is_over_its_limit_comes_first_with_both_clocks_and_who_must_act(
    tmp_path: Path,
) -> None:
    page = issues(tmp_path)
    rows = table_rows(page)
    # 24 April is a Friday. One working day is Monday 27 April, 9 days before 6 May; five are
    # Friday 1 May, 5 days before. Four hours after 20:00 on 5 May is midnight, the end of that
    # day, and 6 May ends 24 hours later.
    assert rows[:3] == [
        "answer: 9 days over by 27 Apr 2026 fix: 5 days over by 1 May 2026 FB-002 It fell over. "
        "to the vendor, about delivery high issue open 12 24 Apr 2026 Acme Rosa Lind "
        "vendor's side",
        "fix: 24 hours over by 5 May 2026 FB-001 Nothing runs. to the vendor, about security, "
        "on level 2 of the ladder critical issue answered 1 5 May 2026 Acme Rosa Lind "
        "vendor's side",
        "answer: 13 days left by 19 May 2026 FB-003 Nobody answers. to us, about people concern "
        "open 1 5 May 2026 Acme Ines Ward our side",
    ]
    assert "3 entries wait, 2 past the limit." in words(page)
    assert 'data-severity="high" data-direction="to the vendor" data-who="the vendor"' in page


def test_a_dispute_shows_both_texts_and_by_when_we_decide(tmp_path: Path) -> None:
    rows = table_rows(issues(tmp_path))
    # Answered on 8 April; twenty working days later, past the holiday of 4 May, is 7 May.
    assert rows[3] == (
        "decision: 1 day left by 7 May 2026 FB-004 Too dear. to the vendor, about cost It is not. "
        "Acme Ines Ward our side"
    )
    assert rows[4].startswith("decided FB-005 Twice.")
    assert "Once. It was once." in rows[4]


def test_the_flow_counts_by_month_and_direction_and_leaves_praise_out(tmp_path: Path) -> None:
    page = issues(tmp_path)
    rows = table_rows(page)
    assert "May 2026 1 1 0 1 0 0" in rows
    assert "Apr 2026 2 1 1 0 0 0" in rows
    assert "Mar 2026 1 1 0 0 0 0" in rows
    assert "<title>Apr 2026, from us to vendors: 2 raised</title>" in page
    assert "6 entries raised in twelve months, praise left out" in page


def test_bars_stand_in_their_month_and_are_as_tall_as_their_count() -> None:
    flow = Counter(
        {(2026, 5, "to_vendor", "raised"): 4, (2025, 6, "to_client", "answered"): 2,
         (2025, 5, "to_client", "raised"): 9}
    )  # fmt: skip
    picture = flow_picture(flow, AS_OF)  # type: ignore[arg-type]
    assert picture is not None
    # Twelve months in 850 units: the last begins at 150 + 11 * 70.833.
    assert [(bar.x, bar.height, bar.words) for bar in picture.bars] == [
        (167.0, 35.0, "Jun 2025, from vendors to us: 2 answered"),
        (929.2, 70.0, "May 2026, from us to vendors: 4 raised"),
    ]


def test_without_feedback_the_page_says_what_to_record(tmp_path: Path) -> None:
    text = words(page_of(tmp_path, AS_OF, "issues"))
    assert "Nothing is open: everything that was raised is answered and fixed. To record it" in text
    assert "Nothing is disputed." in text
    assert "Nothing was said in the last twelve months." in text


def test_the_demos_overdue_critical_issue_comes_first() -> None:
    rows = table_rows(demo_page("issues"))
    assert rows[0].startswith("fix: 11 days over by 28 Sep 2026 FB-031 ")
    assert "critical issue" in rows[0]
    assert any("Oxbow Meridian Data" in row and "decided" in row for row in rows)
    assert re.search(r"[1-9]\d* entries raised in twelve months", demo_page("issues"))
