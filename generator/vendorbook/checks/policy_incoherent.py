"""The policy in playbook.yml cannot hold.

Finds weights that do not add up to exactly 100, grade bands and levels of confidence out of order,
notice windows that get longer as they get more urgent, a tier that is reviewed less often than a
lower one, and severities or waivers for checks, or waivers for vendors, that do not exist.

Why it matters: a policy that contradicts itself gives results that nobody can explain.

Fails:

    scoring:
      weights:
        { communication: 15, expectations: 25, feedback: 15, performance: 35, partnership: 5 }

Passes:

    scoring:
      weights:
        { communication: 15, expectations: 25, feedback: 15, performance: 35, partnership: 10 }
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from vendorbook.findings import Finding
from vendorbook.wording import closest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from decimal import Decimal

    from vendorbook.findings import Place, Severity
    from vendorbook.portfolio import Portfolio
    from vendorbook.records.facts import Record
    from vendorbook.records.playbook import Playbook

CODE = "policy-incoherent"
SEVERITY: Severity = "error"


def check(portfolio: Portfolio, codes: Collection[str]) -> Iterator[Finding]:
    """Find every contradiction; `codes` are the checks that exist."""
    playbook = portfolio.playbook
    yield from _weights(playbook)
    yield from _bands(playbook)
    yield from _windows(playbook)
    yield from _tiers(playbook)
    severities = playbook.origin.data.get("severities")
    for code in playbook.severities:
        yield from _code(playbook.origin.document.place_in(severities, code), code, codes)
    for waiver in playbook.waivers:
        yield from _code(waiver.place("code"), waiver.code, codes)
        if waiver.vendor and waiver.vendor not in portfolio.slugs:
            near = closest(waiver.vendor, list(portfolio.slugs))
            hint = f"did you mean '{near}'?" if near else "remove the waiver"
            yield _finding(waiver, "vendor", f"there is no vendor '{waiver.vendor}' to waive", hint)


def _finding(record: Record, key: str, message: str, hint: str) -> Finding:
    return Finding(CODE, record.place(key), message, hint, SEVERITY)


def _code(place: Place, code: str, codes: Collection[str]) -> Iterator[Finding]:
    if code not in codes:
        near = closest(code, sorted(codes))
        hint = f"did you mean '{near}'?" if near else "remove it"
        yield Finding(CODE, place, f"there is no check '{code}'", hint, SEVERITY)


def _weights(playbook: Playbook) -> Iterator[Finding]:
    weights = playbook.scoring.weights
    total = (
        weights.communication
        + weights.expectations
        + weights.feedback
        + weights.performance
        + weights.partnership
    )
    if total != 100:
        message = f"the weights of the five practices add up to {total}, expected exactly 100"
        yield _finding(playbook.scoring, "weights", message, "change one of them")


def _bands(playbook: Playbook) -> Iterator[Finding]:
    bands, confidence = playbook.scoring.bands, playbook.scoring.confidence
    ladder = [("A", bands.A), ("B", bands.B), ("C", bands.C), ("D", bands.D), ("E", bands.E)]
    disorder = list(_descending(playbook.scoring, "bands", ladder))
    yield from disorder
    if bands.E != 0 and not disorder:
        message = f"band E starts at {bands.E}, so that lower scores have no grade"
        yield _finding(playbook.scoring, "bands", message, "write E: 0")
    levels = [("high", confidence.high), ("medium", confidence.medium), ("low", confidence.low)]
    yield from _descending(playbook.scoring, "confidence", levels)


def _descending(record: Record, key: str, ladder: list[tuple[str, Decimal]]) -> Iterator[Finding]:
    for (upper, more), (lower, less) in pairwise(ladder):
        if more <= less:
            message = f"{key}: {upper} starts at {more}, which is not above {lower} at {less}"
            yield _finding(record, key, message, f"{upper} is the better one and starts higher")


def _windows(playbook: Playbook) -> Iterator[Finding]:
    windows = playbook.windows
    ladder = [
        ("notice_info_days", windows.notice_info_days),
        ("notice_warning_days", windows.notice_warning_days),
        ("notice_error_days", windows.notice_error_days),
    ]
    for (earlier, longer), (later, shorter) in pairwise(ladder):
        if longer < shorter:
            message = f"{earlier} is {longer}, which is shorter than {later} with {shorter}"
            hint = "the more urgent, the shorter: info, then warning, then error"
            key = later if later in windows.origin.data else earlier
            yield _finding(windows, key, message, hint)


_REVIEWS_A_YEAR = {"monthly": 12, "quarterly": 4, "semiannual": 2, "annual": 1, "none": 0}


def _tiers(playbook: Playbook) -> Iterator[Finding]:
    tiers = playbook.tiers
    ladder = [
        ("strategic", tiers.strategic.review),
        ("tactical", tiers.tactical.review),
        ("operational", tiers.operational.review),
        ("commodity", tiers.commodity.review),
    ]
    for (higher, rarer), (lower, oftener) in pairwise(ladder):
        if _REVIEWS_A_YEAR[rarer] < _REVIEWS_A_YEAR[oftener]:
            message = (
                f"tiers: {higher} vendors are reviewed less often ({rarer}) than {lower} ones "
                f"({oftener})"
            )
            hint = "the more a vendor matters, the more often it is reviewed"
            key = higher if higher in tiers.origin.data else lower
            yield _finding(tiers, key, message, hint)
