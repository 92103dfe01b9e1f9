"""Calendar feeds: read back by a general library, stable, and safe against any text."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from vendorbook.exports.calendar_feed import calendar, calendar_events
from vendorbook.findings import Actor, DueDate, Place

AS_OF = date(2026, 10, 9)
NOTICE = DueDate(
    day=date(2026, 12, 1),
    kind="notice",
    what="Decide, or Main agreement renews",
    vendor="acme",
    vendor_name="Acme",
    record="main",
    actor=Actor("client", "pia-nand", "Pia Nand"),
    page="agreement",
    place=Place("vendors/acme/vendor.yml", 9),
    anchor="contract-main",
)
MILESTONE = NOTICE._replace(kind="milestone", record="MS-01", page="milestones", anchor="")
HOSTILE = (
    "one, two; three\\four\nBEGIN:VEVENT\r\nUID:stolen\r\n\x00\x1b[31m \u202e “Käse” 漢字 🎉 " * 3
)


def written(*dates: DueDate, site_url: str = "", name: str = "Acme") -> str:
    found = calendar_events(dates, AS_OF, "abc.invalid", site_url)
    return calendar(name, (text for _, text in found))


def events_of(text: str) -> list[Any]:
    """The events as a general library reads them; what a property holds, it does not tell."""
    return list(Calendar.from_ical(text).walk("VEVENT"))


def test_a_date_is_an_all_day_event_that_says_who_acts_and_where() -> None:
    (event,) = events_of(written(NOTICE, site_url="https://vendors.client.example/"))
    address = "https://vendors.client.example/vendors/acme/agreement/#contract-main"
    assert event["SUMMARY"] == "Acme: notice, Decide, or Main agreement renews"
    assert event["DESCRIPTION"] == f"Who acts: Pia Nand (our side)\nRecord: main\n{address}"
    assert event["URL"] == address
    assert event["DTSTART"].dt == date(2026, 12, 1)
    assert event["DTEND"].dt == date(2026, 12, 2)
    assert event["UID"] == "acme.notice.main@abc.invalid"
    assert event["CATEGORIES"].to_ical() == b"notice"


def test_without_an_address_of_the_site_the_page_is_told_from_its_root() -> None:
    (event,) = events_of(written(MILESTONE))
    assert event["DESCRIPTION"].endswith("\nvendors/acme/milestones/#ms-01")
    assert "URL" not in event


def test_only_notice_is_reminded_of_and_that_14_and_2_days_before() -> None:
    notice, milestone = events_of(written(NOTICE, MILESTONE))
    assert [each["TRIGGER"].dt for each in notice.walk("VALARM")] == [
        timedelta(days=-14),
        timedelta(days=-2),
    ]
    assert milestone.walk("VALARM") == []


def test_an_event_keeps_its_identity_when_its_day_and_words_change() -> None:
    moved = MILESTONE._replace(day=date(2027, 1, 5), what="Another title", place=Place("x", 1))
    assert [e["UID"] for e in events_of(written(MILESTONE))] == [
        e["UID"] for e in events_of(written(moved))
    ]
    (other,) = events_of(written(MILESTONE._replace(aspect="2")))
    assert other["UID"] == "acme.milestone.MS-01.2@abc.invalid"


def test_one_identity_stands_in_a_feed_once() -> None:
    assert len(events_of(written(MILESTONE, MILESTONE))) == 1


def test_the_same_records_make_the_same_bytes_stamped_with_the_day() -> None:
    assert written(NOTICE, MILESTONE) == written(NOTICE, MILESTONE)
    assert all(e["DTSTAMP"].dt.date() == AS_OF for e in events_of(written(NOTICE, MILESTONE)))


def test_a_calendar_has_a_name() -> None:
    text = written(NOTICE, name="A, B; C")
    Calendar.from_ical(text)
    assert "\r\nNAME:A\\, B\\; C\r\n" in text
    assert "\r\nX-WR-CALNAME:A\\, B\\; C\r\n" in text


@pytest.mark.parametrize("field", ["what", "vendor_name", "record", "kind"])
def test_hostile_text_stays_text_and_lines_stay_short(field: str) -> None:
    changed: dict[str, Any] = {field: HOSTILE}
    text = written(MILESTONE._replace(**changed), name=HOSTILE)
    lines = text.encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert text.count("\r\n") == len(text.splitlines())
    (event,) = events_of(text)
    assert event["UID"].endswith("@abc.invalid")
    said = {"record": event["DESCRIPTION"]}.get(field, event["SUMMARY"])
    assert "one, two; three\\four\nBEGIN:VEVENT\nUID:stolen" in said
    assert said.count("“Käse” 漢字 🎉") == 3
    assert not set("\x00\x1b\u202e") & set(text)
