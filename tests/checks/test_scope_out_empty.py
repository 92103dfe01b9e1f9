"""Agreements that name nothing as out of scope."""

from __future__ import annotations

from pathlib import Path

from tests.playbooks import AGREEMENT, faults

SCOPE = "scope: { in: [Testing], out: [Mending] }"


def test_the_list_is_what_is_pointed_at(tmp_path: Path) -> None:
    text = AGREEMENT.replace(SCOPE, "scope:\n  in: [Testing]\n  out: []")
    (found,) = faults(tmp_path, agreement=text)
    assert (found.message, found.place.line) == ("nothing is named as out of scope", 4)


def test_a_vendor_without_an_agreement_has_no_scope_to_be_empty(tmp_path: Path) -> None:
    assert faults(tmp_path) == []
