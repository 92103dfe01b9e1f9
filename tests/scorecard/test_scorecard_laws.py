"""What holds for every scorecard, whatever the records: laws of fairness and of arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.playbooks import open_playbook
from tests.scorecard.generated_vendors import (
    GeneratedPlaybook,
    GeneratedVendor,
    generated_playbook,
)
from tests.scorecard.plain_changes import (
    BETTER,
    NOT_EXPECTED,
    Change,
    reordered,
    unreported,
    until_quarter_end,
)
from tests.scorecard.program_summary import card_summary
from tests.scorecard.second_dates import Plain
from tests.scorecard.written_vendors import write_playbook
from vendorbook.assessment import assess
from vendorbook.scorecard.card import Scorecard
from vendorbook.scorecard.grades import GRADES
from vendorbook.vendor_reading import read_vendor

CAPS = ("K1", "K2", "K3", "K4", "K5", "K6", "K7")
VENDORS = 12
ENOUGH = 3

seeds = st.integers(0, 99_999)
few = settings(max_examples=20)
"""Each example writes and reads whole folders."""

RowName = tuple[str, str, str]


def scored(playbook: GeneratedPlaybook, vendor: GeneratedVendor) -> Scorecard:
    """The vendor's scorecard as the program makes it from files."""
    with TemporaryDirectory() as folder:
        alone = replace(playbook, vendors=(vendor,))
        portfolio = open_playbook(write_playbook(Path(folder) / "playbook", alone))
        read, findings, _ = read_vendor(portfolio, vendor.slug)
        assert read is not None
        assert findings == []
        card = assess(read, portfolio, vendor.as_of).scorecard
    assert card is not None
    return card


def made(seed: int) -> tuple[GeneratedPlaybook, GeneratedVendor]:
    playbook = generated_playbook(seed, 1)
    return playbook, playbook.vendors[0]


def changed(seed: int, change: Change) -> Iterator[tuple[Scorecard, Scorecard]]:
    """Two scorecards of the first vendor that can be changed in such a way: before and after."""
    playbook = generated_playbook(seed, VENDORS)
    for vendor in playbook.vendors:
        ways = list(change(vendor))
        before = scored(playbook, vendor) if ways else None
        if before is not None and before.dimensions:
            after = replace(vendor, files=ways[seed % len(ways)])
            yield before, scored(playbook, after)
            return


def rows_of(card: Scorecard) -> dict[RowName, Fraction | int | None]:
    """Every row that was expected, by where it stands, and its score; None is missing."""
    return {
        (d.name, i.name, row.subject): row.score
        for d in card.dimensions
        for i in d.indicators
        for row in i.rows
        if row.state != "not_applicable"
    }


def badness(grade: str | None) -> int:
    return len(GRADES) if grade is None else GRADES.index(grade)


@few
@given(seeds)
def test_lost_points_and_shares_add_up(seed: int) -> None:
    card = scored(*made(seed))
    if card.exact is not None:
        assert sum(lost.points for lost in card.lost) == 100 - card.exact
        assert sum(lost.effective_weight for lost in card.lost) == 1
    else:
        assert card.lost == ()


@pytest.mark.parametrize("kind", BETTER)
@few
@given(seeds)
def test_what_is_better_never_scores_less(kind: str, seed: int) -> None:
    for before, after in changed(seed, BETTER[kind]):
        old, new = rows_of(before), rows_of(after)
        for row in old.keys() & new.keys():
            was, now = old[row], new[row]
            assert was is None or (now is not None and now >= was)
        if before.exact is not None and after.exact is not None:
            assert after.exact >= before.exact


@pytest.mark.parametrize("kind", BETTER)
def test_what_is_better_often_scores_more(kind: str) -> None:
    """Or the law above would say nothing."""
    pairs = (pair for seed in range(60) for pair in changed(seed, BETTER[kind]))
    more = (pair for pair in pairs if (pair[1].exact or 0) > (pair[0].exact or 0))
    assert len(list(islice(more, ENOUGH))) == ENOUGH


