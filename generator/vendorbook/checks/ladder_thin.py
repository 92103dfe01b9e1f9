"""An escalation ladder does not lead on when nobody answers.

Finds, for each kind of trouble on the ladder, fewer than two levels, a level that is left out, and
the same person of one side on two levels that follow each other. Finds as well a vendor without a
ladder for incidents whose channel for incidents or support is open `24x7`, or who supports a
critical function. The vendor's owner acts.

Why it matters: a ladder of one rung, or one that leads back to the person who did not answer, is
none.

Fails:

    escalation:
      - { level: 1, for: incident, vendor: rosa-lind, client: tomas-reyl, after: 30m }

Passes:

    escalation:
      - { level: 1, for: incident, vendor: rosa-lind, client: tomas-reyl, after: 30m }
      - { level: 2, for: incident, vendor: kit-morrow, client: ines-ward, after: 1h }
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, get_args

from vendorbook.actors import owner
from vendorbook.checks._contacts import why_round_the_clock
from vendorbook.findings import Finding
from vendorbook.records.contacts import LadderPurpose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Place, Severity
    from vendorbook.records.contacts import Contacts, EscalationStep
    from vendorbook.vendor import Vendor

    Fault = tuple[Place, str]
    """Where it stands, and what is wrong."""

CODE = "ladder-thin"
SEVERITY: Severity = "warning"


def check(assessment: Assessment) -> Iterator[Finding]:
    """Find every ladder that does not lead on, in one finding for each kind of trouble."""
    vendor, contacts = assessment.vendor, assessment.vendor.contacts
    if contacts is None or vendor.profile.status == "ended" or "escalation" in vendor.uncertain:
        return
    for purpose in get_args(LadderPurpose):
        faults = list(_faults(vendor, contacts, purpose))
        if faults:
            yield Finding(
                CODE,
                faults[0][0],
                f"the ladder for {purpose} {'; '.join(words for _, words in faults)}",
                "name another person on each side for every level, from 1 on",
                SEVERITY,
                vendor.slug,
                actor=owner(vendor),
                aspect=purpose,
            )


def _faults(vendor: Vendor, contacts: Contacts, purpose: LadderPurpose) -> Iterator[Fault]:
    """Everything that is wrong with the ladder for one kind of trouble."""
    steps = [step for step in contacts.escalation if step.for_ == purpose]
    levels = sorted({step.level for step in steps})
    if not levels:
        reason = why_round_the_clock(vendor) if purpose == "incident" else ""
        if reason:
            yield contacts.place("escalation"), f"is empty, though {reason}"
        return
    if len(levels) == 1:
        yield steps[0].place("level"), "has one level, and at least two are expected"
    for level in range(1, levels[-1]):
        if level not in levels:
            above = next(step for step in steps if step.level > level)
            yield above.place("level"), f"has no level {level}"
    for lower, upper in pairwise(levels):
        yield from _repeated(vendor, steps, lower, upper)


def _repeated(
    vendor: Vendor, steps: list[EscalationStep], lower: int, upper: int
) -> Iterator[Fault]:
    """Everybody who stands on two levels that follow each other; a level may have several steps."""
    above = [step for step in steps if step.level == upper]
    below = [step for step in steps if step.level == lower]
    words = f"on level {upper} as on level {lower}"
    for step in above:
        if step.vendor in {each.vendor for each in below}:
            yield step.place("vendor"), f"has {vendor.person_name(step.vendor)} {words}"
        if step.client in {each.client for each in below}:
            yield step.place("client"), f"has {vendor.person_name(step.client)} {words}"
