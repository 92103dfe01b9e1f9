"""The only door to YAML: a file becomes plain data, and the place of every key and value.

YAML allows far more than a record needs, and PyYAML's constructors guess types (`10:30` becomes a
number, `NO` becomes false). So the parser's events are read one by one and only `true`, `false`,
`null` and plain numbers are anything but text. Whatever is refused is a finding at its line and
column; nothing here raises for what a file contains. This room knows nothing of vendors.
"""

from vendorbook.documents.document import Document
from vendorbook.documents.reading import MAX_BYTES, parse_document, read_document

__all__ = ["MAX_BYTES", "Document", "parse_document", "read_document"]
