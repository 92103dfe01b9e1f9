"""What a change does to all records but milestones: what is new, what is gone, what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from vendorbook.change import Change
from vendorbook.changes._listings import LISTINGS
from vendorbook.changes._wording import differing, in_words, words_of
from vendorbook.comparison import place_of_gone
from vendorbook.deadlines import current_term, notice_deadline
from vendorbook.wording import cause_in_words, written_day
from vendorbook.workdays import CalendarGap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vendorbook.assessment import Assessment
    from vendorbook.change import Group
    from vendorbook.changes._listings import Listing
    from vendorbook.comparison import Comparison
    from vendorbook.records.changes import ChangeRequest
    from vendorbook.records.facts import Record
    from vendorbook.records.feedback import FeedbackEntry
    from vendorbook.records.vendor import Contract
    from vendorbook.vendor import Vendor

_MANY: Final = 5
"""More new entries of one log than this are told in one line."""


def changes(comparison: Comparison) -> Iterator[Change]:
    """Everything that is new, gone or different beside milestones."""
    before, after = comparison.before.vendor, comparison.after.vendor
    yield from _profile(comparison)
    for listing in LISTINGS:
        yield from _listed(comparison, listing)
    yield from _scope(comparison)
    for old, new, key in (
        (before.agreement, after.agreement, "response_targets"),
        (before.partnership, after.partnership, "vision"),
    ):
        if old is not None and new is not None and getattr(old, key) != getattr(new, key):
            message = in_words(key, getattr(old, key), getattr(new, key))
            group: Group = "agreement" if key == "response_targets" else "partnership"
            yield _change(comparison, "terms-changed", group, "", message, new, key)
    yield from _requests(comparison)
    yield from _feedback(comparison)
    yield from _deadlines(comparison)


def _change(
    comparison: Comparison,
    kind: str,
    group: Group,
    name: str,
    message: str,
    record: Record,
    key: str | None = None,
    facts: dict[str, Any] | None = None,
) -> Change:
    slug = comparison.after.vendor.slug
    return Change(kind, group, slug, name, message, record.place(key), facts or {})


def _by_name(listing: Listing, vendor: Vendor) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for each in listing.entries(vendor):
        found.setdefault(listing.name(each), each)
    return found


def _listed(comparison: Comparison, listing: Listing) -> Iterator[Change]:
    vendor = comparison.after.vendor
    before, after = _by_name(listing, comparison.before.vendor), _by_name(listing, vendor)
    kind = listing.noun.replace(" ", "-").lower()
    fresh = [after[name] for name in after if name not in before]
    if len(fresh) > _MANY:
        message = f"{len(fresh)} new entries: {listing.noun}s from {listing.title(fresh[0])} on"
        yield _change(comparison, f"{kind}-new", listing.group, "", message, fresh[0])
        fresh = []
    for each in fresh:
        message = f"new {listing.noun}: {listing.title(each)}"
        name = listing.name(each)
        yield _change(comparison, f"{kind}-new", listing.group, name, message, each)
    for name, old in before.items():
        if name in after:
            yield from _edited(comparison, listing, kind, old, after[name])
        elif listing.kind not in vendor.unusable and name not in vendor.dropped:
            message = f"{listing.noun} {listing.title(old)} is gone"
            place = place_of_gone(comparison, old)
            yield Change(f"{kind}-gone", listing.group, vendor.slug, name, message, place)


def _edited(
    comparison: Comparison, listing: Listing, kind: str, old: Any, new: Any
) -> Iterator[Change]:
    parts = []
    for key, before, after in differing(old, new):
        parts += _nested(key, before, after) or [in_words(key, before, after)]
    if parts:
        message = f"{listing.noun} {listing.title(new)}: {'; '.join(parts)}"
        name = listing.name(new)
        yield _change(comparison, f"{kind}-changed", listing.group, name, message, new)


def _nested(key: str, old: Any, new: Any) -> list[str]:
    """How lists of records inside a record differ: actions, targets, checkpoints, ratings."""
    named = _NESTED.get(key)
    if named is None:
        return []
    before, after = {named(each): each for each in old}, {named(each): each for each in new}
    parts = [f"new {name}" for name in after if name not in before]
    parts += [f"{name} is gone" for name in before if name not in after]
    for name, record in after.items():
        if name in before:
            parts += [
                f"{name}: {in_words(each, *values)}"
                for each, *values in differing(before[name], record)
            ]
    return parts


_NESTED: Final[dict[str, Callable[[Any], str]]] = {
    "actions": lambda each: f"action {each.id}",
    "targets": lambda each: f"target from {each.from_}",
    "checkpoints": lambda each: f"checkpoint of {written_day(each.due)}",
    "ratings": lambda each: f"rating of {each.area}",
    "exit_criteria": lambda each: f"exit criterion '{each.text}'",
}


def _profile(comparison: Comparison) -> Iterator[Change]:
    before, after = comparison.before.vendor.profile, comparison.after.vendor.profile
    for key, old, new in differing(before, after):
        is_told_first = key == "status" and new == "ended"
        if key not in {"id", "contracts", "documents"} and not is_told_first:
            message = in_words(key, old, new)
            yield _change(comparison, "vendor-changed", "contracts", "", message, after, key)


def _scope(comparison: Comparison) -> Iterator[Change]:
    old, new = comparison.before.vendor.agreement, comparison.after.vendor.agreement
    if old is None or new is None:
        return
    for key, before, after in differing(old.scope, new.scope):
        words = {"in": "in scope", "out": "out of scope"}.get(key, words_of(key))
        message = in_words(words, before, after)
        yield _change(comparison, "scope-changed", "agreement", "", message, new.scope, key)


def _requests(comparison: Comparison) -> Iterator[Change]:
    """Change requests: asked for, decided, or gone."""
    vendor = comparison.after.vendor
    before = {each.id: each for each in comparison.before.vendor.changes}
    for each in vendor.changes:
        old = before.pop(each.id, None)
        if old is None or old.status != each.status:
            kind = f"change-{each.status}"
            message = f"{each.id} '{each.title}' is {each.status}{_decision(vendor, each)}"
            yield _change(comparison, kind, "changes", each.id, message, each, "status")
        elif old != each:
            parts = [in_words(key, *values) for key, *values in differing(old, each)]
            message = f"{each.id} '{each.title}': {'; '.join(parts)}"
            yield _change(comparison, "change-edited", "changes", each.id, message, each)
    for old in before.values():
        if "changes" not in vendor.unusable and old.id not in vendor.dropped:
            message = f"{old.id} '{old.title}', which was {old.status}, is gone"
            place = place_of_gone(comparison, old)
            yield Change("change-gone", "changes", vendor.slug, old.id, message, place)


def _decision(vendor: Vendor, each: ChangeRequest) -> str:
    words = f" ({cause_in_words(each.cause)})"
    if each.decided_on is not None:
        decider = vendor.person_name(each.decided_by)
        words += f", decided on {written_day(each.decided_on)} by {decider}"
    return words


def _feedback(comparison: Comparison) -> Iterator[Change]:
    """Feedback: opened, answered, fixed, and everything else that differs."""
    vendor = comparison.after.vendor
    before = {each.id: each for each in comparison.before.vendor.feedback}
    states = {each.entry.id: each.status for each in comparison.after.feedback}
    old_states = {each.entry.id: each.status for each in comparison.before.feedback}
    for each in vendor.feedback:
        old = before.pop(each.id, None)
        if old is None:
            message = f"{_entry(each)} is new"
            if states.get(each.id, "open") != "open":
                message += f", {states[each.id]}"
            yield _change(comparison, "feedback-new", "feedback", each.id, message, each)
        elif old != each:
            status, was = states.get(each.id, "open"), old_states.get(each.id, "open")
            parts = [f"{was} → {status}"] if status != was else []
            parts += [in_words(key, *values) for key, *values in differing(old, each)]
            kind = f"feedback-{status}" if status != was else "feedback-changed"
            message = f"{_entry(each)}: {'; '.join(parts)}"
            yield _change(comparison, kind, "feedback", each.id, message, each)
    for old in before.values():
        if "feedback" not in vendor.unusable and old.id not in vendor.dropped:
            place = place_of_gone(comparison, old)
            message = f"{_entry(old)} is gone"
            yield Change("feedback-gone", "feedback", vendor.slug, old.id, message, place)


def _entry(each: FeedbackEntry) -> str:
    severity = f"{each.severity} " if each.severity else ""
    side = "to the vendor" if each.direction == "to_vendor" else "to us"
    return f"{each.id} ({severity}{each.kind} {side}) '{each.summary}'"


def _deadlines(comparison: Comparison) -> Iterator[Change]:
    """Notice deadlines that differ, however that came about."""
    before = {each.id: each for each in comparison.before.vendor.profile.contracts}
    for contract in comparison.after.vendor.profile.contracts:
        old = before.get(contract.id)
        if old is None:
            continue
        was, now = _deadline(comparison.before, old), _deadline(comparison.after, contract)
        if was != now:
            message = f"notice deadline of '{contract.title}': {_day(was)} → {_day(now)}"
            facts = {"before": was and was.isoformat(), "after": now and now.isoformat()}
            yield _change(
                comparison,
                "notice-deadline",
                "contracts",
                contract.id,
                message,
                contract,
                "end",
                facts,
            )


def _deadline(assessment: Assessment, contract: Contract) -> Any:
    if assessment.vendor.days is None:
        return None
    try:
        term = current_term(contract, assessment.as_of)
        return notice_deadline(contract, term, assessment.vendor.days)
    except CalendarGap:
        return None


def _day(day: Any) -> str:
    return written_day(day) or "none"
