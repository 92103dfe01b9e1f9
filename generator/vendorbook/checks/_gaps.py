"""How a check that counts working days goes on where the calendar does not reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from vendorbook.workdays import CalendarGap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from vendorbook.findings import Finding

Judged = TypeVar("Judged")


def each_judged(
    records: Iterable[Judged], judge: Callable[[Judged], Iterator[Finding]]
) -> Iterator[Finding]:
    """The findings about every record that can be judged.

    Raises:
        CalendarGap: The first one met, once all the other records have been judged.
    """
    first: CalendarGap | None = None
    for record in records:
        try:
            yield from judge(record)
        except CalendarGap as gap:
            first = first or gap
    if first is not None:
        raise first
