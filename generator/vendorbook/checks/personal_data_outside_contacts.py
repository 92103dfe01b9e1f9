"""An e-mail address or phone number stands outside contacts.yml.

Finds both in every text of every other record.

Why it matters: personal data that lies in one file can be shown, corrected and removed; scattered
over years of minutes it cannot.

Fails: a meeting's summary of `Call Kit on +44 20 7946 0111.`

Passes: a meeting's summary of `Call Kit Morrow.`
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
    from vendorbook.portfolio import Portfolio, Vendor

CODE = "personal-data-outside-contacts"
SEVERITY: Severity = "error"

_MAIL = re.compile(r"(?<![/\w.+:-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?<![\w.+-])(?:\+[1-9](?:[ .()-]{0,2}\d){7,14}|0(?:[ ()-]{0,2}\d){9,10})(?![\w-])"
)

_INTERNATIONAL = re.compile(r"\+[1-9](?:[ .()-]{0,2}\d){7}")
_NATIONAL = re.compile(r"0(?:[ ()-]{0,2}\d){9}")


def check(vendor: Vendor, portfolio: Portfolio, today: date) -> Iterator[Finding]:
    """Find every address and number outside contacts.yml."""
    del portfolio, today
    for text in texts(vendor, _is_suspect, contacts=False):
        value = text.value
        found = ""
        if "@" in value and _MAIL.search(value):
            found = "an e-mail address"
        elif ("+" in value or "0" in value) and _PHONE.search(value):
            found = "a phone number"
        if found:
            yield Finding(
                CODE,
                text.place,
                f"'{text.key}' holds {found}",
                "name the person instead; addresses and numbers belong into contacts.yml",
                SEVERITY,
                vendor.slug,
                text.record,
            )


def _is_suspect(text: str) -> bool:
    """Whether a whole file may hold an address or number; cheap, and never too strict."""
    return bool("@" in text or _INTERNATIONAL.search(text) or _NATIONAL.search(text))
