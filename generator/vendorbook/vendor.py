"""All facts about one vendor, as records."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vendorbook.records.agreement import Agreement
    from vendorbook.records.changes import ChangeRequest
    from vendorbook.records.communication import Communication
    from vendorbook.records.contacts import Contacts, Person
    from vendorbook.records.facts import Period
    from vendorbook.records.feedback import FeedbackEntry
    from vendorbook.records.improvement import ImprovementPlan
    from vendorbook.records.measurements import Measurement
    from vendorbook.records.meetings import Meeting
    from vendorbook.records.milestones import Milestone
    from vendorbook.records.partnership import Partnership
    from vendorbook.records.reviews import Review
    from vendorbook.records.vendor import Profile
    from vendorbook.workdays import WorkCalendar


@dataclass(frozen=True)
class Vendor:
    """All facts about one vendor, as people wrote them.

    Attributes:
        slug: The folder's name, which is the vendor's id.
        profile: vendor.yml.
        unusable: Kinds whose file could not be used as a whole; what they hold is unknown.
        dropped: Ids of list items that broke their schema; a reference to one still resolves.
        uncertain: The names of lists that may hold other entries than those that are here.
        days: The calendar of its contract, or None when that calendar cannot be used.
    """

    slug: str
    profile: Profile
    timezone: str
    days: WorkCalendar | None = None
    contacts: Contacts | None = None
    communication: Communication | None = None
    agreement: Agreement | None = None
    partnership: Partnership | None = None
    milestones: tuple[Milestone, ...] = ()
    changes: tuple[ChangeRequest, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    feedback: tuple[FeedbackEntry, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    reviews: tuple[Review, ...] = ()
    improvement: tuple[ImprovementPlan, ...] = ()
    unusable: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()
    uncertain: frozenset[str] = frozenset()

    @cached_property
    def in_doubt(self) -> frozenset[str]:
        """The kinds and lists of which not everything is known, since something in them is wrong.

        Whoever finds that something has not been done asks this first.
        """
        return self.unusable | self.uncertain

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody in contacts.yml, on both sides."""
        return self.contacts.people if self.contacts else ()

    @cached_property
    def measured(self) -> dict[tuple[str, Period], Measurement]:
        """Every measurement by KPI and period; of two for the same, which is a fault, the first."""
        return {(each.kpi, each.period): each for each in reversed(self.measurements)}

    @cached_property
    def changes_of(self) -> dict[str, list[ChangeRequest]]:
        """The changes that have an effect on a milestone, each once, in the order of the file."""
        found: dict[str, list[ChangeRequest]] = {}
        for change in self.changes:
            for milestone in {effect.milestone for effect in change.effects if effect.milestone}:
                found.setdefault(milestone, []).append(change)
        return found

    @cached_property
    def derived(self) -> dict[Any, Any]:
        """Room for what is worked out of the facts, by whoever does so, to be found again."""
        return {}

    @cached_property
    def _person_of(self) -> dict[str, Person]:
        """Everybody by their id; of two with the same one, the first."""
        return {each.id: each for each in reversed(self.people)}

    def person(self, person_id: str | None) -> Person | None:
        """The person with that id, or None."""
        return self._person_of.get(person_id or "")

    def person_name(self, person_id: str | None) -> str:
        """The person's name, or the id itself when contacts.yml does not have it."""
        found = self.person(person_id)
        return found.name if found else person_id or ""
