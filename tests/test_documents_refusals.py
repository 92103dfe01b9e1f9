"""Every refusal of the reader: line, column, code, words and hint, at and around each limit."""

from __future__ import annotations

import pytest

from vendorbook.documents import parse_document
from vendorbook.findings import Finding

Refusal = tuple[int, int, str, str, str]

DEEP = (
    "too-large",
    "lists and mappings are nested deeper than 30 levels",
    "no record needs more than six",
)
NO_KEY = (
    "yaml-syntax",
    "a list or mapping cannot be a key",
    "write the key as plain text; text that starts with '[' or '{' needs quotes",
)
STRAY = (
    "yaml-syntax",
    "a character here cannot start a value",
    "indent with spaces, never with tabs",
)
TAB = (
    "yaml-syntax",
    "a tab stands here where spaces must",
    "indent with spaces, never with tabs",
)
COLON = (
    "yaml-syntax",
    "a colon here starts a second value",
    "put text that contains ': ' in quotes, and check the indentation",
)
MISFIT = (
    "yaml-syntax",
    "this line does not fit the mapping it stands in",
    "check the indentation and the quotes of this line and the one before it",
)
SECOND = (
    "yaml-syntax",
    "a second document starts here; a file holds one",
    "remove the line '---'",
)
BACKSLASH = "use single quotes, in which a backslash is only a backslash"
MERGE = ("alias-forbidden", "merge keys ('<<') are not allowed", "write the fields out")


def tagged(name: str) -> tuple[str, str, str]:
    hint = "remove it: the kind of a value follows from its field; text that starts with "
    return "yaml-syntax", f"the tag '{name}' is not allowed", hint + "'!' needs quotes"


def anchored(name: str) -> tuple[str, str, str]:
    hint = "write the value out; text that starts with '&' needs quotes"
    return "alias-forbidden", f"the anchor '&{name}' is not allowed", hint


def aliased(name: str) -> tuple[str, str, str]:
    hint = "write the value out; text that starts with '*' needs quotes"
    return "alias-forbidden", f"the alias '*{name}' is not allowed", hint


def invisible(code: str, hint: str = "delete it") -> tuple[str, str, str]:
    return "yaml-syntax", f"the invisible character U+{code} is not allowed here", hint


def escaped(code: str) -> tuple[str, str, str]:
    return invisible(code, "remove the escape sequence that writes it")


def encoded(byte: str) -> tuple[str, str, str]:
    return "yaml-syntax", f"the byte 0x{byte} is not UTF-8 text", "save the file as UTF-8"


def signed(sign: str) -> tuple[str, str, str]:
    hint = f"put text that starts with '{sign}' in quotes"
    return "yaml-syntax", "a character here cannot start a value", hint


def twice(
    key: str, first: int = 1, advice: str = "remove one of the two, or merge them"
) -> tuple[str, str, str]:
    message = f"'{key}' stands twice in this mapping; the first one counts"
    return "duplicate-key", message, f"it is already at line {first}: {advice}"


UNCLOSED = (
    "yaml-syntax",
    "a quoted text that begins here is never closed",
    "add the closing quote",
)
GLUED = ("yaml-syntax", "a colon needs a space after it", "write 'key: value'")
JOIN = "delete this line, so that what follows joins that list"


