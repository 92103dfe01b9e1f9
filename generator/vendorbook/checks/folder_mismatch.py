"""A vendor's id is not the name of its folder.

Why it matters: other vendors refer to this one by its id, and people look for it by its folder.

Fails: `id: keel-haven` in `vendors/keelhaven/vendor.yml`

Passes: `id: keelhaven` in `vendors/keelhaven/vendor.yml`
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.checks._faults import fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.findings import Finding, Severity
    from vendorbook.portfolio import Portfolio
    from vendorbook.vendor import Vendor

CODE = "folder-mismatch"
SEVERITY: Severity = "error"


def check(vendor: Vendor, portfolio: Portfolio, today: date) -> Iterator[Finding]:
    """Compare the id with the folder."""
    del portfolio, today
    if vendor.profile.id != vendor.slug:
        message = f"the id is '{vendor.profile.id}', but the folder is 'vendors/{vendor.slug}'"
        hint = f"write id: {vendor.slug}, or rename the folder"
        yield fault(CODE, SEVERITY, vendor, vendor.profile, "id", message, hint)
