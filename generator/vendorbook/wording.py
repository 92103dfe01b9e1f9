"""How counts are said, in findings and on pages alike."""

from __future__ import annotations


def working_days(count: int) -> str:
    """A number of working days: `1 working day`, `5 working days`."""
    return f"{count} working day{'' if count == 1 else 's'}"
