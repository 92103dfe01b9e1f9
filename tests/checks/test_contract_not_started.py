"""Nobody is left unwatched in silence before the first contract starts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.playbooks import VENDOR, open_playbook, situations, write_playbook
from vendorbook.assessment import assess
from vendorbook.checks import find_situations
from vendorbook.findings import Actor
from vendorbook.pages.vendor_overview import page
from vendorbook.vendor_reading import read_vendor

if TYPE_CHECKING:
    from pathlib import Path

INES = Actor("client", "ines-ward", "Ines Ward")
LATER = VENDOR.format(slug="acme").replace("start: 2025-01-01", "start: 2026-12-15")
NONE = VENDOR.format(slug="acme").partition("contracts:")[0] + "contracts: []\n"


def test_a_vendor_without_a_contract_is_not_watched_and_that_is_said(tmp_path: Path) -> None:
    (found,) = situations(tmp_path, date(2026, 10, 9), vendor=NONE)
    assert (found.code, found.severity, found.actor) == ("contract-not-started", "warning", INES)
    assert (found.place.line, found.message, found.hint) == (
        9,
        "nothing is judged yet: no contract is recorded",
        "add the contract to vendor.yml; the vendor is watched from its start on",
    )


# 9 October to 15 December: 22 days of October, 30 of November, 15 of December.
@pytest.mark.parametrize(
    ("status", "severity"),
    [("active", "warning"), ("exiting", "warning"), ("onboarding", "info")],
)
def test_a_contract_that_starts_later_says_from_when_on(
    tmp_path: Path, status: str, severity: str
) -> None:
    vendor = LATER.replace("status: active", f"status: {status}")
    (found,) = situations(tmp_path, date(2026, 10, 9), vendor=vendor)
    assert (found.code, found.severity, found.record) == ("contract-not-started", severity, "main")
    assert found.message == "nothing is judged until the first contract starts on 15 Dec 2026"
    assert (found.place.line, found.due, found.days) == (14, date(2026, 12, 15), -67)


def test_of_several_contracts_the_first_to_start_counts(tmp_path: Path) -> None:
    text = LATER.partition("contracts:\n")[2]
    sooner = text.replace("id: main", "id: pilot").replace("2026-12-15", "2026-11-02")
    for contracts in (text + sooner, sooner + text):
        vendor = LATER.replace(text, contracts)
        (found,) = situations(tmp_path, date(2026, 10, 9), vendor=vendor)
        assert found.record == "pilot"
        assert found.message == "nothing is judged until the first contract starts on 2 Nov 2026"


def test_onboarding_without_a_contract_is_a_warning(tmp_path: Path) -> None:
    vendor = NONE.replace("status: active", "status: onboarding")
    (found,) = situations(tmp_path, date(2026, 10, 9), vendor=vendor)
    assert found.severity == "warning"


@pytest.mark.parametrize("vendor", [NONE, LATER], ids=["none", "later"])
def test_a_vendor_that_has_ended_needs_no_watching(tmp_path: Path, vendor: str) -> None:
    ended = vendor.replace("status: active", "status: ended")
    assert situations(tmp_path, date(2026, 10, 9), vendor=ended) == []


@pytest.mark.parametrize(("day", "count"), [(14, 1), (15, 0)])
def test_watching_begins_on_the_first_day(tmp_path: Path, day: int, count: int) -> None:
    seen = situations(tmp_path, date(2026, 12, day), vendor=LATER)
    assert [each.code for each in seen].count("contract-not-started") == count


def test_a_contract_that_cannot_be_read_is_not_called_missing(tmp_path: Path) -> None:
    broken = VENDOR.format(slug="acme").replace("start: 2025-01-01", "start: 01/01/2025")
    portfolio = open_playbook(write_playbook(tmp_path, {"acme": {"vendor": broken}}))
    vendor, faults, _ = read_vendor(portfolio, "acme")
    assert [each.code for each in faults] == ["bad-format"]
    assert vendor is not None
    assert find_situations(assess(vendor, portfolio, date(2026, 10, 9))) == []


@pytest.mark.parametrize("status", ["active", "onboarding"])
def test_the_overview_says_so(tmp_path: Path, status: str) -> None:
    text = LATER.replace("status: active", f"status: {status}")
    portfolio = open_playbook(write_playbook(tmp_path, {"acme": {"vendor": text}}))
    vendor = read_vendor(portfolio, "acme").vendor
    assert vendor is not None
    assessment = assess(vendor, portfolio, date(2026, 10, 9))
    body = page(assessment, find_situations(assessment)).body
    assert "nothing is judged until the first contract starts on 15 Dec 2026" in body
