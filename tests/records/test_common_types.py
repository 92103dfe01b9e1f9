"""The kinds of values that several record kinds share: what each takes, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest

from tests.records.reading import COMMON, verdicts

RIGHT: dict[str, list[Any]] = {
    "text": ["a", " a ", "a\nb", "0"],
    "slug": ["a", "a1", "service-desk", "24x7"],
    "reference": ["MS-05", "AC-014", "FB-0001", "availability", "lintel-thread/MS-05", "a/b"],
    "date": ["2026-10-09", "2028-02-29", "1999-12-31"],
    "moment": ["2026-10-09", "2026-10-09T02:15Z", "2026-10-09T02:15:00+14:00"],
    "duration": ["1m", "30m", "4h", "90d", "5wd"],
    "period": ["2026-01", "2026-12", "2026-Q1", "2026-Q4"],
    "url": [
        "https://a.example",
        "http://a.example:8080/b?c=d@e#f",
        "https://a.example?b=c@d.example",
        "https://a.example/@name",
    ],
    "money": [{"amount": 0, "currency": "GBP"}, {"amount": 12.5, "currency": "EUR"}],
}
WRONG: dict[str, list[Any]] = {
    "text": ["", " ", "\n", 1, True, None],
    "slug": ["", "A", "a_b", "a--b", "-a", "a-", "a b", "é"],
    "reference": ["", "MS05", "M-05", "MS-5", "ms/ms/MS-05", "/MS-05", "Lintel/MS-05"],
    "date": ["2026-02-29", "2026-13-01", "2026-1-9", "20261009", "2026-10-09T00:00Z", "1826-10-09"],
    "moment": [
        "2026-10-09T02:15",
        "2026-10-09 02:15Z",
        "2026-02-29",
        "2026-02-29T02:15Z",
        "02:15Z",
    ],
    "duration": ["", "0m", "05m", "5", "5w", "1.5h", "-1d", "99999d"],
    "period": ["2026", "2026-13", "2026-0", "2026-Q0", "2026-Q5", "Q3-2026", "2026-H1"],
    "url": [
        "a.example",
        "ftp://a.example",
        "javascript:alert(1)",
        "https://",
        "https://me@a.example",
        "https://me:secret@a.example/b",
        "https://a.example/b c",
        "https://a.example/" + "b" * 2000,
    ],
    "money": [
        {"amount": -1, "currency": "GBP"},
        {"amount": 1, "currency": "gbp"},
        {"amount": 1},
        {"amount": "1", "currency": "GBP"},
        {"amount": 1, "currency": "GBP", "vat": 0.2},
    ],
}


def cases(table: dict[str, list[Any]]) -> list[tuple[str, Any]]:
    return [(name, value) for name, values in table.items() for value in values]


def verdict(name: str, value: Any) -> bool:
    (agreed,) = verdicts({"$ref": f"{COMMON}#/$defs/{name}"}, value)
    return agreed


@pytest.mark.parametrize(("name", "value"), cases(RIGHT))
def test_right(name: str, value: Any) -> None:
    assert verdict(name, value)


@pytest.mark.parametrize(("name", "value"), cases(WRONG))
def test_wrong(name: str, value: Any) -> None:
    assert not verdict(name, value)
