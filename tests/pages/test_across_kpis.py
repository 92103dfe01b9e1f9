"""KPIs across vendors: red ones first, for how long, and the credits they earned."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.pages.across import demo_page, page_of, table_rows, words
from tests.playbooks import AGREEMENT

AS_OF = date(2026, 7, 9)
KPIS = """\
kpis:
  - { id: uptime, name: Uptime, area: quality, unit: percent, direction: higher, frequency: monthly, definition: Share., source: tool, contractual: true, credit_pct: 5, targets: [{ from: 2026-03, target: 99.9, minimum: 99.5 }] }
  - { id: restore, name: Restore, area: efficiency, unit: hours, direction: lower, frequency: monthly, definition: Hours., source: vendor, contractual: false, targets: [{ from: 2026-05, target: 4, minimum: 6 }] }
  - { id: smiles, name: Smiles, area: satisfaction, unit: percent, direction: higher, frequency: monthly, definition: Share., source: client, contractual: false, min_sample: 10, targets: [{ from: 2026-05, target: 90, minimum: 80 }] }
  - { id: done, name: Done, area: progress, unit: percent, direction: higher, frequency: monthly, definition: Share., source: vendor, contractual: false, targets: [{ from: 2026-05, target: 90, minimum: 80 }] }
"""  # noqa: E501 - one KPI on one line reads best
MEASUREMENTS = """\
measurements:
  - { kpi: uptime, period: 2026-04, value: 99.95, reported_on: 2026-05-05 }
  - { kpi: uptime, period: 2026-05, value: 99.2, reported_on: 2026-06-01, credit: claimed }
  - { kpi: uptime, period: 2026-06, value: 99.4, reported_on: 2026-07-03 }
  - { kpi: restore, period: 2026-05, value: 7, reported_on: 2026-06-02 }
  - { kpi: restore, period: 2026-06, value: 5, reported_on: 2026-07-02 }
  - { kpi: smiles, period: 2026-06, numerator: 5, denominator: 6, reported_on: 2026-07-02 }
  - { kpi: done, period: 2026-05, value: 95, reported_on: 2026-06-02 }
"""


def kpis(root: Path) -> str:
    agreement = AGREEMENT.replace("kpis: []\n", KPIS)
    return page_of(root, AS_OF, "kpis", agreement=agreement, measurements=MEASUREMENTS)


def test_red_comes_first_with_periods_running_then_what_nobody_reported(tmp_path: Path) -> None:
    page = kpis(tmp_path)
    rows = table_rows(page)
    # The values of June are due five working days after the 30th: on Tuesday, 7 July.
    assert rows[:4] == [
        "red Uptime contractual quality, monthly 99.4 % 2026-06 99.9 % 99.5 2 periods "
        "2026-03 not reported 2026-04 99.95 green 2026-05 99.2 red Acme Rosa Lind vendor's side",
        "not reported Done progress, monthly – 2026-06 due 7 Jul 2026 90 % 80 2026-05 95 green "
        "Acme Rosa Lind vendor's side",
        "amber Restore efficiency, monthly, lower is better 5 h 2026-06 4 h 6 2026-05 7 red Acme "
        "Rosa Lind vendor's side",
        "sample too small Smiles satisfaction, monthly – 2026-06 90 % 80 2026-05 not reported "
        "Acme Ines Ward our side",
    ]
    assert "4 KPIs, 1 red." in words(page)
    assert 'data-colour="red" data-area="quality" data-running="1" data-contractual="1"' in page
    assert 'href="../../vendors/acme/scorecard/#uptime"' in page


def test_credits_that_nobody_claimed_come_first_with_their_last_day(tmp_path: Path) -> None:
    page = kpis(tmp_path)
    # Reported on 3 July; twenty working days later is 31 July.
    assert table_rows(page)[4:] == [
        "to be claimed Uptime 2026-06 99.4 % 5% of the charge 31 Jul 2026 Acme Ines Ward our side",
        "claimed Uptime 2026-05 99.2 % 5% of the charge 29 Jun 2026 Acme",
    ]
    assert "1 credit is owed and not yet claimed." in words(page)


def test_without_kpis_the_page_says_what_to_record(tmp_path: Path) -> None:
    text = words(page_of(tmp_path, AS_OF, "kpis"))
    assert "No KPI is measured yet. To record it, write in vendors/acme/measurements.yml" in text
    assert "No red value has earned a credit." in text


def test_the_demos_red_kpis_and_the_credit_that_keelhaven_owes() -> None:
    rows = table_rows(demo_page("kpis"))
    red = [row for row in rows if row.startswith("red ")]
    # Oxbow's data quality has been red in July, August and September.
    quality = next(row for row in red if "Checks passed contractual" in row)
    assert "3 periods" in quality
    # Keelhaven's availability was 99.95, 99.70 and 99.40 against a minimum of 99.50.
    availability = next(row for row in red if "Availability of core systems" in row)
    assert "99.4 % 2026-09 99.9 % 99.5 1 period" in availability
    assert "2026-07 99.95 green 2026-08 99.7 amber" in availability
    credit = next(row for row in rows if row.startswith("to be claimed Availability"))
    assert "2026-09 99.4 % 5% of the charge" in credit
    assert "Keelhaven" in credit
