"""Areas that no KPI measures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.playbooks import AGREEMENT, VENDOR, faults, open_playbook, write_playbook
from vendorbook.checks import find_faults
from vendorbook.vendor_reading import read_vendor

KPI = """\
  - id: {area}
    name: Name
    area: {area}
    unit: percent
    direction: higher
    frequency: monthly
    definition: Share.
    source: tool
    contractual: {contractual}
    targets: [{{ from: 2026-01, target: 99, minimum: 98 }}]
"""
AREAS = ("progress", "quality", "efficiency", "cost", "satisfaction")


def agreement(*areas: str, contractual: str = "false") -> str:
    kpis = "".join(KPI.format(area=area, contractual=contractual) for area in areas)
    return AGREEMENT.replace("kpis: []\n", "kpis:\n" + kpis)


def vendor(tier: str) -> str:
    return VENDOR.format(slug="acme").replace("operational", tier)


@pytest.mark.parametrize(
    ("tier", "count"), [("strategic", 1), ("tactical", 1), ("operational", 0), ("commodity", 0)]
)
def test_what_matters_is_measured_in_every_area(tmp_path: Path, tier: str, count: int) -> None:
    files = {"vendor": vendor(tier), "agreement": agreement("progress", "quality", "cost")}
    found = faults(tmp_path, **files)
    assert [each.message for each in found] == [
        f"no KPI measures efficiency or satisfaction of this {tier} vendor"
    ] * count
    assert all((each.severity, each.place.line) == ("warning", 5) for each in found)
    assert faults(tmp_path, **{**files, "agreement": agreement(*AREAS)}) == []


def test_a_kpi_that_broke_its_schema_may_be_the_one(tmp_path: Path) -> None:
    broken = agreement(*AREAS[:4]) + KPI.format(area=AREAS[4], contractual="maybe")
    files = {"vendor": vendor("strategic"), "agreement": broken}
    portfolio = open_playbook(write_playbook(tmp_path, {"acme": files}))
    acme, reading, _ = read_vendor(portfolio, "acme")
    assert acme is not None
    assert [each.code for each in reading] == ["wrong-type"]
    assert find_faults(acme, portfolio, date(2026, 10, 9)) == []


@pytest.mark.parametrize("tier", ["strategic", "tactical"])
def test_without_an_agreement_nothing_is_measured(tmp_path: Path, tier: str) -> None:
    (found,) = faults(tmp_path, vendor=vendor(tier))
    assert (found.code, found.severity) == ("kpi-area-missing", "warning")
    assert found.message == (
        "no KPI measures progress or quality or efficiency or cost or satisfaction of this "
        f"{tier} vendor; there is no agreement.yml"
    )
    assert found.hint == "begin agreement.yml, and agree one KPI for each area, however simple"
    assert (found.place.path, found.place.line) == ("vendors/acme/vendor.yml", 4)


def test_an_operational_vendor_needs_no_agreement(tmp_path: Path) -> None:
    assert faults(tmp_path, vendor=vendor("operational")) == []


@pytest.mark.parametrize("text", ["kpis: [", "objectives: none\n", ""])
def test_an_agreement_that_cannot_be_read_may_measure_everything(tmp_path: Path, text: str) -> None:
    files = {"vendor": vendor("strategic"), "agreement": text}
    portfolio = open_playbook(write_playbook(tmp_path, {"acme": files}))
    acme, reading, _ = read_vendor(portfolio, "acme")
    assert acme is not None
    assert reading != []
    assert find_faults(acme, portfolio, date(2026, 10, 9)) == []
