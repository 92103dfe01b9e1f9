"""Deliverables that nobody could refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.playbooks import AGREEMENT, CONTACTS, faults

CODE = "deliverable-without-acceptance"


@pytest.mark.parametrize(
    "criteria", ["TBD", "'to be confirmed'", "n/a", "None", "'...'", "'-'", "'(todo)'", "'?'"]
)
def test_placeholders_are_no_criteria(tmp_path: Path, criteria: str) -> None:
    agreement = AGREEMENT.replace("[It says yes or no]", f"[{criteria}]")
    (found,) = faults(tmp_path, agreement=agreement)
    assert (found.code, found.record, found.place.line) == (CODE, "DL-01", 4)
    assert found.hint == "write what must be true, so that two people would judge it alike"


@pytest.mark.parametrize(
    "criteria", ["Open to all branches", "None of the tests fails", "99.5%", "tbd, It works"]
)
def test_one_criterion_that_can_fail_is_enough(tmp_path: Path, criteria: str) -> None:
    agreement = AGREEMENT.replace("[It says yes or no]", f"[{criteria}]")
    assert faults(tmp_path, agreement=agreement) == []


def test_an_acceptor_of_the_vendor_is_a_wrong_reference_and_nothing_else(tmp_path: Path) -> None:
    agreement = AGREEMENT.replace("acceptor: ines-ward", "acceptor: kit-morrow")
    assert [each.code for each in faults(tmp_path, agreement=agreement)] == ["dangling-reference"]


def test_what_was_accepted_by_somebody_who_left_since_stays_right(tmp_path: Path) -> None:
    contacts = CONTACTS.replace("ines@client.example,", "ines@client.example, left_on: 2026-05-01,")
    assert faults(tmp_path, agreement=AGREEMENT, contacts=contacts) == []
