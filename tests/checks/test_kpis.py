"""Situations of KPIs: red periods, periods nobody reported, and credits nobody claimed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.playbooks import AGREEMENT, CONTACTS, VENDOR, assessed, open_playbook, situations
from vendorbook.assessment import assess
from vendorbook.checks import find_situations
from vendorbook.due_kpis import due_rows, watched_kpis
from vendorbook.findings import Actor, Finding
from vendorbook.vendor_reading import read_vendor

ROSA = Actor("vendor", "rosa-lind", "Rosa Lind")
INES = Actor("client", "ines-ward", "Ines Ward")
FAY = Actor("client", "fay-low", "Fay Low")

KPI = """\
kpis:
  - id: availability
    name: Availability
    area: quality
    unit: percent
    direction: higher
    frequency: monthly
    definition: Minutes in service, of all minutes agreed.
    source: vendor
    contractual: false
    targets: [{ from: 2026-07, target: 99.9, minimum: 99.5 }]
"""


def agreed(kpi: str = KPI) -> str:
    return AGREEMENT.replace("kpis: []\n", kpi)


def log(*entries: str) -> str:
    """Entries such as `2026-07 99.4`; each is reported on the sixth of the month after."""
    items = []
    for entry in entries:
        period, _, facts = entry.partition(" ")
        fact, *more = facts.split(", ")
        value = fact if ":" in fact else f"value: {fact}"
        if not any(each.startswith("reported_on") for each in more):
            more.append(f"reported_on: 2026-{int(period[5:]) + 1:02d}-06")
        items.append(f"  - {{ kpi: availability, period: {period}, {value}, {', '.join(more)} }}\n")
    return "measurements:\n" + "".join(items) if items else "measurements: []\n"


def found(root: Path, as_of: str, code: str, *entries: str, **files: str) -> list[Finding]:
    usual = {"agreement": agreed(), "measurements": log(*entries)}
    every = situations(root, date.fromisoformat(as_of), **{**usual, **files})
    return [each for each in every if each.code == code]


def test_a_red_period_names_value_minimum_and_who_acts(tmp_path: Path) -> None:
    (red,) = found(tmp_path, "2026-10-09", "kpi-red", "2026-07 99.95", "2026-08 99.5", "2026-09 99")
    assert red.message == (
        "availability 'Availability' was 99 per cent in 2026-09, worse than the minimum of 99.5"
    )
    assert (red.severity, red.due, red.days) == ("warning", date(2026, 9, 30), 9)
    assert (red.record, red.aspect, red.actor) == ("availability", "2026-09", ROSA)
    assert red.place == ("vendors/acme/measurements.yml", 4, 26)


@pytest.mark.parametrize(
    ("values", "severity", "running"),
    [
        ("99.4 99.4 99.5", None, 0),
        ("99.95 99.95 99.4", "warning", 1),
        ("99.4 99.5 99.4", "warning", 1),
        ("99.95 99.4 99.4", "error", 2),
        ("99.4 99.4 99.4", "error", 3),
        ("99.4 n/a 99.4", "error", 2),
        ("99.4 99.4 n/a", "error", 2),
        ("99.4 - 99.4", "warning", 1),
        ("99.4 99.4 -", "error", 2),
    ],
)
def test_red_twice_running_is_an_error(
    tmp_path: Path, values: str, severity: str | None, running: int
) -> None:
    entries = [
        f"2026-{month:02d} {value}".replace("n/a", "not_applicable: true")
        for month, value in enumerate(values.split(), start=7)
        if value != "-"
    ]
    reds = found(tmp_path, "2026-10-09", "kpi-red", *entries)
    assert [each.severity for each in reds] == ([] if severity is None else [severity])
    words = f", and red for {running} periods running"
    assert [each.message.endswith(words) for each in reds] == [running > 1] * len(reds)


def test_one_red_period_that_the_contract_names_is_an_error(tmp_path: Path) -> None:
    agreement = agreed(KPI.replace("contractual: false", "contractual: true"))
    entries = ["2026-08 99.95", "2026-09 99.4"]
    (red,) = found(tmp_path, "2026-10-09", "kpi-red", *entries, agreement=agreement)
    assert (red.severity, "running" in red.message) == ("error", False)


def test_silence_does_not_end_a_red_run(tmp_path: Path) -> None:
    entries = ["2026-07 99.95", "2026-08 99.4"]
    for day in ("2026-10-07", "2026-10-08"):
        (red,) = found(tmp_path / day, day, "kpi-red", *entries)
        assert red.aspect == "2026-08"
    (red,) = found(tmp_path / "c", "2026-10-08", "kpi-red", *entries, "2026-09 99.4")
    assert (red.aspect, red.severity) == ("2026-09", "error")


def test_a_share_says_what_it_was_made_of(tmp_path: Path) -> None:
    lower = KPI.replace("higher", "lower").replace(
        "target: 99.9, minimum: 99.5", "target: 10, minimum: 20"
    )
    share = "2026-09 numerator: 30, denominator: 41"
    (red,) = found(tmp_path, "2026-10-09", "kpi-red", share, agreement=agreed(lower))
    # 3000 / 41 = 73.1707…
    assert red.message == (
        "availability 'Availability' was 73.17 per cent (30 of 41) in 2026-09, worse than the "
        "minimum of 20, since lower is better"
    )


def test_an_unreported_period_is_overdue_from_the_sixth_working_day(tmp_path: Path) -> None:
    # Wednesday 30 September, then 1, 2, 5, 6 and 7 October.
    entries = ["2026-07 99.95", "2026-08 99.95"]
    assert found(tmp_path / "a", "2026-10-07", "kpi-unreported", *entries) == []
    (late,) = found(tmp_path / "b", "2026-10-08", "kpi-unreported", *entries)
    assert late.message == (
        "availability 'Availability' was not reported for 2026-09; it was due by 7 Oct 2026, "
        "1 working day ago"
    )
    assert (late.severity, late.due, late.days) == ("warning", date(2026, 10, 7), 1)
    assert (late.record, late.aspect, late.actor) == ("availability", "2026-09", ROSA)
    assert late.place.path == "vendors/acme/agreement.yml"
    assert "2026-09" in late.hint


@pytest.mark.parametrize(
    ("entries", "as_of", "periods"),
    [
        (["2026-07 99.95"], "2026-10-09", "2026-08 and 2026-09; the first was due by 7 Sep 2026"),
        ([], "2026-10-09", "2026-07, 2026-08 and 2026-09; the first was due by 7 Aug 2026"),
        ([], "2026-11-09", "4 periods from 2026-07 to 2026-10; the first was due by 7 Aug 2026"),
        (["2026-08 99.95"], "2026-10-09", "2026-09; it was due by 7 Oct 2026"),
        (
            ["2026-07 99.95", "2026-09 99, reported_on: 2026-10-12"],
            "2026-10-09",
            "2026-08 and 2026-09; the first was due by 7 Sep 2026",
        ),
    ],
)
def test_unreported_periods_count_back_to_the_last_report(
    tmp_path: Path, entries: list[str], as_of: str, periods: str
) -> None:
    (late,) = found(tmp_path, as_of, "kpi-unreported", *entries)
    assert f" was not reported for {periods}, " in late.message


@pytest.mark.parametrize("fact", ["99", "not_applicable: true", "numerator: 3, denominator: 4"])
def test_whatever_was_reported_is_a_report(tmp_path: Path, fact: str) -> None:
    agreement = agreed(KPI + "    min_sample: 10\n")
    entries = ["2026-08 99.95", f"2026-09 {fact}"]
    assert found(tmp_path, "2026-10-09", "kpi-unreported", *entries, agreement=agreement) == []


def test_nothing_is_expected_from_before_the_first_contract(tmp_path: Path) -> None:
    vendor = VENDOR.format(slug="acme").replace("2025-01-01", "2026-08-17")
    (late,) = found(tmp_path / "a", "2026-10-09", "kpi-unreported", vendor=vendor)
    assert "for 2026-08 and 2026-09;" in late.message
    assert found(tmp_path / "b", "2026-08-16", "kpi-unreported", vendor=vendor) == []
    last_day = vendor.replace("2026-08-17", "2026-08-31")
    (late,) = found(tmp_path / "c", "2026-10-09", "kpi-unreported", vendor=last_day)
    assert "for 2026-08 and 2026-09;" in late.message


def test_the_first_of_several_contracts_begins_it(tmp_path: Path) -> None:
    second = (
        "  - id: second\n    type: sow\n    title: More\n    reference: https://d.example/more\n"
        "    start: 2026-09-15\n    end: 2027-12-31\n    auto_renew: false\n"
    )
    vendor = VENDOR.format(slug="acme").replace("2025-01-01", "2026-08-17") + second
    (late,) = found(tmp_path, "2026-10-09", "kpi-unreported", vendor=vendor)
    assert "for 2026-08 and 2026-09;" in late.message


@pytest.mark.parametrize(
    ("as_of", "entries", "periods"),
    [
        # September is to be reported by Wednesday 7 October, and August is overdue.
        ("2026-10-07", ["2026-07 99"], "2026-08 2026-07"),
        ("2026-10-08", ["2026-07 99"], "2026-09 2026-08 2026-07"),
        ("2026-10-07", ["2026-07 99", "2026-09 99"], "2026-09 2026-08 2026-07"),
        # A month is a row once it is over, however early somebody reported it.
        ("2026-09-30", ["2026-08 99", "2026-09 99, reported_on: 2026-09-30"], "2026-08 2026-07"),
        (
            "2026-10-01",
            ["2026-08 99", "2026-09 99, reported_on: 2026-09-30"],
            "2026-09 2026-08 2026-07",
        ),
    ],
)
def test_rows_are_due_once_they_are_reported_or_should_be(
    tmp_path: Path, as_of: str, entries: list[str], periods: str
) -> None:
    files = {"agreement": agreed(), "measurements": log(*entries)}
    assessment = assessed(tmp_path, date.fromisoformat(as_of), **files)
    (kpi,) = watched_kpis(assessment)
    assert [str(row.period) for row in due_rows(assessment, kpi)] == periods.split()


@pytest.mark.parametrize(
    ("source", "roles", "actor"),
    [
        ("vendor", "service_owner", ROSA),
        ("client", "finance, service_owner", FAY),
        ("tool", "service_owner", FAY),
        ("tool", "finance", INES),
    ],
)
def test_the_source_of_a_kpi_reports_it(
    tmp_path: Path, source: str, roles: str, actor: Actor
) -> None:
    agreement = agreed(KPI.replace("source: vendor", f"source: {source}"))
    (late,) = found(
        tmp_path, "2026-10-09", "kpi-unreported", agreement=agreement, contacts=contacts(roles)
    )
    assert late.actor == actor


def contacts(roles: str) -> str:
    fay = (
        f"  - {{ id: fay-low, name: Fay Low, side: client, title: Accounts, roles: [{roles}], "
        "email: fay@client.example, verified_on: 2026-01-05 }\n"
    )
    return CONTACTS.replace("escalation:", fay + "escalation:")


def test_a_contractual_kpi_that_nobody_reported_is_an_error(tmp_path: Path) -> None:
    agreement = agreed(KPI.replace("contractual: false", "contractual: true"))
    (late,) = found(tmp_path, "2026-10-09", "kpi-unreported", agreement=agreement)
    assert late.severity == "error"


RELIEF = """\
changes:
  - id: CR-05
    title: Power cut of the city
    type: relief
    cause: external
    raised_on: 2026-10-01
    raised_by: kit-morrow
    status: approved
    decided_on: 2026-10-08
    decided_by: ines-ward
    effects: [{ measurement: { kpi: availability, period: 2026-09 }, excused: true }]
