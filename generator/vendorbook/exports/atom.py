"""What happened as an Atom feed (RFC 4287), for readers that tell people what is new.

An entry is a fact of the records with the day on which it happened; no clock is read, so the same
records make the same bytes. All texts are plain text.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from vendorbook.addresses import in_identity, vendor_address
from vendorbook.reporters.escaping import without_control

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from vendorbook.events.making import Event

MOST_ENTRIES: Final = 200
"""How many entries a feed has at most, the latest first."""


def atom_feed(
    title: str,
    happened: Iterable[Event],
    as_of: date,
    *,
    space: str,
    author: str,
    path: str,
    page: str,
    site_url: str,
) -> str:
    """A whole feed.

    Args:
        title: What the feed is called.
        happened: What happened, the latest first.
        as_of: When nothing happened, the day of the feed; else that is the latest event's.
        space: The namespace that makes ids unique.
        author: Whose feed it is.
        path: Where the feed lies, from the site's root.
        page: The address of the page that it is about, from the site's root.
        site_url: The address of the site with a slash at its end, or empty.
    """
    shown = list(happened)[:MOST_ENTRIES]
    updated = max((each.day for each in shown), default=as_of)
    # Addresses are counted from the site's root, which may be unknown and is then so far upwards.
    base = site_url or "../" * path.count("/")
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base={_quoted(_plain(base))}>\n'
        f"<title>{_text(title)}</title>\n"
        f"<id>tag:{space},2026:{quote(path)}</id>\n"
        f"<updated>{_moment(updated)}</updated>\n"
        f"<author><name>{_text(author)}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href={_quoted(path)}/>\n'
        f'<link rel="alternate" type="text/html" href={_quoted(page or "./")}/>\n'
    )
    return head + "".join(_entry(each, space) for each in shown) + "</feed>\n"


def _entry(each: Event, space: str) -> str:
    parts = (each.vendor, each.kind, each.record, each.aspect)
    name = "/".join(map(in_identity, parts))
    address = vendor_address(each.vendor, each.page, each.anchor)
    words = f"<summary>{_text(each.words)}</summary>\n" if each.words else ""
    return (
        "<entry>\n"
        f"<title>{_text(f'{each.vendor_name}: {each.title}')}</title>\n"
        f"<id>tag:{space},2026:event/{name}</id>\n"
        f"<updated>{_moment(each.day)}</updated>\n"
        f"<category term={_quoted(_plain(each.kind))}/>\n"
        f'<link rel="alternate" type="text/html" href={_quoted(_plain(address))}/>\n'
        f"{words}</entry>\n"
    )


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _text(text: str) -> str:
    return escape(_plain(text), quote=False)


def _quoted(text: str) -> str:
    """The value of an attribute; `xml.sax.saxutils` would have brought in all of HTTP."""
    return f'"{escape(text)}"'


def _plain(text: str) -> str:
    """Text on one line, with characters that XML forbids replaced."""
    return without_control(" ".join(text.split()))
