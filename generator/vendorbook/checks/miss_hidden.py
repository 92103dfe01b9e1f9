"""A missed milestone is not missed any more, and nothing that was delivered or decided explains it.

Compares with a base revision, both judged as of the same day. Finds milestones whose status was
`missed` and has changed, without a hand-over recorded since and without a newly approved change
request that names the milestone. Edits of the baseline, of the days of grace, of an old change, of
rejections or of the calendar explain nothing, and neither does `date_unknown`. A calendar that no
longer reaches the milestone hides it too, and so does a first contract that now starts later than
today. While a vendor is onboarding, milestones are free to edit, but a miss stays a miss.

Why it matters: this is the one edit that everything else here exists to prevent.

Fails, from 1 May 2026 on, when the base revision has no `grace_days`:

    milestones:
      - id: MS-01
        title: Claims intake live
        baseline_due: 2026-04-30
        grace_days: 20

Passes:

    milestones:
      - id: MS-01
        title: Claims intake live
        baseline_due: 2026-04-30
        delivered_on: 2026-05-12
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.checks._comparisons import fault_of_change
from vendorbook.comparison import ended_misses, unjudged_misses
from vendorbook.status import STATUS_WORDS
from vendorbook.wording import written_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.comparison import Comparison
    from vendorbook.findings import Finding, Severity

CODE = "miss-hidden"
SEVERITY: Severity = "error"


def check(comparison: Comparison) -> Iterator[Finding]:
    """Find every miss that an edit made go away."""
    for pair, explanation in ended_misses(comparison):
        if explanation.kind != "edit":
            continue
        milestone = pair.after.milestone
        message = (
            f"{milestone.id} '{milestone.title}' was missed on "
            f"{written_day(pair.before.state.schedule.deadline)} and is now "
            f"{STATUS_WORDS[pair.after.state.status]}, but nothing was delivered or decided"
        )
        hint = "undo the edit; record the delivery, or an approved change request"
        yield fault_of_change(
            CODE, SEVERITY, comparison, milestone.place("baseline_due"), message, hint, milestone.id
        )
    yield from _unjudged(comparison)


def _unjudged(comparison: Comparison) -> Iterator[Finding]:
    profile = comparison.after.vendor.profile
    for each in unjudged_misses(comparison):
        milestone = each.milestone
        message = (
            f"{milestone.id} '{milestone.title}' was missed on "
            f"{written_day(each.state.schedule.deadline)} and cannot be judged any more"
        )
        hint = "let the calendar cover its dates again"
        place = profile.place("calendar")
        yield fault_of_change(CODE, SEVERITY, comparison, place, message, hint, milestone.id)
    if comparison.before.has_started and not comparison.after.has_started and profile.contracts:
        first = min(profile.contracts, key=lambda contract: contract.start)
        message = (
            f"the first contract starts on {written_day(first.start)} now, so nothing is watched "
            "before that day, but it had started already"
        )
        hint = "put the start back; a new contract is a new entry"
        yield fault_of_change(
            CODE, SEVERITY, comparison, first.place("start"), message, hint, first.id
        )
