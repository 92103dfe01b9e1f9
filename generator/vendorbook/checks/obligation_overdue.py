"""Something that the client owes the vendor is overdue.

Finds client obligations of the agreement that are past their due date and not done. The client
acts.

Why it matters: much real slippage begins on the client's own side, and a vendor who waits for us
cannot be held to a date.

Fails, from 3 October 2026 on:

    client_obligations:
      - { id: OB-01, text: Open the firewall to the new site, owner: ines-ward, due: 2026-10-02 }

Passes:

    client_obligations:
      - id: OB-01
        text: Open the firewall to the new site
        owner: ines-ward
        due: 2026-10-02
        done_on: 2026-10-01
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.actors import person
from vendorbook.assessment import is_fulfilled
from vendorbook.findings import Finding
from vendorbook.wording import written_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Severity

CODE = "obligation-overdue"
SEVERITY: Severity = "warning"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every client obligation that is overdue."""
    vendor, as_of = assessment.vendor, assessment.as_of
    for each in vendor.agreement.client_obligations if vendor.agreement else ():
        if each.due < as_of and not is_fulfilled(each, as_of):
            late = (as_of - each.due).days
            yield Finding(
                CODE,
                each.place("due"),
                f"{each.id} '{each.text}' was promised to the vendor for {written_day(each.due)}, "
                f"{late} day{'' if late == 1 else 's'} ago",
                "do it and record done_on, or agree another date with the vendor",
                SEVERITY,
                vendor.slug,
                each.id,
                each.due,
                late,
                person(vendor, "client", each.owner),
            )
