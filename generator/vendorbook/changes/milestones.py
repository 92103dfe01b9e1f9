"""What a change does to milestones: moves and their cause, statuses, misses that come and go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from vendorbook.change import Change
from vendorbook.changes._wording import differing, in_words
from vendorbook.comparison import (
    Pair,
    ended_misses,
    name_of_gone,
    pairs,
    place_of_gone,
    removed_milestones,
)
from vendorbook.status import STATUS_WORDS
from vendorbook.wording import cause_in_words, working_days, written_day
from vendorbook.workdays import CalendarGap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.assessment import AssessedMilestone
    from vendorbook.change import Group
    from vendorbook.comparison import Comparison, Explanation
    from vendorbook.schedules import Move

_TOLD_BY_STATUS: Final = frozenset({"id", "title"})


def changes(comparison: Comparison) -> Iterator[Change]:
    """One change for every milestone that is new, gone, or not what it was."""
    endings = {pair.after.milestone.id: why for pair, why in ended_misses(comparison)}
    for pair in pairs(comparison):
        parts = _parts(comparison, pair, endings.get(pair.after.milestone.id))
        if parts:
            yield _told(comparison, pair, parts)
    yield from _come(comparison)
    for milestone in removed_milestones(comparison):
        message = f"{name_of_gone(comparison, milestone)}, is gone"
        place = place_of_gone(comparison, milestone)
        slug = comparison.after.vendor.slug
        yield Change("milestone-gone", "misses", slug, milestone.id, message, place)


def _come(comparison: Comparison) -> Iterator[Change]:
    known = {each.id for each in comparison.before.vendor.milestones}
    for each in comparison.after.milestones:
        milestone = each.milestone
        if milestone.id not in known:
            is_missed = each.state.status == "missed"
            message = (
                f"{milestone.id} '{milestone.title}' is new, due "
                f"{written_day(milestone.baseline_due)}, {STATUS_WORDS[each.state.status]}"
            )
            yield Change(
                "milestone-new",
                "misses" if is_missed else "milestones",
                comparison.after.vendor.slug,
                milestone.id,
                message,
                milestone.place(),
                _facts(None, each),
            )


def _told(comparison: Comparison, pair: Pair, parts: list[str]) -> Change:
    milestone = pair.after.milestone
    kind, group = _kind(pair)
    return Change(
        kind,
        group,
        comparison.after.vendor.slug,
        milestone.id,
        f"{milestone.id} '{milestone.title}': {'; '.join(parts)}",
        milestone.place("baseline_due"),
        _facts(pair.before, pair.after),
    )


def _kind(pair: Pair) -> tuple[str, Group]:
    before, after = pair.before.state, pair.after.state
    if before.status == "missed" and after.status != "missed":
        return "miss-gone", "misses"
    if after.status == "missed" and before.status != "missed":
        return "miss-new", "misses"
    if before.schedule.due != after.schedule.due:
        return "milestone-moved", "milestones"
    if before.status != after.status:
        return "milestone-status", "milestones"
    return "milestone-edited", "milestones"


def _parts(comparison: Comparison, pair: Pair, ending: Explanation | None) -> list[str]:
    """What is to be said of a milestone; nothing when it is what it was."""
    before, after = pair.before.state, pair.after.state
    parts = []
    if before.status != after.status:
        parts.append(f"{STATUS_WORDS[before.status]} → {STATUS_WORDS[after.status]}")
    if ending is not None and ending.kind == "edit":
        parts.append("nothing that was delivered or decided explains that")
    if before.schedule.due != after.schedule.due:
        parts.append(_move(comparison, pair))
    if before.schedule.release != after.schedule.release:
        parts.append(_release(pair.after))
    for key, old, new in differing(pair.before.milestone, pair.after.milestone):
        if key not in _TOLD_BY_STATUS:
            parts.append(in_words(key, old, new))
    if pair.before.milestone.title != pair.after.milestone.title:
        parts.append(f"called '{pair.before.milestone.title}' before")
    if not before.schedule.missed_before_change and after.schedule.missed_before_change:
        parts.append("the miss stays on the record")
    return parts


def _move(comparison: Comparison, pair: Pair) -> str:
    old, new = pair.before.state.schedule.due, pair.after.state.schedule.due
    words = f"due {written_day(old)} → {written_day(new)}"
    if days := _distance(comparison, pair):
        words += f", {working_days(abs(days))} {'later' if days > 0 else 'earlier'}"
    fresh = _fresh_moves(pair)
    if fresh:
        causes = [f"{each.change} ({cause_in_words(each.cause)})" for each in fresh]
        return f"{words}, by {' and '.join(causes)}"
    return f"{words}, by no new change request"


def _distance(comparison: Comparison, pair: Pair) -> int | None:
    days = comparison.after.vendor.days
    if days is None:
        return None
    old, new = pair.before.state.schedule.due, pair.after.state.schedule.due
    try:
        return days.between(days.roll(old), days.roll(new))
    except CalendarGap:
        return None


def _fresh_moves(pair: Pair) -> list[Move]:
    known = {each.change for each in pair.before.state.schedule.moves}
    return [each for each in pair.after.state.schedule.moves if each.change not in known]


def _release(each: AssessedMilestone) -> str:
    schedule = each.state.schedule
    if schedule.release is None:
        return "its release is over"
    words = f"{schedule.release} by {schedule.released_by}"
    if schedule.revisit_on:
        words += f", to be decided again on {written_day(schedule.revisit_on)}"
    return words


def _facts(before: AssessedMilestone | None, after: AssessedMilestone) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for side, each in (("before", before), ("after", after)):
        if each is not None:
            facts[side] = {
                "status": each.state.status,
                "due": each.state.schedule.due.isoformat(),
                "late": each.state.late,
            }
    if before is not None:
        moves = _fresh_moves(Pair(before, after))
        facts["moves"] = [{"change": each.change, "cause": each.cause} for each in moves]
    return facts
