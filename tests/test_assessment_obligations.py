"""Which of our own promises, whose calendar and which entries count for a milestone at risk."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.playbooks import AGREEMENT, VENDOR, assessed, write_playbook
from tests.test_assessment import OWN, reasons
from tests.test_assessment_neighbours import APRIL_1, PREDECESSOR, assess_acme


@pytest.mark.parametrize(
    ("done_on", "still_owed"),
    [("2026-03-31", False), ("2026-04-01", False), ("2026-04-02", True)],
)
def test_what_is_done_today_is_no_longer_owed(
    tmp_path: Path, done_on: str, still_owed: bool
) -> None:
    owed = (
        "client_obligations: [{id: OB-01, text: Open it, owner: ines-ward, due: 2026-03-20, "
        f"done_on: {done_on}}}]\n"
    )
    found = assessed(
        tmp_path, APRIL_1, agreement=AGREEMENT + owed, milestones=OWN.format(reference="OB-01")
    )
    assert reasons(found) == {"MS-01": ("obligation:OB-01",) if still_owed else ()}


def test_only_the_obligation_that_it_waits_for_counts(tmp_path: Path) -> None:
    owed = (
        "client_obligations:\n"
        "  - { id: OB-01, text: Open it, owner: ines-ward, due: 2026-04-20 }\n"
        "  - { id: OB-02, text: Pay it, owner: ines-ward, due: 2026-03-20 }\n"
    )
    found = assessed(
        tmp_path, APRIL_1, agreement=AGREEMENT + owed, milestones=OWN.format(reference="OB-01")
    )
    assert reasons(found) == {"MS-01": ()}


@pytest.mark.parametrize(("kind", "counts"), [("issue", True), ("concern", False)])
def test_only_issues_endanger_however_severe_a_concern_is(
    tmp_path: Path, kind: str, counts: bool
) -> None:
    entry = (
        f"feedback: [{{id: FB-001, kind: {kind}, severity: high, direction: to_vendor, "
        "raised_at: 2026-03-30, raised_by: ines-ward, about: quality, summary: Bad., "
        "relates_to: [MS-01]}]"
    )
    milestones = "milestones: [{id: MS-01, title: A, baseline_due: 2026-06-30}]"
    found = assessed(tmp_path, APRIL_1, feedback=entry, milestones=milestones)
    assert reasons(found) == {"MS-01": ("issue:FB-001",) if counts else ()}


def test_a_neighbour_without_a_usable_calendar_is_not_judged(tmp_path: Path) -> None:
    root = write_playbook(
        tmp_path,
        {
            "acme": {"milestones": OWN.format(reference="bolt/MS-05")},
            "bolt": {
                "vendor": VENDOR.format(slug="bolt") + "calendar: mars\n",
                "milestones": PREDECESSOR.format(facts="baseline_due: 2026-03-31"),
            },
        },
    )
    found = assess_acme(root, date(2026, 4, 1))
    assert reasons(found) == {"MS-01": ()}
    assert found.gaps == ()
