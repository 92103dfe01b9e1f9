"""The playbook's own pages: their examples are records that the schemas accept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vendorbook.documents import parse_document
from vendorbook.schemas import validate

CONTENT = Path(__file__).parents[1] / "content"
EXAMPLE = re.compile(r"```yaml\n# vendors/<slug>/([a-z]+)\.yml\n(.*?)```", re.DOTALL)
EXAMPLES = [
    (path.name, kind, text)
    for path in sorted(CONTENT.rglob("*.md"))
    for kind, text in EXAMPLE.findall(path.read_text(encoding="utf-8"))
]


def test_every_practice_says_how_to_record_it() -> None:
    shown = {name for name, _, _ in EXAMPLES}
    practices = ("communication", "expectations", "feedback", "performance", "partnership")
    assert shown == {f"{name}.md" for name in practices}


@pytest.mark.parametrize(("name", "kind", "text"), EXAMPLES)
def test_an_example_is_a_record(name: str, kind: str, text: str) -> None:
    document, findings = parse_document(text.encode(), f"{name}: {kind}.yml")
    assert findings == []
    assert document is not None
    assert validate(document, kind).findings == []


def test_every_yaml_block_is_an_example() -> None:
    for path in CONTENT.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert text.count("```yaml") == len(EXAMPLE.findall(text)), path.name
