"""The fifteen promises of a good relationship: take the record behind one away, and it shows."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import pytest

from tests.conftest import REPOSITORY
from tests.pages.across import words
from vendorbook.assessment import assess
from vendorbook.checks import find_faults, find_situations
from vendorbook.documents import read_document
from vendorbook.pages.registry import vendor_pages
from vendorbook.portfolio import load
from vendorbook.records import VENDOR_KINDS
from vendorbook.vendor_reading import read_vendor

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Shown = Literal["page", "check", "score"]
Data = dict[str, Any]


class Promise(NamedTuple):
    """What is promised, the records behind it, and where their absence shows.

    Attributes:
        proof: For a page, words that it no longer says; for a check, the code and record of a
            finding that appears, the record empty where the whole vendor is meant; for a
            score, score and grade before.
    """

    name: str
    vendor: str
    kind: str
    delete: Callable[[Data], object]
    shown: Shown
    proof: tuple[str, ...]


def without(key: str, unwanted: Callable[[Data], bool]) -> Callable[[Data], object]:
    """Take the unwanted items out of a list of a file."""

    def delete(data: Data) -> None:
        data[key] = [each for each in data.get(key, []) if not unwanted(each)]

    return delete


def all_of(_: Data) -> bool:
    return True


PROMISES = (
    Promise("1.1 regular meetings", "keelhaven", "meetings",
            without("meetings", lambda m: m.get("routine") == "weekly-ops"),
            "check", ("meeting-missed", "weekly-ops")),
    Promise("1.2 tools for progress and reports", "keelhaven", "communication",
            without("channels", all_of),
            "page", ("https://documents.fenwickvale.example/keelhaven/reports",)),
    Promise("1.2 progress reports", "keelhaven", "meetings",
            without("meetings", lambda m: m.get("routine") == "service-report"),
            "check", ("report-missing", "service-report")),
    Promise("1.3 contacts on both sides", "keelhaven", "contacts",
            without("people", lambda p: "account_manager" in p["roles"]),
            "check", ("contact-missing", "")),
    Promise("2.1 scope in an agreement", "keelhaven", "agreement",
            lambda data: data["scope"].update(out=[]),
            "check", ("scope-out-empty", "")),
    Promise("2.2 timelines and milestones", "keelhaven", "milestones",
            without("milestones", all_of), "score", ("79.0", "C")),
    Promise("2.3 success metrics", "tamarisk-forge", "agreement",
            without("kpis", lambda kpi: kpi["area"] == "quality"),
            "check", ("kpi-area-missing", "")),
    Promise("2.3 quality standards", "keelhaven", "agreement",
            without("quality_standards", all_of),
            "page", ("One full restore each quarter within its agreed time",)),
    Promise("3.1 constructive feedback", "keelhaven", "feedback",
            without("feedback", lambda f: f["kind"] in {"concern", "suggestion"}),
            "score", ("79.0", "C")),
    Promise("3.2 celebrated successes", "keelhaven", "feedback",
            without("feedback", lambda f: f["kind"] == "praise"),
            "check", ("feedback-silent", "")),
    Promise("3.3 prompt action on problems", "keelhaven", "feedback",
            without("feedback", lambda f: f.get("severity") == "critical"),
            "score", ("79.0", "C")),
    Promise("4.1 KPIs", "keelhaven", "measurements",
            without("measurements", lambda m: m["kpi"] == "availability"),
            "check", ("kpi-unreported", "availability")),
    Promise("4.2 regular reviews", "keelhaven", "reviews",
            without("reviews", all_of), "check", ("review-overdue", "")),
    Promise("4.3 improvement plans", "oxbow-meridian", "improvement",
            without("improvement", all_of), "check", ("plan-missing", "")),
    Promise("5.1 the vendor in strategic planning", "keelhaven", "partnership",
            without("activities", lambda a: a["type"] == "strategic_planning"),
            "check", ("planning-missing", "")),
    Promise("5.2 open idea sharing", "keelhaven", "partnership",
            without("activities", lambda a: a["type"] == "idea"), "score", ("79.0", "C")),
    Promise("5.3 shared goals", "keelhaven", "partnership",
            without("goals", all_of),
            "page", ("Cut the electricity of both data centres by a fifth against 2025",)),
    Promise("5.3 celebrating together", "keelhaven", "partnership",
            without("activities", lambda a: a["type"] == "celebration"),
            "page", ("Thank-you lunch for the monitoring team",)),
)  # fmt: skip


@dataclass(frozen=True)
class Picture:
    """All that a vendor's records lead to."""

    text: str
    findings: frozenset[tuple[str, str]]
    score: str
    grade: str


def picture(root: Path, slug: str) -> Picture:
    """Read one vendor and derive everything that pages, checks and scores say."""
    portfolio = load(root).portfolio
    assert portfolio is not None
    vendor = read_vendor(portfolio, slug).vendor
    assert vendor is not None
    today = portfolio.playbook.as_of
    assert today is not None
    assessment = assess(vendor, portfolio, today)
    findings = [*find_faults(vendor, portfolio, today), *find_situations(assessment)]
    pages = vendor_pages(assessment, findings)
    card = assessment.scorecard
    return Picture(
        " ".join(words(page.body) for page in pages),
        frozenset((each.code, each.record) for each in findings),
        str(card.score) if card else "",
        (card.grade or "") if card else "",
    )


def delete_from(root: Path, promise: Promise) -> None:
    """Take the record behind a promise out of every file of its kind."""
    folder = root / "vendors" / promise.vendor
    assert promise.kind in VENDOR_KINDS
    for file in (*folder.glob(f"{promise.kind}.yml"), *folder.glob(f"{promise.kind}/*.yml")):
        document, _ = read_document(file, file.name)
        assert document is not None
        data = json.loads(json.dumps(document.data, default=float))
        promise.delete(data)
        file.write_text(json.dumps(data), encoding="utf-8")


@pytest.fixture(scope="module")
def before() -> dict[str, Picture]:
    vendors = sorted({promise.vendor for promise in PROMISES})
    return {slug: picture(REPOSITORY, slug) for slug in vendors}


@pytest.mark.parametrize("promise", PROMISES, ids=lambda each: f"{each.name}: {each.shown}")
def test_taking_the_record_behind_a_promise_away_shows(
    promise: Promise, before: dict[str, Picture], tmp_path: Path
) -> None:
    for name in ("vendors", "calendars"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    shutil.copy(REPOSITORY / "playbook.yml", tmp_path)
    delete_from(tmp_path, promise)
    was, became = before[promise.vendor], picture(tmp_path, promise.vendor)
    if promise.shown == "page":
        assert promise.proof[0] in was.text
        assert promise.proof[0] not in became.text
    elif promise.shown == "check":
        assert promise.proof not in was.findings
        assert promise.proof in became.findings
    else:
        assert (was.score, was.grade) == promise.proof
        assert (became.score, became.grade) != promise.proof


def test_all_fifteen_promises_are_tried() -> None:
    numbers = {promise.name.split()[0] for promise in PROMISES}
    assert numbers == {f"{practice}.{number}" for practice in range(1, 6) for number in range(1, 4)}
