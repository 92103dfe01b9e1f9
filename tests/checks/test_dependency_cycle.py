"""Circles of milestones: each once, at its first member, in that member's vendor."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.playbooks import open_playbook, write_playbook
from vendorbook.checks import dependency_cycle
from vendorbook.vendor_reading import read_vendor


def circles(root: Path, vendors: dict[str, dict[str, list[str]]]) -> list[str]:
    """The circles found in each vendor's own run, as `vendor/milestone: message`."""
    files = {slug: {"milestones": _text(waits)} for slug, waits in vendors.items()}
    portfolio = open_playbook(write_playbook(root, files))
    found = []
    for slug in portfolio.slugs:
        vendor = read_vendor(portfolio, slug).vendor
        assert vendor is not None
        for each in dependency_cycle.check(vendor, portfolio, date(2026, 10, 9)):
            circle = each.message.removeprefix("these milestones wait for each other: ")
            found.append(
                f"{each.vendor}/{each.record}: {circle.replace(', which waits for', ' >')}"
            )
    return found


def _text(waits: dict[str, list[str]]) -> str:
    return "milestones:\n" + "".join(
        f"  - {{ id: {name}, title: T, baseline_due: 2026-04-30, depends_on: [{', '.join(on)}] }}\n"
        for name, on in waits.items()
    )


@pytest.mark.parametrize(
    ("waits", "expected"),
    [
        ({"MS-01": [], "MS-02": ["MS-01"], "MS-03": ["MS-01", "MS-02"]}, []),
        ({"MS-01": ["MS-01"]}, ["acme/MS-01: MS-01 > MS-01"]),
        ({"MS-02": ["MS-03"], "MS-03": ["MS-02"]}, ["acme/MS-02: MS-02 > MS-03 > MS-02"]),
        (
            {"MS-01": ["MS-03"], "MS-02": ["MS-03"], "MS-03": ["MS-02"]},
            ["acme/MS-02: MS-02 > MS-03 > MS-02"],
        ),
        (
            {"MS-01": ["MS-02"], "MS-02": ["MS-01", "MS-03"], "MS-03": ["MS-02"]},
            ["acme/MS-01: MS-01 > MS-02 > MS-01", "acme/MS-02: MS-02 > MS-03 > MS-02"],
        ),
        ({"MS-01": ["MS-99", "OB-01"]}, []),
    ],
)
def test_circles_in_one_vendor(
    tmp_path: Path, waits: dict[str, list[str]], expected: list[str]
) -> None:
    assert circles(tmp_path, {"acme": waits}) == expected


def test_a_circle_through_three_vendors_is_found_in_the_first(tmp_path: Path) -> None:
    vendors = {
        "cord": {"MS-01": ["acme/MS-09"]},
        "bolt": {"MS-01": ["cord/MS-01"], "MS-02": ["MS-01"]},
        "acme": {"MS-01": ["MS-09"], "MS-09": ["bolt/MS-01"]},
    }
    assert circles(tmp_path, vendors) == ["acme/MS-09: MS-09 > bolt/MS-01 > cord/MS-01 > MS-09"]


def test_a_vendor_that_does_not_exist_closes_no_circle(tmp_path: Path) -> None:
    assert circles(tmp_path, {"acme": {"MS-01": ["gone/MS-01", "acme/MS-02"], "MS-02": []}}) == []


def test_a_long_chain_is_no_circle(tmp_path: Path) -> None:
    chain = {f"MS-{n:03d}": [f"MS-{n + 1:03d}"] for n in range(10, 400)}
    assert circles(tmp_path, {"acme": chain}) == []
    chain["MS-399"] = ["MS-010"]
    (found,) = circles(tmp_path, {"acme": chain})
    assert found.startswith("acme/MS-010: MS-010 > MS-011 > ")
