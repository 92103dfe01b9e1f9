"""Situations of reviews, improvement plans and exit plans."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.playbooks import (
    AGREEMENT,
    PLAYBOOK,
    VENDOR,
    assessed,
    open_playbook,
    situations,
    write_playbook,
)
from vendorbook.assessment import assess
from vendorbook.checks import find_situations
from vendorbook.due_dates import due_dates
from vendorbook.findings import Actor, Finding
from vendorbook.vendor_reading import read_vendor

KIT = Actor("vendor", "kit-morrow", "Kit Morrow")
INES = Actor("client", "ines-ward", "Ines Ward")
TOMAS = Actor("client", "tomas-reyl", "Tomas Reyl")


def profile(tier: str = "strategic", start: str = "2025-01-01", status: str = "active") -> str:
    text = VENDOR.format(slug="acme").replace("tier: operational", f"tier: {tier}")
    return text.replace("start: 2025-01-01", f"start: {start}").replace(
        "status: active", f"status: {status}"
    )


def held(*reviews: str) -> str:
    """Reviews such as `quarterly 2026-07-15`, with more fields after a comma."""
    items = []
    for number, review in enumerate(reviews, start=1):
        kind, _, rest = review.partition(" ")
        items.append(
            f"  - {{ id: RV-{number:02d}, kind: {kind}, period: 2026-Q2, chair: ines-ward, "
            "ratings: [{ area: quality, rating: satisfactory, narrative: As agreed. }], "
            f"held_on: {rest} }}\n"
        )
    return "reviews:\n" + "".join(items) if items else "reviews: []\n"


def found(root: Path, as_of: str, code: str, **files: str) -> list[Finding]:
    every = situations(root, date.fromisoformat(as_of), **files)
    return [each for each in every if each.code == code]


@pytest.mark.parametrize(
    ("tier", "start", "reviews", "due"),
    [
        # The first whole calendar period of the contract.
        ("strategic", "2026-01-01", [], "2026-03-31"),
        ("strategic", "2026-01-02", [], "2026-06-30"),
        ("tactical", "2026-01-01", [], "2026-06-30"),
        ("tactical", "2025-07-06", [], "2026-06-30"),
        ("operational", "2025-01-01", [], "2025-12-31"),
        ("operational", "2025-01-02", [], "2026-12-31"),
        # The calendar period after the one in which the last was held.
        ("strategic", "2025-01-01", ["quarterly 2026-01-01"], "2026-06-30"),
        ("strategic", "2025-01-01", ["quarterly 2026-03-31"], "2026-06-30"),
        ("strategic", "2025-01-01", ["quarterly 2026-04-01"], "2026-09-30"),
        ("strategic", "2025-01-01", ["annual 2026-04-01"], "2026-09-30"),
        ("strategic", "2025-01-01", ["quarterly 2026-04-01", "quarterly 2025-10-05"], "2026-09-30"),
        ("tactical", "2025-01-01", ["quarterly 2025-12-31"], "2026-06-30"),
        ("operational", "2025-01-01", ["annual 2025-02-03"], "2026-12-31"),
        # A monthly review replaces none that is rarer.
        (
            "strategic",
            "2025-01-01",
            ["quarterly 2026-01-20", "monthly 2026-06-10"],
            "2026-06-30",
        ),
        # One from before the contract does not hurry the next.
        ("strategic", "2026-03-02", ["quarterly 2025-11-03"], "2026-06-30"),
    ],
)
def test_a_review_is_due_by_the_end_of_a_calendar_period(
    tmp_path: Path, tier: str, start: str, reviews: list[str], due: str
) -> None:
    files = {"vendor": profile(tier, start), "reviews": held(*reviews)}
    assert found(tmp_path / "a", due, "review-overdue", **files) == []
    (late,) = found(tmp_path / "b", "2027-06-01", "review-overdue", **files)
    assert late.due == date.fromisoformat(due)


def test_the_first_contract_says_when_the_first_review_is_due(tmp_path: Path) -> None:
    second = (
        "  - id: second\n    type: sow\n    title: More\n    reference: https://d.example/more\n"
        "    start: 2026-05-01\n    end: 2027-12-31\n    auto_renew: false\n"
    )
    vendor = profile("strategic", "2026-01-01") + second
    (late,) = found(tmp_path, "2026-04-01", "review-overdue", vendor=vendor)
    assert late.due == date(2026, 3, 31)


def test_a_review_is_overdue_from_the_day_after(tmp_path: Path) -> None:
    files = {"vendor": profile(), "reviews": held("quarterly 2026-03-31")}
    (late,) = found(tmp_path, "2026-07-01", "review-overdue", **files)
    assert late.message == (
        "the quarterly review of this strategic vendor was due by 30 Jun 2026, 1 working day ago; "
        "the last one was held on 31 Mar 2026"
    )
    assert (late.severity, late.days, late.actor) == ("warning", 1, INES)
    assert (late.place.path, late.place.line) == ("vendors/acme/reviews.yml", 2)


# Tuesday 30 June to Tuesday 28 July are twenty working days.
@pytest.mark.parametrize(
    ("as_of", "severity"), [("2026-07-28", "warning"), ("2026-07-29", "error")]
)
def test_more_than_twenty_working_days_late_is_an_error(
    tmp_path: Path, as_of: str, severity: str
) -> None:
    (late,) = found(tmp_path, as_of, "review-overdue", vendor=profile(start="2026-04-01"))
    assert late.message.endswith("; there was none")
    assert (late.severity, late.place.path) == (severity, "vendors/acme/vendor.yml")


def test_some_vendors_need_no_review(tmp_path: Path) -> None:
    for number, vendor in enumerate([profile("commodity"), profile(status="ended")]):
        assert found(tmp_path / str(number), "2027-06-01", "review-overdue", vendor=vendor) == []


def test_a_review_of_tomorrow_has_not_been_held(tmp_path: Path) -> None:
    files = {"vendor": profile(), "reviews": held("quarterly 2026-03-31", "quarterly 2026-07-02")}
    assert len(found(tmp_path / "a", "2026-07-01", "review-overdue", **files)) == 1
    assert found(tmp_path / "b", "2026-07-02", "review-overdue", **files) == []


def test_the_policy_says_how_often(tmp_path: Path) -> None:
    policy = PLAYBOOK + "tiers: { commodity: { review: monthly } }\n"
    files = {"vendor": profile("commodity"), "reviews": held("monthly 2026-08-31")}
    portfolio = open_playbook(write_playbook(tmp_path, {"acme": files}, playbook=policy))
    vendor = read_vendor(portfolio, "acme").vendor
    assert vendor is not None
    late = [
        each
        for day in (date(2026, 9, 30), date(2026, 10, 1))
        for each in find_situations(assess(vendor, portfolio, day))
        if each.code == "review-overdue"
    ]
    assert [each.message for each in late] == [
        "the monthly review of this commodity vendor was due by 30 Sep 2026, 1 working day ago; "
        "the last one was held on 31 Aug 2026"
    ]


def test_a_review_is_unanswered_after_fourteen_days(tmp_path: Path) -> None:
    reviews = held("quarterly 2026-07-15")
    assert found(tmp_path / "a", "2026-07-29", "review-unanswered", reviews=reviews) == []
    (silent,) = found(tmp_path / "b", "2026-07-30", "review-unanswered", reviews=reviews)
    assert silent.message == (
        "RV-01 (quarterly, 2026-Q2) was held on 15 Jul 2026, 15 days ago, and has no comment of "
        "the vendor"
    )
    assert (silent.severity, silent.due, silent.days) == ("info", date(2026, 7, 29), 1)
    assert (silent.record, silent.actor, silent.place.line) == ("RV-01", KIT, 2)


@pytest.mark.parametrize(
    ("reviews", "records"),
    [
        (["quarterly 2026-07-15, vendor_comment: Yes, vendor_commented_on: 2026-10-09"], []),
        (["quarterly 2026-07-15, vendor_comment: Yes, vendor_commented_on: 2026-10-10"], ["RV-01"]),
        (["quarterly 2026-07-15, internal: true"], []),
        (["quarterly 2026-04-15", "quarterly 2026-07-15"], ["RV-02"]),
        (["quarterly 2026-04-15", "quarterly 2026-10-08"], []),
        (["quarterly 2026-04-15", "annual 2026-07-15"], ["RV-01", "RV-02"]),
    ],
)
def test_the_latest_review_of_each_kind_wants_a_comment(
    tmp_path: Path, reviews: list[str], records: list[str]
) -> None:
    silent = found(tmp_path, "2026-10-09", "review-unanswered", reviews=held(*reviews))
    assert [each.record for each in silent] == records


@pytest.mark.parametrize(
    ("reviews", "status", "records"),
    [
        (["quarterly 2026-10-08"], "active", ["RV-01"]),
        (["quarterly 2026-10-08"], "ended", []),
        (["quarterly 2026-10-08, internal: true"], "active", []),
        (["quarterly 2026-09-28", "quarterly 2026-10-08"], "active", ["RV-02"]),
        (["quarterly 2026-10-08", "quarterly 2026-09-28"], "active", ["RV-01"]),
        (["quarterly 2026-10-08", "quarterly 2026-10-08"], "active", ["RV-02"]),
        (["monthly 2026-09-28", "quarterly 2026-10-08"], "active", ["RV-01", "RV-02"]),
        (["quarterly 2026-10-09"], "active", ["RV-01"]),
        (["quarterly 2026-09-28", "quarterly 2026-10-10"], "active", ["RV-01"]),
        (
            ["quarterly 2026-10-08, vendor_comment: Yes, vendor_commented_on: 2026-10-09"],
            "active",
            [],
        ),
        (
            ["quarterly 2026-10-08, vendor_comment: Yes, vendor_commented_on: 2026-10-10"],
            "active",
            ["RV-01"],
        ),
    ],
)
def test_the_comments_to_come_are_those_that_will_be_missed(
    tmp_path: Path, reviews: list[str], status: str, records: list[str]
) -> None:
    files = {"reviews": held(*reviews), "vendor": profile(status=status)}
    to_come = due_dates(assessed(tmp_path, date(2026, 10, 9), **files))
    assert [each.record for each in to_come if each.kind == "comment"] == records


MEASURED = AGREEMENT.replace(
    "kpis: []\n",
    """\
