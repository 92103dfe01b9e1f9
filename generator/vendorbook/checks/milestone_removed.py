"""A milestone that was agreed is no longer in the record.

Compares with a base revision. Finds milestones that are gone, and vendors whose whole folder is
gone with milestones in it; a vendor whose status was `ended` may be removed. A folder that was
renamed is recognised, by the vendor's name or by its milestones. While a vendor is onboarding,
milestones may go.

Why it matters: a promise that nobody keeps must not disappear by being deleted.

Fails, when the base revision has MS-01 as well:

    milestones:
      - id: MS-02
        title: Claims archive moved
        baseline_due: 2026-12-11

Passes: both milestones, and in `changes.yml` an approved change request with
`effects: [{ milestone: MS-01, release: cancelled }]`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.checks._comparisons import fault_of_change
from vendorbook.comparison import name_of_gone, place_of_gone, removed_milestones
from vendorbook.findings import Finding
from vendorbook.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.comparison import Comparison
    from vendorbook.findings import Severity
    from vendorbook.vendor import Vendor

CODE = "milestone-removed"
SEVERITY: Severity = "error"


def check(comparison: Comparison) -> Iterator[Finding]:
    """Find every milestone that is gone."""
    if not comparison.is_frozen:
        return
    for milestone in removed_milestones(comparison):
        message = f"{name_of_gone(comparison, milestone)}, is gone"
        hint = "put it back, and release it with an approved change request in changes.yml"
        place = place_of_gone(comparison, milestone)
        yield fault_of_change(CODE, SEVERITY, comparison, place, message, hint, milestone.id)


def check_removed_vendor(vendor: Vendor) -> Iterator[Finding]:
    """Find a vendor whose folder is gone although its milestones were still promises."""
    if vendor.milestones and vendor.profile.status not in {"ended", "onboarding"}:
        count = plural(len(vendor.milestones), "milestone")
        message = f"the folder of {vendor.profile.name} is gone, and with it {count}"
        hint = "put it back; once the vendor's status is ended, its folder may go"
        place = vendor.profile.place()._replace(line=1, column=1)
        yield Finding(CODE, place, message, hint, SEVERITY, vendor.slug)
