"""Assessment: what one vendor's milestones need to know of the rest of the world."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.playbooks import AGREEMENT, PLAYBOOK, VENDOR, assessed, open_playbook, write_playbook
from vendorbook.assessment import Assessment, assess, local_day
from vendorbook.vendor_reading import read_vendor

OWN = """\
milestones:
  - id: MS-01
    title: Waits
    baseline_due: 2026-04-30
    depends_on: [{reference}]
"""


def reasons(assessment: Assessment) -> dict[str, tuple[str, ...]]:
    return {each.milestone.id: each.state.reasons for each in assessment.milestones}


def with_neighbour(root: Path, theirs: str, as_of: date) -> Assessment:
    write_playbook(
        root,
        {
            "acme": {"milestones": OWN.format(reference="bolt/MS-05")},
            "bolt": {"milestones": theirs},
        },
    )
    portfolio = open_playbook(root)
    vendor, findings, _ = read_vendor(portfolio, "acme")
    assert findings == []
    assert vendor is not None
    return assess(vendor, portfolio, as_of)


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        ("baseline_due: 2026-03-31", ("dependency:bolt/MS-05",)),
        ("baseline_due: 2026-03-31, delivered_on: 2026-03-30", ()),
        ("baseline_due: 2026-04-20", ()),
        ("baseline_due: 2026-04-20, forecast: 2026-05-20", ("dependency:bolt/MS-05",)),
    ],
)
def test_a_milestone_of_another_vendor_endangers_like_an_own_one(
    tmp_path: Path, theirs: str, expected: tuple[str, ...]
) -> None:
    text = f"milestones: [{{id: MS-05, title: First, {theirs}}}]"
    assert reasons(with_neighbour(tmp_path, text, date(2026, 4, 1))) == {"MS-01": expected}


def test_waiting_in_a_circle_ends(tmp_path: Path) -> None:
    theirs = (
        "milestones: [{id: MS-05, title: B, baseline_due: 2026-04-30, depends_on: [acme/MS-01]}]"
    )
    found = with_neighbour(tmp_path, theirs, date(2026, 4, 1))
    assert reasons(found) == {"MS-01": ()}


@pytest.mark.parametrize(
    ("obligation", "expected"),
    [
        ("due: 2026-03-31", ("obligation:OB-01",)),
        ("due: 2026-03-31, done_on: 2026-03-31", ()),
        ("due: 2026-03-31, done_on: 2026-04-02", ("obligation:OB-01",)),
        ("due: 2026-04-20", ()),
    ],
)
def test_what_we_owe_endangers_until_it_is_done(
    tmp_path: Path, obligation: str, expected: tuple[str, ...]
) -> None:
    owed = f"client_obligations: [{{id: OB-01, text: Open it, owner: ines-ward, {obligation}}}]\n"
    found = assessed(
        tmp_path,
        date(2026, 4, 1),
        agreement=AGREEMENT + owed,
        milestones=OWN.format(reference="OB-01"),
    )
    assert reasons(found) == {"MS-01": expected}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("kind: issue, severity: high", ("issue:FB-001",)),
        ("kind: issue, severity: medium", ()),
        ("kind: concern", ()),
        (
            "kind: issue, severity: critical, resolved_at: 2026-04-01T09:00:00+01:00, "
            "resolution: Mended.",
            (),
        ),
        (
            "kind: issue, severity: critical, resolved_at: 2026-04-02T09:00:00+01:00, "
            "resolution: Mended.",
            ("issue:FB-001",),
        ),
    ],
)
def test_a_serious_open_issue_endangers(
    tmp_path: Path, facts: str, expected: tuple[str, ...]
) -> None:
    entry = (
        "feedback: [{id: FB-001, direction: to_vendor, raised_at: 2026-03-30, "
        f"raised_by: ines-ward, about: quality, summary: Bad., relates_to: [MS-01], {facts}}}]"
    )
    found = assessed(
        tmp_path,
        date(2026, 4, 1),
        feedback=entry,
        milestones="milestones: [{id: MS-01, title: A, baseline_due: 2026-06-30}]",
    )
    assert reasons(found) == {"MS-01": expected}


@pytest.mark.parametrize(
    ("second", "due"),
    [
        # Delivered on Wednesday 29 April: two working days are 1 May; three, past 4 May, are 5 May.
        ("review_days: 1", "2026-05-01"),
        ("review_days: 3", "2026-05-05"),
        # Where nothing was agreed it is ten working days.
        ("review_days: 10", "2026-05-14"),
        ("contract: main", "2026-05-14"),
    ],
)
def test_of_several_deliverables_the_longest_review_time_counts(
    tmp_path: Path, second: str, due: str
) -> None:
    first = "{ id: DL-01, title: Report, acceptance_criteria: [It says yes or no], acceptor: ines-ward }"  # noqa: E501
    agreement = AGREEMENT.replace(
        first,
        first.replace(" }", ", review_days: 2 }")
        + "\n  - "
        + first.replace("DL-01", "DL-02").replace(" }", f", {second} }}"),
    )
    delivered = "milestones: [{id: MS-01, title: A, baseline_due: 2026-04-30, deliverables: [DL-01, DL-02], delivered_on: 2026-04-29}]"  # noqa: E501
    (found,) = assessed(
        tmp_path, date(2026, 4, 30), agreement=agreement, milestones=delivered
    ).milestones
    assert found.state.acceptance_due == date.fromisoformat(due)


def test_the_review_time_of_its_deliverable_counts(tmp_path: Path) -> None:
    agreement = AGREEMENT.replace("acceptor: ines-ward }", "acceptor: ines-ward, review_days: 2 }")
    delivered = "milestones: [{id: MS-01, title: A, baseline_due: 2026-04-30, deliverables: [DL-01], delivered_on: 2026-04-29}]"  # noqa: E501
    (found,) = assessed(
        tmp_path, date(2026, 5, 2), agreement=agreement, milestones=delivered
    ).milestones
    assert found.state.acceptance_due == date(2026, 5, 1)
    assert found.state.flags == ("acceptance_overdue",)


def test_without_an_agreed_review_time_the_policy_s_counts(tmp_path: Path) -> None:
    policy = PLAYBOOK + "windows: { review_days: 3 }\n"
    delivered = "milestones: [{id: MS-01, title: A, baseline_due: 2026-04-30, deliverables: [DL-01], delivered_on: 2026-04-29}]"  # noqa: E501
    files = {"agreement": AGREEMENT, "milestones": delivered}
    portfolio = open_playbook(write_playbook(tmp_path, {"acme": files}, playbook=policy))
    vendor = read_vendor(portfolio, "acme").vendor
    assert vendor is not None
    (found,) = assess(vendor, portfolio, date(2026, 4, 30)).milestones
    assert found.state.acceptance_due == date(2026, 5, 5)


def test_a_day_ends_where_the_contract_is(tmp_path: Path) -> None:
    instant = datetime(2026, 4, 30, 23, 30, tzinfo=UTC)
    assert local_day(instant, "Europe/London") == date(2026, 5, 1)
    assert local_day(instant, "America/New_York") == date(2026, 4, 30)
    milestones = "milestones: [{id: MS-01, title: A, baseline_due: 2026-04-30}]"
    american = VENDOR.format(slug="bolt") + "timezone: America/New_York\n"
    write_playbook(
        tmp_path,
        {
            "acme": {"milestones": milestones},
            "bolt": {"milestones": milestones, "vendor": american},
        },
    )
    portfolio = open_playbook(tmp_path)
    statuses = {}
    for slug in portfolio.slugs:
        vendor = read_vendor(portfolio, slug).vendor
        assert vendor is not None
        statuses[slug] = assess(vendor, portfolio, instant).milestones[0].state.status
    assert statuses == {"acme": "missed", "bolt": "due_soon"}


def test_a_milestone_beyond_the_calendar_has_no_status(tmp_path: Path) -> None:
    found = assessed(
        tmp_path,
        date(2026, 4, 1),
        milestones="milestones: [{id: MS-01, title: A, baseline_due: 2028-04-30}]",
    )
    assert found.milestones == ()
    assert [(gap.milestone.id, gap.day) for gap in found.gaps] == [("MS-01", date(2028, 4, 30))]


@pytest.mark.parametrize(
    ("as_of", "started"), [(date(2024, 12, 31), False), (date(2025, 1, 1), True)]
)
def test_there_are_no_situations_before_the_first_contract(
    tmp_path: Path, as_of: date, started: bool
) -> None:
    assert assessed(tmp_path, as_of).has_started is started
