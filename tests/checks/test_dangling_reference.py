"""References of every kind: each to what it may name, at its own line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.playbooks import (
    AGREEMENT,
    CONTACTS,
    VENDOR,
    faults,
    open_playbook,
    said,
    write_playbook,
)
from vendorbook.checks import find_faults
from vendorbook.findings import Finding
from vendorbook.vendor_reading import read_vendor

KPI = """\
kpis:
  - id: up
    name: Up
    area: quality
    unit: percent
    direction: higher
    frequency: monthly
    definition: Share.
    source: tool
    contractual: false
    targets: [{ from: 2026-01, target: 99, minimum: 98 }]
"""
MEASURED = AGREEMENT.replace("kpis: []\n", KPI)
COMMUNICATION = """\
channels:
  - { id: room, purpose: support, tool: Chat, address: "#room", owner: kit-morrow }
routines:
  - id: weekly
    kind: meeting
    title: Weekly call
    level: operational
    cadence: weekly
    starts_on: 2026-01-05
    chair: ines-ward
    attendees:
      - rosa-lind
      - kit-morrow
"""
CHANGE = """\
changes:
  - id: CR-01
    title: Later
    type: date
    cause: client
    raised_on: 2026-04-01
    raised_by: rosa-lind
    status: approved
    decided_on: 2026-04-20
    decided_by: pia-nand
    effects:
      - { milestone: MS-01, from: 2026-04-30, to: 2026-05-29 }
      - { kpi: up, from_period: 2026-07 }
      - { measurement: { kpi: up, period: 2026-09 }, excused: true }
"""
FEEDBACK = """\
feedback:
  - id: FB-001
    kind: concern
    direction: to_vendor
    raised_at: 2026-05-05
    raised_by: ines-ward
    assigned_to: kit-morrow
    about: delivery
    relates_to:
      - MS-01
      - DL-01
      - up
      - CR-01
      - RV-01
      - AC-001
    summary: Slow.
"""
REVIEW = """\
reviews:
  - id: RV-01
    kind: annual
    period: "2026"
    held_on: 2026-05-05
    chair: ines-ward
    attendees: [kit-morrow]
    ratings: [{ area: quality, rating: satisfactory, narrative: As agreed. }]
    actions: [{ id: AC-001, text: Ask, owner: ines-ward, due: 2026-06-01 }]
"""
PLAN = """\
improvement:
  - id: IP-01
    title: Better
    opened_on: 2026-05-05
    triggered_by: [RV-01]
    root_cause: Two teams.
    owner_client: ines-ward
    owner_vendor: rosa-lind
    target_end: 2026-11-30
    exit_criteria:
      - { text: Good again, kpi: up, target: 99 }
    checkpoints: [{ due: 2026-06-01 }]
    if_it_fails: We part.
"""
PARTNERSHIP = """\
goals:
  - { id: GO-01, text: Faster, owner_client: ines-ward, owner_vendor: kit-morrow, target_date: 2026-12-01, measured_by: up }
activities:
  - { id: PA-01, type: training, title: Day, proposed_by: client, planned_for: 2026-05-05, participants: [ines-ward], relates_to: [GO-01] }
