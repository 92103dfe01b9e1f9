"""The scorecard of a vendor, of all vendors, and how scores are made: what these pages say."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests.pages.test_pages import words
from tests.playbooks import AGREEMENT, PLAYBOOK, VENDOR, acme, open_playbook, write_playbook
from vendorbook.assessment import Assessment, assess
from vendorbook.pages import (
    Page,
    across_scorecards,
    reference_scores,
    vendor_overview,
    vendor_review_pack,
    vendor_scorecard,
)
from vendorbook.portfolio import load
from vendorbook.summary import Summary, summarise
from vendorbook.vendor_reading import read_vendor

ROOT = Path(__file__).parents[2]
DAY = date(2026, 10, 9)


def demo(slug: str) -> Assessment:
    portfolio = load(ROOT).portfolio
    assert portfolio is not None
    vendor = read_vendor(portfolio, slug).vendor
    assert vendor is not None
    return assess(vendor, portfolio, DAY)


@pytest.fixture(scope="module")
def keelhaven() -> Page:
    return vendor_scorecard.page(demo("keelhaven"), [])


def test_the_number_comes_first_and_the_reason_right_under_it(keelhaven: Page) -> None:
    said = words(keelhaven.body)
    assert "79.0 C (B capped) 2026-Q3 improving +4.4 74.6 the quarter before" in said
    assert "Confidence 98%, high: 1 row missing" in said
    assert "K1 C at best: critical issue FB-031 is open past the time agreed for its fix" in said


def test_every_practice_has_its_weight_score_and_lost_points(keelhaven: Page) -> None:
    said = words(keelhaven.body)
    # 15 * (100 - 85.3333) / 100 = 2.2 and so on; all together 20.95.
    for row in (
        "Communication 15 85.3 2.20",
        "Expectations 25 72.7 6.83",
        "Feedback 15 83.8 2.44",
        "Performance 35 79.7 7.12",
        "Partnership 10 76.4 2.36",
    ):
        assert row in said
    assert "Satisfaction of desk users 2 85 2 of 3 rows" in said
    assert "Shared goals met 30 – nothing was expected" in said


def test_where_the_points_went_leads_to_the_record(keelhaven: Page) -> None:
    said = words(keelhaven.body)
    assert "20.95 points in all." in said
    assert "2.63 MS-05 Self-service for passwords and access scored against 1 Sep 2026" in said
    assert '<a href="../milestones/#ms-05">MS-05 Self-service' in keelhaven.body
    assert "vendors/keelhaven/milestones.yml#L48" in keelhaven.body


def test_the_formula_has_this_vendors_numbers(keelhaven: Page) -> None:
    assert (
        "(15 × 85.33 + 25 × 72.67 + 15 × 83.75 + 35 × 79.65 + 10 × 76.43) / 100 = 79.0495 . "
        "Rounded to one decimal that is 79.0 , grade B ; K1 limits it to C . "
        "As a fraction: 41501/525 ."
    ) in words(keelhaven.body)


def test_what_stands_beside_the_score(keelhaven: Page) -> None:
    said = words(keelhaven.body)
    assert "GBP 200,000 planned, 180,000 earned, 194,400 invoiced" in said
    assert "−20,000 GBP, index 0.9" in said
    assert "Cost index 0.926" in said
    assert "Dates moved 1 by us, 1 by the vendor" in said


def test_kpis_say_their_colour_in_words(keelhaven: Page) -> None:
    said = words(keelhaven.body)
    assert "99.95 green, at the target or better" in said
    assert "99.7 amber, between minimum and target" in said
    assert "99.4 red, worse than the minimum" in said
    assert "– not reported" in said
    assert "n/a nothing to measure, or excused" in said


def test_the_trend_is_a_picture_and_a_table(keelhaven: Page) -> None:
    assert '<title id="trend-title">Scores of Keelhaven by quarter</title>' in keelhaven.body
    assert "2026-Q2 74.6, C; 2026-Q3 79.0, C." in keelhaven.body
    assert "2026-Q2 74.6 C" in words(keelhaven.body)


def test_a_vendor_that_is_too_new_says_so() -> None:
    page = vendor_scorecard.page(demo("lintel-thread"), [])
    said = words(page.body)
    start = "Too new: the first contract starts on 6 Jul 2026, after 2026-Q3 began."
    assert f"not rated 2026-Q3 {start}" in said
    assert "There is nothing to score yet." in said
    assert "To record it" not in said
    assert "There is no grade yet that anything could limit." in said
    assert "trend" not in [each.anchor for each in page.headings]


def test_caps_that_do_not_bite_are_said_to_be_none_everywhere(keelhaven: Page) -> None:
    """Oxbow's score alone gives E; Keelhaven's would give B, and is capped to C."""
    oxbow = demo("oxbow-meridian")
    card = words(vendor_scorecard.page(oxbow, []).body)
    assert "Nothing here: the score alone gives E." in card
    assert "limited by" not in words(vendor_overview.page(oxbow, []).body)
    pack = words(vendor_review_pack.page(oxbow, []).body)
    assert "The score alone gives E; these facts would have limited a better grade." in pack
    assert "the score alone gives" not in words(keelhaven.body)
    assert "limited by" in words(vendor_overview.page(demo("keelhaven"), []).body)
    assert "alone gives" not in words(vendor_review_pack.page(demo("keelhaven"), []).body)


def test_every_heading_of_the_contents_is_on_the_page(keelhaven: Page) -> None:
    for slug in ("keelhaven", "lintel-thread", "oxbow-meridian", "tamarisk-forge"):
        page = vendor_scorecard.page(demo(slug), [])
        found = re.findall(r'<h2 id="([a-z]+)"', page.body)
        assert [each.anchor for each in page.headings] == found


def test_text_of_records_stays_text(tmp_path: Path) -> None:
    nasty = "<img src=x onerror=alert(1)>"
    milestones = f"""\
