"""Everything computed for one vendor on one day, computed once.

Every page, check and export reads the same assessment, so no two of them can disagree. Facts come
in, facts and derived values go out; the as-of date is an argument.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache, wraps
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from vendorbook.acceptance import review_days
from vendorbook.response_times import feedback_states, instant_of
from vendorbook.schedules import replay
from vendorbook.scorecard import history as scorecards
from vendorbook.scorecard.context import context_of
from vendorbook.scorecard.mirror import client_mirror
from vendorbook.status import Circumstances, MilestoneState, Predecessor, judge
from vendorbook.workdays import CalendarGap, WorkCalendar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from vendorbook.portfolio import Portfolio
    from vendorbook.records.agreement import ClientObligation
    from vendorbook.records.facts import Action
    from vendorbook.records.feedback import FeedbackEntry
    from vendorbook.records.milestones import Milestone
    from vendorbook.records.playbook import Playbook
    from vendorbook.response_times import FeedbackState
    from vendorbook.scorecard.card import Scorecard
    from vendorbook.scorecard.context import Context
    from vendorbook.scorecard.rows import Dimension
    from vendorbook.vendor import Vendor


Thing = TypeVar("Thing")


class AssessedMilestone(NamedTuple):
    """A milestone and what was derived for it."""

    milestone: Milestone
    state: MilestoneState


class Gap(NamedTuple):
    """Something that could not be derived because the calendar does not reach far enough."""

    milestone: Milestone
    day: date


@dataclass(frozen=True)
class Assessment:
    """One vendor on one day.

    Attributes:
        vendor: The facts.
        policy: The playbook's policy.
        as_of: The day, in the contract's time zone.
        moment: The instant at which clocks of minutes and hours are read: that of the run, or the
            end of the day for a day that was asked for.
        milestones: Every milestone that could be assessed, in the order of the file.
        gaps: Every milestone that could not.
        feedback: The state of every entry of the feedback log, in the order of the file.
        has_started: Whether its first contract has started; before that there are no situations.
    """

    vendor: Vendor
    policy: Playbook
    as_of: date
    moment: datetime
    milestones: tuple[AssessedMilestone, ...]
    gaps: tuple[Gap, ...]
    feedback: tuple[FeedbackState, ...]
    has_started: bool

    @cached_property
    def derived(self) -> dict[Any, Any]:
        """What was made of it by functions that are `made_once`."""
        return {}

    @cached_property
    def scorecard(self) -> Scorecard | None:
        """The scorecard of the latest complete quarter; None without a usable calendar."""
        return scorecards.current(self)

    @cached_property
    def client_mirror(self) -> Dimension | None:
        """Our own side in the same quarter; it never enters the vendor's score."""
        evidence = scorecards.evidence_of(self)
        return client_mirror(evidence) if evidence else None

    @cached_property
    def context(self) -> Context | None:
        """What is shown beside the score of the same quarter."""
        evidence = scorecards.evidence_of(self)
        return context_of(evidence) if evidence else None

    @cached_property
    def previous_scorecard(self) -> Scorecard | None:
        """The scorecard of the quarter before, if there was one."""
        return next(scorecards.earlier(self), None)

    @cached_property
    def earlier_scorecards(self) -> tuple[Scorecard, ...]:
        """The scorecards of all quarters before, the latest first; dear, so made once."""
        latest = self.previous_scorecard
        return (latest, *scorecards.earlier(self, latest.quarter)) if latest else ()


def made_once(
    make: Callable[[Assessment], Iterable[Thing]],
) -> Callable[[Assessment], tuple[Thing, ...]]:
    """Let `make` make its things of an assessment once, however many ask for them."""

    @wraps(make)
    def made(assessment: Assessment) -> tuple[Thing, ...]:
        found: tuple[Thing, ...] | None = assessment.derived.get(make)
        if found is None:
            found = assessment.derived[make] = tuple(make(assessment))
        return found

    return made


def local_day(when: date | datetime, timezone: str) -> date:
    """The calendar day of an instant in a time zone; a day is what it is everywhere."""
    return _local_day(when, timezone) if isinstance(when, datetime) else when


@lru_cache(maxsize=8_192)
def _local_day(instant: datetime, timezone: str) -> date:
    return instant.astimezone(ZoneInfo(timezone)).date()


def has_happened(moment: date | datetime | None, as_of: date, timezone: str) -> bool:
    """Whether something dated `moment` had happened by the end of `as_of`."""
    return moment is not None and local_day(moment, timezone) <= as_of


def assess(
    vendor: Vendor, portfolio: Portfolio, when: date | datetime, moment: datetime | None = None
) -> Assessment:
    """Derive everything for one vendor.

    Args:
        vendor: The facts.
        portfolio: Its policy, its calendars and the vendor's neighbours.
        when: A day, or the instant of the run.
        moment: That instant again, when somebody wants to see what is asked of it.
    """
    as_of = local_day(when, vendor.timezone)
    moment = moment or instant_of(when, vendor.timezone)
    assessed = []
    gaps = []
    context = _Context(vendor, portfolio, as_of, _serious_issues(vendor, as_of))
    # What is promised is not known while a change request cannot be read.
    is_known = vendor.days is not None and "changes" not in vendor.in_doubt
    for milestone in vendor.milestones if is_known else ():
        try:
            state = _milestone_state(milestone, context)
        except CalendarGap as gap:
            gaps.append(Gap(milestone, gap.day))
        else:
            assessed.append(AssessedMilestone(milestone, state))
    return Assessment(
        vendor=vendor,
        policy=portfolio.playbook,
        as_of=as_of,
        moment=moment,
        milestones=tuple(assessed),
        gaps=tuple(gaps),
        feedback=tuple(feedback_states(vendor, moment)),
        has_started=has_started(vendor, as_of),
    )


