"""What looks odd and is read all the same, up to the last byte and the last level."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import pytest

from tests.test_documents_refusals import brief, twice
from vendorbook.documents import MAX_BYTES, parse_document, read_document
from vendorbook.findings import Place

READ: dict[str, tuple[str | bytes, object]] = {
    "30 brackets": ("[" * 30 + "]" * 30, None),
    "minus nought": ("a: -0", {"a": 0}),
    "nought with a fraction": ("a: 0.0", {"a": Decimal("0.0")}),
    "18 digits": ("a: " + "9" * 18, {"a": 10**18 - 1}),
    "19 digits are text": ("a: 1" + "0" * 18, {"a": "1" + "0" * 18}),
    "5,000 digits are text": ("a: " + "7" * 5_000, {"a": "7" * 5_000}),
    "leading nought": ("a: 00", {"a": "00"}),
    "no fraction": ("a: 1.", {"a": "1."}),
    "two points": ("a: 1.2.3", {"a": "1.2.3"}),
    "plus": ("a: +1", {"a": "+1"}),
    "base sixty": ("a: 190:20:30", {"a": "190:20:30"}),
    "infinity": ("a: .inf", {"a": ".inf"}),
    "digits of other scripts": ("a: ١٢\nb: １２", {"a": "١٢", "b": "１２"}),
    "words of YAML 1.1": ("on: off\nyes: No\ny: TRUE\nn: Null",
                          {"on": "off", "yes": "No", "y": "TRUE", "n": "Null"}),
    "quoted merge key": ("'<<': 1\n", {"<<": 1}),
    "merge sign as a value": ("a: <<\n", {"a": "<<"}),
    "one start mark": ("---\na: 1\n...\n", {"a": 1}),
    "version": ("%YAML 1.2\n---\na: 1\n", {"a": 1}),
    "tab behind a colon": ("a:\tb\t\n", {"a": "b"}),
    "tab by escape": ('a: "x\\ty"', {"a": "x\ty"}),
    "emoji by escape": ('a: "\\U0001F600"', {"a": "😀"}),
    "sign inside text": ("a: x#y & z! *w*", {"a": "x#y & z! *w*"}),
    "colon inside text": ("a: b:c", {"a": "b:c"}),
    "comment for a value": ("a: # nothing\nb: 1\n", {"a": None, "b": 1}),
    "question mark": ("? a\n: b\n? c\n", {"a": "b", "c": None}),
    "text at the top": ("hello", "hello"),
    "number at the top": ("-1", -1),
    "list at the top": ("- a", ["a"]),
    "Windows text block": (b"a: |\r\n  x\r\n  y\r\n", {"a": "x\ny\n"}),
    "only a byte order mark": (b"\xef\xbb\xbf", None),
    "half a megabyte on one line": ("a: " + "x " * 250_000, {"a": ("x " * 250_000).rstrip()}),
    "a key of a thousand letters": ("k" * 1_000 + ": 1", {"k" * 1_000: 1}),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("places", [False, True])
def test_what_looks_odd_and_is_fine(name: str, places: bool) -> None:
    written, expected = READ[name]
    content = written.encode() if isinstance(written, str) else written
    document, findings = parse_document(content, "file.yml", places=places)
    assert findings == []
    assert document is not None
    if name != "30 brackets":
        assert document.data == expected


def test_the_first_of_two_values_counts_and_everything_else_stays() -> None:
    document, findings = parse_document(b"a: {x: 1}\nb: 2\na: {y: 3}\nc: [4]\n", "file.yml")
    assert brief(findings) == [(3, 1, *twice("a"))]
    assert document is not None
    assert document.data == {"a": {"x": 1}, "b": 2, "c": [4]}
    assert document.place(("c", 0)) == Place("file.yml", 4, 5)
    assert document.place(("a", "x"), key=True) == Place("file.yml", 1, 5)


@pytest.mark.parametrize(
    ("pointer", "key", "line", "column"),
    [
        ((), False, 1, 1),
        (("list",), True, 2, 1),
        (("list",), False, 3, 3),
        (("list", 1), False, 4, 5),
        (("list", 1, "name"), True, 4, 5),
        (("list", 1, "name"), False, 4, 11),
        (("list", 2), False, 3, 3),
        (("list", -1), False, 3, 3),
        (("list", 1, "other"), True, 4, 5),
        (("list", 9, "name"), False, 3, 3),
        (("empty",), False, 5, 7),
        (("nobody",), True, 1, 1),
        (("empty", "deeper"), False, 5, 7),
    ],
)
def test_a_place_is_the_longest_part_of_the_pointer_that_exists(
    pointer: tuple[str | int, ...], key: bool, line: int, column: int
) -> None:
    text = b"first: 1\nlist:\n  - a\n  - name: b\nempty:\n"
    document, _ = parse_document(text, "file.yml")
    assert document is not None
    assert document.place(pointer, key=key) == Place("file.yml", line, column)


def test_one_megabyte_and_one_byte_is_refused_and_twenty_are_not_read(tmp_path: Path) -> None:
    file = tmp_path / "large.yml"
    for size in (MAX_BYTES + 1, 20 * MAX_BYTES):
        file.write_bytes(b"a: " + b"x" * (size - 3))
        document, findings = read_document(file, "large.yml")
        assert document is None
        assert brief(findings) == [
            (1, 1, "too-large", "this file is larger than 1,000,000 bytes",
             "split it: a log may be a folder of the same name with several files in it"),
        ]  # fmt: skip
    file.write_bytes(b"a: " + b"x" * (MAX_BYTES - 3))
    assert read_document(file, "large.yml")[1] == []


def test_what_cannot_be_opened_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "folder.yml").mkdir()
    os.symlink("loop.yml", tmp_path / "loop.yml")
    for name, reason in (
        ("folder.yml", "is a directory"),
        ("loop.yml", "too many levels of symbolic links"),
    ):
        document, findings = read_document(tmp_path / name, name)
        assert document is None
        assert brief(findings) == [
            (1, 1, "yaml-syntax", f"this file cannot be read: {reason}", "")
        ]  # fmt: skip
