"""CSV that spreadsheets can open without running anything and that a parser reads back."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from vendorbook.exports.csv_text import Cell, csv_lines


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+442079460000", "'+442079460000"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1+1", "'=1+1"),
        ("\r=1+1", "'=1+1"),
        ("\tplain", "'plain"),
        ("  =cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("a\r\n=1+1", "a =1+1"),
        ("a=1", "a=1"),
        ('He said "no", twice', 'He said "no", twice'),
        ("“Käse” 漢字 🎉", "“Käse” 漢字 🎉"),
        ("\x1b[31m\x00", "�[31m�"),
        (-2, "-2"),
        (-2.5, "-2.5"),
        (Decimal("-0.10"), "-0.10"),
        (float("nan"), ""),
        (True, "yes"),
        (False, "no"),
        (None, ""),
        (date(2026, 10, 9), "2026-10-09"),
    ],
)
def test_a_cell_is_harmless_and_keeps_its_text(cell: Cell, expected: str) -> None:
    text = csv_lines([["before", cell, "after"]])
    assert text.endswith("\r\n")
    assert list(csv.reader(io.StringIO(text, newline=""), strict=True)) == [
        ["before", expected, "after"]
    ]


def test_a_row_is_a_line() -> None:
    assert csv_lines([["a\nb", "c,d"], ['e"f', 1]]) == 'a b,"c,d"\r\n"e""f",1\r\n'
