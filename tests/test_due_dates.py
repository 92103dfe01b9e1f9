"""What falls due: every kind of date that the records hold, with its day, its actor and its page.

The calendar is the English one of 2026; working days are counted by hand.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.playbooks import (
    AGREEMENT,
    CONTACTS,
    VENDOR,
    assessed,
    open_playbook,
    write_playbook,
)
from vendorbook.assessment import assess
from vendorbook.due_dates import DAYS_AHEAD, due_dates, feed_dates
from vendorbook.vendor_reading import read_vendor

AS_OF = date(2026, 5, 6)

KPI = (
    "kpis:\n  - { id: uptime, name: Uptime, area: quality, unit: percent, direction: higher, "
    "frequency: monthly, definition: Share., source: SOURCE, contractual: true, credit_pct: 5, "
    "targets: [{ from: 2026-03, target: 99.9, minimum: 99.5 }] }\n"
)
TARGETS = """\
response_targets:
  critical: { respond: 30m, resolve: 4h }
  high: { respond: 1wd, resolve: 5wd }
  medium: { respond: 2wd, resolve: 10wd }
  low: { respond: 5wd, resolve: 20wd }
  feedback: { respond: 10wd }
"""
ROUTINES = """\
channels: []
routines:
  - { id: ops, kind: meeting, title: Operations call, level: operational, cadence: weekly, starts_on: 2026-01-05, chair: ines-ward }
  - { id: report, kind: report, title: Service report, level: operational, cadence: monthly, starts_on: 2026-01-01, chair: rosa-lind }
"""  # noqa: E501 - one routine on one line reads best
FEEDBACK = """\
feedback:
  - { id: FB-001, kind: issue, severity: high, direction: to_vendor, raised_at: 2026-05-05, raised_by: ines-ward, about: delivery, summary: It fell over. }
  - { id: FB-002, kind: concern, direction: to_client, raised_at: 2026-05-05, raised_by: rosa-lind, about: people, summary: Nobody answers. }
  - { id: FB-003, kind: concern, direction: to_vendor, raised_at: 2026-04-20, raised_by: ines-ward, about: cost, summary: Too dear., responded_at: 2026-04-27, response: It is not., disputed: true }
"""  # noqa: E501 - one entry on one line reads best
PLAN = """\
improvement:
  - id: IP-01
    title: Loads that can be trusted
    opened_on: 2026-04-20
    triggered_by: [FB-001]
    root_cause: Two teams load the same tables.
    owner_client: ines-ward
    owner_vendor: rosa-lind
    target_end: 2026-07-31
    exit_criteria: [{ text: A good month }]
    checkpoints:
      - { due: 2026-05-04, held_on: 2026-05-04, outcome: on_track }
      - { due: 2026-06-01 }
    if_it_fails: We take the loads back.
"""
REVIEWS = """\
reviews:
  - id: RV-01
    kind: annual
    period: 2025-H2
    held_on: 2026-04-30
    chair: ines-ward
    ratings: [{ area: quality, rating: satisfactory, narrative: As agreed. }]
    actions: [{ id: AC-001, text: Send the plan, owner: rosa-lind, due: 2026-05-20 }]
"""
PARTNERSHIP = """\
goals:
  - { id: GO-01, text: Half the calls, owner_client: ines-ward, owner_vendor: rosa-lind, target_date: 2026-06-30 }
activities:
  - { id: PA-01, type: training, title: A day at the desk, proposed_by: vendor, planned_for: 2026-05-19 }
  - { id: PA-02, type: idea, title: Noon run, proposed_by: vendor, planned_for: 2026-05-05 }
