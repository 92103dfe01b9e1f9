"""What the policy makes of findings: severities, waivers, and waivers that cover nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.playbooks import PLAYBOOK, open_playbook, write_playbook
from vendorbook.findings import Finding, Place
from vendorbook.policy import apply_policy, unused_waivers
from vendorbook.records.playbook import Playbook

TODAY = date(2026, 10, 9)


def policy(root: Path, extra: str) -> Playbook:
    return open_playbook(write_playbook(root, {"acme": {}}, playbook=PLAYBOOK + extra)).playbook


def finding(code: str, vendor: str = "acme", record: str = "MS-01") -> Finding:
    return Finding(code, Place("x.yml"), "message", vendor=vendor, record=record)


def test_the_policy_says_how_bad_a_finding_is(tmp_path: Path) -> None:
    playbook = policy(tmp_path, "severities: { milestone-missed: info, scope-out-empty: 'off' }\n")
    judged = apply_policy(
        [finding("milestone-missed"), finding("scope-out-empty"), finding("bad-value")],
        playbook,
        TODAY,
    )
    assert [(each.code, each.severity) for each in judged] == [
        ("milestone-missed", "info"),
        ("bad-value", "error"),
    ]


WAIVERS = """\
waivers:
  - code: milestone-missed
    vendor: acme
    record: MS-01
    reason: Agreed with the board.
    expires_on: 2026-10-09
  - code: milestone-missed
    reason: Old.
    expires_on: 2026-10-08
"""


def test_a_waiver_covers_until_its_last_day_and_never_hides(tmp_path: Path) -> None:
    playbook = policy(tmp_path, WAIVERS)
    judged = apply_policy(
        [finding("milestone-missed"), finding("milestone-missed", record="MS-02")], playbook, TODAY
    )
    assert [each.waived for each in judged] == ["Agreed with the board.", ""]
    later = apply_policy([finding("milestone-missed")], playbook, date(2026, 10, 10))
    assert [each.waived for each in later] == [""]


def test_waivers_that_expired_or_cover_nothing_are_findings(tmp_path: Path) -> None:
    playbook = policy(tmp_path, WAIVERS)
    (expired,) = unused_waivers(playbook, [finding("milestone-missed")], TODAY)
    assert expired.message == "the waiver of milestone-missed expired on 2026-10-08"
    assert expired.severity == "warning"
    assert expired.place == Place("playbook.yml", 9, 5)
    nothing, _ = unused_waivers(playbook, [], TODAY)
    assert nothing.message == "the waiver of milestone-missed covers no finding"
