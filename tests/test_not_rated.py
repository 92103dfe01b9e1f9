"""A vendor that is not rated for want of evidence shows no number where a grade would stand.

One of four KPIs is reported, on target: the number would be 100.0, and the confidence is 1/4.
"""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tests.pages.across import words
from tests.playbooks import AGREEMENT, PLAYBOOK, VENDOR, write_playbook
from tests.scorecard.quarter import listed
from vendorbook.cli import main
from vendorbook.publish.production import produce

if TYPE_CHECKING:
    from pathlib import Path

WORKING = {"vendors/acme/scorecard/index.html", "vendors/acme/review-pack/index.html"}
"""The pages that show how the number comes about."""

NUMBER = "100.0"


@pytest.fixture(name="root")
def thin_playbook(tmp_path: Path) -> Path:
    kpis = [
        f"{{ id: kpi-{number}, name: Up, area: quality, unit: percent, direction: higher, "
        "frequency: quarterly, definition: Share, source: tool, contractual: false, "
        "targets: [{ from: 2026-Q1, target: 99, minimum: 98 }] }"
        for number in range(4)
    ]
    reported = "{ kpi: kpi-0, period: 2026-Q3, value: 99, reported_on: 2026-10-07 }"
    files = {
        "vendor": VENDOR.format(slug="acme").replace("operational", "commodity"),
        "agreement": AGREEMENT.replace("kpis: []\n", "") + listed("kpis", *kpis),
        "measurements": listed("measurements", reported),
    }
    playbook = PLAYBOOK + "as_of: 2026-10-09\n"
    return write_playbook(tmp_path, {"acme": files}, playbook=playbook)


def run(root: Path, *arguments: str) -> str:
    result = CliRunner().invoke(main, ["-C", str(root), *arguments], env={"COLUMNS": "120"})
    assert result.exit_code == 0, result.output
    return result.output


def test_no_page_shows_the_number_beside_not_rated(root: Path) -> None:
    production = produce(root, now=datetime.now(UTC))
    pages = {page.path: page for page in production.pages() if page.path.endswith(".html")}
    production.close()
    assert set(pages) > WORKING
    for path, page in pages.items():
        said = words(page.body)
        assert (NUMBER in said) == (path in WORKING), path
        assert not any(NUMBER in entry.text for entry in page.search), path
        if path in WORKING:
            assert "– not rated 2026-Q3 Only 25% of what was expected is recorded" in said
            assert "Not enough evidence to rate this vendor by" in said
    card = words(pages["vendors/acme/scorecard/index.html"].body)
    assert "Rounded to one decimal that is 100.0, not enough evidence to rate by (K7)." in card
    assert "not rated – new – – – – – too little recorded" in words(
        pages["across/scorecards/index.html"].body
    )


def test_the_terminal_says_that_its_numbers_are_not_enough(root: Path) -> None:
    lines = run(root, "score", "acme").splitlines()
    assert lines[2].split("  ")[1] == "not rated"
    assert NUMBER not in lines[2]
    assert "  Not enough evidence to rate by; what is recorded gives these numbers:" in lines
    assert NUMBER not in run(root, "score")


def test_programs_learn_that_a_number_without_a_grade_rates_nobody(root: Path) -> None:
    (card,) = json.loads(run(root, "score", "--format", "json"))
    assert (card["score"], card["grade"], card["trend"]) == (100.0, None, "new")
    run(root, "export", "--format", "json", "--output", str(root / "out"))
    index = json.loads((root / "out/index.json").read_text(encoding="utf-8"))
    assert [(each["score"], each["grade"]) for each in index["vendors"]] == [(None, None)]
    (row,) = csv.DictReader(
        io.StringIO(run(root, "export", "--format", "csv", "--table", "vendors"))
    )
    assert (row["score"], row["grade"], row["trend"]) == ("", "", "new")
