"""JUnit XML: what two schemas that disagree both allow, and what an outside reader makes of it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final
from xml.etree import ElementTree

import junitparser
import pytest

from tests.reporters.samples import MISSED, TYPO, WAIVED, report
from vendorbook.findings import Finding
from vendorbook.reporters import REPORTERS
from vendorbook.reporters.report import Report

ANT_SUITE: Final = [
    "name",
    "package",
    "id",
    "timestamp",
    "hostname",
    "tests",
    "failures",
    "errors",
    "skipped",
    "time",
]
"""The attributes that Ant's schema asks of a suite, all of which Jenkins and pytest know."""

NAMES = {"acme": "Acme", "bolt": "Bolt"}
NOTED = replace(MISSED, code="milestone-due-soon", severity="info", message="MS-02 is due soon")


def xml(given: Report) -> ElementTree.Element:
    return ElementTree.fromstring(REPORTERS["junit"](given))


def assert_shape(root: ElementTree.Element) -> None:
    """Both schemas at once, by hand: each rule is the stricter of the two."""
    assert root.tag == "testsuites"
    assert root.attrib == {}
    for number, suite in enumerate(root):
        assert suite.tag == "testsuite"
        assert list(suite.attrib) == ANT_SUITE
        assert suite.attrib["id"] == str(number)
        assert suite.attrib["name"].strip()
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", suite.attrib["timestamp"])
        properties, *cases, output, errors = suite
        assert [each.tag for each in (properties, output, errors)] == [
            "properties",
            "system-out",
            "system-err",
        ]
        assert len(properties) >= 1
        for each in properties:
            assert (each.tag, list(each.attrib)) == ("property", ["name", "value"])
        assert {case.tag for case in cases} == {"testcase"}
        for case in cases:
            assert list(case.attrib) == ["name", "classname", "time"]
            assert len(case) <= 1
            for inner in case:
                assert inner.tag in {"failure", "skipped"}
                assert len(inner) == 0
                assert inner.tag == "skipped" or set(inner.attrib) == {"message", "type"}
        assert int(suite.attrib["tests"]) == len(cases)
        assert int(suite.attrib["failures"]) == len(suite.findall("testcase/failure"))
        assert int(suite.attrib["skipped"]) == len(suite.findall("testcase/skipped"))
        assert (suite.attrib["errors"], suite.attrib["time"]) == ("0", "0")


@pytest.mark.parametrize(
    "findings",
    [(), (MISSED,), (TYPO, MISSED, WAIVED, NOTED), (MISSED, replace(MISSED, waived="Agreed."))],
)
def test_the_shape_suits_both_schemas(findings: tuple[Finding, ...]) -> None:
    assert_shape(xml(report(*findings, vendor_names=NAMES)))
    assert_shape(xml(report(*findings, as_of=None)))


def test_a_suite_as_it_is_written() -> None:
    suite = REPORTERS["junit"](report(MISSED, version="1.0")).partition("  </testsuite>\n")[2]
    assert suite == (
        '  <testsuite name="acme" package="vendorbook" id="1" timestamp="2026-10-09T00:00:00" '
        'hostname="localhost" tests="1" failures="1" errors="0" skipped="0" time="0">\n'
        "    <properties>\n"
        '      <property name="version" value="1.0" />\n'
        '      <property name="as_of" value="2026-10-09" />\n'
        "    </properties>\n"
        '    <testcase name="milestone-missed" classname="acme" time="0">\n'
        "      <failure message=\"MS-01 'Go-live' was due on 30 Apr 2026 and is 1 working day "
        'late" type="error">vendors/acme/milestones.yml:4:5: error: '
        "MS-01 'Go-live' was due on 30 Apr 2026 and is 1 working day late\n"
        "  hint: record the delivery\n"
        "  who acts: Rosa Lind (vendor)</failure>\n"
        "    </testcase>\n"
        "    <system-out />\n"
        "    <system-err />\n"
        "  </testsuite>\n"
        "</testsuites>\n"
    )


def test_a_clean_run_is_not_empty() -> None:
    read = junitparser.JUnitXml.fromstring(REPORTERS["junit"](report(vendor_names=NAMES)).encode())
    cases = [(case.classname, case.name, case.is_passed) for suite in read for case in suite]
    assert cases == [
        ("playbook", "no-findings", True),
        ("acme", "no-findings", True),
        ("bolt", "no-findings", True),
    ]


def test_an_outside_reader_sees_failures_and_skips() -> None:
    given = report(TYPO, MISSED, WAIVED, NOTED, vendor_names=NAMES)
    read = junitparser.JUnitXml.fromstring(REPORTERS["junit"](given).encode())
    found = {
        (case.classname, case.name): [type(each).__name__ for each in case.result]
        for suite in read
        for case in suite
    }
    assert found == {
        ("playbook", "unknown-key"): ["Failure"],
        ("acme", "contact-unverified"): ["Skipped"],
        ("acme", "milestone-due-soon"): [],
        ("acme", "milestone-missed"): ["Failure"],
        ("bolt", "no-findings"): [],
    }
    acme = next(suite for suite in read if suite.name == "acme")
    assert (acme.tests, acme.failures, acme.skipped, acme.errors) == (3, 1, 1, 0)


def test_one_case_holds_all_that_one_check_found_and_the_worst_comes_first() -> None:
    second = replace(MISSED, record="MS-02", message="MS-02 is late", severity="warning")
    waived = replace(MISSED, record="MS-03", message="MS-03 is late", waived="Agreed.")
    failure = xml(report(second, MISSED, waived)).find(".//failure")
    assert failure is not None
    assert failure.attrib == {
        "message": f"2 findings, the worst: {MISSED.message}",
        "type": "error",
    }
    lines = (failure.text or "").split("\n")
    assert [line for line in lines if not line.startswith("  ")] == [
        "vendors/acme/milestones.yml:4:5: warning: MS-02 is late",
        f"vendors/acme/milestones.yml:4:5: error: {MISSED.message}",
        "vendors/acme/milestones.yml:4:5: error: MS-03 is late",
    ]
    assert lines[-1] == "  waived: Agreed."


def test_what_is_waived_is_skipped_with_its_reason() -> None:
    skipped = xml(report(WAIVED)).find(".//skipped")
    assert skipped is not None
    assert skipped.attrib == {"message": "waived: Agreed."}
    assert skipped.text == ("vendors/acme/contacts.yml:2:5: warning: old\n  waived: Agreed.")


def test_notes_pass_and_are_told_in_the_output() -> None:
    output = xml(report(NOTED)).findall(".//system-out")[1]
    assert (output.text or "").startswith(
        "vendors/acme/milestones.yml:4:5: note: MS-02 is due soon\n"
    )


def test_a_run_is_stamped_with_its_instant() -> None:
    at = datetime(2026, 11, 25, 9, 5, 7, 999, tzinfo=UTC)
    suite = xml(report(made_at=at, as_of=date(2026, 10, 9)))[0]
    assert suite.attrib["timestamp"] == "2026-11-25T09:05:07"
    assert xml(report(as_of=None))[0].attrib["timestamp"] == "1970-01-01T00:00:00"