milestones:
  - {{ id: MS-01, title: "{nasty}", baseline_due: 2026-04-30, deliverables: [DL-01] }}
"""
    vendor, portfolio = acme(tmp_path, milestones=milestones, agreement=AGREEMENT)
    page = vendor_scorecard.page(assess(vendor, portfolio, DAY), [])
    assert nasty not in page.body
    assert "&lt;img src=x onerror=alert(1)&gt;" in page.body


def summaries() -> list[Summary]:
    slugs = ("keelhaven", "lintel-thread", "oxbow-meridian", "tamarisk-forge")
    return [summarise(demo(slug), []) for slug in slugs]


def test_all_scorecards_the_worst_first_and_not_rated_last() -> None:
    portfolio = load(ROOT).portfolio
    assert portfolio is not None
    page = across_scorecards.page(portfolio, summaries(), DAY)
    order = re.findall(r'data-vendor="([a-z-]+)"', page.body)
    assert order == ["oxbow-meridian", "keelhaven", "tamarisk-forge", "lintel-thread"]
    said = words(page.body)
    assert (
        "Keelhaven critical C (B capped) 79.0 improving +4.4 85.3 72.7 83.8 79.7 76.4 "
        "critical issue overdue" in said
    )
    assert "Lintel & Thread QA not rated – new – – – – – too new" in said
    assert "Down Oxbow Meridian Data declining" in said


def test_importance_stands_against_grade() -> None:
    portfolio = load(ROOT).portfolio
    assert portfolio is not None
    body = across_scorecards.page(portfolio, summaries(), DAY).body
    grid = body[body.index('<h2 id="grid"') : body.index('<h2 id="movers"')]
    rows = [words(row) for row in grid.split("<tr>")[1:]]
    assert rows == [
        "Importance E D C B A not rated",
        "Critical function Keelhaven Tamarisk Forge",
        "Tactical Oxbow Meridian Data Lintel & Thread QA",
    ]


def scores_page(root: Path, playbook: str = PLAYBOOK) -> str:
    folder = write_playbook(
        root, {"acme": {"vendor": VENDOR.format(slug="acme")}}, playbook=playbook
    )
    return words(reference_scores.page(open_playbook(folder)).body)


def test_how_scores_are_made_is_told_from_the_policy_in_force(tmp_path: Path) -> None:
    usual = scores_page(tmp_path / "usual")
    assert "The policy in force is the usual one." in usual
    assert "A milestone loses 5 points for each working day late." in usual
    changed = scores_page(
        tmp_path / "changed",
        PLAYBOOK
        + """\
scoring:
  weights: { communication: 20, expectations: 20, feedback: 15, performance: 35, partnership: 10 }
  late_points_per_day: 2.5
  caps: { K5: false }
""",
    )
    assert "This playbook differs from the usual policy:" in changed
    assert "weight of communication 20 instead of 15" in changed
    assert "points for each working day late 2.5 instead of 5" in changed
    assert "cap K5 off instead of on" in changed
    assert "Communication weight 20" in changed
    assert "loses 2.5 points for each working day late" in changed
    assert "K5 switched off" in changed


def test_how_scores_are_made_says_what_the_code_says_of_itself(tmp_path: Path) -> None:
    said = scores_page(tmp_path)
    assert "C1 Rhythm kept 60 Every time for which a meeting or a report was agreed" in said
    assert "K2 A critical milestone is missed: C at best." in said
    assert "exceptional 100 , very good 90" in said or "exceptional 100, very good 90" in said
