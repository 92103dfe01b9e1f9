"""The policy in force as words for sentences, defaults included, by dotted path.

A page never reaches into the policy itself: it is given this table, and nothing else of it.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from vendorbook.wording import written_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from vendorbook.findings import Severity
    from vendorbook.records.playbook import Playbook

_LEFT_OUT = {"origin", "severities", "waivers", "schema_version"}


def policy_values(playbook: Playbook, defaults: Mapping[str, Severity]) -> dict[str, str]:
    """Every value of playbook.yml that a page may name, as text.

    Args:
        playbook: The policy.
        defaults: Every check with the severity that it has unless the policy says otherwise.
    """
    found = dict(_values(playbook, ""))
    changed = {code: word for code, word in playbook.severities.items() if code in defaults}
    for code, severity in defaults.items():
        found[f"severities.{code}"] = changed.get(code, severity)
    found["severities"] = (
        ", ".join(f"{code}: {word}" for code, word in sorted(changed.items()))
        or "every check as it comes"
    )
    return found


def _values(record: Any, path: str) -> Iterator[tuple[str, str]]:
    for each in fields(record):
        if each.name in _LEFT_OUT:
            continue
        value = getattr(record, each.name)
        if is_dataclass(value):
            yield from _values(value, f"{path}{each.name}.")
        else:
            yield f"{path}{each.name}", _written(value)


def _written(value: Any) -> str:
    if value is None:
        return "not set"
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if hasattr(value, "isoformat"):
        return written_day(value)
    return " ".join(str(value).split())
