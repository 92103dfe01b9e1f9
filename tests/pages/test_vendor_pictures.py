"""What the pictures of one vendor say, worked out by hand from YAML that stands here."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.playbooks import VENDOR, assessed
from vendorbook.across.contracts import contract_rows, document_rows
from vendorbook.across.feedback import open_rows
from vendorbook.exit_criteria import criterion_progress
from vendorbook.kpi_rows import kpi_rows
from vendorbook.pages.call_card import call_cards
from vendorbook.pages.document_picture import document_picture
from vendorbook.pages.open_actions import open_actions
from vendorbook.pages.open_feedback_picture import open_feedback_picture
from vendorbook.pages.plan_picture import criterion_lines, plan_picture
from vendorbook.pages.rhythm_picture import rhythm_picture
from vendorbook.pages.since_review import since_review
from vendorbook.pages.target_picture import target_picture
from vendorbook.pages.term_picture import earlier_terms, term_picture

if TYPE_CHECKING:
    from pathlib import Path

AS_OF = date(2026, 10, 9)

MONTHLY = """\
channels: []
routines:
  - { id: call, kind: meeting, title: Monthly call, level: tactical, cadence: monthly, starts_on: 2026-03-01, chair: ines-ward }
  - { id: report, kind: report, title: Yearly report, level: strategic, cadence: annual, starts_on: 2026-01-01, chair: kit-morrow }
"""  # noqa: E501 - one routine on one line reads best

MEETINGS = """\
meetings:
  - { id: MT-01, routine: call, date: 2026-03-10, status: held }
  - { id: MT-02, routine: call, date: 2026-05-12, status: held }
  - { id: MT-03, routine: call, date: 2026-06-09, status: cancelled, cancelled_by: client }
  - { id: MT-04, routine: call, date: 2026-07-14, status: cancelled, cancelled_by: vendor }
  - { id: MT-05, routine: call, date: 2026-08-11, status: held }
  - { id: MT-06, routine: call, date: 2026-09-08, status: cancelled, cancelled_by: both }
"""


def test_the_rhythm_counts_what_took_place_and_says_who_called_off(tmp_path: Path) -> None:
    assessment = assessed(tmp_path, AS_OF, communication=MONTHLY, meetings=MEETINGS)
    picture = rhythm_picture(assessment)
    assert picture is not None
    call, report = picture.strips
    # March to September are seven slots; June and September were called off on our side too.
    assert call.summary == "3 of 5 held, 2 called off"
    assert len(call.kept) == 3
    assert [(each.mark, each.words) for each in call.others] == [
        ("missed", "Apr 2026: missed"),
        ("client", "Jun 2026: cancelled by us"),
        ("vendor", "Jul 2026: cancelled by the vendor, which counts as missed"),
        ("both", "Sep 2026: cancelled by both"),
    ]
    assert call.missed == "Jul 2026, Apr 2026"
    assert report.summary == "none due yet"
    assert picture.used == ("held", "missed", "vendor", "client", "both")
    assert picture.description == (
        "One mark for each agreed meeting and report from 10 Oct 2025 to 9 Oct 2026. Monthly "
        "call: 3 of 5 held, 2 called off; Yearly report: none due yet."
    )
    marks = [*call.kept, *(each.x for each in call.others)]
    assert all(250 <= x <= 810 for x in marks)


@pytest.mark.parametrize(
    ("as_of", "terms"),
    [
        (date(2025, 6, 1), []),
        (date(2026, 7, 1), [(date(2025, 1, 1), date(2025, 12, 31))]),
        (
            date(2027, 7, 1),
            [
                (date(2025, 1, 1), date(2025, 12, 31)),
                (date(2026, 1, 1), date(2026, 12, 31)),
            ],
        ),
    ],
)
def test_earlier_terms_are_those_that_were_followed_by_another(
    tmp_path: Path, as_of: date, terms: list[tuple[date, date]]
) -> None:
    renewing = "    auto_renew: true\n    renewal_months: 12\n    notice_days: 30\n"
    vendor = (
        VENDOR.format(slug="acme")
        .replace("2027-12-31", "2025-12-31")
        .replace("    auto_renew: false\n", renewing)
    )
    assessment = assessed(tmp_path, as_of, vendor=vendor)
    contracts = assessment.vendor.profile.contracts
    assert earlier_terms(contracts[0], as_of) == terms
    picture = term_picture(contracts, list(contract_rows(assessment)), as_of)
    assert picture is not None
    bar = picture.bars[0]
    assert len(bar.past) == len(terms)
    assert bar.renewed is not None
    assert bar.renewed[0] == bar.current[1]
    assert bar.notice is not None
    assert bar.current[0] < bar.notice < bar.current[1]


def test_documents_stand_by_expiry_with_what_that_means(tmp_path: Path) -> None:
    vendor = VENDOR.format(slug="acme") + (
        "documents:\n"
        "  - { id: late, type: certificate, title: Late, expires_on: 2026-12-31, required: true }\n"
        "  - { id: gone, type: insurance, title: Gone, expires_on: 2026-09-29, required: true }\n"
        "  - { id: ever, type: nda, title: For ever }\n"
    )
    assessment = assessed(tmp_path, AS_OF, vendor=vendor)
    picture = document_picture(list(document_rows(assessment)), AS_OF)
    assert picture is not None
    assert [mark.words for mark in picture.marks] == [
        "Gone: 29 Sep 2026, expired 10 days ago",
        "Late: 31 Dec 2026, expires in 83 days",
    ]
    gone, late = picture.marks
    assert gone.x < picture.today < late.x


def test_open_feedback_shows_age_limits_and_what_is_over(tmp_path: Path) -> None:
    agreement = """\
