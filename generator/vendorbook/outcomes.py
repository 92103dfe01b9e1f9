"""What `validate` and `check` keep of one vendor: plain values that fit into JSON.

An outcome holds no facts and no assessment, so that it can be kept from one run to the next.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any

from vendorbook.due_dates import due_dates
from vendorbook.findings import Actor, DueDate, Finding, Place
from vendorbook.plain_values import as_json, from_json
from vendorbook.provenance import Provenance, TracedSurvey

if TYPE_CHECKING:
    from vendorbook.portfolio import Portfolio
    from vendorbook.surveys import Clock


@dataclass(frozen=True)
class VendorOutcome:
    """What was found about one vendor.

    Attributes:
        slug: The vendor.
        name: What it is called.
        findings: Everything found, in reading order, as the policy judges it.
        due: What falls due in the coming days.
        people: The ids of everybody in its contacts.
        provenance: What it was made from; None when nobody wanted to know.
    """

    slug: str
    name: str
    findings: tuple[Finding, ...]
    due: tuple[DueDate, ...]
    people: tuple[str, ...]
    provenance: Provenance | None


def vendor_outcome(
    portfolio: Portfolio,
    slug: str,
    clock: Clock,
    digests: dict[str, str] | None,
    *,
    situations: bool,
) -> VendorOutcome:
    """Survey one vendor and keep what was found; `digests` as for `TracedSurvey`."""
    traced = TracedSurvey(portfolio, slug, clock, digests, situations=situations)
    assessment = traced.survey.assessment
    vendor = assessment.vendor if assessment else None
    return VendorOutcome(
        slug=slug,
        name=vendor.profile.name if vendor else slug,
        findings=tuple(traced.survey.findings),
        due=tuple(due_dates(assessment)) if assessment and situations else (),
        people=tuple(sorted({person.id for person in vendor.people})) if vendor else (),
        provenance=traced.provenance(),
    )


def as_data(outcome: VendorOutcome) -> dict[str, Any]:
    """An outcome as JSON knows it."""
    data = {each.name: getattr(outcome, each.name) for each in fields(outcome)}
    data["findings"] = [row_of(each) for each in outcome.findings]
    data["due"] = [row_of(each) for each in outcome.due]
    data["provenance"] = as_json(outcome.provenance)
    return data


def from_data(data: dict[str, Any]) -> VendorOutcome:
    """The outcome that `as_data` wrote down.

    Raises:
        AttributeError, KeyError, TypeError, ValueError: When it wrote nothing of the kind.
    """
    facts = dict(data)
    facts["findings"] = tuple(map(finding_of, data["findings"]))
    facts["due"] = tuple(_due_date(row) for row in data["due"])
    facts["people"] = tuple(data["people"])
    facts["provenance"] = from_json(data["provenance"])
    return VendorOutcome(**facts)


def row_of(value: Finding | DueDate) -> list[Any]:
    """The fields in their order; days as text, places and actors as lists."""
    names = _FINDING_FIELDS if isinstance(value, Finding) else DueDate._fields
    cells = (getattr(value, name) for name in names)
    return [each.isoformat() if isinstance(each, date) else each for each in cells]


def finding_of(row: list[Any]) -> Finding:
    """The finding that `row_of` wrote down; raises as `from_data` does."""
    if len(row) != len(_FINDING_FIELDS):
        raise ValueError("this is no finding")
    facts = list(row)
    facts[_PLACE], facts[_ACTOR] = Place(*row[_PLACE]), Actor(*row[_ACTOR])
    if row[_DUE] is not None:
        facts[_DUE] = date.fromisoformat(row[_DUE])
    return Finding(*facts)


def _due_date(row: list[Any]) -> DueDate:
    found = DueDate(*row)
    return found._replace(
        day=date.fromisoformat(row[0]), actor=Actor(*found.actor), place=Place(*found.place)
    )


_FINDING_FIELDS = tuple(each.name for each in fields(Finding))
_PLACE, _ACTOR, _DUE = map(_FINDING_FIELDS.index, ("place", "actor", "due"))
