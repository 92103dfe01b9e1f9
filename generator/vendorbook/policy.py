"""What the playbook's policy makes of findings: how bad each is, and which are waived.

Checks say what they found; this says what it means here. Nothing is ever hidden: a waived finding
stays in the list and carries its reason, an expired waiver gives its finding back, and a waiver
that covers nothing is a finding itself.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vendorbook.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from vendorbook.records.playbook import Playbook, Waiver


def apply_policy(findings: Iterable[Finding], playbook: Playbook, as_of: date) -> list[Finding]:
    """Stamp severities, drop what is switched off, and mark what is waived.

    A waiver that has expired no longer covers anything.
    """
    active = [waiver for waiver in playbook.waivers if waiver.expires_on >= as_of]
    judged = []
    for finding in findings:
        severity = playbook.severities.get(finding.code, finding.severity)
        if severity == "off":
            continue
        stamped = finding.stamped(severity)
        waiver = next((each for each in active if covers(each, stamped)), None)
        judged.append(replace(stamped, waived=waiver.reason) if waiver else stamped)
    return judged


def covers(waiver: Waiver, finding: Finding) -> bool:
    """Whether a waiver speaks of a finding; a field it leaves out matches everything."""
    return (
        waiver.code == finding.code
        and waiver.vendor in {None, finding.vendor}
        and waiver.record in {None, finding.record}
    )


def unused_waivers(playbook: Playbook, findings: Iterable[Finding], as_of: date) -> list[Finding]:
    """Waivers that cover no finding of the whole portfolio, and those that have expired."""
    seen = list(findings)
    unused = []
    for waiver in playbook.waivers:
        if waiver.expires_on < as_of:
            message = f"the waiver of {waiver.code} expired on {waiver.expires_on}"
            hint = "remove it, or renew it with a reason that still holds"
        elif any(covers(waiver, finding) for finding in seen):
            continue
        else:
            message = f"the waiver of {waiver.code} covers no finding"
            hint = "remove it"
        unused.append(
            Finding(
                "waiver-unused",
                waiver.place("code"),
                message,
                hint,
                "warning",
                vendor=waiver.vendor or "",
                record=waiver.record or "",
                due=waiver.expires_on,
            )
        )
    return unused
