"""Whatever people may record stands on some page of the vendor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests.pages.across import words
from tests.pages.full_vendor import FULL_VENDOR
from tests.playbooks import acme
from tests.records.walking import PAIRS
from vendorbook.assessment import assess
from vendorbook.checks import find_situations
from vendorbook.pages.registry import vendor_pages
from vendorbook.records import VENDOR_KINDS
from vendorbook.records.facts import Duration, Period, Record, yaml_key
from vendorbook.wording import plain_number, span_in_words, written_day

if TYPE_CHECKING:
    from pathlib import Path

AS_OF = date(2026, 10, 9)

SAID_OTHERWISE = {
    # What is true is said in words of its own; what is false is the usual and not said.
    ("vendor", "supports_critical_function", True): "critical function",
    ("vendor", "contracts[].auto_renew", True): "renews by itself",
    ("vendor", "documents[].required", True): "required",
    ("agreement", "kpis[].contractual", True): "contractual",
    ("agreement", "kpis[].if_missing", "fail"): "a missing value counts as zero",
    ("agreement", "kpis[].source", "client"): "monthly, by us",
    ("milestones", "milestones[].critical", True): "critical",
    ("milestones", "milestones[].date_unknown", True): "completed, day not recorded",
    ("changes", "changes[].effects[].excused", True): "excused",
    ("measurements", "measurements[].not_applicable", True): "n/a",
    ("feedback", "feedback[].disputed", True): "disputed",
    ("feedback", "feedback[].direction", "to_client"): "to us",
    # Words of the records that are said to people as sentences.
    ("vendor", "substitutability", "hard"): "hard to replace",
    ("contacts", "people[].side", "client"): "Our side",
    ("contacts", "people[].side", "vendor"): "Their side",
    ("contacts", "people[].side", "other"): "Others",
    ("meetings", "meetings[].cancelled_by", "both"): "cancelled by both",
    ("reviews", "reviews[].recommend", "no"): "We would not choose them again",
    ("partnership", "activities[].proposed_by", "client"): "us",
    ("partnership", "activities[].proposed_by", "vendor"): "the vendor",
    ("vendor", "contracts[].renewal_decision", "undecided"): "undecided",
    ("milestones", "milestones[].type", "delivery"): "hands over",
    # Small numbers stand in too many places to be found without their words.
    ("contacts", "escalation[].level", 6): "6 at once",
    ("feedback", "feedback[].escalation_level", 8): "at level 8 of the ladder",
    ("agreement", "deliverables[].review_days", 52): "within 52 working days",
    ("milestones", "milestones[].grace_days", 53): "53 working days of grace",
    ("improvement", "improvement[].exit_criteria[].consecutive_periods", 23): "23 periods running",
    # A meeting is called by its routine's title, and a page of the playbook is a link.
    ("meetings", "meetings[].routine", "slug-of-routine"): "Title of the routine",
    ("communication", "routines[].agenda", "communication/page-of-agenda.md"): (
        "playbook/communication/page-of-agenda/"
    ),
}
"""How a page says a value where it is not said as it is written."""


def facts(record: Record, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of a record and of the records in it, with its path."""
    for name, value in vars(record).items():
        if name == "origin" or value is None or value == ():
            continue
        key = f"{path}.{yaml_key(name)}".removeprefix(".")
        is_list = isinstance(value, tuple) and not isinstance(value, Period | Duration)
        items = value if is_list else (value,)
        suffix = "[]" if is_list and any(isinstance(item, Record) for item in items) else ""
        for item in items:
            if isinstance(item, Record):
                yield from facts(item, key + suffix)
            elif item is not False:
                yield key, item


def ways_to_say(kind: str, path: str, value: Any, names: dict[str, str]) -> list[str]:
    """How a page may say a value."""
    if (kind, path, value) in SAID_OTHERWISE:
        return [SAID_OTHERWISE[kind, path, value]]
    if path.endswith("internal"):
        return ["internal"]
    if isinstance(value, datetime):
        return [f"{written_day(value)}, {value:%H:%M}"]
    if isinstance(value, date):
        return [written_day(value)]
    if isinstance(value, Period):
        return [str(value)]
    if isinstance(value, Duration):
        return [span_in_words(value.amount, value.unit)]
    if isinstance(value, Decimal | int):
        return [str(value), plain_number(Decimal(value))]
    return [names[value]] if value in names else [value, value.replace("_", " ")]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[tuple[str, str, Any]], str]:
    """Every fact of the full vendor as kind, path and value; and all that its pages say."""
    root: Path = tmp_path_factory.mktemp("full")
    vendor, portfolio = acme(root, **FULL_VENDOR)
    found = []
    for kind in VENDOR_KINDS.values():
        held = getattr(vendor, "profile" if kind.name == "vendor" else kind.name)
        prefix = f"{kind.list_key}[]" if kind.list_key else ""
        for record in held if kind.list_key else (held,):
            found += [(kind.name, path, value) for path, value in facts(record, prefix)]
    assessment = assess(vendor, portfolio, AS_OF)
    bodies = [page.body for page in vendor_pages(assessment, find_situations(assessment))]
    addresses = re.findall(r'(?:href|id)="([^"]+)"', " ".join(bodies))
    return found, " ".join([*map(words, bodies), *addresses])


def test_the_vendor_of_this_test_leaves_no_field_out(
    everything: tuple[list[tuple[str, str, Any]], str],
) -> None:
    filled = {(kind, path) for kind, path, _ in everything[0]}
    missing = []
    for pair in PAIRS:
        kind, _, prefix = pair.path.partition(".")
        for name, schema in pair.schema["properties"].items():
            path = f"{prefix}.{name}".removeprefix(".")
            holds_records = any(each.path.startswith(f"{pair.path}.{name}") for each in PAIRS)
            wanted = kind in VENDOR_KINDS and not holds_records and schema
            if wanted and (kind, path) not in filled:
                missing.append(f"{kind}: {path}")
    assert missing == []


def test_every_field_of_every_kind_stands_on_some_page(
    everything: tuple[list[tuple[str, str, Any]], str],
) -> None:
    found, text = everything
    names = {"ines-ward": "Ines Ward", "pia-nand": "Pia Nand", "rosa-lind": "Rosa Lind",
             "omar-tait": "Omar Tait"}  # fmt: skip
    unseen = [
        f"{kind}: {path} is {value!r}"
        for kind, path, value in found
        if not any(
            re.search(rf"(?<![\w.]){re.escape(way)}(?!\w)", text)
            for way in ways_to_say(kind, path, value, names)
        )
    ]
    assert unseen == []