objectives: []
scope: { in: [], out: [] }
deliverables: []
kpis: []
response_targets: { high: { respond: 1d, resolve: 5d } }
"""
    feedback = """\
feedback:
  - { id: FB-01, kind: issue, direction: to_vendor, raised_at: 2026-10-01, raised_by: ines-ward, about: quality, severity: high, summary: It is broken., responded_at: 2026-10-02, response: We look. }
  - { id: FB-02, kind: concern, direction: to_client, raised_at: 2026-09-09, raised_by: kit-morrow, about: people, summary: Nobody answers. }
"""  # noqa: E501 - one entry on one line reads best
    assessment = assessed(tmp_path, AS_OF, agreement=agreement, feedback=feedback)
    rows = sorted(open_rows(assessment), key=lambda row: row.urgency)
    picture = open_feedback_picture(rows, AS_OF)
    assert picture is not None
    broken, unanswered = picture.bars
    # Raised on the 1st, whose end begins the five days: they are over at the end of the 6th.
    assert (broken.label, broken.words) == ("FB-01 high issue", "fix 3 days over")
    assert broken.over == broken.limits[0]
    assert broken.start < broken.limits[0] < picture.today
    assert (unanswered.label, unanswered.words) == ("FB-02 concern", "30 days old")
    assert unanswered.over is None
    assert picture.description.startswith("2 open entries by age, 1 over a limit;")


AVAILABILITY = """\
objectives: []
scope: { in: [], out: [] }
deliverables: []
kpis:
  - id: availability
    name: Availability
    area: quality
    unit: percent
    direction: higher
    frequency: monthly
    definition: Minutes in service.
    source: tool
    contractual: true
    targets:
      - { from: 2026-01, target: 99, minimum: 98 }
      - { from: 2026-08, target: 99.5, minimum: 98, change: CR-01 }
"""
MEASURED = """\
measurements:
  - { kpi: availability, period: 2026-06, value: 99.9, reported_on: 2026-07-03 }
  - { kpi: availability, period: 2026-07, value: 98.5, reported_on: 2026-08-04 }
  - { kpi: availability, period: 2026-08, value: 99.6, reported_on: 2026-09-03 }
  - { kpi: availability, period: 2026-09, value: 99.7, reported_on: 2026-10-05 }
