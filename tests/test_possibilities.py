"""How a file that breaks its schema is mended in two ways, and what stays in doubt."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_schema_messages_laws import each_kind, files_of, keys, read, value_at
from vendorbook.documents import parse_document
from vendorbook.mending import Possibility
from vendorbook.possibilities import possibilities
from vendorbook.schemas import validate

MILESTONE = {"id": "MS-01", "title": "Live", "baseline_due": "2026-04-30"}
PERSON = {
    "id": "rosa-lind",
    "name": "Rosa Lind",
    "side": "vendor",
    "title": "Delivery",
    "roles": ["delivery_manager"],
    "email": "rosa@vendor.example",
    "verified_on": "2026-01-05",
}


def ways(kind: str, data: Any) -> tuple[Possibility, Possibility]:
    """The first two ways, which are all where there is nothing to choose from."""
    first, second, *_ = possibilities(read(data), kind)
    return first, second


def milestones(**changes: Any) -> list[dict[str, Any]]:
    found = []
    for way in ways("milestones", {"milestones": [{**MILESTONE, **changes}]}):
        assert way.data is not None
        found.append(way.data["milestones"][0])
    return found


def test_a_mistyped_key_means_the_one_that_is_like_it() -> None:
    first, last = ways("milestones", {"milestones": [{**MILESTONE, "forcast": "2026-05-01"}]})
    assert first.data == last.data == {"milestones": [{**MILESTONE, "forecast": "2026-05-01"}]}
    assert first.doubt.dropped == first.doubt.uncertain == frozenset()


def test_a_key_that_is_like_no_other_is_left_out() -> None:
    assert milestones(zebra=1) == [MILESTONE, MILESTONE]


def test_a_wrong_date_is_one_before_and_one_after_all_others() -> None:
    wrong = {**MILESTONE, "baseline_due": "2026-02-30", "forecast": "2026-05-12"}
    first, last = ways("milestones", {"milestones": [wrong]})
    assert first.data is not None
    assert last.data is not None
    assert first.data["milestones"][0]["baseline_due"] == "2026-05-11"
    assert last.data["milestones"][0]["baseline_due"] == "2026-05-13"


def test_a_value_that_need_not_be_is_left_out_once() -> None:
    first, last = milestones(critical="perhaps")
    assert "critical" not in first
    assert last["critical"] is True


def test_a_choice_is_the_first_of_all_and_the_last() -> None:
    first, last = ways("contacts", {"people": [{**PERSON, "side": "ours"}], "escalation": []})
    assert first.data is not None
    assert last.data is not None
    assert first.data["people"][0]["side"] == "client"
    assert last.data["people"][0]["side"] == "other"


def test_every_choice_has_its_way_with_the_least_and_with_the_most_of_all_else() -> None:
    found = possibilities(
        read({"people": [{**PERSON, "side": "ours"}], "escalation": []}), "contacts"
    )
    sides = [each.data["people"][0]["side"] for each in found if each.data]
    assert sides == ["client", "other", "vendor", "vendor", "other", "client"]


def test_of_two_that_exclude_each_other_each_goes_once() -> None:
    action = {"id": "AC-01", "text": "Tell users", "owner": "ines-ward", "due": "2026-05-11"}
    both = {**action, "done_on": "2026-05-09", "dropped": "Not asked"}
    meeting = {"id": "MT-01", "routine": "weekly", "date": "2026-05-04", "status": "held"}
    first, last = ways("meetings", {"meetings": [{**meeting, "actions": [both]}]})
    assert first.data is not None
    assert last.data is not None
    assert first.data["meetings"][0]["actions"] == [{**action, "dropped": "Not asked"}]
    assert last.data["meetings"][0]["actions"] == [{**action, "done_on": "2026-05-09"}]


def test_of_several_that_would_do_the_first_and_the_last_are_put_in() -> None:
    person = {key: value for key, value in PERSON.items() if key != "email"}
    first, last = ways("contacts", {"people": [person], "escalation": []})
    assert first.data is not None
    assert last.data is not None
    assert set(first.data["people"][0]) - set(person) == {"email"}
    assert set(last.data["people"][0]) - set(person) == {"chat"}


def test_a_mistyped_id_stays_and_says_which_it_means() -> None:
    for way in ways("milestones", {"milestones": [{**MILESTONE, "id": "MS1"}]}):
        assert way.data == {"milestones": [{**MILESTONE, "id": "MS1"}]}
        assert way.doubt.dropped == {"MS1"}
        assert way.doubt.uncertain == frozenset()


@pytest.mark.parametrize("wrong", ["Go-live", "§"])
def test_an_id_that_means_no_number_may_be_any(wrong: str) -> None:
    for way in ways("milestones", {"milestones": [{**MILESTONE, "id": wrong}]}):
        assert way.doubt.uncertain == {"milestones"}


def test_a_missing_id_is_made_up_and_may_be_any() -> None:
    without = {key: value for key, value in MILESTONE.items() if key != "id"}
    made_up: set[str] = set()
    for way in ways("milestones", {"milestones": [without, MILESTONE]}):
        assert way.data is not None
        made_up |= way.doubt.invented
        assert way.data["milestones"][0]["id"] in way.doubt.invented
        assert way.doubt.uncertain == {"milestones"}
    assert len(made_up) == 2
    assert "MS-01" not in made_up


def test_a_list_that_is_none_may_hold_anything() -> None:
    first, _ = ways("communication", {"channels": "bridge", "routines": []})
    assert {"channels"} <= first.doubt.uncertain
    assert first.data == {"channels": [], "routines": []}


def test_the_places_of_wrong_values_are_known() -> None:
    document = read({"milestones": [{**MILESTONE, "title": 7}]})
    first, *_ = possibilities(document, "milestones")
    pointer = ("milestones", 0, "title")
    assert first.doubt.told == {document.place(pointer), document.place(pointer, key=True)}


def test_a_file_with_too_many_mistakes_is_not_mended() -> None:
    few = possibilities(read({"milestones": [{**MILESTONE, "title": 7}] * 500}), "milestones")
    assert [each.data is not None for each in few] == [True, True]
    many = possibilities(read({"milestones": [{**MILESTONE, "title": 7}] * 501}), "milestones")
    assert [each.data for each in many] == [None, None]
    assert many[0].doubt.uncertain >= {"milestones"}
    assert many[0].doubt.dropped == {"MS-01"}


letters = st.text("ab-1 §", max_size=4)
junk = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | letters,
    lambda inside: st.lists(inside, max_size=2) | st.dictionaries(letters, inside, max_size=2),
    max_leaves=4,
)


@each_kind
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_whatever_is_wrong_there_is_a_way_to_mend_it(kind: str, data: st.DataObject) -> None:
    file = min(files_of(kind), key=lambda each: each.stat().st_size)
    document, _ = parse_document(file.read_bytes(), file.name)
    assert document is not None
    spots = list(keys(document.data))
    for path, key in data.draw(st.lists(st.sampled_from(spots), max_size=4)):
        try:
            mapping = value_at(document.data, path)
        except (KeyError, IndexError, TypeError):
            continue  # what it was in has been replaced
        if isinstance(mapping, dict):
            mapping[key] = data.draw(junk)
    broken = read(document.data)
    for way in possibilities(broken, kind):
        assert way.data is not None
        findings = validate(read(way.data), kind).findings
        # Ids stay as they were written.
        assert {each.code for each in findings} <= {"bad-format", "bad-value"}
        assert all("'id'" in each.message for each in findings)
