"""Reading line by line: what it knows, what it leaves to the parser, and that both always agree."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from vendorbook.documents import Document, parse_document
from vendorbook.documents.careful_reading import CarefulReader, Refused
from vendorbook.documents.line_reading import line_data

RECORD = """\
# How a file usually looks.
feedback:
  - id: FB-001
    raised_at: 2025-10-14T09:05:00+01:00   # by telephone
    relates_to: [availability, MS-01, 3, 1.50, true]
    value: { amount: 12000, currency: GBP, note: two words }
    summary: Handlers put callers on hold; "please" tell us
    quoted: 'it''s: # no comment'
    double: "a: b"
    detail: >-
      Two fears were right:
      # this is text
      and were dealt with.
    minutes: |
      one
      two
    nothing:
    nobody: ~
  - id: FB-002
    actions:
    - AC-001
    - text: Call
      owner: kim

    price: -1.50
    effects: [{ milestone: MS-01, from: 2026-01-01 }, "x: y"]
    targets: [{ from: 2024-10, target: 99.5, met: true }, {from: 2025-01, target: 100}]
"""

FACTS = {
    "feedback": [
        {
            "id": "FB-001",
            "raised_at": "2025-10-14T09:05:00+01:00",
            "relates_to": ["availability", "MS-01", 3, Decimal("1.50"), True],
            "value": {"amount": 12000, "currency": "GBP", "note": "two words"},
            "summary": 'Handlers put callers on hold; "please" tell us',
            "quoted": "it's: # no comment",
            "double": "a: b",
            "detail": "Two fears were right: # this is text and were dealt with.",
            "minutes": "one\ntwo\n",
            "nothing": None,
            "nobody": None,
        },
        {
            "id": "FB-002",
            "actions": ["AC-001", {"text": "Call", "owner": "kim"}],
            "price": Decimal("-1.50"),
            "effects": [{"milestone": "MS-01", "from": "2026-01-01"}, "x: y"],
            "targets": [
                {"from": "2024-10", "target": Decimal("99.5"), "met": True},
                {"from": "2025-01", "target": 100},
            ],
        },
    ]
}


def test_a_usual_file_is_read_without_the_parser() -> None:
    assert line_data(RECORD)[0] == FACTS


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a comment\n",
        "a: 1",
        "a:\t1\n",
        "a: 1 \n",
        "- a\n",
        "---\na: 1\n",
        "a: 1\na: 2\n",
        "a:\na: 2\n",
        "a: b\n  c\n",
        "a: b\n  c: d\n",
        "a: b\n  - c\n",
        "a: b: c\n",
        "a: b:\n",
        "a: - b\n",
        "a:\n  b\n",
        "a:\n  - - b\n",
        "a:\n  -\n",
        "a:\n    b: 1\n  c: 2\n",
        "a:\n  - b: 1\n   c: 2\n",
        "  a: 1\nb: 2\n",
        "a: &b c\n",
        "a: *b\n",
        "a: !!str b\n",
        "<<: a\n",
        "'a': b\n",
        "? a\n",
        'a: "b\n  c"\n',
        'a: "\\u00e9"\n',
        "a: 'b' # c\n",
        "a: [b\n",
        "a: [&b c]\n",
        "a: {b: 1, b: 2}\n",
        "a: [[[[[[[[[b]]]]]]]]]\n",
        "a: >+\n  b\n",
        "a: |2\n    b\n",
        "a: >-\n  b\n   c\n",
        "a: >-\n    b\n  c\n",
        "a: >-\n  b\n\n  c\n",
        "a: >-\n  b\n\n  # c\n",
        "a:\n  - b: >-\n    c\n",
        "a: >-\nb: c\n",
        "a: @b\n",
        "a: %b\n",
        "a: `b\n",
    ],
)
def test_anything_less_usual_is_left_to_the_parser(text: str) -> None:
    with pytest.raises((Refused, yaml.YAMLError)):
        line_data(text)


_PIECES = st.sampled_from(
    ["a", "key", "- ", "-", "  ", " ", "    ", ": ", ":", "\n", "\n  ", "\n  - ", "\n- ", "a: ",
     "b: ", "c:\n", "a: 1\n", "# c", " # c", "#", "'", '"', "[", "]", "[a, b]", "{", "}", "{a: b}",
     "[{ a: 1 }, { b: x }]", "[{ a: 1, a: 2 }]", "[{a: 1},{b: 2}]",
     "{ a: 1, b: x }", ", ", ">-\n", "|\n", ">\n", "  text\n", "\n\n", "true", "~", "1.10", "-5",
     "012", "10:30", "\u00e9", "\u00a0", "?", "!", "&a", "*a", "<<: ", "---\n", "...\n", "%", "@",
     "text: more", "http://x/y", "  - id: 1\n", "    n: v\n", "\\"]
)  # fmt: skip
_LINES = RECORD.splitlines(keepends=True)


@st.composite
def _texts(draw: st.DrawFn) -> str:
    """A handful of signs, or the usual file with some lines moved, doubled, indented or broken."""
    if draw(st.booleans()):
        return "".join(draw(st.lists(_PIECES, max_size=12))) + "\n"
    lines = list(_LINES)
    for _ in range(draw(st.integers(1, 3))):
        one, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        change = draw(st.integers(0, 4))
        if change == 0:
            lines[one], lines[other] = lines[other], lines[one]
        elif change == 1:
            lines.insert(one, lines[other])
        elif change == 2:
            lines[one] = " " * draw(st.integers(1, 3)) + lines[one]
        elif change == 3:
            lines[one] = lines[one].replace(" ", "", draw(st.integers(1, 4)))
        else:
            column = draw(st.integers(0, len(lines[one])))
            lines[one] = lines[one][:column] + draw(_PIECES) + lines[one][column:]
    return "".join(lines)


@given(_texts())
def test_what_is_read_by_line_is_what_the_parser_reads(text: str) -> None:
    try:
        data, _ = line_data(text)
    except (Refused, yaml.YAMLError):
        return
    reader = CarefulReader("file.yml")
    parsed, layout = reader.read(text)
    assert layout is not None
    assert reader.findings == []
    assert repr(data) == repr(parsed)


@given(_texts())
def test_places_are_those_that_the_parser_tells(text: str) -> None:
    quick, quick_findings = parse_document(text.encode(), "file.yml")
    careful, careful_findings = parse_document(text.encode(), "file.yml", places=True)
    assert quick_findings == careful_findings
    if quick is None or careful is None:
        assert quick is careful
        return
    _assert_same_places(quick, careful, quick.data, careful.data)


def _assert_same_places(quick: Document, careful: Document, data: Any, same: Any) -> None:
    if isinstance(data, dict):
        assert quick.place_in(data) == careful.place_in(same)
        assert quick.place_in(data, "absent") == careful.place_in(same)
        for key in data:
            assert quick.place_in(data, key) == careful.place_in(same, key)
            _assert_same_places(quick, careful, data[key], same[key])
    elif isinstance(data, list):
        assert quick.place_in(data) == careful.place_in(same)
        for each, other in zip(data, same, strict=True):
            _assert_same_places(quick, careful, each, other)


def test_places_in_a_usual_file_need_no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    document, _ = parse_document(RECORD.encode(), "file.yml")
    assert document is not None
    monkeypatch.setattr(CarefulReader, "read", None)
    first, second = document.data["feedback"]
    assert str(document.place_in(document.data)) == "file.yml:2:1"
    assert str(document.place_in(first)) == "file.yml:3:5"
    assert str(document.place_in(first, "nothing")) == "file.yml:17:5"
    assert str(document.place_in(second["actions"][1], "owner")) == "file.yml:23:7"
    assert str(document.place_in(second, "price")) == "file.yml:25:5"
