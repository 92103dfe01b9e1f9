"""Reading YAML: exact data, exact places, and every refusal at its line and column."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from vendorbook.documents import MAX_BYTES, Document, parse_document, read_document
from vendorbook.findings import Place


def parsed(text: str | bytes, *, places: bool = False) -> Document:
    content = text.encode() if isinstance(text, str) else text
    document, findings = parse_document(content, "file.yml", places=places)
    assert findings == []
    assert document is not None
    return document


def refused(text: str | bytes) -> list[tuple[int, int, str, str]]:
    content = text.encode() if isinstance(text, str) else text
    _, findings = parse_document(content, "file.yml")
    return [(f.place.line, f.place.column, f.code, f.message) for f in findings]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-7", -7),
        ("1.10", Decimal("1.10")),
        ("-0.5", Decimal("-0.5")),
        ("NO", "NO"),
        ("yes", "yes"),
        ("True", "True"),
        ("012", "012"),
        ("10:30", "10:30"),
        ("+442079460000", "+442079460000"),
        ("2026-02-30", "2026-02-30"),
        ("2026-10-09", "2026-10-09"),
        ("1e3", "1e3"),
        (".5", ".5"),
        ("0x10", "0x10"),
        ("1_000", "1_000"),
        (".nan", ".nan"),
        ("9" * 19, "9" * 19),
        ("9" * 5000, "9" * 5000),
        ("'12'", "12"),
        ('"true"', "true"),
        ('"caf\\u00e9"', "café"),
    ],
)
@pytest.mark.parametrize("places", [False, True])
def test_only_three_words_and_plain_numbers_are_not_text(
    written: str, value: object, places: bool
) -> None:
    found = parsed(f"key: {written}\n", places=places).data["key"]
    assert found == value
    assert type(found) is type(value)


def test_every_key_is_text() -> None:
    assert parsed("on: 1\n12: 2\nnull: 3\n~: 4\n'': 5\n").data == {
        "on": 1,
        "12": 2,
        "null": 3,
        "~": 4,
        "": 5,
    }


def test_a_byte_order_mark_and_windows_line_ends_are_welcome() -> None:
    document = parsed(b"\xef\xbb\xbfa: 1\r\nb:\r\n  - c\r\n")
    assert document.data == {"a": 1, "b": ["c"]}
    assert document.place(("b", 0)) == Place("file.yml", 3, 5)


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n", "\n\n"])
def test_an_empty_file_holds_nothing(text: str) -> None:
    assert parsed(text).data is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "a: &x 1\nb: *x\n",
            [
                (1, 4, "alias-forbidden", "the anchor '&x' is not allowed"),
                (2, 4, "alias-forbidden", "the alias '*x' is not allowed"),
            ],
        ),
        ("<<: {a: 1}\n", [(1, 1, "alias-forbidden", "merge keys ('<<') are not allowed")]),
        ("a: !!bool abc\n", [(1, 4, "yaml-syntax", "the tag '!!bool' is not allowed")]),
        (
            "a: !!python/object:os.system x\n",
            [(1, 4, "yaml-syntax", "the tag '!!python/object:os.system' is not allowed")],
        ),
        (
            "a: 1\n---\nb: 2\n",
            [(2, 1, "yaml-syntax", "a second document starts here; a file holds one")],
        ),
        (
            "a: 1\nb: 2\na: 3\n",
            [
                (
                    3,
                    1,
                    "duplicate-key",
                    "'a' stands twice in this mapping; the first one counts",
                )
            ],
        ),
        (
            "x:\n  - a: 1\n    'a': 2\n",
            [
                (
                    3,
                    5,
                    "duplicate-key",
                    "'a' stands twice in this mapping; the first one counts",
                )
            ],
        ),
        (b"a: 1\nb: caf\xe9\n", [(2, 7, "yaml-syntax", "the byte 0xe9 is not UTF-8 text")]),
        (
            "a: x\u202ey\n",
            [(1, 5, "yaml-syntax", "the invisible character U+202E is not allowed here")],
        ),
        (
            'a: "\\u202e"\n',
            [(1, 4, "yaml-syntax", "the invisible character U+202E is not allowed here")],
        ),
        (
            '"\\e[31m": 1\n',
            [(1, 1, "yaml-syntax", "the invisible character U+001B is not allowed here")],
        ),
        (
            "a: 1\rb: 2\n",
            [(1, 5, "yaml-syntax", "the invisible character U+000D is not allowed here")],
        ),
        (
            "a: x\u2028y\n",
            [(1, 5, "yaml-syntax", "the invisible character U+2028 is not allowed here")],
        ),
        ("a:\n\t- b\n", [(2, 1, "yaml-syntax", "a character here cannot start a value")]),
        ("a: b: c\n", [(1, 5, "yaml-syntax", "a colon here starts a second value")]),
        ("a: 'x\n", [(1, 4, "yaml-syntax", "a quoted text that begins here is never closed")]),
        ("? [a]\n: b\n", [(1, 3, "yaml-syntax", "a list or mapping cannot be a key")]),
    ],
)
def test_a_refusal_says_where_and_what(
    text: str | bytes, expected: list[tuple[int, int, str, str]]
) -> None:
    assert refused(text) == expected


def test_every_invisible_character_is_found_in_one_run() -> None:
    assert [line for line, *_ in refused("a: \x07\nb: 1\nc: \x1b\n")] == [1, 3]


def test_a_duplicate_key_keeps_the_first_value_and_the_places_of_the_others() -> None:
    document, _ = parse_document(b"a: 1\nb: {x: 1, x: 2, y: 3}\na: [7]\nc: 4\n", "file.yml")
    assert document is not None
    assert document.data == {"a": 1, "b": {"x": 1, "y": 3}, "c": 4}
    assert document.place(("c",)) == Place("file.yml", 4, 4)
    assert document.place(("b", "y"), key=True) == Place("file.yml", 2, 17)


def test_a_file_of_one_megabyte_is_read_and_one_byte_more_is_not() -> None:
    largest = "a: '" + "x" * (MAX_BYTES - 6) + "'\n"
    assert len(largest) == MAX_BYTES
    assert parsed(largest).data == {"a": "x" * (MAX_BYTES - 6)}
    assert refused(largest + "\n") == [
        (1, 1, "too-large", "this file is larger than 1,000,000 bytes")
    ]


def test_a_missing_file_is_a_finding(tmp_path: Any) -> None:
    document, findings = read_document(tmp_path / "gone.yml", "gone.yml")
    assert document is None
    assert [f.message for f in findings] == ["this file cannot be read: no such file or directory"]


plain_text = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=12
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | plain_text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(plain_text, inner, max_size=4),
    max_leaves=25,
)


@given(st.dictionaries(plain_text, json_values, max_size=4))
def test_json_reads_back_as_itself(data: dict[str, object]) -> None:
    document, findings = parse_document(json.dumps(data, ensure_ascii=False).encode(), "x.yml")
    if "<<" in json.dumps(data, ensure_ascii=False):
        return
    assert findings == []
    assert document is not None
    assert document.data == data


@given(st.dictionaries(plain_text, json_values, max_size=4))
def test_both_ways_of_reading_agree(data: dict[str, object]) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False).encode()
    quick, first = parse_document(text, "x.yml")
    careful, second = parse_document(text, "x.yml", places=True)
    assert [f.message for f in first] == [f.message for f in second]
    assert (quick is None) == (careful is None)
    if quick is not None and careful is not None:
        assert quick.data == careful.data
        assert _places(quick) == _places(careful)


@given(st.dictionaries(st.from_regex("[a-z]{1,5}", fullmatch=True), json_values, max_size=4))
def test_places_are_where_yaml_itself_puts_them(data: dict[str, object]) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    document, findings = parse_document(text.encode(), "x.yml")
    if document is None or findings:
        return
    node = yaml.compose(text)
    assert list(_places(document)) == list(_marks(node))


def _places(document: Document, pointer: tuple[str | int, ...] = ()) -> list[tuple[int, int]]:
    value = document.data
    for step in pointer:
        value = value[step]
    place = document.place(pointer)
    found = [(place.line, place.column)]
    if isinstance(value, dict):
        for key in value:
            key_place = document.place((*pointer, key), key=True)
            found.append((key_place.line, key_place.column))
            found += _places(document, (*pointer, key))
    elif isinstance(value, list):
        for index in range(len(value)):
            found += _places(document, (*pointer, index))
    return found


def _marks(node: Any) -> list[tuple[int, int]]:
    found = [(node.start_mark.line + 1, node.start_mark.column + 1)]
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            found.append((key.start_mark.line + 1, key.start_mark.column + 1))
            found += _marks(value)
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            found += _marks(each)
    return found
