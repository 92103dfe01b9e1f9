"""Good files with something wrong put into them: read or refused, both ways alike, never raised."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from vendorbook.documents import Document, parse_document

GOOD = """\
milestones:
  - id: MS-01
    title: "Go-live: motor"
    baseline_due: 2026-04-30
    deliverables: [DL-01, 'DL-02']
    value: { amount: 40000.50, currency: GBP }
  - id: MS-02
    title: |
      Several
      lines
    critical: true
"""
LINES = GOOD.splitlines(keepends=True)

SIGNS = ["", "\t", " ", "- ", ": ", "'", '"', "[", "]", "{", "}", "&a ", "*a", "!!set ", "<<: ",
         "? ", "---\n", "...\n", "#", "|", ">", "%", "@", "\0", "\u202e", "\u2028", "\r", "\ufeff",
         "\\", "é", "😀", "\n", "\n\n", "~", "null", ",", "%YAML 1.1\n", "a: 1\n"]  # fmt: skip


def read_both_ways(content: bytes) -> Document | None:
    quick, first = parse_document(content, "x.yml")
    careful, second = parse_document(content, "x.yml", places=True)
    assert first == second
    assert (quick is None) == (careful is None)
    assert quick is not None or first
    for finding in first:
        assert finding.message
        assert "Error" not in finding.message
        assert 1 <= finding.place.line <= content.count(b"\n") + 2
        assert finding.place.column >= 1
    if quick is not None and careful is not None:
        assert quick.data == careful.data
        assert quick.place() == careful.place()
    return quick


def test_the_good_file_is_good() -> None:
    document = read_both_ways(GOOD.encode())
    assert document is not None
    assert [each["id"] for each in document.data["milestones"]] == ["MS-01", "MS-02"]


@given(st.integers(0, len(GOOD)), st.sampled_from(SIGNS), st.integers(0, 12))
def test_a_sign_put_anywhere(position: int, sign: str, removed: int) -> None:
    read_both_ways((GOOD[:position] + sign + GOOD[position + removed :]).encode())


@given(st.lists(st.integers(0, len(GOOD.encode()) - 1), max_size=4), st.binary(max_size=4))
def test_bytes_put_anywhere(positions: list[int], wrong: bytes) -> None:
    content = GOOD.encode()
    for position in positions:
        content = content[:position] + wrong + content[position:]
    read_both_ways(content)


@given(st.permutations(LINES), st.integers(0, len(LINES)))
def test_lines_in_any_order_and_cut_anywhere(lines: list[str], kept: int) -> None:
    read_both_ways("".join(lines[:kept]).encode())


@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from(["a:", "- ", "- a:", "b: 1", "x"]))))
def test_any_indentation(lines: list[tuple[int, str]]) -> None:
    read_both_ways("\n".join(" " * indent + text for indent, text in lines).encode())


EVENTS = st.one_of(
    st.builds(
        yaml.ScalarEvent,
        anchor=st.none() | st.just("x"),
        tag=st.none() | st.sampled_from(["!t", "tag:yaml.org,2002:bool"]),
        implicit=st.just((True, True)),
        value=st.sampled_from(
            ["", "a", "true", "12", "1.5", "<<", "a: b", "x\ny", "- a", "'", "é"]
        ),
        style=st.sampled_from([None, "'", '"', "|", ">"]),
    ),
    st.builds(yaml.AliasEvent, anchor=st.just("x")),
)
NODES = st.recursive(
    EVENTS.map(lambda event: [event]),
    lambda inner: st.one_of(
        st.tuples(st.booleans(), st.lists(inner, max_size=4)).map(
            lambda drawn: [
                yaml.SequenceStartEvent(None, None, implicit=True, flow_style=drawn[0]),
                *(event for node in drawn[1] for event in node),
                yaml.SequenceEndEvent(),
            ]
        ),
        st.tuples(st.booleans(), st.lists(st.tuples(inner, inner), max_size=3)).map(
            lambda drawn: [
                yaml.MappingStartEvent(None, None, implicit=True, flow_style=drawn[0]),
                *(event for pair in drawn[1] for node in pair for event in node),
                yaml.MappingEndEvent(),
            ]
        ),
    ),
    max_leaves=10,
)


@given(NODES)
def test_whatever_a_yaml_writer_can_say(node: list[yaml.Event]) -> None:
    stream = [
        yaml.StreamStartEvent(),
        yaml.DocumentStartEvent(explicit=False),
        *node,
        yaml.DocumentEndEvent(explicit=False),
        yaml.StreamEndEvent(),
    ]
    try:
        text = yaml.emit(stream, allow_unicode=True)
    except yaml.YAMLError:
        return
    read_both_ways(text.encode())


@pytest.mark.parametrize("sign", SIGNS, ids=ascii)
@pytest.mark.parametrize("line", range(len(LINES)))
def test_a_sign_at_the_start_of_every_value(line: int, sign: str) -> None:
    head, colon, rest = LINES[line].partition(": ")
    changed = [*LINES[:line], head + colon + sign + rest, *LINES[line + 1 :]]
    read_both_ways("".join(changed).encode())
