"""The same pages as ordinary Markdown, which is what a plain MkDocs site would be made of."""

from __future__ import annotations

from html.parser import HTMLParser

_HEADINGS = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### "}
_IGNORED = {"svg", "nav", "form"}
_INLINE = {"strong": "**", "em": "*", "code": "`"}


def as_markdown(body: str) -> str:
    """Headings, tables, lists, paragraphs and links of an HTML body as Markdown."""
    converter = _Converter()
    converter.feed(body)
    converter.close()
    return converter.result()


class _Converter(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[str] = []
        self._words: list[str] = []
        self._row: list[str] | None = None
        self._rows = 0
        self._ignored = 0
        self._address = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _IGNORED:
            self._ignored += 1
        elif self._ignored:
            return
        elif tag == "a":
            self._address = dict(attrs).get("href") or ""
            self._words.append("[")
        elif tag in _INLINE:
            self._words.append(_INLINE[tag])
        elif tag == "table":
            self._rows = 0
        elif tag == "tr":
            self._row = []
        elif tag in _HEADINGS or tag in {"li", "td", "th"} or (tag == "p" and self._row is None):
            self._flush()

    def handle_endtag(self, tag: str) -> None:
        if tag in _IGNORED:
            self._ignored -= 1
        elif self._ignored:
            return
        elif tag == "a":
            self._words.append(f"]({self._address})")
        elif tag in _INLINE:
            self._words.append(_INLINE[tag])
        elif tag in {"td", "th"} and self._row is not None:
            self._row.append(self._text().replace("|", "/"))
        elif tag == "tr" and self._row is not None:
            self._blocks.append(f"| {' | '.join(self._row)} |")
            self._rows += 1
            if self._rows == 1:
                self._blocks.append("|" + "---|" * len(self._row))
            self._row = None
        elif tag == "table":
            self._blocks.append("")
        elif tag in _HEADINGS:
            self._blocks += ["", f"{_HEADINGS[tag]}{self._text()}", ""]
        elif tag == "li":
            self._blocks.append(f"- {self._text()}")
        elif tag == "p" and self._row is None:
            self._flush()

    def handle_data(self, data: str) -> None:
        if not self._ignored:
            self._words.append(data)

    def _text(self) -> str:
        text = " ".join("".join(self._words).split())
        self._words = []
        return text

    def _flush(self) -> None:
        if text := self._text():
            self._blocks += ["", text, ""]

    def result(self) -> str:
        self._flush()
        return "\n".join(self._blocks) + "\n"
