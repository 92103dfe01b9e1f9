"""Policies that contradict themselves: where, and one finding for each contradiction."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.playbooks import PLAYBOOK, open_playbook, write_playbook
from vendorbook.checks import find_portfolio_faults
from vendorbook.findings import Finding


def incoherent(root: Path, policy: str) -> list[Finding]:
    text = PLAYBOOK + policy
    return find_portfolio_faults(open_playbook(write_playbook(root, {"acme": {}}, playbook=text)))


@pytest.mark.parametrize(
    ("policy", "line", "message", "hint"),
    [
        (
            "severities:\n  milestone-due-soon: 'off'\n  kpi-aria-missing: info\n",
            5,
            "there is no check 'kpi-aria-missing'",
            "did you mean 'kpi-area-missing'?",
        ),
        ("severities:\n  zzz: info\n", 4, "there is no check 'zzz'", "remove it"),
        (
            "waivers:\n  - code: milestone-mist\n    reason: Why.\n    expires_on: 2027-01-01\n",
            4,
            "there is no check 'milestone-mist'",
            "did you mean 'milestone-missed'?",
        ),
        (
            "waivers:\n  - code: milestone-missed\n    vendor: acne\n    reason: Why.\n"
            "    expires_on: 2027-01-01\n",
            5,
            "there is no vendor 'acne' to waive",
            "did you mean 'acme'?",
        ),
        (
            "windows:\n  due_soon_days: 5\n  notice_info_days: 59\n",
            5,
            "notice_info_days is 59, which is shorter than notice_warning_days with 60",
            "the more urgent, the shorter: info, then warning, then error",
        ),
        (
            "scoring:\n  bands: { D: 50, E: 50 }\n",
            4,
            "bands: D starts at 50, which is not above E at 50",
            "D is the better one and starts higher",
        ),
        (
            "scoring:\n  bands: { E: 10 }\n",
            4,
            "band E starts at 10, so that lower scores have no grade",
            "write E: 0",
        ),
        (
            "scoring:\n  trend: 2\n  confidence: { low: 0.7 }\n",
            5,
            "confidence: medium starts at 0.6, which is not above low at 0.7",
            "medium is the better one and starts higher",
        ),
        (
            "windows:\n  due_soon_days: 5\n  notice_error_days: 61\n",
            5,
            "notice_warning_days is 60, which is shorter than notice_error_days with 61",
            "the more urgent, the shorter: info, then warning, then error",
        ),
        (
            "scoring:\n  weights:\n    feedback: 15.5\n",
            4,
            "the weights of the five practices add up to 100.5, expected exactly 100",
            "change one of them",
        ),
        (
            "tiers:\n  strategic: { review: annual }\n",
            4,
            "tiers: strategic vendors are reviewed less often (annual) than tactical ones "
            "(semiannual)",
            "the more a vendor matters, the more often it is reviewed",
        ),
        (
            "tiers:\n  operational: { review: none }\n  commodity: { review: annual }\n",
            4,
            "tiers: operational vendors are reviewed less often (none) than commodity ones "
            "(annual)",
            "the more a vendor matters, the more often it is reviewed",
        ),
    ],
)
def test_each_contradiction_is_one_finding(
    tmp_path: Path, policy: str, line: int, message: str, hint: str
) -> None:
    (found,) = incoherent(tmp_path, policy)
    assert (found.code, found.severity, found.vendor) == ("policy-incoherent", "error", "")
    assert (found.place.path, found.place.line) == ("playbook.yml", line)
    assert (found.message, found.hint) == (message, hint)


@pytest.mark.parametrize(
    "policy",
    [
        "",
        "scoring: { weights: { communication: 14.5, feedback: 15.5 } }\n",
        "scoring: { bands: { A: 95, B: 85, C: 70, D: 50 } }\n",
        "windows: { notice_error_days: 60, notice_info_days: 60 }\n",
        "tiers: { strategic: { review: monthly }, commodity: { review: annual } }\n",
        "severities: { policy-incoherent: warning, yaml-syntax: info, waiver-unused: 'off' }\n",
    ],
)
def test_policies_that_hold(tmp_path: Path, policy: str) -> None:
    assert incoherent(tmp_path, policy) == []
