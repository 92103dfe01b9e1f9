"""Files of several vendors: however they came about, they are what one build alone would write."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from vendorbook.publish.joined_files import JoinedFiles, Part
from vendorbook.publish.kept_joined import KeptJoinedFiles
from vendorbook.publish.kept_vendors import TABLES

PATH = "feeds/all.csv"


class Frame(NamedTuple):
    """What stands around parts, and between them."""

    start: str
    separator: str
    end: str

    def part(self, text: str) -> Part:
        return Part(PATH, text, self.start, self.separator, self.end)


FRAMES = st.builds(
    Frame,
    st.sampled_from(["", "head\n"]),
    st.sampled_from(["", ",", ",\n"]),
    st.sampled_from(["", "]"]),
)
STATES = st.dictionaries(
    st.sampled_from("abcde"), st.sampled_from(["", ",", ",\n", "x", "y,", "long" * 40]), max_size=5
)
"""The text that each vendor adds."""


def expected(state: dict[str, str], frame: Frame, target: Path) -> bytes:
    files = JoinedFiles()
    for owner in sorted(state):
        files.add([frame.part(state[owner])], owner)
    files.copy_to(PATH, target)
    files.close()
    return target.read_bytes()


def build(
    folder: Path, before: dict[str, str], state: dict[str, str], frame: Frame, *, anew: bool
) -> bytes | None:
    """What the next build puts out; None when there is no such file.

    `before` is the state at the build before it; `anew`, parts that are the same are made again.
    """
    database = sqlite3.connect(folder / "kept.sqlite")
    files = KeptJoinedFiles(folder / "joined", database)
    assert files.is_whole
    owners = {*before, *state}
    changed = {each for each in owners if anew or before.get(each) != state.get(each)}
    for owner in sorted(changed & state.keys()):
        files.add([frame.part(state[owner])], owner)
    files.finish(changed, [PATH])
    database.commit()
    found = None
    if PATH in files.paths:
        files.copy_to(PATH, folder / "found")
        found = (folder / "found").read_bytes()
    files.close()
    database.close()
    return found


@settings(deadline=None, max_examples=150)
@given(FRAMES, st.lists(st.tuples(STATES, st.booleans()), min_size=1, max_size=6))
def test_builds_after_one_another_write_what_one_does(
    frame: Frame, states: list[tuple[dict[str, str], bool]]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, before = Path(name), dict[str, str]()
        database = sqlite3.connect(folder / "kept.sqlite")
        for table in TABLES:
            database.execute(table)
        database.close()
        for state, anew in states:
            found = build(folder, before, state, frame, anew=anew)
            assert found == (expected(state, frame, folder / "expected") if state else None)
            before = state


def sizes(folder: Path, texts: list[str], *, anew: bool = False) -> list[int]:
    """How large the heap is after each text that one of two vendors had; see `build`."""
    database = sqlite3.connect(folder / "kept.sqlite")
    for table in TABLES:
        database.execute(table)
    database.close()
    frame, before, found = Frame("", "", ""), dict[str, str](), []
    for text in texts:
        state = {"a": text, "b": "b" * 100}
        build(folder, before, state, frame, anew=anew)
        before = state
        found.append((folder / "joined" / PATH).stat().st_size)
    return found


def test_a_heap_grows_by_what_is_new_until_half_of_it_is_of_no_use(tmp_path: Path) -> None:
    texts = [letter * 50 for letter in "uvwx"]
    # 150 bytes are of use, so that 225 are allowed: 150, 200, and 250 would be too many.
    assert sizes(tmp_path, texts) == [150, 200, 150, 200]


def test_what_was_made_anew_and_is_the_same_leaves_the_heap_alone(tmp_path: Path) -> None:
    assert sizes(tmp_path, ["u" * 50, "u" * 50], anew=True) == [150, 150]