"""
PLAN = """\
improvement:
  - id: IP-01
    title: Steady again
    opened_on: 2026-07-20
    triggered_by: [availability]
    root_cause: Nobody looked.
    owner_client: ines-ward
    owner_vendor: kit-morrow
    target_end: 2026-12-31
    exit_criteria:
      - { text: Three good months, kpi: availability, target: 99.5, consecutive_periods: 3 }
      - { text: Both sides trust the figures }
    checkpoints:
      - { due: 2026-08-17, held_on: 2026-08-18, outcome: on_track }
      - { due: 2026-09-14 }
      - { due: 2026-11-02 }
    if_it_fails: We leave.
"""


def test_a_plan_shows_its_checkpoints_and_how_far_its_criteria_are(tmp_path: Path) -> None:
    assessment = assessed(
        tmp_path, AS_OF, agreement=AVAILABILITY, measurements=MEASURED, improvement=PLAN
    )
    plan = assessment.vendor.improvement[0]
    picture = plan_picture(plan, assessment)
    assert [(each.state, each.words) for each in picture.checkpoints] == [
        ("on_track", "18 Aug 2026 on track"),
        ("not_held", "14 Sep 2026 not held"),
        ("to_come", "2 Nov 2026 to come"),
    ]
    assert picture.today == picture.done
    measured, judged = criterion_lines(plan, assessment)
    # July ended after the plan was opened and is below; August and September reach 99.5.
    assert (measured.standing, measured.wanted) == (
        "2 of 3 periods",
        "at least 99.5 %, 3 periods running",
    )
    assert [(each.period, each.text, each.reaches) for each in measured.values] == [
        ("2026-07", "98.5", False),
        ("2026-08", "99.6", True),
        ("2026-09", "99.7", True),
    ]
    assert judged.standing == "for people to judge"
    progress = criterion_progress(assessment, plan, plan.exit_criteria[0])
    assert (progress.reached, progress.needed, progress.is_met) == (2, 3, False)


def test_targets_are_steps_that_say_what_moved_them(tmp_path: Path) -> None:
    assessment = assessed(tmp_path, AS_OF, agreement=AVAILABILITY, measurements=MEASURED)
    vendor = assessment.vendor
    assert vendor.agreement is not None
    kpi = vendor.agreement.kpis[0]
    rows = kpi_rows(
        vendor, kpi, date(2026, 6, 1), date(2026, 9, 30), AS_OF, assessment.policy.windows
    )
    picture = target_picture(kpi, rows)
    assert picture is not None
    # Four periods on 920 units, from 60 on: the second target begins with the third of them.
    assert [(x, value, change) for x, _, value, change in picture.moves] == [
        (60.0, "99", ""),
        (520.0, "99.5", "CR-01"),
    ]
    assert [point.words for point in picture.points] == [
        "2026-06: 99.9, green",
        "2026-07: 98.5, amber",
        "2026-08: 99.6, green",
        "2026-09: 99.7, green",
    ]
    assert target_picture(kpi, rows[:2]) is None


def test_the_card_adds_up_how_long_to_wait_for_each_level(tmp_path: Path) -> None:
    contacts = """\
people:
  - { id: ines-ward, name: Ines Ward, side: client, title: Owner, roles: [relationship_owner], email: i@client.example, verified_on: 2026-07-01 }
  - { id: kit-morrow, name: Kit Morrow, side: vendor, title: Account, roles: [account_manager], email: k@vendor.example, verified_on: 2026-07-01 }
escalation:
  - { level: 2, for: delivery, vendor: kit-morrow, client: ines-ward, after: 5wd }
  - { level: 1, for: delivery, vendor: kit-morrow, client: ines-ward, after: 2wd }
  - { level: 3, for: incident, vendor: kit-morrow, client: ines-ward, after: 1h }
  - { level: 2, for: incident, vendor: kit-morrow, client: ines-ward, after: 90m }
  - { level: 1, for: incident, vendor: kit-morrow, client: ines-ward, after: 15m }
