"""Partnership across vendors: ideas by age, goals, what to celebrate and who was thanked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.pages.across import demo_page, page_of, table_rows, words

AS_OF = date(2026, 5, 6)
PARTNERSHIP = """\
goals:
  - { id: GO-01, text: Half the calls, owner_client: ines-ward, owner_vendor: rosa-lind, target_date: 2026-05-20 }
  - { id: GO-02, text: No paper, owner_client: ines-ward, owner_vendor: rosa-lind, target_date: 2026-04-30 }
  - { id: GO-03, text: One desk, owner_client: ines-ward, owner_vendor: rosa-lind, target_date: 2026-03-31, achieved_on: 2026-03-30 }
  - { id: GO-04, text: Less heat, owner_client: ines-ward, owner_vendor: rosa-lind, target_date: 2026-08-31, dropped: The building is sold. }
activities:
  - { id: PA-01, type: idea, title: Noon run, proposed_by: vendor, planned_for: 2026-05-05 }
  - { id: PA-02, type: idea, title: Fewer forms, proposed_by: client, planned_for: 2026-03-31 }
  - { id: PA-03, type: idea, title: Green ink, proposed_by: vendor, planned_for: 2026-02-02, done_on: 2026-02-20, decision: declined, outcome: Too pale. }
  - { id: PA-04, type: idea, title: Long ago, proposed_by: vendor, planned_for: 2025-02-02, done_on: 2025-02-20, decision: accepted }
  - { id: PA-05, type: training, title: A day at the desk, proposed_by: vendor, planned_for: 2026-04-20 }
  - { id: PA-06, type: joint_workshop, title: Drawing it, proposed_by: vendor, planned_for: 2026-04-01, done_on: 2026-04-02 }
  - { id: PA-07, type: celebration, title: Cake, proposed_by: client, planned_for: 2026-04-10, done_on: 2026-04-10 }
"""  # noqa: E501 - one activity on one line reads best
FEEDBACK = """\
feedback:
  - { id: FB-001, kind: praise, direction: to_vendor, raised_at: 2026-04-01, raised_by: ines-ward, about: people, summary: They came at once. }
  - { id: FB-002, kind: praise, direction: to_client, raised_at: 2026-04-20, raised_by: rosa-lind, about: people, summary: Quick answers. }
"""  # noqa: E501 - one entry on one line reads best
MILESTONES = """\
milestones:
  - { id: MS-01, title: Go-live, baseline_due: 2026-04-01, delivered_on: 2026-03-31, accepted_on: 2026-04-08, evidence: 'https://documents.example/1' }
  - { id: MS-02, title: Late one, baseline_due: 2026-04-01, delivered_on: 2026-04-07, accepted_on: 2026-04-09, evidence: 'https://documents.example/2' }
"""  # noqa: E501 - one milestone on one line reads best


def partnership(root: Path) -> str:
    return page_of(
        root, AS_OF, "partnership", partnership=PARTNERSHIP, feedback=FEEDBACK,
        milestones=MILESTONES,
    )  # fmt: skip


def test_ideas_stand_by_age_with_who_owes_the_answer_and_by_when(tmp_path: Path) -> None:
    page = partnership(tmp_path)
    rows = table_rows(page)
    # Working days after 31 March: 1, 2, 7 to 10, 13 to 17, 20 to 24, 27 to 30 April, 1, 5 and
    # 6 May, 23 in all, and the twentieth is 30 April.
    assert rows[:2] == [
        "23 working days PA-02 Fewer forms us 30 Apr 2026 Acme Kit Morrow vendor's side",
        "1 working day PA-01 Noon run the vendor 3 Jun 2026 Acme Ines Ward our side",
    ]
    assert rows[2] == "declined PA-03 Green ink Too pale. the vendor 20 Feb 2026 Acme"
    assert "2 ideas wait for an answer, which is owed within 20 working days." in words(page)
    assert "Long ago" not in page
    assert 'href="../../vendors/acme/partnership/#pa-01"' in page


def test_goals_say_where_they_stand_and_what_is_open_comes_first(tmp_path: Path) -> None:
    rows = table_rows(partnership(tmp_path))[3:7]
    assert rows == [
        "6 days past its day GO-02 No paper 30 Apr 2026 Ines Ward, Rosa Lind Acme",
        "14 days to go GO-01 Half the calls 20 May 2026 Ines Ward, Rosa Lind Acme",
        "dropped: The building is sold. GO-04 Less heat 31 Aug 2026 Ines Ward, Rosa Lind Acme",
        "reached GO-03 One desk 31 Mar 2026 Ines Ward, Rosa Lind Acme",
    ]


def test_activities_are_done_or_not_done_by_their_day(tmp_path: Path) -> None:
    rows = table_rows(partnership(tmp_path))[7:]
    assert rows == [
        "not done PA-05 A day at the desk training 20 Apr 2026 Acme",
        "done PA-06 Drawing it joint workshop 1 Apr 2026 2 Apr 2026 Acme",
    ]


def test_what_came_on_time_is_celebrated_and_praise_goes_both_ways(tmp_path: Path) -> None:
    text = words(partnership(tmp_path))
    assert (
        "PA-07 Cake celebration, 10 Apr 2026, Acme MS-01 Go-live milestone accepted, 8 Apr 2026, "
        "Acme GO-03 One desk goal reached, 30 Mar 2026, Acme"
    ) in text
    assert "Late one" not in text
    assert (
        "Quick answers. Rosa Lind, 20 Apr 2026, to us from Acme · FB-002 They came at once. "
        "Ines Ward, 1 Apr 2026, to Acme · FB-001"
    ) in text


def test_an_empty_page_says_what_to_record(tmp_path: Path) -> None:
    text = words(page_of(tmp_path, AS_OF, "partnership"))
    assert (
        "No idea waits for an answer. To record it, write in vendors/acme/partnership.yml" in text
    )
    assert "No shared goal is recorded. To record it" in text
    assert "Nobody was thanked yet. To record it, write in vendors/acme/feedback.yml" in text


def test_the_demos_undecided_ideas_are_lintels_27_days_old_and_our_own() -> None:
    rows = table_rows(demo_page("partnership"))
    assert rows[0].startswith("27 working days PA-01 Let two handlers test for an hour")
    assert rows[0].endswith("our side")
    assert rows[0].count("Lintel & Thread QA") == 1
