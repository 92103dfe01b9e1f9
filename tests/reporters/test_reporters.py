"""Reporters: what a person reads, what a program reads, and what hostile text cannot do."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from tests.reporters.samples import MISSED, TYPO, WAIVED, report
from vendorbook.findings import Finding, Place
from vendorbook.reporters import REPORTERS
from vendorbook.reporters.github import MAX_SUMMARY_BYTES, github_step_summary
from vendorbook.reporters.report import summary_line


def test_text_is_grouped_by_vendor_and_says_what_to_do_and_who_acts() -> None:
    assert REPORTERS["text"](report(TYPO, MISSED, WAIVED)) == (
        "playbook\n"
        "  playbook.yml:3:1: error unknown-key\n"
        "    'windws' is not a field of this file\n"
        "    hint: did you mean 'windows'?\n"
        "\n"
        "acme\n"
        "  vendors/acme/milestones.yml:4:5: error milestone-missed\n"
        "    MS-01 'Go-live' was due on 30 Apr 2026 and is 1 working day late\n"
        "    hint: record the delivery\n"
        "    who acts: Rosa Lind (vendor)\n"
        "\n"
        "2 errors in 2 vendors as of 9 Oct 2026; 1 waived.\n"
    )


def test_narrow_text_breaks_between_words_and_keeps_places_whole() -> None:
    finding = replace(MISSED, hint="ask for a new day and record it with the reason")
    assert REPORTERS["text"](report(finding, width=50)) == (
        "acme\n"
        "  vendors/acme/milestones.yml:4:5:\n"
        "    error milestone-missed\n"
        "    MS-01 'Go-live' was due on 30 Apr 2026 and is\n"
        "    1 working day late\n"
        "    hint: ask for a new day and record it with the\n"
        "      reason\n"
        "    who acts: Rosa Lind (vendor)\n"
        "\n"
        "1 error in 2 vendors as of 9 Oct 2026.\n"
    )


def test_the_total_has_the_colour_of_the_worst() -> None:
    clean, noted = report(colour=True), report(MISSED.stamped("info"), colour=True)
    assert "\x1b[32mNo findings in 2 vendors as of 9 Oct 2026.\x1b[0m" in REPORTERS["text"](clean)
    assert "\x1b[36m1 note in 2 vendors as of 9 Oct 2026.\x1b[0m" in REPORTERS["text"](noted)
    assert "\x1b[2mwho acts:\x1b[0m Rosa Lind (vendor)" in REPORTERS["text"](noted)


def test_text_has_colour_only_when_it_is_wanted() -> None:
    assert "\x1b" not in REPORTERS["text"](report(MISSED))
    assert "\x1b[1;31merror\x1b[0m" in REPORTERS["text"](report(MISSED, colour=True))


@pytest.mark.parametrize(
    ("findings", "as_of", "expected"),
    [
        ((), None, "No findings in 2 vendors."),
        ((MISSED,), date(2026, 10, 9), "1 error in 2 vendors as of 9 Oct 2026."),
        (
            (
                MISSED,
                MISSED.stamped("warning"),
                MISSED.stamped("info"),
                TYPO.stamped("info"),
            ),
            None,
            "1 error, 1 warning and 2 notes in 2 vendors.",
        ),
    ],
)
def test_the_total_is_a_sentence(
    findings: tuple[Finding, ...], as_of: date | None, expected: str
) -> None:
    assert summary_line(report(*findings, as_of=as_of)) == expected


def test_json_has_everything() -> None:
    data = json.loads(REPORTERS["json"](report(MISSED, WAIVED)))
    assert data["as_of"] == "2026-10-09"
    assert data["summary"] == {"error": 1, "warning": 0, "info": 0, "waived": 1}
    assert data["findings"][0] == {
        "code": "milestone-missed",
        "severity": "error",
        "message": "MS-01 'Go-live' was due on 30 Apr 2026 and is 1 working day late",
        "hint": "record the delivery",
        "path": "vendors/acme/milestones.yml",
        "line": 4,
        "column": 5,
        "vendor": "acme",
        "record": "MS-01",
        "due": "2026-04-30",
        "days": 1,
        "actor": {"side": "vendor", "person": "rosa-lind"},
        "fingerprint": MISSED.fingerprint,
        "waived": None,
    }
    assert data["findings"][1]["waived"] == "Agreed."


def test_a_fingerprint_survives_edits_above_and_tells_records_apart() -> None:
    moved = Finding(**{**vars(MISSED), "place": Place("vendors/acme/milestones.yml", 40, 5)})
    other = Finding(**{**vars(MISSED), "record": "MS-02"})
    assert moved.fingerprint == MISSED.fingerprint
    assert other.fingerprint != MISSED.fingerprint


def test_github_escapes_and_says_who_acts() -> None:
    finding = Finding("bad-value", Place("a,b:c.yml", 1, 2), "100%\nwrong", "mend it")
    assert REPORTERS["github"](report(finding)) == (
        "::error file=a%2Cb%3Ac.yml,line=1,col=2,title=bad-value::"
        "100%25 wrong%0AHint: mend it\n"
        "1 error in 2 vendors as of 9 Oct 2026.\n"
    )


def test_github_shows_ten_of_a_kind_worst_first_and_the_true_total() -> None:
    late = [Finding(**{**vars(MISSED), "record": f"MS-{n}", "days": n}) for n in range(1, 14)]
    lines = REPORTERS["github"](report(*late)).splitlines()
    assert sum(line.startswith("::error ") for line in lines) == 10
    assert lines[-2:] == [
        "3 more errors are in the step summary.",
        "13 errors in 2 vendors as of 9 Oct 2026.",
    ]


def test_the_step_summary_stays_below_the_limit_and_says_what_is_left_out() -> None:
    many = [
        Finding(**{**vars(MISSED), "record": str(n), "message": "x" * 990}) for n in range(1500)
    ]
    text = github_step_summary(report(*many))
    assert len(text.encode()) < MAX_SUMMARY_BYTES
    assert text.rstrip().endswith("more findings do not fit here.")


def test_the_step_summary_keeps_to_the_room_that_is_left() -> None:
    many = [replace(MISSED, record=str(number)) for number in range(100)]
    text = github_step_summary(report(*many), room=2_000)
    assert len(text.encode()) < 2_000
    rows = text.count("| error |")
    assert 0 < rows < 100
    assert text.endswith(f"\n{100 - rows} more findings do not fit here.\n")


def test_the_step_summary_lists_what_the_annotations_leave_out() -> None:
    many = [replace(MISSED, record=str(number), days=number) for number in range(13)]
    assert github_step_summary(report(*many)).count("| error | milestone-missed |") == 13
