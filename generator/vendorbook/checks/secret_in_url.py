"""A web address carries a password, a token or a signature.

Finds addresses with a user name before the host, and addresses whose query holds what looks like a
credential, in every text of every record.

Why it matters: records are read by many and kept for ever; a link that opens the door for whoever
clicks it does not belong into them.

Fails:

    meetings:
      - id: MT-001
        date: 2026-05-05
        status: held
        minutes: https://files.example/minutes/17?access_token=58a1c0de

Passes:

    meetings:
      - id: MT-001
        date: 2026-05-05
        status: held
        minutes: https://files.example/minutes/17
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

CODE = "secret-in-url"
SEVERITY: Severity = "error"

_USER = re.compile(r"[a-z][a-z0-9+.-]*://[^\s/?#]*@", re.IGNORECASE)
_QUERY = re.compile(
    r"[?&#;](?:[a-z0-9_-]*(?:token|secret|passw(?:or)?d|signature|credential"
    r"|(?:api|access|private|account|shared|subscription)[_-]?key)"
    r"|sig|key|pwd|pass|auth|sas|jwt)=[^&\s]+",
    re.IGNORECASE,
)


def check(vendor: Vendor, portfolio: Portfolio, today: date) -> Iterator[Finding]:
    """Find every address that carries a credential."""
    del portfolio, today
    for text in texts(vendor, _is_suspect, contacts=True):
        if "://" not in text.value:
            continue
        what = "a user name or password"
        match = _USER.search(text.value)
        if match is None:
            what = "what looks like a token or signature"
            match = _QUERY.search(text.value)
        if match:
            yield Finding(
                CODE,
                text.place_of(match.group()),
                # The credential itself is not repeated: reports travel further than records.
                f"the address in '{text.field}' carries {what}",
                "give the plain address, and change the credential: it has been published",
                SEVERITY,
                vendor.slug,
                text.record,
            )


def _is_suspect(text: str) -> bool:
    """Whether a whole file may hold a credential; cheap, and never too strict."""
    return ("=" in text or "@" in text) and "://" in text
