"""A document that the vendor must have has expired, soon will, or is absent.

Finds documents with `required: true` whose last day has passed (error) or falls within
`windows.document_warning_days` calendar days (30 by default; warning), and those with neither `url`
nor `expires_on`, for nothing shows that anybody has seen them (error). The vendor acts.

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

from vendorbook.actors import in_role
from vendorbook.findings import Finding
from vendorbook.wording import plural, written_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Severity
    from vendorbook.records.vendor import VendorDocument

CODE = "document-expired"
SEVERITY: Severity = "error"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every required document that has expired or soon will."""
    vendor, as_of = assessment.vendor, assessment.as_of
    if vendor.profile.status == "ended":
        return
    for document in vendor.profile.documents:
        fault = _fault(document, as_of, assessment.policy.windows.document_warning_days)
        if document.required and fault is not None:
            severity, key, words, hint = fault
            due = document.expires_on
            yield Finding(
                CODE,
                document.place(key),
                f"'{document.title}' {words}",
                hint,
                severity,
                vendor.slug,
                document.id,
                due,
                None if due is None else (as_of - due).days,
                in_role(
                    vendor, "vendor", "account_manager", "executive_sponsor", "delivery_manager"
                ),
            )


def _fault(
    document: VendorDocument, as_of: date, warning_days: int
) -> tuple[Severity, str, str, str] | None:
    """What is wrong with a document: how bad, at which key, in words, and what to do."""
    if document.expires_on is None:
        if document.url is not None:
            return None
        words = "is required, and neither url nor expires_on shows that it is there"
        return SEVERITY, "required", words, "ask for it, and record its url"
    late, hint = (
        (as_of - document.expires_on).days,
        "ask for the new one, and record its expires_on",
    )
    if late > 0:
        words = f"expired on {written_day(document.expires_on)}, {plural(late, 'day')} ago"
        return SEVERITY, "expires_on", words, hint
    if -late <= warning_days:
        words = f"expires on {written_day(document.expires_on)}, in {plural(-late, 'day')}"
        return "warning", "expires_on", words, hint
    return None
