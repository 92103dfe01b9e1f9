"""A scorecard as a manager reads it in a terminal, and the table of all vendors."""

from __future__ import annotations

from fractions import Fraction
from typing import IO, TYPE_CHECKING, Final

from rich.table import Table
from rich.text import Text

from vendorbook.exports.scorecards import (
    BRIEF_HEADINGS,
    TABLE_HEADINGS,
    grade_in_words,
    table_cells,
    worst_first,
)
from vendorbook.scorecard.standing import standing_of, why_none
from vendorbook.terminal import COLUMN_GAP, console_for, plain
from vendorbook.wording import decimal_text, plural, signed, two_decimals, written_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console

    from vendorbook.assessment import Assessment
    from vendorbook.scorecard.card import Scorecard
    from vendorbook.scorecard.rows import Dimension, LostPoints
    from vendorbook.scorecard.standing import Standing

TOP_ROWS: Final = 10
"""How many rows are shown of where the points went."""

TOO_THIN: Final = "Not enough evidence to rate by; what is recorded gives these numbers:"
"""What stands above the numbers of a vendor that is not rated for want of evidence."""

_BAR: Final = 24
_STYLES: Final = {"green": "green", "amber": "yellow", "red": "bold red", "grey": "dim"}
_BLOCKS: Final = "▁▂▃▄▅▆▇█"


def print_standings(standings: Iterable[tuple[str, Standing]], stream: IO[str]) -> None:
    """One row for each vendor, the worst first."""
    console = console_for(stream)
    rows = [(standing, table_cells(slug, standing)) for slug, standing in worst_first(standings)]
    headings = _headings([cells for _, cells in rows], console.width)
    table = Table(box=None, pad_edge=False)
    for heading in headings:
        is_number = heading not in {"Vendor", "Grade", "Trend", "Why"}
        table.add_column(
            heading,
            justify="right" if is_number else "left",
            no_wrap=heading != "Why",
            overflow="fold",
            ratio=1 if heading == "Why" else None,
        )
    for standing, row in rows:
        cells = {name: Text(plain(cell)) for name, cell in zip(TABLE_HEADINGS, row, strict=True)}
        cells["Grade"].stylize(_STYLES[standing.colour])
        table.add_row(*(cells[heading] for heading in headings))
    console.print(table)


def _headings(rows: Sequence[Sequence[str]], width: int) -> tuple[str, ...]:
    """All columns, or the brief ones where a word of the last column would have to be broken."""
    columns = [max(map(len, cells)) for cells in zip(TABLE_HEADINGS, *rows, strict=True)]
    longest_word = max((len(word) for cells in rows for word in cells[-1].split()), default=0)
    needed = sum(columns[:-1]) + COLUMN_GAP * len(columns[:-1]) + longest_word
    return TABLE_HEADINGS if needed <= width else BRIEF_HEADINGS


def print_scorecard(
    assessment: Assessment, history: Sequence[Scorecard], stream: IO[str], pin: str = ""
) -> None:
    """Everything about one vendor's quarter.

    Args:
        assessment: The vendor, and the day.
        history: Earlier quarters, the latest first.
        stream: Where it goes.
        pin: What is said behind the day.
    """
    console = console_for(stream)
    card = assessment.scorecard
    if card is None:
        console.print(f"not rated: {why_none(assessment)}")
        return
    _print_head(console, assessment, card, pin)
    if card.is_too_thin:
        console.print(Text(f"  {TOO_THIN}", style="dim"))
    if card.dimensions:
        for dimension in card.dimensions:
            _print_bar(console, dimension)
        console.print()
    _print_caps(console, card)
    _print_lost(console, card)
    _print_missing(console, card)
    _print_history(console, card, history)
    _print_context(console, assessment)


def _print_head(console: Console, assessment: Assessment, card: Scorecard, pin: str) -> None:
    name = plain(assessment.vendor.profile.name)
    day = f"{written_day(card.as_of)}{pin}"
    console.print(Text(f"{name}, {card.quarter}, as of {day}", style="bold"))
    standing = standing_of(assessment)
    line = Text("\n  ")
    if standing.score is not None:
        line.append(f"{standing.score}  ", style="bold")
    line.append(grade_in_words(standing), style=_STYLES[card.colour])
    if standing.difference is not None:
        line.append(f"   {standing.trend} {signed(standing.difference)}")
    if card.confidence is not None:
        share = decimal_text(card.confidence * 100, 0)
        line.append(f"   confidence {share}%, {card.level}")
    if card.unrated:
        line.append(f"   {plain(card.unrated)}", style="dim")
    console.print(line)
    console.print()


def _print_bar(console: Console, dimension: Dimension) -> None:
    score = dimension.score
    filled = round(score * _BAR / 100) if score is not None else 0
    line = Text(f"  {dimension.name.capitalize():<14}")
    line.append("█" * filled, style="cyan")
    line.append("░" * (_BAR - filled), style="dim")
    shown = "nothing expected" if score is None else f"{dimension.rounded_score!s:>5}"
    line.append(f" {shown}")
    line.append(f"  weight {dimension.weight}", style="dim")
    console.print(line)


def _print_caps(console: Console, card: Scorecard) -> None:
    if not card.caps:
        return
    console.print(Text("What limits the grade", style="bold"))
    for cap in card.caps:
        limit = f"{cap.at_best} at best" if cap.at_best else "not rated"
        console.print(Text(f"  {cap.id} {limit}: {plain(cap.why)}", style="default"))
        console.print(Text(f"     {plain(str(cap.place))}", style="dim"))
    console.print()


