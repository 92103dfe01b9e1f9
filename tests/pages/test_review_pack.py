"""The review pack: what is on the table, what is kept back, and what it says where nothing is."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.pages.across import table_rows, words
from tests.pages.test_scorecards import demo
from tests.playbooks import AGREEMENT, VENDOR, assessed, open_playbook, write_playbook
from vendorbook.assessment import assess
from vendorbook.pages import Page, vendor_review_pack, vendor_reviews, vendor_scorecard
from vendorbook.pages.vendor_review_pack import AGENDA, PARTS, with_pdf_link
from vendorbook.vendor_reading import read_vendor

# The latest complete quarter ends on 30 September; the next two end on 31 March.
DAY = date(2026, 10, 9)

MILESTONES = """\
milestones:
  - { id: MS-01, title: Plan, baseline_due: 2026-09-30, deliverables: [DL-01] }
  - { id: MS-02, title: Pilot, baseline_due: 2026-10-30, forecast: 2026-11-13, deliverables: [DL-01] }
  - { id: MS-03, title: Copy, baseline_due: 2026-09-18, delivered_on: 2026-09-18, deliverables: [DL-01] }
  - { id: MS-04, title: Roll-out, baseline_due: 2027-03-31, deliverables: [DL-01] }
  - { id: MS-05, title: Far away, baseline_due: 2027-04-01, deliverables: [DL-01] }
  - { id: MS-06, title: Early, baseline_due: 2026-08-14, delivered_on: 2026-08-12, accepted_on: 2026-08-13, evidence: https://documents.example/ms-06, deliverables: [DL-01] }
"""  # noqa: E501 - one milestone on one line reads best

AGREED = (
    AGREEMENT
    + """\
response_targets:
  high: { respond: 1wd, resolve: 5wd }
client_obligations:
  - { id: OB-01, text: Open the door, owner: ines-ward, due: 2026-10-02 }
  - { id: OB-02, text: Give the key, owner: ines-ward, due: 2026-08-03, done_on: 2026-08-05 }
"""
)

FEEDBACK = """\
feedback:
  - { id: FB-001, kind: issue, severity: high, direction: to_vendor, raised_at: 2026-10-05, raised_by: ines-ward, about: quality, summary: It is slow., disputed: true, responded_at: 2026-10-06, response: It is not. }
  - { id: FB-002, kind: issue, severity: high, direction: to_vendor, raised_at: 2026-09-28, raised_by: ines-ward, about: quality, summary: It is loud. }
  - { id: FB-003, kind: praise, direction: to_vendor, raised_at: 2026-08-20, raised_by: tomas-reyl, about: people, summary: They stayed late for us. }
  - { id: FB-004, kind: praise, direction: to_vendor, raised_at: 2026-10-01, raised_by: tomas-reyl, about: people, summary: After the quarter. }
"""  # noqa: E501 - one entry on one line reads best

CHANGES = """\
changes:
  - { id: CR-01, title: More testers, type: scope, cause: client, raised_on: 2026-09-21, raised_by: rosa-lind, status: proposed, effects: [{ scope: Two more testers }] }
"""  # noqa: E501

MEETINGS = """\
meetings:
  - id: MT-001
    date: 2026-09-21
    status: held
    actions:
      - { id: AC-001, text: Send the list., owner: ines-ward, due: 2026-10-07 }
      - { id: AC-002, text: Mend the fan., owner: rosa-lind, due: 2026-10-12 }
      - { id: AC-003, text: Done already., owner: rosa-lind, due: 2026-10-01, done_on: 2026-10-01 }
"""

PARTNERSHIP = """\
activities:
  - { id: PA-01, type: idea, title: Test at night, proposed_by: vendor, planned_for: 2026-09-07 }
  - { id: PA-02, type: idea, title: Test by day, proposed_by: client, planned_for: 2026-09-07 }
  - { id: PA-03, type: celebration, title: A hundred releases, proposed_by: client, planned_for: 2026-07-10, done_on: 2026-07-10 }
"""  # noqa: E501

IMPROVEMENT = """\
improvement:
  - id: IP-01
    title: Quieter nights
    opened_on: 2026-09-01
    triggered_by: [FB-002]
    root_cause: The fan.
    owner_client: ines-ward
    owner_vendor: rosa-lind
    target_end: 2026-12-18
    exit_criteria: [{ text: No complaint for a month }]
    checkpoints:
      - { due: 2026-10-01, held_on: 2026-10-01, outcome: on_track, note: A new fan is bought. }
      - { due: 2026-11-02 }
    if_it_fails: We look elsewhere.
"""

REVIEWS = """\
reviews:
  - id: RV-01
    kind: quarterly
    period: 2026-Q2
    held_on: 2026-07-15
    chair: ines-ward
    ratings: [{ area: quality, rating: satisfactory, narrative: As agreed. }]
    recommend: "yes"
    recommend_reason: They learn.
"""

RENEWS = VENDOR.format(slug="acme").replace(
    "end: 2027-12-31\n    auto_renew: false",
    "end: 2026-12-31\n    auto_renew: true\n    renewal_months: 12\n    notice_days: 60",
)

FULL = {
    "agreement": AGREED,
    "milestones": MILESTONES,
    "feedback": FEEDBACK,
    "changes": CHANGES,
    "meetings": MEETINGS,
    "partnership": PARTNERSHIP,
    "improvement": IMPROVEMENT,
    "reviews": REVIEWS,
    "vendor": RENEWS,
}


def pack(root: Path, **files: str) -> Page:
    return vendor_review_pack.page(assessed(root, DAY, **files), [])


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Page:
    return pack(tmp_path_factory.mktemp("full"), **FULL)


def part(page: Page, anchor: str) -> str:
    """The HTML of one part."""
    return page.body.split(f'<h2 id="{anchor}">')[1].split("</h2>", 1)[1].split("<h2 id=")[0]


def test_the_agenda_is_the_one_of_the_playbook() -> None:
    file = REPOSITORY / "content/playbook/communication/agendas.md"
    section = file.read_text(encoding="utf-8").split("## Quarterly business review, 90 minutes")[1]
    rows = re.findall(r"^\| (\d+) \| (.*?) \| (.*?) \|$", section.split("\n## ")[0], re.MULTILINE)
    assert [(int(minutes), point, out) for minutes, point, out in rows] == [
        (each.minutes, each.point, each.outcome) for each in AGENDA
    ]
    assert sum(each.minutes for each in AGENDA) == 90


def test_every_part_is_numbered_and_the_agenda_leads_to_it(full: Page) -> None:
    said = re.findall(r'<h2 id="([a-z-]+)">([^<]*)</h2>', full.body)
    assert said == [
        ("agenda", "Agenda, 90 minutes"),
        *((anchor, f"{n} {title}") for n, (anchor, title) in enumerate(PARTS.items(), start=1)),
        ("ours-alone", "Ours alone"),
    ]
    assert "25 Scorecard: grade, trend, the rows that cost most points agreed causes 3, 4, 5" in (
        words(full.body)
    )
    assert '<a href="#issues">5</a>' in full.body


def test_who_sits_at_the_table(full: Page) -> None:
    said = words(full.body)
    assert "For Client Ines Ward, Owner Pia Nand, Contracts For Acme" in said
    assert "For Acme Kit Morrow, Account Rosa Lind, Delivery Agenda" in said
    assert "Last review RV-01 of 2026-Q2, held 15 Jul 2026" in said


def test_open_actions_stand_by_side_with_owner_and_day(full: Page) -> None:
    assert table_rows(part(full, "actions")) == [
        "Ours",
        "AC-001 Send the list. Ines Ward 7 Oct 2026 2 working days late",
        "Theirs",
        "AC-002 Mend the fan. Rosa Lind 12 Oct 2026",
    ]


def test_what_we_owe_is_what_was_late_in_the_quarter_and_what_is_not_done(full: Page) -> None:
    said = words(part(full, "owed"))
    # Of the obligations only OB-02 was due in the quarter, two days late; MS-03 awaits an answer
    # that was due ten working days after 18 September, on 2 October.
    assert "Our obligations met 25 0" in said
    assert "OB-02 Give the key done due on 3 Aug 2026, came on 5 Aug 2026 = 0" in said
    assert "OB-01 Open the door Ines Ward, due 2 Oct 2026, not done" in said


def test_milestones_stand_in_one_group_each(full: Page) -> None:
    rows = table_rows(part(full, "milestones"))
    assert rows == [
        "Missed",
        "MS-01 Plan missed 7 working days late 30 Sep 2026 30 Sep 2026",
        "At risk",
        "MS-02 Pilot at risk forecast is later than the due date "
        "30 Oct 2026 30 Oct 2026 13 Nov 2026",
        "Delivered, awaiting our answer",
        "MS-03 Copy delivered our answer is overdue 18 Sep 2026 18 Sep 2026 "
        "delivered 18 Sep 2026 our answer by 2 Oct 2026",
        "Coming",
        "MS-04 Roll-out upcoming 31 Mar 2027 31 Mar 2027",
    ]
    assert "Coming are those due by 31 Mar 2027." in words(part(full, "milestones"))


def test_issues_stand_by_age_with_their_clocks(full: Page) -> None:
    # Raised on Monday 28 September: answered within a working day, fixed within five.
    assert table_rows(part(full, "issues")) == [
        "11 FB-002 It is loud. high issue to the vendor, raised 28 Sep 2026 open "
        "answer by 29 Sep 2026: 10 days over fix by 5 Oct 2026: 4 days over Rosa Lind",
        "4 FB-001 It is slow. high issue to the vendor, raised 5 Oct 2026 answered "
        "fix by 12 Oct 2026: 3 days left Rosa Lind",
    ]


def test_a_plan_shows_its_checkpoints_and_what_ends_it(full: Page) -> None:
    said = words(part(full, "plans"))
    assert "IP-01 Quieter nights open since 1 Sep 2026, to end by 18 Dec 2026" in said
    assert "1 Oct 2026 1 Oct 2026 on track A new fan is bought. 2 Nov 2026 to come" in said
    assert "No complaint for a month for people to judge" in said


def test_decisions_wanted_are_ours_and_the_earliest_comes_first(full: Page) -> None:
    # Twenty working days after 7 September are 5 October, and after 6 October 3 November.
    assert table_rows(part(full, "decisions")) == [
        "acceptance MS-03 Copy Ines Ward 2 Oct 2026",
        "idea PA-01 Test at night Ines Ward 5 Oct 2026",
        "dispute FB-001 It is slow. Ines Ward 3 Nov 2026",
        "change CR-01 More testers Ines Ward no day set",
    ]


def test_thanks_are_those_of_the_quarter(full: Page) -> None:
    assert words(part(full, "thanks")) == (
        "They stayed late for us. praise, Tomas Reyl, 20 Aug 2026 · FB-003 "
        "Early milestone accepted, 13 Aug 2026 · MS-06 "
        "A hundred releases celebration, 10 Jul 2026 · PA-03"
    )


def test_what_is_ours_alone_stands_on_the_last_sheet_only(full: Page) -> None:
    before, ours = full.body.split('<section class="vb-pack__ours">')
    said = words(ours)
    # Sixty days before 31 December is Sunday 1 November; the working day before is 30 October.
    assert "Main agreement 30 Oct 2026 undecided, 21 days left for notice Pia Nand" in said
    assert "In RV-01 we said that we would choose them again: They learn." in said
    assert "Main agreement" not in before
    assert "They learn." not in before
    assert "Take this sheet out before the pack leaves." in said


def test_an_internal_record_is_nowhere_but_named_on_our_own_sheet(tmp_path: Path) -> None:
    files = {
        **FULL,
        "feedback": FEEDBACK.replace("summary: It is loud.", "summary: Hush., internal: true"),
        "milestones": MILESTONES.replace("title: Plan,", "title: Hush plan, internal: true,"),
        "meetings": MEETINGS.replace("    status: held", "    status: held\n    internal: true"),
        "changes": CHANGES.replace("type: scope,", "type: scope, internal: true,"),
        "partnership": PARTNERSHIP.replace(
            "type: celebration,", "type: celebration, internal: true,"
        ),
    }
    page = pack(tmp_path, **files)
    before, ours = page.body.split('<section class="vb-pack__ours">')
    for hidden in ("Hush", "FB-002", "MS-01", "AC-001", "AC-002", "CR-01", "PA-03"):
        assert hidden not in words(before), hidden
    assert (
        "Left out of the parts above, because they are marked internal: "
        "MS-01, CR-01, FB-002, PA-03, MT-001, AC-001, AC-002, AC-003."
    ) in words(ours)


def test_a_milestone_that_waits_for_another_vendor_does_not_name_it(tmp_path: Path) -> None:
    milestones = """\
milestones:
  - { id: MS-01, title: Pilot, baseline_due: 2026-10-30, deliverables: [DL-01], depends_on: [rival/MS-01] }
"""  # noqa: E501
    late = """\
milestones:
  - { id: MS-01, title: Theirs, baseline_due: 2026-09-01, deliverables: [DL-01] }
"""
    root = write_playbook(
        tmp_path,
        {
            "acme": {"milestones": milestones, "agreement": AGREEMENT},
            "rival": {"milestones": late, "agreement": AGREEMENT},
        },
    )
    portfolio = open_playbook(root)
    vendor = read_vendor(portfolio, "acme").vendor
    assert vendor is not None
    page = vendor_review_pack.page(assess(vendor, portfolio, DAY), [])
    assert "at risk waits for another of our vendors" in words(part(page, "milestones"))
    assert "rival" not in page.body


def test_every_part_says_in_one_line_that_there_is_nothing(tmp_path: Path) -> None:
    page = pack(tmp_path, agreement=AGREEMENT)
    assert words(part(page, "actions")) == "No action is open on either side."
    assert words(part(page, "owed")).endswith(
        "We owe nothing, and were late with nothing in the quarter."
    )
    assert "There are no two rated quarters to show a trend of." in words(part(page, "scorecard"))
    assert words(part(page, "kpis")) == "No KPI is agreed."
    assert words(part(page, "issues")) == "Everything that was raised is answered and fixed."
    assert words(part(page, "milestones")) == (
        "No milestone is missed. No milestone is at risk. No delivery awaits our answer. "
        "No other milestone is due by 31 Mar 2027."
    )
    assert words(part(page, "plans")) == "No improvement plan is open."
    assert words(part(page, "decisions")) == "Nothing waits for a decision of ours."
    assert words(part(page, "thanks")).startswith("Nobody recorded praise")
    assert "vb-pack__ours--nothing" in page.body


def test_the_scorecard_says_the_same_as_its_own_page() -> None:
    said = words(vendor_review_pack.page(demo("keelhaven"), []).body)
    assert "79.0 C (B capped) 2026-Q3 improving +4.4 74.6 the quarter before" in said
    assert "K1 C at best: critical issue FB-031 is open past the time agreed for its fix" in said
    assert "Expectations 25 72.7 6.83" in said
    lost = re.findall(r'<td class="vb-number">(\d\.\d\d)</td><td><a', part(
        vendor_review_pack.page(demo("keelhaven"), []), "scorecard"
    ))  # fmt: skip
    assert lost == ["2.63", "2.33", "1.88", "1.82", "1.79"]


def test_scorecard_and_reviews_lead_to_the_pack_and_search_has_one_entry(full: Page) -> None:
    for module in (vendor_scorecard, vendor_reviews):
        body = module.page(demo("keelhaven"), []).body
        assert '<a href="../review-pack/">Review pack</a>' in body
    assert [each.title for each in full.search] == ["Review pack 2026-Q3 — Acme"]
    assert full.title == "Review pack · Acme"


def test_only_a_page_with_a_pdf_beside_it_leads_there(full: Page) -> None:
    assert "review-pack.pdf" not in full.body
    assert '<a href="../review-pack.pdf">The same as a PDF</a>' in with_pdf_link(full).body
    other = vendor_scorecard.page(demo("keelhaven"), [])
    assert with_pdf_link(other) is other
