"""What can be said of records some of which break their schema: what holds however they are mended.

One mistake must neither hide another nor cause a second finding. So what a vendor's records are
found guilty of is looked for in every vendor that they may be once they are mended (see
`possibilities`), and told when it is found in each.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vendorbook.assessment import assess, local_day
from vendorbook.checks import find_faults, find_situations

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Finding
    from vendorbook.mending import Doubt
    from vendorbook.portfolio import Portfolio
    from vendorbook.vendor_reading import VendorReading


def certain_faults(
    reading: VendorReading, portfolio: Portfolio, today: date | datetime
) -> list[Finding]:
    """The record faults of one vendor beside those of form, which `reading` has."""
    found = []
    for vendor, doubt in reading.possible:
        faults = find_faults(vendor, portfolio, local_day(today, vendor.timezone))
        found.append(
            [_without_name(each, doubt) for each in faults if each.place not in doubt.told]
        )
    return found_always(found) if found else []


def certain_situations(
    reading: VendorReading, portfolio: Portfolio, assessment: Assessment, when: date | datetime
) -> list[Finding]:
    """The situations of the vendor that was assessed, which is `reading`'s."""
    found = find_situations(assessment)
    for vendor, _ in reading.possible:
        if vendor is not reading.vendor:
            other = find_situations(assess(vendor, portfolio, when))
            known = {(each.fingerprint, each.message) for each in other}
            found = [each for each in found if (each.fingerprint, each.message) in known]
    return found


def found_always(ways: Sequence[Iterable[Finding]]) -> list[Finding]:
    """The findings of the first of several ways that are in all of them.

    A hint that is not the same in all is left out, for it may name what was made up.
    """
    first, *others = ways
    if not others:
        return list(first)
    hints = [{_without_hint(each): each.hint for each in other} for other in others]
    certain = []
    for each in first:
        bare = _without_hint(each)
        if all(bare in known for known in hints):
            is_same = all(known[bare] == each.hint for known in hints)
            certain.append(each if is_same else bare)
    return certain


def _without_hint(finding: Finding) -> Finding:
    return replace(finding, hint="")


def _without_name(finding: Finding, doubt: Doubt) -> Finding:
    """A finding about a record, without the name that it has not."""
    return replace(finding, record="") if finding.record in doubt.invented else finding
