"""Whatever stands in a record is text on every page, in every title and in every search entry."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import REPOSITORY
from vendorbook.documents import read_document
from vendorbook.pages import Page
from vendorbook.publish.production import produce
from vendorbook.records import VENDOR_KINDS
from vendorbook.schemas import field_at

CANARY = "canary"
HOSTILE = [
    f'"><img src=x onerror="{CANARY}()">',
    f"<script>{CANARY}()</script>",
    f"[click](javascript:{CANARY}())",
    f"![x](https://evil.example/{CANARY}.png)",
    f"<https://evil.example/{CANARY}>",
    f"</article></html><iframe src=//{CANARY}.example>",
    f"{{{{ {CANARY} }}}}{{% raw %}}",
    f"[r]: javascript:{CANARY}\n\n[r]",
    f"`code`{{: onclick={CANARY}() }}",
    f"&lt;img src=x onerror={CANARY}()&gt;",
    f"' onmouseover='{CANARY}()",
]
ALLOWED_SCHEMES = ("https://", "http://", "mailto:", "tel:")


class _Seen(HTMLParser):
    """Every element and attribute of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.handlers: list[str] = []
        self.addresses: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.handlers.append(f"{tag} {name}={value}")
            if name in {"href", "src"}:
                self.addresses.append(value or "")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def planted(data: Any, kind: str, hostile: str, path: tuple[str | int, ...] = ()) -> Any:
    """The data of a file with every free text replaced."""
    if isinstance(data, dict):
        return {key: planted(each, kind, hostile, (*path, key)) for key, each in data.items()}
    if isinstance(data, list):
        return [planted(each, kind, hostile, (*path, n)) for n, each in enumerate(data)]
    if isinstance(data, str) and field_at(kind, path).get("pattern") == "\\S":
        return f"{hostile} {data[:10]}"
    return data if isinstance(data, str | int | bool) or data is None else float(data)


def hostile_pages(root: Path, hostile: str) -> list[Page]:
    """The pages of the demo with a hostile string in every free text of every record."""
    for name in ("vendors", "calendars"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "playbook.yml", root)
    for file in root.glob("vendors/*/**/*.yml"):
        kind = file.stem if file.stem in VENDOR_KINDS else file.parent.name
        document, _ = read_document(file, file.name)
        assert document is not None
        file.write_text(json.dumps(planted(document.data, kind, hostile)), encoding="utf-8")
    production = produce(root, now=datetime.now(UTC))
    # Other formats than HTML keep text from harm in their own ways, and have their own tests.
    pages = [page for page in production.pages() if page.path.endswith(".html")]
    production.close()
    return pages


@pytest.fixture(scope="module")
def tags_of_the_demo() -> dict[str, set[str]]:
    production = produce(REPOSITORY, now=datetime.now(UTC))
    found = {}
    for page in production.pages():
        seen = _Seen()
        seen.feed(page.body)
        found[page.path] = seen.tags
    production.close()
    return found


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_of_a_record_becomes_markup(
    hostile: str, tmp_path: Path, tags_of_the_demo: dict[str, set[str]]
) -> None:
    pages = hostile_pages(tmp_path, hostile)
    prose = {"p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr"}
    planted_somewhere = 0
    for page in pages:
        seen = _Seen()
        seen.feed(page.body)
        assert seen.tags <= tags_of_the_demo[page.path] | prose, page.path
        assert seen.handlers == [], page.path
        for address in seen.addresses:
            assert ":" not in address.split("/")[0] or address.startswith(ALLOWED_SCHEMES)
        assert "\n\n" not in page.body
        planted_somewhere += CANARY in " ".join(seen.text)
        for entry in page.search:
            assert "\n" not in entry.title + entry.text
    assert planted_somewhere > 20
