"""A deliverable has no acceptance criterion that can fail.

Finds deliverables whose criteria are only placeholders such as "tbd". Who accepts must be somebody
of the client: that is found where references are resolved.

Why it matters: what nobody can refuse, nobody has accepted, and the milestone that hands it over
can neither be met nor missed.

Fails:

    deliverables:
      - { id: DL-01, title: Claims intake, acceptance_criteria: [tbd], acceptor: ines-ward }

Passes:

    deliverables:
      - id: DL-01
        title: Claims intake
        acceptance_criteria: [A claim submitted on a phone arrives within two minutes]
        acceptor: ines-ward
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vendorbook.checks._faults import fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.findings import Finding, Severity
    from vendorbook.portfolio import Portfolio
    from vendorbook.vendor import Vendor

CODE = "deliverable-without-acceptance"
SEVERITY: Severity = "error"

_PLACEHOLDER = re.compile(
    r"\W*(tbd|tbc|tba|todo|n/?a|none|later|open|to be (defined|confirmed|agreed)|\?+|-+|\.+)\W*",
    re.IGNORECASE,
)


def check(vendor: Vendor, portfolio: Portfolio, today: date) -> Iterator[Finding]:
    """Find every deliverable that cannot be accepted or refused."""
    del portfolio, today
    for each in vendor.agreement.deliverables if vendor.agreement else ():
        if all(_PLACEHOLDER.fullmatch(criterion) for criterion in each.acceptance_criteria):
            message = f"{each.id} '{each.title}' has no acceptance criterion that can fail"
            hint = "write what must be true, so that two people would judge it alike"
            yield fault(CODE, SEVERITY, vendor, each, "acceptance_criteria", message, hint)
