"""What the checks against a base revision share: the shape of their findings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from vendorbook.findings import Finding
from vendorbook.wording import written_day

if TYPE_CHECKING:
    from vendorbook.comparison import Comparison
    from vendorbook.findings import Place, Severity


def fault_of_change(
    code: str,
    severity: Severity,
    comparison: Comparison,
    place: Place,
    message: str,
    hint: str,
    record: str = "",
    *,
    aspect: str | None = None,
) -> Finding:
    """A finding about what was changed; whoever changed it acts."""
    slug = comparison.after.vendor.slug
    return Finding(code, place, message, hint, severity, slug, record, aspect=aspect)


def said(value: Any) -> str:
    """A value as a message says it."""
    if value is None:
        return "not given"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return written_day(value)
    return str(value)
