"""A reference names something that does not exist, or that is of the wrong kind.

Finds people who are not in contacts.yml or work for the other side, and milestones, deliverables,
KPIs, channels, routines, contracts and other records that no file defines, in this vendor or in the
one that the reference names. Finds as well a quarter of a KPI that is measured monthly, and a month
of one that is measured quarterly. A record whose own file cannot be read is not held against it.

Why it matters: a milestone that hands over a deliverable nobody defined cannot be accepted, and a
ladder that leads to nobody ends at the first step. A value for a period that the KPI does not have
would be lost without a sound.

Fails, when agreement.yml has no `DL-09`:

    milestones:
      - id: MS-01
        title: Claims intake live
        baseline_due: 2026-04-30
        deliverables: [DL-09]

Passes, when agreement.yml has `DL-01`:

    milestones:
      - id: MS-01
        title: Claims intake live
        baseline_due: 2026-04-30
        deliverables: [DL-01]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vendorbook.checks._faults import KINDS_OF_PREFIX, LIST_OF_PREFIX, fault, known_ids
from vendorbook.checks._references import (
    name_references,
    period_references,
    person_references,
    record_references,
)
from vendorbook.wording import closest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from vendorbook.findings import Finding, Severity
    from vendorbook.portfolio import Portfolio
    from vendorbook.records.facts import Record
    from vendorbook.vendor import Vendor

_LETTERS_AND_NUMBER = re.compile("([A-Z]{2})[-_ .]?([0-9]{1,6})", re.ASCII)
CODE = "dangling-reference"
SEVERITY: Severity = "error"

_SIDES = {"client": "the client", "vendor": "the vendor", "other": "neither side"}
_FILES = {"channel": "communication", "routine": "communication", "contract": "vendor",
          "KPI": "agreement"}  # fmt: skip
_LISTS = {"channel": "channels", "routine": "routines", "contract": "contracts", "KPI": "kpis"}
_WITH_PROMISES = frozenset({"milestones", "changes", "agreement"})
"""The kinds that are read of another vendor; nothing is said of its other files."""


def check(vendor: Vendor, portfolio: Portfolio, today: date) -> Iterator[Finding]:
    """Resolve every reference of one vendor."""
    del today
    if "contacts" not in vendor.unusable and "people" not in vendor.uncertain:
        yield from _people(vendor)
    yield from _names(vendor)
    yield from _periods(vendor)
    resolver = _Resolver(vendor, portfolio)
    known = resolver.known
    for record, key, reference, _, name in record_references(vendor):
        if reference is not None and reference not in known:
            yield from resolver.resolve(record, key, reference, name)


def _people(vendor: Vendor) -> Iterator[Finding]:
    sides: dict[str, str] = {each.id: each.side for each in vendor.people}
    for record, key, person, side, name in person_references(vendor):
        if person is None or person in vendor.dropped:
            continue
        actual = sides.get(person)
        if actual is None:
            message = f"'{person}' is nobody in contacts.yml"
            alike = [each for each in sides if side in {"", sides[each]}]
            near = closest(person, sorted(alike))
            stays = "people who left stay in contacts.yml, with left_on"
            hint = f"did you mean '{near}'?" if near else f"{stays}; {_choice(alike)}"
        elif side and actual != side:
            message = (
                f"{vendor.person_name(person)} ('{person}') works for {_SIDES[actual]}; "
                f"'{key}' needs somebody of {_SIDES[side]}"
            )
            hint = "name somebody of that side, or mend 'side' in contacts.yml"
        else:
            continue
        yield fault(CODE, SEVERITY, vendor, record, key, message, hint, name=name, item=person)


def _names(vendor: Vendor) -> Iterator[Finding]:
    known = {kind: _names_of(vendor, kind) for kind in _FILES}
    for record, key, slug, kind, name in name_references(vendor):
        if slug is None or slug in known[kind] or _LISTS[kind] in vendor.uncertain:
            continue
        if slug not in vendor.dropped and _FILES[kind] not in vendor.unusable:
            message = f"'{slug}' is no {kind} in {_FILES[kind]}.yml"
            hint = _suggestion(slug, known[kind])
            yield fault(CODE, SEVERITY, vendor, record, key, message, hint, name=name)


def _periods(vendor: Vendor) -> Iterator[Finding]:
    monthly = {
        each.id: each.frequency == "monthly"
        for each in (vendor.agreement.kpis if vendor.agreement else ())
    }
    for record, kpi, period, name in period_references(vendor):
        if kpi not in monthly or monthly[kpi] == (not period.quarter):
            continue
        if monthly[kpi]:
            message = f"{kpi} is measured monthly, and {period} is a quarter"
            hint = f"write a row for each month, such as {period.year}-{period.month:02d}"
        else:
            message = f"{kpi} is measured quarterly, and {period} is a month"
            hint = f"write the quarter, such as {period.year}-Q{(period.month + 2) // 3}"
        yield fault(CODE, SEVERITY, vendor, record, "period", message, hint, name=name)


def _names_of(vendor: Vendor, kind: str) -> set[str]:
    communication, agreement = vendor.communication, vendor.agreement
    if kind == "channel":
        return {each.id for each in communication.channels} if communication else set()
    if kind == "routine":
        return {each.id for each in communication.routines} if communication else set()
    if kind == "contract":
        return {each.id for each in vendor.profile.contracts}
    return {each.id for each in agreement.kpis} if agreement else set()


class _Resolver:
    """Resolves references by id, in one vendor and, where they name another, there."""

    def __init__(self, vendor: Vendor, portfolio: Portfolio) -> None:
        self._vendor = vendor
        self._portfolio = portfolio
        self.known = known_ids(vendor) | _names_of(vendor, "KPI") | vendor.dropped

    def resolve(self, record: Record, key: str, reference: str, name: str) -> Iterator[Finding]:
        slug, _, wanted = reference.rpartition("/")
        if slug and slug != self._vendor.slug:
            problem = self._elsewhere(slug, wanted)
        else:
            others = self.known - {getattr(record, "id", "")}
            problem = None if wanted in self.known else _unknown(wanted, others, self._vendor, "")
        if problem:
            yield fault(
                CODE, SEVERITY, self._vendor, record, key, *problem, name=name, item=reference
            )

    def _elsewhere(self, slug: str, wanted: str) -> tuple[str, str] | None:
        other = self._portfolio.possible_neighbour(slug)
        if slug not in self._portfolio.slugs:
            return f"there is no vendor '{slug}'", _suggestion(slug, self._portfolio.slugs)
        if other is None or not _WITH_PROMISES.issuperset(_kinds(wanted)):
            return None
        known = known_ids(other) | _names_of(other, "KPI") | other.dropped
        return _unknown(wanted, known, other, f"vendors/{slug}/")


def _kinds(reference: str) -> tuple[str, ...]:
    """The kinds of file that could define what is referred to."""
    prefix = reference.partition("-")[0]
    return KINDS_OF_PREFIX.get(prefix, () if prefix.isupper() else ("agreement",))


def _unknown(
    wanted: str, known: Collection[str], owner: Vendor, folder: str
) -> tuple[str, str] | None:
    """Message and hint, if nothing of the owner's can be meant."""
    kinds = _kinds(wanted)
    if wanted in known or not owner.unusable.isdisjoint(kinds):
        return None
    if LIST_OF_PREFIX.get(wanted.partition("-")[0], "kpis") in owner.uncertain:
        return None
    if any(_is_same_number(wanted, each) for each in owner.dropped):
        return None  # the id itself was mistyped, which is said where it stands
    if not kinds:
        hint = f"ids begin with {', '.join(KINDS_OF_PREFIX)}"
        return f"'{wanted}' is not the id of any kind of record", hint
    prefix = wanted.partition("-")[0]
    if prefix not in KINDS_OF_PREFIX:
        message = f"'{wanted}' is no KPI in {folder}agreement.yml"
        return message, _suggestion(wanted, _names_of(owner, "KPI"))
    files = ", ".join(f"{folder}{kind}.yml" for kind in kinds)
    elsewhere = "" if folder else " or anywhere else in this vendor"
    alike = [each for each in known if each.startswith(f"{prefix}-")]
    return f"'{wanted}' is not defined in {files}{elsewhere}", _suggestion(wanted, alike)


def _is_same_number(wanted: str, written: str) -> bool:
    """Whether an id that broke its form, such as `MS2`, means the one that is `wanted`."""
    one, two = (_LETTERS_AND_NUMBER.fullmatch(each.upper()) for each in (wanted, written))
    return bool(one and two and one[1] == two[1] and int(one[2]) == int(two[2]))


def _suggestion(name: str, known: Collection[str]) -> str:
    near = closest(name, sorted(known))
    return f"did you mean '{near}'?" if near else _choice(known)


def _choice(known: Collection[str]) -> str:
    if not known:
        return "nothing of that kind is recorded yet"
    shown = sorted(known)[:12]
    return f"there are: {', '.join(shown)}" + (" and others" if len(known) > len(shown) else "")