"""


def test_an_excused_period_is_neither_red_nor_unreported(tmp_path: Path) -> None:
    before = "2026-08 99.95"
    assert found(tmp_path / "a", "2026-10-08", "kpi-unreported", before, changes=RELIEF) == []
    entries = (before, "2026-09 99")
    assert found(tmp_path / "b", "2026-10-08", "kpi-red", *entries, changes=RELIEF) == []
    assert len(found(tmp_path / "c", "2026-10-07", "kpi-red", *entries, changes=RELIEF)) == 1


CREDIT = KPI + "    credit_pct: 5\n"


def test_a_credit_is_unclaimed_after_twenty_working_days(tmp_path: Path) -> None:
    # From Tuesday 6 October: 7–9, 12–16, 19–23, 26–30 October, 2–3 November are twenty days.
    usual = {"agreement": agreed(CREDIT), "contacts": contacts("finance")}
    entries = ("2026-08 99.95", "2026-09 99.4")
    assert found(tmp_path / "a", "2026-11-03", "credit-unclaimed", *entries, **usual) == []
    (due,) = found(tmp_path / "b", "2026-11-04", "credit-unclaimed", *entries, **usual)
    assert due.message == (
        "availability 'Availability' was red in 2026-09, which earns a credit of 5 per cent of the "
        "charge; it was to be claimed by 3 Nov 2026, 1 working day ago"
    )
    assert (due.severity, due.due, due.days) == ("warning", date(2026, 11, 3), 1)
    assert (due.record, due.aspect, due.actor) == ("availability", "2026-09", FAY)
    assert due.place.line == 3


def test_a_credit_is_unclaimed_from_the_day_after_the_last_even_a_saturday(tmp_path: Path) -> None:
    # From Friday 9 October: 12–16, 19–23, 26–30 October, 2–6 November are twenty days.
    entry = "2026-09 99.4, reported_on: 2026-10-09"
    usual = {"agreement": agreed(CREDIT)}
    assert found(tmp_path / "a", "2026-11-06", "credit-unclaimed", entry, **usual) == []
    (due,) = found(tmp_path / "b", "2026-11-07", "credit-unclaimed", entry, **usual)
    assert (due.due, due.days) == (date(2026, 11, 6), 0)


@pytest.mark.parametrize(
    ("kpi", "facts", "count"),
    [
        (CREDIT, "99.4", 1),
        (CREDIT, "99.5", 0),
        (CREDIT, "not_applicable: true", 0),
        (CREDIT, "99.4, credit: claimed", 0),
        (CREDIT, "99.4, credit: received", 0),
        (CREDIT, "99.4, credit: waived", 0),
        (KPI, "99.4", 0),
    ],
)
def test_only_a_red_period_earns_a_credit_and_only_once(
    tmp_path: Path, kpi: str, facts: str, count: int
) -> None:
    unclaimed = found(
        tmp_path, "2026-12-01", "credit-unclaimed", f"2026-09 {facts}", agreement=agreed(kpi)
    )
    assert [each.actor for each in unclaimed] == [INES] * count


def test_every_unclaimed_credit_is_a_finding_of_its_own(tmp_path: Path) -> None:
    entries = ["2026-07 99", "2026-08 99.95", "2026-09 99"]
    both = found(tmp_path, "2026-12-01", "credit-unclaimed", *entries, agreement=agreed(CREDIT))
    assert sorted(each.aspect or "" for each in both) == ["2026-07", "2026-09"]
    assert len({each.fingerprint for each in both}) == 2


def test_a_vendor_that_has_ended_is_left_alone(tmp_path: Path) -> None:
    gone = VENDOR.format(slug="acme").replace("status: active", "status: ended")
    every = situations(
        tmp_path,
        date(2026, 12, 1),
        agreement=agreed(CREDIT),
        measurements=log("2026-07 99", "2026-08 99"),
        vendor=gone,
    )
    assert {"kpi-red", "kpi-unreported", "credit-unclaimed"}.isdisjoint(e.code for e in every)


DEMO = Path(__file__).parents[2]


def test_the_demo_shows_red_kpis_and_no_credit_before_its_time() -> None:
    portfolio = open_playbook(DEMO)
    shown = {}
    for day in (date(2026, 10, 9), date(2026, 11, 4)):
        for slug in portfolio.slugs:
            vendor = read_vendor(portfolio, slug).vendor
            assert vendor is not None
            for each in find_situations(assess(vendor, portfolio, day)):
                shown[day.month, slug, each.code, each.record] = each
    red = shown[10, "oxbow-meridian", "kpi-red", "data-quality"]
    assert (red.severity, red.aspect) == ("error", "2026-09")
    assert red.message.endswith("worse than the minimum of 98, and red for 3 periods running")
    missed = shown[10, "oxbow-meridian", "checkpoint-missed", "IP-01"]
    assert (missed.severity, missed.due) == ("error", date(2026, 10, 5))
    # Reported on 6 October, so it is unclaimed twenty working days later and not before.
    assert (10, "keelhaven", "credit-unclaimed", "availability") not in shown
    credit = shown[11, "keelhaven", "credit-unclaimed", "availability"]
    assert (credit.aspect, credit.due) == ("2026-09", date(2026, 11, 3))
