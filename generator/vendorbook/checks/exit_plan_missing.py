"""A vendor of a critical function has no current exit plan.

Finds vendors with `supports_critical_function: true` that have no document of type `exit_plan`, or
only such whose `expires_on` has passed; for an exit plan that is the day by which it is to be
looked at again. The vendor's owner on our side acts.

Why it matters: the day on which we must leave is no day for finding out how. Supervisors ask for
the plan, and for the day on which it was last looked at.

Fails, from 1 October 2026 on:

    supports_critical_function: true
    documents:
      - id: exit-plan
        type: exit_plan
        title: How we would leave
        expires_on: 2026-09-30

Passes:

    supports_critical_function: true
    documents:
      - id: exit-plan
        type: exit_plan
        title: How we would leave
        expires_on: 2027-09-30
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from vendorbook.actors import owner
from vendorbook.findings import Finding
from vendorbook.wording import plural, written_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Severity
    from vendorbook.records.vendor import VendorDocument

CODE = "exit-plan-missing"
SEVERITY: Severity = "warning"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find whether a vendor of a critical function lacks a current exit plan."""
    vendor, as_of = assessment.vendor, assessment.as_of
    profile = vendor.profile
    is_critical = profile.supports_critical_function and profile.status != "ended"
    if not is_critical or "documents" in vendor.uncertain:
        return
    plans = [each for each in profile.documents if each.type == "exit_plan"]
    latest = max(plans, key=_review_by, default=None)
    due = latest.expires_on if latest else None
    if latest is not None and (due is None or due >= as_of):
        return
    if latest is None or due is None:
        place, record = profile.place("supports_critical_function"), ""
        words = "it has none"
    else:
        place, record = latest.place("expires_on"), latest.id
        words = (
            f"'{latest.title}' was to be looked at again by {written_day(due)}, "
            f"{plural((as_of - due).days, 'day')} ago"
        )
    yield Finding(
        CODE,
        place,
        f"this vendor supports a critical function and has no current exit plan: {words}",
        "write the plan or look at it again, and record it as a document of type exit_plan with "
        "its next expires_on",
        SEVERITY,
        vendor.slug,
        record,
        due,
        None if due is None else (as_of - due).days,
        owner(vendor),
    )


def _review_by(document: VendorDocument) -> date:
    return document.expires_on or date.max
