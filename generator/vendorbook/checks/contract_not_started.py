"""A vendor is not watched yet, because no contract with it has started.

Finds vendors without any contract, and vendors whose first contract starts on a later day, unless
the vendor has ended. Until then no other situation is looked for and there is no score. It is only
a note while the vendor is onboarding and the start is agreed. The client's owner acts.

Why it matters: a page without findings reads as good news, and here it means that nobody looked.

Fails, on 9 October 2026:

    contracts:
      - id: main
        type: msa
        title: Main agreement
        reference: https://documents.fenwickvale.example/main
        start: 2026-12-15
        end: 2028-12-14
        auto_renew: false

Passes:

    contracts:
      - id: main
        type: msa
        title: Main agreement
        reference: https://documents.fenwickvale.example/main
        start: 2026-10-05
        end: 2028-12-14
        auto_renew: false
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.actors import owner
from vendorbook.findings import Finding
from vendorbook.wording import written_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Severity

CODE = "contract-not-started"
SEVERITY: Severity = "warning"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find that no contract of the vendor has started."""
    vendor, as_of = assessment.vendor, assessment.as_of
    profile = vendor.profile
    if assessment.has_started or profile.status == "ended":
        return
    if profile.contracts:
        first = min(profile.contracts, key=lambda each: each.start)
        yield Finding(
            CODE,
            first.place("start"),
            f"nothing is judged until the first contract starts on {written_day(first.start)}",
            "if work has begun, record the contract that it rests on",
            "info" if profile.status == "onboarding" else SEVERITY,
            vendor.slug,
            first.id,
            first.start,
            (as_of - first.start).days,
            owner(vendor),
        )
    elif "contracts" not in vendor.uncertain:
        yield Finding(
            CODE,
            profile.place("contracts"),
            "nothing is judged yet: no contract is recorded",
            "add the contract to vendor.yml; the vendor is watched from its start on",
            SEVERITY,
            vendor.slug,
            actor=owner(vendor),
        )
