"""The kinds of record there are: one schema, one module and one file name each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vendorbook.records.agreement import Agreement
from vendorbook.records.calendar import CalendarFile
from vendorbook.records.changes import ChangesFile
from vendorbook.records.communication import Communication
from vendorbook.records.contacts import Contacts
from vendorbook.records.feedback import FeedbackFile
from vendorbook.records.improvement import ImprovementFile
from vendorbook.records.measurements import MeasurementsFile
from vendorbook.records.meetings import MeetingsFile
from vendorbook.records.milestones import MilestonesFile
from vendorbook.records.partnership import Partnership
from vendorbook.records.playbook import Playbook
from vendorbook.records.reviews import ReviewsFile
from vendorbook.records.vendor import Profile

if TYPE_CHECKING:
    from vendorbook.records.facts import Record


class Kind(NamedTuple):
    """One kind of record file.

    Attributes:
        name: The file's name without `.yml`, and the schema's.
        root: The record class of the whole file.
        list_key: The name of the one list that the file holds, or None when it has several.
        is_log: Whether a folder of the same name may hold fragments of it.
        required: Whether every vendor has one.
    """

    name: str
    root: type[Record]
    list_key: str | None = None
    is_log: bool = False
    required: bool = False


VENDOR_KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("vendor", Profile, required=True),
        Kind("contacts", Contacts, required=True),
        Kind("communication", Communication),
        Kind("meetings", MeetingsFile, "meetings", is_log=True),
        Kind("agreement", Agreement),
        Kind("milestones", MilestonesFile, "milestones"),
        Kind("changes", ChangesFile, "changes", is_log=True),
        Kind("feedback", FeedbackFile, "feedback", is_log=True),
        Kind("measurements", MeasurementsFile, "measurements", is_log=True),
        Kind("reviews", ReviewsFile, "reviews", is_log=True),
        Kind("improvement", ImprovementFile, "improvement", is_log=True),
        Kind("partnership", Partnership),
    )
}
"""What a vendor's folder may hold, by name."""

PLAYBOOK = Kind("playbook", Playbook, required=True)
CALENDAR = Kind("calendar", CalendarFile)

ALL_KINDS: tuple[Kind, ...] = (*VENDOR_KINDS.values(), PLAYBOOK, CALENDAR)