kpis:
  - id: data-quality
    name: Checks passed
    area: quality
    unit: percent
    direction: higher
    frequency: monthly
    definition: Checks passed of all checks run.
    source: tool
    contractual: true
    targets: [{ from: 2026-06, target: 99, minimum: 95 }]
  - id: repair-time
    name: Time to repair
    area: efficiency
    unit: hours
    direction: lower
    frequency: monthly
    definition: Median hours from report to repair.
    source: vendor
    contractual: false
    targets: [{ from: 2026-06, target: 8, minimum: 16 }]
""",
)
QUALITY = "{ text: Good data, kpi: data-quality, target: 98, consecutive_periods: 2 }"
REPAIR = "{ text: Quick repair, kpi: repair-time, target: 12 }"
SAID = "{ text: People trust it again }"


def plan(
    checkpoints: str = "{ due: 2026-08-17, held_on: 2026-08-17, outcome: on_track }",
    criteria: str = QUALITY,
    more: str = "",
) -> str:
    return f"""\
improvement:
  - id: IP-01
    title: Figures to trust
    opened_on: 2026-07-20
    triggered_by: [DL-01]
    root_cause: Two teams load the same tables.
    owner_client: tomas-reyl
    owner_vendor: kit-morrow
    target_end: 2026-11-30
    if_it_fails: We take the loads back.
    exit_criteria: [{criteria}]
    checkpoints: [{checkpoints}]
{more}"""


def test_a_checkpoint_is_missed_from_the_day_after(tmp_path: Path) -> None:
    improvement = plan("{ due: 2026-10-05 }")
    assert found(tmp_path / "a", "2026-10-05", "checkpoint-missed", improvement=improvement) == []
    (missed,) = found(tmp_path / "b", "2026-10-06", "checkpoint-missed", improvement=improvement)
    assert missed.message == (
        "the checkpoint of IP-01 'Figures to trust' on 5 Oct 2026 was not held; that was 1 day ago"
    )
    assert (missed.severity, missed.due, missed.days) == ("error", date(2026, 10, 5), 1)
    assert (missed.record, missed.aspect, missed.actor) == ("IP-01", "2026-10-05", TOMAS)
    assert missed.place.line == 12


@pytest.mark.parametrize(
    ("checkpoints", "aspects"),
    [
        ("{ due: 2026-09-14 }, { due: 2026-10-05 }", ["2026-09-14", "2026-10-05"]),
        ("{ due: 2026-09-14 }, { due: 2026-10-05, held_on: 2026-10-05, outcome: at_risk }", []),
        (
            "{ due: 2026-09-14, held_on: 2026-09-14, outcome: at_risk }, { due: 2026-10-05 }",
            ["2026-10-05"],
        ),
        ("{ due: 2026-10-05, held_on: 2026-10-09, outcome: at_risk }", []),
        ("{ due: 2026-10-05, held_on: 2026-10-12, outcome: at_risk }", ["2026-10-05"]),
        ("{ due: 2026-10-09 }", []),
    ],
)
def test_a_later_checkpoint_makes_an_earlier_one_history(
    tmp_path: Path, checkpoints: str, aspects: list[str]
) -> None:
    missed = found(tmp_path, "2026-10-09", "checkpoint-missed", improvement=plan(checkpoints))
    assert [each.aspect for each in missed] == aspects


def test_a_plan_overruns_from_the_day_after_its_end(tmp_path: Path) -> None:
    assert found(tmp_path / "a", "2026-11-30", "plan-overrun", improvement=plan()) == []
    (late,) = found(tmp_path / "b", "2026-12-01", "plan-overrun", improvement=plan())
    assert late.message == (
        "IP-01 'Figures to trust' was to end on 30 Nov 2026, 1 day ago, and is still open"
    )
    assert (late.severity, late.due, late.days) == ("error", date(2026, 11, 30), 1)
    assert (late.record, late.actor, late.place.line) == ("IP-01", TOMAS, 9)


@pytest.mark.parametrize(("closed_on", "count"), [("2026-12-02", 0), ("2026-12-03", 1)])
def test_a_plan_is_open_until_the_day_it_is_closed(
    tmp_path: Path, closed_on: str, count: int
) -> None:
    closed = plan("{ due: 2026-10-05 }", more=f"    closed_on: {closed_on}\n    outcome: failed\n")
    for code in ("plan-overrun", "checkpoint-missed"):
        assert len(found(tmp_path / code, "2026-12-02", code, improvement=closed)) == count


def test_plans_of_a_vendor_that_has_ended_and_plans_to_come_are_left_alone(tmp_path: Path) -> None:
    files = {"vendor": profile(status="ended"), "improvement": plan("{ due: 2026-10-05 }")}
    codes = {each.code for each in situations(tmp_path / "a", date(2026, 12, 1), **files)}
    assert {"plan-overrun", "checkpoint-missed"}.isdisjoint(codes)
    files = {"improvement": plan("{ due: 2026-07-01 }")}
    assert found(tmp_path / "b", "2026-07-19", "checkpoint-missed", **files) == []
    assert len(found(tmp_path / "c", "2026-07-20", "checkpoint-missed", **files)) == 1


def measured(quality: str, repair: str = "8 8 8") -> str:
    """Values from July 2026 on; a hyphen for a month that nobody reported."""
    rows = [
        f"  - {{ kpi: {kpi}, period: 2026-{month:02d}, value: {value}, "
        f"reported_on: 2026-{month + 1:02d}-06 }}\n"
        for kpi, values in (("data-quality", quality), ("repair-time", repair))
        for month, value in enumerate(values.split(), start=7)
        if value != "-"
    ]
    return "measurements:\n" + "".join(rows)


def closable(root: Path, as_of: str, criteria: str, measurements: str) -> list[str]:
    files = {
        "agreement": MEASURED,
        "improvement": plan(criteria=criteria),
        "measurements": measurements,
    }
    return [each.message for each in found(root, as_of, "plan-closable", **files)]


ONE = "IP-01 'Figures to trust' has met its measurable criterion"
LEFT = "; 1 criterion without a number left to judge"
BOTH = "IP-01 'Figures to trust' has met all 2 measurable criteria"


@pytest.mark.parametrize(
    ("criteria", "quality", "repair", "messages"),
    [
        (QUALITY, "90 98 98", "8 8 8", [ONE]),
        (QUALITY, "99 97.9 98", "8 8 8", []),
        (QUALITY, "98 98 97.9", "8 8 8", []),
        (QUALITY, "98 - 98", "8 8 8", []),
        (QUALITY, "98 98 -", "8 8 8", []),
        (REPAIR, "90 90 90", "20 20 12", [ONE]),
        (REPAIR, "90 90 90", "12 12 12.1", []),
        (f"{QUALITY}, {REPAIR}", "98 98 98", "8 8 8", [BOTH]),
        (f"{QUALITY}, {REPAIR}", "98 98 98", "8 8 13", []),
        (f"{QUALITY}, {SAID}", "98 98 98", "8 8 8", [ONE + LEFT]),
        (SAID, "98 98 98", "8 8 8", []),
        (REPAIR.replace("repair-time", "gone"), "98 98 98", "8 8 8", []),
    ],
)  # fmt: skip
def test_a_plan_is_closable_when_every_number_is_reached(
    tmp_path: Path, criteria: str, quality: str, repair: str, messages: list[str]
) -> None:
    assert closable(tmp_path, "2026-10-09", criteria, measured(quality, repair)) == messages


def test_only_periods_since_the_plan_was_opened_count(tmp_path: Path) -> None:
    # The plan was opened on 20 July, so June does not count, and July does.
    june = "  - { kpi: data-quality, period: 2026-06, value: 98, reported_on: 2026-07-06 }\n"
    assert closable(tmp_path / "a", "2026-08-07", QUALITY, measured("98") + june) == []
    assert closable(tmp_path / "b", "2026-09-07", QUALITY, measured("98 98") + june) == [ONE]


def test_a_plan_that_may_be_closed_is_its_owners_to_close(tmp_path: Path) -> None:
    files = {"agreement": MEASURED, "improvement": plan(), "measurements": measured("98 98 98")}
    (each,) = found(tmp_path, "2026-10-09", "plan-closable", **files)
    assert (each.severity, each.record, each.actor) == ("info", "IP-01", TOMAS)
    assert (each.due, each.place.line) == (None, 11)


def critical(documents: str = "") -> str:
    text = profile().replace("function: false", "function: true")
    return text + (f"documents: [{documents}]\n" if documents else "")


EXIT = "{{ id: {0}, type: exit_plan, title: How we would leave, expires_on: {1} }}"


def test_a_critical_vendor_needs_an_exit_plan(tmp_path: Path) -> None:
    assert found(tmp_path / "a", "2026-10-09", "exit-plan-missing", vendor=profile()) == []
    (none,) = found(tmp_path / "b", "2026-10-09", "exit-plan-missing", vendor=critical())
    assert none.message == (
        "this vendor supports a critical function and has no current exit plan: it has none"
    )
    assert (none.severity, none.due, none.days, none.actor) == ("warning", None, None, INES)
    assert (none.record, none.place.line) == ("", 6)


@pytest.mark.parametrize(
    ("documents", "count"),
    [
        (EXIT.format("old", "2026-10-09"), 0),
        (EXIT.format("old", "2026-10-08"), 1),
        (f"{EXIT.format('old', '2026-10-08')}, {EXIT.format('new', '2027-10-08')}", 0),
        (EXIT.format("old", "2027-10-08").replace("exit_plan", "insurance"), 1),
    ],
)
def test_an_exit_plan_is_current_until_its_review(
    tmp_path: Path, documents: str, count: int
) -> None:
    vendor = critical(documents)
    assert len(found(tmp_path, "2026-10-09", "exit-plan-missing", vendor=vendor)) == count


def test_an_exit_plan_that_was_not_looked_at_again_is_named(tmp_path: Path) -> None:
    vendor = critical(f"{EXIT.format('new', '2026-10-08')}, {EXIT.format('old', '2025-10-08')}")
    (late,) = found(tmp_path / "a", "2026-10-09", "exit-plan-missing", vendor=vendor)
    assert late.message == (
        "this vendor supports a critical function and has no current exit plan: 'How we would "
        "leave' was to be looked at again by 8 Oct 2026, 1 day ago"
    )
    assert (late.record, late.due, late.days) == ("new", date(2026, 10, 8), 1)
    gone = critical().replace("status: active", "status: ended")
    assert found(tmp_path / "b", "2026-10-09", "exit-plan-missing", vendor=gone) == []
