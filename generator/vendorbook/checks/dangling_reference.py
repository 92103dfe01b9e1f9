"""A reference names something that does not exist, or that is of the wrong kind.

Finds people who are not in contacts.yml or work for the other side, and milestones, deliverables,
KPIs, channels, routines, contracts and other records that no file defines, in this vendor or in the
one that the reference names. A record whose own file cannot be read is not held against it.

Why it matters: a milestone that hands over a deliverable nobody defined cannot be accepted, and a
ladder that leads to nobody ends at the first step.

Fails, when contacts.yml has no `tomas-reil`:

    owner: tomas-reil

Passes, when contacts.yml has `tomas-reyl`:

    owner: tomas-reyl
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.checks._faults import KIND_OF_PREFIX, fault, known_ids
from vendorbook.checks._references import (
    name_references,
    person_references,
    record_references,
)
from vendorbook.schema_messages import closest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from vendorbook.findings import Finding, Severity
    from vendorbook.portfolio import Portfolio, Vendor
    from vendorbook.records.facts import Record

CODE = "dangling-reference"
SEVERITY: Severity = "error"

_SIDES = {"client": "the client", "vendor": "the vendor", "other": "neither side"}


def check(vendor: Vendor, portfolio: Portfolio, today: date) -> Iterator[Finding]:
    """Resolve every reference of one vendor."""
    del today
    if "contacts" not in vendor.unusable:
        for record, key, person, side in person_references(vendor):
            yield from _person(vendor, record, key, person, side)
    for record, key, name, kind in name_references(vendor):
        yield from _name(vendor, record, key, name, kind)
    resolver = _Resolver(vendor, portfolio)
    for record, key, reference in record_references(vendor):
        yield from resolver.resolve(record, key, reference)


def _person(
    vendor: Vendor, record: Record, key: str, person_id: str | None, side: str
) -> Iterator[Finding]:
    if person_id is None or person_id in vendor.dropped:
        return
    person = vendor.person(person_id)
    if person is None:
        known = [each.id for each in vendor.people]
        message = f"'{person_id}' is nobody in contacts.yml"
        yield fault(CODE, SEVERITY, vendor, record, key, message, _suggestion(person_id, known))
    elif side and person.side != side:
        message = (
            f"{person.name} ('{person_id}') works for {_SIDES[person.side]}; "
            f"'{key}' needs somebody of {_SIDES[side]}"
        )
        hint = "name somebody of that side, or mend 'side' in contacts.yml"
        yield fault(CODE, SEVERITY, vendor, record, key, message, hint)


_FILES = {"channel": "communication", "routine": "communication", "contract": "vendor",
          "KPI": "agreement"}  # fmt: skip


def _names_of(vendor: Vendor, kind: str) -> set[str]:
    communication, agreement = vendor.communication, vendor.agreement
    if kind == "channel":
        return {each.id for each in communication.channels} if communication else set()
    if kind == "routine":
        return {each.id for each in communication.routines} if communication else set()
    if kind == "contract":
        return {each.id for each in vendor.profile.contracts}
    return {each.id for each in agreement.kpis} if agreement else set()


def _name(
    vendor: Vendor, record: Record, key: str, name: str | None, kind: str
) -> Iterator[Finding]:
    if name is None or name in vendor.dropped or _FILES[kind] in vendor.unusable:
        return
    known = _names_of(vendor, kind)
    if name not in known:
        message = f"'{name}' is no {kind} in {_FILES[kind]}.yml"
        yield fault(CODE, SEVERITY, vendor, record, key, message, _suggestion(name, known))


class _Resolver:
    """Resolves references by id, in one vendor and, where they name another, there."""

    def __init__(self, vendor: Vendor, portfolio: Portfolio) -> None:
        self._vendor = vendor
        self._portfolio = portfolio
        self._ids = known_ids(vendor)
        self._kpis = _names_of(vendor, "KPI")

    def resolve(self, record: Record, key: str, reference: str) -> Iterator[Finding]:
        slug, _, name = reference.rpartition("/")
        if slug and slug != self._vendor.slug:
            yield from self._elsewhere(record, key, slug, name)
            return
        if name in self._ids or name in self._kpis or name in self._vendor.dropped:
            return
        prefix = name.partition("-")[0]
        kind = KIND_OF_PREFIX.get(prefix, "agreement")
        if kind in self._vendor.unusable:
            return
        message = f"'{reference}' is not defined in {kind}.yml or anywhere else in this vendor"
        known = self._ids if prefix in KIND_OF_PREFIX else self._kpis
        hint = _suggestion(name, [each for each in known if each.startswith(prefix)] or known)
        yield fault(CODE, SEVERITY, self._vendor, record, key, message, hint)

    def _elsewhere(self, record: Record, key: str, slug: str, name: str) -> Iterator[Finding]:
        other = self._portfolio.neighbour(slug)
        if other is None:
            if slug not in self._portfolio.slugs:
                message = f"there is no vendor '{slug}'"
                hint = _suggestion(slug, self._portfolio.slugs)
                yield fault(CODE, SEVERITY, self._vendor, record, key, message, hint)
            return
        kind = KIND_OF_PREFIX.get(name.partition("-")[0], "agreement")
        if name in known_ids(other) | _names_of(other, "KPI") | other.dropped:
            return
        if kind in other.unusable or kind not in {"milestones", "changes", "agreement"}:
            return
        message = f"'{name}' is not defined in vendors/{slug}/{kind}.yml"
        hint = _suggestion(name, known_ids(other))
        yield fault(CODE, SEVERITY, self._vendor, record, key, message, hint)


def _suggestion(name: str, known: Collection[str]) -> str:
    near = closest(name, sorted(known))
    if near:
        return f"did you mean '{near}'?"
    if not known:
        return "nothing of that kind is recorded yet"
    shown = sorted(known)[:12]
    return f"there are: {', '.join(shown)}" + (" and others" if len(known) > len(shown) else "")
