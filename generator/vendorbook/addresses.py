"""Where things are on the site: the addresses that pages, feeds and exports agree on.

All of them are counted from the site's root. Nothing here knows what the files hold.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Final
from urllib.parse import quote

FEEDS_FOLDER: Final = "feeds"
API_FOLDER: Final = "api/v1"
API_SCHEMAS_FOLDER: Final = f"{API_FOLDER}/schemas"
FEEDS_PAGE: Final = "reference/feeds/index.html"
"""The page that lists all of them."""


def vendor_address(slug: str, page: str = "", anchor: str = "") -> str:
    """The address of one of a vendor's pages, or of a record on it: `vendors/acme/people/#x`."""
    return (
        f"vendors/{slug}/" + (f"{page}/" if page else "") + (f"#{anchor.lower()}" if anchor else "")
    )


def calendar_path(slug: str = "") -> str:
    """The calendar feed of one vendor, or of all."""
    return f"{FEEDS_FOLDER}/vendors/{slug}.ics" if slug else f"{FEEDS_FOLDER}/all.ics"


def person_calendar_path(person: str, side: str, slug: str) -> str:
    """The calendar feed of one person.

    Somebody of ours has one id whatever the vendor, and so one feed; everybody else belongs to the
    vendor whose contacts name them.
    """
    name = person if side == "client" else f"{slug}--{person}"
    return f"{FEEDS_FOLDER}/people/{name}.ics"


def changes_path(slug: str = "") -> str:
    """The feed of what happened at one vendor, or at all."""
    return f"{FEEDS_FOLDER}/vendors/{slug}.xml" if slug else f"{FEEDS_FOLDER}/changes.xml"


def table_path(name: str) -> str:
    """A table of all vendors as CSV."""
    return f"{FEEDS_FOLDER}/{name}.csv"


def api_path(name: str) -> str:
    """A document of the API that is about all vendors."""
    return f"{API_FOLDER}/{name}.json"


def api_vendor_path(slug: str) -> str:
    """The API's document of one vendor."""
    return f"{API_FOLDER}/vendors/{slug}.json"


def api_schema_path(name: str) -> str:
    """The schema of one of the API's documents."""
    return f"{API_SCHEMAS_FOLDER}/{name}.schema.json"


@lru_cache(maxsize=4_096)
def in_identity(text: str) -> str:
    """Text of a record as a part of an identity, in which only letters, digits and `_.-~` stand."""
    return quote(text, safe="", errors="replace")


def namespace(organisation: str) -> str:
    """A name that no other playbook's feeds share, for ids that must be unique everywhere.

    It stays the same when the site moves; the domain is reserved and can belong to nobody.
    """
    digest = hashlib.sha256(organisation.encode(errors="surrogatepass")).hexdigest()
    return f"{digest[:12]}.vendorbook.invalid"
