"""The vendor does so badly that a plan is due, and there is none.

Finds a grade of D or E, or a contractual KPI that has been red three periods running (cap K4),
while no improvement plan is open. We act: the vendor's owner opens one together with the vendor.

Why it matters: a bad grade without a plan is a complaint; with one it is work.

Fails, from 1 April 2026 on:

    reviews:
      - id: RV-01
        kind: quarterly
        period: 2025-Q4
        held_on: 2026-01-15
        chair: ines-ward
        ratings:
          - { area: quality, rating: marginal, narrative: Three of nine releases were clean. }

Passes:

    reviews:
      - id: RV-01
        kind: quarterly
        period: 2025-Q4
        held_on: 2026-01-15
        chair: ines-ward
        ratings:
          - { area: quality, rating: satisfactory, narrative: Three of nine releases were clean. }
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.actors import owner
from vendorbook.findings import Finding
from vendorbook.open_plans import open_plans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Severity
    from vendorbook.scorecard.card import Scorecard

CODE = "plan-missing"
SEVERITY: Severity = "warning"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find a vendor that needs an improvement plan and has none."""
    vendor, card = assessment.vendor, assessment.scorecard
    if card is None or vendor.profile.status == "ended":
        return
    if "improvement" in vendor.in_doubt:
        return
    if not any(open_plans(assessment)) and (why := _why(card)):
        yield Finding(
            CODE,
            vendor.profile.place("id"),
            f"{why}, and no improvement plan is open",
            "agree on one with the vendor, and record it in improvement.yml",
            SEVERITY,
            vendor.slug,
            actor=owner(vendor),
            aspect=str(card.quarter),
        )


def _why(card: Scorecard) -> str:
    """What asks for a plan, in words; empty when nothing does."""
    if card.grade in {"D", "E"}:
        return f"the grade of {card.quarter} is {card.grade}"
    return next((cap.why for cap in card.caps if cap.id == "K4"), "")
