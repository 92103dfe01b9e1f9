"""Which finding a waiver covers, until when, and what switching off means."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.playbooks import PLAYBOOK, write_playbook
from tests.test_policy import TODAY, finding, policy
from vendorbook.findings import Finding, Place
from vendorbook.policy import apply_policy, unused_waivers
from vendorbook.portfolio import load


def waiver(**fields: str) -> str:
    given = {"code": "milestone-missed", "reason": "Agreed.", "expires_on": "2026-12-31"} | fields
    written = "".join(f"    {key}: {value}\n" for key, value in given.items())
    return f"waivers:\n  -{written[3:]}"


@pytest.mark.parametrize(
    ("fields", "covered"),
    [
        ({}, True),
        ({"vendor": "acme"}, True),
        ({"vendor": "bolt"}, False),
        ({"record": "MS-01"}, True),
        ({"record": "MS-02"}, False),
        ({"vendor": "acme", "record": "MS-01"}, True),
        ({"vendor": "bolt", "record": "MS-01"}, False),
        ({"vendor": "acme", "record": "MS-02"}, False),
        ({"code": "milestone-at-risk"}, False),
    ],
)
def test_a_waiver_covers_what_it_names_and_what_it_leaves_open(
    tmp_path: Path, fields: dict[str, str], covered: bool
) -> None:
    playbook = policy(tmp_path, waiver(**fields))
    (judged,) = apply_policy([finding("milestone-missed")], playbook, TODAY)
    assert judged.waived == ("Agreed." if covered else "")
    unused = unused_waivers(playbook, [finding("milestone-missed")], TODAY)
    assert len(unused) == (0 if covered else 1)


@pytest.mark.parametrize(
    ("expires_on", "waived", "message"),
    [
        ("2026-10-10", "Agreed.", None),
        ("2026-10-09", "Agreed.", None),
        ("2026-10-08", "", "the waiver of milestone-missed expired on 2026-10-08"),
    ],
)
def test_the_last_day_still_counts(
    tmp_path: Path, expires_on: str, waived: str, message: str | None
) -> None:
    playbook = policy(tmp_path, waiver(expires_on=expires_on))
    (judged,) = apply_policy([finding("milestone-missed")], playbook, TODAY)
    assert judged.waived == waived
    found = unused_waivers(playbook, [finding("milestone-missed")], TODAY)
    assert [each.message for each in found] == ([message] if message else [])


def test_a_finding_about_a_waiver_is_complete(tmp_path: Path) -> None:
    playbook = policy(tmp_path, waiver(vendor="acme", record="MS-01"))
    (unused,) = unused_waivers(playbook, [], TODAY)
    assert unused == Finding(
        "waiver-unused",
        Place("playbook.yml", 4, 5),
        "the waiver of milestone-missed covers no finding",
        "remove it",
        "warning",
        vendor="acme",
        record="MS-01",
        due=date(2026, 12, 31),
    )
    (expired,) = unused_waivers(playbook, [], date(2027, 1, 1))
    assert expired.message == "the waiver of milestone-missed expired on 2026-12-31"
    assert expired.hint == "remove it, or renew it with a reason that still holds"


def test_the_first_of_two_waivers_gives_the_reason_and_neither_is_unused(tmp_path: Path) -> None:
    first = waiver(vendor="acme", reason="First.")
    second = waiver(record="MS-01", reason="Second.").partition("\n")[2]
    playbook = policy(tmp_path, first + second)
    (judged,) = apply_policy([finding("milestone-missed")], playbook, TODAY)
    assert judged.waived == "First."
    assert unused_waivers(playbook, [finding("milestone-missed")], TODAY) == []


@pytest.mark.parametrize("severity", ["error", "warning", "info"])
def test_a_severity_is_stamped_and_nothing_else_changes(tmp_path: Path, severity: str) -> None:
    playbook = policy(tmp_path, f"severities: {{ milestone-missed: {severity} }}\n")
    subject = Finding(
        "milestone-missed", Place("x.yml", 3, 4), "m", "h", "warning", "acme", "MS-01",
        date(2026, 4, 30), 5,
    )  # fmt: skip
    (judged,) = apply_policy([subject], playbook, TODAY)
    assert judged.severity == severity
    assert judged.stamped("warning") == subject
    assert judged.fingerprint == subject.fingerprint


def test_off_is_gone_before_any_waiver_and_the_order_stays(tmp_path: Path) -> None:
    playbook = policy(tmp_path, "severities: { scope-out-empty: off }\n" + waiver())
    findings = [
        finding("bad-value"),
        finding("scope-out-empty"),
        finding("milestone-missed"),
        finding("bad-value", record="MS-02"),
    ]
    judged = apply_policy(findings, playbook, TODAY)
    assert [(each.code, each.record, each.waived) for each in judged] == [
        ("bad-value", "MS-01", ""),
        ("milestone-missed", "MS-01", "Agreed."),
        ("bad-value", "MS-02", ""),
    ]


def test_a_waived_finding_keeps_its_severity_and_its_identity(tmp_path: Path) -> None:
    playbook = policy(tmp_path, "severities: { milestone-missed: warning }\n" + waiver())
    subject = finding("milestone-missed")
    (judged,) = apply_policy([subject], playbook, TODAY)
    assert (judged.severity, judged.waived) == ("warning", "Agreed.")
    assert judged.fingerprint == subject.fingerprint


@pytest.mark.parametrize(
    ("extra", "message"),
    [
        ("waivers: [{code: x, reason: R}]\n", "'expires_on' is missing from a waiver"),
        ("waivers: [{code: x, expires_on: 2026-12-31}]\n", "'reason' is missing from a waiver"),
        (
            "severities: { milestone-missed: fatal }\n",
            "'milestone-missed' is 'fatal', expected one of error, warning, info, off",
        ),
    ],
)
def test_a_policy_that_says_too_little_is_a_finding(
    tmp_path: Path, extra: str, message: str
) -> None:
    findings = load(write_playbook(tmp_path, {"acme": {}}, playbook=PLAYBOOK + extra)).findings
    assert [each.message for each in findings] == [message]


def test_a_waiver_of_everything_belongs_to_no_vendor(tmp_path: Path) -> None:
    (unused,) = unused_waivers(policy(tmp_path, waiver()), [], TODAY)
    assert (unused.vendor, unused.record) == ("", "")
