"""Whatever stands in a record, every format stays well-formed and drives nothing."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.reporters.test_junit import assert_shape
from vendorbook.findings import Actor, Finding, Place
from vendorbook.reporters import REPORTERS
from vendorbook.reporters.github import github_step_summary
from vendorbook.reporters.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

ATTACKS: Final = [
    "\n::error::planted",
    "::set-output name=a::b",
    "a\r\n::warning file=x::planted",
    "%0A::error::planted",
    "100%25",
    "##[error]planted",
    "\x1b[2J\x1b]0;title\x07",
    "\x9b31m",
    "a\u202eb\u2066c\u200f",
    "]]><planted/>",
    "<script>alert(1)</script>",
    "&lt;&#0;&planted;",
    "\x00\x0b\ufffe\uffff",
    "\ud800 \udfff \udcff",
    "\u2028\u2029\x85",
    "![x](https://planted.example/a.png)",
    "[here](1)",
    "@everyone #1 !2",
    "| a | b |\n|---|---|",
    '" onload="x',
    "{0} {{1}}",
    "",
    " ",
]
TEXTS = st.text(st.characters(exclude_categories=()), max_size=30) | st.sampled_from(ATTACKS)

_FORBIDDEN: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""All that drives a terminal, turns text round, ends a line or is no text; only line feeds stay."""


def hostile(text: str, other: str) -> Report:
    """A report with the same texts in every field that a record or a folder can fill."""
    actor = Actor("client", text, other)
    findings = tuple(
        Finding(
            "bad-value",
            Place(f"vendors/{text}/{other}.yml", 3, 4),
            text,
            other,
            severity,  # type: ignore[arg-type]
            vendor,
            record=text,
            due=date(2026, 1, 1),
            days=1,
            actor=actor,
            waived=waived,
        )
        for severity, vendor, waived in (
            ("error", text, ""),
            ("warning", other, ""),
            ("info", text, ""),
            ("error", other, f"because {other}"),
        )
    )
    return Report(
        findings,
        date(2026, 10, 9),
        "2 vendors",
        organisation=text,
        vendor_names={text: other, other: text},
        edit_url="https://git.example/{path}#L{line}",
        made_at=datetime(2026, 10, 9, tzinfo=UTC),
        base="0123456789",
        known=frozenset(),
    )


def every_text(given: Report) -> dict[str, str]:
    texts = {name: reporter(given) for name, reporter in REPORTERS.items()}
    return {**texts, "step summary": github_step_summary(given)}


@given(TEXTS, TEXTS)
@example("\ud800", "\x00")
def test_no_control_character_reaches_any_format(text: str, other: str) -> None:
    for name, written in every_text(hostile(text, other)).items():
        assert not _FORBIDDEN.search(written), name
        assert written.encode().decode() == written


@pytest.mark.parametrize("attack", ATTACKS)
def test_every_attack_in_every_field_of_every_format(attack: str) -> None:
    for name, written in every_text(hostile(attack, attack)).items():
        assert not _FORBIDDEN.search(written), name


@given(TEXTS, TEXTS)
def test_json_formats_are_json(text: str, other: str) -> None:
    whole = hostile(text, other)
    assert len(json.loads(REPORTERS["json"](whole))["findings"]) == 4
    assert len(json.loads(REPORTERS["gitlab"](whole))) == 3
    results = json.loads(REPORTERS["sarif"](whole))["runs"][0]["results"]
    assert len(results) == 4
    for result in results:
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch("[A-Za-z0-9._~/%-]+", uri)
        assert "](" not in result["message"]["text"]
        assert not re.search(r"(?<!\{)(\{\{)*\{[0-9]", result["message"]["text"])


@given(TEXTS, TEXTS)
def test_what_machines_show_to_people_has_no_control_characters_once_it_is_read(
    text: str, other: str
) -> None:
    for name in ("sarif", "gitlab"):
        for value in _strings(json.loads(REPORTERS[name](hostile(text, other)))):
            assert not _FORBIDDEN.search(value), name
            assert "\n" not in value


def _strings(data: Any) -> Iterator[str]:
    """Every text in decoded JSON, but keys."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        yield from _strings(list(data.values()))
    elif isinstance(data, list):
        for each in data:
            yield from _strings(each)


@given(st.text(max_size=30) | st.sampled_from([each for each in ATTACKS if each.isascii()]))
def test_json_keeps_every_text_as_it_is(text: str) -> None:
    finding = json.loads(REPORTERS["json"](hostile(text, text)))["findings"][0]
    assert (finding["message"], finding["hint"], finding["vendor"]) == (text, text, text)


@given(TEXTS, TEXTS)
def test_junit_is_well_formed_and_keeps_its_shape(text: str, other: str) -> None:
    root = ElementTree.fromstring(REPORTERS["junit"](hostile(text, other)))
    assert_shape(root)
    assert {each.tag for each in root.iter()} <= {
        "testsuites",
        "testsuite",
        "properties",
        "property",
        "testcase",
        "failure",
        "skipped",
        "system-out",
        "system-err",
    }


@given(TEXTS, TEXTS)
def test_no_record_writes_a_workflow_command(text: str, other: str) -> None:
    lines = REPORTERS["github"](hostile(text, other)).split("\n")
    commands = [line for line in lines if line.startswith("::")]
    assert [line.partition(" ")[0] for line in commands] == ["::error", "::warning", "::notice"]
    for line in commands:
        _, properties, message = line.split("::", 2)
        names = [each.partition("=")[0] for each in properties.partition(" ")[2].split(",")]
        assert names == ["file", "line", "col", "title"]
        assert not re.search("%(?!25|0A|3A|2C)", properties + message)
        assert message.count("%0A") <= 2
    assert not any(line.startswith("##[") for line in lines)


@given(TEXTS, TEXTS)
def test_no_record_writes_markdown_into_the_step_summary(text: str, other: str) -> None:
    written = github_step_summary(hostile(text, other))
    rows = [line for line in written.split("\n") if line.startswith(("| error", "| warning"))]
    assert [row.count("|") for row in rows] == [6, 6]
    shown = MarkdownIt("commonmark").enable("table").render(written)
    assert set(re.findall("<([a-z0-9]+)", shown)) <= {
        "h2",
        "p",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    assert not re.search(r"[@#](?=\w)", re.sub("&#?[a-z0-9]+;", "", written).replace("## ", ""))
