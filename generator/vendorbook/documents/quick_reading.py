"""Reading a document with the parser, but without noting anything.

Neither places nor refusals are noted on the way; whatever is out of the ordinary is left to the
careful reader.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from yaml.cyaml import CParser  # type: ignore[attr-defined] # exported, though not said so
from yaml.events import (
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from vendorbook.documents.careful_reading import Refused
from vendorbook.documents.scalars import MAX_DEPTH, MAYBE_NUMBER, WORDS, is_number

UNUSUAL_SIGNS: Final = ("&", "*", "!", "\\")
"""Signs that anchors, aliases, tags and escapes begin with; most files hold none of them."""


def plain_data(text: str) -> Any:  # noqa: PLR0912
    """The data of a document without anything unusual, read as quickly as can be.

    Nothing is noted on the way, neither places nor refusals.

    Raises:
        Refused: When there is anything that the careful reader has to look at.
        yaml.YAMLError: When the parser gives up.
    """
    next_event = CParser(text).get_event
    next_event()
    if not isinstance(next_event(), DocumentStartEvent):
        return None
    root: list[Any] = []
    container: Any = root
    in_mapping = False
    key: str | None = None
    above: list[tuple[Any, bool]] = []
    while True:
        event: Any = next_event()
        kind = event.__class__
        value: Any
        if kind is ScalarEvent:
            value = event.value
            if in_mapping and key is None:
                key = value
                if key in container or key == "<<":
                    raise Refused
                continue
            if not event.style:
                if value[:1] in MAYBE_NUMBER:
                    if is_number(value):
                        value = Decimal(value) if "." in value else int(value)
                elif value in WORDS:
                    value = WORDS[value]
            if in_mapping:
                container[key] = value
                key = None
            else:
                container.append(value)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if len(above) >= MAX_DEPTH or (in_mapping and key is None):
                raise Refused
            value = {} if kind is MappingStartEvent else []
            if in_mapping:
                container[key] = value
                key = None
            else:
                container.append(value)
            above.append((container, in_mapping))
            container, in_mapping = value, kind is MappingStartEvent
            continue
        else:
            container, in_mapping = above.pop()
        if not above:
            break
    next_event()
    if not isinstance(next_event(), StreamEndEvent):
        raise Refused
    return root[0]
