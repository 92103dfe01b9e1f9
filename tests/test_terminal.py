"""Tables of the terminal at 80 columns: everything fits, and no word is broken."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

import pytest

from tests.conftest import REPOSITORY
from vendorbook.assessment import assess
from vendorbook.exports.milestones import milestone_rows
from vendorbook.portfolio import load
from vendorbook.scorecard.standing import standing_of
from vendorbook.terminal import print_milestones
from vendorbook.terminal.scorecards import print_scorecard, print_standings
from vendorbook.vendor_reading import read_vendor

if TYPE_CHECKING:
    from vendorbook.assessment import Assessment


class Terminal(io.StringIO):
    """A terminal that keeps what is written."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(name="terminal", params=[80, 100, 140])
def a_terminal(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("COLUMNS", str(request.param))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    return Terminal()


@pytest.fixture(name="demo", scope="module")
def of_the_demo() -> list[Assessment]:
    portfolio = load(REPOSITORY).portfolio
    assert portfolio is not None
    vendors = [read_vendor(portfolio, slug).vendor for slug in portfolio.slugs]
    as_of = portfolio.playbook.as_of
    assert as_of is not None
    return [assess(vendor, portfolio, as_of) for vendor in vendors if vendor is not None]


def written(terminal: Terminal) -> list[str]:
    """The lines, once it is sure that each of them fits."""
    lines = [line.rstrip() for line in terminal.getvalue().splitlines()]
    assert max(map(len, lines)) <= int(terminal_width())
    return lines


def terminal_width() -> str:
    return os.environ["COLUMNS"]


def test_the_table_of_all_vendors(terminal: Terminal, demo: list[Assessment]) -> None:
    print_standings([(each.vendor.slug, standing_of(each)) for each in demo], terminal)
    lines = written(terminal)
    brief = ["Vendor", "Grade", "Score", "Trend", "Why"]
    practices = ["Comm.", "Exp.", "Feed.", "Perf.", "Part."]
    is_brief = terminal_width() == "80"
    assert lines[0].split() == (brief if is_brief else [*brief[:-1], *practices, "Why"])
    said = " ".join(" ".join(lines).split())
    assert "37.4 declining −4.0" in said
    for word in ("critical", "milestone", "missed,", "issue", "overdue", "too", "new"):
        assert word in said.split(), word
    if is_brief:
        assert lines[1] == (
            "oxbow-meridian  E               37.4  declining −4.0  critical milestone missed,"
        )
        assert (
            lines[3]
            == "keelhaven       C (B, capped)   79.0  improving +4.4  critical issue overdue"
        )


def test_milestones_say_why_below_their_title_where_it_is_narrow(
    terminal: Terminal, demo: list[Assessment]
) -> None:
    rows = [row for each in demo for row in milestone_rows(each)]
    print_milestones(rows, terminal)
    lines = written(terminal)
    told = set(" ".join(lines).split())
    for row in rows:
        assert set(row.title.split()) <= told, row.title
    assert {"rejected,", "delivered", "again"} <= told
    if terminal_width() == "80":
        at = next(number for number, line in enumerate(lines) if "Replication" in line)
        assert [line[56:] for line in lines[at : at + 3]] == [
            "Replication to the",
            "recovery site",
            "we still owe OB-01",
        ]


def test_what_a_row_lost_stays_indented_below_its_points(
    terminal: Terminal, demo: list[Assessment]
) -> None:
    print_scorecard(demo[0], demo[0].earlier_scorecards, terminal)
    lines = written(terminal)
    first, last = (
        next(number for number, line in enumerate(lines) if line.startswith(start))
        for start in ("Where the points went", "Missing: ")
    )
    rows = [line for line in lines[first + 1 : last] if line]
    assert all(line.startswith("    ") for line in rows)
    assert "    2.63  MS-05 Self-service for passwords and access" in rows
    assert "          E1:MS-05  vendors/keelhaven/milestones.yml:48:5" in rows
    assert all(line.startswith(" " * 10) or line[4:8].strip() for line in rows)
