"""The vendor's first page: what they do, whom to call, what needs attention and what is next."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from vendorbook.due_dates import due_dates
from vendorbook.findings import SEVERITIES
from vendorbook.pages.vendor_page import entry, vendor_page
from vendorbook.status import STATUS_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Finding
    from vendorbook.pages import Page
    from vendorbook.records.contacts import Person

TAB = ""


def page(assessment: Assessment, findings: Sequence[Finding]) -> Page:
    """The overview."""
    vendor = assessment.vendor
    shown = sorted(
        (f for f in findings if not f.waived and f.severity != "info"),
        key=lambda f: (SEVERITIES.index(f.severity), -(f.days or 0)),
    )
    notes = [f for f in findings if not f.waived and f.severity == "info"]
    counts = Counter(each.state.status for each in assessment.milestones)
    return vendor_page(
        "vendor_overview.html",
        TAB,
        assessment,
        findings,
        headings=(
            ("attention", "Needs attention"),
            ("call", "Who to call"),
            ("next", "Next 30 days"),
            ("latest-feedback", "Latest feedback"),
        ),
        search=[
            entry(
                assessment,
                "",
                vendor.profile.name,
                vendor.profile.summary,
                vendor.profile.legal_name,
                vendor.profile.tier,
                rank=0,
            )
        ],
        attention=shown,
        notes=notes,
        counts=[(status, counts[status]) for status in STATUS_WORDS if counts[status]],
        call=_call_list(assessment),
        due=due_dates(assessment),
        latest=_latest_feedback(assessment),
        owner=vendor.person(vendor.profile.owner),
        deputy=vendor.person(vendor.profile.deputy),
    )


def _call_list(assessment: Assessment) -> list[tuple[int, Person | None, Person | None, str, str]]:
    """The incident ladder, or else the first ladder there is: level, both people, wait, channel."""
    contacts = assessment.vendor.contacts
    steps = contacts.escalation if contacts else ()
    wanted = [step for step in steps if step.for_ == "incident"] or list(steps)
    purpose = wanted[0].for_ if wanted else ""
    vendor = assessment.vendor
    return [
        (step.level, vendor.person(step.vendor), vendor.person(step.client), str(step.after),
         step.via or "")
        for step in sorted(wanted, key=lambda step: step.level)
        if step.for_ == purpose
    ]  # fmt: skip


def _latest_feedback(assessment: Assessment) -> list[object]:
    """The latest entry in each direction."""
    latest = {}
    for each in sorted(assessment.vendor.feedback, key=lambda f: str(f.raised_at)):
        latest[each.direction] = each
    return list(latest.values())
