"""The checks: one file each, and this registry.

A record fault is something wrong in what was written; it needs no as-of date and fails a pull
request. A situation is something in the world as of a day; it is reported, and fails the scheduled
run. A check says what it finds; `policy` says how bad that is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from vendorbook.checks import (
    acceptance_overdue,
    calendar_gap,
    deferral_expired,
    milestone_at_risk,
    milestone_due_soon,
    milestone_missed,
    milestone_moved_repeatedly,
    obligation_overdue,
    resubmission_overdue,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Finding, Severity
    from vendorbook.portfolio import Portfolio, Vendor


class FaultCheck(Protocol):
    """A module that finds faults in one vendor's records."""

    CODE: str
    SEVERITY: Severity
    __doc__: str | None

    @staticmethod
    def check(vendor: Vendor, portfolio: Portfolio, today: date) -> Iterator[Finding]:
        """Find every fault of this kind."""


class SituationCheck(Protocol):
    """A module that finds situations of one vendor as of a day."""

    CODE: str
    SEVERITY: Severity
    __doc__: str | None

    @staticmethod
    def check(assessment: Assessment) -> Iterator[Finding]:
        """Find every situation of this kind."""


FAULT_CHECKS: tuple[FaultCheck, ...] = ()

SITUATION_CHECKS: tuple[SituationCheck, ...] = (
    milestone_missed,
    milestone_at_risk,
    milestone_due_soon,
    acceptance_overdue,
    resubmission_overdue,
    deferral_expired,
    milestone_moved_repeatedly,
    obligation_overdue,
    calendar_gap,
)


def find_faults(vendor: Vendor, portfolio: Portfolio, today: date) -> list[Finding]:
    """Every record fault of one vendor that its schemas cannot see."""
    return [
        finding for module in FAULT_CHECKS for finding in module.check(vendor, portfolio, today)
    ]


def find_situations(assessment: Assessment) -> list[Finding]:
    """Every situation of one vendor; none before its first contract starts."""
    if not assessment.has_started:
        return []
    return [finding for module in SITUATION_CHECKS for finding in module.check(assessment)]
