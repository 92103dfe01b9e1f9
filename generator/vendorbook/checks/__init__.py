"""The checks: one file each, and this registry.

A record fault is something wrong in what was written; it needs no as-of date and fails a pull
request; some of them compare with a base revision. A situation is something in the world as of a
day; it is reported, and fails the scheduled run. A check says what it finds; `policy` says how bad
that is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from vendorbook.checks import (
    acceptance_overdue,
    action_overdue,
    activity_overdue,
    backup_missing,
    baseline_changed,
    calendar_ending,
    calendar_gap,
    change_backdated,
    change_unauthorised,
    checkpoint_missed,
    contact_missing,
    contact_unverified,
    contract_expired,
    contract_not_started,
    credit_unclaimed,
    dangling_reference,
    deferral_expired,
    deliverable_without_acceptance,
    departed_owner,
    departed_person,
    dependency_cycle,
    dispute_undecided,
    document_expired,
    duplicate_id,
    escalation_stalled,
    exit_plan_missing,
    feedback_silent,
    feedback_unanswered,
    folder_mismatch,
    future_fact,
    idea_undecided,
    impossible_dates,
    issue_overdue,
    kpi_area_missing,
    kpi_red,
    kpi_unreported,
    ladder_thin,
    measurement_restated,
    meeting_missed,
    milestone_at_risk,
    milestone_due_soon,
    milestone_missed,
    milestone_moved_repeatedly,
    milestone_removed,
    milestone_without_deliverable,
    miss_hidden,
    notice_deadline,
    obligation_overdue,
    personal_data_outside_contacts,
    plan_closable,
    plan_missing,
    plan_overrun,
    plan_without_measure,
    planning_missing,
    policy_incoherent,
    record_silent,
    report_missing,
    resubmission_overdue,
    review_overdue,
    review_unanswered,
    scope_out_empty,
    score_dropped,
    secret_in_url,
    target_changed,
    target_incoherent,
)
from vendorbook.findings import Finding
from vendorbook.manuals import READING_MANUALS, CheckManual
from vendorbook.workdays import CalendarGap

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from vendorbook.assessment import Assessment
    from vendorbook.comparison import Comparison
    from vendorbook.findings import Severity
    from vendorbook.manuals import Group
    from vendorbook.portfolio import Portfolio
    from vendorbook.vendor import Vendor


class FaultCheck(Protocol):
    """A module that finds faults in one vendor's records."""

    CODE: str
    SEVERITY: Severity
    __doc__: str | None

    def check(self, vendor: Vendor, portfolio: Portfolio, today: date) -> Iterator[Finding]:
        """Find every fault of this kind."""


class PortfolioCheck(Protocol):
    """A module that finds faults in the policy of the whole playbook."""

    CODE: str
    SEVERITY: Severity
    __doc__: str | None

    def check(self, portfolio: Portfolio, codes: Collection[str]) -> Iterator[Finding]:
        """Find every fault of this kind; `codes` are the checks that exist."""


class PortfolioSituationCheck(Protocol):
    """A module that finds situations of the whole playbook as of a day."""

    CODE: str
    SEVERITY: Severity
    __doc__: str | None

    def check(self, portfolio: Portfolio, as_of: date) -> Iterator[Finding]:
        """Find every situation of this kind."""


class RevisionCheck(Protocol):
    """A module that finds what a change did to one vendor's promises."""

    CODE: str
    SEVERITY: Severity
    __doc__: str | None

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Find every fault of this kind."""


class SituationCheck(Protocol):
    """A module that finds situations of one vendor as of a day."""

    CODE: str
    SEVERITY: Severity
    __doc__: str | None

    def check(self, assessment: Assessment) -> Iterator[Finding]:
        """Find every situation of this kind."""


FAULT_CHECKS: tuple[FaultCheck, ...] = (
    folder_mismatch,
    duplicate_id,
    dangling_reference,
    departed_person,
    impossible_dates,
    future_fact,
    change_unauthorised,
    target_incoherent,
    dependency_cycle,
    deliverable_without_acceptance,
    milestone_without_deliverable,
    kpi_area_missing,
    scope_out_empty,
    secret_in_url,
    personal_data_outside_contacts,
    plan_without_measure,
)

PORTFOLIO_CHECKS: tuple[PortfolioCheck, ...] = (policy_incoherent,)

PORTFOLIO_SITUATION_CHECKS: tuple[PortfolioSituationCheck, ...] = (calendar_ending,)

REVISION_CHECKS: tuple[RevisionCheck, ...] = (
    baseline_changed,
    milestone_removed,
    miss_hidden,
    change_backdated,
    target_changed,
    measurement_restated,
)

SITUATION_CHECKS: tuple[SituationCheck, ...] = (
    milestone_missed,
    milestone_at_risk,
    milestone_due_soon,
    acceptance_overdue,
    resubmission_overdue,
    deferral_expired,
    milestone_moved_repeatedly,
    obligation_overdue,
    feedback_unanswered,
    issue_overdue,
    escalation_stalled,
    feedback_silent,
    dispute_undecided,
    meeting_missed,
    report_missing,
    action_overdue,
    kpi_unreported,
    kpi_red,
    credit_unclaimed,
    review_overdue,
    review_unanswered,
    checkpoint_missed,
    plan_overrun,
    plan_closable,
    notice_deadline,
    contract_expired,
    contract_not_started,
    document_expired,
    exit_plan_missing,
    departed_owner,
    contact_missing,
    backup_missing,
    contact_unverified,
    ladder_thin,
    activity_overdue,
    idea_undecided,
    planning_missing,
    record_silent,
    score_dropped,
    plan_missing,
    calendar_gap,
)

CHECKS_BEFORE_START: tuple[SituationCheck, ...] = (contract_not_started,)
"""The situations that are looked for before a vendor's first contract starts."""


