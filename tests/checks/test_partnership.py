"""What both sides planned together: activities, ideas and strategic planning, and who answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.playbooks import (
    CONTACTS,
    VENDOR,
    assessed,
    open_playbook,
    situations,
    write_playbook,
)
from vendorbook.assessment import assess
from vendorbook.checks import find_situations
from vendorbook.findings import Actor, Finding
from vendorbook.vendor_reading import read_vendor

INES = Actor("client", "ines-ward", "Ines Ward")
KIT = Actor("vendor", "kit-morrow", "Kit Morrow")
PATH = "vendors/acme/partnership.yml"


def activities(*each: str) -> str:
    """A partnership.yml with one activity on each line, from line 2 on."""
    lines = [f"  - {{ id: PA-0{n}, title: Day out, {text} }}\n" for n, text in enumerate(each, 1)]
    return "activities:\n" + "".join(lines)


def found(root: Path, as_of: str, code: str, partnership: str, **files: str) -> list[Finding]:
    everything = situations(root, date.fromisoformat(as_of), partnership=partnership, **files)
    return [f for f in everything if f.code == code]


WORKSHOP = "type: joint_workshop, proposed_by: {}, planned_for: {}"


# From 29 April: 30 April, 1 May, 5 to 8 May and 11 to 14 May are ten working days.
# From Thursday 30 April: 1 May, 5 to 8 May and 11 to 15 May, a Friday.
# Saturday 2 May counts as Tuesday 5 May: then 6 to 8, 11 to 15, 18 and 19 May.
@pytest.mark.parametrize(
    ("planned", "as_of", "late"),
    [
        ("2026-04-29", "2026-04-29", None),
        ("2026-04-29", "2026-05-14", None),
        ("2026-04-29", "2026-05-15", (date(2026, 5, 14), 1, 11)),
        ("2026-04-30", "2026-05-15", None),
        ("2026-04-30", "2026-05-16", (date(2026, 5, 15), 0, 10)),
        ("2026-05-02", "2026-05-19", None),
        ("2026-05-02", "2026-05-20", (date(2026, 5, 19), 1, 11)),
    ],
)
def test_activity_overdue_after_ten_working_days(
    tmp_path: Path, planned: str, as_of: str, late: tuple[date, int, int] | None
) -> None:
    text = activities(WORKSHOP.format("vendor", planned))
    overdue = found(tmp_path, as_of, "activity-overdue", text)
    assert [(f.due, f.days) for f in overdue] == ([late[:2]] if late else [])
    if late:
        assert f", {late[2]} working days ago, and is not done" in overdue[0].message


def test_activity_overdue_says_what_and_whose(tmp_path: Path) -> None:
    text = activities(WORKSHOP.format("vendor", "2026-04-29"))
    (overdue,) = found(tmp_path, "2026-05-15", "activity-overdue", text)
    assert overdue.message == (
        "PA-01 'Day out' was planned for 29 Apr 2026, 11 working days ago, and is not done"
    )
    assert overdue.hint == "do it and record done_on, or agree another day for it"
    assert (overdue.severity, overdue.record, overdue.actor) == ("info", "PA-01", KIT)
    assert (overdue.place.path, overdue.place.line) == (PATH, 2)


@pytest.mark.parametrize(
    ("change", "actor"),
    [
        (("vendor", "client"), INES),
        (("joint_workshop", "celebration"), KIT),
        (("joint_workshop", "strategic_planning"), KIT),
        (("joint_workshop", "idea"), None),
        (("04-29", "04-29, done_on: 2026-05-15"), None),
        (("04-29", "04-29, done_on: 2026-05-16"), KIT),
    ],
)
def test_an_activity_is_the_matter_of_whoever_proposed_it(
    tmp_path: Path, change: tuple[str, str], actor: Actor | None
) -> None:
    text = activities(WORKSHOP.format("vendor", "2026-04-29").replace(*change))
    overdue = found(tmp_path, "2026-05-15", "activity-overdue", text)
    assert [f.actor for f in overdue] == ([actor] if actor else [])


IDEA = "type: idea, proposed_by: {}, planned_for: {}"


# From 2 September: 3, 4, 7 to 11, 14 to 18, 21 to 25 and 28 to 30 September are twenty.
# From Saturday 5 September: four whole weeks, to Friday 2 October.
@pytest.mark.parametrize(
    ("raised", "as_of", "late"),
    [
        ("2026-09-02", "2026-09-30", None),
        ("2026-09-02", "2026-10-01", (date(2026, 9, 30), 1, 21)),
        ("2026-09-02", "2026-10-09", (date(2026, 9, 30), 7, 27)),
        ("2026-09-05", "2026-10-02", None),
        ("2026-09-05", "2026-10-03", (date(2026, 10, 2), 0, 20)),
        ("2026-09-05", "2026-10-05", (date(2026, 10, 2), 1, 21)),
    ],
)
def test_idea_undecided_after_twenty_working_days(
    tmp_path: Path, raised: str, as_of: str, late: tuple[date, int, int] | None
) -> None:
    undecided = found(tmp_path, as_of, "idea-undecided", activities(IDEA.format("vendor", raised)))
    assert [(f.due, f.days) for f in undecided] == ([late[:2]] if late else [])
    if late:
        assert f"undecided for {late[2]} working days;" in undecided[0].message


@pytest.mark.parametrize(("side", "actor"), [("vendor", INES), ("client", KIT)])
def test_an_idea_waits_for_the_other_side(tmp_path: Path, side: str, actor: Actor) -> None:
    text = activities(IDEA.format(side, "2026-09-02"))
    (undecided,) = found(tmp_path, "2026-10-09", "idea-undecided", text)
    assert undecided.message == (
        f"PA-01 'Day out' was raised by the {side} on 2 Sep 2026 and has been undecided for 27 "
        "working days; an answer was due by 30 Sep 2026"
    )
    assert undecided.hint == "accept, decline or park it, and record decision with done_on"
    assert (undecided.severity, undecided.record, undecided.actor) == ("warning", "PA-01", actor)
    assert (undecided.place.path, undecided.place.line) == (PATH, 2)


@pytest.mark.parametrize(
    ("change", "count"),
    [
        (("09-02", "09-02, done_on: 2026-10-09, decision: declined"), 0),
        (("09-02", "09-02, done_on: 2026-10-10, decision: declined"), 1),
        (("09-02", "09-02, done_on: 2026-10-09, decision: parked"), 0),
        (("idea", "training"), 0),
        (("2026-09-02", "2026-10-12"), 0),
    ],
)
def test_a_decision_counts_from_its_day(
    tmp_path: Path, change: tuple[str, str], count: int
) -> None:
    text = activities(IDEA.format("vendor", "2026-09-02").replace(*change))
    assert len(found(tmp_path, "2026-10-09", "idea-undecided", text)) == count


@pytest.mark.parametrize(
    ("code", "what"), [("activity-overdue", WORKSHOP), ("idea-undecided", IDEA)]
)
def test_a_day_before_the_calendar_hides_nothing_else(tmp_path: Path, code: str, what: str) -> None:
    days = ("2024-12-30", "2026-04-29", "2029-01-01", "2024-12-31")
    text = activities(*(what.format("vendor", day) for day in days))
    everything = situations(tmp_path, date(2026, 10, 9), partnership=text)
    assert [f.record for f in everything if f.code == code] == ["PA-02"]
    assert [f.message for f in everything if f.code == "calendar-gap"] == [
        f"{code} could not be judged: 2024-12-30 is outside the vendor's calendar"
    ]


@pytest.mark.parametrize("what", [WORKSHOP, IDEA])
def test_what_is_planned_beyond_the_calendar_needs_no_judgement(tmp_path: Path, what: str) -> None:
    text = activities(what.format("vendor", "2029-01-01"))
    seen = situations(tmp_path, date(2026, 10, 9), partnership=text)
    assert "calendar-gap" not in {f.code for f in seen}


def test_the_policy_says_how_long(tmp_path: Path) -> None:
    text = activities(WORKSHOP.format("vendor", "2026-10-07"), IDEA.format("client", "2026-10-07"))
    whole = assessed(tmp_path, date(2026, 10, 9), partnership=text)

    def codes(activity_days: int, idea_days: int) -> set[str]:
        windows = replace(whole.policy.windows, activity_days=activity_days, idea_days=idea_days)
        policy = replace(whole.policy, windows=windows)
        seen = {f.code for f in find_situations(replace(whole, policy=policy))}
        return seen & {"activity-overdue", "idea-undecided"}

    assert codes(2, 2) == set()
    assert codes(1, 2) == {"activity-overdue"}
    assert codes(2, 1) == {"idea-undecided"}


STRATEGIC = VENDOR.format(slug="acme").replace("tier: operational", "tier: strategic")
PLANNED = "type: strategic_planning, proposed_by: client, planned_for: 2025-11-18"
DONE = f"{PLANNED}, done_on: 2025-11-18"


@pytest.mark.parametrize(
    ("as_of", "days"),
    [("2025-11-18", None), ("2026-11-17", None), ("2026-11-18", 0), ("2026-11-19", 1)],
)
def test_planning_missing_after_twelve_months(tmp_path: Path, as_of: str, days: int | None) -> None:
    text = activities("type: training, proposed_by: vendor, planned_for: 2025-10-01", DONE)
    missing = found(tmp_path, as_of, "planning-missing", text, vendor=STRATEGIC)
    assert [(f.due, f.days) for f in missing] == (
        [(date(2026, 11, 18), days)] if days is not None else []
    )
    for each in missing:
        assert each.message.endswith("; the last one was on 18 Nov 2025")
        assert (each.place.path, each.place.line) == (PATH, 1)


def test_planning_missing_from_the_start(tmp_path: Path) -> None:
    """The contract starts on 1 January 2025; a year later it is not more than 12 months ago."""
    assert planning_without_records(tmp_path / "one", date(2026, 1, 1)) == []
    (missing,) = planning_without_records(tmp_path / "two", date(2026, 1, 2))
    assert missing.message == (
        "no strategic planning was done together with this strategic vendor in the 12 months up to "
        "2 Jan 2026; none is recorded"
    )
    assert missing.hint == "plan together, and record it as strategic_planning with done_on"
    assert (missing.severity, missing.due, missing.days) == ("warning", date(2026, 1, 1), 1)
    assert (missing.place.path, missing.place.line) == ("vendors/acme/vendor.yml", 4)
    assert (missing.record, missing.actor) == ("", INES)


def planning_without_records(root: Path, as_of: date) -> list[Finding]:
    everything = situations(root, as_of, vendor=STRATEGIC)
    return [f for f in everything if f.code == "planning-missing"]


def test_the_executive_sponsor_acts_where_there_is_one(tmp_path: Path) -> None:
    contacts = CONTACTS.replace("[technical_lead]", "[executive_sponsor]")
    (missing,) = found(
        tmp_path,
        "2026-11-18",
        "planning-missing",
        activities(DONE),
        vendor=STRATEGIC,
        contacts=contacts,
    )
    assert missing.actor == Actor("client", "tomas-reyl", "Tomas Reyl")


@pytest.mark.parametrize(
    ("vendor", "text", "count"),
    [
        (STRATEGIC, activities(DONE), 1),
        (STRATEGIC, activities(PLANNED), 1),
        (STRATEGIC, activities(f"{PLANNED}, done_on: 2026-11-19"), 1),
        (STRATEGIC, activities(f"{PLANNED}, done_on: 2026-11-18"), 0),
        (STRATEGIC, activities(DONE.replace("strategic_planning", "roadmap_review")), 1),
        (STRATEGIC.replace("active", "onboarding"), activities(DONE), 1),
        (STRATEGIC.replace("active", "exiting"), activities(DONE), 0),
        (STRATEGIC.replace("active", "ended"), activities(DONE), 0),
        (STRATEGIC.replace("strategic", "tactical"), activities(DONE), 0),
        (STRATEGIC.replace("2025-01-01", "2025-11-17"), "goals: []\n", 1),
        (STRATEGIC.replace("2025-01-01", "2025-11-18"), "goals: []\n", 0),
    ],
)
def test_which_vendors_and_which_plannings_count(
    tmp_path: Path, vendor: str, text: str, count: int
) -> None:
    missing = found(tmp_path, "2026-11-18", "planning-missing", text, vendor=vendor)
    assert len(missing) == count


@pytest.mark.parametrize("status", ["exiting", "ended"])
def test_a_vendor_that_has_ended_owes_nothing(tmp_path: Path, status: str) -> None:
    text = activities(WORKSHOP.format("vendor", "2026-04-29"), IDEA.format("client", "2026-04-29"))
    vendor = STRATEGIC.replace("status: active", f"status: {status}")
    seen = situations(tmp_path, date(2026, 10, 9), vendor=vendor, partnership=text)
    codes = {f.code for f in seen} & {"activity-overdue", "idea-undecided", "planning-missing"}
    assert codes == (set() if status == "ended" else {"activity-overdue", "idea-undecided"})


@pytest.mark.parametrize("text", [activities("type: picnic"), "activities: 5\n"])
def test_a_planning_that_could_not_be_read_may_be_the_one(tmp_path: Path, text: str) -> None:
    files = {"vendor": STRATEGIC, "partnership": text}
    portfolio = open_playbook(write_playbook(tmp_path, {"acme": files}))
    vendor, reported, _ = read_vendor(portfolio, "acme")
    assert reported != []
    assert vendor is not None
    seen = find_situations(assess(vendor, portfolio, date(2026, 10, 9)))
    assert "planning-missing" not in {f.code for f in seen}
