"""What all pages of one vendor share: their paths, their head, and the findings beside records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from vendorbook.findings import source_url
from vendorbook.pages import Page, SearchEntry, anchor_of, headings_in, link, render
from vendorbook.scorecard.standing import standing_of
from vendorbook.wording import pin_in_words, signed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vendorbook.assessment import Assessment
    from vendorbook.findings import Finding
    from vendorbook.records.agreement import Kpi
    from vendorbook.records.facts import Record

TABS: Final = {
    "": "Overview",
    "scorecard": "Scorecard",
    "milestones": "Milestones",
    "agreement": "Agreement",
    "people": "People and rhythm",
    "feedback": "Feedback",
    "reviews": "Reviews and plans",
    "partnership": "Partnership",
}
"""The pages of a vendor: their folder, and what they are called."""

PACK: Final = "review-pack"
"""The folder of the pack for a review, which other pages lead to and which is no tab."""

_TITLES: Final = {**TABS, PACK: "Review pack"}

VENDORS_PATH: Final = "vendors/index.html"
_PAGES: Final = {"MS": "milestones", "CR": "milestones", "DL": "agreement", "QS": "agreement",
                 "OB": "agreement", "FB": "feedback", "RV": "reviews", "IP": "reviews",
                 "GO": "partnership", "PA": "partnership", "MT": "people"}  # fmt: skip
"""Which page shows the records whose ids begin with these letters."""

LONGEST_SEARCH_TITLE: Final = 80
LONGEST_SEARCH_TEXT: Final = 100
"""Characters of one search entry, so that the index stays small."""


def page_path(slug: str, tab: str = "") -> str:
    """The path of one of a vendor's pages."""
    return f"vendors/{slug}/{tab}/index.html" if tab else f"vendors/{slug}/index.html"


def vendor_page(
    template: str,
    tab: str,
    assessment: Assessment,
    findings: Sequence[Finding],
    *,
    headings: Sequence[tuple[str, str]] = (),
    search: Sequence[SearchEntry] = (),
    **values: Any,
) -> Page:
    """Render one page of a vendor with the head that all of them have."""
    vendor = assessment.vendor
    path = page_path(vendor.slug, tab)
    head = standing_of(assessment)
    name = vendor.profile.name
    title = name if not tab else f"{_TITLES[tab]} · {name}"
    body = render(
        template,
        path,
        tab=tab,
        page_title=_TITLES[tab],
        tabs=TABS,
        page_path_of=page_path,
        vendors_path=VENDORS_PATH,
        vendor=vendor,
        profile=vendor.profile,
        assessment=assessment,
        as_of=assessment.as_of,
        findings=[f for f in findings if not f.waived],
        beside=_by_record(findings),
        person=vendor.person_name,
        head=head,
        head_difference="" if head.difference is None else signed(head.difference),
        address_of=lambda reference: link(path, *reference_target(vendor.slug, reference)),
        source=_source(assessment),
        source_of=_source_of(assessment),
        kpi_address=_kpi_address(path, vendor.slug),
        pin=pin_in_words(assessment.policy.as_of == assessment.as_of),
        notice=assessment.policy.site.internal_notice,
        **values,
    )
    return Page(path, title, body, headings_in(body, headings), tuple(search))


def reference_target(slug: str, reference: str) -> tuple[str, str]:
    """The page and anchor that a reference leads to."""
    owner, _, record = reference.rpartition("/")
    prefix = record.partition("-")[0]
    if prefix in _PAGES:
        return page_path(owner or slug, _PAGES[prefix]), anchor_of(record)
    return page_path(owner or slug, "agreement"), f"kpi-{record}"


def _source(assessment: Assessment) -> Callable[..., str]:
    edit_url = assessment.policy.site.edit_url

    def source(record: Record, key: str | None = None) -> str:
        """Where the record, or one of its keys, can be edited."""
        return source_url(edit_url, record.place(key)) if edit_url else ""

    return source


def _source_of(assessment: Assessment) -> Callable[[Finding], str]:
    edit_url = assessment.policy.site.edit_url
    return lambda finding: source_url(edit_url, finding.place)


def _kpi_address(path: str, slug: str) -> Callable[[Kpi], str]:
    return lambda kpi: link(path, page_path(slug, "agreement"), f"kpi-{kpi.id}")


def _by_record(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.record and not finding.waived:
            found.setdefault(finding.record, []).append(finding)
    return found


def entry(
    assessment: Assessment, anchor: str, title: str, *texts: object, rank: int
) -> SearchEntry:
    """A search entry whose title says which vendor it belongs to, cut to a bounded length."""
    name = cut(assessment.vendor.profile.name, LONGEST_SEARCH_TITLE)
    words = cut(" ".join(str(text) for text in texts if text), LONGEST_SEARCH_TEXT)
    return SearchEntry(anchor, f"{cut(title, LONGEST_SEARCH_TITLE)} — {name}", words, rank)


def cut(text: str, length: int) -> str:
    """Text on one line, cut between words when it is longer than `length`."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0] + "…"
