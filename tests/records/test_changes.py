"""Change requests and their effects."""

from __future__ import annotations

from datetime import date

import pytest

from tests.records.reading import SOMEWHERE, faults, read
from vendorbook.records.changes import ChangeRequest, ChangesFile, Effect, MeasurementKey
from vendorbook.records.facts import Period


def test_every_kind_of_effect() -> None:
    changes = read(
        ChangesFile,
        """\
        changes:
          - id: CR-01
            title: Late API access
            type: date
            cause: client
            raised_on: 2026-06-29
            raised_by: kit-morrow
            status: approved
            decided_on: 2026-07-15
            decided_by: ines-ward
            reference: https://documents.fenwickvale.example/changes/cr-01
            effects:
              - {milestone: MS-03, from: 2026-07-31, to: 2026-08-14}
              - {milestone: MS-04, release: waived}
              - {milestone: MS-07, release: deferred, revisit_on: 2027-01-15}
              - {kpi: availability, from_period: 2026-07}
              - {measurement: {kpi: availability, period: 2026-Q3}, excused: true}
              - {scope: Desk-side support is added.}
            internal: true
        """,
    )

    effects = (
        Effect(origin=SOMEWHERE, milestone="MS-03", from_=date(2026, 7, 31), to=date(2026, 8, 14)),
        Effect(origin=SOMEWHERE, milestone="MS-04", release="waived"),
        Effect(
            origin=SOMEWHERE,
            milestone="MS-07",
            release="deferred",
            revisit_on=date(2027, 1, 15),
        ),
        Effect(origin=SOMEWHERE, kpi="availability", from_period=Period(2026, 7)),
        Effect(
            origin=SOMEWHERE,
            measurement=MeasurementKey(
                origin=SOMEWHERE, kpi="availability", period=Period(2026, 7, 3)
            ),
            excused=True,
        ),
        Effect(origin=SOMEWHERE, scope="Desk-side support is added."),
    )
    assert changes == ChangesFile(
        origin=SOMEWHERE,
        changes=(
            ChangeRequest(
                origin=SOMEWHERE,
                id="CR-01",
                title="Late API access",
                type="date",
                cause="client",
                raised_on=date(2026, 6, 29),
                raised_by="kit-morrow",
                status="approved",
                decided_on=date(2026, 7, 15),
                decided_by="ines-ward",
                reference="https://documents.fenwickvale.example/changes/cr-01",
                effects=effects,
                internal=True,
            ),
        ),
    )
    assert changes.changes[0].effects[2].place("revisit_on").line == 15


def change(effects: str, status: str = "proposed") -> str:
    return (
        "changes: [{id: CR-01, title: A, type: date, cause: vendor, raised_on: 2026-06-29, "
        f"raised_by: kit, status: {status}, effects: {effects}}}]"
    )


@pytest.mark.parametrize("status", ["proposed", "approved", "rejected", "withdrawn"])
def test_a_decision_without_facts_is_left_to_the_check_that_judges_authority(status: str) -> None:
    assert faults(ChangesFile, change("[{scope: A}]", status)) == []


def test_a_change_without_effect_changes_nothing() -> None:
    assert faults(ChangesFile, change("[]")) == [
        "bad-value: 'effects' is empty, expected at least 1 entry"
    ]


NOT_ONE = (
    "bad-value: entry 1 of 'effects' does not fit together: an effect is exactly one of: milestone "
    "with from and to, milestone with release, kpi with from_period, measurement with excused, or "
    "scope"
)


@pytest.mark.parametrize(
    ("effect", "expected"),
    [
        ("{}", [NOT_ONE]),
        ("{milestone: MS-01}", [NOT_ONE]),
        ("{milestone: MS-01, scope: A}", [NOT_ONE]),
        ("{milestone: MS-01, kpi: a, from_period: 2026-07}", [NOT_ONE]),
        ("{milestone: MS-01, from: 2026-07-31, to: 2026-08-14, release: waived}", [NOT_ONE]),
        ("{kpi: a, from_period: 2026-07, scope: A}", [NOT_ONE]),
        ("{milestone: MS-01, to: 2026-08-14}", ["missing-key: 'from' is missing from an effect"]),
        ("{milestone: MS-01, from: 2026-08-14}", ["missing-key: 'to' is missing from an effect"]),
        (
            "{from: 2026-07-31, to: 2026-08-14}",
            ["missing-key: 'milestone' is missing from an effect"],
        ),
        ("{release: waived}", ["missing-key: 'milestone' is missing from an effect"]),
        (
            "{milestone: MS-01, release: deferred}",
            ["missing-key: 'revisit_on' is missing from an effect"],
        ),
        (
            "{milestone: MS-01, release: waived, revisit_on: 2027-01-15}",
            [
                "bad-value: 'release' does not fit together: only a deferred milestone has "
                "revisit_on"
            ],
        ),
        ("{kpi: a}", ["missing-key: 'from_period' is missing from an effect"]),
        (
            "{measurement: {kpi: a, period: 2026-07}}",
            ["missing-key: 'excused' is missing from an effect"],
        ),
        ("{excused: true}", ["missing-key: 'measurement' is missing from an effect"]),
        (
            "{milestone: MS-1, release: waived}",
            ["bad-format: 'milestone' is 'MS-1', expected MS, a hyphen and two to four digits"],
        ),
    ],
)
def test_effects_that_are_not_one_effect(effect: str, expected: list[str]) -> None:
    assert faults(ChangesFile, change(f"[{effect}]")) == expected
