"""Whom to call about one vendor: who stands in, who is on call, and how our side is told."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.pages.across import across, words
from tests.playbooks import VENDOR, assessed
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


DEPUTY = VENDOR.format(slug="acme") + "deputy: pia-nand\n"
TWO_MORE = CONTACTS.replace(
    "escalation:",
    """\
  - { id: pia-nand, name: Pia Nand, side: client, title: Contracts, roles: [finance], chat: "@pia", verified_on: 2026-07-01 }
  - { id: tom-reyl, name: Tom Reyl, side: client, title: Lead, roles: [finance], chat: "@tom", verified_on: 2026-07-01 }
escalation:""",  # noqa: E501 - one person on one line reads best
)
BACKED = TWO_MORE.replace('chat: "@ines"', 'chat: "@ines", backup: tom-reyl')


@pytest.mark.parametrize(
    ("vendor", "contacts", "on_overview", "on_people", "across_vendors"),
    [
        (VENDOR.format(slug="acme"), TWO_MORE, "nobody stands in", "", ""),
        (
            VENDOR.format(slug="acme"),
            BACKED,
            "then Tom Reyl (backup)",
            "stands in: Tom Reyl",
            "Tom Reyl",
        ),
        (DEPUTY, TWO_MORE, "then Pia Nand (deputy)", "stands in as deputy: Pia Nand", "Pia Nand"),
        (DEPUTY, BACKED, "then Pia Nand (deputy)", "stands in: Tom Reyl", "Tom Reyl"),
        (
            DEPUTY,
            BACKED.replace('chat: "@pia"', 'chat: "@pia", left_on: 2026-07-14'),
            "then Tom Reyl (backup)",
            "stands in: Tom Reyl",
            "Tom Reyl",
        ),
    ],
    ids=["nobody", "the owner's backup", "a deputy", "both", "a deputy who has left"],
)
def test_who_stands_in_for_the_owner(
    tmp_path: Path,
    vendor: str,
    contacts: str,
    on_overview: str,
    on_people: str,
    across_vendors: str,
) -> None:
    assessment = assessed(tmp_path, AS_OF, vendor=vendor, contacts=contacts)
    assert f"Owner, stand-in Ines Ward {on_overview}" in words(
        overview(assessment, []).body
    ).replace("Ward, then", "Ward then")
    card = words(people(assessment, []).body)
    said = f"{on_people} · confirmed 1 Jul 2026" if on_people else "@ines confirmed 1 Jul 2026"
    assert said in card
    rows = across(tmp_path, AS_OF, {"acme": {"vendor": vendor, "contacts": contacts}}).people.rows
    (ines,) = (row for row in rows if row.id == "ines-ward")
    assert (ines.backup or ("", ""))[1] == across_vendors
