"""Personal data: an address or number is found in every text of every file but contacts.yml."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.playbooks import AGREEMENT, CONTACTS, VENDOR, faults
from vendorbook.findings import Finding

SCOPE = """\
scope:
  in:
    - Testing
    - Reports to a@b.example
  out: [Mending]"""


def found_in(root: Path, **files: str) -> list[Finding]:
    found = faults(root, **files)
    return [each for each in found if each.code == "personal-data-outside-contacts"]


def meeting(summary: str) -> str:
    return (
        "meetings:\n  - id: MT-001\n    date: 2026-05-05\n    status: held\n"
        f'    summary: "{summary}"\n'
    )


@pytest.mark.parametrize(
    "number",
    [
        "+442079460111",
        "+44 20 7946 0111",
        "+44 (0)20 7946 0111",
        "+1 (415) 555-0100",
        "+33.1.23.45.67.89",
        "+47 22 33 44 55",
        "tel:+442079460111",
        "020 7946 0111",
        "(020) 7946 0111",
        "0113 496 0000",
        "01632 960001",
        "01632 960 001",
        "07700 900123",
        "07700900123",
        "0161-496-0000",
    ],
)
def test_phone_numbers(tmp_path: Path, number: str) -> None:
    (found,) = found_in(tmp_path, meetings=meeting(f"Ring {number}, or ask."))
    assert found.message == "'summary' holds a phone number"
    assert number not in found.message


@pytest.mark.parametrize(
    "text",
    [
        "Ticket INC-20260914-0012 and order 0001-0023-4456.",
        "Ticket INC01234567890, part 0123-45.",
        "On 01-02-2026 10:30, on 09 10 2026, from 2026-09-14T10:30:00+01:00.",
        "Between 0900 and 1730, 0830 1200.",
        "Saved +2 000 000 pounds, +1,200,000.00 in all, +12.5 per cent.",
        "Rows: 5 000 000 000 000; ratio 0.123456789012; version 1.02.003.0004.",
        "Account 0000123456, register 01234567, company 0403170701.",
        "012 345 678 901 234 rows",
    ],
)
def test_what_only_looks_like_a_phone_number(tmp_path: Path, text: str) -> None:
    assert found_in(tmp_path, meetings=meeting(text)) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("kit.morrow@vendor.example", 1),
        ("Mail:kit@vendor.example.", 1),
        ("<kit@vendor.example>", 1),
        ("https://host.example/people/kit@vendor.example", 1),
        ("https://host.example/?user=kit@vendor.example", 1),
        ("@kit in #claims-room", 0),
        ("kit@vendor", 0),
        ("19:abc@thread.tacv2", 0),
    ],
)
def test_mail_addresses(tmp_path: Path, text: str, count: int) -> None:
    messages = [each.message for each in found_in(tmp_path, meetings=meeting(text))]
    assert messages == ["'summary' holds an e-mail address"] * count


def test_a_user_name_in_an_address_is_one_finding_and_another_one(tmp_path: Path) -> None:
    found = faults(tmp_path, meetings=meeting("https://kit:pw@host.example/a"))
    assert [each.code for each in found] == ["secret-in-url"]


@pytest.mark.parametrize(
    ("files", "path", "line", "record"),
    [
        (
            {"vendor": VENDOR.format(slug="acme").replace("Tests things.", "Ring 020 7946 0111.")},
            "vendor.yml",
            8,
            "acme",
        ),
        (
            {"agreement": AGREEMENT.replace("scope: { in: [Testing], out: [Mending] }", SCOPE)},
            "agreement.yml",
            5,
            "",
        ),
        (
            {
                "meetings": "meetings:\n  - id: MT-001\n    date: 2026-05-05\n    status: held\n"
                "    summary: |\n      First.\n      a@b.example\n    actions:\n"
                "      - id: AC-001\n        text: Ask.\n        owner: ines-ward\n"
                "        due: 2026-06-01\n        dropped: See c@d.example\n"
            },
            "meetings.yml",
            7,
            "MT-001",
        ),
    ],
)
def test_every_text_is_read_and_found_at_its_line(
    tmp_path: Path, files: dict[str, str], path: str, line: int, record: str
) -> None:
    found = found_in(tmp_path, **files)[0]
    assert (found.place.path, found.place.line) == (f"vendors/acme/{path}", line)
    assert (found.vendor, found.record) == ("acme", record)


def test_a_text_over_several_lines_is_searched_no_further_than_it_reaches(tmp_path: Path) -> None:
    folded = (
        "meetings:\n  - id: MT-001\n    date: 2026-05-05\n    status: held\n"
        "    summary: Ring 020 7946\n      0111 for help.\n"
        "  - id: MT-002\n    date: 2026-05-06\n    status: held\n"
        "    summary: Ring 020 7946 0111 again.\n"
    )
    found = found_in(tmp_path, meetings=folded)
    assert [(each.record, each.place.line) for each in found] == [("MT-001", 5), ("MT-002", 10)]


def test_contacts_is_where_they_belong(tmp_path: Path) -> None:
    contacts = CONTACTS.replace("email: kit@", 'phone: "+442079460111", email: kit@')
    assert found_in(tmp_path, contacts=contacts) == []


def test_a_register_number_is_no_phone_number(tmp_path: Path) -> None:
    vendor = VENDOR.format(slug="acme") + "identifier: { scheme: IT-VAT, id: '01234567890' }\n"
    assert found_in(tmp_path, vendor=vendor) == []


@pytest.mark.parametrize("text", ["kit\\u0040vendor.example", "Ring \\u002b442079460111"])
def test_an_escape_hides_nothing(tmp_path: Path, text: str) -> None:
    assert [each.place.line for each in found_in(tmp_path, meetings=meeting(text))] == [5]
