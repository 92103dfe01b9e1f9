"""A calendar says that it ends before alarms fall silent, once and not for every deadline."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tests.playbooks import CALENDAR, VENDOR, open_playbook, write_playbook
from vendorbook.checks import find_portfolio_situations
from vendorbook.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from vendorbook.findings import Finding

SCOTLAND = VENDOR.format(slug="acme") + "calendar: scotland\n"
ENDED = SCOTLAND.replace("status: active", "status: ended")


def found(root: Path, as_of: str, *profiles: str) -> list[Finding]:
    """What is said of the calendars of a playbook with a second one that ends a year earlier."""
    vendors = {f"v{number}": {"vendor": text} for number, text in enumerate(profiles)}
    write_playbook(root, vendors)
    earlier = CALENDAR.replace("2027-12-31", "2026-12-31")
    (root / "calendars" / "scotland.yml").write_text(earlier, encoding="utf-8")
    return find_portfolio_situations(open_playbook(root), date.fromisoformat(as_of))


# From 2 October to 31 December 2027: 29 days of October, 30 of November, 31 of December, 90 in all.
@pytest.mark.parametrize(
    ("as_of", "severity", "words"),
    [
        ("2027-10-01", None, ""),
        ("2027-10-02", "warning", "ends on 31 Dec 2027, in 90 days; deadlines after that day "
         "cannot be judged"),
        ("2027-12-31", "warning", "ends on 31 Dec 2027, in 0 days; deadlines after that day "
         "cannot be judged"),
        ("2028-01-01", "error", "ended on 31 Dec 2027, 1 day ago, so deadlines after that day "
         "cannot be judged"),
    ],
)  # fmt: skip
def test_a_calendar_is_spoken_of_from_90_days_before_its_end(
    tmp_path: Path, as_of: str, severity: str | None, words: str
) -> None:
    seen = found(tmp_path, as_of)
    assert [(each.severity, each.message) for each in seen] == (
        [(severity, f"the calendar calendars/england.yml {words}")] if severity else []
    )
    for each in seen:
        assert (each.code, str(each.place)) == ("calendar-ending", "calendars/england.yml:3:29")
        assert each.hint == (
            "add the next year's days off to calendars/england.yml, then set 'to' under covers to "
            "its last day"
        )


@pytest.mark.parametrize(
    ("profiles", "paths"),
    [
        ([], []),
        ([SCOTLAND], ["calendars/scotland.yml"]),
        ([SCOTLAND, SCOTLAND], ["calendars/scotland.yml"]),
        ([ENDED], []),
    ],
    ids=["unused", "used", "used twice", "used by one that ended"],
)
def test_only_a_calendar_that_is_used_is_spoken_of_and_once(
    tmp_path: Path, profiles: list[str], paths: list[str]
) -> None:
    assert [each.place.path for each in found(tmp_path, "2026-12-01", *profiles)] == paths


def test_check_reports_it_and_validate_does_not(tmp_path: Path) -> None:
    write_playbook(tmp_path, {})
    pinned = (tmp_path / "playbook.yml").read_text(encoding="utf-8") + "as_of: 2028-01-01\n"
    (tmp_path / "playbook.yml").write_text(pinned, encoding="utf-8")
    said = "calendar calendars/england.yml ended on 31 Dec 2027"
    checked = CliRunner().invoke(main, ["-C", str(tmp_path), "check"])
    assert checked.exit_code == 1
    assert said in " ".join(checked.output.split())
    assert CliRunner().invoke(main, ["-C", str(tmp_path), "validate"]).exit_code == 0


# The calendar begins with Wednesday, 1 January 2025.
def test_a_calendar_that_has_not_begun_judges_nothing(tmp_path: Path) -> None:
    longer = VENDOR.format(slug="v0").replace("start: 2025-01-01", "start: 2024-12-31")
    assert found(tmp_path / "first", "2025-01-01", longer) == []
    assert found(tmp_path / "none", "2024-12-31") == []
    assert found(tmp_path / "later", "2024-12-31", VENDOR.format(slug="v0")) == []
    assert found(tmp_path / "earlier", "2024-12-30", longer) == []
    (early,) = found(tmp_path / "before", "2024-12-31", longer)
    assert (early.code, early.severity, early.due) == ("calendar-ending", "error", date(2025, 1, 1))
    assert str(early.place) == "calendars/england.yml:3:11"
    assert early.message == (
        "the calendar calendars/england.yml begins on 1 Jan 2025, in 1 day, so deadlines before "
        "that day cannot be judged"
    )
    assert early.hint == (
        "add the days off of the time before to calendars/england.yml, then set 'from' under "
        "covers to its first day"
    )
