"""What other vendors, our own promises, clocks and calendars do to one vendor's milestones."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from tests.playbooks import (
    AGREEMENT,
    CALENDAR,
    PLAYBOOK,
    VENDOR,
    assessed,
    open_playbook,
    write_playbook,
)
from tests.test_assessment import OWN, reasons, with_neighbour
from vendorbook.assessment import Assessment, assess, has_happened, local_day
from vendorbook.vendor_reading import read_vendor

APRIL_1 = date(2026, 4, 1)
PREDECESSOR = "milestones: [{{id: MS-05, title: First, {facts}}}]"


DUE = "milestones: [{id: MS-01, title: A, baseline_due: 2026-04-30}]"


def issue(raised_at: str, relates_to: str = "MS-01", **facts: str) -> str:
    more = "".join(f", {key}: {value}" for key, value in facts.items())
    return (
        "feedback: [{id: FB-001, kind: issue, severity: high, direction: to_vendor, raised_by: "
        f"ines-ward, about: quality, summary: Bad., raised_at: {raised_at}, "
        f"relates_to: [{relates_to}]{more}}}]"
    )


def assess_acme(root: Path, as_of: date | datetime) -> Assessment:
    portfolio = open_playbook(root)
    vendor, findings, _ = read_vendor(portfolio, "acme")
    assert findings == []
    assert vendor is not None
    return assess(vendor, portfolio, as_of)


@pytest.mark.parametrize(
    ("facts", "endangers"),
    [
        # missed from the day after the deadline
        ("baseline_due: 2026-03-31", True),
        ("baseline_due: 2026-04-01", False),
        ("baseline_due: 2026-03-31, grace_days: 1", False),
        # expected later than 30 April, by forecast or else by due date
        ("baseline_due: 2026-04-30", False),
        ("baseline_due: 2026-05-01", True),
        ("baseline_due: 2026-05-29, forecast: 2026-04-30", False),
        ("baseline_due: 2026-04-10, forecast: 2026-05-01", True),
        # handed over, sent back, handed over tomorrow
        ("baseline_due: 2026-05-29, delivered_on: 2026-04-01", False),
        ("baseline_due: 2026-05-29, delivered_on: 2026-04-02", True),
        (
            "baseline_due: 2026-05-29, delivered_on: 2026-03-30, "
            "rejections: [{date: 2026-03-31, reason: Half of it.}]",
            True,
        ),
        ("baseline_due: 2026-05-29, date_unknown: true", False),
    ],
)
def test_what_a_neighbours_milestone_does_to_one_that_waits(
    tmp_path: Path, facts: str, endangers: bool
) -> None:
    found = with_neighbour(tmp_path, PREDECESSOR.format(facts=facts), APRIL_1)
    assert reasons(found) == {"MS-01": ("dependency:bolt/MS-05",) if endangers else ()}


@pytest.mark.parametrize(
    ("effect", "endangers"),
    [
        ("to: 2026-05-29, from: 2026-03-31", True),
        ("to: 2026-04-30, from: 2026-03-31", False),
        ("release: waived", False),
        ("release: cancelled", False),
        ("release: deferred, revisit_on: 2026-04-20", True),
    ],
)
@pytest.mark.parametrize(("decided_on", "counts"), [("2026-04-01", True), ("2026-04-02", False)])
def test_a_neighbours_changes_are_replayed_up_to_the_day(
    tmp_path: Path, effect: str, endangers: bool, decided_on: str, counts: bool
) -> None:
    kind = "date" if effect.startswith("to") else "release"
    change = (
        f"changes: [{{id: CR-01, title: Move, type: {kind}, cause: client, raised_on: 2026-03-02, "
        f"raised_by: kit-morrow, status: approved, decided_on: {decided_on}, "
        f"decided_by: ines-ward, effects: [{{milestone: MS-05, {effect}}}]}}]"
    )
    root = write_playbook(
        tmp_path,
        {
            "acme": {"milestones": OWN.format(reference="bolt/MS-05")},
            "bolt": {
                "milestones": PREDECESSOR.format(facts="baseline_due: 2026-03-31"),
                "changes": change,
            },
        },
    )
    expected = endangers if counts else True
    found = reasons(assess_acme(root, APRIL_1))
    assert found == {"MS-01": ("dependency:bolt/MS-05",) if expected else ()}


@pytest.mark.parametrize("reference", ["bolt/MS-09", "nobody/MS-05", "MS-09", "OB-09"])
def test_a_reference_that_leads_nowhere_endangers_nothing(tmp_path: Path, reference: str) -> None:
    root = write_playbook(
        tmp_path,
        {
            "acme": {"milestones": OWN.format(reference=reference)},
            "bolt": {"milestones": PREDECESSOR.format(facts="baseline_due: 2026-03-31")},
        },
    )
    assert reasons(assess_acme(root, APRIL_1)) == {"MS-01": ()}


def test_the_own_slug_may_be_written_out(tmp_path: Path) -> None:
    milestones = OWN.format(reference="acme/MS-05") + (
        "  - { id: MS-05, title: First, baseline_due: 2026-03-31 }\n"
    )
    found = assessed(
        tmp_path, APRIL_1, milestones=milestones, feedback=issue("2026-03-30", "acme/MS-01")
    )
    assert reasons(found)["MS-01"] == ("dependency:acme/MS-05", "issue:FB-001")


def test_what_we_owe_to_another_vendor_counts_too(tmp_path: Path) -> None:
    owed = "client_obligations: [{id: OB-01, text: Open, owner: ines-ward, due: 2026-03-31}]\n"
    root = write_playbook(
        tmp_path,
        {
            "acme": {"milestones": OWN.format(reference="bolt/OB-01")},
            "bolt": {"agreement": AGREEMENT + owed},
        },
    )
    assert reasons(assess_acme(root, APRIL_1)) == {"MS-01": ("obligation:bolt/OB-01",)}
    assert reasons(assess_acme(root, date(2026, 3, 31))) == {"MS-01": ()}


def test_a_chain_is_told_link_by_link(tmp_path: Path) -> None:
    text = (
        "milestones:\n"
        "  - { id: MS-01, title: A, baseline_due: 2026-03-31 }\n"
        "  - { id: MS-02, title: B, baseline_due: 2026-04-10, depends_on: [MS-01] }\n"
        "  - { id: MS-03, title: C, baseline_due: 2026-04-30, depends_on: [MS-02] }\n"
    )
    assert reasons(assessed(tmp_path, APRIL_1, milestones=text)) == {
        "MS-01": (),
        "MS-02": ("dependency:MS-01",),
        "MS-03": (),
    }


NEW_YORK = timezone(timedelta(hours=-4))


@pytest.mark.parametrize(
    ("raised_at", "on_30_april"),
    [
        ("2026-04-30", True),
        ("2026-05-01", False),
        # 30 April, 23:59 in London is 22:59 in Greenwich: London keeps summer time
        ("2026-04-30T22:59:00+00:00", True),
        ("2026-04-30T23:30:00+00:00", False),
        # half past eight in the evening in New York is half past one at night in London
        ("2026-04-30T20:30:00-04:00", False),
        ("2026-04-30T18:30:00-04:00", True),
    ],
)
def test_an_instant_belongs_to_the_day_of_the_contract(
    tmp_path: Path, raised_at: str, on_30_april: bool
) -> None:
    found = assessed(
        tmp_path,
        date(2026, 4, 30),
        milestones="milestones: [{id: MS-01, title: A, baseline_due: 2026-06-30}]",
        feedback=issue(raised_at),
    )
    assert reasons(found) == {"MS-01": ("issue:FB-001",) if on_30_april else ()}


def test_a_hand_over_in_the_evening_of_new_york_is_the_next_day_in_london() -> None:
    hand_over = datetime(2026, 4, 30, 20, 30, tzinfo=NEW_YORK)
    assert local_day(hand_over, "Europe/London") == date(2026, 5, 1)
    assert local_day(hand_over, "America/New_York") == date(2026, 4, 30)
    assert not has_happened(hand_over, date(2026, 4, 30), "Europe/London")
    assert has_happened(hand_over, date(2026, 5, 1), "Europe/London")
    assert not has_happened(None, date(2026, 5, 1), "Europe/London")


@pytest.mark.parametrize(
    ("instant", "status"),
    [
        (datetime(2026, 4, 30, 22, 59, tzinfo=UTC), "due_soon"),
        (datetime(2026, 4, 30, 23, 0, tzinfo=UTC), "missed"),
        (datetime(2026, 4, 30, 23, 30, tzinfo=UTC), "missed"),
    ],
)
def test_a_day_is_over_at_midnight_in_london(
    tmp_path: Path, instant: datetime, status: str
) -> None:
    write_playbook(tmp_path, {"acme": {"milestones": DUE}})
    (found,) = assess_acme(tmp_path, instant).milestones
    assert found.state.status == status
    assert assess_acme(tmp_path, instant).as_of == local_day(instant, "Europe/London")


def test_the_policy_says_how_soon_is_soon_and_how_long_acceptance_takes(tmp_path: Path) -> None:
    playbook = PLAYBOOK + "windows: { due_soon_days: 11, review_days: 2 }\n"
    text = (
        "milestones:\n"
        "  - { id: MS-01, title: A, baseline_due: 2026-04-30 }\n"
        "  - { id: MS-02, title: B, baseline_due: 2026-04-30, delivered_on: 2026-04-10 }\n"
    )
    write_playbook(tmp_path, {"acme": {"milestones": text}}, playbook=playbook)
    first, second = assess_acme(tmp_path, date(2026, 4, 15)).milestones
    assert first.state.status == "due_soon"
    # 10 April is a Friday
    assert second.state.acceptance_due == date(2026, 4, 14)
    assert second.state.flags == ("acceptance_overdue",)


def test_a_vendor_may_have_its_own_calendar(tmp_path: Path) -> None:
    profile = VENDOR.format(slug="acme") + "calendar: no-holidays\n"
    # Monday 4 May is a holiday in England alone; the milestone is due on the Saturday before
    milestones = "milestones: [{id: MS-01, title: A, baseline_due: 2026-05-02}]"
    root = write_playbook(tmp_path, {"acme": {"milestones": milestones}})
    (root / "calendars/no-holidays.yml").write_text(
        CALENDAR.partition("non_working:")[0] + "non_working: []\n"
    )
    (found,) = assess_acme(root, date(2026, 5, 5)).milestones
    assert (found.state.status, found.state.schedule.deadline) == ("due_soon", date(2026, 5, 5))
    (root / "vendors/acme/vendor.yml").write_text(profile)
    (found,) = assess_acme(root, date(2026, 5, 5)).milestones
    assert (found.state.status, found.state.schedule.deadline) == ("missed", date(2026, 5, 4))
    assert found.state.late == 1


@pytest.mark.parametrize(
    ("as_of", "baseline", "gap"),
    [
        # the calendar covers 1 January 2025 to 31 December 2027
        (date(2026, 4, 1), "2027-12-31", None),
        (date(2026, 4, 1), "2028-01-01", date(2028, 1, 1)),
        (date(2025, 1, 1), "2026-04-30", None),
        (date(2024, 12, 31), "2026-04-30", date(2024, 12, 31)),
    ],
)
def test_a_gap_is_named_with_its_day_and_costs_one_milestone(
    tmp_path: Path, as_of: date, baseline: str, gap: date | None
) -> None:
    text = (
        f"milestones:\n  - {{ id: MS-01, title: A, baseline_due: {baseline} }}\n"
        "  - { id: MS-02, title: B, baseline_due: 2025-03-31, delivered_on: 2025-03-28, "
        "accepted_on: 2025-03-31, evidence: https://documents.example/1 }\n"
    )
    found = assessed(tmp_path, as_of, milestones=text)
    missing = [(each.milestone.id, each.day) for each in found.gaps if each.milestone.id == "MS-01"]
    assert missing == ([("MS-01", gap)] if gap else [])
    if as_of.year > 2025:
        assert [each.milestone.id for each in found.milestones][-1] == "MS-02"


def test_without_a_usable_calendar_nothing_is_guessed(tmp_path: Path) -> None:
    profile = VENDOR.format(slug="acme") + "calendar: mars\n"
    root = write_playbook(tmp_path, {"acme": {"milestones": DUE, "vendor": profile}})
    portfolio = open_playbook(root)
    vendor, (finding,), _ = read_vendor(portfolio, "acme")
    assert finding.code == "dangling-reference"
    assert vendor is not None
    found = assess(vendor, portfolio, APRIL_1)
    assert (found.milestones, found.gaps) == ((), ())


@pytest.mark.parametrize(
    ("starts", "started"),
    [
        ([], False),
        (["2026-04-01"], True),
        (["2026-04-02"], False),
        (["2027-01-01", "2026-04-01"], True),
    ],
)
def test_a_vendor_starts_with_its_first_contract(
    tmp_path: Path, starts: list[str], started: bool
) -> None:
    listed = ", ".join(
        f"{{ id: c{number}, type: msa, title: T, reference: https://d.example/1, "
        f"start: {start}, end: 2027-12-31, auto_renew: false }}"
        for number, start in enumerate(starts)
    )
    profile = VENDOR.format(slug="acme").partition("contracts:")[0] + f"contracts: [{listed}]\n"
    assert assessed(tmp_path, APRIL_1, vendor=profile).has_started is started