def _print_lost(console: Console, card: Scorecard) -> None:
    lost = sorted((each for each in card.lost if each.points), key=lambda each: -each.points)
    if not lost or card.exact is None:
        return
    total = decimal_text(100 - card.exact)
    console.print(Text(f"Where the points went, {total} in all", style="bold"))
    for each in lost[:TOP_ROWS]:
        points = f"{two_decimals(each.points)}"
        console.print(_hanging(f"  {points:>6}", plain(each.row.label)))
        below = f"{row_name(each)}  {plain(str(each.row.place))}"
        for text in (plain(each.row.reason()), below):
            console.print(_hanging(" " * 8, text, "dim"))
    if len(lost) > TOP_ROWS:
        rest = sum(each.points for each in lost[TOP_ROWS:])
        rows = plural(len(lost) - TOP_ROWS, "more row")
        console.print(Text(f"  {two_decimals(Fraction(rest)):>6}  in {rows}", style="dim"))
    console.print()


def _hanging(mark: str, text: str, style: str = "") -> Table:
    """A mark and a text whose further lines begin where its first one does."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row(Text(mark), Text(text, style=style))
    return table


def _print_missing(console: Console, card: Scorecard) -> None:
    if not card.missing:
        return
    console.print(Text("Missing: lowers the confidence, not the score", style="bold"))
    for each in card.missing:
        console.print(Text(f"  {plain(each.row.label)}: {plain(each.row.reason())}"))
        console.print(Text(f"     {plain(str(each.row.place))}", style="dim"))
    console.print()


def _print_history(console: Console, card: Scorecard, history: Sequence[Scorecard]) -> None:
    quarters = [each for each in (*reversed(history[:11]), card) if each.score is not None]
    if len(quarters) < 2:
        return
    console.print(Text("By quarter", style="bold"))
    cells = [
        f"{each.quarter} {each.score} {each.grade}" if each.grade else f"{each.quarter} not rated"
        for each in quarters
    ]
    blocks = "".join(_block(each) for each in quarters)
    console.print(_hanging(f"  {blocks}", " · ".join(cells)))
    console.print()


def _block(card: Scorecard) -> str:
    """The height of a quarter's score; a dot when it was not rated."""
    if card.score is None or card.grade is None:
        return "·"
    return _BLOCKS[min(len(_BLOCKS) - 1, int(card.score * len(_BLOCKS) / 100))]


def _print_context(console: Console, assessment: Assessment) -> None:
    for line in _context(assessment):
        console.print(Text(plain(line)))


def _context(assessment: Assessment) -> Iterator[str]:
    """What stands beside the score and never enters it."""
    mirror, context = assessment.client_mirror, assessment.context
    if mirror is not None and mirror.score is not None:
        parts = ", ".join(
            f"{each.title[4:]} {decimal_text(each.score, 1)}"
            for each in mirror.indicators
            if each.score is not None
        )
        yield f"Our own side, by the same formulas: {mirror.rounded_score} ({parts})"
    for each in context.earned_values if context else ():
        money = (
            f"{each.currency} {decimal_text(each.planned, 0)} planned, "
            f"{decimal_text(each.earned, 0)} earned"
        )
        if each.invoiced is not None:
            money += f", {decimal_text(each.invoiced, 0)} invoiced"
        indices = [
            f"{name} {decimal_text(value, 3)}"
            for name, value in (("SPI", each.schedule_index), ("CPI", each.cost_index))
            if value is not None
        ]
        yield f"Earned value: {money}: {', '.join(indices)}"
    if context and (context.misses or context.moves):
        moves = ", ".join(
            f"{count} by the {cause}" for cause, count in sorted(context.moves.items())
        )
        words = plural(len(context.misses), "milestone")
        yield f"In twelve months: {words} missed at some time; dates moved: {moves or 'none'}"


def row_name(each: LostPoints) -> str:
    """What `--explain` calls a row: `E1:MS-05`."""
    return f"{each.indicator.name}:{each.row.subject}"


def print_explanation(card: Scorecard, each: LostPoints, stream: IO[str]) -> None:
    """One row's formula with its numbers put in."""
    console = console_for(stream)
    scored = [one for one in card.dimensions if one.score is not None]
    total = sum(one.weight for one in scored)
    dimension, indicator, row = each.dimension, each.indicator, each.row
    console.print(Text(f"{row_name(each)}  {plain(row.label)}", style="bold"))
    shares = (
        f"{_short(dimension.weight)}/{_short(total)} × "
        f"{_short(indicator.weight)}/{_short(dimension.indicator_weight)} × "
        f"{_short(row.weight)}/{_short(indicator.row_weight)}"
    )
    score = decimal_text(row.score or 0, 4)
    weight = decimal_text(each.effective_weight, 6)
    lines = (
        ("score", plain(row.reason())),
        ("weight", f"{shares} = {weight}"),
        ("", f"{dimension.name}, {plain(indicator.title)}, row: each its share of what is scored"),
        ("points lost", f"{weight} × (100 − {score}) = {decimal_text(each.points, 4)}"),
        ("record", plain(str(row.place))),
    )
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 0, 0, 2))
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for word, text in lines:
        table.add_row(word, Text(text))
    console.print(table)


def _short(number: int | Fraction) -> str:
    """An exact number as briefly as it stays exact: `70`, `1/4` in brackets."""
    fraction = Fraction(number)
    if fraction.denominator == 1:
        return str(fraction.numerator)
    return f"({fraction})"