REFUSED: dict[str, tuple[str | bytes, list[Refusal]]] = {
    # depth: the thirty-first level is one too many, however it is written
    "31 brackets": ("[" * 31 + "]" * 31, [(1, 31, *DEEP)]),
    "31 braces": ("{a: " * 31 + "1" + "}" * 31, [(1, 121, *DEEP)]),
    "31 dashes": ("- " * 31 + "1", [(1, 61, *DEEP)]),
    "30 indents": ("\n".join(" " * n + "a:" for n in range(30)) + " 1", []),
    "31 indents": ("\n".join(" " * n + "a:" for n in range(31)) + " 1", [(31, 31, *DEEP)]),
    "100,000 brackets": ("[" * 100_000, [(1, 31, *DEEP)]),
    "100,000 dashes": ("- " * 100_000, [(1, 61, *DEEP)]),
    "100,000 braces": ("{a: " * 100_000, [(1, 121, *DEEP)]),
    "100,000 question marks": ("? " * 100_000, [(1, 3, *NO_KEY)]),
    # anchors, aliases, tags, merge keys
    "anchor on a key": ("&k a: 1\n", [(1, 1, *anchored("k"))]),
    "alias as a key": ("a: 1\n*k : 2\n", [(2, 1, *aliased("k"))]),
    "a whole file that is an alias": ("*a", [(1, 1, *aliased("a"))]),
    "alias to itself": ("a: &a [*a]\n", [(1, 4, *anchored("a")), (1, 8, *aliased("a"))]),
    "merge of an alias": (
        "x: &x {a: 1}\ny:\n  <<: *x\n",
        [(1, 4, *anchored("x")), (3, 3, *MERGE), (3, 7, *aliased("x"))],
    ),
    "own tag": ("a: !x y\n", [(1, 4, *tagged("!x"))]),
    "bare tag": ("a: !\n", [(1, 4, *tagged("!"))]),
    "spelled-out tag": ("a: !<tag:yaml.org,2002:int> 1\n", [(1, 4, *tagged("!!int"))]),
    "tag on the whole": ("!!map {a: 1}\n", [(1, 1, *tagged("!!map"))]),
    "tag on a key": ("!!str a: 1\n", [(1, 1, *tagged("!!str"))]),
    "tag on a list": ("a:\n  - !!python/name:os.system [x]\n",
                      [(2, 5, *tagged("!!python/name:os.system"))]),
    "tag by directive": ("%TAG ! tag:e,2000:\n---\na: !x 1\n", [(3, 4, *tagged("tag:e,2000:x"))]),
    # several documents
    "a line of hyphens at the end": ("a: 1\n---\n", [(2, 1, *SECOND)]),
    "three empty documents": ("---\n---\n---\n", [(2, 1, *SECOND)]),
    "behind an end mark": ("a: 1\n...\n---\nb: 2\n", [(3, 1, *SECOND)]),
    # keys
    "the same key three times": (
        "a: 1\na: 2\na: 3\n", [(2, 1, *twice("a")), (3, 1, *twice("a"))]
    ),
    "the same key in braces": ("x: {b: 1, b: 2}\n", [(1, 11, *twice("b"))]),
    "the same key in double quotes": ('a: 1\n"a": 2\n', [(2, 1, *twice("a"))]),
    "the same key by escape": ('a: 1\n"\\x61": 2\n', [(2, 1, *twice("a"))]),
    "a number and its text": ("1: a\n'1': b\n", [(2, 1, *twice("1"))]),
    "twice in a mapping that stands twice": (
        "a: {x: 1}\na: {x: 1, x: 2}\n", [(2, 1, *twice("a")), (2, 11, *twice("x", 2))]
    ),
    "a list goes on under its key again": (
        "# Log\nm:\n  - a: 1\nm:\n  - a: 2\n", [(4, 1, *twice("m", 2, JOIN))]
    ),
    "a list that stands elsewhere": (
        "m:\n  - a: 1\nk: 1\nm:\n  - a: 2\n", [(4, 1, *twice("m"))]
    ),
    "a list in brackets": ("m: [a]\nm: [b]\n", [(2, 1, *twice("m"))]),
    "a list where there was a mapping": ("m: {a: 1}\nm:\n  - b\n", [(2, 1, *twice("m"))]),
    "twice before the file breaks": (
        "a: 1\na: 2\nb: 'x\n", [(2, 1, *twice("a")), (3, 4, *UNCLOSED)]
    ),
    "a mapping as a key": ("? {a: 1}\n: b\n", [(1, 3, *NO_KEY)]),
    "a list as a key": ("[a]: 1\n", [(1, 1, *NO_KEY)]),
    "a list as a key in braces": ("{[a]: 1}\n", [(1, 2, *NO_KEY)]),
    # encoding
    "first byte": (b"\xff", [(1, 1, *encoded("ff"))]),
    "behind an accent": ("a: é".encode() + b"\xe9", [(1, 5, *encoded("e9"))]),
    "behind an emoji": ("a: 😀".encode() + b"\xe9\nb: 1", [(1, 5, *encoded("e9"))]),
    "behind a byte order mark": (b"\xef\xbb\xbfa: \xff", [(1, 4, *encoded("ff"))]),
    "second line behind a mark": (b"\xef\xbb\xbfa: 1\nb: \xff", [(2, 4, *encoded("ff"))]),
    "behind Windows line ends": (b"a: 1\r\nb: \xff", [(2, 4, *encoded("ff"))]),
    "an overlong slash": (b"a: \xc0\xaf", [(1, 4, *encoded("c0"))]),
    "a surrogate": (b"a: \xed\xa0\x80", [(1, 4, *encoded("ed"))]),
    "UTF-16": ("a: 1\n".encode("utf-16"), [(1, 1, *encoded("ff"))]),
    # characters that nobody sees
    "NUL": ("a: \0", [(1, 4, *invisible("0000"))]),
    "delete": ("a: \x7f", [(1, 4, *invisible("007F"))]),
    "next line": ("a: x\u0085y", [(1, 5, *invisible("0085"))]),
    "paragraph separator": ("a: x\u2029y", [(1, 5, *invisible("2029"))]),
    "left-to-right mark": ("a: \u200e", [(1, 4, *invisible("200E"))]),
    "Arabic letter mark": ("a: \u061c", [(1, 4, *invisible("061C"))]),
    "isolate": ("a: \u2067", [(1, 4, *invisible("2067"))]),
    "pop isolate": ("a: \u2069", [(1, 4, *invisible("2069"))]),
    "override in a key": ("x\u202e: 1", [(1, 2, *invisible("202E"))]),
    "override in a comment": ("a: 1 # \u202e\n", [(1, 8, *invisible("202E"))]),
    "second byte order mark": (b"\xef\xbb\xbf\xef\xbb\xbfa: 1", [(1, 1, *invisible("FEFF"))]),
    "no character": ("a: \ufffe", [(1, 4, *invisible("FFFE"))]),
    "lone carriage return first": ("\ra: 1", [(1, 1, *invisible("000D"))]),
    "carriage return doubled": ("a: 1\r\r\nb: 2", [(1, 5, *invisible("000D"))]),
    "two on a line are one finding": ("a: \x07\x08\nb: \x07", [
        (1, 4, *invisible("0007")), (2, 4, *invisible("0007")),
    ]),
    "escaped NUL": ('a: "\\0"', [(1, 4, *escaped("0000"))]),
    "escaped bell in a list": ('a:\n  - "x\\a"', [(2, 5, *escaped("0007"))]),
    "escaped carriage return": ('a: "x\\ry"', [(1, 4, *escaped("000D"))]),
    "escaped next line": ('a: "\\N"', [(1, 4, *escaped("0085"))]),
    "escaped line separator": ('a: "\\L"', [(1, 4, *escaped("2028"))]),
    "escaped override in a key": ('a: 1\n"\\u202e": 1', [(2, 1, *escaped("202E"))]),
    # what people mistype
    "tab before a key": ("a:\n\tb: 1\n", [(2, 1, *STRAY)]),
    "tab alone": ("\t", [(1, 1, *STRAY)]),
    "tab in indented text": ("a: |\n\tx\n", [(2, 1, *TAB)]),
    "percent": ("a: %x\n", [(1, 4, *signed("%"))]),
    "at": ("chat: @ines\n", [(1, 7, *signed("@"))]),
    "backtick": ("a: `x`\n", [(1, 4, *signed("`"))]),
    "Markdown stars": ("a: *bold* x\n", [(1, 9, "yaml-syntax", "a sign here names nothing",
                                          "put text that starts with '*' or '&' in quotes")]),
    "ampersand": ("a: &x y\n", [(1, 4, *anchored("x"))]),
    "Windows path": ('a: "C:\\data"\n', [
        (1, 7, "yaml-syntax", "a backslash here starts no known escape", BACKSLASH)
    ]),
    "unfinished escape": ('a: "\\x4"\n', [
        (1, 7, "yaml-syntax", "the escape just before here is not complete", BACKSLASH)
    ]),
    "half a surrogate pair": ('a: "\\ud83d"\n', [
        (1, 7, "yaml-syntax", "the escape just before here stands for no character", BACKSLASH)
    ]),
    "beyond Unicode": ('a: "\\U00110000"\n', [
        (1, 7, "yaml-syntax", "the escape just before here stands for no character", BACKSLASH)
    ]),
    "colon in a title": ("title: Go-live: now\n", [(1, 15, *COLON)]),
    "dash forgotten": ("m:\n  - id: 1\n    t: A\n    id: 2\n    t: B\n    x: 1\n", [(4, 5,
        "duplicate-key",
        "'id' stands twice in this entry, so another entry seems to begin here",
        "write '- ' before 'id', as before the first field of every entry")]),
    "file pasted twice": ("id: a\nname: b\ntier: c\nid: a\nname: b\ntier: c\n", [(4, 1,
        "duplicate-key", "the fields of this file begin a second time here, with 'id'",
        "keep one of the two copies")]),
    "merge conflict": ("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> theirs\n", [(2, 1,
        "yaml-syntax", "two versions of these lines were merged and nobody has chosen yet",
        "keep the right lines, and delete those that begin with <<<<<<<, ======= and >>>>>>>")]),
    "second field too deep": ("a: 1\n b: 2\n", [(2, 2, "yaml-syntax",
        "this line is indented further than the field above it, which has a value already",
        "indent it like the fields around it")]),
    "field too deep in a list": ("- a: 1\n   b: 2\n", [(2, 4, "yaml-syntax",
        "this line is indented further than the field above it, which has a value already",
        "indent it like the fields around it")]),
    "no colon before the next field": ("a:\n  id x\n  title: y\n", [(2, 3, "yaml-syntax",
        "a key here has no colon after it",
        "write 'key: value', and check the indentation of text over several lines")]),
    "open quote before another": ('a:\n  - t: "Go\n    b: 1\n  - t: "B"\n', [(2, 8, "yaml-syntax",
        "a quoted text that begins here ends only on line 4", "check its closing quote")]),
    "open bracket before other fields": ("a:\n  - b: [MS-02\n    c: 1\n    d: 2\n", [
        (2, 8, "yaml-syntax", "the bracket '[' that opens here is not closed",
         "separate its items with commas and close it with ']'; line 3 does not fit into it any "
         "more")]),
    "comma forgotten in a bracket": ("a: {x: 1 y: 2}\n", [(1, 11, "yaml-syntax",
        "a list or mapping in brackets is not closed properly",
        "separate its items with commas and close the bracket")]),
    "no colon": ("a: 1\nbc\n", [(2, 1, "yaml-syntax", "a key here has no colon after it",
        "write 'key: value', and check the indentation of text over several lines")]),
    "no colon, long before the next": ("a: 1\nb c\n\n  d: 1\n", [(2, 1, "yaml-syntax",
        "a key here has no colon after it",
        "write 'key: value', and check the indentation of text over several lines")]),
    "no space behind the colon": ("a: 1\n  # why\nstatus:held\nb: 2\n", [(3, 7, *GLUED)]),
    "no space behind the last colon": ("- a: 1\n  status:held", [(2, 9, *GLUED)]),
    "no space in the first field of an item": ("m:\n  - id:MT-001\n    date: x\n", [
        (2, 7, *GLUED)
    ]),
    "an address is no field": ("m:\n  - https://a.example\n    b: x\n", [(3, 6, *COLON)]),
    "open quote": ("a: 1\nb: 'x\nc: 2\n", [(2, 4, *UNCLOSED)]),
    "open double quote in a list": ('a:\n  - "x\n  - y\n', [(2, 5, *UNCLOSED)]),
    "open quote before a line of hyphens": ("a: 'x\n---\nb: 1\n", [(1, 4, *UNCLOSED)]),
    "open quote behind an emoji": ("😀: 'x\n", [(1, 4, *UNCLOSED)]),
    "apostrophe in quotes": ("a: 'it's'\n", [(1, 8, *MISFIT)]),
    "text behind quotes": ('a: "x" y\n', [(1, 8, *MISFIT)]),
    "third line too shallow": ("a:\n  b: 1\n c: 2\n", [(3, 2, *MISFIT)]),
    "list behind a mapping": ("a: 1\n- b\n", [(2, 1, *MISFIT)]),
    "mapping behind a list": ("- a\nb: 1\n", [(2, 1, "yaml-syntax",
        "this line does not fit the list it stands in",
        "indent it like the item it belongs to, or start a new item with '- '")]),
    "dash behind a key": ("a: - b\n", [(1, 4, "yaml-syntax", "a list cannot start here",
                                        "start the list on its own line below the key")]),
    "open brace": ("a: {x: 1\n", [(1, 4, "yaml-syntax",
        "the bracket '{' that opens here is not closed",
        "separate its items with commas and close it with '}'")]),
    "wrong bracket": ("a: {x: 1]\n", [(1, 9, "yaml-syntax",
        "a list or mapping in brackets is not closed properly",
        "separate its items with commas and close the bracket")]),
    "stray bracket": ("a: ]\n", [(1, 4, "yaml-syntax", "a value is missing here",
                                  "write the value, or remove the stray sign")]),
    "two commas": ("a: [1,,2]\n", [(1, 7, "yaml-syntax", "a value is missing here",
                                    "write the value, or remove the stray sign")]),
}  # fmt: skip


def brief(findings: list[Finding]) -> list[Refusal]:
    return [(f.place.line, f.place.column, f.code, f.message, f.hint) for f in findings]


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("places", [False, True])
def test_a_refusal_says_where_what_and_what_to_do(name: str, places: bool) -> None:
    written, expected = REFUSED[name]
    content = written.encode() if isinstance(written, str) else written
    document, findings = parse_document(content, "file.yml", places=places)
    assert brief(findings) == expected
    only_duplicates = all("the first one counts" in f.message for f in findings)
    assert (document is not None) == only_duplicates
    assert {f.place.path for f in findings} <= {"file.yml"}
