"""Findings as JUnit XML, which every CI server shows: one suite a vendor, one test case a check.

There is no one schema. This keeps to what both that of Ant and those of Jenkins and pytest allow:
no attributes on the root, all of Ant's on a suite, its elements in Ant's order and with a property
at least, and nothing but a name, a class and a time on a test case. Errors and warnings fail; notes
pass, and stand in the suite's output.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from vendorbook.findings import SEVERITIES
from vendorbook.reporters.escaping import plain
from vendorbook.reporters.report import who_acts
from vendorbook.wording import plural

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from vendorbook.findings import Finding
    from vendorbook.reporters.report import Report

_PLAYBOOK: Final = "playbook"
_PASSED: Final = "no-findings"
_NO_TIME: Final = "0"


def as_junit(report: Report) -> str:
    """A suite for the playbook itself and one for every vendor, clean ones included."""
    from xml.etree import ElementTree  # noqa: PLC0415 - other formats need not wait for it

    root = ElementTree.Element("testsuites")
    by_vendor: dict[str, list[Finding]] = {"": [], **{slug: [] for slug in report.vendor_names}}
    for finding in report.findings:
        by_vendor.setdefault(finding.vendor, []).append(finding)
    for number, (vendor, findings) in enumerate(sorted(by_vendor.items())):
        root.append(_suite(plain(vendor).strip() or _PLAYBOOK, number, findings, report))
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, "unicode")}\n'


def _suite(name: str, number: int, findings: Sequence[Finding], report: Report) -> Element:
    from xml.etree.ElementTree import Element, SubElement  # noqa: PLC0415 - see above

    by_code = groupby(sorted(findings, key=_code), key=_code)
    cases = [_case(name, code, list(found)) for code, found in by_code]
    if not cases:
        cases.append(Element("testcase", name=_PASSED, classname=name, time=_NO_TIME))
    suite = Element(
        "testsuite",
        name=name,
        package="vendorbook",
        id=str(number),
        timestamp=_timestamp(report),
        hostname="localhost",
        tests=str(len(cases)),
        failures=str(sum(case.find("failure") is not None for case in cases)),
        errors="0",
        skipped=str(sum(case.find("skipped") is not None for case in cases)),
        time=_NO_TIME,
    )
    properties = SubElement(suite, "properties")
    SubElement(properties, "property", name="version", value=report.version)
    if report.as_of:
        SubElement(properties, "property", name="as_of", value=report.as_of.isoformat())
    suite.extend(cases)
    SubElement(suite, "system-out").text = "\n".join(
        _told(finding) for finding in findings if finding.severity == "info" and not finding.waived
    )
    SubElement(suite, "system-err")
    return suite


def _case(name: str, code: str, findings: Sequence[Finding]) -> Element:
    """What one check found about one vendor, as one test."""
    from xml.etree.ElementTree import Element, SubElement  # noqa: PLC0415 - see above

    case = Element("testcase", name=code, classname=name, time=_NO_TIME)
    waived = [finding for finding in findings if finding.waived]
    failing = [each for each in findings if not each.waived and each.severity != "info"]
    if failing:
        worst = min(failing, key=lambda finding: SEVERITIES.index(finding.severity))
        count = f"{plural(len(failing), 'finding')}, the worst: " if len(failing) > 1 else ""
        message = f"{count}{plain(worst.message)}"
        failure = SubElement(case, "failure", message=message, type=worst.severity)
        failure.text = "\n".join(_told(finding) for finding in [*failing, *waived])
    elif len(waived) == len(findings):
        reasons = "; ".join(dict.fromkeys(plain(finding.waived) for finding in waived))
        skipped = SubElement(case, "skipped", message=f"waived: {reasons}")
        skipped.text = "\n".join(_told(finding) for finding in waived)
    return case


def _told(finding: Finding) -> str:
    """A finding in a few lines, its place first."""
    word = {"info": "note"}.get(finding.severity, finding.severity)
    lines = [f"{plain(str(finding.place))}: {word}: {plain(finding.message)}"]
    if finding.hint:
        lines.append(f"  hint: {plain(finding.hint)}")
    if actor := who_acts(finding):
        lines.append(f"  who acts: {plain(actor)}")
    if finding.waived:
        lines.append(f"  waived: {plain(finding.waived)}")
    return "\n".join(lines)


def _timestamp(report: Report) -> str:
    """When the run was, without a zone; Ant's schema asks for it."""
    if report.made_at is not None:
        return report.made_at.strftime("%Y-%m-%dT%H:%M:%S")
    return f"{report.as_of or '1970-01-01'}T00:00:00"


def _code(finding: Finding) -> str:
    return finding.code
