"""What is kept of one vendor between builds: plain texts and numbers, made where the vendor was."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from vendorbook.across import VendorRows
from vendorbook.outcomes import row_of
from vendorbook.plain_values import as_json
from vendorbook.publish.sortable import sortable

if TYPE_CHECKING:
    from vendorbook.provenance import Provenance
    from vendorbook.publish.joined_files import Part
    from vendorbook.publish.made_vendors import MadeVendor
    from vendorbook.publish.seen_folders import SeenFolder

HAPPENED: Final = "happened"
"""The rows that tell what happened, for the feed of all vendors."""

COUNTED: Final = frozenset(VendorRows().counts)
"""The names of what is counted of all vendors."""

ROWS_IN_ALL: Final = "rows"
"""The name of the counts of rows of each kind."""


class KeptVendor(NamedTuple):
    """The short line of one vendor.

    Attributes:
        source: What it was made from, as JSON; empty when it must be made anew.
        paths: The paths of its pages, one a line.
        digest: The digest of its pages.
        state: The state of the file that holds them.
        errors: How many of its faults fail the build.
    """

    slug: str
    source: str
    paths: str
    digest: str
    state: str
    findings_digest: str
    summary_digest: str
    standing_digest: str
    errors: int


class ToldVendor(NamedTuple):
    """Everything that is kept of one vendor, as the file holds it.

    Attributes:
        line: Its short line, still without the state of its pages.
        rows: Kind, urgency, vendor, number and text of each row.
        codes: The findings of each code.
        counts: Kind, name and number of everything that is counted.
        parts: What it adds to files of several vendors.
        seen: Its folder, with all that it was made from.
    """

    line: KeptVendor
    findings: str
    summary: str
    rows: list[tuple[str, bytes, str, int, str]]
    codes: dict[str, str]
    counts: list[tuple[str, str, int]]
    parts: tuple[Part, ...]
    seen: SeenFolder


def told_vendor(made: MadeVendor, source: Provenance | None, seen: SeenFolder) -> ToldVendor:
    """A vendor as it is kept; without a `source` it is made anew in the next build."""
    findings = _text([list(map(row_of, made.faults)), list(map(row_of, made.situations))])
    summary = _text(as_json(made.summary))
    standing = made.summary.standing_alone() if made.summary else None
    errors = sum(1 for fault in made.faults if fault.severity == "error")
    line = KeptVendor(
        made.slug,
        _text(as_json(source)) if source else "",
        "\n".join(made.paths),
        made.digest,
        "",
        digest(findings),
        digest(summary),
        digest(_text(as_json(standing))),
        errors,
    )
    rows, counts = _rows_and_counts(made)
    codes: dict[str, list[Any]] = {}
    for finding in (*made.faults, *made.situations):
        codes.setdefault(finding.code, []).append(row_of(finding))
    by_code = {code: _text(found) for code, found in codes.items()}
    return ToldVendor(line, findings, summary, rows, by_code, counts, made.editions.parts, seen)


def _rows_and_counts(
    made: MadeVendor,
) -> tuple[list[tuple[str, bytes, str, int, str]], list[tuple[str, str, int]]]:
    kinds: dict[str, Any] = {
        each.name: getattr(made.rows, each.name) for each in fields(VendorRows)
    }
    kinds[HAPPENED] = made.editions.happened
    kinds |= made.rows.counts
    rows, counts = [], []
    for kind, found in kinds.items():
        if kind in COUNTED:
            counts += [(kind, _text(as_json(what)), number) for what, number in found.items()]
            continue
        counts.append((ROWS_IN_ALL, kind, len(found)))
        rows += [
            (kind, sortable(row.urgency), made.slug, number, _text(as_json(row)))
            for number, row in enumerate(found)
        ]
    return rows, counts


def _text(data: Any) -> str:
    return json.dumps(data, separators=(",", ":"))


def digest(text: str) -> str:
    """The digest of what is kept."""
    return hashlib.sha256(text.encode()).hexdigest()
