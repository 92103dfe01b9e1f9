"""People and rhythm: both sides, the ladders, the channels, the routines and the meeting log."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from vendorbook.pages import SearchEntry, anchor_of
from vendorbook.pages.vendor_page import entry, vendor_page
from vendorbook.wording import written_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Finding
    from vendorbook.pages import Page
    from vendorbook.records.contacts import EscalationStep, Person
    from vendorbook.records.meetings import Meeting

TAB = "people"
_RECENT_MEETINGS = 12
_SIDES = (("vendor", "Their side"), ("client", "Our side"), ("other", "Others"))


def page(assessment: Assessment, findings: Sequence[Finding]) -> Page:
    """The page of people and rhythm."""
    vendor = assessment.vendor
    return vendor_page(
        "vendor_people.html",
        TAB,
        assessment,
        findings,
        headings=(
            ("people", "People"),
            ("ladders", "Escalation"),
            ("channels", "Channels"),
            ("routines", "Routines"),
            ("meetings", "Meetings and reports"),
        ),
        search=_search(assessment),
        sides=[(title, _people(assessment, side)) for side, title in _SIDES],
        ladders=_ladders(assessment),
        communication=vendor.communication,
        meetings=_latest_first(vendor.meetings),
        recent=_RECENT_MEETINGS,
        routine_titles={
            each.id: each.title
            for each in (vendor.communication.routines if vendor.communication else ())
        },
    )


def _people(assessment: Assessment, side: str) -> list[Person]:
    """Everybody of a side; somebody who left is shown for a year."""
    return [
        each
        for each in assessment.vendor.people
        if each.side == side
        and (each.left_on is None or (assessment.as_of - each.left_on).days < 366)
    ]


def _ladders(assessment: Assessment) -> list[tuple[str, list[EscalationStep]]]:
    contacts = assessment.vendor.contacts
    steps = sorted(contacts.escalation if contacts else (), key=lambda s: (s.for_, s.level))
    return [(name, list(group)) for name, group in groupby(steps, key=lambda step: step.for_)]


def _latest_first(meetings: Sequence[Meeting]) -> list[Meeting]:
    return sorted(meetings, key=lambda m: (m.date, m.id), reverse=True)


def _search(assessment: Assessment) -> list[SearchEntry]:
    found = [
        entry(
            assessment,
            f"person-{each.id}",
            each.name,
            each.title,
            *(role.replace("_", " ") for role in each.roles),
            each.hours,
            each.chat,
            rank=1,
        )
        for each in assessment.vendor.people
        if each.left_on is None
    ]
    noted = [m for m in _latest_first(assessment.vendor.meetings) if m.summary][:12]
    found += [
        entry(assessment, anchor_of(m.id), f"{m.id} {written_day(m.date)}", m.summary, rank=3)
        for m in noted
    ]
    return found
