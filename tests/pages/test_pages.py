"""What the pages say: statuses with their reasons, who to call, what is empty, where it stands."""

from __future__ import annotations

import html
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.playbooks import (
    AGREEMENT,
    CONTACTS,
    PLAYBOOK,
    VENDOR,
    acme,
    assessed,
    open_playbook,
    write_playbook,
)
from vendorbook.across import Across, vendor_rows
from vendorbook.assessment import assess
from vendorbook.checks import find_situations, manuals
from vendorbook.pages import link, vendor_reviews
from vendorbook.pages.prose import prose, safe_url
from vendorbook.pages.registry import Feeds, portfolio_pages, vendor_page_paths, vendor_pages
from vendorbook.publish.production import produce
from vendorbook.summary import summarise
from vendorbook.vendor_reading import read_vendor

AS_OF = date(2026, 5, 6)
MISSED = """\
milestones:
  - { id: MS-01, title: Go-live, baseline_due: 2026-04-30, deliverables: [DL-01], critical: true }
  - { id: MS-02, title: Handover, baseline_due: 2026-05-29, depends_on: [MS-01] }
"""


def words(body: str) -> str:
    """The text of a page on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def pages_of(root: Path, **files: str) -> dict[str, str]:
    assessment = assessed(root, AS_OF, **files)
    findings = find_situations(assessment)
    return {page.path: page.body for page in vendor_pages(assessment, findings)}


def test_every_page_of_a_vendor_is_where_it_was_announced(tmp_path: Path) -> None:
    assert tuple(pages_of(tmp_path)) == vendor_page_paths("acme")


def test_the_milestones_page_says_status_lateness_and_reason(tmp_path: Path) -> None:
    page = pages_of(tmp_path, milestones=MISSED, agreement=AGREEMENT)
    text = words(page["vendors/acme/milestones/index.html"])
    assert "MS-01 Go-live critical hands over DL-01 missed 3 working days late" in text
    assert "MS-02 Handover after MS-01 at risk waits for MS-01" in text
    assert "As of 6 May 2026" in text
    assert (
        '<title id="timeline-title">Milestones of Acme</title>'
        in (page["vendors/acme/milestones/index.html"])
    )


def test_the_overview_says_what_needs_attention_and_whom_to_call(tmp_path: Path) -> None:
    contacts = CONTACTS.replace("email: rosa@vendor.example", 'phone: "+442079460111"')
    page = pages_of(tmp_path, milestones=MISSED, contacts=contacts)["vendors/acme/index.html"]
    text = words(page)
    assert "error: MS-01 'Go-live' was due on 30 Apr 2026 and is 3 working days late" in text
    assert "Vendor acts : Rosa Lind" in text.replace("acts:", "acts :")
    assert (
        "1 at once Rosa Lind , Delivery +442079460111 Tell Ines Ward, ines@client.example ." in text
    )
    assert 'href="tel:+442079460111"' in page


def test_an_empty_page_shows_what_to_write(tmp_path: Path) -> None:
    pages = pages_of(tmp_path)
    assert "To record it, write in vendors/acme/milestones.yml : milestones: - id: MS-01" in words(
        pages["vendors/acme/milestones/index.html"]
    )
    for path, body in pages.items():
        assert "None" not in words(body), path


def test_contents_name_only_what_a_page_has(tmp_path: Path) -> None:
    """Of a vendor with hardly any record."""
    write_playbook(tmp_path, {"acme": {}})
    portfolio = open_playbook(tmp_path)
    vendor = read_vendor(portfolio, "acme").vendor
    assert vendor is not None
    pages = vendor_pages(assess(vendor, portfolio, AS_OF), [])
    for page in pages:
        ids = re.findall(r'id="([^"]+)"', page.body)
        assert [each.anchor for each in page.headings if each.anchor not in ids] == [], page.path
    titles = {page.path: [each.title for each in page.headings] for page in pages}
    assert "KPIs" not in titles["vendors/acme/agreement/index.html"]
    assert "Documents" in titles["vendors/acme/agreement/index.html"]


def with_faults(root: Path, **files: str) -> dict[str, str]:
    """The text of every page of a vendor that may have faults."""
    write_playbook(root, {"acme": files})
    portfolio = open_playbook(root)
    vendor, faults, _ = read_vendor(portfolio, "acme")
    assert vendor is not None
    assessment = assess(vendor, portfolio, AS_OF)
    pages = vendor_pages(assessment, [*find_situations(assessment), *faults])
    return {page.path: words(page.body) for page in pages}


def test_pages_of_a_file_that_cannot_be_read_say_that_something_is_missing(tmp_path: Path) -> None:
    pages = with_faults(tmp_path, milestones='milestones:\n  - id: MS-01\n    title: "A\n')
    for path, text in pages.items():
        assert "Something is missing here. milestones cannot be read as recorded" in text, path
    assert "vendors/acme/milestones.yml:3:12 yaml-syntax" in pages["vendors/acme/index.html"]


def test_pages_of_records_that_cannot_be_read_claim_nothing_of_them(tmp_path: Path) -> None:
    pages = with_faults(tmp_path, milestones=MISSED, changes="changes: [\n", agreement=AGREEMENT)
    milestones = pages["vendors/acme/milestones/index.html"]
    assert "what is promised is not known without all change requests" in milestones
    assert "Milestones are not judged until what is wrong is mended." in milestones
    assert "What was asked for cannot be read." in milestones
    assert "No milestone is recorded" not in milestones
    assert "not judged now" in pages["vendors/acme/index.html"]
    assert "none recorded" not in pages["vendors/acme/index.html"]
    scorecard = pages["vendors/acme/scorecard/index.html"]
    assert "There is no score until what is wrong is mended" in scorecard
    assert "not rated" in scorecard


def test_faults_of_records_stand_before_what_is_late(tmp_path: Path) -> None:
    pages = with_faults(tmp_path, milestones=MISSED, agreement="deliverables: x\n")
    text = pages["vendors/acme/index.html"]
    late = text.index("MS-01 'Go-live' was due on 30 Apr 2026 and is 3 working days late")
    assert text.index("vendors/acme/agreement.yml:1") < late


def test_a_missed_critical_milestone_that_somebody_deals_with_is_not_behind_more(
    tmp_path: Path,
) -> None:
    """Five findings stand open on a vendor's page; six milestones later than it are missed too."""
    others = "".join(
        f"  - {{ id: MS-1{number}, title: Other, baseline_due: 2026-01-15 }}\n"
        for number in range(6)
    )
    issue = (
        "feedback:\n  - { id: FB-001, kind: issue, severity: low, direction: to_vendor, raised_by: "
        "ines-ward, raised_at: 2026-05-04, about: delivery, summary: Late, relates_to: [MS-01] }\n"
    )
    milestones = MISSED + others
    text = with_faults(tmp_path, milestones=milestones, feedback=issue)["vendors/acme/index.html"]
    critical = text.index("MS-01 'Go-live' was due on 30 Apr 2026 and is 3 working days late")
    assert critical < text.index("MS-10 'Other' was due on 15 Jan 2026")


