"""The first page: who must act this week, what falls due next, and how each vendor stands."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from vendorbook.across import rows_of_findings
from vendorbook.across.waiting import waiting_key
from vendorbook.due_dates import DAYS_AHEAD, is_slot
from vendorbook.findings import source_url
from vendorbook.pages import Heading, Page, SearchEntry, anchor_of, render
from vendorbook.pages.across_page import TABS, across_path
from vendorbook.pages.across_people import CALLS
from vendorbook.pages.calendar_picture import group_of
from vendorbook.pages.glance import glances
from vendorbook.pages.vendor_page import VENDORS_PATH, page_path
from vendorbook.scorecard.grades import GRADES
from vendorbook.wording import pin_in_words, signed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from vendorbook.across import Across
    from vendorbook.across.waiting import WaitingKey
    from vendorbook.findings import Finding
    from vendorbook.portfolio import Portfolio
    from vendorbook.summary import Summary

PATH = "index.html"
_MOST_PEOPLE = 12
_MOST_EACH = 5
_MOST_FAULTS = 10
_MOST_DUE = 25
_TAB_OF = {"MS": "milestones", "CR": "milestones", "OB": "agreement", "FB": "feedback",
           "DL": "agreement", "IP": "reviews", "RV": "reviews", "MT": "people",
           "GO": "partnership", "PA": "partnership"}  # fmt: skip


class DeskKey(NamedTuple):
    """Which desk: a side, the vendor on whose side it is or nothing, and a person's name."""

    side: str
    company: str
    name: str


@dataclass(frozen=True)
class Desk:
    """What one person has to act on, worst first.

    Attributes:
        name: The person, or the side when nobody is named.
        more: How many findings are left out.
        vendor: The only vendor that they are about, or empty.
    """

    name: str
    findings: tuple[Finding, ...]
    more: int
    vendor: str


def page(
    portfolio: Portfolio,
    summaries: Sequence[Summary],
    policy_findings: Sequence[Finding],
    across: Across,
    as_of: date,
) -> Page:
    """The home page; `policy_findings` are those that belong to no vendor."""
    names = {each.slug: each.name for each in summaries}
    policy = rows_of_findings(policy_findings)
    counts = _desk_counts(across.waiting + policy.counts["waiting"], names)
    ours = _desks([*across.waiting_for_us.rows, *policy.waiting_for_us], counts, names)
    theirs = _desks([*across.waiting_for_vendors.rows, *policy.waiting_for_vendors], counts, names)
    faults = sorted([*across.to_mend.rows, *policy.to_mend], key=lambda each: each.urgency)
    last = as_of + timedelta(days=DAYS_AHEAD)
    due = [each for each in across.due.rows if each.day <= last and not is_slot(each.kind)]
    due = due[:_MOST_DUE]
    site = portfolio.playbook.site
    body = render(
        "home.html",
        PATH,
        organisation=portfolio.playbook.organisation.name,
        as_of=as_of,
        pin=pin_in_words(portfolio.playbook.as_of == as_of),
        notice=site.internal_notice,
        ours=ours[:_MOST_PEOPLE],
        theirs=theirs[:_MOST_PEOPLE],
        more_ours=_left_out(ours, counts, is_vendors=False),
        more_theirs=_left_out(theirs, counts, is_vendors=True),
        faults=faults[:_MOST_FAULTS],
        all_faults=across.to_mend.total + len(policy.to_mend),
        due=due,
        more_due=due_within(across, last) - len(due),
        calendar_path=across_path("calendar"),
        glances=glances(summaries, across, as_of, portfolio.playbook.windows.idea_days),
        across_path=across_path,
        calls=CALLS,
        across_pages=[(across_path(tab), title) for tab, title in TABS.items()],
        group_of=group_of,
        vendors=sorted(summaries, key=_worst_first)[:_MOST_DUE],
        more_vendors=max(0, len(summaries) - _MOST_DUE),
        vendor_name=lambda slug: names.get(slug, slug),
        target=finding_target,
        page_path_of=page_path,
        signed=signed,
        vendors_path=VENDORS_PATH,
        source_of=lambda finding: source_url(site.edit_url, finding.place),
    )
    name = portfolio.playbook.organisation.name
    headings = (
        Heading("action", "Needs action"),
        Heading("next", "Next 30 days"),
        Heading("vendors", "Grades"),
    )
    search = (SearchEntry("", f"Home of {name}", "Needs action this week, next 30 days, grades"),)
    return Page(PATH, "Home", body, headings, search)


