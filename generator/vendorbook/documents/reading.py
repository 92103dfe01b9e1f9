"""From a file's bytes to a document, or to findings that say why not."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import yaml

from vendorbook.documents.careful_reading import CarefulReader, Refused
from vendorbook.documents.document import Document
from vendorbook.documents.line_reading import line_data
from vendorbook.documents.quick_reading import UNUSUAL_SIGNS, plain_data
from vendorbook.documents.refusals import bad_encoding, fault, forbidden_characters
from vendorbook.findings import Place

if TYPE_CHECKING:
    from pathlib import Path

    from vendorbook.findings import Finding

MAX_BYTES: Final = 1_000_000
"""The largest file that is read. A year of a busy vendor's feedback is about a tenth of it."""

_ORDINARY_BYTES: Final = b"\t\n" + bytes(range(0x20, 0x7F))
"""All that most files are made of; where there is nothing else, nothing can be forbidden."""


def read_document(
    file: Path | str, path: str, *, places: bool = False
) -> tuple[Document | None, list[Finding]]:
    """Read one file; `path` is the name that findings give it.

    With `places`, the place of everything is noted at once, which is quicker than later when many
    will be asked for.

    Returns the document, or None when the file cannot be used at all, and every refusal.
    """
    try:
        with open(file, "rb") as stream:
            # Room for the largest file would cost more than reading most of them.
            size = os.fstat(stream.fileno()).st_size
            content = stream.read(min(size, MAX_BYTES) + 1)
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        return None, [fault("yaml-syntax", Place(path), f"this file cannot be read: {reason}")]
    return parse_document(content, path, places=places)


def parse_document(
    content: bytes, path: str, *, places: bool = False
) -> tuple[Document | None, list[Finding]]:
    """Turn a file's bytes into a document; see `read_document`."""
    if len(content) > MAX_BYTES:
        message = f"this file is larger than {MAX_BYTES:,} bytes"
        hint = "split it: a log may be a folder of the same name with several files in it"
        return None, [fault("too-large", Place(path), message, hint)]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [bad_encoding(error, path)]
    if content.translate(None, _ORDINARY_BYTES):
        text = text.replace("\r\n", "\n")
        if findings := forbidden_characters(text, path):
            return None, findings
    if not places:
        with suppress(Refused, yaml.YAMLError):
            data, starts = line_data(text)
            return Document(path, data, text, _starts=starts), []
    if not places and not any(sign in text for sign in UNUSUAL_SIGNS):
        with suppress(Refused, yaml.YAMLError):
            return Document(path, plain_data(text), text), []
    reader = CarefulReader(path)
    data, layout = reader.read(text)
    if layout is None:
        return None, reader.findings
    return Document(path, data, text, layout), reader.findings
