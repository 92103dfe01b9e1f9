"""Bytes sort as the tuples that they stand for, whatever is in them."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from vendorbook.publish.sortable import sortable

NUMBERS = st.integers() | st.sampled_from([0, -1, 2**63, 2**63 - 1, -(2**63), -(2**63) - 1])
WORDS = st.text() | st.sampled_from(["", "\0", "\0\0", "a", "a\0", "a\0b", "ab", "\ud800"])
ROWS = st.tuples(NUMBERS, WORDS, NUMBERS, WORDS)


@given(ROWS, ROWS)
@example((0, "a", 5, ""), (0, "a\0", -5, ""))
@example((-(2**70), "", 0, ""), (-(2**90), "", 0, ""))
def test_bytes_sort_as_the_tuples_do(
    one: tuple[int, str, int, str], two: tuple[int, str, int, str]
) -> None:
    assert (sortable(one) < sortable(two)) == (one < two)
    assert (sortable(one) == sortable(two)) == (one == two)
