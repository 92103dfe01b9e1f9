"""Wrapping pages in the theme quickly and safely.

Pages of the same shape differ only in their title, body and headings, so the theme is rendered once
for each shape with marks in their places, and the marks are then replaced. What comes out is what
the theme itself would have written, at a hundredth of the cost.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import secrets
from copy import copy
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from vendorbook.pages import Heading, Page


_INDENTATION = re.compile(r"\n\s+")


class Shape(NamedTuple):
    """What decides the theme's part of a page.

    Attributes:
        depth: How many folders deep the page lies, which decides its relative addresses.
        section: The first folder of its path, which decides the active tab.
        is_home: Whether it is the site's first page.
        headings: The table of contents.
        path: Set for pages in the navigation, which are all different; else empty.
    """

    depth: int
    section: str
    is_home: bool
    headings: tuple[Heading, ...]
    path: str


class Marks(NamedTuple):
    """Text that stands for a page's own parts; random, so that no record can hold it."""

    title: str
    body: str
    url: str


class KeptPieces(Protocol):
    """The theme's parts of earlier builds, for as long as nothing that the theme sees changed.

    Attributes:
        around: The digest of all that it sees besides pages; empty where nobody knows.
    """

    around: str

    def pieces(self, shape: str) -> list[str] | None:
        """The part of a shape."""

    def keep_pieces(self, shape: str, pieces: list[str]) -> None:
        """Keep the part of a shape."""


class Shell:
    """Turns pages into whole HTML documents.

    `render_theme` is the engine's own renderer: given a page of a shape with marks for its parts,
    it returns the document. `protect` adds what must be known of the theme's part before any text
    of a record is in it.
    """

    def __init__(
        self,
        render_theme: Callable[[Page, Shape, Marks], str],
        navigation: frozenset[str],
        protect: Callable[[str], str],
        kept: KeptPieces | None = None,
    ) -> None:
        """Keep the renderer; `navigation` holds the paths of the pages in the navigation."""
        self._kept = kept
        self._render_theme = render_theme
        self._protect = protect
        self._navigation = navigation
        self._documents: dict[Shape, list[str]] = {}
        self._digests: dict[Shape, str] = {}
        token = secrets.token_hex(8)
        self._marks = Marks(f"vbtitle{token}", f"vbbody{token}", f"vburl{token}")
        self._pattern = re.compile("(" + "|".join(self._marks) + ")")

    def __call__(self, page: Page) -> str:
        """The whole document of one page."""
        parts = {
            self._marks.title: html.escape(page.title),
            self._marks.body: page.body,
            self._marks.url: html.escape(page.path.removesuffix("index.html")),
        }
        return "".join(parts.get(piece, piece) for piece in self._pieces(page))

    def apart(self) -> Shell:
        """The same with what it has made so far, for another process: what is kept stays here."""
        shell = copy(self)
        shell._kept = None
        return shell

    @property
    def around(self) -> str:
        """The digest of all that the theme sees besides pages; empty where nobody knows."""
        return self._kept.around if self._kept else ""

    def digest(self, page: Page) -> str:
        """The digest of all that is wrapped around a page, the same for all pages of its shape."""
        shape = self._shape(page)
        if shape not in self._digests:
            pieces = "\0".join(self._without_marks(self._pieces(page)))
            self._digests[shape] = hashlib.sha256(pieces.encode()).hexdigest()
        return self._digests[shape]

    def _without_marks(self, pieces: list[str]) -> list[str]:
        names = dict(zip(self._marks, Marks._fields, strict=True))
        return [names.get(piece, f":{piece}") for piece in pieces]

    def _with_marks(self, pieces: list[str]) -> list[str]:
        marks = self._marks._asdict()
        return [piece[1:] if piece[:1] == ":" else marks[piece] for piece in pieces]

    def is_in_navigation(self, path: str) -> bool:
        """Whether the navigation names the page at a path, which makes its theme's part its own."""
        return path in self._navigation

    def _pieces(self, page: Page) -> list[str]:
        """The theme's part of a page, with marks between."""
        shape = self._shape(page)
        pieces = self._documents.get(shape)
        if pieces is None:
            pieces = self._documents[shape] = self._made(page, shape)
        return pieces

    def _made(self, page: Page, shape: Shape) -> list[str]:
        name = json.dumps(shape)
        kept = self._kept.pieces(name) if self._kept else None
        if kept is not None:
            return self._with_marks(kept)
        # The theme's indentation would otherwise weigh as much as a short page, on every page.
        document = _INDENTATION.sub("\n", self._render_theme(page, shape, self._marks))
        pieces = self._pattern.split(self._protect(document))
        if self._kept:
            self._kept.keep_pieces(name, self._without_marks(pieces))
        return pieces

    def _shape(self, page: Page) -> Shape:
        folders = page.path.split("/")[:-1]
        in_navigation = page.path in self._navigation
        return Shape(
            depth=len(folders),
            section=folders[0] if folders else "",
            is_home=not folders,
            headings=page.headings,
            path=page.path if in_navigation else "",
        )
