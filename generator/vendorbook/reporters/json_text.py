"""JSON that is safe to print: what drives a terminal is an escape, and no text is lost."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from vendorbook.reporters.escaping import CONTROL

_LINE: Final = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False)
_HALVES: Final = re.compile("[\ud800-\udfff]")


def json_text(data: Any) -> str:
    """Data as JSON that ends with a line break.

    Halves of characters, which are no text in UTF-8 and which strict readers refuse, become
    replacement characters.
    """
    return _safe(json.dumps(data, indent=2, ensure_ascii=False)) + "\n"


def json_line(data: Any) -> str:
    """The same on one line and without the line break, which is small and quick to make."""
    return _safe(_LINE.encode(data))


def _safe(text: str) -> str:
    return text if text.isprintable() else CONTROL.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    sign = found[0]
    return "\N{REPLACEMENT CHARACTER}" if _HALVES.match(sign) else f"\\u{ord(sign):04x}"
