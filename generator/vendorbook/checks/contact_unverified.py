"""Nobody has confirmed for a long time that somebody's details are right.

Finds people who have not left and whose `verified_on` is more than `windows.contact_verified_days`
calendar days ago (180 by default). The vendor's owner acts for people here, the account manager for
people of the vendor.

Why it matters: people change their numbers, and nobody notices until a call is not answered.

Fails, from 5 July 2026 on:

    people:
      - id: kit-morrow
        name: Kit Morrow
        side: vendor
        title: Account director
        roles: [account_manager]
        phone: "+442079460111"
        verified_on: 2026-01-05

Passes:

    people:
      - id: kit-morrow
        name: Kit Morrow
        side: vendor
        title: Account director
        roles: [account_manager]
        phone: "+442079460111"
        verified_on: 2026-01-06
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from vendorbook.actors import owner, vendor_account
from vendorbook.checks._contacts import still_there
from vendorbook.findings import Finding
from vendorbook.wording import plural, written_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Severity

CODE = "contact-unverified"
SEVERITY: Severity = "warning"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find everybody whose details have not been confirmed for too long."""
    vendor, as_of = assessment.vendor, assessment.as_of
    allowed = assessment.policy.windows.contact_verified_days
    if vendor.profile.status == "ended":
        return
    for each in still_there(vendor, as_of):
        passed = (as_of - each.verified_on).days
        if passed > allowed:
            yield Finding(
                CODE,
                each.place("verified_on"),
                f"{each.name}'s details were last confirmed on {written_day(each.verified_on)}, "
                f"{plural(passed, 'day')} ago, and are to be confirmed every "
                f"{plural(allowed, 'day')}",
                "ask whether they are still right, mend them, and record verified_on",
                SEVERITY,
                vendor.slug,
                each.id,
                each.verified_on + timedelta(days=allowed),
                passed - allowed,
                vendor_account(vendor) if each.side == "vendor" else owner(vendor),
            )
