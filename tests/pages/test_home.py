"""The home page: what is late, red or undecided at a glance, each number with its list."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tests.conftest import REPOSITORY
from tests.pages.across import across, demo_pages, words
from tests.playbooks import open_playbook
from vendorbook.across import rows_of_findings
from vendorbook.findings import Actor, Finding, Place
from vendorbook.pages import home
from vendorbook.pages.glance import glances
from vendorbook.pages.registry import ACROSS_PAGES
from vendorbook.publish.production import produce

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorbook.findings import Severity

AS_OF = date(2026, 5, 6)
MARK = re.compile(r"vb-mark--(\w+)")


def test_the_demo_at_a_glance_and_every_number_leads_to_its_list() -> None:
    page = demo_pages()["index.html"]
    # Oxbow's MS-02 and MS-03; its MS-04, MS-06 and MS-07, Keelhaven's MS-06, Tamarisk's MS-06;
    # FB-031; Keelhaven's agreement; Oxbow's certificate and Lintel's insurance; Lintel's idea.
    for href, text in (
        ("across/milestones/?status=missed#table", "2 missed milestones"),
        ("across/milestones/?status=at+risk#table", "5 milestones at risk"),
        ("across/issues/?over=1#open", "1 issue past its limit"),
        ("across/contracts/?pressing=1#contracts", "1 contract to decide"),
        ("across/contracts/?lapsing=1#documents", "2 documents lapsed or soon"),
        ("across/partnership/#ideas", "1 idea waiting too long"),
        ("across/calendar/?soon=1#list", "10 dates in the next 7 days"),
    ):
        assert f'<a href="{href}">{text}</a>' in page


def test_a_late_action_has_one_mark_wherever_it_is_shown() -> None:
    production = produce(REPOSITORY, now=datetime.now(UTC))
    pages = {page.path: page.body for page in production.pages()}
    production.close()
    # Due on 18 September, 15 working days ago, and on 25 September, 10 ago.
    # After more than 10 it is an error.
    for slug, action, severity in (
        ("oxbow-meridian", "AC-023", "error"),
        ("keelhaven", "AC-020", "warning"),
    ):
        for path in ("index.html", f"vendors/{slug}/index.html"):
            found = [each for each in pages[path].split("<li") if f"{action} '" in words(each)]
            assert [MARK.findall(each) for each in found] == [[severity]], path
        to_do = pages[f"vendors/{slug}/people/index.html"].partition('id="actions"')[2]
        found = [each for each in to_do.split("<li") if f">{action}</a> of " in each]
        assert [MARK.findall(each) for each in found] == [[severity]]


def test_every_filter_that_home_links_to_exists_on_its_page() -> None:
    pages = demo_pages()
    links = re.findall(r'<a href="(across/[^"?]*)\?([^"#]*)#([^"]*)"', pages["index.html"])
    assert len(links) >= 5
    for path, query, anchor in links:
        body = pages[f"{path}index.html"]
        name, _, value = query.partition("=")
        assert f'name="{name}"' in body
        assert f'data-{name}="{value.replace("+", " ")}' in body
        assert f'id="{anchor}"' in body


def test_home_leads_to_every_page_across_vendors() -> None:
    page = demo_pages()["index.html"]
    for tab in ACROSS_PAGES:
        assert f'href="across/{tab}/"' in page


def test_when_nothing_waits_home_says_so(tmp_path: Path) -> None:
    rows = across(tmp_path, AS_OF, {})
    assert glances([], rows, AS_OF, 20) == []
    page = home.page(open_playbook(tmp_path), [], [], rows, AS_OF)
    text = words(page.body)
    assert "Nothing waits for us." in text
    assert "There is no vendor yet. To record it, write in vendors/acme/vendor.yml" in text


def late(
    vendor: str, record: str, days: int, actor: Actor, severity: Severity = "error"
) -> Finding:
    place = Place(f"vendors/{vendor}/milestones.yml")
    return Finding(
        "milestone-missed",
        place,
        f"{record} is {days} days late",
        severity=severity,
        vendor=vendor,
        record=record,
        days=days,
        actor=actor,
    )


def desks(tmp_path: Path, findings: list[Finding], policy: Sequence[Finding] = ()) -> str:
    rows = across(tmp_path, AS_OF, {})
    rows.add(rows_of_findings(findings))
    text = words(home.page(open_playbook(tmp_path), [], policy, rows, AS_OF).body)
    return text[text.index("Needs action") : text.index("Next 30 days")]


INES, TOM = Actor("client", "ines", "Ines Ward"), Actor("client", "tom", "Tom Rushby")
ROSA = Actor("vendor", "rosa", "Rosa Lind")


def test_whoever_has_most_errors_comes_first_and_the_latest_five_are_shown(tmp_path: Path) -> None:
    found = [late("acme", f"MS-{number:02}", number, INES) for number in range(1, 8)]
    found += [late("acme", f"IP-{number:02}", 90, TOM, "warning") for number in range(1, 10)]
    text = desks(tmp_path, [*found, late("bolt", "MS-50", 9, TOM)])
    assert text.index("Ines Ward") < text.index("Tom Rushby")
    shown = [number for number in range(1, 8) if f"MS-{number:02} is {number} days late" in text]
    assert shown == [3, 4, 5, 6, 7]
    assert text.index("MS-07 is") < text.index("MS-03 is")
    assert "and 2 more" in text


def test_of_those_who_have_as_many_errors_the_latest_comes_first(tmp_path: Path) -> None:
    text = desks(tmp_path, [late("acme", "MS-01", 8, INES), late("bolt", "MS-50", 9, TOM)])
    assert text.index("Tom Rushby") < text.index("Ines Ward")


def test_a_critical_milestone_that_is_missed_leads_even_when_somebody_deals_with_it(
    tmp_path: Path,
) -> None:
    """The page holds 500 of each side, and shows five of them on each desk."""
    found = [late("acme", f"MS-{number:02}", 90, INES) for number in range(1, 10)]
    found += [late("acme", "MS-60", 100 + number, INES) for number in range(600)]
    found.append(late("bolt", "MS-50", 1, TOM, "warning"))
    critical = replace(late("bolt", "MS-51", 2, TOM, "warning"), is_critical=True)
    text = desks(tmp_path, [*found, critical])
    assert text.index("Tom Rushby") < text.index("Ines Ward")
    assert "MS-51 is 2 days late" in text
    mine = desks(
        tmp_path / "mine",
        [*found, replace(late("bolt", "MS-52", 2, INES, "warning"), is_critical=True)],
    )
    desk = mine[mine.index("Ines Ward") :]
    assert desk.index("MS-52 is 2 days late") < desk.index("MS-60 is")


def test_what_waits_is_counted_however_much_there_is(tmp_path: Path) -> None:
    """The page holds 500 of each side; of the 700 here, Tom's five are none of the worst."""
    found = [late("acme", "MS-01", 100 + number, INES) for number in range(695)]
    found += [late("bolt", "MS-01", number, TOM) for number in range(5)]
    text = desks(tmp_path, [*found, late("acme", "MS-02", 1, ROSA)])
    assert "Ines Ward" in text
    assert "and 690 more" in text
    assert "Tom Rushby" not in text
    assert "1 more person with something to do, on the pages of vendors that need attention" in text
    assert "Rosa Lind, acme" in text[text.index("The vendors' side") :]


