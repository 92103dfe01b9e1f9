"""The house keeps its floors: imports go down, and each outside library has one door."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Final

import pytest

PACKAGE: Final = Path(__file__).parents[1] / "generator" / "vendorbook"

FLOORS: Final = {
    "findings": 0,
    "addresses": 0,
    "wording": 0,
    "change": 0,
    "manuals": 0,
    "documents": 1,
    "reporters": 1,
    "workdays": 1,
    "schema_messages": 2,
    "schema_words": 2,
    "schemas": 2,
    "possibilities": 2,
    "mending": 2,
    "stand_ins": 2,
    "records": 2,
    "files": 3,
    "calendars": 3,
    "content": 3,
    "portfolio": 3,
    "vendor": 3,
    "vendor_reading": 3,
    "unknown_files": 3,
    "contents": 3,
    "watched_moment": 3,
    "plain_values": 1,
    "acceptance": 4,
    "schedules": 4,
    "status": 4,
    "scorecard": 4,
    "actors": 4,
    "across": 4,
    "slots": 4,
    "kpi_rows": 4,
    "kpi_scores": 4,
    "exit_criteria": 4,
    "due_kpis": 4,
    "response_times": 4,
    "ladders": 4,
    "on_call": 4,
    "comparison": 4,
    "assessment": 4,
    "summary": 4,
    "due_dates": 4,
    "events": 4,
    "deadlines": 4,
    "review_dates": 4,
    "last_entry": 4,
    "open_plans": 4,
    "review_pack": 4,
    "checks": 5,
    "changes": 5,
    "policy": 5,
    "pages": 5,
    "exports": 5,
    "certainty": 6,
    "surveys": 6,
    "outcomes": 6,
    "provenance": 6,
    "outcome_cache": 6,
    "content_surveys": 6,
    "revisions": 6,
    "revision_surveys": 6,
    "audit": 6,
    "starting": 6,
    "publish": 6,
    "terminal": 7,
    "cli": 7,
    "mkdocs_plugin": 7,
    "mkdocs_site": 7,
    "mkdocs_documents": 7,
    "mkdocs_files": 7,
    "mkdocs_theme": 7,
    "mkdocs_markdown": 7,
    "__main__": 7,
    "__init__": 0,
}
"""Which floor each room is on; a module may import from its own floor and from below."""

SIBLINGS: Final = {"changes", "checks", "pages", "exports", "policy"}
"""Rooms of one floor that never import each other."""

DOORS: Final = {
    "yaml": {"documents"},
    "jsonschema": {"schemas"},
    "jsonschema_rs": {"schemas"},
    "jinja2": {"pages"},
    "markdown_it": {"pages"},
    "nh3": {"pages"},
    "mkdocs": {
        "mkdocs_plugin",
        "mkdocs_site",
        "mkdocs_documents",
        "mkdocs_files",
        "mkdocs_theme",
        "mkdocs_markdown",
    },
    "click": {"cli"},
    "rich": {"terminal"},
    "weasyprint": {"publish"},
}
"""Which rooms may import an outside library."""

CLOCKS: Final = {("date", "today"), ("datetime", "now"), ("datetime", "utcnow"), ("time", "time")}
WRITERS: Final = {"write_text", "write_bytes", "unlink", "rmdir", "mkdir", "rmtree", "copytree"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> set[str]:
    """Everything a module imports while it runs; what is imported for types alone is left out."""
    hidden = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    found = set()
    for node in ast.walk(tree):
        if id(node) in hidden:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            if node.module == "vendorbook":
                found |= {f"vendorbook.{alias.name}" for alias in node.names}
    return found


def violations(name: str, source: str) -> list[str]:
    """What is wrong with one module of a room, in words."""
    tree = ast.parse(source)
    found = []
    for imported in sorted(imports(tree)):
        head, _, rest = imported.partition(".")
        if head == "vendorbook" and rest:
            other = rest.split(".")[0]
            if other in FLOORS and FLOORS[other] > FLOORS[name]:
                found.append(f"{name} imports {other} from a higher floor")
            if other != name and {other, name} <= SIBLINGS:
                found.append(f"{name} imports its sibling {other}")
        elif head in DOORS and name not in DOORS[head]:
            found.append(f"{name} imports {head}, whose door is {', '.join(sorted(DOORS[head]))}")
    found += _calls(name, tree)
    return found


def _calls(name: str, tree: ast.AST) -> list[str]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = node.value.id if isinstance(node.value, ast.Name) else ""
            if (owner, node.attr) in CLOCKS and FLOORS[name] < 7:
                found.append(f"{name} reads the clock")
            if (owner, node.attr) == ("os", "environ") and FLOORS[name] < 7:
                found.append(f"{name} reads the environment")
            # `revisions` writes what git has into temporary folders and nowhere else, and
            # `outcome_cache` and `mkdocs_markdown` into a folder of their own that may be deleted
            # at any time; `starting` never writes over anything.
            if node.attr in WRITERS and name not in {
                "publish",
                "cli",
                "revisions",
                "mkdocs_markdown",
                "outcome_cache",
                "starting",
            }:
                found.append(f"{name} writes files")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and FLOORS[name] < 7:
            if node.func.id == "print":
                found.append(f"{name} prints")
            if node.func.id in {"eval", "exec"}:
                found.append(f"{name} runs text as code")
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_keeps_to_its_floor_and_doors(path: Path) -> None:
    assert violations(room(path), path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("name", "source", "expected"),
    [
        ("status", "import yaml", ["status imports yaml, whose door is documents"]),
        (
            "portfolio",
            "from vendorbook.checks import x",
            ["portfolio imports checks from a higher floor"],
        ),
        ("checks", "from vendorbook.pages import x", ["checks imports its sibling pages"]),
        ("pages", "from datetime import date\nx = date.today()", ["pages reads the clock"]),
        ("assessment", "import os\nx = os.environ", ["assessment reads the environment"]),
        ("pages", "p.write_text('')", ["pages writes files"]),
        ("checks", "print('x')", ["checks prints"]),
    ],
)
def test_a_violation_is_seen(name: str, source: str, expected: list[str]) -> None:
    assert violations(name, source) == expected


def test_every_room_has_a_floor() -> None:
    assert {room(path) for path in modules()} <= set(FLOORS)


def test_a_check_is_named_like_its_file_and_a_test_speaks_of_it() -> None:
    tests = "\n".join(
        path.read_text(encoding="utf-8") for path in (PACKAGE.parents[1] / "tests").rglob("*.py")
    )
    for path in sorted((PACKAGE / "checks").glob("[a-z]*.py")):
        code = path.stem.replace("_", "-")
        assert f'CODE = "{code}"' in path.read_text(encoding="utf-8")
        assert f'"{code}"' in tests or path.stem in tests


def test_files_stay_small() -> None:
    long = {
        path.name: count
        for path in modules()
        if (count := path.read_text(encoding="utf-8").count("\n")) > 420
    }
    assert long == {}