def has_started(vendor: Vendor, as_of: date) -> bool:
    """Whether the vendor's first contract has started by `as_of`."""
    starts = [contract.start for contract in vendor.profile.contracts]
    return bool(starts) and min(starts) <= as_of


def open_issues(vendor: Vendor, as_of: date) -> Iterator[FeedbackEntry]:
    """Issues raised by `as_of` and not resolved by then."""
    timezone = vendor.timezone
    for entry in vendor.feedback:
        if (
            entry.kind == "issue"
            and not has_happened(entry.resolved_at, as_of, timezone)
            and has_happened(entry.raised_at, as_of, timezone)
        ):
            yield entry


def is_fulfilled(obligation: ClientObligation, as_of: date) -> bool:
    """Whether the client had done what it owes by `as_of`."""
    return obligation.done_on is not None and obligation.done_on <= as_of


def is_settled(action: Action, as_of: date) -> bool:
    """Whether an action was done by `as_of`, or has been dropped."""
    is_done = action.done_on is not None and action.done_on <= as_of
    return is_done or action.dropped is not None


class _Context(NamedTuple):
    """What all milestones of one vendor are judged against.

    Attributes:
        issues: The serious open issues by the record they relate to.
    """

    vendor: Vendor
    portfolio: Portfolio
    as_of: date
    issues: dict[str, list[str]]


def _milestone_state(milestone: Milestone, context: _Context) -> MilestoneState:
    """One milestone's state.

    Raises:
        CalendarGap: When a day outside the calendar is needed.
    """
    vendor, portfolio, as_of, issues = context
    assert vendor.days is not None  # noqa: S101 - the caller assesses nothing without a calendar
    windows = portfolio.playbook.windows
    schedule = replay(milestone, vendor.changes_of.get(milestone.id, ()), vendor.days, as_of)
    depends = milestone.depends_on
    circumstances = Circumstances(
        predecessors=tuple(_predecessors(milestone, vendor, portfolio, as_of)) if depends else (),
        obligations=tuple(_obligations(milestone, vendor, portfolio, as_of)) if depends else (),
        issues=tuple(issues.get(milestone.id, ())),
        review_days=review_days(milestone, vendor, windows.review_days),
    )
    return judge(milestone, schedule, vendor.days, as_of, circumstances, windows.due_soon_days)


def _serious_issues(vendor: Vendor, as_of: date) -> dict[str, list[str]]:
    """Open issues of critical or high severity, by the records they relate to."""
    found: dict[str, list[str]] = {}
    for issue in open_issues(vendor, as_of):
        if issue.severity in {"critical", "high"}:
            for reference in issue.relates_to:
                own = reference.removeprefix(f"{vendor.slug}/")
                found.setdefault(own, []).append(issue.id)
    return found


def _owner_of(reference: str, vendor: Vendor, portfolio: Portfolio) -> tuple[Vendor | None, str]:
    """The vendor that a reference points into, and the id there."""
    slug, slash, record = reference.rpartition("/")
    if not slash or slug == vendor.slug:
        return vendor, record
    return portfolio.neighbour(slug), record


def _predecessors(
    milestone: Milestone, vendor: Vendor, portfolio: Portfolio, as_of: date
) -> Iterator[Predecessor]:
    for reference in milestone.depends_on:
        owner, record = _owner_of(reference, vendor, portfolio)
        if owner is None or owner.days is None or "changes" in owner.in_doubt:
            continue
        found = next((each for each in owner.milestones if each.id == record), None)
        if found is not None:
            yield _as_predecessor(reference, found, owner, owner.days, as_of)


def _as_predecessor(
    reference: str, milestone: Milestone, owner: Vendor, days: WorkCalendar, as_of: date
) -> Predecessor:
    """Judge a predecessor by its own dates alone, so that waiting in a circle ends."""
    schedule = replay(milestone, owner.changes_of.get(milestone.id, ()), days, as_of)
    state = judge(milestone, schedule, days, as_of)
    return Predecessor(reference, state.status, milestone.forecast or schedule.due)


def _obligations(
    milestone: Milestone, vendor: Vendor, portfolio: Portfolio, as_of: date
) -> Iterator[tuple[str, date]]:
    for reference in milestone.depends_on:
        owner, record = _owner_of(reference, vendor, portfolio)
        for obligation in _client_obligations(owner):
            if obligation.id == record and not is_fulfilled(obligation, as_of):
                yield reference, obligation.due


def _client_obligations(owner: Vendor | None) -> Iterable[ClientObligation]:
    return owner.agreement.client_obligations if owner and owner.agreement else ()