def test_the_same_person_has_one_desk_for_all_vendors(tmp_path: Path) -> None:
    found = [
        late(vendor, f"MS-{day:02}", day, INES) for vendor in ("acme", "bolt") for day in (1, 2, 3)
    ]
    text = desks(tmp_path, found)
    assert text.count("Ines Ward") == 1
    assert "and 1 more, on the pages of the vendors" in text


def test_nobody_named_is_told_apart_by_vendor(tmp_path: Path) -> None:
    client = Actor("client")
    policy = [replace(late("", "england", 3, client, "warning"), vendor="", code="calendar-ending")]
    text = desks(tmp_path, [late(each, "MS-01", 1, client) for each in ("acme", "bolt")], policy)
    assert "Nobody named, acme" in text
    assert "Nobody named, bolt" in text
    assert "Nobody named england is 3 days late" in text.replace(" warning:", "").replace(" ·", "")


def test_what_is_waived_or_a_mere_hint_waits_for_nobody(tmp_path: Path) -> None:
    found = [
        replace(late("acme", "MS-01", 1, INES), waived="agreed"),
        late("acme", "MS-02", 1, INES, "info"),
    ]
    assert "Nothing waits for us." in desks(tmp_path, found)


def test_faults_of_records_are_counted_and_ten_are_shown(tmp_path: Path) -> None:
    found = [
        Finding("id-duplicate", Place("vendors/acme/vendor.yml", line), f"fault number {line:02}")
        for line in range(1, 13)
    ]
    rows = across(tmp_path, AS_OF, {})
    rows.add(rows_of_findings(found[:11]))
    text = words(home.page(open_playbook(tmp_path), [], found[11:], rows, AS_OF).body)
    assert "12 record faults must be mended first" in text
    assert [line for line in range(1, 13) if f"fault number {line:02}" in text] == list(
        range(1, 11)
    )
