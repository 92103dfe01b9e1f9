"""`vendorbook score`: one vendor, all vendors, JSON, and a row explained."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.playbooks import write_playbook
from vendorbook.cli import main

REPOSITORY = Path(__file__).parents[1]


def run(*arguments: str, root: Path = REPOSITORY) -> Result:
    return CliRunner().invoke(main, ["-C", str(root), "score", *arguments], env={"COLUMNS": "120"})


def test_one_vendor_in_words() -> None:
    result = run("keelhaven")
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0] == "Keelhaven, 2026-Q3, as of 9 Oct 2026, pinned by as_of in playbook.yml"
    assert "  79.0  C (B, capped)   improving +4.4   confidence 98%, high" in lines
    assert "  Expectations  █████████████████░░░░░░░  72.7  weight 25" in lines
    assert "  K1 C at best: critical issue FB-031 is open past the time agreed for its fix" in lines
    assert "Where the points went, 20.95 in all" in lines
    assert "    2.63  MS-05 Self-service for passwords and access" in lines
    assert "  Satisfaction of desk users, 2026-09: not reported by 7 Oct 2026" in lines
    assert "2026-Q2 74.6 C · 2026-Q3 79.0 C" in result.output
    assert "Earned value: GBP 200,000 planned, 180,000 earned, 194,400 invoiced" in result.output
    assert "SPI 0.9, CPI 0.926" in result.output


def test_all_vendors_the_worst_first() -> None:
    result = run()
    assert result.exit_code == 0
    rows = [line.split()[0] for line in result.output.splitlines() if line[:1].strip()]
    assert rows == [
        "Vendor",
        "oxbow-meridian",
        "keelhaven",
        "tamarisk-forge",
        "lintel-thread",
        "4",
    ]
    assert "too new" in result.output


def test_json_has_the_exact_score_and_every_row_its_place() -> None:
    (card,) = json.loads(run("keelhaven", "--format", "json").output)
    assert (card["score"], card["exact"]) == (79.0, "41501/525")
    assert (card["grade"], card["uncapped_grade"], card["colour"]) == ("C", "B", "amber")
    assert (card["period"], card["previous"], card["trend"]) == ("2026-Q3", 74.6, "improving")
    assert card["confidence"] == 0.976667
    assert card["caps"] == [
        {
            "id": "K1",
            "at_best": "C",
            "why": "critical issue FB-031 is open past the time agreed for its fix",
            "path": "vendors/keelhaven/feedback.yml",
            "line": card["caps"][0]["line"],
        }
    ]
    assert sum(row["points_lost"] for row in card["rows"]) == pytest.approx(100 - 79.049524)
    assert {row["indicator"] for row in card["rows"]} >= {"C1", "E1", "F2", "availability", "P3"}
    assert all(row["path"].startswith("vendors/keelhaven/") and row["line"] for row in card["rows"])
    assert [each["indicator"] for each in card["missing"]] == ["csat"]
    assert card["earned_value"][0]["cost_index"] == 0.925926


def test_json_of_all_vendors_is_a_list() -> None:
    cards = json.loads(run("--format", "json").output)
    assert [card["vendor"] for card in cards] == [
        "keelhaven",
        "lintel-thread",
        "oxbow-meridian",
        "tamarisk-forge",
    ]


def test_a_row_is_explained_with_its_numbers() -> None:
    result = run("keelhaven", "--explain", "E1:MS-05")
    assert result.exit_code == 0
    said = " ".join(result.output.split())
    assert "18 working days late: max(0, 100 − 5 × 18) = 10" in said
    # 25/100 of the score, 70/100 of the practice, 1 of 6 milestone weights.
    assert "25/100 × 70/100 × 1/6 = 0.029167" in said
    assert "0.029167 × (100 − 10) = 2.625" in said


def test_a_subject_alone_explains_all_its_rows() -> None:
    output = run("keelhaven", "--explain", "MS-03").output
    assert "E1:MS-03" in output
    assert "E2:MS-03" in output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("keelhavn",), "there is no vendor 'keelhavn'; did you mean 'keelhaven'?"),
        (("keelhaven", "--explain", "E1:MS-5"), "no row 'E1:MS-5'; did you mean 'E1:MS-05'?"),
        (
            ("keelhaven", "--explain", "nonsense"),
            "no row 'nonsense'; 'vendorbook score keelhaven' lists the rows that lost points",
        ),
        (("--explain", "E1:MS-05"), "--explain needs a vendor"),
        (("lintel-thread", "--explain", "E1:MS-01"), "lintel-thread has no rows: too new"),
    ],
)
def test_what_cannot_run(arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.output.split())


def test_another_day_is_another_quarter() -> None:
    result = run("keelhaven", "--as-of", "2026-07-14")
    assert result.output.startswith("Keelhaven, 2026-Q2, as of 14 Jul 2026")
    assert "74.6" in result.output


def test_faults_in_the_records_are_said_and_fail(tmp_path: Path) -> None:
    folder = write_playbook(tmp_path, {"acme": {"milestones": "milestones: [{ id: MS-01 }]\n"}})
    result = run("acme", root=folder)
    assert result.exit_code == 1
    assert "record faults: run 'vendorbook validate' to see them" in result.output