"""  # noqa: E501 - one person on one line reads best
    cards = call_cards(assessed(tmp_path, AS_OF, contacts=contacts))
    assert [(card.purpose, [level.starts for level in card.levels]) for card in cards] == [
        ("incident", ["at once", "after 15 minutes", "after 1 hour 45 minutes"]),
        ("delivery", ["at once", "after 2 working days"]),
    ]
    assert [level.wait for level in cards[0].levels] == ["15 minutes", "90 minutes", "1 hour"]


def test_open_actions_come_from_meetings_reviews_and_plans_and_count_working_days(
    tmp_path: Path,
) -> None:
    meetings = """\
meetings:
  - id: MT-01
    date: 2026-09-01
    status: held
    actions:
      - { id: AC-01, text: Done in time, owner: kit-morrow, due: 2026-09-10, done_on: 2026-09-09 }
      - { id: AC-02, text: Not done, owner: kit-morrow, due: 2026-10-02 }
      - { id: AC-03, text: Let go, owner: ines-ward, due: 2026-09-10, dropped: No need. }
"""
    plan = PLAN.replace(
        "    checkpoints:",
        "    actions: [{ id: AC-04, text: To come, owner: ines-ward, due: 2026-10-09 }]\n"
        "    checkpoints:",
    )
    assessment = assessed(
        tmp_path, AS_OF, agreement=AVAILABILITY, meetings=meetings, improvement=plan
    )
    # From Friday the 2nd to Friday the 9th there are five working days; today is not late.
    assert [(a.action.id, a.side, a.late, a.page, a.source) for a in open_actions(assessment)] == [
        ("AC-02", "vendor", "5 working days late", "people", "MT-01"),
        ("AC-04", "client", "", "reviews", "IP-01"),
    ]


def test_since_the_last_review_only_later_misses_and_decisions_count(tmp_path: Path) -> None:
    milestones = """\
milestones:
  - { id: MS-01, title: Late before, baseline_due: 2026-06-15, delivered_on: 2026-06-22 }
  - { id: MS-02, title: Late since, baseline_due: 2026-08-14, delivered_on: 2026-08-18 }
  - { id: MS-03, title: Moved since, baseline_due: 2026-11-16 }
  - { id: MS-04, title: Moved before, baseline_due: 2026-11-17 }
  - { id: MS-05, title: Never came, baseline_due: 2026-09-30 }
"""
    changes = """\
changes:
  - { id: CR-01, title: A, type: date, cause: client, raised_on: 2026-07-20, raised_by: kit-morrow, status: approved, decided_on: 2026-07-22, decided_by: pia-nand, effects: [{ milestone: MS-03, from: 2026-11-16, to: 2026-11-30 }] }
  - { id: CR-02, title: B, type: date, cause: vendor, raised_on: 2026-06-01, raised_by: kit-morrow, status: approved, decided_on: 2026-06-03, decided_by: pia-nand, effects: [{ milestone: MS-04, from: 2026-11-17, to: 2026-12-01 }] }
"""  # noqa: E501 - one change on one line reads best
    reviews = """\
reviews:
  - { id: RV-01, kind: quarterly, period: 2026-Q2, held_on: 2026-07-15, chair: ines-ward, ratings: [{ area: quality, rating: satisfactory, narrative: As agreed. }] }
"""  # noqa: E501 - one review on one line reads best
    assessment = assessed(tmp_path, AS_OF, milestones=milestones, changes=changes, reviews=reviews)
    found = since_review(assessment)
    assert found is not None
    assert [each.milestone.id for each in found.missed] == ["MS-02", "MS-05"]
    assert [(each.move.change, each.cause) for each in found.moved] == [("CR-01", "our cause")]
    assert since_review(assessed(tmp_path / "none", AS_OF, milestones=milestones)) is None
