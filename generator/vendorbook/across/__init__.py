"""What every vendor gives to the pages across vendors: plain rows, small and quick to pass on.

A row holds words, days and places and no record. Each kind of row says how urgent it is; a page
keeps the most urgent rows of all vendors and counts the rest, so that a portfolio of thousands
neither fills the memory nor makes a page that nobody can open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vendorbook.across.milestones import MilestoneRow, milestone_rows
from vendorbook.across.shortlist import Shortlist

if TYPE_CHECKING:
    from vendorbook.assessment import Assessment


@dataclass(frozen=True)
class VendorRows:
    """The rows of one vendor; without any for one whose records cannot be used."""

    milestones: tuple[MilestoneRow, ...] = ()


@dataclass(frozen=True)
class Across:
    """The rows of all vendors, taken in one vendor after the other."""

    milestones: Shortlist[MilestoneRow] = field(default_factory=lambda: Shortlist(1_000))

    def add(self, rows: VendorRows) -> None:
        """Take in the rows of one more vendor."""
        self.milestones.add(rows.milestones)


def vendor_rows(assessment: Assessment) -> VendorRows:
    """Everything one vendor gives to the pages across vendors."""
    return VendorRows(milestones=tuple(milestone_rows(assessment)))
