"""Who is who, and whom to call next."""

from __future__ import annotations

from datetime import date

import pytest

from tests.records.reading import SOMEWHERE, faults, read
from vendorbook.records.contacts import Contacts, EscalationStep, Person
from vendorbook.records.facts import Duration


def test_people_and_ladder() -> None:
    contacts = read(
        Contacts,
        """\
        people:
          - id: kit-morrow
            name: Kit Morrow
            side: vendor
            title: Duty engineer
            roles: [on_call, technical_lead]
            email: kit.morrow@keelhaven.example
            phone: +442079460102
            chat: "@kit"
            hours: 24x7
            timezone: Europe/London
            backup: ana-reyes
            verified_on: 2026-07-06
            left_on: 2026-09-04
        escalation:
          - {level: 1, for: incident, vendor: kit-morrow, client: ines-ward, after: 15m,
             via: bridge}
          - {level: 2, for: commercial, vendor: ana-reyes, client: ines-ward, after: 5wd}
        """,
    )

    assert contacts == Contacts(
        origin=SOMEWHERE,
        people=(
            Person(
                origin=SOMEWHERE,
                id="kit-morrow",
                name="Kit Morrow",
                side="vendor",
                title="Duty engineer",
                roles=("on_call", "technical_lead"),
                email="kit.morrow@keelhaven.example",
                phone="+442079460102",
                chat="@kit",
                hours="24x7",
                timezone="Europe/London",
                backup="ana-reyes",
                verified_on=date(2026, 7, 6),
                left_on=date(2026, 9, 4),
            ),
        ),
        escalation=(
            EscalationStep(
                origin=SOMEWHERE,
                level=1,
                for_="incident",
                vendor="kit-morrow",
                client="ines-ward",
                after=Duration(15, "m"),
                via="bridge",
            ),
            EscalationStep(
                origin=SOMEWHERE,
                level=2,
                for_="commercial",
                vendor="ana-reyes",
                client="ines-ward",
                after=Duration(5, "wd"),
            ),
        ),
    )
    assert contacts.escalation[1].place("for").line == 18


def person(details: str) -> str:
    return (
        "people: [{id: ana, name: Ana, side: vendor, title: Manager, verified_on: 2026-07-06, "
        f"{details}}}]\nescalation: []"
    )


@pytest.mark.parametrize(
    "details",
    [
        "roles: [], email: ana@keelhaven.example",
        "roles: [account_manager], phone: '+442079460103'",
        "roles: [finance], chat: ana",
        "roles: [on_call], phone: '+442079460103', hours: 24x7, timezone: Europe/London",
    ],
)
def test_details_that_a_person_may_have(details: str) -> None:
    assert faults(Contacts, person(details)) == []


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        (
            "roles: [finance]",
            [
                "bad-value: entry 1 of 'people' does not fit together: a person has an email, "
                "a phone or a chat name, so that there is a way to reach them"
            ],
        ),
        (
            "roles: [finance, on_call], chat: ana",
            [
                "missing-key: 'hours' is missing from a person",
                "missing-key: 'timezone' is missing from a person",
            ],
        ),
        (
            "roles: [finance], phone: '+44 20 7946 0103'",
            [
                "bad-format: 'phone' is '+44 20 7946 0103', expected a phone number as + and "
                "7 to 15 digits, without spaces"
            ],
        ),
        (
            "roles: [finance], phone: 442079460103",
            ["wrong-type: 'phone' is the number 442079460103, expected text"],
        ),
        (
            "roles: [finance], email: ana at keelhaven",
            [
                "bad-format: 'email' is 'ana at keelhaven', expected an e-mail address such as "
                "name@company.example"
            ],
        ),
    ],
)
def test_details_that_a_person_may_not_have(details: str, expected: list[str]) -> None:
    assert faults(Contacts, person(details)) == expected


@pytest.mark.parametrize("after", ["15m", "4h", "2d", "10wd"])
def test_lengths_of_time(after: str) -> None:
    assert faults(Contacts, ladder(after)) == []


@pytest.mark.parametrize("after", ["0m", "1.5h", "2w", "soon", "15 m"])
def test_what_is_no_length_of_time(after: str) -> None:
    assert faults(Contacts, ladder(after)) == [
        f"bad-format: 'after' is '{after}', expected a whole number followed by m (minutes), "
        "h (hours), d (days) or wd (working days)"
    ]


def ladder(after: str) -> str:
    people, _ = person("roles: [], chat: ana").split("\n")
    step = f"{{level: 1, for: incident, vendor: ana, client: ines-ward, after: {after}}}"
    return f"{people}\nescalation: [{step}]"
