"""A document that the vendor must have has expired, or soon will.

Finds documents with `required: true` whose last day has passed (error) or falls within
`windows.document_warning_days` calendar days (30 by default; warning). The vendor acts.

Why it matters: on the day something goes wrong, an insurance that lapsed last month is none.

Fails, from 16 September 2026 on:

    documents:
      - id: iso-27001
        type: certificate
        title: ISO 27001 certificate
        expires_on: 2026-09-15
        required: true

Passes:

    documents:
      - id: iso-27001
        type: certificate
        title: ISO 27001 certificate
        expires_on: 2027-09-15
        required: true
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.checks._actors import in_role
from vendorbook.findings import Finding
from vendorbook.wording import plural, written_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Severity

CODE = "document-expired"
SEVERITY: Severity = "error"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every required document that has expired or soon will."""
    vendor, as_of = assessment.vendor, assessment.as_of
    if vendor.profile.status == "ended":
        return
    for document in vendor.profile.documents:
        if not document.required or document.expires_on is None:
            continue
        late = (as_of - document.expires_on).days
        if late > 0:
            severity: Severity = SEVERITY
            words = f"expired on {written_day(document.expires_on)}, {plural(late, 'day')} ago"
        elif -late <= assessment.policy.windows.document_warning_days:
            severity = "warning"
            words = f"expires on {written_day(document.expires_on)}, in {plural(-late, 'day')}"
        else:
            continue
        yield Finding(
            CODE,
            document.place("expires_on"),
            f"'{document.title}' {words}",
            "ask for the new one, and record its expires_on",
            severity,
            vendor.slug,
            document.id,
            document.expires_on,
            late,
            in_role(vendor, "vendor", "account_manager", "executive_sponsor", "delivery_manager"),
        )
