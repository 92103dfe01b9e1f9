"""Contract terms and notice deadlines: month ends, leap days, several terms, decisions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.test_status import ENGLAND
from vendorbook.deadlines import current_term, notice_deadline
from vendorbook.documents import Document
from vendorbook.records.facts import build
from vendorbook.records.vendor import Contract

NOWHERE = Document("vendor.yml", {}, "")


def contract(start: str, end: str, **facts: Any) -> Contract:
    data: dict[str, Any] = {
        "id": "main",
        "type": "msa",
        "title": "Main",
        "reference": "https://documents.example/main",
        "start": start,
        "end": end,
        "auto_renew": "renewal_months" in facts,
        **facts,
    }
    return build(Contract, data, NOWHERE)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("end", "months", "as_of", "expected", "renewals"),
    [
        ("2026-12-31", 12, "2026-12-31", "2026-12-31", 0),
        ("2026-12-31", 12, "2027-01-01", "2027-12-31", 1),
        ("2023-07-31", 12, "2026-10-09", "2027-07-31", 4),
        ("2024-02-29", 12, "2024-03-01", "2025-02-28", 1),
        ("2024-02-29", 12, "2027-03-01", "2028-02-29", 4),
        ("2025-02-28", 1, "2025-03-01", "2025-03-31", 1),
        ("2025-01-31", 1, "2025-02-01", "2025-02-28", 1),
        ("2025-01-31", 1, "2025-03-01", "2025-03-31", 2),
        ("2025-01-30", 1, "2025-03-01", "2025-03-30", 2),
        ("2025-11-30", 3, "2026-01-15", "2026-02-28", 1),
        ("2025-06-15", 6, "2026-01-15", "2026-06-15", 2),
    ],
)
def test_a_term_rolls_on_from_the_original_end(
    end: str, months: int, as_of: str, expected: str, renewals: int
) -> None:
    term = current_term(
        contract("2020-01-01", end, renewal_months=months, notice_days=30), day(as_of)
    )
    assert (term.end, term.renewals) == (day(expected), renewals)


def test_a_term_starts_on_the_day_after_the_one_before() -> None:
    subject = contract("2020-08-01", "2023-07-31", renewal_months=12, notice_days=30)
    assert current_term(subject, day("2023-07-31")).start == day("2020-08-01")
    assert current_term(subject, day("2023-08-01")).start == day("2023-08-01")
    assert current_term(subject, day("2024-08-01")).start == day("2024-08-01")


def test_a_contract_that_does_not_renew_ends() -> None:
    term = current_term(contract("2025-01-01", "2025-12-31"), day("2026-10-09"))
    assert (term.end, term.renewals) == (day("2025-12-31"), 0)
    assert notice_deadline(contract("2025-01-01", "2026-12-31"), term, ENGLAND) is None


@pytest.mark.parametrize(
    ("end", "notice", "expected"),
    [
        ("2026-12-31", {"notice_days": 60}, "2026-10-30"),  # 1 November is a Sunday
        ("2026-12-31", {"notice_days": 30}, "2026-12-01"),
        ("2026-12-31", {"notice_months": 3}, "2026-09-30"),
        ("2026-05-31", {"notice_months": 3}, "2026-02-27"),  # 28 February is a Saturday
        ("2026-07-31", {"notice_months": 1}, "2026-06-30"),
        ("2026-06-30", {"notice_days": 60}, "2026-05-01"),
        ("2026-04-30", {"notice_days": 24}, "2026-04-02"),  # Easter Monday, back over four days
        ("2026-12-31", {"notice_days": 400}, "2025-11-26"),
    ],
)
def test_notice_ends_on_a_working_day_before(
    end: str, notice: dict[str, int], expected: str
) -> None:
    subject = contract("2025-01-01", end, renewal_months=6, **notice)
    term = current_term(subject, day("2025-06-01"))
    assert notice_deadline(subject, term, ENGLAND) == day(expected)


@pytest.mark.parametrize(
    ("decision", "decided_on", "as_of", "end", "is_decided"),
    [
        ("undecided", None, "2026-10-09", "2026-12-31", False),
        ("renew", "2026-10-01", "2026-10-09", "2026-12-31", True),
        ("renew", "2026-10-10", "2026-10-09", "2026-12-31", False),
        ("renew", "2026-10-01", "2027-03-01", "2027-12-31", False),
        ("exit", "2026-10-01", "2027-03-01", "2026-12-31", True),
        ("exit", None, "2027-03-01", "2026-12-31", True),
        ("exit", "2027-02-01", "2027-03-01", "2027-12-31", True),
        ("exit", "2027-02-01", "2028-03-01", "2027-12-31", True),
    ],
)
def test_a_decision_is_about_the_term_it_was_taken_in(
    decision: str, decided_on: str | None, as_of: str, end: str, is_decided: bool
) -> None:
    facts: dict[str, Any] = {"renewal_months": 12, "notice_days": 60}
    facts["renewal_decision"] = decision
    if decided_on:
        facts["decided_on"] = decided_on
    term = current_term(contract("2025-07-01", "2026-12-31", **facts), day(as_of))
    assert (term.end, term.is_decided) == (day(end), is_decided)


@given(
    st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    st.integers(1, 36),
    st.dates(date(2024, 1, 1), date(2030, 12, 31)),
)
def test_a_day_after_the_start_lies_in_the_current_term(
    end: date, months: int, as_of: date
) -> None:
    subject = contract("2023-01-01", end.isoformat(), renewal_months=months, notice_days=1)
    term = current_term(subject, as_of)
    assert term.start <= as_of <= term.end
