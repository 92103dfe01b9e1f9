"""Live data on the playbook's own pages: `{{ findings("contact-unverified") }}` and the like.

Judging and rendering go through the same scan, so what `validate` refuses is what a page shows as
a mistake. Only pages written by hand are templates; records are data and never reach this.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from vendorbook.findings import Finding, Place
from vendorbook.pages import render
from vendorbook.pages.content_scanner import LONGEST_PIECE, Piece, PieceKind, pieces
from vendorbook.pages.expressions import BLOCKS, Call, Mistake, Vocabulary, environment, understand
from vendorbook.pages.live_lists import lists_for
from vendorbook.pages.policy_values import policy_values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from vendorbook.content import ContentPage
    from vendorbook.findings import Severity
    from vendorbook.pages.live_lists import LiveData
    from vendorbook.records.playbook import Playbook

CODE: Final = "content-template"

MOST_PIECES: Final = 200
"""How many expressions one page may have."""

_IN_CODE: Final = "text that should show these signs goes between backticks"
_REFUSED: Final[dict[PieceKind, Mistake]] = {
    "unclosed": Mistake(
        f"'{{{{' has no '}}}}' on the same line within {LONGEST_PIECE} characters", _IN_CODE
    ),
    "statement": Mistake("statements between {% and %} are not understood on pages", _IN_CODE),
    "comment": Mistake(
        "comments between {# and #} are not understood on pages", "write <!-- … --> instead"
    ),
    "hidden": Mistake(
        "this stands behind a code fence that is never closed",
        "close the fence with the same signs that opened it, on a line of their own",
    ),
}
_TOO_MANY: Final = Mistake(
    f"this page has more than {MOST_PIECES} expressions; this one and those after it are not shown",
    "divide the page",
)
_IN_HEAD: Final = Mistake(
    "nothing is rendered in front matter, so this would be shown as it is written",
    "write the value out",
)
_NO_POLICY: Final = Mistake("the playbook's policy cannot be used", "mend playbook.yml first")


def vocabulary_of(playbook: Playbook, severities: Mapping[str, Severity]) -> Vocabulary:
    """The names that pages may use; `severities` are those of all checks by default."""
    return Vocabulary(frozenset(severities), policy_values(playbook, severities))


def find_mistakes(page: ContentPage, vocabulary: Vocabulary) -> list[Finding]:
    """Every expression of a page that cannot be shown, as findings."""
    first_line = page.head.count("\n")
    findings = [
        Finding(
            CODE, Place(page.path, number, line.index("{{") + 1), _IN_HEAD.message, _IN_HEAD.hint
        )
        for number, line in enumerate(page.head.split("\n"), start=1)
        if "{{" in line
    ]
    for piece, meaning in _understood(page.body, vocabulary):
        if isinstance(meaning, Mistake):
            written = page.body[piece.start : piece.end]
            for each in (meaning, *meaning.others):
                column = piece.column + each.column_in(written)
                place = Place(page.path, first_line + piece.line, column)
                findings.append(Finding(CODE, place, each.message, each.hint))
    return findings


def render_content(text: str, path: str, live: LiveData | None) -> str:
    """A page's Markdown with its live data in place, as HTML that Markdown hands on untouched.

    Args:
        text: The Markdown, without front matter.
        path: What links are seen from, such as `playbook/feedback/index.html`.
        live: What the lists are made from; None when the policy cannot be used.
    """
    shown = []
    done = 0
    for piece, meaning in _understood(text, live.vocabulary if live else None):
        written = text[piece.start : piece.end]
        if isinstance(meaning, Mistake):
            html = _mistake(meaning, written, path, is_alone=piece.is_alone)
        else:
            assert live is not None  # noqa: S101 - without it all are mistakes
            html = _run(meaning, written, path, live)
        shown += [text[done : piece.start], html]
        done = piece.end
    return "".join([*shown, text[done:]])


def _run(call: Call, written: str, path: str, live: LiveData) -> str:
    """What an expression gives: a block between blank lines, or words within a sentence."""
    functions = {**lists_for(path, live), "policy": live.vocabulary.policy.__getitem__}
    html = environment().from_string(written).render(functions)
    if call.name in BLOCKS:
        return f"\n{html.strip()}\n"
    return _inert(Markup(html).unescape())  # noqa: S704 - only to take its escaping back


def _understood(text: str, vocabulary: Vocabulary | None) -> Iterator[tuple[Piece, Call | Mistake]]:
    """Every piece of a page with what it means; without a vocabulary all are mistakes."""
    for number, piece in enumerate(islice(pieces(text), MOST_PIECES + 1)):
        if number == MOST_PIECES:
            yield piece, _TOO_MANY
        elif vocabulary is None:
            yield piece, _NO_POLICY
        elif piece.kind != "expression":
            yield piece, _REFUSED[piece.kind]
        else:
            written = text[piece.start : piece.end]
            yield piece, understand(written, vocabulary, is_alone=piece.is_alone)


def _mistake(mistake: Mistake, written: str, path: str, *, is_alone: bool) -> str:
    if not is_alone:
        return f'<strong class="vb-mistake">{_inert(f"{mistake.message}: {written}")}</strong>'
    hint = f"{mistake.hint[:1].upper()}{mistake.hint[1:]}"
    values = {"message": mistake.message, "hint": hint, "written": written}
    return f"\n{render('live_mistake.html', path, **values).strip()}\n"


def _inert(text: str) -> str:
    """Text that neither HTML nor Markdown can take for anything but text.

    Every sign becomes a reference; letters, digits and spaces mean nothing within a line.
    """
    return "".join(each if each.isalnum() or each == " " else f"&#{ord(each)};" for each in text)
