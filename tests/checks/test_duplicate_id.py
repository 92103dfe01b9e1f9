"""Ids that are used twice: across files, and where the two stand."""

from __future__ import annotations

from pathlib import Path

from tests.playbooks import AGREEMENT, CONTACTS, faults, said
from vendorbook.findings import Place

ACTION = "{{ id: AC-001, text: {}, owner: ines-ward, due: 2026-06-01 }}"
MEETING = f"""\
meetings:
  - id: MT-001
    date: 2026-05-05
    status: held
    actions: [{ACTION.format("Ask")}]
"""
REVIEW = f"""\
reviews:
  - id: RV-01
    kind: annual
    period: "2026"
    held_on: 2026-05-05
    chair: ines-ward
    ratings: [{{ area: quality, rating: satisfactory, narrative: As agreed. }}]
    actions:
      - {ACTION.format("Answer")}
"""
PRAISE = """\
feedback:
  - id: {}
    kind: praise
    direction: to_vendor
    raised_at: 2026-05-05
    raised_by: ines-ward
    about: delivery
    summary: Well done.
"""


def test_actions_share_their_ids_across_meetings_reviews_and_plans(tmp_path: Path) -> None:
    (found,) = faults(tmp_path, meetings=MEETING, reviews=REVIEW)
    assert found.message == "the id AC-001 is used already, at vendors/acme/meetings.yml:5"
    assert found.place == Place("vendors/acme/reviews.yml", 9, 11)
    assert (found.vendor, found.record, found.hint) == ("acme", "AC-001", "give this one a new id")


def test_the_files_of_a_log_share_their_ids(tmp_path: Path) -> None:
    fragments = {f"feedback/2026-Q{n}.yml": PRAISE.format("FB-001") for n in (1, 2, 3)}
    found = faults(tmp_path, **fragments)
    assert [each.place.path for each in found] == [
        "vendors/acme/feedback/2026-Q2.yml",
        "vendors/acme/feedback/2026-Q3.yml",
    ]
    assert (
        said(found, "duplicate-id")
        == ["2: the id FB-001 is used already, at vendors/acme/feedback/2026-Q1.yml:2"] * 2
    )


def test_lists_of_slugs_do_not_share_their_ids(tmp_path: Path) -> None:
    communication = """\
    channels:
      - { id: main, purpose: support, tool: Portal, address: "#main" }
    routines: []
    """
    assert faults(tmp_path, agreement=AGREEMENT, communication=communication) == []


def test_a_measurement_goes_by_its_kpi(tmp_path: Path) -> None:
    row = "  - { kpi: up, period: 2026-09, value: 1, reported_on: 2026-10-01 }\n"
    found = faults(
        tmp_path, measurements="measurements:\n" + row + row.replace("2026-09", "2026-08") + row
    )
    (twice,) = [each for each in found if each.code == "duplicate-id"]
    assert (twice.record, twice.place.line, twice.place.column) == ("up", 4, 16)


def test_people_are_named_once(tmp_path: Path) -> None:
    contacts = CONTACTS.replace("id: tomas-reyl", "id: ines-ward")
    (found,) = faults(tmp_path, contacts=contacts)
    assert found.message == "the person ines-ward is used already, at vendors/acme/contacts.yml:2"


def test_two_measurements_of_one_period_name_both_places(tmp_path: Path) -> None:
    row = "  - { kpi: up, period: 2026-Q3, value: 1, reported_on: 2026-10-01 }\n"
    found = faults(tmp_path, measurements="measurements:\n" + row + row)
    assert said(found, "duplicate-id") == [
        "3: up of 2026-Q3 is measured already, at vendors/acme/measurements.yml:2"
    ]
