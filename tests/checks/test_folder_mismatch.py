"""Vendors whose id and folder differ."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.playbooks import VENDOR, open_playbook, write_playbook
from vendorbook.checks import find_faults
from vendorbook.vendor_reading import read_vendor


def test_both_names_are_said_and_the_folder_counts(tmp_path: Path) -> None:
    files = {"vendor": VENDOR.format(slug="keel-haven")}
    portfolio = open_playbook(write_playbook(tmp_path, {"keelhaven": files}))
    vendor = read_vendor(portfolio, "keelhaven").vendor
    assert vendor is not None
    (found,) = find_faults(vendor, portfolio, date(2026, 10, 9))
    assert found.message == "the id is 'keel-haven', but the folder is 'vendors/keelhaven'"
    assert found.hint == "write id: keelhaven, or rename the folder"
    assert (found.code, found.vendor) == ("folder-mismatch", "keelhaven")
