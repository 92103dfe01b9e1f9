"""Files made to break a reader: each is a finding, quickly, and never an exception."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorbook.documents import parse_document
from vendorbook.records import ALL_KINDS
from vendorbook.schemas import validate

BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
)

CORPUS = {
    "brackets": "[" * 100_000,
    "braces": "{a: " * 100_000,
    "dashes": "- " * 100_000,
    "question marks": "? " * 100_000,
    "indentation": "\n".join(" " * n + "a:" for n in range(500)),
    "closed brackets": "[" * 40 + "]" * 40,
    "alias bomb": BOMB,
    "self alias": "a: &a [*a]",
    "long key": "k" * 5_000 + ": 1",
    "many keys": "\n".join(f"k{n}: {n}" for n in range(40_000)),
    "20 MB scalar": "a: " + "x" * 20_000_000,
    "NUL": "a: \0",
    "surrogate": "a: \\ud800",
    "directive": "%YAML 9.9\n---\na: 1",
    "tag directive": "%TAG ! tag:evil,2000:\n---\na: !x 1",
    "document end": "a: 1\n...\nb: 2",
    "only an anchor": "&a",
    "only an alias": "*a",
    "only a tag": "!!set",
    "block scalar": "a: |9\n x",
    "folded": "a: >-\n\n\n\n",
    "tabs": "a:\n\t\tb: 1",
    "comment flood": "# x\n" * 100_000,
}


@pytest.mark.parametrize("name", CORPUS)
def test_a_hostile_file_is_read_or_refused(name: str) -> None:
    document, findings = parse_document(CORPUS[name].encode("utf-8", "surrogatepass"), "x.yml")
    assert document is not None or findings
    for finding in findings:
        assert finding.place.line >= 1
        assert finding.place.column >= 1
        assert finding.message


@pytest.mark.parametrize("name", ["brackets", "braces", "dashes", "question marks"])
def test_deep_nesting_is_refused_at_the_first_level_too_many(name: str) -> None:
    _, findings = parse_document(CORPUS[name].encode(), "x.yml")
    assert len(findings) == 1
    assert findings[0].code in {"too-large", "yaml-syntax"}


def test_the_alias_bomb_is_refused_at_every_anchor_and_alias() -> None:
    _, findings = parse_document(BOMB.encode(), "x.yml")
    assert {f.code for f in findings} == {"alias-forbidden"}
    assert findings[0].message == "the anchor '&a' is not allowed"


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    document, findings = parse_document(content, "x.yml")
    assert document is not None or findings


@given(st.text(alphabet="ab:-?[]{},&*!|>'\"%@` \n\t#~<1.0", max_size=60))
def test_any_soup_of_signs_is_read_or_refused(text: str) -> None:
    document, findings = parse_document(text.encode(), "x.yml")
    assert document is not None or findings


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "title", "people", "milestones", "scope", "from", "kpis", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("kind", [kind.name for kind in ALL_KINDS])
@given(data=values)
def test_any_data_is_valid_or_explained(kind: str, data: object) -> None:

    document, _ = parse_document(json.dumps(data).encode(), "x.yml")
    if document is None:
        return
    validation = validate(document, kind)
    assert validation.findings or validation.data is not None
    for finding in validation.findings:
        assert finding.message
