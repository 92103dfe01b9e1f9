"""An e-mail address or phone number stands outside contacts.yml.

Finds both in every text of every other record: e-mail addresses, numbers that begin with `+` and a
country, and numbers in the form of the United Kingdom.

Why it matters: personal data that lies in one file can be shown, corrected and removed; scattered
over years of minutes it cannot.

Fails:

    meetings:
      - id: MT-001
        date: 2026-05-05
        status: held
        summary: Call Kit on +44 20 7946 0111.

Passes:

    meetings:
      - id: MT-001
        date: 2026-05-05
        status: held
        summary: Call Kit Morrow.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vendorbook.checks._texts import texts
from vendorbook.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.findings import Severity
    from vendorbook.portfolio import Portfolio
    from vendorbook.vendor import Vendor

CODE = "personal-data-outside-contacts"
SEVERITY: Severity = "error"

_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?![\w-])", re.IGNORECASE)
_BEFORE_HOST = re.compile(r"://[^\s/?#]*\Z")
_INTERNATIONAL = re.compile(r"\+(?<![\w.+-]\+)[1-9](?:[ .()-]{0,2}\d){8,14}(?![\w-]|[.,]\d)")
_NATIONAL = re.compile(
    r"0(?<![\w.+,/-]0)[1-9](?:\d{9}|\d{1,3}\)?(?:[ -]\d{3,8}){1,2}|\d{3} \d{2} \d{2} \d{2})"
    r"(?![\w-]|[.,/]\d| \d)"
)
"""Numbers of the United Kingdom: eleven digits in one, or an area code of its own and the rest."""

_FEWEST_DIGITS, _MOST_DIGITS = 10, 11


def check(vendor: Vendor, portfolio: Portfolio, today: date) -> Iterator[Finding]:
    """Find every address and number outside contacts.yml."""
    del portfolio, today
    for text in texts(vendor, _is_suspect, contacts=False):
        what, match = "an e-mail address", _mail(text.value)
        if match is None:
            what, match = "a phone number", _phone(text.value)
        if match and text.field != "id":
            yield Finding(
                CODE,
                text.place_of(match.group()),
                f"'{text.field}' holds {what}",
                "name the person instead; addresses and numbers belong into contacts.yml",
                SEVERITY,
                vendor.slug,
                text.record,
            )


def _mail(text: str) -> re.Match[str] | None:
    for match in _MAIL.finditer(text) if "@" in text else ():
        if not _BEFORE_HOST.search(text[: match.start()]):  # that is for secret-in-url
            return match
    return None


def _phone(text: str) -> re.Match[str] | None:
    found = _INTERNATIONAL.search(text) if "+" in text else None
    return found or (_national(text) if "0" in text else None)


def _national(text: str) -> re.Match[str] | None:
    for match in _NATIONAL.finditer(text):
        digits = sum(character.isdigit() for character in match.group())
        if _FEWEST_DIGITS <= digits <= _MOST_DIGITS:
            return match
    return None


def _is_suspect(text: str) -> bool:
    """Whether a whole file may hold an address or number; cheap, and never too strict."""
    return "@" in text or _phone(text) is not None
