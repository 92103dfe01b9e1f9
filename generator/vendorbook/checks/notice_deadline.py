"""Notice must be given soon, or the contract renews by itself.

Finds contracts that renew by themselves, whose renewal nobody has decided in the current term, and
whose notice deadline is near or has passed: a note 90 calendar days before, a warning 60 days
before, an error 30 days before and from then on (`windows.notice_info_days`, `notice_warning_days`
and `notice_error_days`). The deadline is the end of the current term less the notice, moved back to
a working day. A vendor that is leaving is no exception: its contract too renews unless the exit is
recorded as the decision. The client acts.

Why it matters: the end of a contract is not the day that matters. After the deadline, the only
choice left is what the other side is willing to give.

Fails, from 1 August 2026 on:

    contracts:
      - id: main
        type: msa
        title: Main agreement
        reference: https://documents.fenwickvale.example/main
        start: 2025-07-01
        end: 2026-12-31
        auto_renew: true
        renewal_months: 12
        notice_days: 60

Passes:

    contracts:
      - id: main
        type: msa
        title: Main agreement
        reference: https://documents.fenwickvale.example/main
        start: 2025-07-01
        end: 2026-12-31
        auto_renew: true
        renewal_months: 12
        notice_days: 60
        renewal_decision: renew
        decided_on: 2026-07-20
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from vendorbook.actors import in_role, owner
from vendorbook.checks._gaps import each_judged
from vendorbook.deadlines import current_term, notice_day, notice_deadline
from vendorbook.findings import Finding
from vendorbook.wording import plural, written_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Actor, Severity
    from vendorbook.records.playbook import Windows
    from vendorbook.records.vendor import Contract
    from vendorbook.vendor import Vendor
    from vendorbook.workdays import WorkCalendar

CODE = "notice-deadline"
SEVERITY: Severity = "error"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every notice deadline that is near or has passed undecided."""
    vendor = assessment.vendor
    if vendor.profile.status == "ended" or vendor.days is None:
        return
    begun = [each for each in vendor.profile.contracts if each.start <= assessment.as_of]
    yield from each_judged(begun, partial(_near, assessment, vendor.days))


def _near(assessment: Assessment, days: WorkCalendar, contract: Contract) -> Iterator[Finding]:
    vendor, windows = assessment.vendor, assessment.policy.windows
    term = current_term(contract, assessment.as_of)
    if term.is_decided or _is_far(notice_day(contract, term), assessment, days):
        return
    deadline = notice_deadline(contract, term, days)
    if deadline is None:
        return
    left = (deadline - assessment.as_of).days
    severity = _severity(left, windows)
    if severity is not None:
        yield Finding(
            CODE,
            contract.place("end"),
            _message(contract, deadline, left, term.end),
            "decide, and record renewal_decision with decided_on; give notice in time",
            severity,
            vendor.slug,
            contract.id,
            deadline,
            -left,
            _actor(vendor),
        )


def _is_far(day: date | None, assessment: Assessment, days: WorkCalendar) -> bool:
    """Whether a day past the calendar is out of sight, wherever it is moved back to."""
    if day is None or day <= days.last:
        return False
    left = (days.roll_back(days.last) - assessment.as_of).days
    return left > assessment.policy.windows.notice_info_days


def _severity(left: int, windows: Windows) -> Severity | None:
    if left <= windows.notice_error_days:
        return "error"
    if left <= windows.notice_warning_days:
        return "warning"
    return "info" if left <= windows.notice_info_days else None


def _message(contract: Contract, deadline: date, left: int, end: date) -> str:
    renewal = f"it renews for {plural(contract.renewal_months or 0, 'month')} after"
    if left >= 0:
        when = f"notice must be given by {written_day(deadline)}, in {plural(left, 'day')}"
    else:
        when = f"notice was due on {written_day(deadline)}, {plural(-left, 'day')} ago"
    return f"'{contract.title}': {when}, or {renewal} {written_day(end)}; nobody has decided"


def _actor(vendor: Vendor) -> Actor:
    found = in_role(vendor, "client", "contract_manager")
    return found if found.person else owner(vendor)
