"""Record faults that schemas cannot see: each with its line and its words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.playbooks import (
    AGREEMENT,
    CONTACTS,
    PLAYBOOK,
    VENDOR,
    faults,
    open_playbook,
    said,
    write_playbook,
)
from vendorbook.checks import find_faults, find_portfolio_faults
from vendorbook.portfolio import read_vendor

MS = "milestones:\n  - {{ id: MS-01, title: A, baseline_due: 2026-04-30, deliverables: [DL-01]{} }}\n"


def test_faultless_records_have_no_faults(tmp_path: Path) -> None:
    assert faults(tmp_path, agreement=AGREEMENT, milestones=MS.format("")) == []


def test_duplicate_id(tmp_path: Path) -> None:
    found = faults(
        tmp_path,
        agreement=AGREEMENT,
        milestones=MS.format("") + "  - { id: MS-01, title: B, baseline_due: 2026-05-29 }\n",
        measurements="measurements:\n  - { kpi: a, period: 2026-09, value: 1, reported_on: 2026-10-01 }\n"
        "  - { kpi: a, period: 2026-09, value: 2, reported_on: 2026-10-01 }\n",
        contacts=CONTACTS.replace("id: tomas-reyl", "id: ines-ward"),
    )
    assert said(found, "duplicate-id") == [
        "3: the id MS-01 is used already, at vendors/acme/milestones.yml:2",
        "4: the person ines-ward is used already, at vendors/acme/contacts.yml:2",
        "3: a of 2026-09 is measured already, at vendors/acme/measurements.yml:2",
    ]


def test_folder_mismatch(tmp_path: Path) -> None:
    found = faults(tmp_path, vendor=VENDOR.format(slug="acne"))
    assert said(found, "folder-mismatch") == [
        "1: the id is 'acne', but the folder is 'vendors/acme'"
    ]


DANGLING = [
    (
        {"vendor": VENDOR.format(slug="acme").replace("owner: ines-ward", "owner: ines-wart")},
        "6: 'ines-wart' is nobody in contacts.yml",
        "did you mean 'ines-ward'?",
    ),
    (
        {"vendor": VENDOR.format(slug="acme").replace("owner: ines-ward", "owner: kit-morrow")},
        "6: Kit Morrow ('kit-morrow') works for the vendor; 'owner' needs somebody of the client",
        "name somebody of that side, or mend 'side' in contacts.yml",
    ),
    (
        {"agreement": AGREEMENT, "milestones": MS.format(", depends_on: [MS-09]")},
        "2: 'MS-09' is not defined in milestones.yml or anywhere else in this vendor",
        "did you mean 'MS-01'?",
    ),
    (
        {"agreement": AGREEMENT, "milestones": MS.format(", depends_on: [bold/MS-09]")},
        "2: there is no vendor 'bold'",
        "there are: acme",
    ),
    (
        {"agreement": AGREEMENT, "milestones": MS.format(", contract: sow")},
        "2: 'sow' is no contract in vendor.yml",
        "there are: main",
    ),
    (
        {"meetings": "meetings: [{id: MT-001, date: 2026-05-05, status: held, routine: weekly}]\n"},
        "1: 'weekly' is no routine in communication.yml",
        "nothing of that kind is recorded yet",
    ),
    (
        {
            "measurements": "measurements: [{kpi: up, period: 2026-09, value: 1, reported_on: 2026-10-01}]\n"
        },
        "1: 'up' is no KPI in agreement.yml",
        "nothing of that kind is recorded yet",
    ),
]


@pytest.mark.parametrize(("files", "message", "hint"), DANGLING)
def test_dangling_reference(tmp_path: Path, files: dict[str, str], message: str, hint: str) -> None:
    found = [f for f in faults(tmp_path, **files) if f.code == "dangling-reference"]
    assert said(found, "dangling-reference") == [message]
    assert [f.hint for f in found] == [hint]


def test_what_cannot_be_read_is_not_held_against_whoever_refers_to_it(tmp_path: Path) -> None:
    root = write_playbook(
        tmp_path,
        {
            "acme": {
                "agreement": "scope: [\n",
                "milestones": "milestones:\n  - { id: MS-01, title: A, baseline_due: soon }\n"
                "  - { id: MS-02, title: B, baseline_due: 2026-05-29, deliverables: [DL-01], "
                "depends_on: [MS-01] }\n",
            }
        },
    )
    portfolio = open_playbook(root)
    vendor, reading = read_vendor(portfolio, "acme")
    assert vendor is not None
    assert [f.code for f in reading] == ["yaml-syntax", "bad-format"]
    assert find_faults(vendor, portfolio, date(2026, 10, 9)) == []


LEFT = CONTACTS.replace(
    "2026-01-05 }\n  - { id: rosa", "2026-01-05, left_on: 2026-05-01 }\n  - { id: rosa"
)
PRAISE = (
    "feedback: [{{id: FB-001, kind: praise, direction: to_client, raised_at: {}, "
    "raised_by: kit-morrow, about: people, summary: Thanks.}}]\n"
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-05-01", []),
        ("2026-05-02", ["1: Kit Morrow left on 1 May 2026, before 2 May 2026"]),
    ],
)
def test_departed_person(tmp_path: Path, day: str, expected: list[str]) -> None:
    found = faults(tmp_path, contacts=LEFT, feedback=PRAISE.format(day))
    assert said(found, "departed-person") == expected


IMPOSSIBLE = [
    (
        {
            "agreement": AGREEMENT,
            "milestones": MS.format(
                ", delivered_on: 2026-04-29, accepted_on: 2026-04-28, evidence: https://e.example"
            ),
        },
        "2: accepted_on (28 Apr 2026) lies before delivered_on (29 Apr 2026)",
    ),
    (
        {"vendor": VENDOR.format(slug="acme").replace("end: 2027", "end: 2024")},
        "14: end (31 Dec 2024) lies before start (1 Jan 2025)",
    ),
    (
        {
            "feedback": "feedback: [{id: FB-001, kind: concern, direction: to_client, "
            "raised_at: 2026-05-05T10:00:00+01:00, raised_by: kit-morrow, about: people, "
            "summary: Slow., responded_at: 2026-05-05T08:59:00Z, response: Yes.}]\n"
        },
        "1: responded_at (5 May 2026, 08:59) lies before raised_at (5 May 2026, 10:00)",
    ),
]


@pytest.mark.parametrize(("files", "message"), IMPOSSIBLE)
def test_impossible_dates(tmp_path: Path, files: dict[str, str], message: str) -> None:
    assert said(faults(tmp_path, **files), "impossible-dates") == [message]


def test_a_day_and_an_hour_of_it_are_never_in_the_wrong_order(tmp_path: Path) -> None:
    entry = (
        "feedback: [{id: FB-001, kind: concern, direction: to_client, "
        "raised_at: 2026-05-05T10:00:00+01:00, raised_by: kit-morrow, about: people, "
        "summary: Slow., responded_at: 2026-05-05, response: Yes.}]\n"
    )
    assert said(faults(tmp_path, feedback=entry), "impossible-dates") == []


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 4, 29), []),
        (date(2026, 4, 28), ["2: delivered_on is 29 Apr 2026, which is still to come"]),
    ],
)
def test_future_fact(tmp_path: Path, today: date, expected: list[str]) -> None:
    delivered = MS.format(", delivered_on: 2026-04-29")
    assert said(
        faults(tmp_path, today, agreement=AGREEMENT, milestones=delivered), "future-fact"
    ) == (expected)


CR = (
    "changes:\n  - id: CR-01\n    title: Later\n    type: date\n    cause: client\n"
    "    raised_on: 2026-04-01\n    raised_by: {raiser}\n    status: approved\n{decision}"
    "    effects: [{effect}]\n"
)
MOVE = "{ milestone: MS-01, from: 2026-04-30, to: 2026-05-29 }"


@pytest.mark.parametrize(
    ("raiser", "decision", "effect", "expected"),
    [
        ("rosa-lind", "decided_on: 2026-04-20, decided_by: pia-nand", MOVE, []),
        (
            "rosa-lind",
            "",
            MOVE,
            ["8: CR-01 is approved, but decided_on and decided_by is missing"],
        ),
        (
            "pia-nand",
            "decided_on: 2026-04-20, decided_by: pia-nand",
            MOVE,
            ["10: CR-01 was asked for and decided by the same person, Pia Nand"],
        ),
        (
            "rosa-lind",
            "decided_on: 2026-04-20, decided_by: tomas-reyl",
            MOVE,
            [
                "10: CR-01 was decided by Tomas Reyl, who is neither a relationship owner nor a "
                "contract manager"
            ],
        ),
        (
            "rosa-lind",
            "decided_on: 2026-04-20, decided_by: pia-nand",
            MOVE.replace("04-30", "04-29"),
            ["11: CR-01 moves MS-01 from 29 Apr 2026, but the date in force was 30 Apr 2026"],
        ),
        (
            "rosa-lind",
            "decided_on: 2026-05-20, decided_by: pia-nand",
            "{ milestone: MS-01, release: waived }",
            ["11: CR-01 has MS-01 waived, which had been accepted on 7 May 2026"],
        ),
    ],
)
def test_change_unauthorised(
    tmp_path: Path, raiser: str, decision: str, effect: str, expected: list[str]
) -> None:
    lines = "".join(f"    {each}\n" for each in decision.split(", ") if each)
    found = faults(
        tmp_path,
        agreement=AGREEMENT,
        milestones=MS.format(
            ", delivered_on: 2026-04-29, accepted_on: 2026-05-07, evidence: https://e.example"
        ),
        changes=CR.format(raiser=raiser, decision=lines, effect=effect),
    )
    assert said(found, "change-unauthorised") == expected


KPI = """\
kpis:
  - id: up
    name: Up
    area: quality
    unit: percent
    direction: {direction}
    frequency: monthly
    definition: Share.
    source: tool
    contractual: false
    targets: {targets}
