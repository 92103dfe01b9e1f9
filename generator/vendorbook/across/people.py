"""People and ladders as the page across vendors shows them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from vendorbook.on_call import (
    has_left,
    owner_stand_in,
    people_on_call,
    stand_in_by_phone,
)
from vendorbook.wording import span_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.across.shortlist import Urgency
    from vendorbook.assessment import Assessment
    from vendorbook.findings import Place
    from vendorbook.records.contacts import EscalationStep, Person

_SOUGHT_FIRST: Final = ("on_call", "relationship_owner", "account_manager", "delivery_manager")
_SHOWN_AFTER_LEAVING: Final = timedelta(days=365)


class PersonRow(NamedTuple):
    """One person in one vendor's contacts.

    Attributes:
        backup: The id and name of who stands in, if anybody: for a vendor's owner who names nobody,
            the vendor's deputy.
        is_confirmed: Whether the details were confirmed within the time that the policy allows.
    """

    vendor: str
    vendor_name: str
    id: str
    name: str
    side: str
    title: str
    roles: tuple[str, ...]
    email: str | None
    phone: str | None
    chat: str | None
    hours: str | None
    timezone: str | None
    backup: tuple[str, str] | None
    verified_on: date
    is_confirmed: bool
    left_on: date | None
    place: Place

    @property
    def urgency(self) -> Urgency:
        """Whoever is looked for most comes first: people on call, then owners on both sides."""
        ranks = [_SOUGHT_FIRST.index(role) for role in self.roles if role in _SOUGHT_FIRST]
        rank = min(ranks, default=len(_SOUGHT_FIRST)) + (10 if self.left_on else 0)
        return (rank, self.name.casefold(), self.vendor, self.id)


class CalledPerson(NamedTuple):
    """Somebody of the vendor whom we call.

    Attributes:
        stand_in: The name and phone of who is called when nobody answers, if anybody.
    """

    id: str
    name: str
    phone: str | None
    chat: str | None
    email: str | None
    hours: str | None
    has_left: bool
    stand_in: tuple[str, str] | None


class ToldPerson(NamedTuple):
    """Somebody of ours whom we tell, and each way to do so."""

    name: str
    phone: str | None
    chat: str | None
    email: str | None


class CallStep(NamedTuple):
    """One level of a ladder: whom we call, whom we tell, and how long we wait for progress."""

    level: int
    called: CalledPerson
    told: ToldPerson
    wait: str


class CallRow(NamedTuple):
    """Whom to call about one vendor at any hour.

    Attributes:
        on_call: Whoever is on call and called first, where there is no ladder for incidents.
        purpose: What the ladder is for; `incident` unless there is none for incidents, and empty
            without any ladder.
        channels: The tool and address of every channel for incidents.
    """

    vendor: str
    vendor_name: str
    is_critical: bool
    on_call: tuple[CalledPerson, ...]
    purpose: str
    steps: tuple[CallStep, ...]
    channels: tuple[tuple[str, str], ...]
    place: Place

    @property
    def urgency(self) -> Urgency:
        """Vendors behind critical functions first, then by name."""
        return (0 if self.is_critical else 1, self.vendor_name.casefold(), self.vendor)


def person_rows(assessment: Assessment) -> Iterator[PersonRow]:
    """Everybody of both sides; somebody who left is shown for a year."""
    vendor, as_of = assessment.vendor, assessment.as_of
    allowed = timedelta(days=assessment.policy.windows.contact_verified_days)
    for each in vendor.people:
        gone = has_left(each, as_of)
        if each.left_on is not None and as_of - each.left_on > _SHOWN_AFTER_LEAVING:
            continue
        yield PersonRow(
            vendor=vendor.slug,
            vendor_name=vendor.profile.name,
            id=each.id,
            name=each.name,
            side=each.side,
            title=each.title,
            roles=each.roles,
            email=each.email,
            phone=each.phone,
            chat=each.chat,
            hours=each.hours,
            timezone=each.timezone,
            backup=_backup(assessment, each),
            verified_on=each.verified_on,
            is_confirmed=as_of - each.verified_on <= allowed,
            left_on=each.left_on if gone else None,
            place=each.place(),
        )


def _backup(assessment: Assessment, person: Person) -> tuple[str, str] | None:
    vendor = assessment.vendor
    stand_in = person.backup
    if stand_in is None and person.id == vendor.profile.owner:
        found = owner_stand_in(vendor, assessment.as_of)
        stand_in = found.id if found else None
    return (stand_in, vendor.person_name(stand_in)) if stand_in else None


def call_rows(assessment: Assessment) -> Iterator[CallRow]:
    """Whom to call: the ladder for incidents, or whoever is on call and then another ladder."""
    vendor = assessment.vendor
    steps = vendor.contacts.escalation if vendor.contacts else ()
    wanted = [step for step in steps if step.for_ == "incident"]
    on_call = [] if wanted else people_on_call(vendor, assessment.as_of)
    if not wanted and steps:
        wanted = [step for step in steps if step.for_ == steps[0].for_]
    if not (wanted or on_call) or vendor.profile.status == "ended":
        return
    wanted.sort(key=lambda step: step.level)
    channels = vendor.communication.channels if vendor.communication else ()
    yield CallRow(
        vendor=vendor.slug,
        vendor_name=vendor.profile.name,
        is_critical=vendor.profile.supports_critical_function,
        on_call=tuple(_called(assessment, each.id) for each in on_call),
        purpose=wanted[0].for_ if wanted else "",
        steps=tuple(_step(assessment, step) for step in wanted),
        channels=tuple((c.tool, c.address) for c in channels if c.purpose == "incident"),
        place=(wanted or on_call)[0].place(),
    )


def _step(assessment: Assessment, step: EscalationStep) -> CallStep:
    told = assessment.vendor.person(step.client)
    return CallStep(
        level=step.level,
        called=_called(assessment, step.vendor),
        told=ToldPerson(
            name=assessment.vendor.person_name(step.client),
            phone=told.phone if told else None,
            chat=told.chat if told else None,
            email=told.email if told else None,
        ),
        wait=span_in_words(step.after.amount, step.after.unit),
    )


def _called(assessment: Assessment, person_id: str) -> CalledPerson:
    vendor, as_of = assessment.vendor, assessment.as_of
    person = vendor.person(person_id)
    stand_in = stand_in_by_phone(vendor, person, as_of)
    return CalledPerson(
        id=person_id,
        name=vendor.person_name(person_id),
        phone=person.phone if person else None,
        chat=person.chat if person else None,
        email=person.email if person else None,
        hours=person.hours if person else None,
        has_left=person is not None and has_left(person, as_of),
        stand_in=(stand_in.name, stand_in.phone or "") if stand_in else None,
    )