def test_pages_say_which_records_are_left_out(tmp_path: Path) -> None:
    broken = MISSED.replace("2026-04-30", "2026-02-30")
    pages = with_faults(tmp_path, milestones=broken, agreement=AGREEMENT)
    for path, text in pages.items():
        assert "MS-01 has a mistake and is left out: see what must be mended" in text, path


def test_every_fact_links_to_its_line_when_there_is_an_address(tmp_path: Path) -> None:
    policy = PLAYBOOK + "site: { edit_url: 'https://git.example/{path}#L{line}' }\n"
    acme(tmp_path, milestones=MISSED)
    (tmp_path / "playbook.yml").write_text(policy)
    portfolio = open_playbook(tmp_path)
    from vendorbook.vendor_reading import read_vendor  # noqa: PLC0415

    vendor = read_vendor(portfolio, "acme").vendor
    assert vendor is not None
    pages = vendor_pages(assess(vendor, portfolio, AS_OF), [])
    milestones = next(page for page in pages if "milestones" in page.path)
    assert 'href="https://git.example/vendors/acme/milestones.yml#L2"' in milestones.body


def test_home_groups_what_needs_action_by_person_and_side(tmp_path: Path) -> None:
    owed = "client_obligations: [{id: OB-01, text: Open it, owner: tomas-reyl, due: 2026-05-01}]\n"
    vendor, portfolio = acme(tmp_path, milestones=MISSED, agreement=AGREEMENT + owed)
    assessment = assess(vendor, portfolio, AS_OF)
    findings = find_situations(assessment)
    rows = Across()
    rows.add(vendor_rows(assessment, findings))
    pages = portfolio_pages(
        portfolio,
        [summarise(assessment, findings)],
        [],
        [],
        rows,
        AS_OF,
        manuals,
        Feeds(("people",), ("index",), 200),
    )
    text = words(pages["index.html"]().body)
    ours, theirs = text.index("Our side"), text.index("The vendors' side")
    assert ours < text.index("Tomas Reyl") < theirs < text.index("Rosa Lind, Acme")
    assert "29 May 2026 Acme MS-02 Handover milestone Rosa Lind" in text
    fields = words(pages["reference/fields/index.html"]().body)
    assert "milestones[].baseline_due required Baseline due date. The first agreed date." in fields
    checks = words(pages["reference/checks/index.html"]().body)
    assert "milestone-missed error A milestone's deadline has passed" in checks


