"""The folder becomes a portfolio: files are read, validated and grouped into vendors.

Nothing here raises for a user's mistake; every function returns what it could use and the findings
about the rest. Vendors are read one at a time, so that a portfolio of thousands needs the memory of
one. Raw data ends here: above this floor there are records only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, cast

from vendorbook.calendars import read_calendars, unknown_calendar
from vendorbook.documents import Document, read_document
from vendorbook.files import VENDORS_FOLDER, entries_of, shown
from vendorbook.findings import Finding, Place
from vendorbook.mending import Doubt
from vendorbook.possibilities import possibilities
from vendorbook.records import PLAYBOOK
from vendorbook.records.building import build
from vendorbook.schemas import validate
from vendorbook.vendor_reading import PROMISE_KINDS, read_vendor

if TYPE_CHECKING:
    from pathlib import Path

    from vendorbook.records.playbook import Playbook
    from vendorbook.vendor import Vendor
    from vendorbook.vendor_reading import VendorReading
    from vendorbook.workdays import WorkCalendar

PLAYBOOK_FILE = "playbook.yml"

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

NEIGHBOURS_KEPT = 32
"""How many other vendors' promises are kept in memory at a time."""


@dataclass(frozen=True)
class Portfolio:
    """One playbook: its policy, its calendars, and which vendors there are.

    Attributes:
        root: The folder that holds playbook.yml.
        playbook: The policy.
        calendars: Calendars by slug; None for one whose file has a fault, so that no day in it is
            taken for what it may not be.
        slugs: The vendors' folders, in order.
    """

    root: Path
    playbook: Playbook
    calendars: dict[str, WorkCalendar | None]
    slugs: tuple[str, ...]
    _neighbours: dict[str, VendorReading] = field(default_factory=dict, repr=False, compare=False)

    def neighbour(self, slug: str) -> Vendor | None:
        """Another vendor with no more than its promises, for references across vendors.

        None when there is no such vendor or its vendor.yml cannot be used. What is wrong with it is
        found when that vendor itself is read.
        """
        reading = self._neighbour(slug)
        return reading.vendor if reading else None

    def possible_neighbour(self, slug: str) -> Vendor | None:
        """The same, with what it may hold once its mistakes are mended: for its ids, no more."""
        reading = self._neighbour(slug)
        return reading.possible[0].vendor if reading and reading.possible else None

    def _neighbour(self, slug: str) -> VendorReading | None:
        if slug not in self.slugs:
            return None
        if slug not in self._neighbours:
            if len(self._neighbours) >= NEIGHBOURS_KEPT:
                self._neighbours.pop(next(iter(self._neighbours)))
            self._neighbours[slug] = read_vendor(self, slug, PROMISE_KINDS)
        return self._neighbours[slug]


class PossiblePortfolio(NamedTuple):
    """What a playbook may be once its policy is mended; see `possibilities`.

    Attributes:
        portfolio: The playbook, with some of the policy made up.
        doubt: What is not known of the policy.
    """

    portfolio: Portfolio
    doubt: Doubt = Doubt()


class PortfolioReading(NamedTuple):
    """What a playbook's folder says, but for what its vendors do.

    Attributes:
        portfolio: Policy, calendars and vendors, or None when the policy cannot be used.
        findings: What is wrong with them.
        possible: The portfolio itself, or else some that it may be once its policy can be used;
            none when there is no playbook.
    """

    portfolio: Portfolio | None
    findings: list[Finding]
    possible: tuple[PossiblePortfolio, ...]


def load(root: Path) -> PortfolioReading:
    """Read the policy and the calendars, and list the vendors."""
    policy_file = root / PLAYBOOK_FILE
    if not policy_file.is_file() or policy_file.is_symlink():
        message = f"there is no {PLAYBOOK_FILE} here, so there is no playbook to read"
        hint = "'vendorbook init' begins a playbook in an empty folder"
        finding = Finding("missing-file", Place(PLAYBOOK_FILE), message, hint)
        return PortfolioReading(None, [finding], ())
    document, findings = read_document(policy_file, PLAYBOOK_FILE)
    calendars, faults = read_calendars(root)
    slugs = _vendor_folders(root, faults)
    data = None
    if document is not None:
        validation = validate(document, PLAYBOOK.name)
        findings = findings + validation.findings
        data = validation.data
    findings += faults
    if document is None or data is None:
        policies = _possible_policies(document or Document(PLAYBOOK_FILE, {}, ""))
        possible = tuple(
            PossiblePortfolio(Portfolio(root, policy, calendars, slugs), doubt)
            for policy, doubt in policies
        )
        return PortfolioReading(None, findings, possible)
    policy = cast("Playbook", build(PLAYBOOK.root, data, document))
    findings += unknown_calendar(policy.organisation, calendars)
    portfolio = Portfolio(root, policy, calendars, slugs)
    return PortfolioReading(portfolio, findings, (PossiblePortfolio(portfolio),))


def _possible_policies(document: Document) -> list[tuple[Playbook, Doubt]]:
    """Two policies that are as unlike as can be; more would have all vendors read more often."""
    return [
        (cast("Playbook", build(PLAYBOOK.root, data, document)), doubt)
        for data, doubt in possibilities(document, PLAYBOOK.name)[:2]
        if data is not None
    ]


def _vendor_folders(root: Path, findings: list[Finding]) -> tuple[str, ...]:
    folder = root / VENDORS_FOLDER
    slugs = []
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        message = "this is no folder, so no vendor in it is read"
        hint = "vendors/ is a plain folder that holds one folder for each vendor"
        findings.append(Finding("unknown-file", Place(VENDORS_FOLDER), message, hint))
        return ()
    entries, faults = entries_of(folder, VENDORS_FOLDER) if folder.is_dir() else ([], [])
    findings += faults
    for entry in entries:
        path = f"{VENDORS_FOLDER}/{shown(entry.name)}"
        if entry.is_symlink() or not entry.is_dir():
            message = "this is no vendor's folder"
            hint = "every vendor has a folder of its own, such as vendors/acme/"
            findings.append(Finding("unknown-file", Place(path), message, hint))
        elif not _SLUG.fullmatch(entry.name):
            name = shown(entry.name)
            message = f"the folder name '{name}' is not lower-case words joined by hyphens"
            hint = "rename the folder and the vendor's id alike"
            findings.append(Finding("folder-mismatch", Place(path), message, hint))
        else:
            slugs.append(entry.name)
    return tuple(slugs)
