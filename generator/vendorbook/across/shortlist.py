"""The most urgent rows of all vendors: a page's room is limited, whatever the portfolio's size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

Urgency = tuple[int | str, ...]
"""Sorts rows, the most urgent first; the rows of one kind have tuples of the same types."""


class Urgent(Protocol):
    """Anything that says how urgent it is."""

    @property
    def urgency(self) -> Urgency:
        """What sorts it among its kind."""


Row = TypeVar("Row", bound=Urgent)


class Shortlist(Generic[Row]):
    """Keeps the `most` rows that are the most urgent and counts all.

    Attributes:
        most: How many are kept.
        total: How many rows were offered.
    """

    def __init__(self, most: int) -> None:
        """Start empty."""
        self.most = most
        self._rows: list[Row] = []
        self.total = 0

    @classmethod
    def of(cls, most: int, rows: Iterable[Row], total: int) -> Shortlist[Row]:
        """One that holds the most urgent of so many rows already."""
        made: Shortlist[Row] = cls(most)
        made.add(rows)
        made.total = total
        return made

    def add(self, rows: Iterable[Row]) -> None:
        """Offer more rows."""
        before = len(self._rows)
        self._rows.extend(rows)
        self.total += len(self._rows) - before
        if len(self._rows) > 2 * self.most:
            self._cut()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that were kept, the most urgent first."""
        self._cut()
        return tuple(self._rows)

    @property
    def left_out(self) -> int:
        """How many rows there was no room for."""
        return max(0, self.total - self.most)

    def _cut(self) -> None:
        self._rows.sort(key=lambda row: row.urgency)
        del self._rows[self.most :]
