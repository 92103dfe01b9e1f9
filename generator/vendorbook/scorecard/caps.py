"""Caps: facts that limit the grade, whatever the score. The number stays as it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final

from vendorbook.kpi_rows import latest_first, red_run
from vendorbook.ladders import ladder_for
from vendorbook.records.facts import numbered
from vendorbook.response_times import instant_of
from vendorbook.schedules import replay
from vendorbook.status import judge
from vendorbook.wording import written_day
from vendorbook.workdays import CalendarGap, add_months

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from vendorbook.findings import Place
    from vendorbook.kpi_rows import KpiRow
    from vendorbook.records.agreement import Kpi
    from vendorbook.records.facts import Record
    from vendorbook.records.improvement import Checkpoint, ImprovementPlan
    from vendorbook.response_times import FeedbackState
    from vendorbook.scorecard.evidence import Evidence
    from vendorbook.scorecard.grades import Grade

CAP_WORDS: Final = {
    "K1": "critical issue overdue",
    "K2": "critical milestone missed",
    "K3": "improvement plan",
    "K4": "KPI red three times running",
    "K5": "document expired",
    "K6": "area unsatisfactory",
    "K7": "too little recorded",
}
"""What each cap is about, in a few words for tables."""

RED_PERIODS: Final = 3
"""Red periods running of a contractual KPI after which the grade is limited."""

FAILED_MONTHS: Final = 6
"""How long a failed improvement plan limits the grade."""


@dataclass(frozen=True)
class Cap:
    """A limit on the grade, and the fact behind it.

    Attributes:
        id: `K1` to `K7`.
        at_best: The best grade that is left; None means that the vendor is not rated.
        why: The fact, in words.
        record: The record's id within the vendor, for links; may be empty.
        page: The vendor's page that shows the record.
        source: The record.
        key: Its field to look at.
    """

    id: str
    at_best: Grade | None
    why: str
    record: str
    page: str
    source: Record = field(compare=False, repr=False)
    key: str | None

    @property
    def place(self) -> Place:
        """Where the fact stands."""
        return self.source.place(self.key)


def open_critical_issue(evidence: Evidence) -> Iterator[Cap]:
    """K1: a critical issue with the vendor is open past its time, or on the ladder's top level.

    C at best.
    """
    moment = evidence.moment
    for state in evidence.feedback:
        entry = state.entry
        if entry.severity != "critical" or entry.direction != "to_vendor" or entry.kind != "issue":
            continue
        if not _is_open(state, evidence):
            continue
        top = max((step.level for step in ladder_for(entry, evidence.vendor)), default=None)
        if state.resolve_by is not None and moment > state.resolve_by:
            why = f"critical issue {entry.id} is open past the time agreed for its fix"
            yield Cap("K1", "C", why, entry.id, "feedback", entry, "severity")
        elif (
            top is not None and entry.escalation_level is not None and entry.escalation_level >= top
        ):
            why = f"critical issue {entry.id} is open on the top level of the ladder"
            yield Cap("K1", "C", why, entry.id, "feedback", entry, "escalation_level")


def _is_open(state: FeedbackState, evidence: Evidence) -> bool:
    raised = instant_of(state.entry.raised_at, evidence.vendor.timezone)
    is_resolved = state.resolved_at is not None and state.resolved_at <= evidence.moment
    return raised <= evidence.moment and not is_resolved


def missed_critical_milestone(evidence: Evidence) -> Iterator[Cap]:
    """K2: a critical milestone is missed: C at best."""
    vendor, days, as_of = evidence.vendor, evidence.days, evidence.as_of
    changes = vendor.changes_of
    for milestone in vendor.milestones:
        if not milestone.critical:
            continue
        try:
            status = judge(
                milestone,
                replay(milestone, changes.get(milestone.id, ()), days, as_of),
                days,
                as_of,
            )
        except CalendarGap:
            continue
        if status.status == "missed":
            why = f"critical milestone {milestone.id} is missed"
            yield Cap("K2", "C", why, milestone.id, "milestones", milestone, "baseline_due")


def improvement_plan(evidence: Evidence) -> Iterator[Cap]:
    """K3: an improvement plan is open: C at best.

    D at best when the last checkpoint that was held says off track, or when a plan failed in the
    last six months.
    """
    as_of = evidence.as_of
    since = add_months(as_of, -FAILED_MONTHS)
    for plan in evidence.vendor.improvement:
        closed = plan.closed_on
        if plan.opened_on <= as_of and (closed is None or closed > as_of):
            last = _last_checkpoint(plan, evidence)
            if last is not None and last.outcome == "off_track":
                why = f"improvement plan {plan.id} is open and was off track at its last checkpoint"
                yield Cap("K3", "D", why, plan.id, "reviews", last, "outcome")
            else:
                why = f"improvement plan {plan.id} is open"
                yield Cap("K3", "C", why, plan.id, "reviews", plan, "opened_on")
        elif plan.outcome == "failed" and closed is not None and since < closed <= as_of:
            why = f"improvement plan {plan.id} failed on {written_day(closed)}"
            yield Cap("K3", "D", why, plan.id, "reviews", plan, "outcome")


def _last_checkpoint(plan: ImprovementPlan, evidence: Evidence) -> Checkpoint | None:
    held = [
        (each.held_on, each.due, each)
        for each in plan.checkpoints
        if each.held_on is not None and each.held_on <= evidence.as_of
    ]
    return max(held, key=lambda item: item[:2])[2] if held else None


def red_contractual_kpi(evidence: Evidence) -> Iterator[Cap]:
    """K4: a contractual KPI has been red three periods running: C at best.

    Counted back from the latest period that was reported by the day of judgement; periods in which
    nothing could be measured are passed over.
    """
    agreement = evidence.vendor.agreement
    for kpi in agreement.kpis if agreement else ():
        if kpi.contractual and (latest := _red_three_times(kpi, evidence)) is not None:
            why = f"contractual KPI {kpi.id} has been red {RED_PERIODS} periods running"
            source = latest.measurement or kpi
            yield Cap("K4", "C", why, kpi.id, "scorecard", source, "period")


def _red_three_times(kpi: Kpi, evidence: Evidence) -> KpiRow | None:
    """The latest reported row, if it and those before it are red often enough."""
    as_of, windows = evidence.as_of, evidence.policy.windows
    rows = latest_first(evidence.vendor, kpi, as_of, as_of, windows)
    run = list(islice(red_run(rows), RED_PERIODS))
    return run[0] if len(run) == RED_PERIODS else None


def expired_document(evidence: Evidence) -> Iterator[Cap]:
    """K5: a required document has expired: B at best."""
    for document in evidence.vendor.profile.documents:
        expires = document.expires_on
        if document.required and expires is not None and expires < evidence.as_of:
            why = f"'{document.title}' expired on {written_day(expires)}"
            yield Cap("K5", "B", why, document.id, "agreement", document, "expires_on")


def unsatisfactory_area(evidence: Evidence) -> Iterator[Cap]:
    """K6: the latest review rates an area unsatisfactory: D at best."""
    held = [each for each in evidence.vendor.reviews if each.held_on <= evidence.as_of]
    latest = max(held, key=lambda review: (review.held_on, numbered(review.id)), default=None)
    for rating in latest.ratings if latest else ():
        if latest is not None and rating.rating == "unsatisfactory":
            why = f"review {latest.id} rates {rating.area} unsatisfactory"
            yield Cap("K6", "D", why, latest.id, "reviews", rating, "rating")


CAPS: Final[dict[str, Callable[[Evidence], Iterator[Cap]]]] = {
    "K1": open_critical_issue,
    "K2": missed_critical_milestone,
    "K3": improvement_plan,
    "K4": red_contractual_kpi,
    "K5": expired_document,
    "K6": unsatisfactory_area,
}
"""Every cap that looks at facts; K7, too little confidence, looks at the scorecard itself."""


def caps_in_words(names: Sequence[str]) -> str:
    """The first cap in words, and how many more there are: `critical milestone missed, +4`."""
    if not names:
        return ""
    more = f", +{len(names) - 1}" if len(names) > 1 else ""
    return f"{CAP_WORDS[names[0]]}{more}"


def caps_of(evidence: Evidence) -> list[Cap]:
    """Every cap that the policy has switched on and that holds on the day of judgement."""
    switched = evidence.policy.scoring.caps
    return [cap for name, find in CAPS.items() if getattr(switched, name) for cap in find(evidence)]