@few
@given(seeds)
def test_the_order_of_entries_means_nothing(seed: int) -> None:
    playbook, vendor = made(seed)
    again = replace(vendor, files=reordered(vendor.files, seed))
    assert card_summary(scored(playbook, again)) == card_summary(scored(playbook, vendor))


@few
@given(seeds)
def test_what_is_missing_costs_confidence_and_no_points(seed: int) -> None:
    for before, after in changed(seed, unreported):
        old, new = rows_of(before), rows_of(after)
        assert old.keys() == new.keys()
        gone = [name for name in old if old[name] != new[name]]
        counts = any(d.weight > 0 for d in before.dimensions if d.name == "performance")
        if gone and counts:
            assert before.confidence is not None
            assert after.confidence is not None
            assert after.confidence < before.confidence
        else:  # it had been excused, or reported too late to count, or nobody counts it
            assert after.confidence == before.confidence
        assert [new[name] for name in gone] in ([], [None])


@pytest.mark.parametrize("kind", NOT_EXPECTED)
@few
@given(seeds)
def test_what_is_not_expected_counts_for_nobody(kind: str, seed: int) -> None:
    for before, after in changed(seed, NOT_EXPECTED[kind]):
        old, new = rows_of(before), rows_of(after)
        assert new.items() <= old.items()
        assert len(old) - len(new) <= 1
        assert after.confidence == confidence_of_rows(after)
        if before.confidence == 1:
            assert after.confidence in {1, None}


@pytest.mark.parametrize("kind", NOT_EXPECTED)
def test_what_is_not_expected_often_leaves_the_rows(kind: str) -> None:
    pairs = (pair for seed in range(60) for pair in changed(seed, NOT_EXPECTED[kind]))
    fewer = (pair for pair in pairs if len(rows_of(pair[1])) < len(rows_of(pair[0])))
    assert len(list(islice(fewer, ENOUGH))) == ENOUGH


def confidence_of_rows(card: Scorecard) -> Fraction | None:
    """The share of what was expected that is there, by weight, from the rows themselves."""
    total = there = Fraction(0)
    for dimension in card.dimensions:
        shares = []
        for each in dimension.indicators:
            states = [row.state for row in each.rows if row.state != "not_applicable"]
            if states:
                available = Fraction(states.count("available"), len(states))
                shares.append((Fraction(each.weight), available))
        weight = sum(weight for weight, _ in shares)
        if weight:
            total += dimension.weight
            there += dimension.weight * sum(w * share for w, share in shares) / weight
    return there / total if total else None


def with_caps(playbook: GeneratedPlaybook, caps: dict[str, bool]) -> GeneratedPlaybook:
    scoring: dict[str, Any] = {**playbook.policy.get("scoring", {}), "caps": caps}
    return replace(playbook, policy={**playbook.policy, "scoring": scoring})


@few
@given(seeds, st.sampled_from(CAPS))
def test_a_cap_limits_the_grade_and_never_the_number(seed: int, cap: str) -> None:
    playbook, vendor = made(seed)
    on = scored(with_caps(playbook, dict.fromkeys(CAPS, True)), vendor)
    without = scored(with_caps(playbook, dict.fromkeys(CAPS, True) | {cap: False}), vendor)
    bare = scored(with_caps(playbook, dict.fromkeys(CAPS, False)), vendor)
    for other in (without, bare):
        assert (other.exact, other.score, other.confidence) == (on.exact, on.score, on.confidence)
        assert other.uncapped_grade == on.uncapped_grade
        assert badness(other.grade) <= badness(on.grade)
    assert bare.caps == ()
    assert bare.grade == bare.uncapped_grade
    assert {each.id for each in without.caps} == {each.id for each in on.caps} - {cap}


@few
@given(seeds)
def test_what_happens_after_the_quarter_changes_no_row(seed: int) -> None:
    playbook, vendor = made(seed)
    zone: str = vendor.files["vendor"].get("timezone", "Europe/London")
    cut: Plain = until_quarter_end(vendor, zone)
    before, after = scored(playbook, vendor), scored(playbook, replace(vendor, files=cut))
    assert rows_of(after) == rows_of(before)
    assert (after.exact, after.confidence) == (before.exact, before.confidence)
