"""The third quarter of 2026 of a vendor whose files stand in the test, judged on 9 October."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.playbooks import AGREEMENT, VENDOR, assessed
from vendorbook.assessment import Assessment
from vendorbook.scorecard.card import Scorecard
from vendorbook.scorecard.rows import Dimension

AS_OF = date(2026, 10, 9)
PAPER = "https://documents.example/paper"
NEW_YORK = VENDOR.format(slug="acme") + "timezone: America/New_York\n"


def listed(name: str, *entries: str) -> str:
    """A file, or a key of a file, with one list of entries in flow style."""
    return f"{name}:\n" + "".join(f"  - {entry}\n" for entry in entries)


def judged(root: Path, as_of: date = AS_OF, /, **files: str) -> Assessment:
    """The vendor with the given files on top of an agreement without KPIs."""
    return assessed(root, as_of, **{"agreement": AGREEMENT, **files})


def card(root: Path, as_of: date = AS_OF, /, **files: str) -> Scorecard:
    """Its scorecard."""
    found = judged(root, as_of, **files).scorecard
    assert found is not None
    return found


def rows(dimensions: tuple[Dimension, ...], name: str) -> dict[str, object]:
    """What each row of one indicator scores, or why it has no score."""
    return {
        row.subject: row.state if row.score is None else row.score
        for dimension in dimensions
        for indicator in dimension.indicators
        if indicator.name == name
        for row in indicator.rows
    }


def scored(root: Path, name: str, as_of: date = AS_OF, /, **files: str) -> dict[str, object]:
    """The rows of one indicator of the vendor with the given files."""
    return rows(card(root, as_of, **files).dimensions, name)
