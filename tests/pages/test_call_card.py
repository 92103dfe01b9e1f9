"""Whom to call about one vendor: who stands in, who is on call, and how our side is told."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.pages.across import words
from tests.playbooks import assessed
from vendorbook.pages.vendor_overview import page as overview
from vendorbook.pages.vendor_people import page as people

if TYPE_CHECKING:
    from pathlib import Path

AS_OF = date(2026, 7, 15)
CONTACTS = """\
people:
  - { id: ines-ward, name: Ines Ward, side: client, title: Owner, roles: [relationship_owner], chat: "@ines", verified_on: 2026-07-01 }
  - { id: dan-day, name: Dan Day, side: vendor, title: By day, roles: [on_call], phone: "+442079460112", hours: Mon-Fri, timezone: Europe/London, backup: nia-night, verified_on: 2026-07-01 }
  - { id: nia-night, name: Nia Night, side: vendor, title: At any hour, roles: [on_call], phone: "+442079460113", hours: 24x7, timezone: Europe/London, verified_on: 2026-07-01 }
  - { id: was-here, name: Was Here, side: vendor, title: Gone, roles: [on_call], phone: "+442079460114", hours: 24x7, timezone: Europe/London, verified_on: 2026-01-01, left_on: 2026-07-14 }
escalation:
  - { level: 1, for: delivery, vendor: dan-day, client: ines-ward, after: 2wd }
"""  # noqa: E501 - one person on one line reads best


def text_of(root: Path, contacts: str) -> str:
    return words(overview(assessed(root, AS_OF, contacts=contacts), []).body)


def test_a_level_names_who_stands_in_and_how_our_side_is_told(tmp_path: Path) -> None:
    text = text_of(tmp_path, CONTACTS.replace("for: delivery", "for: incident"))
    assert (
        "1 at once Dan Day, By day +442079460112 Mon-Fri, Europe/London "
        "if no answer: Nia Night, +442079460113 Tell Ines Ward, @ines." in text
    )
    assert "on call comes first" not in text


def test_without_a_ladder_for_incidents_whoever_is_on_call_comes_first(tmp_path: Path) -> None:
    text = text_of(tmp_path, CONTACTS)
    assert (
        "Acme, no ladder for incidents is recorded, so whoever is on call comes first, "
        "then the ladder for delivery." in text
    )
    order = [
        "on call Nia Night, At any hour +442079460113",
        "on call Dan Day, By day +442079460112",
        "1 at once Dan Day",
    ]
    assert [text.find(part) for part in order] == sorted(text.find(part) for part in order)
    assert all(part in text for part in order)
    assert "Was Here" not in text


def test_without_any_ladder_whoever_is_on_call_is_still_named(tmp_path: Path) -> None:
    contacts = CONTACTS[: CONTACTS.index("escalation:")] + "escalation: []\n"
    text = text_of(tmp_path, contacts)
    assert "so whoever is on call comes first. As of" in text
    assert "Nia Night, At any hour +442079460113" in text
    assert "Nobody is named yet" not in text


def test_a_person_is_found_by_the_number_of_a_missed_call(tmp_path: Path) -> None:
    found = people(assessed(tmp_path, AS_OF, contacts=CONTACTS), []).search
    dan = next(each for each in found if each.anchor == "person-dan-day")
    assert dan.text.startswith("+442079460112 442079460112 By day")
