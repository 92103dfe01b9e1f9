"""Days to places in a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class Scale:
    """A span of days laid out from left to right.

    Attributes:
        first: The day that stands at `left`.
        last: The day that stands at `right`.
        left: In units of the picture.
        right: Likewise.
    """

    first: date
    last: date
    left: int
    right: int

    def x(self, day: date) -> float:
        """Where a day stands; at the edge when it lies outside of the span."""
        share = (min(max(day, self.first), self.last) - self.first) / (self.last - self.first)
        return round(self.left + share * (self.right - self.left), 1)
