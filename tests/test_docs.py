"""The documentation knows every command, option and format, and none that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from tests.workflows import ACTION, WORKFLOWS, read
from vendorbook.cli import COMMANDS, main
from vendorbook.reporters import REPORTERS

REPOSITORY = Path(__file__).parents[1]
DOCS = sorted((REPOSITORY / "docs").glob("*.md"))
TEXT = (REPOSITORY / "docs/commands.md").read_text(encoding="utf-8")
SECTIONS = {
    heading: f"{heading}\n{body}"
    for heading, _, body in (part.partition("\n") for part in TEXT.split("\n## "))
}


def section_of(command: str) -> str:
    """The part of the documentation that is about a command."""
    found = [text for heading, text in SECTIONS.items() if f"`{command}`" in heading]
    assert len(found) == 1, f"docs/commands.md has no section, or two, for '{command}'"
    return found[0]


def command_of(name: str) -> click.Command:
    found = main.get_command(click.Context(main), name)
    assert found is not None
    return found


def long_options(command: click.Command) -> set[str]:
    return {
        each
        for option in command.params
        if isinstance(option, click.Option)
        for each in (*option.opts, *option.secondary_opts)
        if each.startswith("--")
    }


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_is_listed_and_has_a_section(name: str) -> None:
    assert f"| `vendorbook {name}" in TEXT
    assert section_of(name)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_option_and_argument_is_documented(name: str) -> None:
    section = section_of(name)
    missing = {each for each in long_options(command_of(name)) if f"`{each}" not in section}
    assert missing == set()
    for argument in command_of(name).params:
        if isinstance(argument, click.Argument):
            assert (argument.metavar or argument.name or "").strip("[]").upper() in section


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_no_option_is_documented_that_does_not_exist(name: str) -> None:
    section = section_of(name)
    heading = section.partition("\n")[0]
    known = {
        each
        for command in re.findall("`([a-z]+)`", heading)
        for each in long_options(command_of(command))
    }
    rows = re.findall(r"^\| (`--[^|]*) \|", section, re.MULTILINE)
    assert {each for row in rows for each in re.findall(r"`(--[a-z-]+)", row)} <= known


def test_options_of_every_command_are_documented() -> None:
    introduction = TEXT.partition("\n## ")[0]
    assert [each for each in long_options(main) if each not in introduction] == []


def test_every_format_is_documented() -> None:
    section = section_of("check")
    assert [name for name in REPORTERS if f"\n| `{name}` |" not in section] == []


@pytest.mark.parametrize("file", [*DOCS, REPOSITORY / "README.md"], ids=lambda file: file.name)
def test_links_between_files_lead_somewhere(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", text):
        assert (file.parent / target).exists(), target


def test_the_front_page_leads_to_every_page_of_the_documentation() -> None:
    front = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    assert [file.name for file in DOCS if f"(docs/{file.name})" not in front] == []


def test_the_action_and_each_workflow_are_documented() -> None:
    text = (REPOSITORY / "docs/github.md").read_text(encoding="utf-8")
    action = read(ACTION)
    for name in (*action["inputs"], *action["outputs"]):
        assert f"\n| `{name}` |" in text, name
    for file in WORKFLOWS:
        if file.stem.startswith("vendorbook-"):
            assert f"`{file.name}`" in text
