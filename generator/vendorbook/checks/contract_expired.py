"""A contract has ended although the vendor still works for us.

Finds contracts whose last day has passed, that do not renew by themselves or were decided to end,
while the vendor is onboarding or active and no other contract of the same type is in force.

Why it matters: work without a contract has no price, no liability and no notice.

Fails, from 1 January 2027 on:

    contracts:
      - id: main
        type: msa
        title: Main agreement
        reference: https://documents.fenwickvale.example/main
        start: 2025-01-01
        end: 2026-12-31
        auto_renew: false

Passes: the same with a later `end`, or beside a newer contract of the same type.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.actors import in_role, owner
from vendorbook.deadlines import current_term
from vendorbook.findings import Finding
from vendorbook.wording import plural, written_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Severity

CODE = "contract-expired"
SEVERITY: Severity = "error"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every contract that has ended and has no successor."""
    vendor, as_of = assessment.vendor, assessment.as_of
    if vendor.profile.status not in {"onboarding", "active"}:
        return
    ends = [(each, current_term(each, as_of).end) for each in vendor.profile.contracts]
    in_force = {each.type for each, end in ends if each.start <= as_of <= end}
    for contract, end in ends:
        if end < as_of and contract.type not in in_force:
            late = (as_of - end).days
            actor = in_role(vendor, "client", "contract_manager")
            yield Finding(
                CODE,
                contract.place("end"),
                f"'{contract.title}' ended on {written_day(end)}, {plural(late, 'day')} ago, and "
                f"the vendor is still {vendor.profile.status}",
                "add the contract that follows it, or set the vendor's status",
                SEVERITY,
                vendor.slug,
                contract.id,
                end,
                late,
                actor if actor.person else owner(vendor),
            )
