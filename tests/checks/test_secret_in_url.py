"""Credentials in addresses, wherever a text may stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.playbooks import AGREEMENT, CONTACTS, VENDOR, faults
from vendorbook.findings import Finding

ADDRESS = "https://files.example/a?sig=58a1c0de"


def secrets(root: Path, **files: str) -> list[Finding]:
    return [each for each in faults(root, **files) if each.code == "secret-in-url"]


def channel(address: str) -> str:
    return (
        "channels:\n"
        f'  - {{ id: room, purpose: support, tool: Chat, address: "{address}" }}\n'
        "routines: []\n"
    )


@pytest.mark.parametrize(
    ("files", "path", "line", "record"),
    [
        (
            {
                "vendor": VENDOR.format(slug="acme").replace(
                    "https://documents.example/main", ADDRESS
                )
            },
            "vendor.yml",
            13,
            "main",
        ),
        (
            {"contacts": CONTACTS.replace("email: ines@client.example", f'chat: "{ADDRESS}"')},
            "contacts.yml",
            2,
            "ines-ward",
        ),
        ({"communication": channel(ADDRESS)}, "communication.yml", 2, "room"),
        ({"agreement": AGREEMENT.replace("[Testing]", f'["{ADDRESS}"]')}, "agreement.yml", 2, ""),
        (
            {
                "meetings": "meetings:\n  - id: MT-001\n    date: 2026-05-05\n    status: held\n"
                f"    decisions:\n      - First.\n      - See {ADDRESS}\n"
            },
            "meetings.yml",
            7,
            "MT-001",
        ),
        (
            {
                "meetings": "meetings:\n  - id: MT-001\n    date: 2026-05-05\n    status: held\n"
                f"    summary: >-\n      First.\n\n      See {ADDRESS}\n"
            },
            "meetings.yml",
            8,
            "MT-001",
        ),
        (
            {
                "measurements": "measurements:\n  - kpi: up\n    period: 2026-09\n    value: 1\n"
                f"    reported_on: 2026-10-01\n    evidence: {ADDRESS}\n"
            },
            "measurements.yml",
            6,
            "up",
        ),
    ],
)
def test_every_text_is_read_and_found_at_its_line(
    tmp_path: Path, files: dict[str, str], path: str, line: int, record: str
) -> None:
    (found,) = secrets(tmp_path, **files)
    assert (found.place.path, found.place.line) == (f"vendors/acme/{path}", line)
    assert (found.vendor, found.record) == ("acme", record)
    assert "58a1c0de" not in found.message + found.hint


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("https://kit:pw@host.example/a", "a user name or password"),
        ("ftp://kit@host.example", "a user name or password"),
        *(
            (f"https://host.example/a?x=1&{key}=Zm9v", "what looks like a token or signature")
            for key in (
                "token", "access_token", "key", "sig", "password", "api_key", "api-key", "apiKey",
                "client_secret", "X-Amz-Signature", "X-Amz-Credential", "sas", "jwt", "passwd",
            )
        ),
        ("https://host.example/a#access_token=Zm9v", "what looks like a token or signature"),
        ("https://host.example/a?token=", ""),
        ("https://host.example/a?page=2&monkey=3&keyword=4", ""),
        ("https://host.example/@kit/token", ""),
        ("mailto:kit", ""),
        ("#token=room", ""),
    ],
)  # fmt: skip
def test_what_looks_like_a_credential(tmp_path: Path, address: str, what: str) -> None:
    messages = [each.message for each in secrets(tmp_path, communication=channel(address))]
    assert messages == ([f"the address in 'address' carries {what}"] if what else [])


def test_an_escape_hides_nothing(tmp_path: Path) -> None:
    (found,) = secrets(
        tmp_path, communication=channel("https:/\\u002fhost.example/a?tok\\u0065n\\u003dZm9v")
    )
    assert (found.place.line, found.place.column) == (2, 47)
