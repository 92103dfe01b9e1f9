"""What each side told the other."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from tests.records.reading import SOMEWHERE, faults, read
from vendorbook.records.feedback import FeedbackEntry, FeedbackFile

SUMMER_TIME = timezone(timedelta(hours=1))


def test_an_issue_and_some_praise() -> None:
    feedback = read(
        FeedbackFile,
        """\
        feedback:
          - id: FB-001
            kind: issue
            direction: to_vendor
            raised_at: 2026-10-06T02:10:00+01:00
            raised_by: ines-ward
            about: quality
            relates_to: [MS-03, lintel-thread/MS-05, availability]
            summary: The batch ended late.
            detail: |
              The branches opened *without* figures.

              Please move the job.
            severity: high
            assigned_to: kit-morrow
            responded_at: 2026-10-06T01:35:00Z
            response: We have moved it.
            resolved_at: 2026-10-07
            resolution: It starts at 23:00.
            escalation_level: 2
            disputed: true
            dispute_outcome: The window was agreed.
            internal: true
          - {id: FB-002, kind: praise, direction: to_client, raised_at: 2026-10-07,
             raised_by: kit-morrow, about: people, summary: A very clear handover.}
        """,
    )

    assert feedback == FeedbackFile(
        origin=SOMEWHERE,
        feedback=(
            FeedbackEntry(
                origin=SOMEWHERE,
                id="FB-001",
                kind="issue",
                direction="to_vendor",
                raised_at=datetime(2026, 10, 6, 2, 10, tzinfo=SUMMER_TIME),
                raised_by="ines-ward",
                about="quality",
                relates_to=("MS-03", "lintel-thread/MS-05", "availability"),
                summary="The batch ended late.",
                detail="The branches opened *without* figures.\n\nPlease move the job.\n",
                severity="high",
                assigned_to="kit-morrow",
                responded_at=datetime(2026, 10, 6, 2, 35, tzinfo=SUMMER_TIME),
                response="We have moved it.",
                resolved_at=date(2026, 10, 7),
                resolution="It starts at 23:00.",
                escalation_level=2,
                disputed=True,
                dispute_outcome="The window was agreed.",
                internal=True,
            ),
            FeedbackEntry(
                origin=SOMEWHERE,
                id="FB-002",
                kind="praise",
                direction="to_client",
                raised_at=date(2026, 10, 7),
                raised_by="kit-morrow",
                about="people",
                summary="A very clear handover.",
            ),
        ),
    )
    assert feedback.feedback[0].place("severity").line == 14


def entry(details: str) -> str:
    return (
        "feedback: [{id: FB-01, direction: to_vendor, raised_by: ines, about: cost, summary: A, "
        f"{details}}}]"
    )


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        ("kind: concern, raised_at: 2026-10-06", []),
        ("kind: issue, raised_at: 2026-10-06, severity: low, responded_at: 2026-10-07", []),
        (
            "kind: issue, raised_at: 2026-10-06",
            ["missing-key: 'severity' is missing from a feedback entry"],
        ),
        (
            "kind: concern, raised_at: 2026-10-06, response: Yes.",
            ["missing-key: 'responded_at' is missing from a feedback entry"],
        ),
        (
            "kind: concern, raised_at: 2026-10-06, resolution: Done.",
            ["missing-key: 'resolved_at' is missing from a feedback entry"],
        ),
        (
            "kind: concern, raised_at: 2026-10-06, dispute_outcome: Ours.",
            ["missing-key: 'disputed' is missing from a feedback entry"],
        ),
        (
            "kind: praise, raised_at: 2026-10-06, severity: high",
            [
                "bad-value: 'severity' does not fit together: praise has no severity, since "
                "nothing needs an answer or a fix: leave it out"
            ],
        ),
        (
            "kind: praise, raised_at: 2026-10-06, escalation_level: 2",
            [
                "bad-value: 'escalation_level' does not fit together: praise climbs no ladder: "
                "leave it out"
            ],
        ),
        ("kind: suggestion, raised_at: 2026-10-06, severity: high, escalation_level: 2", []),
        ("kind: praise, raised_at: 2026-10-06, responded_at: 2026-10-07, response: Thanks.", []),
        (
            "kind: concern, raised_at: 2026-10-06, disputed: false, dispute_outcome: Ours.",
            [
                "bad-value: 'disputed' does not fit together: only what is disputed has "
                "dispute_outcome; a dispute that is settled stays disputed: true"
            ],
        ),
        (
            "kind: concern, raised_at: 2026-10-06, relates_to: [ms-3!]",
            [
                "bad-format: entry 1 of 'relates_to' (reference) is 'ms-3!', expected an id such "
                "as MS-05, a KPI's name, or another vendor's as vendor-slug/MS-05"
            ],
        ),
    ],
)
def test_right_and_wrong_entries(details: str, expected: list[str]) -> None:
    assert faults(FeedbackFile, entry(details)) == expected


@pytest.mark.parametrize(
    "moment",
    ["2026-10-06", "2026-10-06T02:10Z", "2026-10-06T02:10:59-03:30", "'2028-02-29T00:00:00Z'"],
)
def test_moments(moment: str) -> None:
    assert faults(FeedbackFile, entry(f"kind: concern, raised_at: {moment}")) == []


@pytest.mark.parametrize(
    "moment",
    ["2026-10-06T02:10", "2026-10-06 02:10Z", "06.10.2026", "2026-10-06T25:00Z", "yesterday"],
)
def test_what_is_no_moment(moment: str) -> None:
    assert faults(FeedbackFile, entry(f"kind: concern, raised_at: '{moment}'")) == [
        f"bad-format: 'raised_at' is '{moment}', expected a date, or a date and time with its "
        "offset from UTC"
    ]
