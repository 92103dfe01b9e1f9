"""Which records the vendor is not shown."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vendorbook.records.facts import Action
    from vendorbook.vendor import Vendor


class _Loose(Protocol):
    """A record that may be kept back from the vendor."""

    @property
    def id(self) -> str: ...

    @property
    def internal(self) -> bool: ...


class _Holder(_Loose, Protocol):
    """One with actions of its own."""

    @property
    def actions(self) -> tuple[Action, ...]: ...


def internal_ids(vendor: Vendor) -> Iterator[str]:
    """The ids of everything that the vendor is not shown, in the order of the files."""
    agreement, partnership = vendor.agreement, vendor.partnership
    records: tuple[Iterable[_Loose], ...] = (
        vendor.milestones,
        vendor.changes,
        agreement.client_obligations if agreement else (),
        vendor.feedback,
        partnership.goals if partnership else (),
        partnership.activities if partnership else (),
    )
    holders: tuple[Iterable[_Holder], ...] = (vendor.meetings, vendor.reviews, vendor.improvement)
    yield from (record.id for record in chain(*records) if record.internal)
    for holder in chain(*holders):
        if holder.internal:
            yield holder.id
            yield from (action.id for action in holder.actions)