@pytest.mark.parametrize(
    ("start", "target", "anchor", "expected"),
    [
        ("index.html", "vendors/index.html", "", "vendors/"),
        ("vendors/acme/index.html", "vendors/acme/people/index.html", "ms-01", "people/#ms-01"),
        ("vendors/acme/people/index.html", "vendors/bolt/index.html", "", "../../bolt/"),
        ("vendors/acme/index.html", "vendors/acme/index.html", "call", "#call"),
        ("vendors/acme/index.html", "index.html", "", "../../"),
        ("index.html", "index.html", "", "./"),
    ],
)
def test_links_are_relative(start: str, target: str, anchor: str, expected: str) -> None:
    assert link(start, target, anchor) == expected


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://documents.example/a", True),
        ("http://documents.example", True),
        ("mailto:a@b.example", True),
        ("tel:+442079460111", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)", False),
        ("data:text/html,x", False),
        ("//evil.example", False),
        ("https://user:secret@evil.example", False),
        ("https://[broken", False),
        ("the room upstairs", False),
        (None, False),
    ],
)
def test_only_some_addresses_become_links(address: str | None, safe: bool) -> None:
    assert safe_url(address) == (address if safe else "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, ""),
        ("Plain words.", "<p>Plain words.</p>"),
        ("Fish & chips", "<p>Fish &amp; chips</p>"),
        ("**Bold** and `code`", "<p><strong>Bold</strong> and <code>code</code></p>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        (
            "[x](https://e.example)",
            '<p><a href="https://e.example" rel="noopener nofollow">x</a></p>',
        ),
    ],
)
def test_prose_is_markdown_without_surprises(text: str | None, expected: str) -> None:
    assert prose(text) == expected


@pytest.mark.parametrize(
    ("as_of", "said"),
    [(None, "As of 6 May 2026, pinned by as_of in playbook.yml"), (date(2026, 5, 7), "")],
)
def test_every_head_says_that_its_day_is_pinned(
    tmp_path: Path, as_of: date | None, said: str
) -> None:
    policy = f"{PLAYBOOK}as_of: 2026-05-06\n"
    write_playbook(tmp_path, {"acme": {}}, playbook=policy)
    production = produce(tmp_path, now=datetime(2026, 11, 25, tzinfo=UTC), as_of=as_of)
    heads = {
        page.path: words(head[1])
        for page in production.pages()
        if (head := re.search('<p class="vb-asof">(.*?)</p>', page.body))
    }
    production.close()
    assert {"index.html", "vendors/index.html", "vendors/acme/index.html"} <= set(heads)
    assert {"across/kpis/index.html", "vendors/acme/milestones/index.html"} <= set(heads)
    day = said or "As of 7 May 2026"
    assert [head for head in heads.values() if not head.replace(" ,", ",").startswith(day)] == []
    assert any("pinned" in head for head in heads.values()) == bool(said)


# The contract starts on 2 March 2026, so its first whole quarter is April to June.
@pytest.mark.parametrize(
    ("as_of", "reviews", "said"),
    [
        (
            "2026-05-06",
            (),
            "The next quarterly review is to be held by 30 Jun 2026, the end of the first whole "
            "quarter of the contract.",
        ),
        (
            "2026-07-08",
            ("2026-06-03",),
            "The next quarterly review is to be held by 30 Sep 2026, the end of the quarter after "
            "that of the last review; the last was RV-01, 3 Jun 2026.",
        ),
        (
            "2026-10-01",
            ("2026-06-03",),
            "The next quarterly review is overdue: it was to be held by 30 Sep 2026, the end of "
            "the quarter after that of the last review; the last was RV-01, 3 Jun 2026.",
        ),
        (
            "2026-05-06",
            ("2026-03-03",),
            "The next quarterly review is to be held by 30 Jun 2026, the end of the first whole "
            "quarter of the contract; the last was RV-01, 3 Mar 2026.",
        ),
    ],
)
def test_by_when_the_next_review_is_to_be_held_and_why(
    tmp_path: Path, as_of: str, reviews: tuple[str, ...], said: str
) -> None:
    vendor = VENDOR.format(slug="acme").replace("operational", "strategic")
    rows = "".join(
        f"  - {{ id: RV-01, kind: quarterly, period: 2026-Q1, held_on: {day}, chair: ines-ward, "
        "ratings: [{ area: quality, rating: marginal, narrative: So so. }] }\n"
        for day in reviews
    )
    files = {"vendor": vendor.replace("start: 2025-01-01", "start: 2026-03-02")}
    if rows:
        files["reviews"] = "reviews:\n" + rows
    assessment = assessed(tmp_path, date.fromisoformat(as_of), **files)
    text = words(vendor_reviews.page(assessment, []).body)
    assert said in re.sub(r" (?=[.,;])", "", text)
