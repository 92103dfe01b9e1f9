"""The API keeps its schemas, tells no contact details, and its tables agree with it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from tests.conftest import REPOSITORY
from tests.playbooks import CONTACTS, write_playbook
from vendorbook.cli import main
from vendorbook.exports.tables import TABLES

SCHEMAS = REPOSITORY / "schemas" / "api" / "v1"


def strict(schema: Any) -> Any:
    """The schema with every field that it does not name forbidden; ours must name all."""
    if isinstance(schema, dict):
        closed = {"additionalProperties": False} if "properties" in schema else {}
        return {key: strict(value) for key, value in schema.items()} | closed
    return [strict(each) for each in schema] if isinstance(schema, list) else schema


def complaints(name: str, document: Any) -> list[str]:
    """What a document breaks of the schema of that name."""
    schemas: Registry[Any] = Registry().with_resources(
        [
            (file.name, Resource.from_contents(strict(json.loads(file.read_text()))))
            for file in SCHEMAS.glob("*.json")
        ]
    )
    validator = Draft202012Validator(
        {"$ref": f"{name}.schema.json"}, registry=schemas, format_checker=FormatChecker()
    )
    return [f"{each.json_path}: {each.message}" for each in validator.iter_errors(document)]


def export(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(
        main, ["-C", str(root), "export", *arguments, "--as-of", "2026-10-09"]
    )


def schema_of(file: Path) -> str:
    return "vendor" if file.parent.name == "vendors" else file.stem


def test_every_document_of_the_demo_keeps_its_schema(tmp_path: Path) -> None:
    assert export(REPOSITORY, "--format", "json", "--output", str(tmp_path)).exit_code == 0
    files = sorted(set(tmp_path.rglob("*.json")) - set(tmp_path.glob("schemas/*")))
    assert {schema_of(file) for file in files} == {
        "index",
        "vendor",
        "milestones",
        "findings",
        "due",
    }
    assert len(files) == 8
    for file in files:
        assert complaints(schema_of(file), json.loads(file.read_text())) == [], file.name


def test_a_field_that_no_schema_names_is_seen() -> None:
    document = {"version": 1, "as_of": "2026-10-09", "due": [], "more": 1}
    assert complaints("due", document) == [
        "$: Additional properties are not allowed ('more' was unexpected)"
    ]


def test_lists_without_vendors_and_broken_vendors_keep_the_schemas(tmp_path: Path) -> None:
    root = write_playbook(tmp_path / "book", {"acme": {"vendor": "id: acme\nname: [\n"}})
    result = export(root, "--format", "json", "--output", str(tmp_path / "api"))
    assert result.exit_code == 1
    assert "run 'vendorbook validate' to see them" in result.stderr
    for name in ("index", "milestones", "findings", "due"):
        document = json.loads((tmp_path / "api" / f"{name}.json").read_text())
        assert complaints(name, document) == []
    index = json.loads((tmp_path / "api/index.json").read_text())
    assert [(each["vendor"], each["document"]) for each in index["vendors"]] == [("acme", None)]
    refused = export(root, "--format", "json", "--vendor", "acme")
    assert refused.exit_code == 2
    assert "nothing can be exported of a vendor whose vendor.yml has a fault" in refused.stderr


def test_contact_details_stay_on_the_pages(tmp_path: Path) -> None:
    contacts = CONTACTS.replace(
        "email: rosa@vendor.example",
        'email: rosa@vendor.example, phone: "+442079460123", chat: rosa-chat',
    )
    root = write_playbook(tmp_path / "book", {"acme": {"contacts": contacts}})
    for name in ("json", "csv", "ics", "atom"):
        target = tmp_path / name
        target.mkdir()
        assert export(root, "--format", name, "--output", str(target)).exit_code == 0
        files = [file for file in target.rglob("*") if file.is_file()]
        assert files
        for file in files:
            text = file.read_text(encoding="utf-8")
            for secret in ("@vendor.example", "442079460123", "rosa-chat"):
                assert secret not in text, (file.name, secret)
    assert "Rosa Lind" in (tmp_path / "csv" / "people.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_a_cell_for_each_column(table: str) -> None:
    result = export(REPOSITORY, "--format", "csv", "--table", table)
    rows = list(csv.reader(io.StringIO(result.stdout, newline=""), strict=True))
    assert tuple(rows[0]) == TABLES[table].columns
    assert {len(row) for row in rows} == {len(TABLES[table].columns)}
    assert len(rows) > 1


def test_files_begin_with_a_byte_order_mark_and_pipes_do_not(tmp_path: Path) -> None:
    target = tmp_path / "people.csv"
    arguments = ("--format", "csv", "--table", "people")
    export(REPOSITORY, *arguments, "--output", str(target))
    printed = export(REPOSITORY, *arguments).stdout_bytes
    assert target.read_bytes() == b"\xef\xbb\xbf" + printed
    assert printed.startswith(b"vendor,id,name,side,")


def test_tables_and_the_api_tell_the_same_milestones() -> None:
    table = export(REPOSITORY, "--format", "csv", "--table", "milestones").stdout
    listed = json.loads(export(REPOSITORY, "--format", "json", "--table", "milestones").stdout)
    rows = csv.DictReader(io.StringIO(table, newline=""))
    keys = ("vendor", "id", "title", "status", "due", "deadline")
    assert [[row[key] for key in keys] for row in rows] == [
        [each[key] for key in keys] for each in listed["milestones"]
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--format", "csv"), "csv is several files: name one with --table or a folder"),
        (
            ("--format", "json"),
            "json is several files: name one with --table, or one vendor with --vendor, or a",
        ),
        (("--format", "ics", "--table", "due"), "ics has no tables; --table goes with csv and"),
        (("--format", "csv", "--table", "peple"), "there is no table 'peple'; did you mean"),
        (("--format", "ics", "--vendor", "keelhavn"), "there is no vendor 'keelhavn'; did you"),
    ],
)
def test_what_cannot_be_exported_is_explained(arguments: tuple[str, ...], message: str) -> None:
    result = export(REPOSITORY, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize(
    "address",
    [
        *("nonsense", "", "playbook.example", "//playbook.example/", "ftp://playbook.example/"),
        *(
            "https://",
            "https:///book",
            "https://a:b@playbook.example/",
            "https://playbook.example/?a",
        ),
        *(
            "https://playbook.example/#a",
            "https://play book.example/",
            "https://playbook.example:0/",
        ),
        *("https://[::1", "https://playbook.example:99999/", "javascript:alert(1)"),
    ],
)
def test_a_site_is_published_at_an_absolute_address(address: str) -> None:
    result = export(REPOSITORY, "--format", "ics", "--site-url", address)
    assert result.exit_code == 2
    assert (
        f"'{address}' is no site's address; write an absolute one such as "
        "https://playbook.example/, with http or https and without '?', '#' or a password"
    ) in result.output


@pytest.mark.parametrize(
    "address", ["https://playbook.example", "http://localhost:8000/book/", "https://[::1]/"]
)
def test_the_site_may_stand_in_a_folder_or_at_a_port(address: str, tmp_path: Path) -> None:
    write_playbook(tmp_path, {"acme": {}})
    result = export(tmp_path, "--format", "json", "--table", "vendors", "--site-url", address)
    assert result.exit_code == 0
    assert json.loads(result.output)["site_url"] == f"{address.rstrip('/')}/"
