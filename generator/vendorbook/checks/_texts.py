"""Every text of a record file, whatever its field, with the place it stands at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from vendorbook.documents import Document
    from vendorbook.findings import Place
    from vendorbook.records.facts import Origin, Record
    from vendorbook.vendor import Vendor


class Text(NamedTuple):
    """One text: the document and the mapping or list it stands in, and the id of its record.

    `field` is the key of the mapping, or of the list that the text is an entry of.
    """

    document: Document
    container: Any
    field: str
    value: str
    record: str

    def place_of(self, fragment: str) -> Place:
        """Where a part of the text stands: its own line, if it can be found again in the file."""
        is_entry = isinstance(self.container, list)
        start = self.document.place_in(self.container, self.value if is_entry else self.field)
        lines = self.document.text.split("\n")
        for number, line in enumerate(lines[start.line - 1 :], start=start.line):
            if number > start.line and line.strip() and _indent(line) < start.column:
                break  # the next entry or field has begun
            if fragment in line:
                return start if number == start.line else start._replace(line=number, column=1)
        return start


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def texts(vendor: Vendor, is_suspect: Callable[[str], bool], *, contacts: bool) -> Iterator[Text]:
    """Every text of the vendor's usable records; those of contacts.yml only if asked for.

    Files whose raw text is not suspect are passed over, which is nearly all of them. An escape
    sequence may hide anything, so a file that has one is always looked at.
    """
    roots: list[Record] = [vendor.profile]
    roots += [each for each in (vendor.communication, vendor.agreement, vendor.partnership) if each]
    if contacts and vendor.contacts:
        roots.append(vendor.contacts)
    for records in (roots, *_logs(vendor)):
        document: Document | None = None
        is_worth_it = False
        for record in records:
            origin = record.origin
            if origin.document is not document:
                document = origin.document
                is_worth_it = "\\" in document.text or is_suspect(document.text)
            if is_worth_it:
                yield from _walk(origin, origin.data, "")


def _logs(vendor: Vendor) -> tuple[Sequence[Record], ...]:
    return (
        vendor.milestones,
        vendor.changes,
        vendor.meetings,
        vendor.feedback,
        vendor.measurements,
        vendor.reviews,
        vendor.improvement,
    )


def _walk(origin: Origin, mapping: dict[str, Any], record: str) -> Iterator[Text]:
    own = mapping.get("id", mapping.get("kpi"))
    name = own if isinstance(own, str) else record
    for key, value in mapping.items():
        if isinstance(value, str):
            yield Text(origin.document, mapping, key, value, name)
        elif isinstance(value, dict):
            yield from _walk(origin, value, name)
        elif isinstance(value, list):
            for each in value:
                if isinstance(each, str):
                    yield Text(origin.document, value, key, each, name)
                elif isinstance(each, dict):
                    yield from _walk(origin, each, name)
