"""One mistake, one finding: its place, its words and its hint."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorbook.documents import parse_document
from vendorbook.schemas import Validation, validate
from vendorbook.wording import closest


def explained(text: str, kind: str = "milestones") -> Validation:
    document, findings = parse_document(text.encode(), f"vendors/acme/{kind}.yml")
    assert findings == []
    assert document is not None
    return validate(document, kind, "acme")


def entry(*lines: str) -> str:
    standard = {"id": "MS-01", "title": "Go-live", "baseline_due": "2026-04-30"}
    for line in lines:
        standard.pop(line.partition(":")[0], None)
    written = [f"{key}: {value}" for key, value in standard.items()]
    return "milestones:\n  - " + "\n    ".join([*written, *lines]) + "\n"


MISTAKES = [
    (
        "milestones:\n  - id: MS-01\n    titel: Go-live\n    baseline_due: 2026-04-30\n",
        (3, 5, "unknown-key", "'titel' is not a field of a milestone", "did you mean 'title'?"),
    ),
    (
        "milestones:\n  - id: MS-01\n    title: Go-live\n",
        (
            2,
            5,
            "missing-key",
            "'baseline_due' is missing from a milestone",
            "add baseline_due: 2026-04-30 (The first agreed date)",
        ),
    ),
    (
        entry("baseline_due: 30.04.2026"),
        (
            4,
            19,
            "bad-format",
            "'baseline_due' is '30.04.2026', expected a date as year-month-day",
            "for example: 2026-04-30",
        ),
    ),
    (
        entry("baseline_due: 2026-02-30"),
        (
            4,
            19,
            "bad-format",
            "'baseline_due' is '2026-02-30', which is no day of the calendar",
            "for example: 2026-04-30",
        ),
    ),
    (
        entry("baseline_due: 2100-01-01"),
        (
            4,
            19,
            "bad-format",
            "'baseline_due' is '2100-01-01', expected a day of the years 1900 to 2099",
            "for example: 2026-04-30",
        ),
    ),
    (
        entry("baseline_due:"),
        (
            4,
            18,
            "wrong-type",
            "'baseline_due' is empty, expected a date as year-month-day",
            "for example: 2026-04-30",
        ),
    ),
    (
        entry("critical: NO"),
        (
            5,
            15,
            "wrong-type",
            "'critical' is the text 'NO', expected true or false",
            "write false instead of NO",
        ),
    ),
    (
        entry("title: 2026"),
        (
            4,
            12,
            "wrong-type",
            "'title' is the number 2026, expected text",
            'put it in quotes: "2026"',
        ),
    ),
    (
        entry("type: aproval"),
        (
            5,
            11,
            "bad-value",
            "'type' is 'aproval', expected one of delivery, approval, reporting, payment, "
            "assessment",
            "did you mean 'approval'?",
        ),
    ),
    (
        entry("grace_days: -1"),
        (5, 17, "bad-value", "'grace_days' is '-1', expected 0 or more", "for example: 5"),
    ),
    (
        entry("deliverables: DL-01"),
        (
            5,
            19,
            "wrong-type",
            "'deliverables' is the text 'DL-01', expected a list",
            "write a list: [DL-01]",
        ),
    ),
    (
        entry("deliverables: [DL-01, DL-01]"),
        (
            5,
            5,
            "bad-value",
            "'deliverables' names the same entry twice",
            "remove one of the two",
        ),
    ),
    (
        entry("id: MS1"),
        (
            4,
            9,
            "bad-format",
            "'id' is 'MS1', expected MS, a hyphen and two to four digits",
            "for example: MS-01",
        ),
    ),
    (
        entry("value: { amount: 10, currency: pounds }"),
        (
            5,
            36,
            "bad-format",
            "'currency' is 'pounds', expected a three-letter currency code in capitals",
            "for example: GBP",
        ),
    ),
    (
        entry("date_unknown: true", "forecast: 2026-05-08"),
        (
            2,
            5,
            "bad-value",
            "entry 1 of 'milestones' does not fit together: a milestone with date_unknown has no "
            "forecast, delivery or acceptance date",
            "",
        ),
    ),
]


@pytest.mark.parametrize(("text", "expected"), MISTAKES, ids=lambda value: str(value)[:40])
def test_a_mistake_is_one_finding_with_place_words_and_hint(
    text: str, expected: tuple[int, int, str, str, str]
) -> None:
    findings = explained(text).findings
    assert [(f.place.line, f.place.column, f.code, f.message, f.hint) for f in findings] == [
        expected
    ]
    assert {f.vendor for f in findings} == {"acme"}


OTHER_KINDS = [
    (
        "contacts",
        "people:\n  - { id: a, name: A, side: client, title: T, roles: [finance], "
        "phone: +442079460101, verified_on: 2026-01-05 }\nescalation: []\n",
        [],
    ),
    (
        "contacts",
        "people:\n  - { id: a, name: A, side: client, title: T, roles: [finance], "
        "verified_on: 2026-01-05 }\nescalation: []\n",
        [
            "entry 1 of 'people' does not fit together: a person has an email, a phone or a chat "
            "name, so that there is a way to reach them"
        ],
    ),
    (
        "playbook",
        "schema_version: 1\norganisation: { name: A, timezone: Europe/Londn, calendar: uk }\n",
        [
            "'timezone' is 'Europe/Londn', which is no time zone; expected a name such as "
            "Europe/London"
        ],
    ),
    (
        "measurements",
        "measurements:\n  - { kpi: a, period: 2026-13, value: 1, reported_on: 2026-01-05 }\n",
        ["'period' is '2026-13', expected a month such as 2026-09 or a quarter such as 2026-Q3"],
    ),
    (
        "measurements",
        "measurements:\n  - { kpi: a, period: 2026-12, valeu: 1, reported_on: 2026-01-05 }\n",
        ["'valeu' is not a field of a measurement"],
    ),
    (
        "reviews",
        "reviews: [late, review]\n",
        [
            "entry 1 of 'reviews' is the text 'late', expected a mapping of fields",
            "entry 2 of 'reviews' is the text 'review', expected a mapping of fields",
        ],
    ),
]


@pytest.mark.parametrize(("kind", "text", "expected"), OTHER_KINDS)
def test_other_kinds_speak_the_same_language(kind: str, text: str, expected: list[str]) -> None:
    assert [f.message for f in explained(text, kind).findings] == expected


DERIVED = "it follows from the dates; leave it out"
MOVED = (
    "it follows from baseline_due and approved changes; to move it, record a change request in "
    "changes.yml"
)
JUDGED = "it follows from the value and the KPI's targets in agreement.yml; leave it out"
FEEDBACK = """\
feedback:
  - id: FB-001
    kind: praise
    direction: to_vendor
    raised_at: 2026-09-10
    raised_by: ada-lin
    about: delivery
    summary: Thanks.
    status: open
