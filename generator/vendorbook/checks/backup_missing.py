"""Nobody stands in for somebody who must always be reached.

Finds people who are relationship owner, account manager or on call, have not left, and have no
`backup`, or one who has left, or themselves. That person acts.

Why it matters: people fall ill on the day of the incident too.

Fails:

    people:
      - id: jamal-okoro
        name: Jamal Okoro
        side: vendor
        title: Duty engineer
        roles: [on_call]
        phone: "+442079460113"
        hours: 24x7
        timezone: Europe/London
        verified_on: 2026-09-14

Passes:

    people:
      - id: jamal-okoro
        name: Jamal Okoro
        side: vendor
        title: Duty engineer
        roles: [on_call]
        phone: "+442079460113"
        hours: 24x7
        timezone: Europe/London
        backup: lena-hay
        verified_on: 2026-09-14
      - id: lena-hay
        name: Lena Hay
        side: vendor
        title: Engineer
        roles: [technical_lead]
        phone: "+442079460114"
        verified_on: 2026-09-14
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.actors import person
from vendorbook.checks._contacts import ROLE_WORDS, still_there
from vendorbook.findings import Finding
from vendorbook.on_call import has_left
from vendorbook.wording import written_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Severity
    from vendorbook.records.contacts import Person
    from vendorbook.vendor import Vendor

CODE = "backup-missing"
SEVERITY: Severity = "warning"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find everybody who must always be reached and has nobody to stand in."""
    vendor, as_of = assessment.vendor, assessment.as_of
    if vendor.profile.status == "ended":
        return
    for each in still_there(vendor, as_of):
        roles = [ROLE_WORDS[role] for role in each.roles if role in ROLE_WORDS]
        fault = _fault(vendor, each, as_of) if roles else ""
        if fault:
            yield Finding(
                CODE,
                each.place("backup"),
                f"{each.name} ({', '.join(roles)}) {fault}",
                "name somebody else on the same side as backup",
                SEVERITY,
                vendor.slug,
                each.id,
                actor=person(vendor, each.side, each.id),
            )


def _fault(vendor: Vendor, each: Person, as_of: date) -> str:
    """What is wrong with a person's backup, or nothing; a dangling one is a fault of the record."""
    if each.backup is None:
        return "has no backup"
    if each.backup == each.id:
        return "is named as their own backup"
    backup = vendor.person(each.backup)
    if backup is not None and has_left(backup, as_of):
        return f"has {backup.name} as backup, who left on {written_day(backup.left_on)}"
    return ""
