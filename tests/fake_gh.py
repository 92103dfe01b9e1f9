"""GitHub's command line as far as the workflows use it, with a folder in GitHub's place.

Run as a program. The folder in `FAKE_GITHUB` holds `answers.json`, the pages of the answer of every
address, and `zip`, the artifact; what is written goes to `written.jsonl`.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

import jq

HOST = Path(os.environ.get("FAKE_GITHUB", "."))


def main() -> None:
    """Answer or write down one call."""
    parser = argparse.ArgumentParser()
    kinds = parser.add_subparsers(dest="kind", required=True)
    api = kinds.add_parser("api")
    api.add_argument("address")
    api.add_argument("--jq")
    api.add_argument("--paginate", action="store_true")
    api.add_argument("--silent", action="store_true")
    api.add_argument("--method", default="GET")
    api.add_argument("--input", type=Path)
    issue = kinds.add_parser("issue")
    issue.add_argument("action", choices=["create", "edit"])
    issue.add_argument("number", nargs="?")
    issue.add_argument("--title")
    issue.add_argument("--body-file", type=Path, required=True)
    call = parser.parse_args()
    assert os.environ["GH_TOKEN"]
    if call.kind == "issue":
        body = call.body_file.read_text(encoding="utf-8")
        _write(method=call.action, address=call.number, title=call.title, body=body)
    elif call.method != "GET":
        body = json.loads(call.input.read_text(encoding="utf-8"))["body"]
        _write(method=call.method, address=call.address, body=body)
    elif call.address.endswith("/zip"):
        sys.stdout.buffer.write((HOST / "zip").read_bytes())
    else:
        pages = json.loads((HOST / "answers.json").read_text(encoding="utf-8"))[call.address]
        _answer(pages if call.paginate else pages[:1], call.jq)


def _answer(pages: list[Any], expression: str) -> None:
    for page in pages:
        for value in jq.compile(expression).input_value(page).all():
            if value is not None:
                print(value if isinstance(value, str) else json.dumps(value))  # noqa: T201 - as gh


def _write(**facts: str | None) -> None:
    with (HOST / "written.jsonl").open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(facts) + "\n")


if __name__ == "__main__":
    main()
