"""The playbook's policy and its defaults."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.records.reading import SOMEWHERE, faults, read
from vendorbook.records.playbook import Organisation, Playbook, SiteSettings, Waiver

if TYPE_CHECKING:
    from vendorbook.records.facts import Record

HEAD = """\
schema_version: 1
organisation: {name: Fenwick Vale Mutual, timezone: Europe/London, calendar: england-wales}
"""


def values(record: Record) -> dict[str, object]:
    return {each.name: getattr(record, each.name) for each in fields(record) if each.compare}


def test_a_short_playbook_has_every_default() -> None:
    playbook = read(Playbook, HEAD)

    assert playbook.organisation == Organisation(
        origin=SOMEWHERE,
        name="Fenwick Vale Mutual",
        timezone="Europe/London",
        calendar="england-wales",
        currency=None,
    )
    assert values(playbook.windows) == {
        "due_soon_days": 10,
        "review_days": 10,
        "resubmission_days": 10,
        "backdate_days": 5,
        "report_kpi_days": 5,
        "credit_days": 20,
        "action_error_days": 10,
        "dispute_days": 20,
        "idea_days": 20,
        "activity_days": 10,
        "contact_verified_days": 180,
        "feedback_silent_days": 90,
        "praise_silent_days": 180,
        "record_silent_days": 45,
        "review_comment_days": 14,
        "notice_info_days": 90,
        "notice_warning_days": 60,
        "notice_error_days": 30,
        "document_warning_days": 30,
    }
    tiers = playbook.tiers
    assert (tiers.strategic.review, tiers.tactical.review) == ("quarterly", "semiannual")
    assert (tiers.operational.review, tiers.commodity.review) == ("annual", "none")
    scoring = playbook.scoring
    assert values(scoring.weights) == {
        "communication": 15,
        "expectations": 25,
        "feedback": 15,
        "performance": 35,
        "partnership": 10,
    }
    assert (scoring.late_points_per_day, scoring.trend) == (Decimal(5), Decimal(3))
    assert values(scoring.bands) == {"A": 90, "B": 75, "C": 60, "D": 40, "E": 0}
    assert values(scoring.caps) == dict.fromkeys(("K1", "K2", "K3", "K4", "K5", "K6", "K7"), True)
    assert values(scoring.confidence) == {
        "high": Decimal("0.8"),
        "medium": Decimal("0.6"),
        "low": Decimal("0.5"),
    }
    assert (playbook.as_of, playbook.severities, playbook.waivers) == (None, {}, ())
    assert playbook.site == SiteSettings(origin=SOMEWHERE, edit_url=None, internal_notice=None)


def test_one_number_changes_alone() -> None:
    playbook = read(
        Playbook,
        HEAD
        + """\
as_of: 2026-10-09
windows: {due_soon_days: 15}
tiers: {strategic: {}, commodity: {review: annual}}
scoring:
  weights: {partnership: 10.5}
  bands: {A: 92}
  caps: {K5: false}
  trend: 2.5
severities: {milestone-due-soon: off, kpi-red: error}
waivers:
  - {code: contact-unverified, vendor: keelhaven, record: kit-morrow, reason: On leave,
     expires_on: 2026-11-30, approved_by: Head of IT}
site: {edit_url: "https://git.example/a/blob/main/{path}#L{line}", internal_notice: Internal}
""",
    )

    assert playbook.as_of == date(2026, 10, 9)
    assert (playbook.windows.due_soon_days, playbook.windows.review_days) == (15, 10)
    assert playbook.tiers.strategic.review == "quarterly"
    assert playbook.tiers.commodity.review == "annual"
    assert playbook.scoring.weights.partnership == Decimal("10.5")
    assert playbook.scoring.weights.feedback == 15
    assert (Decimal(92), Decimal(75)) == (playbook.scoring.bands.A, playbook.scoring.bands.B)
    assert (playbook.scoring.caps.K5, playbook.scoring.caps.K1) == (False, True)
    assert playbook.scoring.trend == Decimal("2.5")
    assert playbook.severities == {"milestone-due-soon": "off", "kpi-red": "error"}
    assert playbook.waivers == (
        Waiver(
            origin=SOMEWHERE,
            code="contact-unverified",
            vendor="keelhaven",
            record="kit-morrow",
            reason="On leave",
            expires_on=date(2026, 11, 30),
            approved_by="Head of IT",
        ),
    )
    assert playbook.site == SiteSettings(
        origin=SOMEWHERE,
        edit_url="https://git.example/a/blob/main/{path}#L{line}",
        internal_notice="Internal",
    )


def test_defaults_stand_where_the_record_around_them_stands() -> None:
    playbook = read(Playbook, HEAD + "scoring:\n  trend: 2\n")
    assert playbook.windows.place("due_soon_days").line == 1
    assert playbook.scoring.place().line == 4
    assert playbook.scoring.bands.place("A").line == 4


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("windows: {}\ntiers: {}\nscoring: {}\nseverities: {}\nsite: {}", []),
        ("windows: {notice_error_days: 0}", []),
        (
            "windows: {due_soon_days: 1.5}",
            ["wrong-type: 'due_soon_days' is the number 1.5, expected a whole number"],
        ),
        (
            "severities: {milestone-missed: fatal}",
            ["bad-value: 'milestone-missed' is 'fatal', expected one of error, warning, info, off"],
        ),
        (
            "severities: {K1: error}",
            [
                "bad-format: 'severities' is 'K1', expected check codes such as "
                "milestone-missed as its keys"
            ],
        ),
        (
            "scoring: {weights: {quality: 10}}",
            ["unknown-key: 'quality' is not a field of 'weights'"],
        ),
        ("scoring: {caps: {K8: true}}", ["unknown-key: 'K8' is not a field of 'caps'"]),
        (
            "waivers: [{code: kpi-red, reason: A}]",
            ["missing-key: 'expires_on' is missing from a waiver"],
        ),
        (
            "site: {edit_url: 'https://git.example/a'}",
            [
                "bad-format: 'edit_url' is 'https://git.example/a', expected a web address that "
                "contains {path}, and {line} where the line belongs"
            ],
        ),
    ],
)
def test_right_and_wrong_policies(rest: str, expected: list[str]) -> None:
    assert faults(Playbook, HEAD + rest) == expected


def test_another_version_of_the_format_is_refused() -> None:
    assert faults(Playbook, HEAD.replace("1", "2", 1)) == [
        "bad-value: 'schema_version' is '2', expected one of 1"
    ]
