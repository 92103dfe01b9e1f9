"""People across vendors: whom to call in which order, and everybody with who stands in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.pages.across import across, demo_page, page_of, table_rows, words
from tests.playbooks import VENDOR

AS_OF = date(2026, 7, 15)
CONTACTS = """\
people:
  - { id: ines-ward, name: Ines Ward, side: client, title: Owner, roles: [relationship_owner], phone: "+442079460101", verified_on: 2026-07-01 }
  - { id: kit-morrow, name: Kit Morrow, side: vendor, title: Account, roles: [account_manager, on_call], phone: "+442079460111", hours: 24x7, timezone: Europe/London, backup: rosa-lind, verified_on: 2026-01-05 }
  - { id: rosa-lind, name: Rosa Lind, side: vendor, title: Delivery, roles: [delivery_manager], email: rosa@vendor.example, verified_on: 2026-07-01 }
  - { id: max-gone, name: Max Gone, side: vendor, title: Was here, roles: [finance], email: max@vendor.example, verified_on: 2026-01-05, left_on: 2026-06-30 }
  - { id: old-gone, name: Old Gone, side: vendor, title: Was here, roles: [finance], email: old@vendor.example, verified_on: 2025-01-05, left_on: 2025-06-30 }
escalation:
  - { level: 2, for: incident, vendor: rosa-lind, client: ines-ward, after: 1h }
  - { level: 1, for: incident, vendor: kit-morrow, client: ines-ward, after: 30m }
  - { level: 1, for: commercial, vendor: rosa-lind, client: ines-ward, after: 5wd }
