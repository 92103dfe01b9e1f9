"""Plain values survive JSON exactly, and nothing else is written or read."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from vendorbook.documents import Document
from vendorbook.findings import Actor, Finding, Place
from vendorbook.plain_values import as_json, from_json
from vendorbook.workdays import CalendarGap

FINDING = Finding("x", Place("a.yml", 3, 5), "m", due=date(2026, 1, 5), actor=Actor("vendor"))


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        0,
        "text",
        date(2026, 1, 5),
        datetime(2026, 1, 5, 9, 30, tzinfo=UTC),
        Decimal("1.10"),
        Fraction(41501, 525),
        (),
        ("t", ("d",)),
        ["l"],
        {"a": (1, 2), ("b", date(2026, 1, 5)): None},
        Counter({("2026-01", "to_vendor"): 3}),
        Place("a.yml"),
        FINDING,
        (FINDING, {"o": [FINDING]}),
    ],
)
def test_a_value_comes_back_as_it_was(value: object) -> None:
    found = from_json(json.loads(json.dumps(as_json(value))))
    assert found == value
    assert type(found) is type(value)
    assert repr(found) == repr(value)


@pytest.mark.parametrize(
    "value",
    [object(), Path("x"), {1, 2}, CalendarGap(date(2026, 1, 5)), b"", Document("a.yml", {}, "")],
)
def test_nothing_else_is_written(value: object) -> None:
    with pytest.raises(TypeError):
        as_json(value)


@pytest.mark.parametrize(
    "data",
    [
        [],
        [5],
        ["x", 1],
        ["d", "yesterday"],
        ["n", "ten"],
        ["o", "os:system", "true"],
        ["o", "vendorbook.portfolio:load", "."],
        ["o", "vendorbook.portfolio:os.system", "true"],
        ["o", "vendorbook.nowhere:Nothing"],
        ["o", "vendorbook.findings:Place", 1, 2, 3, 4],
        ["o", "vendorbook.workdays:CalendarGap", 1],
        ["m", 1],
    ],
)
def test_nothing_else_is_read(data: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the words are for nobody
        from_json(data)