def due_within(across: Across, last: date) -> int:
    """How many dates there are up to `last` besides regular meetings and reports."""
    return sum(
        count
        for (day, kind, _), count in across.due_counts.items()
        if day <= last and not is_slot(kind)
    )


def finding_target(finding: Finding) -> tuple[str, str]:
    """The page and anchor where a finding's record is shown."""
    if finding.record and finding.code.startswith(("kpi-", "credit-")):
        return page_path(finding.vendor, "scorecard"), anchor_of(finding.record)
    tab = _TAB_OF.get(finding.record.partition("-")[0], "")
    return page_path(finding.vendor, tab), anchor_of(finding.record) if tab else "attention"


def _desk_of(key: WaitingKey, names: dict[str, str]) -> DeskKey:
    """The desk on which findings lie that wait for a person of a vendor, or of ours."""
    # Different vendors may use the same id for different people, so the name counts.
    vendor = names.get(key.vendor, key.vendor)
    nobody = f"Nobody named, {vendor}" if vendor else "Nobody named"
    return DeskKey(key.side, key.vendor if key.side == "vendor" else "", key.name or nobody)


def _desk_counts(
    waiting: Counter[WaitingKey], names: dict[str, str]
) -> dict[DeskKey, Counter[WaitingKey]]:
    """How many findings lie on each desk."""
    counts: dict[DeskKey, Counter[WaitingKey]] = {}
    for key, number in waiting.items():
        counts.setdefault(_desk_of(key, names), Counter())[key] += number
    return counts


def _desks(
    findings: Iterable[Finding],
    counts: dict[DeskKey, Counter[WaitingKey]],
    names: dict[str, str],
) -> list[Desk]:
    """Group what needs action by the person who must act; whoever has most errors comes first.

    Among those who have as many, whoever is latest does; before all, whoever has a critical
    milestone that is missed. Of a large portfolio only the worst
    findings are at hand; `counts` has all.
    """
    groups: dict[DeskKey, list[Finding]] = {}
    for finding in sorted(findings, key=lambda each: each.urgency):
        groups.setdefault(_desk_of(waiting_key(finding), names), []).append(finding)
    ordered = sorted(
        groups, key=lambda key: (not groups[key][0].is_critical, -_errors(counts[key]))
    )
    return [_desk(key, groups[key], counts[key], names) for key in ordered]


def _left_out(
    desks: list[Desk], counts: dict[DeskKey, Counter[WaitingKey]], *, is_vendors: bool
) -> int:
    """How many people of one side have something to do and are not shown."""
    every = sum(1 for key in counts if (key.side == "vendor") == is_vendors)
    return every - len(desks[:_MOST_PEOPLE])


def _errors(count: Counter[WaitingKey]) -> int:
    return sum(number for key, number in count.items() if key.severity == "error")


def _desk(
    key: DeskKey, group: list[Finding], count: Counter[WaitingKey], names: dict[str, str]
) -> Desk:
    company = names.get(key.company, key.company)
    vendors = {each.vendor for each in count}
    shown = tuple(group[:_MOST_EACH])
    return Desk(
        f"{key.name}, {company}" if company else key.name,
        shown,
        count.total() - len(shown),
        vendors.pop() if len(vendors) == 1 else "",
    )


def _worst_first(summary: Summary) -> tuple[int, int, int, str]:
    """By grade, those not rated last, then by what is open."""
    found, grade = summary.open_findings, summary.standing.grade
    rank = -GRADES.index(grade) if grade else 1
    return (rank, -found.get("error", 0), -found.get("warning", 0), summary.name)