"""
MEASURED = (
    "measurements:\n  - {{ kpi: a, period: 2026-09, value: 1, {}: 1, reported_on: 2026-10-06 }}\n"
)
CONTRACT = """\
id: acme
name: Acme
category: testing
tier: operational
status: active
supports_critical_function: false
owner: ines-ward
summary: Tests things.
contracts:
  - id: main
    type: msa
    title: Main
    reference: https://documents.example/main
    start: 2025-01-01
    end: 2027-12-31
    auto_renew: false
    notice_deadline: 2027-10-01
"""


@pytest.mark.parametrize(
    ("kind", "text", "key", "noun", "hint"),
    [
        ("milestones", entry("due: 2026-05-29"), "due", "a milestone", MOVED),
        ("milestones", entry("due_date: 2026-05-29"), "due_date", "a milestone", MOVED),
        ("milestones", entry("deadline: 2026-05-29"), "deadline", "a milestone", MOVED),
        ("milestones", entry("status: missed"), "status", "a milestone",
         f"{DERIVED}, and record delivered_on when it is delivered"),
        ("milestones", entry("late: 3"), "late", "a milestone", DERIVED),
        ("feedback", FEEDBACK, "status", "a feedback entry",
         f"{DERIVED}, and record responded_at and resolved_at when that has happened"),
        ("measurements", MEASURED.format("status"), "status", "a measurement", JUDGED),
        ("measurements", MEASURED.format("colour"), "colour", "a measurement", JUDGED),
        ("measurements", MEASURED.format("score"), "score", "a measurement", JUDGED),
        ("vendor", CONTRACT, "notice_deadline", "a contract",
         "it follows from end and from notice_days or notice_months; leave it out"),
    ],
)  # fmt: skip
def test_a_key_of_what_is_derived_is_taught(
    kind: str, text: str, key: str, noun: str, hint: str
) -> None:
    (finding,) = explained(text, kind).findings
    assert finding.message == f"'{key}' is not a field of {noun}"
    assert finding.hint == hint


def test_a_taught_key_stands_for_the_missing_one_that_it_speaks_of() -> None:
    text = "milestones:\n  - { id: MS-01, title: Go-live, due: 2026-04-30 }\n"
    (finding,) = explained(text).findings
    assert finding.message == "'due' is not a field of a milestone"
    assert finding.hint == (
        "did you mean 'baseline_due'? 'due' follows from baseline_due and approved changes; to "
        "move it, record a change request in changes.yml"
    )
    text = "milestones:\n  - { id: MS-01, title: Go-live, late: 3 }\n"
    assert [each.message for each in explained(text).findings] == [
        "'late' is not a field of a milestone",
        "'baseline_due' is missing from a milestone",
    ]


def test_letters_in_another_order_are_the_same_word() -> None:
    text = "milestones:\n  - { id: MS-01, tilte: Go-live, baseline_due: 2026-04-30 }\n"
    (finding,) = explained(text).findings
    assert finding.hint == "did you mean 'title'?"
    assert closest("deu", ["due", "owner"]) == "due"
    assert closest("DL-50", ["DL-04", "DL-05"]) == "DL-05"


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("2026-09-10T14:30",
         "add the offset, for example 2026-09-10T14:30+01:00 in summer time of London"),
        ("2026-09-10T14:30:05",
         "add the offset, for example 2026-09-10T14:30:05+01:00 in summer time of London"),
        ("2026-09-10 14:30", "for example: 2026-10-06T02:10:00+01:00"),
        ("2026-09-10Z", "for example: 2026-10-06T02:10:00+01:00"),
    ],
)  # fmt: skip
def test_a_time_without_its_offset_is_told_what_it_lacks(written: str, hint: str) -> None:
    text = FEEDBACK.replace("    status: open\n", "").replace("2026-09-10", written)
    (finding,) = explained(text, "feedback").findings
    assert (finding.code, finding.hint) == ("bad-format", hint)


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("yes", "write true instead of yes"),
        ("True", "write true instead of True"),
        ("'true'", "write true, without quotes"),
        ("'off'", "write false instead of off"),
    ],
)
def test_a_spoken_yes_is_no_boolean(written: str, hint: str) -> None:
    text = entry(f"critical: {written}")
    assert [each.hint for each in explained(text).findings] == [hint]


def test_a_comma_inside_braces_is_explained() -> None:
    text = "milestones:\n  - { id: MS-01, title: Go, live now, baseline_due: 2026-04-30 }\n"
    (finding,) = explained(text).findings
    assert finding.message == "'live now' is not a field of a milestone"
    assert finding.hint == "put text that contains a comma in quotes when it stands inside { }"


@pytest.mark.parametrize("text", ["", "- a\n", "hello\n"])
def test_a_file_that_is_no_mapping_is_one_finding(text: str) -> None:
    (finding,) = explained(text).findings
    assert finding.code == "wrong-type"
    assert finding.message.startswith("this file is ")
    assert finding.message.endswith("expected a mapping of fields")


def test_ten_mistakes_in_one_file_are_ten_findings() -> None:
    text = "milestones:\n" + "".join(
        f"  - id: MS-{number:02d}\n    title: Go-live\n    baseline_due: soon\n"
        for number in range(1, 11)
    )
    findings = explained(text).findings
    assert [f.record for f in findings] == [f"MS-{number:02d}" for number in range(1, 11)]
    assert [f.place.line for f in findings] == [4 + 3 * number for number in range(10)]


def test_a_broken_item_costs_itself_alone_and_its_id_is_remembered() -> None:
    text = (
        "milestones:\n"
        "  - { id: MS-01, title: Good, baseline_due: 2026-04-30 }\n"
        "  - { id: MS-02, title: Bad, baseline_due: soon }\n"
    )
    validation = explained(text)
    assert validation.data is not None
    assert [each["id"] for each in validation.data["milestones"]] == ["MS-01"]
    assert validation.dropped == {"MS-02"}


VALID: dict[str, Any] = {
    "id": "MS-07",
    "title": "Disaster recovery test",
    "baseline_due": "2026-11-27",
    "critical": True,
    "weight": 2,
    "grace_days": 3,
    "deliverables": ["DL-07"],
    "forecast": "2026-11-20",
}


@given(st.sampled_from(sorted(VALID)), st.sampled_from(["wrong", "misspelt", "missing"]))
def test_one_change_to_a_valid_record_is_at_most_one_finding(key: str, how: str) -> None:
    record = dict(VALID)
    if how == "wrong":
        record[key] = {"nested": 1}
    elif how == "misspelt":
        record[f"{key}x"] = record.pop(key)
    else:
        del record[key]
    text = json.dumps({"milestones": [VALID | {"id": "MS-01"}, record]}, indent=1)
    findings = explained(text).findings
    required = key in {"id", "title", "baseline_due"}
    assert len(findings) == (0 if how == "missing" and not required else 1)
    second_record = text[: text.index("{", text.index("}"))].count("\n") + 1
    for finding in findings:
        assert finding.place.line >= second_record
