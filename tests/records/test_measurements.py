"""The numbers behind the KPIs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.records.reading import SOMEWHERE, faults, read
from vendorbook.records.facts import Period
from vendorbook.records.measurements import Measurement, MeasurementsFile


def test_three_ways_to_measure() -> None:
    measurements = read(
        MeasurementsFile,
        """\
        measurements:
          - {kpi: availability, period: 2026-09, value: 99.10, reported_on: 2026-10-05,
             credit: claimed, note: Two outages., internal: true,
             evidence: "https://documents.fenwickvale.example/reports/2026-09"}
          - {kpi: csat, period: 2026-Q3, numerator: 45, denominator: 50, reported_on: 2026-10-05}
          - {kpi: restore, period: 2026-09, not_applicable: true, reported_on: 2026-10-05,
             excused: CR-05}
        """,
    )

    assert measurements == MeasurementsFile(
        origin=SOMEWHERE,
        measurements=(
            Measurement(
                origin=SOMEWHERE,
                kpi="availability",
                period=Period(2026, 9),
                value=Decimal("99.1"),
                reported_on=date(2026, 10, 5),
                evidence="https://documents.fenwickvale.example/reports/2026-09",
                note="Two outages.",
                credit="claimed",
                internal=True,
            ),
            Measurement(
                origin=SOMEWHERE,
                kpi="csat",
                period=Period(2026, 7, 3),
                numerator=Decimal(45),
                denominator=Decimal(50),
                reported_on=date(2026, 10, 5),
            ),
            Measurement(
                origin=SOMEWHERE,
                kpi="restore",
                period=Period(2026, 9),
                not_applicable=True,
                reported_on=date(2026, 10, 5),
                excused="CR-05",
            ),
        ),
    )
    assert measurements.measurements[1].place("numerator").line == 5


NOT_ONE = (
    "bad-value: entry 1 of 'measurements' does not fit together: give exactly one of: value, "
    "numerator with denominator, or not_applicable: true"
)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("value: 0", []),
        ("value: -3.5", []),
        ("numerator: 0, denominator: 1", []),
        ("note: none", [NOT_ONE]),
        ("value: 1, not_applicable: true", [NOT_ONE]),
        ("value: 1, numerator: 1, denominator: 2", [NOT_ONE]),
        ("numerator: 1, denominator: 2, not_applicable: true", [NOT_ONE]),
        ("numerator: 1", ["missing-key: 'denominator' is missing from a measurement"]),
        ("denominator: 1", ["missing-key: 'numerator' is missing from a measurement"]),
        (
            "numerator: 0, denominator: 0",
            ["bad-value: 'denominator' is '0', expected more than 0"],
        ),
        ('value: "99.1"', ["wrong-type: 'value' is the text '99.1', expected a number"]),
    ],
)
def test_a_measurement_is_exactly_one_number(number: str, expected: list[str]) -> None:
    text = f"measurements: [{{kpi: a, period: 2026-09, reported_on: 2026-10-05, {number}}}]"
    assert faults(MeasurementsFile, text) == expected


def test_not_applicable_is_never_false() -> None:
    text = (
        "measurements: [{kpi: a, period: 2026-09, reported_on: 2026-10-05, not_applicable: false}]"
    )
    (message,) = faults(MeasurementsFile, text)
    assert message.startswith("bad-value: 'not_applicable' is 'false', expected one of")
