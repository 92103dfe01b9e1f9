"""Contracts across vendors: the last day for notice, whether we decided, and what lapses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.pages.across import across, demo_page, page_of, table_rows, words
from tests.playbooks import VENDOR

AS_OF = date(2026, 5, 6)
RENEWING = VENDOR.format(slug="acme").replace(
    "    start: 2025-01-01\n    end: 2027-12-31\n    auto_renew: false\n",
    "    start: 2024-08-01\n    end: 2025-07-31\n    auto_renew: true\n    renewal_months: 12\n"
    "    notice_days: 60\n    value: { amount: 120000, currency: GBP }\n",
)
DOCUMENTS = """\
documents:
  - { id: cover, type: insurance, title: Cover, expires_on: 2026-05-05, required: true }
  - { id: leaving, type: exit_plan, title: The way out, expires_on: 2026-05-20 }
  - { id: badge, type: certificate, title: Badge, expires_on: 2026-12-31, required: true }
  - { id: secrets, type: nda, title: Secrets, required: true }
"""


def test_a_contract_shows_its_current_term_and_the_last_day_for_notice(tmp_path: Path) -> None:
    page = page_of(tmp_path, AS_OF, "contracts", vendor=RENEWING)
    # It rolled on once, to 31 July 2026; sixty days before that is Monday 1 June, in 26 days.
    assert table_rows(page)[0] == (
        "undecided, 26 days left for notice Main agreement msa 1 Jun 2026 31 Jul 2026 "
        "since 1 Aug 2025, rolled on 1 time renews for 12 months 120,000 GBP Acme "
        "Pia Nand our side"
    )
    assert 'href="../../vendors/acme/agreement/#contract-main"' in page
    assert 'vb-mark--error"><title>Acme, Main agreement: 1 Aug 2025 to 31 Jul 2026, notice by' in (
        page
    )


@pytest.mark.parametrize(
    ("as_of", "decision", "level", "expected"),
    [
        (date(2026, 2, 1), "", "quiet", "undecided, 120 days left for notice"),
        (date(2026, 3, 4), "", "info", "undecided, 89 days left for notice"),
        (date(2026, 4, 3), "", "warning", "undecided, 59 days left for notice"),
        (date(2026, 5, 3), "", "error", "undecided, 29 days left for notice"),
        (date(2026, 6, 2), "", "error", "undecided, notice was due 1 day ago"),
        (
            date(2026, 6, 2),
            "    renewal_decision: renew\n    decided_on: 2026-05-20\n",
            "accepted",
            "decided: renew",
        ),
    ],
)
def test_an_undecided_contract_presses_more_the_nearer_notice_is(
    as_of: date, decision: str, level: str, expected: str, tmp_path: Path
) -> None:
    rows = across(tmp_path, as_of, {"acme": {"vendor": RENEWING + decision}}).contracts.rows
    assert [(row.level, row.words) for row in rows] == [(level, expected)]


def test_a_contract_that_does_not_renew_ends_and_a_lapsed_one_is_an_error(tmp_path: Path) -> None:
    rows = table_rows(page_of(tmp_path, date(2027, 12, 30), "contracts"))
    assert rows[0].startswith("ends in 1 day Main agreement msa 31 Dec 2027 since 1 Jan 2025 ends")
    late = across(tmp_path / "late", date(2028, 1, 1), {"acme": {}}).contracts.rows
    assert (late[0].level, late[0].words) == ("error", "ended, the vendor is still active")


def test_documents_show_what_has_lapsed_first(tmp_path: Path) -> None:
    page = page_of(tmp_path, AS_OF, "contracts", vendor=RENEWING + DOCUMENTS)
    rows = table_rows(page)[1:]
    assert rows == [
        "expired 1 day ago Cover required insurance 5 May 2026 Acme Kit Morrow vendor's side",
        "required, and neither address nor expiry is recorded Secrets required nda Acme "
        "Kit Morrow vendor's side",
        "review in 14 days The way out exit plan 20 May 2026 Acme Ines Ward our side",
        "expires in 239 days Badge required certificate 31 Dec 2026 Acme Kit Morrow vendor's side",
    ]


def test_without_documents_the_page_says_what_to_record(tmp_path: Path) -> None:
    text = words(page_of(tmp_path, AS_OF, "contracts"))
    assert "No document is recorded. To record it, write in vendors/acme/vendor.yml" in text


def test_the_demo_has_one_decision_to_take_and_one_lapsed_certificate() -> None:
    rows = table_rows(demo_page("contracts"))
    assert rows[0].startswith("undecided, 21 days left for notice Managed services agreement")
    assert "30 Oct 2026 31 Dec 2026" in rows[0]
    assert "renews for 12 months" in rows[0]
    assert any(
        row.startswith("expired 24 days ago ISO 27001 certificate required")
        and "15 Sep 2026 Oxbow Meridian Data" in row
        for row in rows
    )
    assert any(
        row.startswith("expires in 21 days Professional indemnity insurance")
        and "30 Oct 2026 Lintel & Thread QA" in row
        for row in rows
    )
