"""The questions that people bring, each answered on the demo within two clicks from Home."""

from __future__ import annotations

import operator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

MOST_CLICKS = 2


class Question(NamedTuple):
    """One question: which links lead to its answer, where it stands, and what is to be read."""

    asked: str
    clicks: tuple[str, ...]
    where: str
    answers: tuple[str, ...]


QUESTIONS = (
    Question(
        "Who do I call at 2am, and who next if nobody answers?",
        ("Keelhaven",),
        "#call",
        (
            "at once", "Jamal Okoro", "+442079460113", "Aisha Bellweather",
            "No progress after 15 minutes: call level 2", "after 15 minutes", "Rosa Lindqvist",
            # 15 and then 30 minutes without progress.
            "after 45 minutes", "Gareth Pell", "+442079460115", "Conference bridge",
        ),
    ),
    Question(
        "Which milestones were missed or moved since the last review, and whose cause?",
        ("Keelhaven", "Milestones"),
        "article",
        (
            "since the quarterly review of 15 Jul 2026",
            "moved MS-05 Self-service for passwords and access, from 31 Aug 2026 to 30 Sep 2026: "
            "the vendor's cause CR-02, decided 20 Aug 2026",
        ),
    ),
    Question(
        "Which milestones were missed since the last review?",
        ("Oxbow Meridian Data", "Milestones"),
        "article",
        (
            "missed MS-02 Claims and policy tables, 29 working days late; moved only after it had "
            "been missed",
            "missed MS-03 Nightly loads with alerts, 15 working days late",
        ),
    ),
    Question(
        "By which day must notice be given to stop the renewal, and have we decided?",
        ("Keelhaven", "Agreement"),
        "#contract-msa-2025",
        ("30 Oct 2026", "undecided, 21 days left for notice", "60 days before the end"),
    ),
    Question(
        "What did they promise? Is this request in scope or a change?",
        ("Keelhaven", "Agreement"),
        "article",
        (
            "Out of scope Desk-side support in branches",
            "Anything else is a change",
            "DL-05 Self-service for passwords and access",
            "Nine of ten users who try it reset a password without calling the desk",
        ),
    ),
    Question(
        "Which issues are past their response or fix time?",
        ("Keelhaven", "Feedback"),
        "article",
        ("fix 11 days over by 28 Sep 2026", "FB-031 critical issue to the vendor", "level 3"),
    ),
    Question(
        "How is the vendor doing, better or worse than last quarter, and why?",
        ("Keelhaven", "Scorecard"),
        "article",
        ("79.0", "improving +4.4", "74.6 the quarter before", "20.95 points in all", "K1"),
    ),
    Question(
        "Which KPIs are red, and for how many periods running?",
        ("Oxbow Meridian Data", "Scorecard"),
        "#data-quality",
        ("Checks passed", "red 3 periods running"),
    ),
    Question(
        "Which service credits are owed and not yet claimed?",
        ("Keelhaven", "Reviews and plans"),
        "article",
        ("not claimed, by 3 Nov 2026 Availability of core systems 2026-09 99.4 5% Ines Ward",),
    ),
    Question(
        "What falls due in the next 30 days, across all vendors?",
        (),
        "article",
        (
            "30 Oct 2026 Keelhaven msa-2025 Decide, or Managed services agreement renews after "
            "31 Dec 2026",
            "14 Oct 2026 Oxbow Meridian Data MS-06",
        ),
    ),
    Question(
        "What did we agree last time and which actions are open, on which side?",
        ("Keelhaven", "People and rhythm"),
        "article",
        (
            "Their side still to do Prove the backup of the document store after the move. Lena "
            "Hay, due 25 Sep 2026, 10 working days late",
            "Our side still to do Open the firewall to the recovery site. Tom Rushby, due 13 Oct",
            "Decided last Nothing else moves to the new array until the backup is proven.",
        ),
    ),
    Question(
        "Did the agreed meetings and reports really happen?",
        ("Keelhaven", "People and rhythm"),
        "#routine-quarterly-review",
        ("3 of 4 held", "missed: Q1 2026"),
    ),
    Question(
        "What feedback did we get, have we answered, do we dispute it? What was praised?",
        ("Oxbow Meridian Data", "Feedback"),
        "article",
        (
            "The invoice bills repair of spoilt data, which is in scope.",
            "The data was spoilt by the source system, not by a load.",
            "Half is credited",
            "The accounts agree to the penny, for three months, at the third attempt.",
        ),
    ),
    Question(
        "Is spend on budget for the work earned?",
        ("Keelhaven", "Scorecard"),
        "article",
        ("200,000 planned, 180,000 earned, 194,400 invoiced", "index 0.9", "index 0.926"),
    ),
    Question(
        "Is the improvement plan working and what ends it?",
        ("Oxbow Meridian Data", "Reviews and plans"),
        "#ip-01",
        (
            "to end by 30 Nov 2026",
            "Data quality at or above 98 per cent three months running",
            "Checks passed at least 98 %, 3 periods running",
            "0 of 3 periods",
            "14 Sep 2026 record 14 Sep 2026 at risk",
            "5 Oct 2026 record not held",
        ),
    ),
    Question(
        "Which insurance, certificates, agreements lapse soon or have lapsed?",
        ("Contracts",),
        "article",
        (
            # 15 September to 9 October; 9 to 30 October.
            "expired 24 days ago ISO 27001 certificate",
            "expires in 21 days",
        ),
    ),
    Question(
        "What did the last review say, what did the vendor reply, would we use them again?",
        ("Oxbow Meridian Data", "Reviews and plans"),
        "#rv-01",
        (
            "We would not choose them again",
            "schedule unsatisfactory The first milestone was 37 working days late",
            "The vendor's comment, 28 Jul 2026 We accept the rating for schedule.",
        ),
    ),
    Question(
        "Who owns this vendor here, who stands in, and are these details still right?",
        ("Keelhaven", "People and rhythm"),
        "#person-ines-ward",
        ("Ines Ward, Head of infrastructure services", "stands in: Daniel Achebe",
         "confirmed 6 Jul 2026"),
    ),
    Question(
        "How critical is it and could we leave?",
        ("Keelhaven",),
        "article",
        # 31 May 2027 is 234 days from 9 October 2026.
        ("strategic, critical function", "hard to replace; exit plan review in 234 days"),
    ),
    Question(
        "What changed in the agreement, who approved it and when?",
        ("Keelhaven", "Milestones"),
        "#cr-01",
        ("MS-04 from 30 Jun 2026 to 31 Jul 2026", "client", "approved 22 Jun 2026",
         "Priya Nandakumar"),
    ),
    Question(
        "Which ideas wait for an answer?",
        ("Lintel & Thread QA", "Partnership"),
        "article",
        ("waits, 27 working days of 20",),
    ),
    Question(
        "What are we building together, and what is there to celebrate?",
        ("Keelhaven", "Partnership"),
        "article",
        (
            "Cut the electricity of both data centres by a fifth against 2025",
            "Patch service after two clean windows milestone accepted, 6 Aug 2026",
        ),
    ),
)  # fmt: skip


@pytest.fixture
def page(browser: object) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})  # type: ignore[attr-defined]
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.asked)
def test_a_question_is_answered_within_two_clicks_from_home(
    page: Page, demo_address: str, question: Question
) -> None:
    assert len(question.clicks) <= MOST_CLICKS
    page.goto(demo_address)
    for name in question.clicks:
        is_elsewhere = partial(operator.ne, page.url)
        page.locator("article").get_by_role("link", name=name, exact=True).first.click()
        page.wait_for_url(is_elsewhere)
    text = " ".join((page.locator(question.where).first.inner_text()).split())
    said = text.replace(" ,", ",").replace(" ;", ";")
    assert [answer for answer in question.answers if answer not in said] == []
