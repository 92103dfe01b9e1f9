"""Nothing has been recorded about an active vendor for weeks.

Finds active vendors whose latest log entry is more than `windows.record_silent_days` calendar days
ago (45 by default): a meeting, feedback, a measurement, a review, a change, a delivery, an
improvement plan or something done together. Where there is no entry, the days count from the start
of the first contract. The vendor's owner acts.

Why it matters: a page that nobody has touched for weeks may no longer be true, and it looks the
same as one on which all is well.

Fails, from 5 October 2026 on:

    meetings:
      - { id: MT-001, date: 2026-08-20, status: held }

Passes:

    meetings:
      - { id: MT-001, date: 2026-08-21, status: held }
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from vendorbook.actors import owner
from vendorbook.findings import Finding
from vendorbook.last_entry import LOG_KINDS, last_entry
from vendorbook.wording import plural, written_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Severity

CODE = "record-silent"
SEVERITY: Severity = "info"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find whether nothing has been recorded for too long."""
    vendor, as_of = assessment.vendor, assessment.as_of
    if vendor.profile.status != "active" or not LOG_KINDS.isdisjoint(vendor.in_doubt):
        return
    last = last_entry(vendor, as_of)
    since = last or min(contract.start for contract in vendor.profile.contracts)
    allowed = assessment.policy.windows.record_silent_days
    passed = (as_of - since).days
    if passed > allowed:
        words = "the last log entry is of" if last else "nothing has been logged since the start on"
        yield Finding(
            CODE,
            vendor.profile.place("status"),
            f"{words} {written_day(since)}, {plural(passed, 'day')} ago, and the vendor is active",
            "record what happened since, or set the vendor's status",
            SEVERITY,
            vendor.slug,
            due=since + timedelta(days=allowed),
            days=passed - allowed,
            actor=owner(vendor),
        )
