"""People and ladders as the page across vendors shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

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


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person in one vendor's contacts.

    Attributes:
        backup: The id and name of who stands in, if anybody.
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


@dataclass(frozen=True, slots=True)
class CallStep:
    """One level of a ladder: whom we call, whom we tell, and how long we wait for progress."""

    level: int
    id: str
    name: str
    phone: str | None
    chat: str | None
    hours: str | None
    has_left: bool
    tell: str
    tell_phone: str | None
    wait: str


@dataclass(frozen=True, slots=True)
class CallRow:
    """Whom to call about one vendor at any hour.

    Attributes:
        purpose: What the ladder is for; `incident` unless there is none for incidents.
        channels: The tool and address of every channel for incidents.
    """

    vendor: str
    vendor_name: str
    is_critical: bool
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
        has_left = each.left_on is not None and each.left_on < as_of
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
            backup=(each.backup, vendor.person_name(each.backup)) if each.backup else None,
            verified_on=each.verified_on,
            is_confirmed=as_of - each.verified_on <= allowed,
            left_on=each.left_on if has_left else None,
            place=each.place(),
        )


def call_rows(assessment: Assessment) -> Iterator[CallRow]:
    """The vendor's ladder for incidents, or another where there is none; nothing without any."""
    vendor = assessment.vendor
    steps = vendor.contacts.escalation if vendor.contacts else ()
    wanted = [step for step in steps if step.for_ == "incident"]
    if not wanted and steps:
        wanted = [step for step in steps if step.for_ == steps[0].for_]
    if not wanted or vendor.profile.status == "ended":
        return
    wanted.sort(key=lambda step: step.level)
    channels = vendor.communication.channels if vendor.communication else ()
    yield CallRow(
        vendor=vendor.slug,
        vendor_name=vendor.profile.name,
        is_critical=vendor.profile.supports_critical_function,
        purpose=wanted[0].for_,
        steps=tuple(_step(assessment, step) for step in wanted),
        channels=tuple((c.tool, c.address) for c in channels if c.purpose == "incident"),
        place=wanted[0].place(),
    )


def _step(assessment: Assessment, step: EscalationStep) -> CallStep:
    vendor = assessment.vendor
    called: Person | None = vendor.person(step.vendor)
    told: Person | None = vendor.person(step.client)
    left_on = called.left_on if called else None
    return CallStep(
        level=step.level,
        id=step.vendor,
        name=vendor.person_name(step.vendor),
        phone=called.phone if called else None,
        chat=(called.chat or called.email) if called else None,
        hours=called.hours if called else None,
        has_left=left_on is not None and left_on < assessment.as_of,
        tell=vendor.person_name(step.client),
        tell_phone=told.phone if told else None,
        wait=span_in_words(step.after.amount, step.after.unit),
    )
