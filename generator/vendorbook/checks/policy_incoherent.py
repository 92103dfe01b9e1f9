"""The policy in playbook.yml cannot hold.

Finds weights that do not add up to exactly 100, grade bands and levels of confidence out of order,
notice windows that get longer as they get more urgent, and severities or waivers for checks, or
waivers for vendors, that do not exist.

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
from vendorbook.schema_messages import closest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from decimal import Decimal

    from vendorbook.findings import Severity
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
    for code in playbook.severities:
        yield from _code(playbook, "severities", code, codes)
    for waiver in playbook.waivers:
        yield from _code(waiver, "code", waiver.code, codes)
        if waiver.vendor and waiver.vendor not in portfolio.slugs:
            near = closest(waiver.vendor, list(portfolio.slugs))
            hint = f"did you mean '{near}'?" if near else "remove the waiver"
            yield _finding(waiver, "vendor", f"there is no vendor '{waiver.vendor}' to waive", hint)


def _finding(record: Record, key: str, message: str, hint: str) -> Finding:
    return Finding(CODE, record.place(key), message, hint, SEVERITY)


def _code(record: Record, key: str, code: str, codes: Collection[str]) -> Iterator[Finding]:
    if code not in codes:
        near = closest(code.replace("-", "_"), [each.replace("-", "_") for each in codes])
        hint = f"did you mean '{near.replace('_', '-')}'?" if near else "remove it"
        yield _finding(record, key, f"there is no check '{code}'", hint)


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
    yield from _descending(playbook.scoring, "bands", ladder)
    if bands.E != 0:
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
            yield _finding(windows, later, message, hint)
