"""A moment that notes what it is compared with, so that one knows how long its results hold.

What is found for a moment changes only when the clock passes something that the moment was compared
with: the end of a time limit, or a fact still to come. Whatever else is asked of a watched moment,
its hour for instance, makes the result hold for that moment alone.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final

_OWN: Final = frozenset({"plain", "compared", "is_looked_at", "holds_until", "__class__"})


class WatchedMoment(datetime):
    """An instant that keeps track of its use.

    Attributes:
        plain: The same instant, not watched.
        compared: The instants that it was compared with.
        is_looked_at: Whether anything but a comparison was asked of it.
    """

    plain: datetime
    compared: list[datetime]
    is_looked_at: bool

    @classmethod
    def of(cls, moment: datetime) -> WatchedMoment:
        """The same instant, watched from now on."""
        plain = moment.astimezone(UTC)
        watched = cls.fromisoformat(plain.isoformat())
        watched.plain = plain
        watched.compared = []
        watched.is_looked_at = False
        return watched

    def holds_until(self, latest: datetime) -> datetime | None:
        """The first instant, at most `latest`, at which an answer may be another; None for now."""
        if self.is_looked_at:
            return None
        return min([latest, *(each for each in self.compared if each >= self.plain)])

    def _looked_at(self) -> datetime:
        self.is_looked_at = True
        return self.plain

    def __getattribute__(self, name: str) -> Any:
        """Whatever is read off the moment counts as a look at it."""
        if name in _OWN or name == "_looked_at":
            return object.__getattribute__(self, name)
        return getattr(self._looked_at(), name)

    def __lt__(self, other: datetime) -> bool:  # type: ignore[override] # as datetime's own
        """A comparison, noted."""
        self.compared.append(other)
        return self.plain < other

    def __le__(self, other: datetime) -> bool:  # type: ignore[override] # as datetime's own
        """A comparison, noted."""
        self.compared.append(other)
        return self.plain <= other

    def __gt__(self, other: datetime) -> bool:  # type: ignore[override] # as datetime's own
        """A comparison, noted."""
        self.compared.append(other)
        return self.plain > other

    def __ge__(self, other: datetime) -> bool:  # type: ignore[override] # as datetime's own
        """A comparison, noted."""
        self.compared.append(other)
        return self.plain >= other

    def __eq__(self, other: object) -> bool:
        """A look: being equal ends with the moment."""
        return self._looked_at() == other

    def __ne__(self, other: object) -> bool:
        """A look."""
        return self._looked_at() != other

    def __hash__(self) -> int:
        """A look."""
        return hash(self._looked_at())

    def __add__(self, other: timedelta) -> datetime:  # type: ignore[override] # never watched
        """A look."""
        return self._looked_at() + other

    __radd__ = __add__  # type: ignore[assignment]

    def __sub__(self, other: Any) -> Any:
        """A look."""
        return self._looked_at() - other

    def __rsub__(self, other: Any) -> Any:
        """A look."""
        return other - self._looked_at()

    def __str__(self) -> str:
        """A look."""
        return str(self._looked_at())

    def __repr__(self) -> str:
        """A look."""
        return repr(self._looked_at())

    def __format__(self, style: str) -> str:
        """A look."""
        return format(self._looked_at(), style)
