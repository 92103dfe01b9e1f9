"""People and rhythm: both sides, ladders, channels, what was held, decided and is still to do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from vendorbook.on_call import owner_stand_in
from vendorbook.pages import SearchEntry, anchor_of
from vendorbook.pages.call_card import call_cards, called_first
from vendorbook.pages.open_actions import action_entries, open_actions
from vendorbook.pages.rhythm_picture import MARK_WORDS, rhythm_picture
from vendorbook.pages.vendor_page import entry, vendor_page
from vendorbook.wording import spaced_phone, written_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Finding
    from vendorbook.pages import Page
    from vendorbook.records.contacts import Person
    from vendorbook.records.meetings import Meeting

TAB = "people"
_RECENT_MEETINGS = 12
_RECENT_DECISIONS = 8
_PLAYBOOK_PAGE: Final = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*\.md")
_SIDES = (("vendor", "Their side"), ("client", "Our side"), ("other", "Others"))


@dataclass(frozen=True)
class DecisionView:
    """One decision and the meeting or review in which it was taken."""

    day: date
    text: str
    source: str
    page: str


def page(assessment: Assessment, findings: Sequence[Finding]) -> Page:
    """The page of people and rhythm."""
    vendor = assessment.vendor
    picture = rhythm_picture(assessment)
    actions = open_actions(assessment)
    return vendor_page(
        "vendor_people.html",
        TAB,
        assessment,
        findings,
        headings=(
            ("people", "People"),
            ("ladders", "Who to call next"),
            ("channels", "Channels"),
            ("routines", "Rhythm"),
            ("actions", "Decided, and still to do"),
            ("meetings", "Meetings and reports"),
        ),
        search=[*_search(assessment), *action_entries(assessment, TAB)],
        sides=[(title, _people(assessment, side)) for side, title in _SIDES],
        unconfirmed=_unconfirmed(assessment),
        stand_in=owner_stand_in(vendor, assessment.as_of),
        cards=call_cards(assessment),
        called_first=called_first(assessment),
        communication=vendor.communication,
        picture=picture,
        strips=picture.strips if picture else (),
        mark_words=MARK_WORDS,
        agenda_path=_agenda_path,
        actions=[
            ("Their side", [each for each in actions if each.side == "vendor"]),
            ("Our side", [each for each in actions if each.side != "vendor"]),
        ],
        decisions=_decisions(assessment)[:_RECENT_DECISIONS],
        meetings=_latest_first(vendor.meetings),
        recent=_RECENT_MEETINGS,
        routine_titles={
            each.id: each.title
            for each in (vendor.communication.routines if vendor.communication else ())
        },
    )


def _unconfirmed(assessment: Assessment) -> set[str]:
    """Whose details nobody confirmed within the time that the policy allows."""
    allowed = timedelta(days=assessment.policy.windows.contact_verified_days)
    return {
        each.id
        for each in assessment.vendor.people
        if each.left_on is None and assessment.as_of - each.verified_on > allowed
    }


def _agenda_path(agenda: str) -> str:
    """The page of the playbook that an agenda names; empty when it names none."""
    if not _PLAYBOOK_PAGE.fullmatch(agenda):
        return ""
    name = agenda.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"playbook/{name}/index.html"


def _decisions(assessment: Assessment) -> list[DecisionView]:
    """Everything decided in meetings and reviews, the latest first."""
    vendor, as_of = assessment.vendor, assessment.as_of
    found = [
        DecisionView(meeting.date, text, meeting.id, "people")
        for meeting in vendor.meetings
        for text in meeting.decisions
    ]
    found += [
        DecisionView(review.held_on, text, review.id, "reviews")
        for review in vendor.reviews
        for text in review.decisions
    ]
    past = (each for each in found if each.day <= as_of)
    return sorted(past, key=lambda each: (each.day, each.source), reverse=True)


def _people(assessment: Assessment, side: str) -> list[Person]:
    """Everybody of a side; somebody who left is shown for a year."""
    return [
        each
        for each in assessment.vendor.people
        if each.side == side
        and (each.left_on is None or (assessment.as_of - each.left_on).days < 366)
    ]


def _latest_first(meetings: Sequence[Meeting]) -> list[Meeting]:
    return sorted(meetings, key=lambda m: (m.date, m.id), reverse=True)


def _search(assessment: Assessment) -> list[SearchEntry]:
    found = [_person_entry(assessment, each) for each in assessment.vendor.people
             if each.left_on is None]  # fmt: skip
    noted = [m for m in _latest_first(assessment.vendor.meetings) if m.summary][:12]
    found += [
        entry(assessment, anchor_of(m.id), f"{m.id} {written_day(m.date)}", m.summary, rank=3)
        for m in noted
    ]
    return found


def _person_entry(assessment: Assessment, person: Person) -> SearchEntry:
    """One person; search finds whole words only, so a number is there in every way it is typed.

    In the title a word counts most: else `020` would find records with that number before people.
    """
    phone = person.phone or ""
    spaced = spaced_phone(phone)
    found = entry(
        assessment,
        f"person-{person.id}",
        f"{person.name}, {spaced.written}" if spaced else person.name,
        phone,
        phone.removeprefix("+"),
        person.title,
        *(role.replace("_", " ") for role in person.roles),
        person.hours,
        person.chat,
        rank=1,
    )
    more = f" {spaced.country} {spaced.first_at_home}" if spaced else ""
    return found._replace(text=f"{found.text}{more}")
