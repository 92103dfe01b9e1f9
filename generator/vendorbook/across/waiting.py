"""What waits for somebody to act: findings by the person and the side that must."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vendorbook.findings import Finding


class WaitingKey(NamedTuple):
    """What findings that wait for the same person, or side, and are as bad have in common.

    Attributes:
        side: `client`, `vendor` or `both`.
        name: The person's name, or empty when nobody is named.
        vendor: The vendor's slug, or empty when the findings belong to none.
        severity: `error` or `warning`.
    """

    side: str
    name: str
    vendor: str
    severity: str


def waiting_key(finding: Finding) -> WaitingKey:
    """For whom a finding waits."""
    actor = finding.actor
    return WaitingKey(actor.side, actor.name, finding.vendor, finding.severity)


def waiting(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that ask somebody to act, besides mending records; none that is waived."""
    return tuple(
        each
        for each in findings
        if not each.waived and each.severity != "info" and each.actor.side != "author"
    )


def to_mend(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The faults in records that must be mended."""
    return tuple(
        each for each in findings if each.severity == "error" and each.actor.side == "author"
    )


def waiting_counts(findings: Iterable[Finding]) -> Counter[WaitingKey]:
    """How many findings wait for whom."""
    return Counter(map(waiting_key, findings))
