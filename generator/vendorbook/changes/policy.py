"""What a change does to the policy and the calendars, which concern every vendor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.change import Change
from vendorbook.changes._wording import differing, in_words, said
from vendorbook.findings import Place
from vendorbook.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.portfolio import Portfolio
    from vendorbook.workdays import WorkCalendar


def policy_changes(before: Portfolio, after: Portfolio) -> Iterator[Change]:
    """Every setting that differs, and every calendar whose working days do."""
    old, new = before.playbook, after.playbook
    for key, was, now in differing(old, new):
        if key == "severities":
            for code in sorted(was.keys() | now.keys()):
                if was.get(code) != now.get(code):
                    words = f"severity of {code}: {_level(was.get(code))} → {_level(now.get(code))}"
                    yield Change("policy-changed", "policy", "", "", words, new.place(key))
        else:
            words = in_words(key, was, now)
            yield Change("policy-changed", "policy", "", "", words, new.place(key))
    for name in sorted(before.calendars.keys() | after.calendars.keys()):
        was, now = before.calendars.get(name), after.calendars.get(name)
        if was != now:
            words = f"calendar {name}: {_difference(was, now)}"
            place = Place(f"calendars/{name}.yml")
            yield Change("calendar-changed", "policy", "", name, words, place)


def _level(level: str | None) -> str:
    return level or "as usual"


def _difference(old: WorkCalendar | None, new: WorkCalendar | None) -> str:
    if old is None:
        return "can be used now"
    if new is None:
        return "is gone or cannot be used"
    parts = []
    come, gone = new.non_working - old.non_working, old.non_working - new.non_working
    if come:
        days = ", ".join(said(day) for day in sorted(come)[:5])
        parts.append(f"{plural(len(come), 'day')} off more ({days}{'…' if len(come) > 5 else ''})")
    if gone:
        days = ", ".join(said(day) for day in sorted(gone)[:5])
        parts.append(f"{plural(len(gone), 'day')} off fewer ({days}{'…' if len(gone) > 5 else ''})")
    if (old.first, old.last) != (new.first, new.last):
        parts.append(f"covers {said(new.first)} to {said(new.last)} now")
    if old.weekend != new.weekend:
        parts.append("another weekend")
    return "; ".join(parts) or "another name"
