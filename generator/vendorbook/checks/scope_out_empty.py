"""Nothing is named as out of scope.

Why it matters: most disputes are about work that both sides thought the other would do. A list of
what the vendor does not do settles them before they begin.

Fails:

    scope:
      in: [Service desk round the clock]
      out: []

Passes:

    scope:
      in: [Service desk round the clock]
      out: [Desk-side support in branches]
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

CODE = "scope-out-empty"
SEVERITY: Severity = "info"


def check(vendor: Vendor, portfolio: Portfolio, today: date) -> Iterator[Finding]:
    """Find an empty list of what is out of scope."""
    del portfolio, today
    if vendor.agreement and not vendor.agreement.scope.out:
        message = "nothing is named as out of scope"
        hint = "write down what people might expect of this vendor and should not"
        yield fault(CODE, SEVERITY, vendor, vendor.agreement.scope, "out", message, hint)