"""


@pytest.mark.parametrize(
    ("direction", "targets", "expected"),
    [
        ("higher", "[{ from: 2026-01, target: 99.9, minimum: 99.5 }]", []),
        ("lower", "[{ from: 2026-01, target: 4, minimum: 6, floor: 10 }]", []),
        (
            "lower",
            "[{ from: 2026-01, target: 6, minimum: 4 }]",
            ["up: the target 6 is worse than the minimum 4, since lower is better"],
        ),
        (
            "higher",
            "[{ from: 2026-01, target: 9, minimum: 9 }]",
            ["up: target and minimum are both 9, so there is no floor"],
        ),
        (
            "higher",
            "[{ from: 2026-01, target: 9, minimum: 8, floor: 8 }]",
            ["up: the floor 8 is not worse than the minimum 8, although higher is better"],
        ),
        (
            "higher",
            "[{ from: 2026-04, target: 9, minimum: 8 }, { from: 2026-04, target: 7, minimum: 6 }]",
            [
                "up: the target from 2026-04 stands after the one from 2026-04",
                "up: the target from 2026-04 names no change request",
            ],
        ),
    ],
)
def test_target_incoherent(
    tmp_path: Path, direction: str, targets: str, expected: list[str]
) -> None:
    agreement = AGREEMENT.replace("kpis: []\n", KPI.format(direction=direction, targets=targets))
    found = faults(tmp_path, agreement=agreement)
    assert [f.message for f in found if f.code == "target-incoherent"] == expected


def test_dependency_cycle_within_one_vendor(tmp_path: Path) -> None:
    text = (
        "milestones:\n"
        "  - { id: MS-01, title: A, baseline_due: 2026-04-30, depends_on: [MS-03] }\n"
        "  - { id: MS-02, title: B, baseline_due: 2026-05-29, depends_on: [MS-01] }\n"
        "  - { id: MS-03, title: C, baseline_due: 2026-06-30, depends_on: [MS-02] }\n"
        "  - { id: MS-04, title: D, baseline_due: 2026-06-30, depends_on: [MS-03] }\n"
    )
    assert said(faults(tmp_path, milestones=text), "dependency-cycle") == [
        "2: these milestones wait for each other: MS-01, which waits for MS-03, which waits for "
        "MS-02, which waits for MS-01"
    ]


def test_dependency_cycle_through_another_vendor_is_reported_once(tmp_path: Path) -> None:
    one = "milestones: [{id: MS-01, title: A, baseline_due: 2026-04-30, depends_on: [bolt/MS-01]}]"
    two = "milestones: [{id: MS-01, title: B, baseline_due: 2026-04-30, depends_on: [acme/MS-01]}]"
    root = write_playbook(tmp_path, {"acme": {"milestones": one}, "bolt": {"milestones": two}})
    portfolio = open_playbook(root)
    found = []
    for slug in portfolio.slugs:
        vendor, _ = read_vendor(portfolio, slug)
        assert vendor is not None
        found += said(find_faults(vendor, portfolio, date(2026, 10, 9)), "dependency-cycle")
    assert found == [
        "1: these milestones wait for each other: MS-01, which waits for bolt/MS-01, which waits "
        "for MS-01"
    ]


@pytest.mark.parametrize(
    ("criteria", "count"), [("[tbd]", 1), ("['???', To be agreed]", 1), ("[tbd, It works]", 0)]
)
def test_deliverable_without_acceptance(tmp_path: Path, criteria: str, count: int) -> None:
    agreement = AGREEMENT.replace("[It says yes or no]", criteria)
    expected = ["4: DL-01 'Report' has no acceptance criterion that can fail"] * count
    assert said(faults(tmp_path, agreement=agreement), "deliverable-without-acceptance") == expected


def test_milestone_without_deliverable(tmp_path: Path) -> None:
    text = "milestones: [{ id: MS-01, title: A, baseline_due: 2026-04-30 }]\n"
    (found,) = faults(tmp_path, agreement=AGREEMENT, milestones=text)
    assert (found.code, found.severity) == ("milestone-without-deliverable", "warning")
    assert found.message == "MS-01 'A' names no deliverable"


def test_kpi_area_missing(tmp_path: Path) -> None:
    vendor = VENDOR.format(slug="acme").replace("operational", "tactical")
    (found,) = faults(tmp_path, agreement=AGREEMENT, vendor=vendor)
    assert found.message == (
        "no KPI measures progress or quality or efficiency or cost or satisfaction of this "
        "tactical vendor"
    )


def test_scope_out_empty(tmp_path: Path) -> None:
    (found,) = faults(tmp_path, agreement=AGREEMENT.replace("out: [Mending]", "out: []"))
    assert (found.code, found.severity) == ("scope-out-empty", "info")


def test_plan_without_measure(tmp_path: Path) -> None:
    plan = (
        "improvement: [{id: IP-01, title: Better, opened_on: 2026-05-05, triggered_by: [RV-01], "
        "root_cause: Two teams., owner_client: ines-ward, owner_vendor: rosa-lind, "
        "target_end: 2026-11-30, exit_criteria: [{text: Good again}], "
        "checkpoints: [{due: 2026-06-01}], if_it_fails: We part.}]\n"
    )
    assert said(faults(tmp_path, improvement=plan), "plan-without-measure") == [
        "1: IP-01 'Better' has no exit criterion with a KPI and a target"
    ]


@pytest.mark.parametrize(
    ("summary", "found"),
    [
        ("See https://files.example/a?token=abc123", True),
        ("See https://files.example/a?x=1&X-Amz-Signature=abc", True),
        ("See https://kit:secret@files.example/a", True),
        ('"See https://files.example/a?tok\\u0065n=abc"', True),
        ("See https://files.example/a?page=2", False),
        ("The keyboard=broken, https://files.example/a", False),
    ],
)
def test_secret_in_url(tmp_path: Path, summary: str, found: bool) -> None:
    meeting = f"meetings:\n  - id: MT-001\n    date: 2026-05-05\n    status: held\n    summary: {summary}\n"
    messages = said(faults(tmp_path, meetings=meeting), "secret-in-url")
    assert bool(messages) is found
    assert not any("abc" in each or "secret" in each.replace("a secret", "") for each in messages)


@pytest.mark.parametrize(
    ("summary", "found"),
    [
        ("Call Kit on +44 20 7946 0111.", "a phone number"),
        ("Call 020 7946 0111 now.", "a phone number"),
        ("Write to kit.morrow@keelhaven.example.", "an e-mail address"),
        ('"kit\\u0040keelhaven.example"', "an e-mail address"),
        ("Ticket INC-20260914-0012 of 2026-09-14, 10:30.", ""),
        ("Paid 1,200,000.00 pounds in 03/2026.", ""),
        ("Talk to @ines.ward in the room.", ""),
        ("The ratio is 0.123456789012.", ""),
    ],
)
def test_personal_data_outside_contacts(tmp_path: Path, summary: str, found: str) -> None:
    meeting = f"meetings:\n  - id: MT-001\n    date: 2026-05-05\n    status: held\n    summary: {summary}\n"
    messages = said(faults(tmp_path, meetings=meeting), "personal-data-outside-contacts")
    assert messages == ([f"5: 'summary' holds {found}"] if found else [])


INCOHERENT = [
    (
        "scoring: { weights: { communication: 20 } }\n",
        "the weights of the five practices add up to 105, expected exactly 100",
    ),
    (
        "scoring: { bands: { B: 90 } }\n",
        "bands: A starts at 90, which is not above B at 90",
    ),
    ("scoring: { bands: { E: 10 } }\n", "band E starts at 10, so that lower scores have no grade"),
    (
        "scoring: { confidence: { low: 0.7 } }\n",
        "confidence: medium starts at 0.6, which is not above low at 0.7",
    ),
    (
        "windows: { notice_error_days: 61 }\n",
        "notice_warning_days is 60, which is shorter than notice_error_days with 61",
    ),
    ("severities: { milestone-mised: info }\n", "there is no check 'milestone-mised'"),
    (
        "waivers: [{ code: milestone-missed, vendor: acne, reason: Why., expires_on: 2027-01-01 }]\n",
        "there is no vendor 'acne' to waive",
    ),
]


@pytest.mark.parametrize(("policy", "message"), INCOHERENT)
def test_policy_incoherent(tmp_path: Path, policy: str, message: str) -> None:
    portfolio = open_playbook(write_playbook(tmp_path, {"acme": {}}, playbook=PLAYBOOK + policy))
    found = find_portfolio_faults(portfolio)
    assert [f.message for f in found] == [message]
    assert found[0].place.line == 3
