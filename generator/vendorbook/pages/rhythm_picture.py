"""Where the marks of agreed meetings and reports stand: one strip of slots for each routine.

Twelve months are shown, up to the as-of day; a slot that is not over yet has no mark.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal

from vendorbook.pages.scale import Scale
from vendorbook.pages.timeline import month_ticks
from vendorbook.pages.vendor_page import cut
from vendorbook.slots import slots
from vendorbook.wording import plural, written_day
from vendorbook.workdays import add_months

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorbook.assessment import Assessment
    from vendorbook.records.communication import Cadence, Routine
    from vendorbook.slots import Slot

WIDTH: Final = 1000
LABEL_WIDTH: Final = 250
ROW_HEIGHT: Final = 26
HEAD_HEIGHT: Final = 26
_SUMMARY_WIDTH: Final = 190
_LONGEST_LABEL: Final = 36
_MONTHS: Final = 12
_MOST_NAMED: Final = 6

Mark = Literal["held", "missed", "vendor", "client", "both"]
"""What a slot came to; the last three say who cancelled it."""

MARK_WORDS: Final[dict[Mark, str]] = {
    "held": "held or received",
    "missed": "missed",
    "vendor": "cancelled by the vendor, which counts as missed",
    "client": "cancelled by us",
    "both": "cancelled by both",
}
"""How a mark is said to people, in the order of the legend."""


@dataclass(frozen=True)
class SlotMark:
    """One slot that was not kept: where it stands, and what it was."""

    mark: Mark
    x: float
    words: str


@dataclass(frozen=True)
class RhythmStrip:
    """One routine over twelve months.

    Attributes:
        kept: Where the slots stand in which it was held or received.
        others: The slots in which it was not.
        summary: How many took place of those that were not called off by us, `11 of 12 held`.
        missed: When it was missed, the latest first, in words.
    """

    routine: Routine
    label: str
    y: int
    kept: tuple[float, ...]
    others: tuple[SlotMark, ...]
    summary: str
    missed: str


@dataclass(frozen=True)
class RhythmPicture:
    """A drawn rhythm; `used` are the marks that the legend explains."""

    width: int
    height: int
    summary_x: int
    strips: tuple[RhythmStrip, ...]
    ticks: tuple[tuple[float, str], ...]
    used: tuple[Mark, ...]
    description: str


def rhythm_picture(assessment: Assessment) -> RhythmPicture | None:
    """Lay out the routines in the order of the file; None when none is agreed."""
    vendor, as_of = assessment.vendor, assessment.as_of
    routines = vendor.communication.routines if vendor.communication else ()
    if not routines:
        return None
    since = add_months(as_of, -_MONTHS) + timedelta(days=1)
    scale = Scale(since, as_of, LABEL_WIDTH, WIDTH - _SUMMARY_WIDTH)
    strips = tuple(
        _strip(routine, slots(vendor, routine, since, as_of), number, scale)
        for number, routine in enumerate(routines)
    )
    found = {each.mark for strip in strips for each in strip.others}
    told = "; ".join(f"{strip.routine.title}: {strip.summary}" for strip in strips)
    return RhythmPicture(
        WIDTH,
        HEAD_HEIGHT + len(strips) * ROW_HEIGHT + 6,
        WIDTH - _SUMMARY_WIDTH + 14,
        strips,
        tuple(month_ticks(since, as_of, scale.x)),
        tuple(mark for mark in MARK_WORDS if mark == "held" or mark in found),
        f"One mark for each agreed meeting and report from {written_day(since)} to "
        f"{written_day(as_of)}. {told}.",
    )


def _strip(routine: Routine, found: Sequence[Slot], number: int, scale: Scale) -> RhythmStrip:
    marks = [(_mark(slot), slot) for slot in found]
    return RhythmStrip(
        routine=routine,
        label=cut(routine.title, _LONGEST_LABEL),
        y=HEAD_HEIGHT + number * ROW_HEIGHT + ROW_HEIGHT // 2,
        kept=tuple(_middle(slot, scale) for mark, slot in marks if mark == "held"),
        others=tuple(
            SlotMark(
                mark,
                _middle(slot, scale),
                f"{slot_name(routine.cadence, slot)}: {MARK_WORDS[mark]}",
            )
            for mark, slot in marks
            if mark != "held"
        ),
        summary=_summary(routine, Counter(mark for mark, _ in marks)),
        missed=_missed(routine, [slot for slot in found if slot.state == "missed"]),
    )


def _mark(slot: Slot) -> Mark:
    if slot.state == "kept":
        return "held"
    by = {each.cancelled_by for each in slot.entries}
    if slot.state == "excused":
        return "both" if "both" in by else "client"
    return "vendor" if "vendor" in by else "missed"


def _middle(slot: Slot, scale: Scale) -> float:
    return scale.x(slot.first + (slot.last - slot.first) / 2)


def _summary(routine: Routine, counts: Counter[Mark]) -> str:
    """Slots that we called off are no fault of anybody's, and counted apart."""
    verb = "received" if routine.kind == "report" else "held"
    off = counts["client"] + counts["both"]
    expected = counts.total() - off
    if not expected:
        return "called off each time" if off else "none due yet"
    return f"{counts['held']} of {expected} {verb}" + (f", {off} called off" if off else "")


def _missed(routine: Routine, missed: Sequence[Slot]) -> str:
    names = [slot_name(routine.cadence, slot) for slot in reversed(missed)]
    more = len(names) - _MOST_NAMED
    if more > 1:
        names[_MOST_NAMED:] = [f"and {plural(more, 'time')} before"]
    return ", ".join(names)


def slot_name(cadence: Cadence, slot: Slot) -> str:
    """A slot as people call it: `week of 3 Aug 2026`, `Aug 2026`, `Q1 2026`."""
    first = slot.first
    if cadence in {"weekly", "fortnightly"}:
        return f"{'week' if cadence == 'weekly' else 'fortnight'} of {written_day(first)}"
    if cadence == "monthly":
        return f"{first:%b %Y}"
    if cadence == "quarterly":
        return f"Q{(first.month + 2) // 3} {first.year}"
    return str(first.year) if cadence == "annual" else f"H{(first.month + 5) // 6} {first.year}"
