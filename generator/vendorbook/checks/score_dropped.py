"""The vendor's score or grade has dropped since the quarter before.

Finds a score that is 10 points or more below that of the quarter before, and a grade that is worse,
whether by the score or by a cap. Both quarters must be rated. We act: the vendor's owner finds out
why, with the scorecard in hand, and talks about it.

Why it matters: a relationship that slides is cheaper to mend in its first quarter than in its
third.

Fails, from 1 April 2026 on:

    reviews:
      - id: RV-01
        kind: quarterly
        period: 2025-Q3
        held_on: 2025-10-15
        chair: ines-ward
        ratings:
          - { area: quality, rating: satisfactory, narrative: Three of nine releases were clean. }
      - id: RV-02
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
        period: 2025-Q3
        held_on: 2025-10-15
        chair: ines-ward
        ratings:
          - { area: quality, rating: satisfactory, narrative: Three of nine releases were clean. }
      - id: RV-02
        kind: quarterly
        period: 2025-Q4
        held_on: 2026-01-15
        chair: ines-ward
        ratings:
          - { area: quality, rating: satisfactory, narrative: Three of nine releases were clean. }
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vendorbook.actors import owner
from vendorbook.findings import Finding
from vendorbook.scorecard.grades import worse
from vendorbook.scorecard.standing import standing_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Severity
    from vendorbook.scorecard.standing import Standing

CODE = "score-dropped"
SEVERITY: Severity = "warning"

DROP: Final = 10
"""Points between two quarters that are worth a word, whatever the grades."""


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find a score or a grade that is worse than a quarter ago."""
    vendor = assessment.vendor
    if vendor.profile.status == "ended":
        return
    standing = standing_of(assessment)
    if words := _drop(standing):
        yield Finding(
            CODE,
            vendor.profile.place("id"),
            words,
            "see on the scorecard where the points went, and talk about it with the vendor",
            SEVERITY,
            vendor.slug,
            actor=owner(vendor),
            aspect=standing.quarter,
        )


def _drop(standing: Standing) -> str:
    """What dropped since the quarter before, in words; empty when nothing did."""
    grade, before = standing.grade, standing.previous_grade
    if standing.difference is None or grade is None or before is None:
        return ""
    is_worse = grade != before and worse(grade, before) == grade
    if standing.difference > -DROP and not is_worse:
        return ""
    capped = "" if grade == standing.uncapped_grade else f", limited by {', '.join(standing.caps)}"
    return (
        f"the score of {standing.quarter} is {standing.score}, grade {grade}{capped}; in the "
        f"quarter before it was {standing.previous}, grade {before}"
    )