"""  # noqa: E501 - one person on one line reads best


def test_the_board_says_whom_to_call_in_which_order_and_how_long_to_wait(tmp_path: Path) -> None:
    page = page_of(tmp_path, AS_OF, "people", contacts=CONTACTS)
    assert table_rows(page)[0] == (
        "Acme Level 1 Kit Morrow +442079460111 24x7 next level after 30 minutes "
        "tell Ines Ward, +442079460101 "
        "Level 2 Rosa Lind no phone rosa@vendor.example hours not recorded "
        "tell Ines Ward, +442079460101"
    )
    assert 'href="tel:+442079460111"' in page
    assert 'href="../../vendors/acme/people/#person-kit-morrow"' in page


def test_everybody_is_there_with_roles_who_stands_in_and_when_confirmed(tmp_path: Path) -> None:
    rows = table_rows(page_of(tmp_path, AS_OF, "people", contacts=CONTACTS))[1:]
    # The policy asks for a confirmation every 180 days: 5 January is 191 days ago.
    assert rows == [
        "Ines Ward Owner Acme ours relationship owner +442079460101 nobody 1 Jul 2026",
        "Kit Morrow Account Acme theirs account manager, on call +442079460111 24x7 Rosa Lind "
        "5 Jan 2026 to be confirmed",
        "Max Gone Was here left on 30 Jun 2026 Acme theirs finance max@vendor.example nobody "
        "5 Jan 2026",
        "Rosa Lind Delivery Acme theirs delivery manager rosa@vendor.example nobody 1 Jul 2026",
    ]


def test_a_person_is_found_by_any_of_their_roles(tmp_path: Path) -> None:
    page = page_of(tmp_path, AS_OF, "people", contacts=CONTACTS)
    assert 'data-side="theirs" data-role="account manager|on call" data-confirm="1"' in page
    assert "<option>on call</option>" in page


def test_without_a_ladder_for_incidents_the_board_says_which_one_it_shows(tmp_path: Path) -> None:
    contacts = CONTACTS.replace("for: incident", "for: delivery").replace(", on_call]", "]")
    text = words(page_of(tmp_path, AS_OF, "people", contacts=contacts))
    assert "Acme ladder for delivery; none for incidents Level 1 Kit Morrow" in text


def test_whoever_stands_in_by_phone_is_named_and_nobody_without_one(tmp_path: Path) -> None:
    # Rosa Lind stands in for Kit Morrow: without a phone she is no help at night.
    with_phone = CONTACTS.replace("email: rosa@", 'phone: "+442079460112", email: rosa@')
    text = words(page_of(tmp_path / "with", AS_OF, "people", contacts=with_phone))
    assert "Kit Morrow +442079460111 24x7 if no answer: Rosa Lind, +442079460112 next" in text
    text = words(page_of(tmp_path / "without", AS_OF, "people", contacts=CONTACTS))
    assert "if no answer" not in text
    gone = with_phone.replace("rosa@vendor.example, ", "rosa@vendor.example, left_on: 2026-07-14, ")
    assert "if no answer" not in words(page_of(tmp_path / "gone", AS_OF, "people", contacts=gone))


def test_whom_to_tell_without_a_phone_is_told_by_chat_and_else_by_mail(tmp_path: Path) -> None:
    phone = 'roles: [relationship_owner], phone: "+442079460101"'
    ways = 'chat: "@ines", email: ines@client.example'
    by_chat = CONTACTS.replace(phone, f"roles: [relationship_owner], {ways}")
    text = words(page_of(tmp_path / "chat", AS_OF, "people", contacts=by_chat))
    assert "tell Ines Ward, @ines Level 2" in text
    by_mail = by_chat.replace('chat: "@ines", ', "")
    page = page_of(tmp_path / "mail", AS_OF, "people", contacts=by_mail)
    assert 'tell Ines Ward, <a href="mailto:ines@client.example">ines@client.example</a>' in page


def test_without_a_ladder_for_incidents_whoever_is_on_call_comes_first(tmp_path: Path) -> None:
    by_day = (
        "  - { id: dan-day, name: Dan Day, side: vendor, title: Day, roles: [on_call], "
        'phone: "+442079460119", hours: Mon-Fri, timezone: Europe/London, verified_on: 2026-07-01 }'
    )
    contacts = CONTACTS.replace("for: incident", "for: delivery")
    contacts = contacts.replace("people:\n", f"people:\n{by_day}\n")
    rows = table_rows(page_of(tmp_path / "ladder", AS_OF, "people", contacts=contacts))
    # Dan stands first in the file, and Kit answers at any hour.
    assert rows[0].startswith(
        "Acme no ladder for incidents: whoever is on call, then the ladder for delivery "
        "on call: Kit Morrow +442079460111 24x7 on call: Dan Day +442079460119 Mon-Fri "
        "Level 1 Kit Morrow"
    )
    no_ladder = contacts[: contacts.index("escalation:")] + "escalation: []\n"
    rows = table_rows(page_of(tmp_path / "none", AS_OF, "people", contacts=no_ladder))
    assert rows[0] == (
        "Acme no ladder for incidents: whoever is on call "
        "on call: Kit Morrow +442079460111 24x7 on call: Dan Day +442079460119 Mon-Fri"
    )


def test_vendors_behind_critical_functions_come_first(tmp_path: Path) -> None:
    critical = VENDOR.format(slug="bolt").replace("function: false", "function: true")
    rows = across(tmp_path, AS_OF, {"acme": {}, "bolt": {"vendor": critical}})
    assert [(row.vendor, row.is_critical) for row in rows.calls.rows] == [
        ("bolt", True),
        ("acme", False),
    ]


def test_the_demo_says_whom_to_call_at_two_in_the_morning() -> None:
    rows = table_rows(demo_page("people"))
    keelhaven = rows[0]
    assert keelhaven.startswith("Keelhaven critical")
    # Duty engineer 15 minutes, service manager 30 minutes, operations director.
    order = [
        "Level 1 Jamal Okoro +442079460113 24x7 if no answer: Lena Hay, +442079460114 "
        "next level after 15 minutes tell Aisha Bellweather, +442079460104",
        "Level 2 Rosa Lindqvist +442079460112",
        "next level after 30 minutes",
        "Level 3 Gareth Pell +442079460115",
    ]
    assert [part for part in order if part in keelhaven] == order
    assert sorted(order, key=keelhaven.index) == order
    oxbow = next(row for row in rows if row.startswith("Oxbow Meridian Data"))
    assert "Level 2 Felix Dunmore has left" in oxbow
    assert "on call: Lucia Ferran +442079460163 Mon-Fri 06:00-18:00" in oxbow
    assert oxbow.index("Lucia Ferran") < oxbow.index("Level 1 Marcus Reed")
    lintel = next(row for row in rows if row.startswith("Lintel"))
    assert "on call: Yusuf Arlen +442079460143" in lintel
    assert "tell Dev Oyelaran, @dev.oyelaran" in lintel
    tamarisk = next(row for row in rows if row.startswith("Tamarisk"))
    assert "Ravi Holm +442079460133 24x7 if no answer: Ellen Quist, +442079460134" in tamarisk
