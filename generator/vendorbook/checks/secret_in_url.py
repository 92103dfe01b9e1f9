"""A web address carries a password, a token or a signature.

Finds addresses with a user name before the host, and addresses whose query holds what looks like a
credential, in every text of every record.

Why it matters: records are read by many and kept for ever; a link that opens the door for whoever
clicks it does not belong into them.

Fails: an evidence of `https://files.example/report?access_token=…`

Passes: an evidence of `https://files.example/report`
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

CODE = "secret-in-url"
SEVERITY: Severity = "error"

_USER = re.compile(r"[a-z][a-z0-9+.-]*://[^\s/?#]*@", re.IGNORECASE)
_QUERY = re.compile(
    r"[?&#;](?:[a-z0-9_-]*(?:token|secret|passwd|password|signature|api_?key|apikey|credential)"
    r"|sig|key|pwd|auth|sas)=[^&\s]+",
    re.IGNORECASE,
)

_USER_ANYWHERE = re.compile(r"://[^\s/?#]*@")


def check(vendor: Vendor, portfolio: Portfolio, today: date) -> Iterator[Finding]:
    """Find every address that carries a credential."""
    del portfolio, today
    for text in texts(vendor, _is_suspect, contacts=True):
        if "://" not in text.value:
            continue
        what = ""
        if _USER.search(text.value):
            what = "a user name or password"
        elif _QUERY.search(text.value):
            what = "what looks like a token or signature"
        if what:
            yield Finding(
                CODE,
                text.place,
                # The credential itself is not repeated: reports travel further than records.
                f"the address in '{text.key}' carries {what}",
                "give the plain address, and change the credential: it has been published",
                SEVERITY,
                vendor.slug,
                text.record,
            )


def _is_suspect(text: str) -> bool:
    """Whether a whole file may hold a credential; cheap, and never too strict."""
    return "://" in text and ("=" in text or bool(_USER_ANYWHERE.search(text)))
