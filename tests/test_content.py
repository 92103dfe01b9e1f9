"""The playbook's own pages: examples are records, links lead somewhere, no page is lost."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from vendorbook.checks import manuals
from vendorbook.documents import parse_document
from vendorbook.schemas import validate

REPOSITORY = Path(__file__).parents[1]
CONTENT = REPOSITORY / "content"
PLAYBOOK = CONTENT / "playbook"
PRACTICES = ("communication", "expectations", "feedback", "performance", "partnership")

EXAMPLE = re.compile(r"```yaml\n# vendors/<slug>/([a-z]+)\.yml\n(.*?)```", re.DOTALL)
AGENDA = re.compile(r"^##+ .*?\b(\d+) minutes.*?\n(.*?)(?=^##|\Z)", re.DOTALL | re.MULTILINE)
FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
CHECK_LINK = re.compile(r"\]\([./]*reference/checks/index\.md#([a-z-]+)\)")
CHECK_NAME = re.compile(r"\[`([a-z]+(?:-[a-z]+)+)`\]\(([^)]+)\)")
LIVE = re.compile(r"\{\{ *(\w+)\((.*?)\) *\}\}")

PAGES = {
    path.relative_to(PLAYBOOK).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(PLAYBOOK.rglob("*.md"))
}
EXAMPLES = [(name, kind, text) for name in PAGES for kind, text in EXAMPLE.findall(PAGES[name])]

NOTHING_TO_RECORD = {"start/glossary.md"}
"""Pages about one topic that nobody has to write anything down for."""


def topics() -> set[str]:
    """The pages about one topic, as against those that lead to them."""
    return {name for name in PAGES if Path(name).name != "index.md"}


def prose(name: str) -> str:
    """A page without its fenced blocks."""
    return FENCE.sub("", PAGES[name])


def navigation() -> list[str]:
    """Every page that mkdocs.yml names."""
    text = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    return re.findall(r"(playbook/[a-z/-]+\.md)$", text, re.MULTILINE)


def test_every_page_says_how_to_record_it() -> None:
    shown = {name for name, _, _ in EXAMPLES}
    assert topics() - shown == NOTHING_TO_RECORD
    for name in shown:
        assert "\n## How to record this\n" in PAGES[name], name


def test_every_kind_of_record_has_an_example() -> None:
    kinds = {path.name.partition(".")[0] for path in (REPOSITORY / "schemas").glob("*.schema.json")}
    assert {kind for _, kind, _ in EXAMPLES} == kinds - {"common", "playbook", "calendar"}


@pytest.mark.parametrize(("name", "kind", "text"), EXAMPLES)
def test_an_example_is_a_record(name: str, kind: str, text: str) -> None:
    document, findings = parse_document(text.encode(), f"{name}: {kind}.yml")
    assert findings == []
    assert document is not None
    assert validate(document, kind).findings == []


@pytest.mark.parametrize("name", PAGES)
def test_every_yaml_block_is_an_example(name: str) -> None:
    assert PAGES[name].count("```yaml") == len(EXAMPLE.findall(PAGES[name]))


def test_no_page_is_an_orphan_and_none_is_named_twice() -> None:
    named = navigation()
    assert sorted(named) == sorted(f"playbook/{name}" for name in PAGES)


@pytest.mark.parametrize("practice", PRACTICES)
def test_a_practice_leads_to_each_of_its_pages(practice: str) -> None:
    index = PAGES[f"{practice}/index.md"]
    for name in topics():
        folder, _, page = name.partition("/")
        if folder == practice:
            assert f"]({page})" in index, name
    assert f"({practice}/index.md)" in PAGES["index.md"]


@pytest.mark.parametrize("name", PAGES)
def test_a_link_to_another_page_leads_there(name: str) -> None:
    for target in re.findall(r"\]\(([^)#]+\.md)", prose(name)):
        path = (PLAYBOOK / name).parent / target
        resolved = path.resolve().relative_to(CONTENT).as_posix()
        is_made = resolved == "index.md" or resolved.startswith(
            ("vendors/", "across/", "reference/")
        )
        assert is_made or path.is_file(), target


@pytest.mark.parametrize("name", PAGES)
def test_a_check_is_named_by_its_code_and_linked_to_its_manual(name: str) -> None:
    codes = {manual.code for manual in manuals()}
    assert set(CHECK_LINK.findall(PAGES[name])) <= codes
    for code, target in CHECK_NAME.findall(PAGES[name]):
        if code in codes:
            assert target.endswith(f"reference/checks/index.md#{code}"), code
    for function, arguments in LIVE.findall(PAGES[name]):
        if function == "findings":
            assert set(re.findall(r'"([a-z-]+)"', arguments)) <= codes, arguments


@pytest.mark.parametrize("name", PAGES)
def test_a_number_of_the_policy_is_taken_from_it(name: str) -> None:
    schema = json.loads((REPOSITORY / "schemas/playbook.schema.json").read_text(encoding="utf-8"))
    for function, arguments in LIVE.findall(PAGES[name]):
        if function == "policy":
            node = schema
            for part in arguments.strip('"').split("."):
                assert part in node["properties"], arguments
                node = node["properties"][part]


@pytest.mark.parametrize("name", PAGES)
def test_live_data_stands_outside_of_templates_to_copy(name: str) -> None:
    assert len(LIVE.findall(prose(name))) == len(LIVE.findall(PAGES[name]))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_begins_with_its_title_and_a_reason(name: str) -> None:
    title, reason, *_ = PAGES[name].split("\n\n")
    assert title.startswith("# ")
    assert reason[0].isalpha() or reason[0] == '"', reason
    assert len(reason) > 150, name


def test_the_points_of_an_agenda_fill_its_time() -> None:
    agendas = 0
    for name in PAGES:
        for total, body in AGENDA.findall(prose(name)):
            table = body.partition("| Minutes |")[2]
            minutes = re.findall(r"^\| (\d+) \|", table, re.MULTILINE)
            if minutes:
                assert sum(map(int, minutes)) == int(total), (name, total)
                agendas += 1
    assert agendas >= 7
