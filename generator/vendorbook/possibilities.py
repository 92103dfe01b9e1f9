"""What a file that breaks its schema may have meant: ways to mend it, as unlike as can be.

A fault elsewhere that is there in all ways does not depend on what is broken, so it can be told in
the same run. Nothing made of a possibility is ever shown: it only says what holds anyway.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from vendorbook.mending import Doubt, Mender, Possibility
from vendorbook.records.facts import parse_date
from vendorbook.schemas import field_at, ids_in, lists_below, violations_of

if TYPE_CHECKING:
    from vendorbook.documents import Document
    from vendorbook.schema_words import SchemaViolation

MOST_MISTAKES: Final = 500
"""Of a file with more than these nothing but the form is judged."""

MOST_TEXT: Final = 200_000
"""How long a file may be, in characters, for every choice to be tried."""

_DAY = re.compile(r"\b(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}\b", re.ASCII)


def possibilities(document: Document, kind: str) -> tuple[Possibility, ...]:
    """Ways to mend a file, an even number: by turns with the least and the most of what is allowed.

    There are two for every choice of the longest list to choose from, where the choice is wrong;
    two where there is much to mend, and where there is too much only that nothing is known.
    """
    violations = list(violations_of(kind, document.data))
    if len(violations) > MOST_MISTAKES:
        doubt = Doubt(frozenset(ids_in(document.data)), frozenset(lists_below(kind, ())))
        return (Possibility(None, doubt),) * 2
    days = _days(document.text)
    is_small = len(document.text) < MOST_TEXT and len(violations) < MOST_MISTAKES // 10
    choices = max((_choices(kind, each) for each in violations if is_small), default=1)
    return tuple(
        Mender(document, kind, days[way % 2], way).possibility(violations)
        for way in range(2 * choices)
    )


def _choices(kind: str, violation: SchemaViolation) -> int:
    """How many values there are to choose from where a rule is broken."""
    paths = [violation.path]
    if violation.keyword == "required":
        paths = [(*violation.path, key) for key in violation.expected if key not in violation.value]
    fields = [field_at(kind, path) for path in paths]
    fields += [field_at(kind, (*path, 0)) for path in paths]
    return max(len(each.get("enum", "1")) for each in fields)


def _days(text: str) -> tuple[str, str]:
    """The days before and after all that a file names, so that a calendar has them, mostly."""
    found = []
    for each in set(_DAY.findall(text)):
        try:
            found.append(parse_date(each))
        except ValueError:
            continue
    if not found:
        return "2026-01-05", "2026-12-14"
    return str(min(found) - timedelta(days=1)), str(max(found) + timedelta(days=1))
