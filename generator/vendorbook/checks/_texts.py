"""Every text of a record file, whatever its field, with the place it stands at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vendorbook.findings import Place
    from vendorbook.portfolio import Vendor
    from vendorbook.records.facts import Origin, Record


class Text(NamedTuple):
    """One text: the mapping it stands in, its key there, and the id of its record."""

    origin: Origin
    container: dict[str, Any]
    key: str
    value: str
    record: str

    @property
    def place(self) -> Place:
        """Where the text's key stands."""
        return self.origin.document.place_in(self.container, self.key)


def texts(vendor: Vendor, is_suspect: Callable[[str], bool], *, contacts: bool) -> Iterator[Text]:
    """Every text of the vendor's usable records; those of contacts.yml only if asked for.

    Files whose raw text is not suspect are passed over, which is nearly all of them. An escape
    sequence may hide anything, so a file that has one is always looked at.
    """
    roots: list[Record] = [vendor.profile]
    roots += [each for each in (vendor.communication, vendor.agreement, vendor.partnership) if each]
    if contacts and vendor.contacts:
        roots.append(vendor.contacts)
    for log in (
        vendor.milestones,
        vendor.changes,
        vendor.meetings,
        vendor.feedback,
        vendor.measurements,
        vendor.reviews,
        vendor.improvement,
    ):
        roots += log
    worth: dict[int, bool] = {}
    for record in roots:
        document = record.origin.document
        if id(document) not in worth:
            worth[id(document)] = "\\" in document.text or is_suspect(document.text)
        if worth[id(document)]:
            yield from _walk(record.origin, record.origin.data, "")


def _walk(origin: Origin, mapping: dict[str, Any], record: str) -> Iterator[Text]:
    own = mapping.get("id")
    name = own if isinstance(own, str) else record
    for key, value in mapping.items():
        if isinstance(value, str):
            yield Text(origin, mapping, key, value, name)
        elif isinstance(value, dict):
            yield from _walk(origin, value, name)
        elif isinstance(value, list):
            for each in value:
                if isinstance(each, str):
                    yield Text(origin, mapping, key, each, name)
                elif isinstance(each, dict):
                    yield from _walk(origin, each, name)
