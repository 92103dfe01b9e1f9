"""What pages of the whole portfolio are made from, read when it is asked for.

Whoever makes a page notes which sources were asked for meanwhile, and may keep the page as long as
these are the same. Nothing has to be declared, so nothing can be forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from functools import cache
from typing import Any, Final, TypeVar, overload

from vendorbook.across import Across
from vendorbook.findings import Finding

Item = TypeVar("Item")

OF_A_CODE: Final = "findings: "
"""What the names of sources begin with that are the findings of one code."""

ROWS: Final = frozenset(each.name for each in fields(Across))
"""The sources that are rows of all vendors."""


class Sources:
    """Values by name, and the names that were asked for."""

    def __init__(self, value: Callable[[str], Any], digest: Callable[[str], str]) -> None:
        """Keep the functions that give the value and the digest of a name, and what they gave."""
        self._value = cache(value)
        self.digest = cache(digest)
        self._asked: set[str] = set()

    def value(self, name: str) -> Any:
        """A value, whose name is noted."""
        self._asked.add(name)
        return self._value(name)

    @contextmanager
    def noted(self) -> Iterator[set[str]]:
        """The names that are asked for within the block."""
        before, self._asked = self._asked, set()
        try:
            yield self._asked
        finally:
            self._asked = before | self._asked


class AskedAcross(Across):
    """The rows of all vendors, each kind a source."""

    def __init__(self, sources: Sources) -> None:
        """Read nothing yet."""
        object.__setattr__(self, "_sources", sources)

    def __getattr__(self, name: str) -> Any:
        """The rows of one kind; they are no attributes, so that each use passes by here."""
        if name not in ROWS:
            raise AttributeError(name)
        return self._sources.value(name)


class AskedList(Sequence[Item]):
    """A list that is one source."""

    def __init__(self, sources: Sources, name: str) -> None:
        """Read nothing yet."""
        self._sources = sources
        self._name = name

    @overload
    def __getitem__(self, index: int) -> Item: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...

    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        """One or several of the items."""
        found: Item | Sequence[Item] = self._sources.value(self._name)[index]
        return found

    def __len__(self) -> int:
        """How many there are."""
        return len(self._sources.value(self._name))

    def __iter__(self) -> Iterator[Item]:
        """The items, quicker than one index after the other."""
        return iter(self._sources.value(self._name))


class AskedFindings(AskedList[Finding]):
    """All findings; those of each code are a source of their own."""

    def __init__(self, sources: Sources) -> None:
        """Read nothing yet."""
        super().__init__(sources, "findings")

    def of_codes(self, codes: Iterable[str]) -> list[Finding]:
        """The findings of some codes."""
        return [each for code in codes for each in self._sources.value(f"{OF_A_CODE}{code}")]
