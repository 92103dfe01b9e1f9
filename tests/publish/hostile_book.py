"""A playbook that is the demo with a hostile text in every text of every record."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any, Final

from tests.conftest import REPOSITORY
from vendorbook.documents import read_document
from vendorbook.records import VENDOR_KINDS
from vendorbook.schemas import field_at, fields

if TYPE_CHECKING:
    from pathlib import Path

PAYLOADS: Final = (
    "<script>window.__canary = 1</script>",
    "<img src=x onerror=window.__canary=2>",
    "<svg onload=window.__canary=3>",
    '"><img src=//else.example/x onerror=window.__canary=4>',
    "' onmouseover='window.__canary=5",
    "[click](javascript:window.__canary=6)",
    "[r]: javascript:window.__canary=7 'title'\n\n[r]",
    "**bold** `code`{: onclick=window.__canary=8 }",
    '{: style="position:fixed" onclick=window.__canary=9 }',
    "{{ 7*7 }} {% raw %} ${7*7} #{7*7}",
    "&lt;b&gt; &#60;b&#62; &amp; &nbsp;",
    "</title></script></style></article></body></html><iframe src=//else.example>",
    "]]> --> <!-- <![CDATA[ ?>",
    '=HYPERLINK("https://else.example","x") @SUM(1) +1 -1',
    "END:VEVENT\nATTACH:https://else.example/x\nBEGIN:VEVENT",
    "}</style><style>*{display:none}",
    "zero\u200bwidth\u200djoined",
    "a | b | c",
    '--8<-- "playbook.yml"',
    "!!! note\n\n    # Heading\n\n- [ ] tick",
    "![p](https://else.example/p.png) <https://else.example/a>",
    "w" * 120,
)
TEXT: Final = "zq hollyhock " + "\n\n".join(PAYLOADS) + " qz"
"""All of them at once, between marks; blank lines end the blocks that Markdown leaves alone."""

PROSE_TEXT: Final = "zp hollyhock " + "\n\n".join(PAYLOADS) + " pz"
"""The same for fields that take Markdown, where signs may become emphasis or lists."""

ADDRESS: Final = "https://else.example/'\"><svg/onload=window.__canary=10>{{7*7}}`)"

PROSE: Final = {
    "meetings[].summary", "feedback[].detail", "feedback[].response", "feedback[].resolution",
    "feedback[].dispute_outcome", "improvement[].root_cause", "improvement[].if_it_fails",
    "improvement[].checkpoints[].note", "reviews[].ratings[].narrative",
    "reviews[].vendor_comment", "activities[].outcome",
}  # fmt: skip
_FREE = "\\S"
_ADDRESS = "^(https?://"


def is_text(schema: dict[str, Any]) -> bool:
    """Whether people may write whatever they want."""
    ruled = {"pattern", "format", "enum", "const"} & set(schema)
    return schema.get("type") == "string" and (not ruled or schema.get("pattern") == _FREE)


def text_fields(kind: str) -> set[str]:
    """Every text of a record kind."""
    found = set()
    for path, schema, _ in fields(kind):
        if is_text(schema):
            found.add(path)
        if schema.get("type") == "array" and is_text(_items(kind, path)):
            found.add(f"{path}[]")
    return found


def _items(kind: str, path: str) -> dict[str, Any]:
    steps: list[str | int] = []
    for step in path.split("."):
        steps += [step.removesuffix("[]"), 0] if step.endswith("[]") else [step]
    return field_at(kind, [*steps, 0])


def planted(
    data: Any, kind: str, seen: set[str], path: tuple[str | int, ...] = (), name: str = ""
) -> Any:
    """The data of a file with every text replaced; `seen` collects which fields those were."""
    if isinstance(data, dict):
        return {
            key: planted(each, kind, seen, (*path, key), f"{name}.{key}".lstrip("."))
            for key, each in data.items()
        }
    if isinstance(data, list):
        return [
            planted(each, kind, seen, (*path, number), f"{name}[]")
            for number, each in enumerate(data)
        ]
    if isinstance(data, str):
        schema = field_at(kind, path)
        if is_text(schema):
            seen.add(name)
            return PROSE_TEXT if name in PROSE else TEXT
        return ADDRESS if str(schema.get("pattern")).startswith(_ADDRESS) else data
    return data if isinstance(data, int | bool) or data is None else float(data)


def write_hostile_book(root: Path) -> dict[str, set[str]]:
    """Write the playbook; returns the texts of each record kind that were replaced."""
    for name in ("vendors", "calendars"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "playbook.yml", root)
    seen: dict[str, set[str]] = {}
    for file in [*root.rglob("*.yml")]:
        kind = kind_of(file, root)
        document, _ = read_document(file, file.name)
        assert document is not None
        fill(document.data, kind)
        data = planted(document.data, kind, seen.setdefault(kind, set()))
        file.write_text(json.dumps(data), encoding="utf-8")
    settings = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    start = settings.index("\nnav:")
    end = settings.index("  - Playbook:")
    (root / "mkdocs.yml").write_text(f"{settings[:start]}{settings[start:end]}  - Live: live.md\n")
    (root / "content").mkdir()
    (root / "content/live.md").write_text(
        '# Live\n\n{{ policy("organisation.name") }}\n\n{{ milestones("missed") }}\n\n'
        '{{ findings("milestone-missed") }}\n'
    )
    return seen


def fill(data: dict[str, Any], kind: str) -> None:
    """Add texts that no record of the demo happens to have."""
    lists = [data.get("goals", ())]
    lists += [each.get("actions", ()) for each in data.get(kind, ())]
    for items in lists:
        for item in items[-1:]:
            item.pop("done_on", None)
            item["dropped"] = "No longer needed"
    if kind == "playbook":
        waiver = {
            "code": "milestone-missed",
            "vendor": "keelhaven",
            "record": "MS-01",
            "reason": "Known",
            "approved_by": "Ines Ward",
            "expires_on": "2026-12-31",
        }
        data["waivers"] = [waiver]


def kind_of(file: Path, root: Path) -> str:
    if file.parent == root:
        return "playbook"
    if file.parent.name == "calendars":
        return "calendar"
    return file.stem if file.stem in VENDOR_KINDS else file.parent.name
