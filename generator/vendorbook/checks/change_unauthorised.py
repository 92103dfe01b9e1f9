"""A change request takes effect without a proper decision.

Finds approved or rejected changes without the day and person of the decision; decisions by somebody
who is not a relationship owner or contract manager on the client's side, or who asked for the
change themselves; moves that start from another date than the one in force; releases of a milestone
that had been accepted; new KPI targets or excused measurements that rest on a change which nobody
approved; and targets and measurements that name a change which does not agree or excuse them.

Why it matters: promises change through change requests and nowhere else, so whoever may write one
alone may hide any miss.

Fails:

    changes:
      - id: CR-01
        title: Data mapping takes longer
        type: date
        cause: client
        raised_on: 2026-04-13
        raised_by: ines-ward
        status: approved
        decided_on: 2026-04-20
        decided_by: ines-ward
        effects: [{ milestone: MS-01, from: 2026-04-30, to: 2026-05-29 }]

Passes:

    changes:
      - id: CR-01
        title: Data mapping takes longer
        type: date
        cause: client
        raised_on: 2026-04-13
        raised_by: rosa-lind
        status: approved
        decided_on: 2026-04-20
        decided_by: ines-ward
        effects: [{ milestone: MS-01, from: 2026-04-30, to: 2026-05-29 }]
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from vendorbook.checks._faults import fault
from vendorbook.schedules import approved_effects, is_accepted
from vendorbook.wording import written_day

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from vendorbook.findings import Finding, Severity
    from vendorbook.portfolio import Portfolio
    from vendorbook.records.changes import ChangeRequest
    from vendorbook.records.milestones import Milestone
    from vendorbook.vendor import Vendor

CODE = "change-unauthorised"
SEVERITY: Severity = "error"

_MAY_DECIDE = frozenset({"relationship_owner", "contract_manager"})


def check(vendor: Vendor, portfolio: Portfolio, today: date) -> Iterator[Finding]:
    """Find every change whose decision does not hold, and what rests on none."""
    del portfolio, today
    for change in vendor.changes:
        if change.status in {"approved", "rejected"}:
            yield from _decision(vendor, change)
    changed = {effect.milestone for change in vendor.changes for effect in change.effects}
    for milestone in vendor.milestones:
        if milestone.id in changed:
            yield from _sequence(vendor, milestone)
    yield from _reliance(vendor)


def _decision(vendor: Vendor, change: ChangeRequest) -> Iterator[Finding]:
    missing = [key for key in ("decided_on", "decided_by") if getattr(change, key) is None]
    if missing:
        verb = "is" if len(missing) == 1 else "are"
        message = f"{change.id} is {change.status}, but {' and '.join(missing)} {verb} missing"
        hint = "write who decided and when, or set its status back to proposed"
        yield fault(CODE, SEVERITY, vendor, change, "status", message, hint)
    decider = vendor.person(change.decided_by)
    if change.decided_by is None or (decider and decider.side != "client"):
        return  # who is of the other side is found where references are resolved
    if change.decided_by == change.raised_by:
        message = (
            f"{change.id} was asked for and decided by the same person, {_name(vendor, change)}"
        )
        hint = "have it decided by another relationship owner or contract manager"
        yield fault(CODE, SEVERITY, vendor, change, "decided_by", message, hint)
    elif decider and not _MAY_DECIDE.intersection(decider.roles):
        message = (
            f"{change.id} was decided by {decider.name}, who is neither a relationship owner nor a "
            "contract manager"
        )
        hint = "have it decided by one of them; until then its status is proposed"
        yield fault(CODE, SEVERITY, vendor, change, "decided_by", message, hint)


def _name(vendor: Vendor, change: ChangeRequest) -> str:
    return vendor.person_name(change.decided_by)


def _sequence(vendor: Vendor, milestone: Milestone) -> Iterator[Finding]:
    """Follow the changes of one milestone in the order in which they took effect."""
    due = milestone.baseline_due
    for change, effect in approved_effects(vendor.changes, milestone.id, date.max):
        if effect.release and change.decided_on and is_accepted(milestone, change.decided_on):
            message = (
                f"{change.id} has {milestone.id} {effect.release}, which had been accepted on "
                f"{written_day(milestone.accepted_on)}"
            )
            hint = "an accepted milestone cannot be released; withdraw the change"
            yield fault(CODE, SEVERITY, vendor, effect, "release", message, hint, name=change.id)
        if effect.to is None:
            continue
        if effect.from_ != due:
            message = (
                f"{change.id} moves {milestone.id} from {written_day(effect.from_)}, but the date "
                f"in force was {written_day(due)}"
            )
            hint = f"write from: {due}, or put the changes in the right order of decided_on"
            yield fault(CODE, SEVERITY, vendor, effect, "from", message, hint, name=change.id)
        due = effect.to


def _reliance(vendor: Vendor) -> Iterator[Finding]:
    """Find targets and excuses that rest on a change that is not approved."""
    unapproved = {each.id: each.status for each in vendor.changes if each.status != "approved"}
    for kpi in vendor.agreement.kpis if vendor.agreement else ():
        for target in kpi.targets:
            if target.change in unapproved:
                message = (
                    f"{kpi.id}: the target from {target.from_} rests on {target.change}, which is "
                    f"{unapproved[target.change]}"
                )
                hint = "wait for the decision, and keep the target that was agreed until then"
                yield fault(CODE, SEVERITY, vendor, target, "change", message, hint, name=kpi.id)
    for row in vendor.measurements:
        if row.excused in unapproved:
            message = (
                f"{row.kpi} of {row.period} is excused by {row.excused}, which is "
                f"{unapproved[row.excused]}"
            )
            hint = "wait for the decision; until then the measurement counts"
            yield fault(CODE, SEVERITY, vendor, row, "excused", message, hint, name=row.kpi)
    approved = {each.id for each in vendor.changes if each.status == "approved"}
    yield from _false_targets(vendor, approved)
    yield from _false_excuses(vendor, approved)


def _false_targets(vendor: Vendor, approved: Collection[str]) -> Iterator[Finding]:
    """Find targets that name an approved change which agreed to others, or to none."""
    agreed = {
        (change.id, effect.kpi, effect.from_period.first_day)
        for change in vendor.changes
        for effect in change.effects
        if effect.kpi and effect.from_period
    }
    for kpi in vendor.agreement.kpis if vendor.agreement else ():
        for target in kpi.targets:
            key = (target.change, kpi.id, target.from_.first_day)
            if target.change in approved and key not in agreed:
                message = (
                    f"{kpi.id}: the target from {target.from_} is said to be agreed by "
                    f"{target.change}, which does not change it from then on"
                )
                hint = "name the change that agreed it, or mend from, or from_period in the change"
                yield fault(CODE, SEVERITY, vendor, target, "change", message, hint, name=kpi.id)


def _false_excuses(vendor: Vendor, approved: Collection[str]) -> Iterator[Finding]:
    """Find measurements that name an approved change which excuses others, or nothing."""
    excused = {
        (change.id, effect.measurement.kpi, effect.measurement.period)
        for change in vendor.changes
        for effect in change.effects
        if effect.measurement and effect.excused
    }
    for row in vendor.measurements:
        if row.excused in approved and (row.excused, row.kpi, row.period) not in excused:
            message = (
                f"{row.kpi} of {row.period} is said to be excused by {row.excused}, which does not "
                "excuse it"
            )
            hint = "the measurement counts; name the change that excuses it, or remove excused"
            yield fault(CODE, SEVERITY, vendor, row, "excused", message, hint, name=row.kpi)
