"""The digest: by person, worst first, with links; and Markdown that no record can write."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from vendorbook.findings import Actor, DueDate, Finding, Place
from vendorbook.reporters.escaping import markdown, plain
from vendorbook.reporters.markdown import MAX_BYTES, as_markdown
from vendorbook.reporters.report import Report

ROSA = Actor("vendor", "rosa-lind", "Rosa Lind")
INES = Actor("client", "ines-ward", "Ines Ward")
EDIT = "https://git.example/book/{path}#L{line}"


def finding(
    message: str, severity: str, actor: Actor, vendor: str = "acme", **more: object
) -> Finding:
    place = Place(f"vendors/{vendor}/milestones.yml", 4, 5)
    return Finding("milestone-missed", place, message, "", severity, vendor, actor=actor, **more)  # type: ignore[arg-type]


def digest(*findings: Finding, due: tuple[DueDate, ...] = (), **more: object) -> str:
    return as_markdown(
        Report(
            findings,
            date(2026, 10, 9),
            "2 vendors",
            organisation="Fenwick",
            vendor_names={"acme": "Acme", "bolt": "Bolt & Co"},
            due_dates=due,
            **more,  # type: ignore[arg-type]
        )
    )


def test_a_digest_is_by_person_and_worst_first() -> None:
    late = replace(finding("MS-01 is late", "warning", ROSA), hint="record it")
    text = digest(
        late,
        finding("a note", "info", INES),
        finding("less late", "error", INES, "bolt", days=2),
        finding("very late", "error", INES, days=20),
        finding("lived with", "error", ROSA, waived="Until the move."),
        Finding("unknown-key", Place("playbook.yml", 3, 1), "'windws' is no field"),
    )
    assert text == (
        "# Vendors of Fenwick, 9 Oct 2026\n"
        "\n"
        "3 errors, 1 warning and 1 note in 2 vendors as of 9 Oct 2026; 1 waived.\n"
        "\n"
        "## Ines Ward\n"
        "\n"
        "2 errors, 1 note.\n"
        "\n"
        "- **error** Acme: very late. (acme/milestones&#46;yml&#58;4)\n"
        "- **error** Bolt &#38; Co: less late. (bolt/milestones&#46;yml&#58;4)\n"
        "- **note** Acme: a note. (acme/milestones&#46;yml&#58;4)\n"
        "\n"
        "## Whoever edits the records\n"
        "\n"
        "1 error.\n"
        "\n"
        "- **error** 'windws' is no field. (playbook&#46;yml&#58;3)\n"
        "\n"
        "## Rosa Lind, Acme\n"
        "\n"
        "1 warning.\n"
        "\n"
        "- **warning** MS-01 is late. *record it.* (acme/milestones&#46;yml&#58;4)\n"
        "\n"
        "## 1 waived finding\n"
        "\n"
        "- lived with. Lived with because: Until the move. (acme/milestones&#46;yml&#58;4)\n"
    )


def test_people_of_the_same_id_in_two_companies_are_two_people() -> None:
    text = digest(finding("x", "error", ROSA), finding("y", "error", ROSA, "bolt"))
    assert "## Rosa Lind, Acme\n" in text
    assert "## Rosa Lind, Bolt &#38; Co\n" in text


def test_a_side_without_a_name_is_said() -> None:
    text = digest(finding("x", "error", Actor("client")), finding("y", "error", Actor("vendor")))
    assert "## Nobody named, our side of Acme\n" in text
    assert "## Nobody named, the vendor's side of Acme\n" in text


def test_nothing_to_do_is_good_news() -> None:
    assert digest() == (
        "# Vendors of Fenwick, 9 Oct 2026\n\nNo findings in 2 vendors as of 9 Oct 2026.\n\n"
        "Nothing needs action.\n"
    )


def due(day: date, what: str) -> DueDate:
    place = Place("vendors/acme/milestones.yml", 4, 5)
    return DueDate(day, "milestone", what, "acme", "Acme", "MS-01", ROSA, "milestones", place)


def test_what_falls_due_follows_with_links() -> None:
    text = digest(due=(due(date(2026, 10, 16), "Go-live | now"),), edit_url=EDIT)
    assert text.endswith(
        "## Due in the next 30 days\n"
        "\n"
        "| Day | Vendor | What | Who acts |\n"
        "| --- | --- | --- | --- |\n"
        "| 16 Oct 2026 | Acme | Go-live &#124; now (milestone) | Rosa Lind "
        "([acme/milestones&#46;yml&#58;4](https://git.example/book/vendors/acme/milestones.yml#L4))"
        " |\n"
    )


def test_new_findings_are_marked_when_a_base_was_compared() -> None:
    old, new = finding("old", "error", INES), finding("new", "error", INES)
    text = digest(old, new, base="a" * 40, known=frozenset({old.fingerprint}))
    assert "- **error** Acme: old." in text
    assert "- **error** (new) Acme: new." in text
    assert "2 errors in 2 vendors as of 9 Oct 2026; 1 new since aaaaaaaaaa." in text


def test_a_digest_fits_an_issue_and_counts_what_does_not() -> None:
    people = [Actor("client", f"p-{n}", f"Person {n}") for n in range(60)]
    many = [
        finding(f"{n} {'x' * 300}", severity, people[n % 60], days=n)
        for n in range(1200)
        for severity in ("error", "info")
    ]
    text = digest(*many, due=tuple(due(date(2026, 10, 16), "y" * 200) for _ in range(300)))
    assert len(text.encode()) <= MAX_BYTES
    assert text.startswith("# Vendors of Fenwick, 9 Oct 2026\n\n1,200 errors and 1,200 notes")
    assert all(f"## Person {n}\n" in text for n in range(60))
    assert re.search(r"^- and [\d,]+ more$", text, re.M)


HOSTILE = st.text(max_size=60) | st.sampled_from(
    [
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "![x](https://evil.example/x.png)",
        "https://evil.example",
        "www.evil.example/x",
        "mail@evil.example",
        "# heading",
        "12345. list",
        "7) list",
        "- item",
        "+ item",
        "--- | ---",
        "`code` and ``more``",
        "*em* __strong__ ~~gone~~ ^up^",
        "&lt;script&gt; &amp;",
        "a | b || c",
        "line\nbreak\r\nand more",
        "\\[x\\](y)",
        "<!-- x -->",
        ":smile: $a$ @all #12 !34",
    ]
)


def shown(source: str) -> str:
    """What Markdown makes of a text, as plain text; markup in it fails the test."""
    rendered = MarkdownIt("gfm-like").render(source)
    match = re.fullmatch(r"<p>(.*)</p>\n", rendered, re.S)
    assert match is not None, rendered
    assert "<" not in match[1], rendered
    return html.unescape(match[1]).replace("\N{ZERO WIDTH SPACE}", "")


@given(HOSTILE)
def test_markdown_shows_what_the_record_says_and_nothing_else(text: str) -> None:
    expected = plain(text).strip().replace("\N{ZERO WIDTH SPACE}", "")
    if expected:
        assert shown(markdown(text)).strip() == expected.strip()


@given(HOSTILE)
def test_nobody_is_notified(text: str) -> None:
    assert not re.search(r"[@#!]\w", html.unescape(markdown(text)))


@pytest.mark.parametrize("text", ["a](https://evil.example)", "x)\n[y](z"])
def test_a_path_cannot_end_its_link(text: str) -> None:
    place = Place(f"vendors/acme/feedback/{text}.yml", 1, 1)
    source = digest(Finding("bad-value", place, "x"), edit_url=EDIT)
    links = re.findall(r'href="([^"]*)"', MarkdownIt("gfm-like").render(source))
    assert len(links) == 1
    assert links[0].startswith("https://git.example/book/vendors/acme/feedback/")
