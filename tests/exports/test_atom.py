"""The feed of what happened: well-formed whatever the text, read back by a feed reader's parser."""

from __future__ import annotations

from datetime import date, timedelta
from xml.etree import ElementTree

import feedparser

from vendorbook.events.making import Event
from vendorbook.exports.atom import atom_feed
from vendorbook.findings import Place

AS_OF = date(2026, 10, 9)
MISSED = Event(
    day=date(2026, 9, 19),
    kind="milestone missed",
    title="MS-01 First loads: missed",
    words="The last day was 18 Sep 2026.",
    vendor="acme",
    vendor_name="Acme",
    record="MS-01",
    page="milestones",
    anchor="ms-01",
    place=Place("vendors/acme/milestones.yml", 4),
    aspect="2026-09-19",
)
HOSTILE = "<script>alert(1)</script> &amp; ]]> \"'\x00\x0b\x1b\ufffe\ud800 {{ 7 * 7 }}"


def feed(*happened: Event, site_url: str = "", title: str = "Client: what happened") -> str:
    return atom_feed(
        title,
        happened,
        AS_OF,
        space="abc.invalid",
        author="Client",
        path="feeds/vendors/acme.xml",
        page="vendors/acme/",
        site_url=site_url,
    )


def test_an_entry_says_what_happened_when_and_where() -> None:
    read = feedparser.parse(feed(MISSED, site_url="https://vendors.client.example/"))
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.title == "Client: what happened"
    assert read.feed.updated == "2026-09-19T00:00:00Z"
    (entry,) = read.entries
    assert entry.title == "Acme: MS-01 First loads: missed"
    assert entry.summary == "The last day was 18 Sep 2026."
    assert entry.updated == "2026-09-19T00:00:00Z"
    assert entry.id == "tag:abc.invalid,2026:event/acme/milestone%20missed/MS-01/2026-09-19"
    assert entry.link == "https://vendors.client.example/vendors/acme/milestones/#ms-01"
    assert entry.tags[0].term == "milestone missed"


def test_addresses_are_counted_from_the_root_where_it_is_not_known() -> None:
    root = ElementTree.fromstring(feed(MISSED))
    assert root.get("{http://www.w3.org/XML/1998/namespace}base") == "../../"
    links = [each.get("href") for each in root.iter("{http://www.w3.org/2005/Atom}link")]
    assert links == ["feeds/vendors/acme.xml", "vendors/acme/", "vendors/acme/milestones/#ms-01"]


def test_a_feed_without_entries_is_as_old_as_its_day() -> None:
    assert feedparser.parse(feed()).feed.updated == "2026-10-09T00:00:00Z"


def test_hostile_text_is_text_and_the_feed_is_well_formed() -> None:
    event = MISSED._replace(title=HOSTILE, words=HOSTILE, vendor_name=HOSTILE, kind=HOSTILE)
    text = feed(event, title=HOSTILE)
    text.encode()
    root = ElementTree.fromstring(text)
    titles = [each.text or "" for each in root.iter("{http://www.w3.org/2005/Atom}title")]
    assert len(titles) == 2
    for title in titles:
        assert "<script>alert(1)</script> &amp; ]]> \"'� ��� {{ 7 * 7 }}" in title
    assert root.findall(".//{http://www.w3.org/2005/Atom}script") == []


def test_a_feed_is_bounded() -> None:
    many = [MISSED._replace(aspect=str(n), day=AS_OF - timedelta(days=n)) for n in range(250)]
    assert len(feedparser.parse(feed(*many)).entries) == 200


def test_the_identity_of_an_entry_does_not_hold_its_words() -> None:
    one, other = feed(MISSED), feed(MISSED._replace(title="x", words="y", place=Place("z", 9)))
    assert feedparser.parse(one).entries[0].id == feedparser.parse(other).entries[0].id
