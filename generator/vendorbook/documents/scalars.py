"""Which plain words and digits are anything but text."""

from __future__ import annotations

import re
from typing import Final

is_number = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,18})?\Z").match
"""Whole numbers and decimals as people write them, short enough to be exact and cheap."""

MAYBE_NUMBER: Final = frozenset("-0123456789")
"""What a number begins with."""

WORDS: Final = {"true": True, "false": False, "null": None, "~": None, "": None}
"""The only words that are not text."""

MAX_DEPTH: Final = 30
"""How deep lists and mappings may nest. No record kind needs more than six."""