def find_faults(vendor: Vendor, portfolio: Portfolio, today: date) -> list[Finding]:
    """Every record fault of one vendor that its schemas cannot see."""
    found: list[Finding] = []
    for module in FAULT_CHECKS:
        found += _until_gap(module.check(vendor, portfolio, today), module.CODE, vendor)
    return found


def find_portfolio_faults(portfolio: Portfolio) -> list[Finding]:
    """Everything that is wrong with the policy itself."""
    codes = {manual.code for manual in manuals()}
    return [found for module in PORTFOLIO_CHECKS for found in module.check(portfolio, codes)]


def find_portfolio_situations(portfolio: Portfolio, as_of: date) -> list[Finding]:
    """Every situation of the whole playbook, which belongs to no vendor."""
    checks = PORTFOLIO_SITUATION_CHECKS
    return [found for module in checks for found in module.check(portfolio, as_of)]


def find_situations(assessment: Assessment) -> list[Finding]:
    """Every situation of one vendor; before its first contract starts, only that it has not."""
    found: list[Finding] = []
    for module in SITUATION_CHECKS if assessment.has_started else CHECKS_BEFORE_START:
        found += _until_gap(module.check(assessment), module.CODE, assessment.vendor)
    return [each if each.aspect is not None else replace(each, aspect="") for each in found]


def find_revision_faults(comparison: Comparison) -> list[Finding]:
    """Everything that a change did to one vendor's promises and that it must not do quietly."""
    found: list[Finding] = []
    for module in REVISION_CHECKS:
        findings = module.check(comparison)
        found += _until_gap(findings, module.CODE, comparison.after.vendor)
    return found


def find_removed_vendor(vendor: Vendor) -> list[Finding]:
    """What is wrong with the removal of a vendor's folder."""
    return list(milestone_removed.check_removed_vendor(vendor))


def _until_gap(findings: Iterator[Finding], code: str, vendor: Vendor) -> Iterator[Finding]:
    """A check's findings; where the calendar ends, what could not be judged is said."""
    try:
        yield from findings
    except CalendarGap as gap:
        message = f"{code} could not be judged: {gap.day} is outside the vendor's calendar"
        hint = "extend 'covers' and the days off in the calendar's file"
        place = vendor.profile.place()
        yield Finding(
            "calendar-gap", place, message, hint, "warning", vendor.slug, aspect=f"{code} {gap.day}"
        )


def manuals() -> list[CheckManual]:
    """The manual of every code that a finding can have, by code."""
    found = list(READING_MANUALS)
    found += [_manual(module, "record") for module in FAULT_CHECKS]
    found += [_manual(module, "record") for module in PORTFOLIO_CHECKS]
    found += [_manual(module, "record") for module in REVISION_CHECKS]
    found += [_manual(module, "situation") for module in SITUATION_CHECKS]
    found += [_manual(module, "situation") for module in PORTFOLIO_SITUATION_CHECKS]
    return sorted(found, key=lambda manual: manual.code)


def default_severities() -> dict[str, Severity]:
    """Every code that a finding can have, with its severity unless the policy says otherwise."""
    return {manual.code: manual.severity for manual in manuals()}


def _manual(
    module: FaultCheck | PortfolioCheck | PortfolioSituationCheck | RevisionCheck | SituationCheck,
    group: Group,
) -> CheckManual:
    return CheckManual(module.CODE, module.SEVERITY, group, (module.__doc__ or "").strip())
