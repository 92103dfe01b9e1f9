"""What search is told of people and of what was promised."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.playbooks import CONTACTS, assessed
from vendorbook.pages.vendor_people import page as people
from vendorbook.pages.vendor_reviews import page as reviews
from vendorbook.wording import spaced_phone

if TYPE_CHECKING:
    from pathlib import Path

AS_OF = date(2026, 10, 9)
MEETINGS = """\
meetings:
  - id: MT-001
    date: 2026-09-01
    status: held
    actions:
      - { id: AC-001, text: Send the plan., owner: rosa-lind, due: 2026-09-04, done_on: 2026-09-03 }
      - { id: AC-002, text: Open the firewall., owner: tomas-reyl, due: 2026-10-12 }
      - { id: AC-003, text: Count cables., owner: rosa-lind, due: 2026-10-12, dropped: none left }
"""
REVIEWS = """\
reviews:
  - id: RV-01
    kind: quarterly
    period: 2026-Q3
    held_on: 2026-10-01
    chair: ines-ward
    ratings: [{ area: quality, rating: satisfactory, narrative: Good. }]
    actions: [{ id: AC-004, text: Ask for more., owner: kit-morrow, due: 2026-10-30 }]
"""


@pytest.mark.parametrize(
    ("phone", "written", "first_at_home"),
    [
        ("+442079460123", "+44 20 7946 0123", "020"),
        ("+441134960123", "+44 113 496 0123", "0113"),
        ("+447700900123", "+44 7700 900123", "07700"),
        ("+12025550123", "+1 202 555 0123", "202"),
    ],
)
def test_a_number_is_spaced_as_its_country_does(
    phone: str, written: str, first_at_home: str
) -> None:
    spaced = spaced_phone(phone)
    assert spaced is not None
    assert (spaced.written, spaced.first_at_home) == (written, first_at_home)
    assert spaced.country == written.split(maxsplit=1)[0].removeprefix("+")


@pytest.mark.parametrize("phone", ["", "+4930901820", "+44207946012", "+4420794601234"])
def test_other_numbers_are_not_spaced(phone: str) -> None:
    assert spaced_phone(phone) is None


def test_a_person_is_found_by_a_number_in_every_way_it_is_typed(tmp_path: Path) -> None:
    contacts = CONTACTS.replace("email: kit@vendor.example", 'phone: "+442079460123"')
    found = {
        each.anchor: each
        for each in people(assessed(tmp_path, AS_OF, contacts=contacts), []).search
    }
    kit, rosa = found["person-kit-morrow"], found["person-rosa-lind"]
    assert kit.title == "Kit Morrow, +44 20 7946 0123 — Acme"
    assert kit.text == "+442079460123 442079460123 Account account manager 44 020"
    assert (rosa.title, rosa.text) == ("Rosa Lind — Acme", "Delivery delivery manager")
    plain = len("Kit Morrow — Acme" + "+442079460123 442079460123 Account account manager")
    assert len(kit.title + kit.text) - plain < 100


def test_actions_are_found_on_the_page_that_shows_them_open_ones_first(tmp_path: Path) -> None:
    assessment = assessed(tmp_path, AS_OF, meetings=MEETINGS, reviews=REVIEWS)
    for page, expected in (
        (
            people(assessment, []),
            [
                (3, "ac-002", "AC-002 Open the firewall. — Acme", "Tomas Reyl due 12 Oct 2026"),
                (4, "ac-001", "AC-001 Send the plan. — Acme", "Rosa Lind"),
                (4, "ac-003", "AC-003 Count cables. — Acme", "Rosa Lind"),
            ],
        ),
        (
            reviews(assessment, []),
            [(3, "ac-004", "AC-004 Ask for more. — Acme", "Kit Morrow due 30 Oct 2026")],
        ),
    ):
        found = [each for each in page.search if each.anchor.startswith("ac-")]
        assert [(each.rank, each.anchor, each.title, each.text) for each in found] == expected
        for each in found:
            assert f'id="{each.anchor}"' in page.body