"""  # noqa: E501 - one activity on one line reads best
RENEWING = VENDOR.format(slug="acme").replace(
    "    end: 2027-12-31\n    auto_renew: false\n",
    "    end: 2026-07-31\n    auto_renew: true\n    renewal_months: 12\n    notice_days: 60\n",
)
DOCUMENTS = (
    "documents:\n  - { id: cover, type: insurance, title: Cover, expires_on: 2026-06-15 }\n"
    "  - { id: leaving, type: exit_plan, title: The way out, expires_on: 2026-06-16 }\n"
)
MILESTONES = """\
milestones:
  - { id: MS-01, title: Go-live, baseline_due: 2026-05-29 }
  - { id: MS-02, title: Report, baseline_due: 2026-04-30, delivered_on: 2026-04-29, deliverables: [DL-01] }
  - { id: MS-03, title: Manual, baseline_due: 2026-06-12, delivered_on: 2026-04-22, rejections: [{ date: 2026-04-27, reason: Half of it. }] }
  - { id: MS-04, title: Archive, baseline_due: 2026-05-12 }
"""  # noqa: E501 - one milestone on one line reads best
DEFERRED = """\
changes:
  - id: CR-01
    title: Later
    type: release
    cause: client
    raised_on: 2026-04-10
    raised_by: rosa-lind
    status: approved
    decided_on: 2026-04-20
    decided_by: pia-nand
    effects: [{ milestone: MS-04, release: deferred, revisit_on: 2026-06-09 }]
