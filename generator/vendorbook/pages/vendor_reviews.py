"""How the vendor performs: measurements, improvement plans and reviews."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorbook.pages import SearchEntry, anchor_of
from vendorbook.pages.vendor_feedback import reference_target
from vendorbook.pages.vendor_page import entry, vendor_page
from vendorbook.wording import written_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Finding
    from vendorbook.pages import Page
    from vendorbook.records.measurements import Measurement

TAB = "reviews"
_LATEST_PERIODS = 12


@dataclass(frozen=True)
class KpiRow:
    """The latest periods of one KPI, oldest first, as (period, written value)."""

    kpi: str
    name: str
    values: tuple[tuple[str, str], ...]


def page(assessment: Assessment, findings: Sequence[Finding]) -> Page:
    """The page of reviews and plans."""
    vendor = assessment.vendor
    reviews = sorted(vendor.reviews, key=lambda review: review.held_on, reverse=True)
    return vendor_page(
        "vendor_reviews.html",
        TAB,
        assessment,
        findings,
        headings=(
            ("measurements", "Measurements"),
            ("plans", "Improvement plans"),
            ("reviews", "Reviews"),
        ),
        search=_search(assessment),
        rows=_rows(assessment),
        reviews=reviews,
        plans=vendor.improvement,
        target_of=lambda reference: reference_target(vendor.slug, reference),
    )


def _rows(assessment: Assessment) -> list[KpiRow]:
    vendor = assessment.vendor
    rows = []
    for kpi in vendor.agreement.kpis if vendor.agreement else ():
        found = sorted((m for m in vendor.measurements if m.kpi == kpi.id), key=lambda m: m.period)
        values = tuple((str(m.period), _written(m)) for m in found[-_LATEST_PERIODS:])
        rows.append(KpiRow(kpi.id, kpi.name, values))
    return rows


def _written(measurement: Measurement) -> str:
    if measurement.not_applicable:
        return "–"
    if measurement.value is not None:
        return str(measurement.value)
    return f"{_plain(measurement.numerator)} of {_plain(measurement.denominator)}"


def _plain(number: Decimal | None) -> str:
    return "" if number is None else f"{number:,}"


def _search(assessment: Assessment) -> list[SearchEntry]:
    vendor = assessment.vendor
    found = [
        entry(
            assessment,
            anchor_of(review.id),
            f"{review.id} Review of {review.period}",
            written_day(review.held_on),
            *(f"{r.area} {r.rating}".replace("_", " ") for r in review.ratings),
            rank=3,
        )
        for review in vendor.reviews
    ]
    found += [
        entry(assessment, anchor_of(plan.id), f"{plan.id} {plan.title}", plan.root_cause, rank=2)
        for plan in vendor.improvement
    ]
    return found