"""  # noqa: E501 - one entry on one line reads best
FILES = {
    "vendor": VENDOR.format(slug="acme").replace("summary:", "deputy: pia-nand\nsummary:"),
    "contacts": CONTACTS.replace("after: 30m", "after: 30m, via: room").replace(
        "roles: [account_manager]", "roles: [account_manager], backup: rosa-lind"
    ),
    "communication": COMMUNICATION,
    "agreement": MEASURED.replace("title: Report", "title: Report, contract: main")
    .replace("worry about }", "worry about, measured_by: up }")
    .replace(
        "kpis:\n",
        "quality_standards:\n"
        "  - { id: QS-01, standard: Tested, acceptable_level: All, method: Count, kpi: up }\n"
        "client_obligations: [{ id: OB-01, text: Open, owner: ines-ward, due: 2026-06-01 }]\n"
        "kpis:\n",
    ),
    "milestones": "milestones:\n  - { id: MS-01, title: A, baseline_due: 2026-04-30, "
    "deliverables: [DL-01], contract: main, depends_on: [OB-01] }\n",
    "changes": CHANGE,
    "measurements": "measurements:\n  - { kpi: up, period: 2026-09, value: 1, "
    "reported_on: 2026-10-01, excused: CR-01 }\n",
    "meetings": "meetings: [{ id: MT-001, date: 2026-05-05, status: held, routine: weekly }]\n",
    "feedback": FEEDBACK,
    "reviews": REVIEW,
    "improvement": PLAN,
    "partnership": PARTNERSHIP,
}


def dangling(root: Path, **files: str) -> list[Finding]:
    found = faults(root, **{**FILES, **files})
    return [each for each in found if each.code == "dangling-reference"]


def test_a_vendor_that_refers_to_everything_it_has(tmp_path: Path) -> None:
    assert faults(tmp_path, **FILES) == []


@pytest.mark.parametrize(
    ("kind", "written", "instead", "line", "record"),
    [
        ("vendor", "owner: ines-ward", "owner: gone", 7, "acme"),
        ("vendor", "deputy: pia-nand", "deputy: gone", 8, "acme"),
        ("contacts", "backup: rosa-lind", "backup: gone", 5, "kit-morrow"),
        ("contacts", "vendor: rosa-lind", "vendor: gone", 8, ""),
        ("contacts", "client: ines-ward", "client: gone", 8, ""),
        ("contacts", "via: room", "via: gone", 8, ""),
        ("communication", "owner: kit-morrow", "owner: gone", 2, "room"),
        ("communication", "chair: ines-ward", "chair: gone", 10, "weekly"),
        ("communication", "- kit-morrow", "- gone", 13, "weekly"),
        ("agreement", "acceptor: ines-ward", "acceptor: gone", 4, "DL-01"),
        ("agreement", "contract: main", "contract: gone", 4, "DL-01"),
        ("agreement", "owner: ines-ward", "owner: gone", 7, "OB-01"),
        ("agreement", "method: Count, kpi: up", "method: Count, kpi: gone", 6, "QS-01"),
        ("agreement", "measured_by: up", "measured_by: gone", 1, ""),
        ("agreement", "minimum: 98", "minimum: 98, change: CR-99", 18, "up"),
        ("milestones", "DL-01", "DL-99", 2, "MS-01"),
        ("milestones", "contract: main", "contract: gone", 2, "MS-01"),
        ("milestones", "OB-01", "OB-99", 2, "MS-01"),
        ("changes", "raised_by: rosa-lind", "raised_by: gone", 7, "CR-01"),
        ("changes", "decided_by: pia-nand", "decided_by: gone", 10, "CR-01"),
        ("changes", "milestone: MS-01", "milestone: MS-99", 12, "CR-01"),
        ("changes", "kpi: up, from", "kpi: gone, from", 13, "CR-01"),
        ("changes", "kpi: up, period", "kpi: gone, period", 14, "CR-01"),
        ("measurements", "kpi: up", "kpi: gone", 2, "gone"),
        ("measurements", "CR-01", "CR-99", 2, "up"),
        ("meetings", "weekly", "gone", 1, "MT-001"),
        ("feedback", "raised_by: ines-ward", "raised_by: gone", 6, "FB-001"),
        ("feedback", "assigned_to: kit-morrow", "assigned_to: gone", 7, "FB-001"),
        ("feedback", "- DL-01", "- DL-99", 11, "FB-001"),
        ("feedback", "- up", "- gone", 12, "FB-001"),
        ("reviews", "chair: ines-ward", "chair: gone", 6, "RV-01"),
        ("reviews", "attendees: [kit-morrow]", "attendees: [gone]", 7, "RV-01"),
        ("reviews", "owner: ines-ward", "owner: gone", 9, "AC-001"),
        ("improvement", "triggered_by: [RV-01]", "triggered_by: [RV-99]", 5, "IP-01"),
        ("improvement", "owner_client: ines-ward", "owner_client: gone", 7, "IP-01"),
        ("improvement", "owner_vendor: rosa-lind", "owner_vendor: gone", 8, "IP-01"),
        ("improvement", "kpi: up", "kpi: gone", 11, "IP-01"),
        ("partnership", "owner_client: ines-ward", "owner_client: gone", 2, "GO-01"),
        ("partnership", "owner_vendor: kit-morrow", "owner_vendor: gone", 2, "GO-01"),
        ("partnership", "measured_by: up", "measured_by: gone", 2, "GO-01"),
        ("partnership", "[ines-ward]", "[gone]", 4, "PA-01"),
        ("partnership", "[GO-01]", "[GO-99]", 4, "PA-01"),
    ],
)
def test_every_field_that_refers_to_something_is_resolved(
    tmp_path: Path, kind: str, written: str, instead: str, line: int, record: str
) -> None:
    assert FILES[kind].count(written) >= 1
    (found,) = dangling(tmp_path, **{kind: FILES[kind].replace(written, instead, 1)})
    assert (found.place.path, found.place.line) == (f"vendors/acme/{kind}.yml", line)
    assert (found.vendor, found.record) == ("acme", record)


@pytest.mark.parametrize(
    ("kind", "written", "instead", "sides"),
    [
        ("vendor", "deputy: pia-nand", "deputy: kit-morrow", ("vendor", "client")),
        ("contacts", "backup: rosa-lind", "backup: ines-ward", ("client", "vendor")),
        ("contacts", "vendor: rosa-lind", "vendor: ines-ward", ("client", "vendor")),
        ("contacts", "client: ines-ward", "client: kit-morrow", ("vendor", "client")),
        ("agreement", "acceptor: ines-ward", "acceptor: kit-morrow", ("vendor", "client")),
        ("agreement", "owner: ines-ward", "owner: kit-morrow", ("vendor", "client")),
        ("changes", "decided_by: pia-nand", "decided_by: kit-morrow", ("vendor", "client")),
        (
            "improvement",
            "owner_client: ines-ward",
            "owner_client: kit-morrow",
            ("vendor", "client"),
        ),
        ("improvement", "owner_vendor: rosa-lind", "owner_vendor: ines-ward", ("client", "vendor")),
        (
            "partnership",
            "owner_client: ines-ward",
            "owner_client: kit-morrow",
            ("vendor", "client"),
        ),
        (
            "partnership",
            "owner_vendor: kit-morrow",
            "owner_vendor: ines-ward",
            ("client", "vendor"),
        ),
    ],
)
def test_somebody_of_the_wrong_side_is_one_finding(
    tmp_path: Path, kind: str, written: str, instead: str, sides: tuple[str, str]
) -> None:
    text = FILES[kind].replace(written, instead, 1)
    (found,) = faults(tmp_path, **{**FILES, kind: text})
    key = written.partition(":")[0]
    actual, needed = sides
    assert found.code == "dangling-reference"
    assert f"works for the {actual}; '{key}' needs somebody of the {needed}" in found.message


@pytest.mark.parametrize(
    ("reference", "message", "hint"),
    [
        ("AC-999", "'AC-999' is not defined in meetings.yml, reviews.yml, improvement.yml or "
         "anywhere else in this vendor", "there are: AC-001"),
        ("XX-01", "'XX-01' is not the id of any kind of record", ""),
        ("upp", "'upp' is no KPI in agreement.yml", "did you mean 'up'?"),
        ("bolt/MS-77", "'MS-77' is not defined in vendors/bolt/milestones.yml",
         "did you mean 'MS-07'?"),
        ("bolt/MS-07", "", ""),
        ("acme/MS-01", "", ""),
        ("bolt/FB-001", "", ""),
        ("bold/MS-07", "there is no vendor 'bold'", "did you mean 'bolt'?"),
    ],
)  # fmt: skip
def test_references_may_name_another_vendor(
    tmp_path: Path, reference: str, message: str, hint: str
) -> None:
    other = "milestones: [{ id: MS-07, title: B, baseline_due: 2026-04-30 }]\n"
    acme = {**FILES, "feedback": FEEDBACK.replace("- DL-01", f"- {reference}")}
    found = _found(tmp_path, {"acme": acme, "bolt": {"milestones": other}})
    assert [each.message for each in found] == [message] * bool(message)
    assert all(each.hint.startswith(hint) for each in found)


@pytest.mark.parametrize("lost", ["milestones: [", "milestones: [{ id: MS-07, title: B }]"])
def test_what_another_vendor_cannot_read_is_not_held_against_this_one(
    tmp_path: Path, lost: str
) -> None:
    acme = {**FILES, "feedback": FEEDBACK.replace("- DL-01", "- bolt/MS-07")}
    assert _found(tmp_path, {"acme": acme, "bolt": {"milestones": lost}}) == []


def test_somebody_dropped_from_contacts_is_still_somebody(tmp_path: Path) -> None:
    contacts = CONTACTS.replace("title: Contracts, ", "")
    acme = {**FILES, "contacts": contacts.replace("after: 30m", "after: 30m, via: room")}
    assert _found(tmp_path, {"acme": acme}) == []


@pytest.mark.parametrize("kind", sorted(FILES.keys() - {"vendor"}))
def test_nothing_is_missed_where_its_file_cannot_be_read(tmp_path: Path, kind: str) -> None:
    assert _found(tmp_path, {"acme": {**FILES, kind: "lost: ["}}) == []


def test_a_hint_names_what_there_is(tmp_path: Path) -> None:
    found = dangling(tmp_path, meetings=FILES["meetings"].replace("weekly", "yearly-summit"))
    assert [each.hint for each in found] == ["there are: weekly"]
    assert said(found, "dangling-reference") == [
        "1: 'yearly-summit' is no routine in communication.yml"
    ]


def _found(root: Path, vendors: dict[str, dict[str, str]]) -> list[Finding]:
    portfolio = open_playbook(write_playbook(root, vendors))
    vendor = read_vendor(portfolio, "acme").vendor
    assert vendor is not None
    return find_faults(vendor, portfolio, date(2026, 10, 9))


@pytest.mark.parametrize(
    ("kind", "written", "instead", "message", "hint"),
    [
        (
            "vendor",
            "owner: ines-ward",
            "owner: ines-wart",
            "'ines-wart' is nobody in contacts.yml",
            "did you mean 'ines-ward'?",
        ),
        (
            "vendor",
            "owner: ines-ward",
            "owner: olga-brandt",
            "'olga-brandt' is nobody in contacts.yml",
            "people who left stay in contacts.yml, with left_on; there are: ines-ward, pia-nand, "
            "tomas-reyl",
        ),
        (
            "milestones",
            "OB-01",
            "OB-09",
            "'OB-09' is not defined in agreement.yml or anywhere else in this vendor",
            "did you mean 'OB-01'?",
        ),
        ("milestones", "contract: main", "contract: sow", "'sow' is no contract in vendor.yml",
         "there are: main"),
        ("contacts", "via: room", "via: roam", "'roam' is no channel in communication.yml",
         "did you mean 'room'?"),
        ("meetings", "weekly", "weakly", "'weakly' is no routine in communication.yml",
         "did you mean 'weekly'?"),
        ("measurements", "kpi: up", "kpi: down", "'down' is no KPI in agreement.yml",
         "there are: up"),
    ],
)  # fmt: skip
def test_what_the_author_reads(
    tmp_path: Path, kind: str, written: str, instead: str, message: str, hint: str
) -> None:
    (found,) = dangling(tmp_path, **{kind: FILES[kind].replace(written, instead, 1)})
    assert (found.message, found.hint, found.severity) == (message, hint, "error")


def test_nothing_recorded_is_said_as_that(tmp_path: Path) -> None:
    (found,) = faults(tmp_path, meetings=FILES["meetings"])
    assert found.hint == "nothing of that kind is recorded yet"


def test_a_record_that_broke_its_schema_is_still_there_to_refer_to(tmp_path: Path) -> None:
    text = (
        "milestones:\n  - { id: MS-01, title: A, baseline_due: soon }\n"
        "  - { id: MS-02, title: B, baseline_due: 2026-05-29, deliverables: [DL-01], "
        "depends_on: [MS-01] }\n"
    )
    assert _found(tmp_path, {"acme": {**FILES, "milestones": text}}) == []


@pytest.mark.parametrize("written", ["MS1", "MS-1", "ms-01", "MS 01", "MS_001"])
def test_an_id_that_broke_its_form_is_told_once_and_not_where_it_is_meant(
    tmp_path: Path, written: str
) -> None:
    text = (
        f"milestones:\n  - {{ id: {written}, title: A, baseline_due: 2026-04-30 }}\n"
        "  - { id: MS-02, title: B, baseline_due: 2026-05-29, depends_on: [MS-01] }\n"
    )
    found = _found(tmp_path, {"acme": {**FILES, "milestones": text}})
    assert [each for each in found if "MS-01" in each.message] == []


def test_a_hint_never_proposes_the_record_itself(tmp_path: Path) -> None:
    text = (
        "milestones:\n  - { id: MS-02, title: A, baseline_due: 2026-04-30 }\n"
        "  - { id: MS-03, title: B, baseline_due: 2026-05-29, depends_on: [MS-30] }\n"
    )
    found = _found(tmp_path, {"acme": {**FILES, "milestones": text}})
    (wrong,) = [each for each in found if "MS-30" in each.message]
    assert "MS-03" not in wrong.hint
    assert "MS-02" in wrong.hint


EXCUSE = "period: 2026-09 }, excused"


@pytest.mark.parametrize(
    ("frequency", "period", "message", "hint"),
    [
        ("monthly", "2026-09", "", ""),
        ("quarterly", "2026-Q3", "", ""),
        (
            "monthly",
            "2026-Q3",
            "up is measured monthly, and 2026-Q3 is a quarter",
            "write a row for each month, such as 2026-07",
        ),
        (
            "quarterly",
            "2026-09",
            "up is measured quarterly, and 2026-09 is a month",
            "write the quarter, such as 2026-Q3",
        ),
        (
            "quarterly",
            "2026-10",
            "up is measured quarterly, and 2026-10 is a month",
            "write the quarter, such as 2026-Q4",
        ),
    ],
)
def test_a_period_that_the_kpi_does_not_have(
    tmp_path: Path, frequency: str, period: str, message: str, hint: str
) -> None:
    files = {
        "agreement": FILES["agreement"].replace("frequency: monthly", f"frequency: {frequency}"),
        "measurements": FILES["measurements"].replace("2026-09", period),
        "changes": CHANGE.replace(EXCUSE, EXCUSE.replace("2026-09", period)),
    }
    found = dangling(tmp_path, **files)
    assert [(each.message, each.hint) for each in found] == [(message, hint)] * (
        2 if message else 0
    )
    places = [(each.place.path, each.place.line, each.record) for each in found]
    assert places == [
        ("vendors/acme/measurements.yml", 2, "up"),
        ("vendors/acme/changes.yml", 14, "CR-01"),
    ] * bool(message)


def test_the_period_of_a_kpi_that_is_not_there_is_one_fault(tmp_path: Path) -> None:
    measured = FILES["measurements"].replace(
        "kpi: up, period: 2026-09", "kpi: gone, period: 2026-Q3"
    )
    (found,) = dangling(tmp_path, measurements=measured)
    assert found.message == "'gone' is no KPI in agreement.yml"