"""
OWED = "client_obligations: [{ id: OB-01, text: Open it, owner: tomas-reyl, due: 2026-05-18 }]\n"
MEASURED = (
    "measurements: [{ kpi: uptime, period: 2026-04, value: 99.1, reported_on: 2026-05-05 }]\n"
)
ALL = {
    "vendor": RENEWING + DOCUMENTS,
    "contacts": CONTACTS.replace("2026-01-05 }\nescalation", "2025-11-20 }\nescalation"),
    "communication": ROUTINES,
    "agreement": AGREEMENT.replace("kpis: []\n", KPI.replace("SOURCE", "vendor")) + TARGETS + OWED,
    "milestones": MILESTONES,
    "changes": DEFERRED,
    "feedback": FEEDBACK,
    "improvement": PLAN,
    "reviews": REVIEWS,
    "partnership": PARTNERSHIP,
    "measurements": MEASURED,
}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("milestone", ["05-29 MS-01 Rosa Lind milestones", "06-12 MS-03 Rosa Lind milestones"]),
        # Delivered on 29 April; 4 May is a holiday, so the tenth working day is 14 May.
        ("acceptance", ["05-14 MS-02 Ines Ward milestones"]),
        # Rejected on 27 April; ten working days later is 12 May.
        ("new delivery", ["05-12 MS-03 Rosa Lind milestones"]),
        ("deferral", ["06-09 MS-04 Ines Ward milestones"]),
        ("our obligation", ["05-18 OB-01 Tomas Reyl agreement"]),
        ("action", ["05-20 AC-001 Rosa Lind reviews"]),
        # Raised on 5 May: one working day to answer the issue, ten to answer the concern.
        ("answer", ["05-06 FB-001 Rosa Lind feedback", "05-19 FB-002 Ines Ward feedback"]),
        ("fix", ["05-12 FB-001 Rosa Lind feedback"]),
        # Answered on 27 April; twenty working days later, past two holidays, is 27 May.
        ("dispute", ["05-27 FB-003 Ines Ward feedback"]),
        # 180 days after 20 November 2025 and 5 January 2026.
        ("contact details", [
            "05-19 rosa-lind Kit Morrow people#people",
            "07-04 ines-ward Ines Ward people#people",
            "07-04 kit-morrow Kit Morrow people#people",
        ]),
        # April is reported; May ends on a Sunday, June on a Tuesday.
        ("KPI report", [
            "06-05 2026-05 Rosa Lind reviews#measurements",
            "07-07 2026-06 Rosa Lind reviews#measurements",
        ]),
        ("comment", ["05-14 RV-01 Kit Morrow reviews"]),
        ("checkpoint", ["06-01 IP-01 Ines Ward reviews"]),
        ("end of plan", ["07-31 IP-01 Ines Ward reviews"]),
        ("shared goal", ["06-30 GO-01 Ines Ward partnership"]),
        ("activity", ["05-19 PA-01 Kit Morrow partnership"]),
        # Twenty working days after 5 May, past the holiday of 25 May.
        ("idea", ["06-03 PA-02 Ines Ward partnership"]),
        # Sixty days before 31 July is 1 June, a Monday.
        ("notice", ["06-01 main Pia Nand agreement#contract-main"]),
        ("end of term", ["07-31 main Pia Nand agreement#contract-main"]),
        ("document", ["06-15 cover Kit Morrow agreement", "06-16 leaving Ines Ward agreement"]),
        # Reported red on 5 May; twenty working days later is 3 June.
        ("credit", ["06-03 uptime Ines Ward reviews#measurements"]),
        ("report", [
            "05-31 report Rosa Lind people#routine-report",
            "06-30 report Rosa Lind people#routine-report",
            "07-31 report Rosa Lind people#routine-report",
        ]),
    ],
)  # fmt: skip
def test_every_kind_of_date_falls_due_with_its_actor_and_page(
    kind: str, expected: list[str], tmp_path: Path
) -> None:
    found = due_dates(assessed(tmp_path, AS_OF, **ALL), 90, with_slots=True)
    written = [
        f"{each.day:%m-%d} {each.record} {each.actor.name} {each.page}"
        + (f"#{each.anchor}" if each.anchor else "")
        for each in found
        if each.kind == kind
    ]
    assert written == expected


def test_regular_meetings_are_told_when_asked_for_and_only_while_their_slot_is_empty(
    tmp_path: Path,
) -> None:
    held = "meetings: [{ id: MT-001, routine: ops, date: 2026-05-05, status: held }]\n"
    assessment = assessed(tmp_path, AS_OF, **ALL, meetings=held)
    assert not [each for each in due_dates(assessment) if each.kind == "meeting"]
    meetings = [e for e in due_dates(assessment, 14, with_slots=True) if e.kind == "meeting"]
    # The week that ends on 10 May has its meeting; the next one ends on 17 May.
    assert [(each.day, each.what) for each in meetings] == [
        (date(2026, 5, 17), "Operations call (11 May 2026 to 17 May 2026)")
    ]


@pytest.mark.parametrize(
    ("tier", "held", "expected"),
    [
        # An operational vendor is reviewed once a year: by the end of the year after the last.
        ("operational", "2026-04-30", date(2027, 12, 31)),
        ("tactical", "2025-10-05", date(2026, 6, 30)),
        ("strategic", "2026-03-31", date(2026, 6, 30)),
        ("strategic", "2026-04-01", date(2026, 9, 30)),
        # The contract starts with 2025; its first whole quarter, half-year and year are long over.
        ("strategic", None, None),
    ],
)
def test_a_review_is_due_by_the_end_of_the_next_period_of_the_tier(
    tier: str, held: str | None, expected: date | None, tmp_path: Path
) -> None:
    vendor = VENDOR.format(slug="acme").replace("operational", tier)
    reviews = REVIEWS.replace("2026-04-30", held or "") if held else "reviews: []\n"
    dates = due_dates(assessed(tmp_path, AS_OF, vendor=vendor, reviews=reviews), 700)
    found = [each.day for each in dates if each.kind == "review"]
    assert found == ([expected] if expected else [])


def test_a_day_beyond_the_calendar_hides_no_other_date(tmp_path: Path) -> None:
    ideas = (
        "activities:\n"
        "  - { id: PA-01, type: idea, title: A, proposed_by: vendor, planned_for: 2027-12-29 }\n"
        "  - { id: PA-02, type: training, title: B, proposed_by: vendor, "
        "planned_for: 2028-01-03 }\n"
    )
    dates = due_dates(assessed(tmp_path, date(2027, 12, 30), partnership=ideas), 90)
    assert "PA-02" in [each.record for each in dates]
    assert "PA-01" not in [each.record for each in dates]


def days_of(root: Path, kind: str, days_ahead: int = DAYS_AHEAD, **files: str) -> list[str]:
    """The days and records of one kind, as of 6 May 2026."""
    dates = due_dates(assessed(root, AS_OF, **files), days_ahead)
    return [f"{each.day:%m-%d} {each.record}" for each in dates if each.kind == kind]


def test_the_span_has_its_first_and_its_last_day(tmp_path: Path) -> None:
    owed = "".join(
        f"  - {{ id: OB-{number:02d}, text: A, owner: ines-ward, due: {day} }}\n"
        for number, day in enumerate(("2026-05-05", "2026-05-06", "2026-06-05", "2026-06-06"), 1)
    )
    agreement = f"{AGREEMENT}client_obligations:\n{owed}"
    found = days_of(tmp_path, "our obligation", agreement=agreement)
    assert found == ["05-06 OB-02", "06-05 OB-03"]


@pytest.mark.parametrize(("left_on", "count"), [("2026-05-05", 0), ("2026-05-06", 1)])
def test_details_are_confirmed_of_whoever_is_there_that_day(
    tmp_path: Path, left_on: str, count: int
) -> None:
    old = "2026-01-05 }\nescalation"
    contacts = CONTACTS.replace(old, f"2025-11-20, left_on: {left_on} }}\nescalation")
    found = days_of(tmp_path, "contact details", 30, contacts=contacts)
    assert found == ["05-19 rosa-lind"] * count


@pytest.mark.parametrize(
    ("rejected", "expected"),
    [
        # Ten working days after 6 May; one of tomorrow has not been made yet.
        ("2026-05-06", ["05-20 MS-03"]),
        ("2026-05-07", []),
    ],
)
def test_a_delivery_comes_back_after_the_last_rejection(
    tmp_path: Path, rejected: str, expected: list[str]
) -> None:
    text = MILESTONES.replace(
        "rejections: [", f"rejections: [{{ date: {rejected}, reason: The rest. }}, "
    ).replace("{ date: 2026-04-27, reason: Half of it. }", "{ date: 2026-04-01, reason: Half. }")
    assert days_of(tmp_path, "new delivery", milestones=text) == expected


def test_what_is_released_need_not_come_back(tmp_path: Path) -> None:
    deferred = DEFERRED.replace("MS-04", "MS-03")
    assert days_of(tmp_path, "new delivery", milestones=MILESTONES, changes=deferred) == []


@pytest.mark.parametrize(
    ("raised", "expected"),
    [("2026-05-06", ["06-04 PA-02"]), ("2026-05-07", [])],
)
def test_an_idea_is_due_from_the_day_on_which_it_was_raised(
    tmp_path: Path, raised: str, expected: list[str]
) -> None:
    # 7, 8, 11–15, 18–22, 26–29 May and 1–4 June are twenty working days.
    partnership = PARTNERSHIP.replace("2026-05-05", raised)
    assert days_of(tmp_path, "idea", partnership=partnership) == expected


@pytest.mark.parametrize(("start", "count"), [("2026-05-06", 1), ("2026-05-07", 0)])
def test_notice_is_given_of_contracts_that_have_begun(
    tmp_path: Path, start: str, count: int
) -> None:
    # Sixty days before 31 July are 1 June.
    vendor = RENEWING.replace("start: 2025-01-01", f"start: {start}")
    assert days_of(tmp_path, "notice", vendor=vendor) == ["06-01 main"] * count


@pytest.mark.parametrize(
    ("more", "count"), [("", 1), (", credit: claimed", 0), (", credit: waived", 0)]
)
def test_a_credit_is_to_be_claimed_however_old_its_period_is(
    tmp_path: Path, more: str, count: int
) -> None:
    # Reported on 5 May; the twentieth working day after it, past 25 May, is 3 June.
    files = {
        "agreement": AGREEMENT.replace(
            "kpis: []\n", KPI.replace("SOURCE", "tool").replace("from: 2026-03", "from: 2025-03")
        ),
        "measurements": MEASURED.replace("2026-04", "2025-06").replace(" }]", f"{more} }}]"),
    }
    assert days_of(tmp_path, "credit", DAYS_AHEAD, **files) == ["06-03 uptime"] * count


@pytest.mark.parametrize(
    "kind",
    [
        "action", "KPI report", "review", "comment", "checkpoint", "end of plan", "shared goal",
        "activity", "idea", "notice", "end of term", "document", "credit", "contact details",
    ],
)  # fmt: skip
def test_a_vendor_that_has_ended_is_asked_for_nothing_that_needs_a_relationship(
    tmp_path: Path, kind: str
) -> None:
    documents = ALL["vendor"].replace("status: active", "status: ended")
    assert days_of(tmp_path / "a", kind, 700, **ALL) != []
    assert days_of(tmp_path / "b", kind, 700, **{**ALL, "vendor": documents}) == []


@pytest.mark.parametrize(
    ("change", "count"),
    [
        (("opened_on: 2026-04-20", "opened_on: 2026-05-06"), 1),
        (("opened_on: 2026-04-20", "opened_on: 2026-05-07"), 0),
        (("if_it_fails", "closed_on: 2026-05-06\n    outcome: met\n    if_it_fails"), 0),
        (("if_it_fails", "closed_on: 2026-05-07\n    outcome: met\n    if_it_fails"), 1),
    ],
)
def test_a_plan_is_open_from_its_first_day_until_it_is_closed(
    tmp_path: Path, change: tuple[str, str], count: int
) -> None:
    plan = PLAN.replace(*change)
    assert days_of(tmp_path, "end of plan", 90, improvement=plan) == ["07-31 IP-01"] * count


@pytest.mark.parametrize(
    ("kind", "targets", "expected"),
    [
        ("concern", TARGETS, ["05-05 FB-002"]),
        # Without an agreed time it is twenty working days after 20 April, past 4 May: 19 May.
        ("concern", "", ["05-19 FB-002"]),
        ("praise", "", []),
    ],
)
def test_the_vendor_is_answered_even_where_no_time_was_agreed(
    tmp_path: Path, kind: str, targets: str, expected: list[str]
) -> None:
    ours = FEEDBACK.splitlines(keepends=True)[2].replace("2026-05-05", "2026-04-20")
    files = {
        "agreement": AGREEMENT + targets,
        "feedback": "feedback:\n" + ours.replace("concern", kind),
    }
    dates = due_dates(assessed(tmp_path, date(2026, 5, 5), **files), 30)
    assert [f"{e.day:%m-%d} {e.record}" for e in dates if e.kind == "answer"] == expected


def test_feeds_look_far_ahead_but_tell_meetings_of_ninety_days_only(tmp_path: Path) -> None:
    """400 days after 6 May 2026 are 10 June 2027; 90 days after it are 4 August."""
    owed = "".join(
        f"  - {{ id: OB-{number:02d}, text: A, owner: ines-ward, due: {day} }}\n"
        for number, day in enumerate(("2026-05-05", "2027-06-10", "2027-06-11"), 1)
    )
    agreement = f"{AGREEMENT}client_obligations:\n{owed}"
    # Blocks of fourteen days from 13 May end on 4 August, those from 14 May a day later.
    routines = "channels: []\nroutines:\n" + "".join(
        f"  - {{ id: from-{day}, kind: meeting, title: Call, level: operational, "
        f"cadence: fortnightly, starts_on: 2026-05-{day}, chair: ines-ward }}\n"
        for day in (13, 14)
    )
    dates = feed_dates(assessed(tmp_path, AS_OF, agreement=agreement, communication=routines))
    assert [each.record for each in dates if each.kind == "our obligation"] == ["OB-01", "OB-02"]
    last = {each.record: each.day for each in dates if each.kind == "meeting"}
    assert last == {"from-13": date(2026, 8, 4), "from-14": date(2026, 7, 22)}


def test_a_checkpoint_that_was_left_out_is_history_once_a_later_one_is_held(tmp_path: Path) -> None:
    plan = PLAN.replace(
        "due: 2026-05-04, held", "due: 2026-04-27 }\n      - { due: 2026-05-04, held"
    )
    dates = feed_dates(assessed(tmp_path, AS_OF, improvement=plan))
    assert [each.day for each in dates if each.kind == "checkpoint"] == [date(2026, 6, 1)]
    missed = plan.replace(", held_on: 2026-05-04, outcome: on_track", "")
    dates = feed_dates(assessed(tmp_path / "missed", AS_OF, improvement=missed))
    assert [f"{each.day:%m-%d}" for each in dates if each.kind == "checkpoint"] == [
        "04-27", "05-04", "06-01",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("as_of", "kinds"), [("2026-06-01", {"notice", "end of term"}), ("2026-06-02", {"end of term"})]
)
def test_notice_that_was_not_given_is_no_task_any_more(
    tmp_path: Path, as_of: str, kinds: set[str]
) -> None:
    # Sixty days before 31 July are 1 June.
    dates = feed_dates(assessed(tmp_path, date.fromisoformat(as_of), vendor=RENEWING))
    assert {each.kind for each in dates if each.record == "main"} == kinds


def test_what_is_delivered_in_spite_of_its_deferral_need_not_be_decided_again(
    tmp_path: Path,
) -> None:
    files = {"milestones": MILESTONES, "changes": DEFERRED}
    assert days_of(tmp_path / "a", "deferral", 90, **files) == ["06-09 MS-04"]
    done = MILESTONES.replace(
        "baseline_due: 2026-05-12", "baseline_due: 2026-05-12, delivered_on: 2026-05-05"
    )
    assert days_of(tmp_path / "b", "deferral", 90, milestones=done, changes=DEFERRED) == []


@pytest.mark.parametrize(
    ("more", "count"),
    [
        ("", 1),
        (", dropped: It was no goal.", 0),
        (", achieved_on: 2026-05-06", 0),
        (", achieved_on: 2026-05-07", 1),
    ],
)
def test_a_goal_is_open_until_it_is_reached_or_dropped(
    tmp_path: Path, more: str, count: int
) -> None:
    partnership = PARTNERSHIP.replace("target_date: 2026-06-30", f"target_date: 2026-06-30{more}")
    assert days_of(tmp_path, "shared goal", 90, partnership=partnership) == ["06-30 GO-01"] * count


def test_details_of_many_stand_at_the_first_of_them(tmp_path: Path) -> None:
    dates = due_dates(assessed(tmp_path, AS_OF), 90)
    details = [(e.record, e.place.line, e.what) for e in dates if e.kind == "contact details"]
    assert details == [
        ("ines-ward", 2, "Confirm the details of Ines Ward, Pia Nand, Tomas Reyl"),
        ("kit-morrow", 5, "Confirm the details of Kit Morrow, Rosa Lind"),
    ]


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2025-01-01", ["2025-08", "2025-09", "2025-10", "2025-11", "2025-12"]),
        ("2025-11-30", ["2025-11", "2025-12"]),
        ("2025-12-01", ["2025-12"]),
    ],
)
def test_values_are_awaited_back_to_the_last_that_was_reported(
    tmp_path: Path, start: str, expected: list[str]
) -> None:
    files = {
        "vendor": VENDOR.format(slug="acme").replace("start: 2025-01-01", f"start: {start}"),
        "agreement": AGREEMENT.replace("kpis: []\n", KPI.replace("2026-03", "2025-03")),
        "measurements": "measurements:\n"
        "  - { kpi: uptime, period: 2025-07, value: 99.1, reported_on: 2025-08-05 }\n",
    }
    files["agreement"] = files["agreement"].replace("SOURCE", "tool")
    dates = feed_dates(assessed(tmp_path, date(2026, 1, 2), **files))
    awaited = [each.record for each in dates if each.kind == "KPI report"]
    assert [each for each in awaited if each < "2026"] == expected


def test_values_are_awaited_from_the_first_of_several_contracts_on(tmp_path: Path) -> None:
    second = (
        "  - id: second\n    type: sow\n    title: More\n    reference: https://d.example/more\n"
        "    start: 2026-04-01\n    end: 2027-12-31\n    auto_renew: false\n"
    )
    files = {
        "vendor": VENDOR.format(slug="acme") + second,
        "agreement": AGREEMENT.replace("kpis: []\n", KPI.replace("SOURCE", "tool")),
    }
    dates = feed_dates(assessed(tmp_path, date(2026, 4, 30), **files))
    assert next(each.record for each in dates if each.kind == "KPI report") == "2026-03"


def test_a_vendor_whose_only_contract_cannot_be_read_has_dates_all_the_same(tmp_path: Path) -> None:
    broken = ALL["vendor"].replace("id: main", "id: Not a slug")
    portfolio = open_playbook(write_playbook(tmp_path, {"acme": {**ALL, "vendor": broken}}))
    vendor = read_vendor(portfolio, "acme").vendor
    assert vendor is not None
    assert vendor.profile.contracts == ()
    kinds = {each.kind for each in feed_dates(assess(vendor, portfolio, AS_OF))}
    assert {"milestone", "action"} <= kinds
    assert {"credit", "KPI report", "review"}.isdisjoint(kinds)


def test_one_date_stands_for_all_values_of_a_side(tmp_path: Path) -> None:
    kpis = "kpis:\n" + "".join(
        KPI.removeprefix("kpis:\n").replace("uptime", name.lower()).replace("Uptime", name)
        .replace("SOURCE", source)
        for name, source in (("Uptime", "vendor"), ("Calls", "tool"), ("Speed", "vendor"))
    )  # fmt: skip
    agreement = AGREEMENT.replace("kpis: []\n", kpis)
    dates = due_dates(assessed(tmp_path, AS_OF, agreement=agreement))
    reports = [e for e in dates if e.kind == "KPI report" and e.record == "2026-05"]
    # The KPIs stand on the lines 6 to 8 of agreement.yml.
    assert [(e.actor.name, e.what, e.place.line) for e in reports] == [
        ("Ines Ward", "Report Calls", 7),
        ("Rosa Lind", "Report Uptime, Speed", 6),
    ]


NOTICE = "    notice_days: 60\n"
RENEWS = "Main agreement renews for 12 months after this day"


@pytest.mark.parametrize(
    ("decision", "what"),
    [
        ("", RENEWS),
        ("    renewal_decision: renew\n    decided_on: 2026-05-06\n", RENEWS),
        ("    renewal_decision: exit\n    decided_on: 2026-05-06\n", "Main agreement ends"),
        # Decided tomorrow, it is not decided yet.
        ("    renewal_decision: exit\n    decided_on: 2026-05-07\n", RENEWS),
    ],
)
def test_the_end_of_a_term_says_what_comes_after_it(
    tmp_path: Path, decision: str, what: str
) -> None:
    vendor = RENEWING.replace(NOTICE, NOTICE + decision)
    (end,) = (
        e
        for e in due_dates(assessed(tmp_path, AS_OF, vendor=vendor), 90)
        if e.kind == "end of term"
    )
    assert (end.day, end.what) == (date(2026, 7, 31), what)


def test_a_contract_that_does_not_renew_ends(tmp_path: Path) -> None:
    vendor = VENDOR.format(slug="acme").replace("2027-12-31", "2026-07-31")
    (end,) = (
        e
        for e in due_dates(assessed(tmp_path, AS_OF, vendor=vendor), 90)
        if e.kind == "end of term"
    )
    assert end.what == "Main agreement ends"


@pytest.mark.parametrize(("done", "count"), [("2026-05-06", 0), ("2026-05-07", 1)])
def test_an_activity_is_planned_until_it_is_done(tmp_path: Path, done: str, count: int) -> None:
    partnership = PARTNERSHIP.replace("2026-05-19", f"2026-05-19, done_on: {done}")
    assert days_of(tmp_path, "activity", partnership=partnership) == ["05-19 PA-01"] * count
