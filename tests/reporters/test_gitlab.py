"""GitLab code quality: the fields that GitLab documents, no more, and unique fingerprints."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Final

import jsonschema
import pytest

from tests.reporters.samples import MISSED, TYPO, WAIVED, report
from vendorbook.findings import Place
from vendorbook.reporters import REPORTERS

SHAPE: Final = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1, "pattern": r"^[^\n]*$"},
            "check_name": {"type": "string", "pattern": "^[a-z-]+$"},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "additionalProperties": False,
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\.?/)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "additionalProperties": False,
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
"""What GitLab reads, as its manual describes it."""


def issues(*findings: Any) -> list[dict[str, Any]]:
    data = json.loads(REPORTERS["gitlab"](report(*findings)))
    jsonschema.validate(data, SHAPE)
    return list(data)


def test_an_issue_says_what_where_and_how_bad() -> None:
    assert issues(MISSED) == [
        {
            "description": "MS-01 'Go-live' was due on 30 Apr 2026 and is 1 working day late. "
            "Hint: record the delivery. Who acts: Rosa Lind (vendor).",
            "check_name": "milestone-missed",
            "fingerprint": MISSED.fingerprint,
            "severity": "major",
            "location": {"path": "vendors/acme/milestones.yml", "lines": {"begin": 4}},
        }
    ]


@pytest.mark.parametrize(
    ("severity", "expected"), [("error", "major"), ("warning", "minor"), ("info", "info")]
)
def test_severities(severity: Any, expected: str) -> None:
    assert issues(MISSED.stamped(severity))[0]["severity"] == expected


def test_a_clean_run_is_an_empty_list() -> None:
    assert REPORTERS["gitlab"](report()) == "[]\n"


def test_waived_findings_are_left_out() -> None:
    assert [each["check_name"] for each in issues(WAIVED, TYPO)] == ["unknown-key"]


def test_fingerprints_are_unique() -> None:
    places = [Place("vendors/acme/milestones.yml", line) for line in (1, 2, 3)]
    prints = [each["fingerprint"] for each in issues(*(replace(MISSED, place=p) for p in places))]
    assert prints == [MISSED.fingerprint, f"{MISSED.fingerprint}-2", f"{MISSED.fingerprint}-3"]
