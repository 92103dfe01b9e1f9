"""The lists of records of a vendor whose entries are compared by name, and how they are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from vendorbook.changes._wording import said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vendorbook.change import Group
    from vendorbook.vendor import Vendor


@dataclass(frozen=True)
class Listing:
    """One list of records of a vendor, and how its entries are told.

    Attributes:
        noun: What an entry is called.
        group: What its changes are about.
        kind: The file that holds it; while that cannot be used, nothing is gone from it.
        entries: The list.
        name: What tells entries apart.
        title: How an entry is called in words.
    """

    noun: str
    group: Group
    kind: str
    entries: Callable[[Vendor], Iterable[Any]]
    name: Callable[[Any], str] = lambda each: str(each.id)
    title: Callable[[Any], str] = lambda each: f"{each.id} '{each.title}'"


def _agreement(key: str) -> Callable[[Vendor], Iterable[Any]]:
    return lambda vendor: getattr(vendor.agreement, key) if vendor.agreement else ()


def _communication(key: str) -> Callable[[Vendor], Iterable[Any]]:
    return lambda vendor: getattr(vendor.communication, key) if vendor.communication else ()


def _partnership(key: str) -> Callable[[Vendor], Iterable[Any]]:
    return lambda vendor: getattr(vendor.partnership, key) if vendor.partnership else ()


def _text(each: Any) -> str:
    return f"{each.id} '{each.text}'"


def _measured(each: Any) -> str:
    return f"{each.kpi} of {each.period}"


LISTINGS: Final = (
    Listing("contract", "contracts", "vendor", lambda vendor: vendor.profile.contracts),
    Listing("document", "contracts", "vendor", lambda vendor: vendor.profile.documents),
    Listing(
        "person", "people", "contacts", lambda vendor: vendor.people, title=lambda each: each.name
    ),
    Listing(
        "step of the ladder",
        "people",
        "contacts",
        lambda vendor: vendor.contacts.escalation if vendor.contacts else (),
        name=lambda each: f"{each.for_} {each.level}",
        title=lambda each: f"level {each.level} for {each.for_}",
    ),
    Listing(
        "channel",
        "people",
        "communication",
        _communication("channels"),
        title=lambda each: f"{each.id} ({each.purpose}, {each.tool})",
    ),
    Listing("routine", "rhythm", "communication", _communication("routines")),
    Listing(
        "objective",
        "agreement",
        "agreement",
        _agreement("objectives"),
        name=lambda each: str(each.text),
        title=lambda each: f"'{each.text}'",
    ),
    Listing("deliverable", "agreement", "agreement", _agreement("deliverables")),
    Listing(
        "quality standard",
        "agreement",
        "agreement",
        _agreement("quality_standards"),
        title=lambda each: f"{each.id} '{each.standard}'",
    ),
    Listing(
        "obligation of ours",
        "agreement",
        "agreement",
        _agreement("client_obligations"),
        title=_text,
    ),
    Listing(
        "KPI",
        "agreement",
        "agreement",
        _agreement("kpis"),
        title=lambda each: f"{each.id} '{each.name}'",
    ),
    Listing(
        "measurement",
        "performance",
        "measurements",
        lambda vendor: vendor.measurements,
        name=_measured,
        title=_measured,
    ),
    Listing(
        "review",
        "performance",
        "reviews",
        lambda vendor: vendor.reviews,
        title=lambda each: f"{each.id} ({each.kind}, {each.period})",
    ),
    Listing("improvement plan", "performance", "improvement", lambda vendor: vendor.improvement),
    Listing(
        "meeting",
        "rhythm",
        "meetings",
        lambda vendor: vendor.meetings,
        title=lambda each: (
            f"{each.id} ({each.routine or 'extra'}, {said(each.date)}, {each.status})"
        ),
    ),
    Listing("shared goal", "partnership", "partnership", _partnership("goals"), title=_text),
    Listing("joint activity", "partnership", "partnership", _partnership("activities")),
)
"""Every list but milestones, changes and feedback, which are told in ways of their own."""
